//! Rank intervals, what drives ranks, and what is recorded of runs.

mod common;

use domain::{
    Recipe,
    recipe::{Aggregate, Impute, Normalise, RecipeVersion, Robustness, Treat, WeightDraw},
};
use scoring::{
    robustness::{self, Input},
    score,
};

use common::{gaps, table};

fn quiet() -> Robustness {
    Robustness { weights: None, runs: 200, ..Robustness::default() }
}

fn recipe(robustness: Robustness) -> Recipe {
    Recipe {
        version: RecipeVersion::V2,
        normalise: Normalise::MinMax { lower: 1.0, upper: 100.0 },
        robustness: Some(robustness),
        ..Recipe::default()
    }
}

#[test]
fn without_anything_to_vary_every_run_is_the_ranking_itself() {
    for method in [Aggregate::ArithmeticMean, Aggregate::GeometricMean, Aggregate::MazziottaPareto, Aggregate::Copeland]
    {
        let (instrument, data) = table(40, 9, 3);
        // High enough that no penalty for being uneven makes a score negative.
        let normalise = Normalise::MinMax { lower: 60.0, upper: 100.0 };
        let recipe = Recipe { aggregate: method, normalise, ..recipe(quiet()) };
        let sheet = score(&instrument, &data, &recipe).unwrap();
        for unit in &sheet.units {
            let interval = unit.interval.as_ref().unwrap();
            let rank = unit.rank().unwrap();
            assert_eq!((interval.best, interval.worst), (rank, rank), "{method:?} {}", unit.code);
        }
        assert_eq!(sheet.steps.runs.unwrap().failed, 0);
    }
}

#[test]
fn gaps_and_adjustments_do_not_part_the_runs_from_the_ranking() {
    let (instrument, data) = gaps(table(70, 12, 5), 0.2);
    for coverage in [0.0, 0.7] {
        let mut recipe = recipe(quiet());
        recipe.coverage.dimension = coverage;
        recipe.coverage.overall = coverage;
        let sheet = score(&instrument, &data, &recipe).unwrap();
        for unit in &sheet.units {
            let ends = unit.interval.as_ref().map(|interval| (interval.best, interval.worst));
            assert_eq!(ends, unit.rank().map(|rank| (rank, rank)), "{}", unit.code);
        }
    }
}

#[test]
fn other_weights_spread_the_ranks_and_a_longer_interval_holds_a_shorter() {
    let (instrument, data) = table(60, 12, 7);
    let with = |interval: f64| {
        let recipe = recipe(Robustness { interval, runs: 1000, ..Robustness::default() });
        robustness::intervals(&instrument, &data, &recipe).unwrap()
    };
    let (narrow, wide) = (with(0.5), with(0.9));
    assert!(wide.units.iter().any(|unit| unit.interval.best < unit.interval.worst));
    for (narrow, wide) in narrow.units.iter().zip(&wide.units) {
        assert!(wide.interval.best <= narrow.interval.best && narrow.interval.worst <= wide.interval.worst);
        assert!(
            f64::from(wide.interval.best) <= wide.interval.median
                && wide.interval.median <= f64::from(wide.interval.worst)
        );
        let all: f64 = wide.ranks.iter().sum();
        assert!((all - 1.0).abs() < 1e-12, "{all}");
    }
}

#[test]
fn ranks_under_the_recipes_own_weights_are_its_ranks() {
    let (instrument, data) = gaps(table(50, 10, 9), 0.1);
    let recipe = Recipe { robustness: None, ..recipe(quiet()) };
    let sheet = score(&instrument, &data, &recipe).unwrap();
    let own: Vec<f64> = instrument.nodes().iter().map(|node| 3.0 * node.weight).collect();
    let mut only = vec![0.0; instrument.len()];
    for code in ["all", "d1", "i004"] {
        only[instrument.position(code).unwrap()] = 1.0;
    }
    let found = robustness::ranks_under(&instrument, &data, &recipe, &[own, only]).unwrap();
    let ranks: Vec<Option<u32>> = sheet.units.iter().map(domain::UnitScore::rank).collect();
    assert!(found.under(0).eq(ranks));
    let of_one: Vec<Option<u32>> =
        sheet.units.iter().map(|unit| unit.nodes[instrument.position("i004").unwrap()].rank).collect();
    assert!(found.under(1).eq(of_one));
    assert_eq!(found.under(2).len(), 0);
    assert!(robustness::ranks_under(&instrument, &data, &recipe, &[vec![1.0]]).is_err());
}

