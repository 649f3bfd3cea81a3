//! Properties of weights, means, comparisons and ranks that hold for every table.

#![cfg(not(target_family = "wasm"))]

use domain::Direction;
use proptest::prelude::*;
use scoring::{
    Column, Refusal,
    aggregate::{Weighted, arithmetic, borda, generalised, geometric, harmonic, outranking, owa},
    compare::{Normalisation, Problem, saw, topsis, vikor, waspas, wpm},
    rank::{Ties, competition, ranks, within_groups},
    structure::{Method, correlation, kendall, pca, pearson, spearman},
    weight::{combine, critic, effective, entropy, gini, merec, shares, spread},
};

/// A table of 3 to 12 units and 2 to 6 columns of positive values with few digits, so that there are ties.
fn tables() -> impl Strategy<Value = Vec<Column>> {
    (3..12_usize, 2..6_usize).prop_flat_map(|(rows, columns)| {
        let value = (1..60_u32).prop_map(|x| Some(f64::from(x) / 4.0));
        prop::collection::vec(prop::collection::vec(value, rows), columns)
    })
}

fn weights_for(columns: &[Column], seed: u32) -> Vec<f64> {
    (1..).zip(columns).map(|(k, _)| f64::from((seed % 97 + 1) * k % 13 + 1) / 8.0).collect()
}

fn directions_for(columns: &[Column], seed: u32) -> Vec<Direction> {
    let direction = |k: u32| if (seed >> (k % 32)) & 1 == 0 { Direction::Positive } else { Direction::Negative };
    (0..).zip(columns).map(|(k, _)| direction(k)).collect()
}

fn children() -> impl Strategy<Value = Vec<Weighted>> {
    prop::collection::vec((0.0..5.0_f64, prop::option::weighted(0.8, 0.01..100.0_f64)), 1..12)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12
}

fn all_near(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(*a, *b))
}

/// The rows turned round: another order of the units.
fn reversed(columns: &[Column]) -> Vec<Column> {
    columns.iter().map(|column| column.iter().rev().copied().collect()).collect()
}

type Weigh = fn(&[Column], &[Direction]) -> Result<Vec<f64>, Refusal>;

const WEIGHTS: [(&str, Weigh); 6] = [
    ("entropy", |columns, _| entropy::weights(columns)),
    ("gini", |columns, _| gini::weights(columns)),
    ("standard deviation", |columns, _| spread::standard_deviation(columns)),
    ("variance", |columns, _| spread::variance_of_min_max(columns)),
    ("critic", critic::weights),
    ("merec", merec::weights),
];

type Compare = fn(&Problem) -> Result<Vec<f64>, Refusal>;

const COMPARISONS: [(&str, Compare); 5] = [
    ("saw", |problem| saw(problem, Normalisation::MinMax)),
    ("wpm", |problem| wpm(problem, Normalisation::Linear)),
    ("waspas", |problem| waspas(problem, Normalisation::Linear, 0.5)),
    ("topsis", |problem| topsis(problem, Normalisation::Vector)),
    ("vikor", |problem| vikor(problem, 0.5).map(|found| found.compromise)),
];

