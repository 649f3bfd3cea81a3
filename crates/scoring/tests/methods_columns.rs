//! What must hold for every column: no number that is none, the same scores in any order of the units and on any
//! scale, and never a better score for a worse value.

#![cfg(not(target_family = "wasm"))]

use proptest::{prelude::*, sample::subsequence};
use scoring::{
    Column, Refusal,
    impute::{self, Centre, Panel, Series},
    normalise::{
        Direction, categories, distance,
        efficacy::{self, Scale},
        goalposts::{self, Goalposts},
        min_max,
        ranks::{self, Ties},
        z_score,
    },
    select::{Demands, OnZero, Screened, denominate, screen},
    stats::{self, table::describe},
    treat::{
        Limits, box_cox, log,
        two_stage::{Plan, Transform, treat},
        winsorise::winsorise,
    },
};

type Method = (&'static str, fn(&[Option<f64>], Direction) -> Result<Column, Refusal>);

/// Methods whose scores come from the column alone: they are the same on any scale of measurement.
const RELATIVE: &[Method] = &[
    ("min-max", |x, d| min_max::column(x, d, 0.0, 100.0)),
    ("z-score", |x, d| z_score::column(x, d, 0.0, 1.0)),
    ("rank", |x, d| ranks::rank(x, d, Ties::Average)),
    ("percentile rank", |x, d| ranks::percentile(x, d, Ties::Min)),
    ("borda", |x, d| ranks::borda(x, d, Ties::Max)),
    ("to the best", distance::to_best),
    ("efficacy among units", |x, d| efficacy::among_units(x, d, Scale::PASS_AT_60)),
];

/// Methods with fixed posts.
const FIXED: &[Method] = &[
    ("goalposts", |x, direction| {
        goalposts::column(x, Goalposts { lower: -50.0, upper: 70.0, scale: 100.0, direction, truncate: true })
    }),
    ("goalposts, open", |x, direction| {
        goalposts::column(x, Goalposts { lower: -50.0, upper: 70.0, scale: 1.0, direction, truncate: false })
    }),
    ("efficacy", |x, d| {
        let (floor, target) = match d {
            Direction::Positive => (10.0, 90.0),
            Direction::Negative => (90.0, 10.0),
        };
        efficacy::between(x, floor, target, Scale::PASS_AT_60, false)
    }),
    ("to a target", |x, d| distance::to_target(x, d, 3.0, true)),
];

/// Methods that know no direction: more stays more.
const INCREASING: &[Method] = &[
    ("bands", |x, _| categories::bands(x, &[-10.0, 0.0, 40.0], &[0.0, 1.0, 3.0, 7.0])),
    ("share of greatest", |x, _| distance::share_of_greatest(x, Direction::Positive)),
    ("shifted log", |x, _| log::shifted(x)),
    ("log towards the tail", |x, _| log::towards_tail(x)),
    ("log plus one", |x, _| log::plus_one(x)),
    ("signed log", |x, _| log::signed(x)),
    ("box-cox 0.5", |x, _| box_cox::box_cox(x, 0.5, true)),
    ("box-cox 0", |x, _| box_cox::box_cox(x, 0.0, false)),
    ("box-cox -1", |x, _| box_cox::box_cox(x, -1.0, true)),
    ("winsorise", |x, _| Ok(winsorise(x, Some(5), Limits::default())?.column)),
    ("two stages", |x, _| Ok(treat(x, Plan::default())?.column)),
    ("two stages combined", |x, _| {
        let plan = Plan { most: Some(1), transform: Some(Transform::TowardsTail), combine: true, ..Plan::default() };
        Ok(treat(x, plan)?.column)
    }),
];

fn methods() -> impl Iterator<Item = &'static Method> {
    RELATIVE.iter().chain(FIXED).chain(INCREASING)
}

const DIRECTIONS: [Direction; 2] = [Direction::Positive, Direction::Negative];

/// Measured values: eighths, with ties, a few far away, a few missing.
fn measured() -> impl Strategy<Value = Column> {
    let value = prop_oneof![
        6 => (-800_i32..800).prop_map(|x| Some(f64::from(x) / 8.0)),
        1 => (-800_i32..800).prop_map(|x| Some(f64::from(x) * 100.0)),
        1 => Just(None),
    ];
    prop::collection::vec(value, 1..40)
}