#[test]
fn who_is_ahead_and_who_is_behind_share_every_run() {
    let (instrument, data) = table(30, 8, 11);
    let found = robustness::intervals(&instrument, &data, &recipe(Robustness::default())).unwrap();
    let dominance = found.dominance.unwrap();
    for (i, row) in dominance.iter().enumerate() {
        for (j, ahead) in row.iter().enumerate() {
            assert!((ahead + dominance[j][i] - 1.0).abs() < 1e-12 && (0.0..=1.0).contains(ahead));
        }
    }
    let bands: Vec<u32> = found.units.iter().map(|unit| unit.interval.band).collect();
    assert_eq!(bands[0], 1);
    assert!(bands.windows(2).all(|pair| pair[1] == pair[0] || pair[1] == pair[0] + 1), "{bands:?}");
    // The head of a band is ahead of the head of the next in at least 95 % of the runs.
    let heads: Vec<usize> = (0..bands.len()).filter(|&i| i == 0 || bands[i] != bands[i - 1]).collect();
    assert!(heads.windows(2).all(|pair| dominance[pair[0]][pair[1]] >= 0.95));
}

#[test]
fn two_units_alike_are_tied_in_every_run() {
    let (instrument, mut data) = table(20, 6, 13);
    for column in data.values.values_mut() {
        column[1] = column[0];
    }
    let found = robustness::intervals(&instrument, &data, &recipe(Robustness::default())).unwrap();
    let place = |code: &str| found.units.iter().position(|unit| unit.code == code).unwrap();
    let (a, b) = (place(&data.units[0].code), place(&data.units[1].code));
    assert_eq!(found.units[a].interval, found.units[b].interval);
    assert!((found.dominance.unwrap()[a][b] - 0.5).abs() < 1e-15);
}

#[test]
fn dirichlet_weights_gather_around_the_given_ones_as_they_concentrate() {
    let (instrument, data) = table(40, 10, 17);
    let width = |concentration: f64| {
        let weights = Some(WeightDraw::Dirichlet { concentration });
        let found = robustness::intervals(&instrument, &data, &recipe(Robustness { weights, ..Robustness::default() }))
            .unwrap();
        found.units.iter().map(|unit| unit.interval.worst - unit.interval.best).sum::<u32>()
    };
    assert!(width(10_000.0) < width(100.0) && width(100.0) < width(4.0));
}

#[test]
fn a_run_that_has_no_answer_is_counted_and_leaves_the_others() {
    let (instrument, data) = table(25, 6, 19);
    // The worst unit scores 0 on min–max from 0, of which there is no geometric mean.
    let recipe = Recipe {
        normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 },
        ..recipe(Robustness { aggregate: vec![Aggregate::GeometricMean], ..Robustness::default() })
    };
    let found = robustness::intervals(&instrument, &data, &recipe).unwrap();
    assert_eq!(found.runs.done + found.runs.failed, 1000);
    assert!((400..600).contains(&found.runs.failed), "{:?}", found.runs);
    assert_eq!(found.units.len(), 25);
}

#[test]
fn everything_at_once_is_the_same_again_and_names_its_drivers() {
    let (instrument, data) = gaps(table(40, 10, 23), 0.1);
    let recipe = recipe(Robustness {
        runs: 300,
        normalise: vec![Normalise::ZScore { mean: 100.0, sd: 10.0 }, Normalise::PercentileRank { upper: 100.0 }],
        aggregate: vec![Aggregate::GeneralisedMean { power: 0.5 }],
        impute: vec![Impute::Mean, Impute::Median],
        treat: vec![Treat::TwoStage { most: 5 }],
        leave_one_out: true,
        ..Robustness::default()
    });
    let once = robustness::intervals(&instrument, &data, &recipe).unwrap();
    assert_eq!(once, robustness::intervals(&instrument, &data, &recipe).unwrap());
    let drivers = robustness::drivers(&instrument, &data, &recipe, 64).unwrap().unwrap();
    let inputs: Vec<Input> = drivers.inputs.iter().map(|driver| driver.input).collect();
    assert_eq!(
        inputs,
        [Input::Weights, Input::Normalise, Input::Aggregate, Input::Impute, Input::Treat, Input::LeaveOneOut]
    );
    for driver in &drivers.inputs {
        assert!(driver.total_interval.0 <= driver.total && driver.total <= driver.total_interval.1, "{driver:?}");
    }
}

#[test]
fn what_is_not_varied_drives_nothing() {
    let (instrument, data) = table(20, 6, 29);
    assert_eq!(robustness::drivers(&instrument, &data, &recipe(quiet()), 32), Ok(None));
    let only = Robustness { weights_at: [(0, WeightDraw::Uniform { share: 0.5 })].into(), ..quiet() };
    let drivers = robustness::drivers(&instrument, &data, &recipe(only), 64).unwrap().unwrap();
    assert_eq!(drivers.inputs.len(), 1);
    // Alone it causes everything: only the centring of the sample is left.
    assert!((drivers.inputs[0].total - 1.0).abs() < 0.5 && drivers.runs.failed == 0, "{drivers:?}");
}