proptest! {
    #[test]
    fn weights_sum_to_one_and_do_not_know_the_order_of_the_units(columns in tables(), seed: u32) {
        let directions = directions_for(&columns, seed);
        for (name, weigh) in WEIGHTS {
            let Ok(found) = weigh(&columns, &directions) else { continue };
            prop_assert!(near(found.iter().sum(), 1.0) && found.iter().all(|w| *w >= 0.0), "{name} {found:?}");
            let other = weigh(&reversed(&columns), &directions).unwrap();
            prop_assert!(all_near(&found, &other), "{name} {found:?} {other:?}");
        }
    }

    #[test]
    fn weights_go_with_their_columns(columns in tables(), seed: u32) {
        let directions = directions_for(&columns, seed);
        let turned: Vec<Column> = columns.iter().rev().cloned().collect();
        let directions_turned: Vec<Direction> = directions.iter().rev().copied().collect();
        for (name, weigh) in WEIGHTS {
            let Ok(found) = weigh(&columns, &directions) else { continue };
            let mut other = weigh(&turned, &directions_turned).unwrap();
            other.reverse();
            prop_assert!(all_near(&found, &other), "{name} {found:?} {other:?}");
        }
    }

    #[test]
    fn a_column_has_no_weight_beside_itself_for_being_in_other_units(columns in tables(), factor in 0.001..1000.0_f64) {
        let scaled: Vec<Column> =
            columns.iter().map(|column| column.iter().map(|x| x.map(|x| x * factor)).collect()).collect();
        let directions = directions_for(&columns, 5);
        for (name, weigh) in WEIGHTS {
            match (weigh(&columns, &directions), weigh(&scaled, &directions)) {
                (Ok(found), Ok(other)) => prop_assert!(all_near(&found, &other), "{name} {found:?} {other:?}"),
                (found, other) => prop_assert_eq!(found.is_err(), other.is_err(), "{}", name),
            }
        }
    }

    #[test]
    fn rescaling_weights_changes_nothing(columns in tables(), seed: u32, factor in 0.001..1000.0_f64) {
        let weights = weights_for(&columns, seed);
        let scaled: Vec<f64> = weights.iter().map(|w| w * factor).collect();
        let directions = directions_for(&columns, seed);
        let problem = |weights: &[f64]| Problem::new(&columns, &directions, weights).unwrap();
        for (name, compare) in COMPARISONS {
            match (compare(&problem(&weights)), compare(&problem(&scaled))) {
                // Where all regrets are nearly equal, the compromise divides by their rounding.
                (Ok(_), Ok(_)) if name == "vikor" => {}
                (Ok(found), Ok(other)) => prop_assert!(all_near(&found, &other), "{name} {found:?} {other:?}"),
                (found, other) => prop_assert!(name == "vikor" || found.is_err() == other.is_err(), "{name}"),
            }
        }
        prop_assert_eq!(outranking::copeland(&columns, &weights), outranking::copeland(&columns, &scaled));
        let (found, other) = (borda::scores(&columns, &weights), borda::scores(&columns, &scaled));
        prop_assert!(all_near(&found.unwrap(), &other.unwrap()));
        prop_assert!(all_near(&shares(&weights).unwrap(), &shares(&scaled).unwrap()));
    }

    #[test]
    fn scores_go_with_their_units(columns in tables(), seed: u32) {
        let (weights, directions) = (weights_for(&columns, seed), directions_for(&columns, seed));
        let problem = |columns: &[Column]| Problem::new(columns, &directions, &weights).unwrap();
        for (name, compare) in COMPARISONS.into_iter().filter(|(name, _)| *name != "vikor") {
            let Ok(found) = compare(&problem(&columns)) else { continue };
            let mut other = compare(&problem(&reversed(&columns))).unwrap();
            other.reverse();
            prop_assert!(all_near(&found, &other), "{name} {found:?} {other:?}");
        }
        let found = outranking::copeland(&columns, &weights).unwrap();
        let mut other = outranking::copeland(&reversed(&columns), &weights).unwrap();
        other.reverse();
        prop_assert_eq!(&found, &other);
        prop_assert_eq!(found.iter().sum::<i64>(), 0);
    }

    #[test]
    fn outranking_shares_each_pair_and_borda_sums_its_rows(columns in tables(), seed: u32) {
        let weights = weights_for(&columns, seed);
        let found = outranking::matrix(&columns, &weights).unwrap().matrix;
        let points = borda::scores(&columns, &weights).unwrap();
        for i in 0..found.len() {
            for j in (0..found.len()).filter(|j| *j != i) {
                prop_assert!(near(found[i][j] + found[j][i], 1.0));
            }
            prop_assert!(near(found[i].iter().sum(), points[i]));
        }
    }

    #[test]
    fn means_lie_between_the_scores_and_in_their_order(children in children(), factor in 0.001..1000.0_f64) {
        let powers = [-20.0, -2.0, -1.0, 0.5, 1.0, 3.0, 40.0];
        let mut means = vec![harmonic::mean(&children), geometric::mean(&children), arithmetic::mean(&children)];
        means.extend(powers.map(|p| generalised::mean(&children, p)));
        let scores = || children.iter().filter(|(w, _)| *w > 0.0).filter_map(|(_, x)| *x);
        let (low, high) = scores().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
        for mean in &means {
            match mean.clone().unwrap() {
                None => prop_assert_eq!(scores().count(), 0),
                Some(mean) => prop_assert!(low <= mean && mean <= high, "{low} {mean} {high}"),
            }
        }
        let found: Vec<f64> = means.into_iter().filter_map(Result::unwrap).collect();
        if let [harmonic, geometric, arithmetic, powers @ ..] = &found[..] {
            let rising = |a: f64, b: f64| a <= b * (1.0 + 1e-12);
            prop_assert!(rising(*harmonic, *geometric) && rising(*geometric, *arithmetic), "{found:?}");
            prop_assert!(powers.windows(2).all(|p| rising(p[0], p[1])), "{found:?}");
            prop_assert!(near(powers[2], *harmonic) && near(powers[4], *arithmetic), "{found:?}");
        }
        let scaled: Vec<Weighted> = children.iter().map(|(w, x)| (w * factor, *x)).collect();
        for mean in [arithmetic::mean, geometric::mean, harmonic::mean] {
            match (mean(&children).unwrap(), mean(&scaled).unwrap()) {
                (Some(a), Some(b)) => prop_assert!(near(a, b)),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn contributions_sum_to_the_mean(children in children()) {
        let contributions = arithmetic::contributions(&children).unwrap();
        if let Some(mean) = arithmetic::mean(&children).unwrap() {
            prop_assert!(near(contributions.iter().flatten().sum(), mean));
        }
        for (contribution, (_, score)) in contributions.iter().zip(&children) {
            prop_assert!(contribution.is_none() || score.is_some());
        }
    }

    #[test]
    fn ordered_averages_do_not_know_the_order_of_the_scores(scores in prop::collection::vec(-50.0..50.0_f64, 1..9)) {
        let places: Vec<f64> = (1..).zip(&scores).map(|(k, _)| f64::from(k)).collect();
        let column: Column = scores.iter().copied().map(Some).collect();
        let turned: Column = scores.iter().rev().copied().map(Some).collect();
        prop_assert_eq!(owa::mean(&column, &places), owa::mean(&turned, &places));
    }

    #[test]
    fn ranks_count_who_is_above(scores in prop::collection::vec(prop::option::weighted(0.9, 0..9_u32), 0..20)) {
        let scores: Column = scores.into_iter().map(|x| x.map(f64::from)).collect();
        let of = |ties| ranks(&scores, ties).unwrap();
        let (min, max, average, dense, ordinal) =
            (of(Ties::Min), of(Ties::Max), of(Ties::Average), of(Ties::Dense), of(Ties::Ordinal));
        let present = scores.iter().flatten().count();
        for unit in 0..scores.len() {
            let Some(own) = scores[unit] else {
                prop_assert!([&min, &max, &average, &dense, &ordinal].iter().all(|ranks| ranks[unit].is_none()));
                continue;
            };
            let above = scores.iter().flatten().filter(|x| **x > own).count() as f64;
            let equal = scores.iter().flatten().filter(|x| **x >= own).count() as f64;
            prop_assert_eq!(min[unit], Some(above + 1.0));
            prop_assert_eq!(max[unit], Some(equal));
            prop_assert_eq!(average[unit], Some((above + 1.0 + equal) / 2.0));
            prop_assert!(ordinal[unit] >= min[unit] && ordinal[unit] <= max[unit]);
            prop_assert!(dense[unit] <= min[unit]);
        }
        prop_assert!(near(average.iter().flatten().sum(), (present * (present + 1)) as f64 / 2.0));
        let mut places: Vec<f64> = ordinal.into_iter().flatten().collect();
        places.sort_by(f64::total_cmp);
        prop_assert!((1..=present).zip(places).all(|(place, found)| near(place as f64, found)));
        let as_before: Column = competition(&scores).into_iter().map(|rank| rank.map(f64::from)).collect();
        prop_assert_eq!(&as_before, &min);
        prop_assert_eq!(within_groups(&scores, &vec![Some(1); scores.len()], Ties::Min).unwrap(), min);
    }

    #[test]
    fn correlations_are_symmetric_bounded_and_do_not_know_scale_and_order(columns in tables(), factor in 0.01..100.0_f64) {
        let (a, b) = (&columns[0], &columns[1]);
        let scaled: Column = a.iter().map(|x| x.map(|x| -factor * x + 7.0)).collect();
        let turned = reversed(&columns[..2]);
        for method in [Method::Pearson, Method::Spearman, Method::Kendall] {
            let Ok(found) = correlation(a, b, method) else { continue };
            prop_assert!((-1.0..=1.0).contains(&found.coefficient));
            prop_assert!(found.p.is_some_and(|p| (0.0..=1.0).contains(&p)), "{found:?}");
            for other in [correlation(b, a, method), correlation(&turned[0], &turned[1], method)] {
                prop_assert!(near(other.unwrap().coefficient, found.coefficient));
            }
            prop_assert!(near(correlation(&scaled, b, method).unwrap().coefficient, -found.coefficient));
        }
    }

    #[test]
    fn rank_correlations_only_know_the_order(values in prop::collection::vec((-9.0..9.0_f64, -9.0..9.0_f64), 3..30)) {
        let (a, b): (Vec<f64>, Vec<f64>) = values.into_iter().unzip();
        let cubes: Vec<f64> = a.iter().map(|x| x * x * x + x).collect();
        prop_assert!(near(spearman(&a, &b).unwrap(), spearman(&cubes, &b).unwrap()));
        prop_assert!(near(kendall(&a, &b).unwrap(), kendall(&cubes, &b).unwrap()));
        prop_assert!(near(pearson(&a, &a).unwrap(), 1.0));
    }

    #[test]
    fn components_explain_all_the_variance(columns in tables()) {
        let Ok(found) = pca::correlation(&columns) else { return Ok(()) };
        prop_assert!(near(found.eigenvalues.iter().sum(), columns.len() as f64), "{found:?}");
        prop_assert!(near(found.explained.iter().sum(), 1.0));
        prop_assert!(found.eigenvalues.windows(2).all(|pair| pair[0] >= pair[1]));
        for loadings in &found.loadings {
            prop_assert!(near(loadings.iter().map(|l| l * l).sum(), 1.0));
            prop_assert!(loadings.iter().sum::<f64>() >= -1e-12);
        }
    }

    #[test]
    fn effective_weights_of_leaves_sum_to_one(tree in prop::collection::vec((any::<prop::sample::Index>(), 0.1..9.0_f64), 1..20)) {
        let parents: Vec<Option<usize>> =
            tree.iter().enumerate().map(|(i, (parent, _))| (i > 0).then(|| parent.index(i))).collect();
        let weights: Vec<f64> = tree.iter().map(|(_, weight)| *weight).collect();
        let found = effective::weights(&parents, &weights).unwrap();
        let leaves = (0..tree.len()).filter(|i| !parents.contains(&Some(*i)));
        prop_assert!(near(leaves.map(|i| found[i]).sum(), 1.0));
    }

    #[test]
    fn combined_weights_sum_to_one(pairs in prop::collection::vec((0.1..9.0_f64, 0.1..9.0_f64), 1..9), share in 0.0..=1.0_f64) {
        let (subjective, objective): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        for found in [combine::multiplicative(&subjective, &objective), combine::additive(&subjective, &objective, share)] {
            prop_assert!(near(found.unwrap().iter().sum(), 1.0));
        }
    }
}
