//! What must hold of every recipe, on random tables.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod common;

use std::collections::BTreeMap;

use domain::{
    Dataset, Direction, Instrument, Recipe, ScoreSheet,
    dataset::{CellNote, CellStatus},
    recipe::{Aggregate, Denominator, Impute, Normalise, Objective, RecipeVersion, Treat, Weighting},
    score_sheet::Exclusion,
};
use proptest::prelude::*;
use scoring::score;

use common::{gaps, table};

fn means() -> impl Strategy<Value = Aggregate> {
    prop_oneof![
        Just(Aggregate::ArithmeticMean),
        Just(Aggregate::GeometricMean),
        Just(Aggregate::HarmonicMean),
        (-3.0..3.0_f64)
            .prop_filter("0 is the geometric mean", |p| p.abs() > 0.05)
            .prop_map(|power| { Aggregate::GeneralisedMean { power } }),
        Just(Aggregate::MazziottaPareto),
        (0.1..0.9_f64).prop_map(|orness| Aggregate::OrderedMean { orness }),
    ]
}

/// Normalisations that see only the order or the place within the range of the units: the unit of measurement does
/// not matter to them. All scores are above 0.
fn unitless() -> impl Strategy<Value = Normalise> {
    prop_oneof![
        Just(Normalise::MinMax { lower: 60.0, upper: 100.0 }),
        Just(Normalise::ZScore { mean: 100.0, sd: 5.0 }),
        Just(Normalise::Rank),
        Just(Normalise::Efficacy { base: 60.0, span: 40.0 }),
    ]
}

fn recipe(normalise: Normalise, aggregate: Aggregate) -> Recipe {
    Recipe { version: RecipeVersion::V2, normalise, aggregate, ..Recipe::default() }
}

fn totals(sheet: &ScoreSheet) -> Vec<Option<f64>> {
    sheet.units.iter().map(domain::UnitScore::score).collect()
}

fn close(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-8 * (1.0 + a.abs().max(b.abs())),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        })
}

/// The units in another order.
fn turned(data: &Dataset) -> Dataset {
    let mut turned = data.clone();
    turned.units.reverse();
    turned.values.values_mut().for_each(|column| column.reverse());
    turned
}