#[test]
fn samples_with_larger_errors_make_wider_intervals() {
    let (instrument, data) = table(30, 6, 31);
    let width = |error: f64| {
        let mut data = data.clone();
        let code = data.values.keys().next().unwrap().clone();
        data.standard_errors.insert(code, vec![Some(error); 30]);
        let sheet = score(&instrument, &data, &recipe(Robustness { sampling: true, ..quiet() })).unwrap();
        sheet.units.iter().map(|unit| unit.interval.as_ref().unwrap()).map(|i| i.worst - i.best).sum::<u32>()
    };
    assert_eq!(width(0.0), 0);
    assert!(width(5.0) < width(50.0));
}

#[test]
fn raters_who_disagree_make_the_rank_uncertain() {
    let (instrument, mut data) = table(30, 6, 37);
    let code = data.values.keys().next().unwrap().clone();
    let unit = data.units[3].code.clone();
    data.ratings.insert(code, [(unit.clone(), vec![0.0, 200.0])].into());
    let sheet = score(&instrument, &data, &recipe(Robustness { raters: true, ..quiet() })).unwrap();
    let of = |code: &str| sheet.units.iter().find(|u| u.code == code).unwrap().interval.clone().unwrap();
    assert!(of(&unit).best < of(&unit).worst);
}

#[test]
fn what_is_withheld_is_not_asked_of_a_mean_that_has_no_answer_for_it() {
    let (instrument, mut data) = table(20, 9, 43);
    // Of one unit there is little, and what there is scores 0.
    let codes: Vec<String> = data.values.keys().cloned().collect();
    for code in &codes[1..] {
        data.values.get_mut(code).unwrap()[4] = None;
    }
    data.values.get_mut(&codes[0]).unwrap()[4] = Some(0.0);
    let mut recipe = Recipe {
        normalise: Normalise::None,
        aggregate: Aggregate::GeometricMean,
        ..recipe(Robustness { leave_one_out: true, ..Robustness::default() })
    };
    recipe.coverage = domain::recipe::Coverage { dimension: 0.9, overall: 0.5 };
    let sheet = score(&instrument, &data, &recipe).unwrap();
    assert_eq!(sheet.units[4].score(), None);
    assert_eq!(sheet.steps.runs.map(|runs| runs.failed), Some(0));
}

#[test]
fn a_dimension_that_is_left_empty_leaves_its_weight_to_its_siblings() {
    // Three dimensions of one indicator each: leaving one out empties its dimension.
    let (instrument, data) = table(15, 3, 47);
    let recipe = Recipe {
        aggregate_at: [(0, Aggregate::OrderedMean { orness: 0.4 })].into(),
        ..recipe(Robustness { leave_one_out: true, ..quiet() })
    };
    assert_eq!(robustness::intervals(&instrument, &data, &recipe).unwrap().runs.failed, 0);
}

#[test]
fn errors_of_samples_that_only_runs_can_carry_do_not_stop_the_rest() {
    let (instrument, mut data) = table(15, 6, 53);
    data.standard_errors.insert("i000".into(), vec![Some(4.0); 15]);
    let recipe = recipe(Robustness { sampling: true, ..quiet() });
    for without in [
        robustness::without_each_indicator(&instrument, &data, &recipe).unwrap(),
        robustness::without_each_unit(&instrument, &data, &recipe).unwrap(),
    ] {
        assert!(!without.is_empty() && without.iter().all(|without| without.change.is_some()));
    }
    let sheet = score(&instrument, &data, &recipe).unwrap();
    assert!(sheet.units.iter().flat_map(|unit| &unit.nodes).all(|node| node.standard_error.is_none()));
}

#[test]
fn leaving_each_out_names_who_moves_most() {
    let (instrument, data) = table(20, 6, 41);
    let indicators = robustness::without_each_indicator(&instrument, &data, &recipe(quiet())).unwrap();
    assert_eq!(indicators.len(), 6);
    assert!(indicators.iter().any(|without| without.change.as_ref().unwrap().most.is_some()));
    let units = robustness::without_each_unit(&instrument, &data, &recipe(quiet())).unwrap();
    assert_eq!(units.len(), 20);
    let fixed = Recipe { normalise: Normalise::None, ..recipe(quiet()) };
    let units = robustness::without_each_unit(&instrument, &data, &fixed).unwrap();
    // Nobody's score depends on who else is in the table, so nobody moves.
    assert!(units.iter().all(|without| without.change.as_ref().is_some_and(|change| change.most.is_none())));
}
