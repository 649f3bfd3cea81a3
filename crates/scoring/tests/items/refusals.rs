//! What the engine refuses rather than guess.

use scoring::ScoringError;

use super::*;

fn sound() -> Dataset {
    data(&[
        ("x", [Ok(75.0), Ok(70.0), Ok(80.0), Ok(75.0), Ok(50.0)]),
        ("y", [Err(CellStatus::NotApplicable), Ok(0.0), Ok(100.0), Ok(0.0), Ok(100.0)]),
    ])
}

fn refused(data: &Dataset, recipe: &Recipe) -> Vec<&'static str> {
    let errors = scoring::score(&instrument(), data, recipe).expect_err("is refused");
    errors.iter().map(ScoringError::code).collect()
}

#[test]
fn points_outside_their_scale_are_named_by_unit() {
    let mut data = sound();
    data.values.insert("a2".into(), vec![Some(100.5), Some(-1.0)]);
    assert_eq!(refused(&data, &recipe()), ["score.outside_scale"; 2]);
}

#[test]
fn a_note_must_agree_with_its_value_and_what_does_not_apply_needs_a_reason() {
    let mut data = sound();
    note(&mut data, "a2", "x", CellStatus::NotSubmitted);
    note(&mut data, "a1", "y", CellStatus::LowDenominator);
    data.values.insert("a3".into(), vec![None, Some(100.0)]);
    let silent = CellNote { status: CellStatus::NotApplicable, reason: Some(Text::same(" ")) };
    data.notes.insert("a3".into(), BTreeMap::from([("x".to_owned(), silent)]));
    assert_eq!(refused(&data, &recipe()), ["score.note_contradicts", "score.note_contradicts", "score.reason_missing"]);
}

#[test]
fn data_may_speak_only_of_items_and_units_there_are() {
    let mut data = sound();
    points(&mut data, "E9", "x", 1, 1.0);
    points(&mut data, "E1", "w", 1, 1.0);
    points(&mut data, "E2", "x", 1, -1.0);
    finding(&mut data, "V1", "w");
    note(&mut data, "A", "x", CellStatus::LowDenominator);
    assert_eq!(
        refused(&data, &recipe()),
        ["score.item_unknown", "score.unit_unknown", "score.item_unknown", "score.points", "score.unit_unknown"]
    );
}

#[test]
fn no_grade_is_limited_without_a_legal_basis() {
    let mut data = sound();
    data.findings.insert("V1".into(), BTreeMap::from([("x".to_owned(), Finding { basis: Text::default() })]));
    assert_eq!(refused(&data, &recipe()), ["score.basis_missing"]);
}

#[test]
fn standard_errors_are_not_negative_have_a_value_and_a_method_that_can_carry_them() {
    let mut data = sound();
    data.standard_errors.insert("a1".into(), vec![Some(-1.0), Some(1.0)]);
    assert_eq!(refused(&data, &recipe()), ["score.standard_error"; 2]);
    let mut data = sound();
    data.standard_errors.insert("d1".into(), vec![Some(1.0), Some(1.0)]);
    let min_max = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..recipe() };
    assert_eq!(refused(&data, &min_max), ["score.standard_error_scale"]);
}

#[test]
fn a_recipe_that_does_not_fit_is_refused_with_all_its_faults() {
    let mut recipe = recipe();
    recipe.subjective.insert("Z".into());
    recipe.vetoes[0].ceiling = "E".into();
    let Normalise::PerIndicator { methods } = &mut recipe.normalise else { panic!("not by indicator") };
    let rubric = methods.remove("a2").expect("a method");
    methods.insert("A".into(), rubric);
    let adjust = recipe.adjust.as_mut().expect("adjusts");
    adjust.bonuses[1].code = "a1".into();
    adjust.deductions[0].cap = f64::NAN;
    adjust.lower = 100.0;
    assert_eq!(
        refused(&sound(), &recipe),
        [
            "score.method_missing",
            "score.method_unknown",
            "score.cap",
            "score.total_ends",
            "score.item_repeated",
            "score.ceiling_unknown",
            "score.subjective_unknown"
        ]
    );
}

#[test]
fn every_refusal_is_told_in_both_languages_with_a_remedy() {
    let mut data = sound();
    points(&mut data, "E2", "x", 1, f64::INFINITY);
    let errors = scoring::score(&instrument(), &data, &recipe()).expect_err("is refused");
    let problem = domain::Problem::from(&errors[0]);
    assert_eq!(problem.place.field.as_deref(), Some("E2 · x"));
    assert!(problem.message.zh.contains("E2") && problem.message.en.contains("E2"));
}

#[test]
fn old_recipes_and_data_are_written_as_before() {
    let old = r#"{"version":"1","normalise":{"method":"none"},"aggregate":{"method":"arithmetic-mean"},"missing":{"rule":"redistribute"},"decimals":2}"#;
    let recipe: Recipe = serde_json::from_str(old).expect("a recipe");
    assert_eq!(serde_json::to_string(&recipe).expect("is written"), old);
    let old = r#"{"period":"2025","units":[],"values":{}}"#;
    let data: Dataset = serde_json::from_str(old).expect("data");
    assert_eq!(serde_json::to_string(&data).expect("is written"), old);
}

#[test]
fn the_recipe_reads_back_as_it_was_written() {
    let written = serde_json::to_string(&recipe()).expect("is written");
    assert!(written.contains(r#""a1":{"method":"goalposts","floor":50.0,"target":100.0}"#), "{written}");
    assert!(written.contains(r#""a2":{"method":"rubric-points"}"#), "{written}");
    assert_eq!(serde_json::from_str::<Recipe>(&written).expect("is read"), recipe());
}
