//! What a choice does to the result, beside the result of another one.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, clippy::panic, reason = "a test ends at the first thing that is not as it must be")]

mod common;

use domain::{
    Dataset, Instrument, Recipe, ScoreSheet,
    recipe::{Impute, Normalise, RecipeVersion},
};
use scoring::explain::{
    imputation::{UnitInfluence, influence},
    other_methods::{Found, Other, other_methods},
};

use common::{gaps, table};

fn sheet(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> ScoreSheet {
    scoring::score(instrument, data, recipe).expect("a score sheet")
}

#[test]
fn imputation_is_shown_beside_the_result_without_it() {
    let (instrument, data) = gaps(table(20, 9, 31), 0.15);
    let plain = Recipe {
        version: RecipeVersion::V2,
        normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 },
        ..Recipe::default()
    };
    assert_eq!(influence(&instrument, &data, &plain), Ok(None));
    let filled = Recipe { impute: Impute::Median, ..plain.clone() };
    let found = influence(&instrument, &data, &filled).expect("both can be computed").expect("something is imputed");
    let (with, without) = (sheet(&instrument, &data, &filled), sheet(&instrument, &data, &plain));
    for ((unit, with), without) in found.units.iter().zip(&with.units).zip(&without.units) {
        assert_eq!(unit.with.map(|s| (s.score, s.rank)), with.score().zip(with.rank()));
        assert_eq!(unit.without.map(|s| (s.score, s.rank)), without.score().zip(without.rank()));
    }
    let missing = data.possible() - data.present();
    assert_eq!(found.imputed, missing);
    assert_eq!(found.units.iter().map(|unit| unit.imputed).sum::<usize>(), missing);
    assert_eq!(found.scored, data.possible());
    let moved = found.units.iter().filter_map(UnitInfluence::gained).filter(|n| *n != 0).count();
    assert!(moved > 0, "medians move somebody");
    let (instrument, whole) = table(20, 9, 31);
    assert_eq!(influence(&instrument, &whole, &filled), Ok(None), "there is nothing to impute");
}

#[test]
fn other_methods_rank_the_same_values_with_the_same_weights() {
    let (instrument, mut data) = table(12, 6, 33);
    data.values.get_mut("i005").expect("an indicator")[4] = None;
    data.values.insert("i004".into(), vec![Some(3.0); 12]);
    let recipe = Recipe { normalise: Normalise::None, version: RecipeVersion::V2, ..Recipe::default() };
    let found = other_methods(&instrument, &data, &recipe).expect("a result").expect("enough units");
    assert_eq!((found.units.len(), found.incomplete.as_slice()), (11, ["u0004".to_owned()].as_slice()));
    assert_eq!(found.constant, ["i004"]);
    let mut own = found.own.clone();
    own.sort_unstable();
    assert_eq!(own, (1..=11).collect::<Vec<u32>>(), "counted among those compared");
    assert_eq!(found.others.len(), 5);
    for other in &found.others {
        let Found::Ranks { ranks, tau, moved } = &other.found else { panic!("{other:?}") };
        assert_eq!(ranks.len(), 11);
        assert!(tau.is_some_and(|tau| (-1.0..=1.0).contains(&tau)) && *moved >= 0.0);
    }
}

#[test]
fn the_weighted_sum_of_min_max_scores_is_saw() {
    let (instrument, data) = table(30, 8, 35);
    let recipe = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 1.0 }, ..Recipe::default() };
    let found = other_methods(&instrument, &data, &recipe).expect("a result").expect("enough units");
    let saw = found.others.iter().find(|other| other.method == Other::Saw).expect("it is one of them");
    assert_eq!(saw.found, Found::Ranks { ranks: found.own.clone(), tau: Some(1.0), moved: 0.0 });
}

#[test]
fn a_method_without_an_answer_says_which_indicator_is_the_reason() {
    let (instrument, mut data) = table(12, 6, 33);
    data.values.get_mut("i003").expect("an indicator")[2] = Some(-5.0);
    let recipe = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 1.0 }, ..Recipe::default() };
    let found = other_methods(&instrument, &data, &recipe).expect("a result").expect("enough units");
    let of = |method| &found.others.iter().find(|other| other.method == method).expect("all are there").found;
    assert!(matches!(of(Other::Topsis), Found::Ranks { .. }));
    let Found::Refused { problem } = of(Other::Wpm) else { panic!("a negative value has no share") };
    assert!(problem.message.en.contains("i003"), "{}", problem.message.en);
}
