use domain::{
    Direction, NodeDraft, Text, Unit,
    recipe::{Coverage, Grade, Missing, Normalise, Posts},
};

use super::*;

fn draft(code: &str, parent: Option<&str>, weight: f64, direction: Direction) -> NodeDraft {
    NodeDraft {
        code: code.into(),
        parent: parent.map(Into::into),
        weight: parent.map(|_| weight),
        direction: Some(direction),
        ..NodeDraft::default()
    }
}

/// root ─ A 60 ─ a1 50, a2 50 (less is better)
///      └ b 40
fn instrument() -> Instrument {
    use Direction::{Negative, Positive};
    Instrument::build(vec![
        draft("root", None, 0.0, Positive),
        draft("A", Some("root"), 60.0, Positive),
        draft("a1", Some("A"), 50.0, Positive),
        draft("a2", Some("A"), 50.0, Negative),
        draft("b", Some("root"), 40.0, Positive),
    ])
    .expect("a sound instrument")
}

fn data(columns: [(&str, [Option<f64>; 3]); 3]) -> Dataset {
    Dataset {
        period: "2026".into(),
        units: ["x", "y", "z"].map(|c| Unit { code: c.into(), name: Text::same(c), league: None }).into(),
        values: columns.into_iter().map(|(code, values)| (code.into(), values.into())).collect(),
        ..Dataset::default()
    }
}

fn min_max() -> Recipe {
    Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() }
}

#[test]
fn scores_climb_the_tree_by_weight() {
    let data = data([
        ("a1", [Some(10.0), Some(20.0), Some(30.0)]),
        ("a2", [Some(1.0), Some(3.0), Some(2.0)]),
        ("b", [Some(0.0), Some(1.0), Some(0.5)]),
    ]);
    let sheet = score(&instrument(), &data, &min_max()).expect("a score sheet");
    let totals: Vec<f64> = sheet.units.iter().filter_map(UnitScore::score).collect();
    // x: A = (0 + 100)/2 = 50, b = 0 → 30;  y: A = (50 + 0)/2 = 25, b = 100 → 55;  z: A = 75, b = 50 → 65.
    for (found, expected) in totals.iter().zip([30.0, 55.0, 65.0]) {
        assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    }
    assert_eq!(sheet.units.iter().map(UnitScore::rank).collect::<Vec<_>>(), [Some(3), Some(2), Some(1)]);
}

#[test]
fn the_weight_of_a_missing_indicator_goes_to_its_siblings_and_contributions_sum_to_the_score() {
    let data = data([
        ("a1", [None, Some(20.0), Some(30.0)]),
        ("a2", [Some(1.0), Some(3.0), Some(2.0)]),
        ("b", [Some(0.25), Some(1.0), Some(0.0)]),
    ]);
    let instrument = instrument();
    let sheet = score(&instrument, &data, &min_max()).expect("a score sheet");
    let x = &sheet.units[0];
    assert_eq!((x.nodes[2].score, x.nodes[2].weight, x.nodes[2].contribution), (None, None, None));
    assert_eq!(x.nodes[3].weight, Some(1.0), "a2 carries all of A");
    for unit in &sheet.units {
        let parts: f64 = instrument.indicators().filter_map(|i| unit.nodes[i].contribution).sum();
        assert!((parts - unit.score().unwrap_or_default()).abs() < 1e-12, "{}", unit.code);
    }
}

#[test]
fn a_branch_without_values_is_missing_and_its_weight_moves_up() {
    let data = data([
        ("a1", [None, Some(20.0), Some(30.0)]),
        ("a2", [None, Some(3.0), Some(2.0)]),
        ("b", [Some(0.25), Some(1.0), Some(0.0)]),
    ]);
    let sheet = score(&instrument(), &data, &min_max()).expect("a score sheet");
    assert_eq!(sheet.units[0].nodes[1].score, None);
    assert_eq!(sheet.units[0].score(), Some(25.0));
}

#[test]
fn a_recipe_that_refuses_missing_values_names_each_of_them() {
    let data = data([
        ("a1", [None, Some(20.0), Some(30.0)]),
        ("a2", [Some(1.0), Some(3.0), Some(2.0)]),
        ("b", [Some(0.25), None, Some(0.0)]),
    ]);
    let refused = score(&instrument(), &data, &Recipe { missing: Missing::Refuse, ..min_max() });
    let missing =
        |indicator: &str, unit: &str| ScoringError::Missing { indicator: indicator.into(), unit: unit.into() };
    assert_eq!(refused, Err(vec![missing("a1", "x"), missing("b", "y")]));
}

#[test]
fn constant_columns_are_all_named_in_tree_order() {
    let data =
        data([("a1", [Some(1.0); 3]), ("a2", [Some(1.0), Some(3.0), Some(2.0)]), ("b", [Some(4.0), None, Some(4.0)])]);
    let constant = |indicator: &str| ScoringError::Constant { indicator: indicator.into() };
    assert_eq!(score(&instrument(), &data, &min_max()), Err(vec![constant("a1"), constant("b")]));
}

#[test]
fn infinite_values_are_refused_and_overflow_does_not_become_a_score() {
    let infinite = data([
        ("a1", [Some(f64::INFINITY), Some(20.0), Some(30.0)]),
        ("a2", [Some(f64::NAN), Some(3.0), Some(2.0)]),
        ("b", [Some(0.25), Some(1.0), Some(0.0)]),
    ]);
    let errors = score(&instrument(), &infinite, &Recipe::default()).expect_err("not finite");
    assert_eq!(errors.len(), 2);
    let huge = data([
        ("a1", [Some(f64::MAX), Some(f64::MIN), Some(0.0)]),
        ("a2", [Some(1.0), Some(3.0), Some(2.0)]),
        ("b", [Some(0.25), Some(1.0), Some(0.0)]),
    ]);
    assert!(score(&instrument(), &huge, &min_max()).is_err());
}