fn scored(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Result<ScoreSheet, TestCaseError> {
    score(instrument, data, recipe).map_err(|errors| TestCaseError::reject(format!("{errors:?}")))
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 20_000, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_the_indicators_bring_sums_to_the_score_of_every_mean(
        seed in 0..u64::MAX, normalise in unitless(), top in means(), below in means(), holes in prop_oneof![Just(0.0), Just(0.2)],
    ) {
        let (instrument, data) = gaps(table(12, 8, seed), holes);
        let recipe = Recipe { aggregate_at: [(0, top)].into(), ..recipe(normalise, below) };
        let sheet = scored(&instrument, &data, &recipe)?;
        for unit in &sheet.units {
            let Some(score) = unit.score() else { continue };
            let sum: f64 = instrument.indicators().filter_map(|node| unit.nodes[node].contribution).sum();
            prop_assert!((sum - score).abs() <= 1e-8 * score.abs().max(1.0), "{sum} {score}");
        }
    }

    #[test]
    fn the_order_of_the_units_does_not_matter(
        seed in 0..u64::MAX, normalise in unitless(), aggregate in means(), from in proptest::sample::select(Objective::ALL.to_vec()),
        impute in proptest::sample::select(vec![Impute::None, Impute::Mean, Impute::Median, Impute::UnitMean]),
        treat in proptest::sample::select(vec![Treat::None, Treat::TwoStage { most: 3 }, Treat::Log]),
    ) {
        let (instrument, data) = gaps(table(15, 8, seed), if matches!(aggregate, Aggregate::OrderedMean { .. }) { 0.0 } else { 0.1 });
        let weight = Weighting::Combined { from, share: Some(0.5) };
        let recipe = Recipe { impute, treat, weight, ..recipe(normalise, aggregate) };
        let mut there = totals(&scored(&instrument, &data, &recipe)?);
        there.reverse();
        prop_assert!(close(&there, &totals(&scored(&instrument, &turned(&data), &recipe)?)));
    }

    #[test]
    fn the_unit_of_measurement_does_not_matter(
        seed in 0..u64::MAX, normalise in unitless(), aggregate in means(), factor in 0.01..100.0_f64, shift in -50.0..50.0_f64,
    ) {
        let (instrument, data) = table(12, 6, seed);
        let mut other = data.clone();
        for value in other.values.values_mut().flatten().flatten() {
            *value = *value * factor + shift;
        }
        let recipe = recipe(normalise, aggregate);
        let (a, b) = (scored(&instrument, &data, &recipe)?, scored(&instrument, &other, &recipe)?);
        prop_assert!(close(&totals(&a), &totals(&b)));
    }

    #[test]
    fn whoever_improves_does_not_fall(
        seed in 0..u64::MAX, unit in 0..10_usize, indicator in 0..6_usize, better in 1.0..150.0_f64,
        normalise in prop_oneof![Just(Normalise::Rank), Just(Normalise::MinMax { lower: 60.0, upper: 100.0 })],
        // The penalty for being uneven may take away more than an improvement brings.
        aggregate in means().prop_filter("monotone", |method| *method != Aggregate::MazziottaPareto),
    ) {
        let (instrument, data) = table(10, 6, seed);
        let code = format!("i{indicator:03}");
        let direction = instrument.nodes()[instrument.position(&code).expect("an indicator")].direction;
        let mut other = data.clone();
        let cell = other.values.get_mut(&code).and_then(|column| column[unit].as_mut()).expect("a value");
        *cell += match direction { Direction::Positive => better, Direction::Negative => -better };
        let recipe = recipe(normalise, aggregate);
        let (before, after) = (scored(&instrument, &data, &recipe)?, scored(&instrument, &other, &recipe)?);
        let (before, after) = (&before.units[unit], &after.units[unit]);
        prop_assert!(after.score() >= before.score().map(|score| score - 1e-9), "{:?} {:?}", before.score(), after.score());
        prop_assert!(after.rank() <= before.rank());
    }

    #[test]
    fn what_does_not_apply_leaves_its_weight_to_its_siblings(seed in 0..u64::MAX, unit in 0..10_usize, aggregate in means()) {
        prop_assume!(!matches!(aggregate, Aggregate::OrderedMean { .. }));
        let (instrument, mut data) = table(10, 6, seed);
        let note = CellNote { status: CellStatus::NotApplicable, reason: Some(domain::Text::same("none")) };
        let code = data.units[unit].code.clone();
        data.values.get_mut("i001").expect("an indicator")[unit] = None;
        data.notes.insert("i001".into(), [(code, note)].into());
        let sheet = scored(&instrument, &data, &Recipe { impute: Impute::Mean, ..recipe(Normalise::MinMax { lower: 60.0, upper: 100.0 }, aggregate) })?;
        let at = instrument.position("i001").expect("an indicator");
        let node = sheet.units[unit].nodes[at];
        prop_assert_eq!((node.score, node.weight, node.imputed), (None, None, false));
        let siblings = instrument.children(instrument.parent(at).expect("a dimension"));
        let shares: f64 = siblings.iter().filter_map(|&child| sheet.units[unit].nodes[child].weight).sum();
        prop_assert!((shares - 1.0).abs() < 1e-12);
    }

    #[test]
    fn equal_scores_share_the_better_rank(seed in 0..u64::MAX, aggregate in means()) {
        let (instrument, mut data) = table(9, 6, seed);
        for column in data.values.values_mut() {
            column[4] = column[2];
        }
        let sheet = scored(&instrument, &data, &recipe(Normalise::Efficacy { base: 60.0, span: 40.0 }, aggregate))?;
        prop_assert_eq!(sheet.units[4].rank(), sheet.units[2].rank());
        prop_assert_eq!(sheet.units[4].score(), sheet.units[2].score());
    }

    #[test]
    fn an_imputed_value_is_flagged_and_a_measured_one_is_not(
        seed in 0..u64::MAX, impute in proptest::sample::select(vec![Impute::Mean, Impute::Median, Impute::GroupMean, Impute::UnitMean]),
    ) {
        let (instrument, data) = gaps(table(12, 6, seed), 0.3);
        let sheet = scored(&instrument, &data, &Recipe { impute, ..recipe(Normalise::MinMax { lower: 0.0, upper: 100.0 }, Aggregate::ArithmeticMean) })?;
        for unit in &sheet.units {
            for node in instrument.indicators().map(|node| unit.nodes[node]) {
                prop_assert_eq!(node.imputed, node.raw.is_none() && node.score.is_some());
                prop_assert_eq!(node.used.is_some(), node.imputed);
            }
        }
    }
}

#[test]
fn what_is_left_out_is_named_with_its_reason() {
    let (instrument, mut data) = table(10, 6, 3);
    for code in ["i000", "i001", "i002", "i003"] {
        data.values.get_mut(code).expect("an indicator")[7] = None;
    }
    for unit in 0..8 {
        data.values.get_mut("i004").expect("an indicator")[unit] = None;
    }
    let mut recipe = recipe(Normalise::MinMax { lower: 0.0, upper: 100.0 }, Aggregate::ArithmeticMean);
    recipe.select.exclude.insert("i005".into());
    recipe.select.indicator_available = 0.5;
    recipe.select.unit_available = 0.6;
    let sheet = score(&instrument, &data, &recipe).expect("a score sheet");
    let indicators: Vec<(&str, Exclusion)> =
        sheet.steps.excluded_indicators.iter().map(|e| (e.code.as_str(), e.reason)).collect();
    assert_eq!(indicators.len(), 2);
    assert!(indicators.contains(&("i005", Exclusion::Decided)));
    assert!(indicators.contains(&("i004", Exclusion::TooFewValues { available: 0.2 })));
    assert_eq!(sheet.steps.excluded_units[0].code, "u0007");
    assert_eq!(sheet.steps.excluded_units[0].reason, Exclusion::TooFewValues { available: 0.0 });
    assert_eq!(sheet.units[7].score(), None);
    assert!(sheet.units.iter().enumerate().all(|(unit, scored)| unit == 7 || scored.rank().is_some()));
}

#[test]
fn an_indicator_is_scored_per_denominator_and_a_denominator_of_0_is_refused_by_name() {
    let (instrument, mut data) = table(6, 4, 5);
    let mut recipe = recipe(Normalise::None, Aggregate::ArithmeticMean);
    recipe.select.denominators.insert("i000".into(), Denominator { by: "i001".into(), scale: 1000.0 });
    let at = instrument.position("i000").expect("an indicator");
    let sheet = score(&instrument, &data, &recipe).expect("a score sheet");
    let (x, d) = (data.values["i000"][0].expect("a value"), data.values["i001"][0].expect("a value"));
    assert_eq!(sheet.units[0].nodes[at].used, Some(x / (d / 1000.0)));
    for (below, code) in [(Some(0.0), "method.undefined"), (None, "method.missing")] {
        data.values.get_mut("i001").expect("an indicator")[3] = below;
        let errors = score(&instrument, &data, &recipe).expect_err("no denominator");
        assert_eq!(errors[0].code(), code);
    }
}

#[test]
fn indicators_that_tell_nobody_apart_are_left_out() {
    let (instrument, mut data) = table(10, 6, 3);
    data.values.insert("i000".into(), (0..10).map(|i| Some(if i < 7 { 0.0 } else { f64::from(i) })).collect());
    data.values.insert("i001".into(), (0..10).map(|i| (i > 1).then(|| f64::from(i / 4))).collect());
    let mut recipe = recipe(Normalise::MinMax { lower: 0.0, upper: 100.0 }, Aggregate::ArithmeticMean);
    recipe.select.indicator_non_zero = 0.5;
    recipe.select.indicator_unique = 0.4;
    let sheet = score(&instrument, &data, &recipe).expect("a score sheet");
    let found = sheet.steps.excluded_indicators.iter().find(|e| e.code == "i000").expect("it is excluded");
    assert!(matches!(found.reason, Exclusion::TooManyZeros { non_zero } if (non_zero - 0.3).abs() < 1e-12));
    // Eight values, three of them different: the missing ones are not counted.
    let found = sheet.steps.excluded_indicators.iter().find(|e| e.code == "i001").expect("it is excluded");
    assert_eq!(found.reason, Exclusion::TooFewDifferent { unique: 0.375 });
    recipe.select.indicator_non_zero = 0.3;
    recipe.select.indicator_unique = 0.375;
    let sheet = score(&instrument, &data, &recipe).expect("a score sheet");
    assert!(sheet.steps.excluded_indicators.is_empty());
}

/// Ten units; the first three have no value of `i000` in 2025, and other values in other years.
fn panel() -> (Instrument, Dataset) {
    let (instrument, mut data) = table(10, 4, 21);
    let column = data.values.get_mut("i000").expect("an indicator");
    column[..3].fill(None);
    let year = |values: &[(&str, f64)]| -> BTreeMap<String, BTreeMap<String, f64>> {
        [("i000".to_owned(), values.iter().map(|(unit, x)| ((*unit).to_owned(), *x)).collect())].into()
    };
    data.other_periods = [
        ("2021".to_owned(), year(&[("u0000", 10.0), ("u0001", 40.0)])),
        ("2023".to_owned(), year(&[("u0000", 20.0)])),
        ("2029".to_owned(), year(&[("u0000", 80.0), ("u0002", 7.0)])),
    ]
    .into();
    (instrument, data)
}

fn filled(recipe: &Recipe) -> Vec<Option<f64>> {
    let (instrument, data) = panel();
    let at = instrument.position("i000").expect("an indicator");
    let sheet = score(&instrument, &data, recipe).expect("a score sheet");
    let cells = sheet.units.iter().take(3).map(|unit| &unit.nodes[at]);
    cells.inspect(|cell| assert_eq!(cell.imputed, cell.used.is_some())).map(|cell| cell.used).collect()
}

#[test]
fn a_missing_value_is_taken_from_the_units_own_values_of_other_periods() {
    let by = |impute| filled(&Recipe { impute, ..recipe(Normalise::None, Aggregate::ArithmeticMean) });
    assert_eq!(by(Impute::CarryForward { within: None }), [Some(20.0), Some(40.0), None]);
    // In the panel 2021, 2023, 2025 and 2029 follow each other: 2021 is two periods ago.
    assert_eq!(by(Impute::CarryForward { within: Some(1) }), [Some(20.0), None, None]);
    assert_eq!(by(Impute::Constant), [Some(20.0), Some(40.0), Some(7.0)]);
    // A third of the way from 2023 to 2029.
    assert_eq!(by(Impute::Linear), [Some(40.0), Some(40.0), Some(7.0)]);
    assert_eq!(by(Impute::None), [None, None, None]);
}

#[test]
fn values_of_other_periods_are_divided_by_the_denominators_of_their_time() {
    let (instrument, mut data) = panel();
    let then = data.other_periods.get_mut("2023").expect("a period");
    then.insert("i001".into(), [("u0000".to_owned(), 5.0)].into());
    let mut recipe = recipe(Normalise::None, Aggregate::ArithmeticMean);
    recipe.impute = Impute::CarryForward { within: None };
    recipe.select.denominators.insert("i000".into(), Denominator { by: "i001".into(), scale: 10.0 });
    let sheet = score(&instrument, &data, &recipe).expect("a score sheet");
    let at = instrument.position("i000").expect("an indicator");
    // 2021 has no denominator, and so no value; nor has the second unit ever.
    assert_eq!(sheet.units[0].nodes[at].used, Some(40.0));
    assert_eq!(sheet.units[1].nodes[at].used, None);
}

#[test]
fn other_periods_that_do_not_fit_are_refused_by_name() {
    let (instrument, mut data) = panel();
    let recipe = recipe(Normalise::None, Aggregate::ArithmeticMean);
    let year = data.other_periods.remove("2029").expect("a period");
    data.other_periods.insert("2025".into(), year);
    let then = data.other_periods.get_mut("2021").expect("a period");
    then.insert("nothing".into(), BTreeMap::new());
    then.get_mut("i000").expect("an indicator").insert("nobody".into(), f64::NAN);
    let errors = score(&instrument, &data, &recipe).expect_err("nothing fits");
    let mut codes: Vec<_> = errors.iter().map(scoring::ScoringError::code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["score.choice", "score.item_unknown", "score.not_finite", "score.unit_unknown"]);
    let zero = Recipe { impute: Impute::CarryForward { within: Some(0) }, ..recipe };
    assert_eq!(scoring::recipe::check(&zero, &instrument).len(), 1);
}

#[test]
fn points_that_experts_gave_to_what_is_left_out_go_to_its_siblings() {
    let (instrument, data) = table(6, 9, 11);
    let points = |list: &[(&str, f64)]| list.iter().map(|(code, points)| ((*code).to_owned(), *points)).collect();
    let expert = |list| domain::recipe::Expert { name: domain::Text::same("expert"), points: points(list) };
    let mut recipe = recipe(Normalise::MinMax { lower: 0.0, upper: 100.0 }, Aggregate::ArithmeticMean);
    recipe.weight = Weighting::BudgetAllocation {
        experts: vec![
            expert(&[("i000", 50.0), ("i003", 30.0), ("i006", 20.0)]),
            expert(&[("i000", 70.0), ("i003", 10.0), ("i006", 20.0)]),
        ],
    };
    recipe.select.exclude.insert("i000".into());
    let sheet = score(&instrument, &data, &recipe).expect("a score sheet");
    assert_eq!((sheet.steps.weights["i003"], sheet.steps.weights["i006"]), (50.0, 50.0));
    assert!(sheet.steps.weights["i000"].abs() < 1e-12);
    let spread = sheet.steps.spread["i003"];
    assert!((spread - 14.142_135_623_730_951).abs() < 1e-9, "{spread}");
}

#[test]
fn a_first_version_that_asks_for_more_is_refused() {
    let (instrument, data) = table(6, 4, 7);
    let recipe = Recipe { version: RecipeVersion::V1, ..recipe(Normalise::Rank, Aggregate::ArithmeticMean) };
    let errors = score(&instrument, &data, &recipe).expect_err("version 1 knows no ranks");
    assert_eq!(errors.iter().map(scoring::ScoringError::code).collect::<Vec<_>>(), ["score.version"]);
}