/// Anything that 64 bits can be.
fn wild() -> impl Strategy<Value = Column> {
    let value = prop_oneof![
        8 => prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO,
        8 => (-4_i32..4).prop_map(f64::from),
        1 => Just(f64::MAX),
        1 => Just(f64::MIN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NAN),
    ];
    prop::collection::vec(prop::option::weighted(0.9, value), 0..12)
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn is_finite(column: &[Option<f64>]) -> bool {
    column.iter().flatten().all(|x| x.is_finite())
}

proptest! {
    #[test]
    fn no_number_leaves_that_is_none_and_missing_stays_missing(raw in wild()) {
        let finite = is_finite(&raw);
        for (name, method) in methods() {
            for direction in DIRECTIONS {
                match method(&raw, direction) {
                    Ok(scores) => {
                        prop_assert!(finite, "{name} took a number that is none");
                        prop_assert!(is_finite(&scores), "{name} {scores:?}");
                        let gaps = |column: &[Option<f64>]| column.iter().map(Option::is_some).collect::<Vec<_>>();
                        prop_assert_eq!(gaps(&raw), gaps(&scores), "{}", name);
                    }
                    Err(refusal) => prop_assert!(refusal.code().starts_with("method."), "{name}"),
                }
            }
        }
        for (row, cap) in [(0, true), (1, false)] {
            if let Ok(scores) = distance::to_reference(&raw, Direction::Negative, row, cap) {
                prop_assert!(finite && is_finite(&scores));
            }
        }
        if let Ok(found) = describe(&raw) {
            let numbers = [found.min, found.max, found.mean, found.median, found.sd, found.skewness, found.kurtosis];
            prop_assert!(finite && is_finite(&numbers), "{numbers:?}");
        }
        if let Ok(done) = denominate(&raw, &raw.iter().rev().copied().collect::<Column>(), 1000.0, OnZero::Missing) {
            prop_assert!(finite && is_finite(&done.column));
        }
    }

    #[test]
    fn relative_scores_do_not_depend_on_the_unit_of_measurement(
        raw in measured(), factor in 1_u8..40, offset in -1000_i32..1000
    ) {
        let (factor, offset) = (f64::from(factor) / 4.0, f64::from(offset));
        let other: Column = raw.iter().map(|x| x.map(|x| x * factor + offset)).collect();
        for (name, method) in RELATIVE {
            for direction in DIRECTIONS {
                match (method(&raw, direction), method(&other, direction)) {
                    (Ok(a), Ok(b)) => prop_assert!(a.iter().zip(&b).all(|(a, b)| close(*a, *b)), "{name} {a:?} {b:?}"),
                    (a, b) => prop_assert_eq!(a, b, "{}", name),
                }
            }
        }
    }

    #[test]
    fn turning_the_values_round_turns_the_direction_round(raw in measured()) {
        let turned: Column = raw.iter().map(|x| x.map(|x| -x)).collect();
        for (name, method) in RELATIVE {
            match (method(&raw, Direction::Negative), method(&turned, Direction::Positive)) {
                (Ok(a), Ok(b)) => prop_assert!(a.iter().zip(&b).all(|(a, b)| close(*a, *b)), "{name} {a:?} {b:?}"),
                (a, b) => prop_assert_eq!(a, b, "{}", name),
            }
        }
    }

    #[test]
    fn the_order_of_the_units_does_not_matter(raw in measured(), turn in 0_usize..40) {
        let turn = turn % raw.len();
        let rotate = |column: &[Option<f64>]| {
            let mut column = column.to_vec();
            column.rotate_left(turn);
            column.reverse();
            column
        };
        for (name, method) in methods() {
            for direction in DIRECTIONS {
                match (method(&raw, direction), method(&rotate(&raw), direction)) {
                    (Ok(a), Ok(b)) => {
                        prop_assert!(rotate(&a).iter().zip(&b).all(|(a, b)| close(*a, *b)), "{name} {a:?} {b:?}");
                    }
                    // Which row a refusal names depends on the order of the rows.
                    (Err(a), Err(b)) => prop_assert_eq!(a.code(), b.code(), "{}", name),
                    (a, b) => prop_assert!(false, "{name} {a:?} {b:?}"),
                }
            }
        }
    }

    #[test]
    fn a_worse_value_never_scores_better(raw in measured()) {
        for (name, method) in methods() {
            for direction in DIRECTIONS {
                let Ok(scores) = method(&raw, direction) else { continue };
                let mut pairs: Vec<(f64, f64)> = raw.iter().zip(&scores).filter_map(|(x, s)| x.zip(*s)).collect();
                pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
                let falls = direction == Direction::Negative && !INCREASING.iter().any(|(other, _)| other == name);
                let in_order = pairs.windows(2).all(|p| if falls { p[0].1 >= p[1].1 } else { p[0].1 <= p[1].1 });
                prop_assert!(in_order, "{name} {pairs:?}");
            }
        }
    }

    #[test]
    fn scaled_scores_stay_on_their_scale(raw in measured()) {
        // Where nothing was measured there is nothing to scale, and everything stays missing.
        prop_assume!(raw.iter().any(Option::is_some));
        for direction in DIRECTIONS {
            if let Ok(scores) = min_max::column(&raw, direction, 1.0, 100.0) {
                prop_assert!(scores.iter().flatten().all(|s| (1.0..=100.0).contains(s)));
                prop_assert!(scores.contains(&Some(1.0)) && scores.contains(&Some(100.0)));
            }
            if let Ok(scores) = efficacy::among_units(&raw, direction, Scale::PASS_AT_60) {
                prop_assert!(scores.iter().flatten().all(|s| (60.0..=100.0).contains(s)));
            }
            if let Ok(scores) = z_score::column(&raw, direction, 10.0, 2.0) {
                let scores: Vec<f64> = scores.into_iter().flatten().collect();
                prop_assert!(close(stats::mean(&scores).ok(), Some(10.0)) && close(stats::sd(&scores).ok(), Some(2.0)));
            }
        }
    }

    #[test]
    fn the_record_of_a_treatment_names_exactly_the_units_that_changed(raw in measured(), most in 1_usize..8) {
        if let Ok(done) = winsorise(&raw, Some(most), Limits::default()) {
            let changed: Vec<bool> = raw.iter().zip(&done.column).map(|(a, b)| a != b).collect();
            let named: Vec<bool> = done.clipped.iter().map(Option::is_some).collect();
            prop_assert_eq!(&changed, &named);
            prop_assert_eq!(changed.iter().filter(|&&changed| changed).count(), done.count);
        }
        if let Ok(done) = treat(&raw, Plan { most: Some(most), ..Plan::default() }) {
            let untouched = !done.transformed && done.clipped.iter().all(Option::is_none);
            prop_assert_eq!(untouched, done.column == raw);
            prop_assert_eq!(done.passes_untreated != Some(false), untouched);
        }
    }

    #[test]
    fn imputation_changes_nothing_that_was_measured_and_flags_all_it_adds(
        raw in measured(), other in measured(), groups in prop::collection::vec(prop::option::of(0_u8..4), 40)
    ) {
        let rows = raw.len().min(other.len());
        let columns = [&raw[..rows], &other[..rows]];
        let groups: Vec<Option<String>> = groups[..rows].iter().map(|group| group.map(|g| g.to_string())).collect();
        let units: Vec<&str> = (0..rows).map(|row| if row % 2 == 0 { "a" } else { "b" }).collect();
        let times: Vec<f64> = (0..rows).map(|row| (row / 2 * (row / 2)) as f64).collect();
        let mut done = Vec::new();
        for centre in [Centre::Mean, Centre::Median] {
            done.extend(impute::column(columns[0], centre));
            done.extend(impute::group(columns[0], &groups, centre));
            done.extend(impute::row(&columns, centre).into_iter().flatten().take(1));
            done.extend(impute::row_normalised(&columns, &DIRECTIONS, centre).into_iter().flatten().take(1));
        }
        if let Ok(panel) = Panel::new(&units, &times) {
            for series in [Series::Latest(Some(1)), Series::Constant, Series::Linear, Series::LinearConstant] {
                done.extend(impute::panel(columns[0], &panel, series));
            }
        }
        let known: Vec<f64> = columns[0].iter().flatten().copied().collect();
        for imputed in done {
            prop_assert!(is_finite(&imputed.column));
            for ((x, value), flag) in columns[0].iter().zip(&imputed.column).zip(&imputed.flags) {
                prop_assert_eq!(*flag, x.is_none() && value.is_some());
                prop_assert!(x.is_none() || x == value);
            }
        }
        let whole = impute::column(columns[0], Centre::Mean).unwrap();
        prop_assert_eq!(whole.missing().count(), if known.is_empty() { rows } else { 0 });
    }

    #[test]
    fn demanding_less_removes_fewer_units(
        columns in prop::collection::vec(prop::collection::vec(prop::option::of(0_u8..3), 9), 1..8),
        demands in subsequence(vec![0.0, 0.2, 0.4, 0.5, 0.66, 1.0], 2)
    ) {
        let columns: Vec<Column> = columns.iter().map(|c| c.iter().map(|x| x.map(f64::from)).collect()).collect();
        let stay = |share: f64| {
            let demands = Demands { available: Some(share), non_zero: Some(share) };
            screen(&columns, demands).unwrap().iter().map(Screened::stays).collect::<Vec<_>>()
        };
        let (less, more) = (stay(demands[0]), stay(demands[1]));
        prop_assert!(less.iter().zip(&more).all(|(less, more)| *less || !more));
    }
}
