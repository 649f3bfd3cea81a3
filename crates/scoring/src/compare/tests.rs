use domain::Direction::{Negative, Positive};

use super::*;

fn problem(columns: &[&[f64]], directions: &[Direction], weights: &[f64]) -> Problem {
    let columns: Vec<Column> = columns.iter().map(|values| values.iter().copied().map(Some).collect()).collect();
    Problem::new(&columns, directions, weights).unwrap()
}

fn close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-14), "{found:?} {expected:?}");
}

const ALL: [Normalisation; 5] =
    [Normalisation::MinMax, Normalisation::Sum, Normalisation::Linear, Normalisation::Max, Normalisation::Vector];

#[test]
fn more_is_better_after_every_normalisation() {
    let problem = problem(&[&[1.0, 2.0, 5.0], &[5.0, 2.0, 1.0]], &[Positive, Negative], &[1.0, 1.0]);
    for how in ALL {
        for column in problem.normalised(how).unwrap() {
            assert!(column.is_sorted() && column[0] < column[2], "{how:?} {column:?}");
        }
    }
}

#[test]
fn a_unit_that_is_best_at_everything_has_the_best_score() {
    let problem = problem(&[&[1.0, 2.0, 5.0], &[5.0, 2.0, 1.0]], &[Positive, Negative], &[3.0, 1.0]);
    close(&saw(&problem, Normalisation::MinMax).unwrap(), &[0.0, 0.375, 1.0]);
    close(&wpm(&problem, Normalisation::Linear).unwrap()[2..], &[1.0]);
    close(&waspas(&problem, Normalisation::Linear, 0.5).unwrap()[2..], &[1.0]);
    let closeness = topsis(&problem, Normalisation::Vector).unwrap();
    assert_eq!((closeness[0], closeness[2]), (0.0, 1.0));
    let vikor = vikor(&problem, 0.5).unwrap();
    assert_eq!((vikor.compromise[0], vikor.compromise[2]), (1.0, 0.0));
    close(&vikor.utility, &[1.0, 0.625, 0.0]);
    close(&vikor.regret, &[0.75, 0.5625, 0.0]);
}

#[test]
fn a_constant_criterion_is_refused_by_name_where_its_range_is_divided_by() {
    let problem = problem(&[&[1.0, 2.0], &[3.0, 3.0]], &[Positive; 2], &[1.0, 1.0]);
    assert_eq!(saw(&problem, Normalisation::MinMax), Err(Refusal::Constant { column: 1 }));
    assert_eq!(vikor(&problem, 0.5), Err(Refusal::Constant { column: 1 }));
    assert!(saw(&problem, Normalisation::Sum).is_ok());
}

#[test]
fn what_is_not_positive_is_refused_where_shares_and_reciprocals_are_taken() {
    let negative = problem(&[&[1.0, 2.0], &[3.0, -3.0]], &[Positive; 2], &[1.0, 1.0]);
    assert_eq!(saw(&negative, Normalisation::Sum), Err(Refusal::NotPositive { column: 1, row: 1 }));
    let zero = problem(&[&[1.0, 0.0]], &[Negative], &[1.0]);
    assert_eq!(saw(&zero, Normalisation::Linear), Err(Refusal::NotPositive { column: 0, row: 1 }));
    let zero = problem(&[&[1.0, 0.0]], &[Positive], &[1.0]);
    assert_eq!(wpm(&zero, Normalisation::Linear), Err(Refusal::NotPositive { column: 0, row: 1 }));
}

#[test]
fn units_that_cannot_be_told_apart_have_no_closeness_and_no_compromise() {
    let equal = problem(&[&[2.0, 2.0]], &[Positive], &[1.0]);
    assert!(matches!(topsis(&equal, Normalisation::Vector), Err(Refusal::Undefined { .. })));
    let opposed = problem(&[&[1.0, 2.0], &[2.0, 1.0]], &[Positive; 2], &[1.0, 1.0]);
    assert!(matches!(vikor(&opposed, 0.5), Err(Refusal::Undefined { .. })));
}

#[test]
fn very_large_and_very_small_values_are_compared_or_refused() {
    for scale in [1e-300, 1.0, 1e300] {
        let problem = problem(&[&[scale, 2.0 * scale, 5.0 * scale]], &[Positive], &[1.0]);
        close(&topsis(&problem, Normalisation::Vector).unwrap(), &[0.0, 0.25, 1.0]);
    }
    let wide = problem(&[&[-f64::MAX, f64::MAX]], &[Positive], &[1.0]);
    assert!(matches!(saw(&wide, Normalisation::MinMax), Err(Refusal::Undefined { .. })));
}
