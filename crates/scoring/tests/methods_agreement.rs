//! What must hold for all ratings and all runs: no number that is none, and the same figure whoever is asked first.

#![cfg(not(target_family = "wasm"))]

use proptest::prelude::*;
use scoring::{
    agreement::{
        chance_corrected::{self, Coefficient},
        cohen, cronbach, icc, kendall_w,
        krippendorff::{self, Level},
        weighting::Weighting,
    },
    uncertainty::{rank_stats, sobol},
};

type Table = Vec<Vec<Option<f64>>>;

const LEVELS: [Level; 4] = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];
const WEIGHTINGS: [Weighting; 6] = [
    Weighting::Identity,
    Weighting::Linear,
    Weighting::Quadratic,
    Weighting::Ordinal,
    Weighting::Radical,
    Weighting::Ratio,
];

fn value() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![
        8 => (0..6_u32).prop_map(f64::from),
        2 => -1e3..1e3,
        1 => prop_oneof![Just(0.0), Just(-0.0), Just(1e300), Just(-1e300), Just(1e-300), Just(f64::MAX), Just(f64::NAN)],
    ]
}

fn table(cell: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = Table> {
    (1..6_usize, 0..9_usize).prop_flat_map(move |(rows, columns)| {
        let row = prop::collection::vec(prop::option::weighted(0.85, cell.clone()), columns);
        prop::collection::vec(row, rows)
    })
}

fn turned(table: &Table) -> Table {
    (0..table[0].len()).map(|j| table.iter().map(|row| row[j]).collect()).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #[test]
    fn no_coefficient_is_anything_but_a_number(ratings in table(value())) {
        for level in LEVELS {
            if let Ok(a) = krippendorff::alpha(&ratings, level) {
                prop_assert!(a.alpha.is_finite() && a.alpha <= 1.0 + 1e-12, "{:?}", a);
                prop_assert!(a.expected_disagreement.is_finite() && (0.0..=1.0).contains(&a.percent_agreement));
            }
        }
        for weighting in WEIGHTINGS {
            if let Ok(all) = chance_corrected::coefficients(&ratings, weighting) {
                for c in [all.gwet, all.fleiss, all.conger, all.brennan_prediger, all.krippendorff] {
                    let Coefficient { coefficient, standard_error, observed, expected } = c;
                    prop_assert!([coefficient, standard_error.unwrap_or(0.0), observed, expected].iter().all(|x| x.is_finite()), "{:?}", c);
                }
            }
        }
        if let Ok(all) = icc::icc(&turned(&ratings), 0.95) {
            for form in [all.icc1, all.icc2, all.icc3, all.icc1k, all.icc2k, all.icc3k] {
                let (low, high) = form.interval.unwrap_or_default();
                prop_assert!([form.icc, form.f.unwrap_or(0.0), form.p.unwrap_or(0.0), low, high].iter().all(|x| x.is_finite()), "{:?}", form);
            }
        }
        if let Ok(alpha) = cronbach::alpha(&ratings) {
            prop_assert!(alpha.is_finite());
        }
        if let Ok(c) = kendall_w::concordance(&turned(&ratings)) {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&c.w) && c.p.is_finite(), "{:?}", c);
        }
    }

    #[test]
    fn the_order_of_raters_and_units_does_not_matter(ratings in table((0..6_u32).prop_map(f64::from))) {
        let mut other: Table = ratings.iter().rev().cloned().collect();
        for rater in &mut other {
            rater.reverse();
        }
        for level in LEVELS {
            match (krippendorff::alpha(&ratings, level), krippendorff::alpha(&other, level)) {
                (Ok(a), Ok(b)) => prop_assert!(close(a.alpha, b.alpha)),
                (a, b) => prop_assert_eq!(a.is_ok(), b.is_ok()),
            }
        }
        let pair = |t: &Table| chance_corrected::coefficients(t, Weighting::Linear).map(|all| (all.gwet, all.conger));
        if let (Ok(a), Ok(b)) = (pair(&ratings), pair(&other)) {
            prop_assert!(close(a.0.coefficient, b.0.coefficient) && close(a.1.coefficient, b.1.coefficient));
            let se = |c: Coefficient| c.standard_error.unwrap_or(0.0);
            prop_assert!(close(se(a.0), se(b.0)) && close(se(a.1), se(b.1)));
        }
    }

    #[test]
    fn the_scale_of_measurement_does_not_matter_at_its_level(ratings in table(1.0..100.0), shift in 0.0..50.0, factor in 0.1..9.0) {
        let mapped = |f: &dyn Fn(f64) -> f64| -> Table {
            ratings.iter().map(|rater| rater.iter().map(|x| x.map(f)).collect()).collect()
        };
        let same = |other: &Table, level| match (krippendorff::alpha(&ratings, level), krippendorff::alpha(other, level)) {
            (Ok(a), Ok(b)) => close(a.alpha, b.alpha),
            (a, b) => a.is_ok() == b.is_ok(),
        };
        prop_assert!(same(&mapped(&|x| shift + factor * x), Level::Interval));
        prop_assert!(same(&mapped(&|x| factor * x), Level::Ratio));
        prop_assert!(same(&mapped(&|x| x * x * x), Level::Ordinal));
    }

    #[test]
    fn kappa_is_a_number_and_the_same_for_both_raters(pairs in prop::collection::vec((0..4_usize, 0..4_usize), 0..20)) {
        let (a, b): (Vec<_>, Vec<_>) = pairs.into_iter().map(|(a, b)| (Some(a), Some(b))).unzip();
        for weighting in WEIGHTINGS {
            match (cohen::kappa(&a, &b, 4, weighting), cohen::kappa(&b, &a, 4, weighting)) {
                (Ok(a), Ok(b)) => prop_assert!(a.standard_error.is_finite() && close(a.kappa, b.kappa)),
                (a, b) => prop_assert_eq!(a.is_ok(), b.is_ok()),
            }
        }
    }

    #[test]
    fn no_index_is_anything_but_a_number(y in prop::collection::vec(value(), 24), d in 1..5_usize) {
        let n = 24 / (d + 2);
        let y = &y[..n * (d + 2)];
        for indices in [sobol::estimate(y, n, d), sobol::centred(y, n, d)].into_iter().flatten() {
            prop_assert!(indices.first.iter().chain(&indices.total).all(|x| x.is_finite()));
            prop_assert!(indices.total.iter().all(|x| *x >= 0.0));
        }
        if let Ok(intervals) = sobol::bootstrap(y, (n, d), 5, (0.05, 0.95), 1) {
            prop_assert!(intervals.first.iter().chain(&intervals.total).all(|(low, high)| low <= high));
        }
    }

    #[test]
    fn a_rank_lies_between_its_quantiles(runs in table((0..6_u32).prop_map(f64::from))) {
        let stats = rank_stats::of_scores(&runs).unwrap();
        for unit in 0..runs[0].len() {
            if let (Some(low), Some(median), Some(high)) = (stats.q5[unit], stats.median[unit], stats.q95[unit]) {
                prop_assert!(low <= median && median <= high && stats.mean[unit].is_some_and(|mean| mean >= 1.0));
            }
        }
    }
}