#[test]
fn goalposts_must_name_every_indicator_and_follow_its_direction() {
    let posts = |pairs: &[(&str, f64, f64)]| Recipe {
        normalise: Normalise::Goalposts {
            lower: 0.0,
            upper: 100.0,
            posts: pairs.iter().map(|&(c, floor, target)| (c.into(), Posts { floor, target })).collect(),
        },
        ..Recipe::default()
    };
    let errors = recipe::check(&posts(&[("a1", 0.0, 1.0), ("a2", 0.0, 1.0), ("A", 0.0, 1.0)]), &instrument());
    assert_eq!(
        errors.iter().map(ScoringError::code).collect::<Vec<_>>(),
        ["score.posts_direction", "score.posts_missing", "score.posts_unknown"]
    );
    assert!(recipe::check(&posts(&[("a1", 0.0, 1.0), ("a2", 1.0, 0.0), ("b", 0.0, 9.0)]), &instrument()).is_empty());
}

#[test]
fn grades_follow_the_unrounded_score() {
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    let recipe = Recipe { grades: vec![grade("A", 60.0), grade("B", 30.0)], ..min_max() };
    let data = data([
        ("a1", [Some(10.0), Some(20.0), Some(30.0)]),
        ("a2", [Some(1.0), Some(3.0), Some(2.0)]),
        ("b", [Some(0.0), Some(1.0), Some(0.5)]),
    ]);
    let sheet = score(&instrument(), &data, &recipe).expect("a score sheet");
    let letters: Vec<Option<&str>> = sheet.units.iter().map(|u| u.grade.as_deref()).collect();
    assert_eq!(letters, [Some("B"), Some("B"), Some("A")]);
}

/// x has a2 and b, y all, z only a2: 70 %, 100 % and 30 % of the weight.
fn sparse() -> Dataset {
    data([
        ("a1", [None, Some(20.0), None]),
        ("a2", [Some(1.0), Some(3.0), Some(2.0)]),
        ("b", [Some(0.25), Some(1.0), None]),
    ])
}

fn at_least(dimension: f64, overall: f64) -> Recipe {
    Recipe { coverage: Coverage { dimension, overall }, ..Recipe::default() }
}

#[test]
fn a_unit_below_the_least_coverage_has_no_overall_score_and_its_share_is_told() {
    let instrument = instrument();
    let sheet = score(&instrument, &sparse(), &at_least(0.0, 0.5)).expect("a score sheet");
    let z = &sheet.units[2];
    assert_eq!((z.score(), z.rank(), z.grade.as_deref()), (None, None, None));
    assert!(z.nodes[0].withheld.is_some_and(|share| (share - 0.3).abs() < 1e-12));
    assert_eq!(z.nodes[1].score, Some(2.0), "the dimension below asks for nothing");
    assert!(z.nodes.iter().all(|n| n.contribution.is_none()), "nothing contributes to a score that is not given");
    assert_eq!(sheet.units.iter().map(UnitScore::rank).collect::<Vec<_>>(), [Some(2), Some(1), None]);
}

#[test]
fn a_withheld_dimension_is_missing_to_its_parent() {
    let instrument = instrument();
    let sheet = score(&instrument, &sparse(), &at_least(0.6, 0.0)).expect("a score sheet");
    let x = &sheet.units[0];
    assert_eq!((x.nodes[1].score, x.nodes[1].withheld, x.nodes[1].weight), (None, Some(0.5), None));
    assert_eq!((x.score(), x.nodes[0].withheld), (Some(0.25), None), "b carries it all");
    assert_eq!((x.nodes[3].contribution, x.nodes[4].contribution), (None, Some(0.25)));
    let z = &sheet.units[2];
    assert_eq!((z.score(), z.nodes[0].withheld), (None, None), "no child has a score");
}

#[test]
fn exactly_the_least_coverage_is_enough_and_nothing_at_all_is_missing_not_withheld() {
    let instrument = instrument();
    let sheet = score(&instrument, &sparse(), &at_least(0.5, 0.7)).expect("a score sheet");
    assert!(sheet.units[0].score().is_some() && sheet.units[0].nodes[1].score.is_some());
    let nothing = data([("a1", [None, Some(1.0), None]), ("a2", [None; 3]), ("b", [None; 3])]);
    let sheet = score(&instrument, &nothing, &at_least(0.5, 0.5)).expect("a score sheet");
    assert_eq!(sheet.units[0].nodes[0], NodeScore::default());
}

#[test]
fn a_least_coverage_that_is_no_share_is_refused() {
    let errors = recipe::check(&at_least(-0.1, 50.0), &instrument());
    assert_eq!(errors.iter().map(ScoringError::code).collect::<Vec<_>>(), ["score.coverage"; 2]);
    assert_eq!(recipe::check(&at_least(f64::NAN, 1.0), &instrument()).len(), 1);
}

#[test]
fn a_recipe_without_the_field_asks_for_no_coverage_and_is_written_as_before() {
    let old = r#"{"version":"1","normalise":{"method":"none"},"aggregate":{"method":"arithmetic-mean"},"missing":{"rule":"redistribute"},"decimals":2}"#;
    let recipe: Recipe = serde_json::from_str(old).expect("a recipe");
    assert!(recipe.coverage.is_none());
    assert_eq!(serde_json::to_string(&recipe).expect("is written"), old);
}
