//! What must hold of every recipe, on random tables.

#![cfg(not(target_family = "wasm"))]

mod common;

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
