//! One dimension by the choice of a recipe: the parent's score from its children, and how it moves with each of them.
//!
//! All means here are homogeneous: twice the scores make twice the mean. So by Euler's theorem the mean is the sum of
//! `x_i ∂f/∂x_i`, which is what each child brings to it 贡献:
//!
//! ```text
//! arithmetic    ∂f/∂x_i = w_i                      geometric    w_i f / x_i
//! harmonic      w_i (f / x_i)²                     generalised  w_i (x_i / f)^(p − 1)
//! Mazziotta–P.  w_i (1 − 2 (x_i − M) / M + V / M²) with M and V the weighted mean and variance
//! ordered       the weight of its place
//! ```
//!
//! with w the shares of the weight that is present. Copeland and Borda look at the order alone and have no parts.

use domain::recipe::Aggregate;

use super::{Weighted, arithmetic, borda, generalised, geometric, harmonic, mazziotta_pareto, outranking, owa};
use crate::{Column, Refusal};

/// A unit's score by a method that needs no other unit; `None` where no child with weight has a score.
///
/// # Errors
/// Those of the method, with the child as column; [`Refusal::Parameter`] for a method that compares units.
pub(crate) fn of_unit(method: Aggregate, children: &[Weighted]) -> Result<Option<f64>, Refusal> {
    match method {
        // As version 1 of recipes computes it, bit for bit: its results must never change.
        Aggregate::ArithmeticMean => Ok(arithmetic::unchecked(children.iter().copied())),
        Aggregate::GeometricMean => geometric::mean(children),
        Aggregate::HarmonicMean => harmonic::mean(children),
        Aggregate::GeneralisedMean { power } => generalised::mean(children, power),
        Aggregate::MazziottaPareto => mazziotta_pareto::weighted(children),
        Aggregate::OrderedMean { orness } => {
            let scores: Vec<Option<f64>> = counted(children).map(|(_, score)| score).collect();
            if scores.iter().all(Option::is_none) {
                return Ok(None);
            }
            owa::mean(&scores, &owa::places(orness, scores.len())?).map(Some)
        }
        Aggregate::Copeland | Aggregate::Borda => {
            Err(Refusal::Parameter { name: "aggregate", why: "it compares units with each other".into() })
        }
    }
}

/// Scores of all units: `columns` holds one column a child. Units of which `left_out` is true have none, and are not
/// compared with.
///
/// # Errors
/// Those of the method, with the child as column and the unit as row.
pub(crate) fn children_of_units(
    method: Aggregate,
    weights: &[f64],
    columns: &[&[Option<f64>]],
    left_out: impl Fn(usize) -> bool,
) -> Result<Column, Refusal> {
    let units = columns.first().map_or(0, |column| column.len());
    if method.is_mean() {
        let mut children: Vec<Weighted> = Vec::with_capacity(columns.len());
        return (0..units)
            .map(|unit| {
                if left_out(unit) {
                    return Ok(None);
                }
                children.clear();
                children.extend(weights.iter().copied().zip(columns.iter().map(|column| column[unit])));
                of_unit(method, &children).map_err(|refusal| in_row(refusal, unit))
            })
            .collect();
    }
    // Who has nothing on any child has no score; who has something must have all.
    let counted: Vec<usize> = (0..columns.len()).filter(|&child| weights[child] > 0.0).collect();
    let compared: Vec<usize> = (0..units)
        .filter(|&unit| !left_out(unit) && counted.iter().any(|&child| columns[child][unit].is_some()))
        .collect();
    if compared.is_empty() {
        return Ok(vec![None; units]);
    }
    let table: Vec<Column> =
        counted.iter().map(|&child| compared.iter().map(|&unit| columns[child][unit]).collect()).collect();
    let shares: Vec<f64> = counted.iter().map(|&child| weights[child]).collect();
    let scores: Result<Vec<f64>, Refusal> = match method {
        Aggregate::Borda => borda::scores(&table, &shares),
        #[expect(clippy::cast_precision_loss, reason = "no larger than the number of units")]
        Aggregate::Copeland
        | Aggregate::ArithmeticMean
        | Aggregate::GeometricMean
        | Aggregate::HarmonicMean
        | Aggregate::GeneralisedMean { .. }
        | Aggregate::MazziottaPareto
        | Aggregate::OrderedMean { .. } => {
            outranking::copeland(&table, &shares).map(|scores| scores.into_iter().map(|score| score as f64).collect())
        }
    };
    let place = |refusal: Refusal| match refusal {
        Refusal::Missing { column, row } => Refusal::Missing { column: counted[column], row: compared[row] },
        Refusal::NotFinite { column, row } => Refusal::NotFinite { column: counted[column], row: compared[row] },
        other => other,
    };
    let mut column = vec![None; units];
    for (unit, score) in compared.iter().zip(scores.map_err(place)?) {
        column[*unit] = Some(score);
    }
    Ok(column)
}

/// How a unit's score moves with each child's, into `slopes`; `None` for a child without a score, and where the score has no
/// parts.
pub(crate) fn slopes(method: Aggregate, children: &[Weighted], score: f64, slopes: &mut Vec<Option<f64>>) {
    slopes.clear();
    let total = super::present_weight(children.iter().copied());
    let share = |weight: f64| if total > 0.0 { weight / total } else { 0.0 };
    let each = |of: &dyn Fn(f64, f64) -> f64, slopes: &mut Vec<Option<f64>>| {
        slopes.extend(
            children.iter().map(|(weight, x)| x.map(|x| if *weight > 0.0 { of(share(*weight), x) } else { 0.0 })),
        );
    };
    match method {
        Aggregate::ArithmeticMean => each(&|w, _| w, slopes),
        Aggregate::GeometricMean => each(&|w, x| w * (score / x), slopes),
        Aggregate::HarmonicMean => each(&|w, x| w * (score / x) * (score / x), slopes),
        Aggregate::GeneralisedMean { power } => {
            each(&|w, x| if score > 0.0 { w * libm::pow(x / score, power - 1.0) } else { 0.0 }, slopes);
        }
        Aggregate::MazziottaPareto => {
            let (mean, variance) = mazziotta_pareto::moments(children);
            each(&|w, x| w * (1.0 - 2.0 * (x - mean) / mean + variance / (mean * mean)), slopes);
        }
        Aggregate::OrderedMean { orness } => {
            let mut order: Vec<(usize, f64)> = (0..children.len())
                .filter(|&child| children[child].0 > 0.0)
                .filter_map(|child| children[child].1.map(|x| (child, x)))
                .collect();
            order.sort_by(|a, b| b.1.total_cmp(&a.1));
            slopes.extend(children.iter().map(|(_, x)| x.map(|_| 0.0)));
            // What is refused has no score, and is not asked for its slopes.
            let places = owa::places(orness, order.len()).unwrap_or_default();
            for ((child, _), place) in order.into_iter().zip(places) {
                slopes[child] = Some(place);
            }
        }
        Aggregate::Copeland | Aggregate::Borda => slopes.extend(children.iter().map(|_| None)),
    }
}

/// Children without weight are left out of what has places.
fn counted(children: &[Weighted]) -> impl Iterator<Item = Weighted> {
    children.iter().copied().filter(|(weight, _)| *weight > 0.0)
}

fn in_row(refusal: Refusal, row: usize) -> Refusal {
    match refusal {
        Refusal::NotPositive { column, .. } => Refusal::NotPositive { column, row },
        Refusal::NotFinite { column, .. } => Refusal::NotFinite { column, row },
        Refusal::Missing { column, .. } => Refusal::Missing { column, row },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEANS: [Aggregate; 6] = [
        Aggregate::ArithmeticMean,
        Aggregate::GeometricMean,
        Aggregate::HarmonicMean,
        Aggregate::GeneralisedMean { power: 0.5 },
        Aggregate::MazziottaPareto,
        Aggregate::OrderedMean { orness: 0.3 },
    ];

    #[test]
    fn what_the_children_bring_sums_to_the_score_of_every_mean() {
        let children = [(50.0, Some(80.0)), (20.0, None), (30.0, Some(35.0)), (10.0, Some(60.0))];
        let complete: Vec<Weighted> = children.iter().copied().filter(|(_, x)| x.is_some()).collect();
        let mut found = Vec::new();
        for method in MEANS {
            let score = of_unit(method, &complete).unwrap().unwrap();
            slopes(method, &complete, score, &mut found);
            let sum: f64 = complete.iter().zip(&found).map(|((_, x), slope)| x.unwrap() * slope.unwrap()).sum();
            assert!((sum - score).abs() < 1e-10, "{method:?}: {sum} {score}");
        }
    }

    #[test]
    fn a_slope_is_the_derivative() {
        let at = |x: f64| vec![(50.0, Some(80.0)), (30.0, Some(x)), (20.0, Some(60.0))];
        let mut found = Vec::new();
        for method in MEANS {
            let score = of_unit(method, &at(35.0)).unwrap().unwrap();
            slopes(method, &at(35.0), score, &mut found);
            let moved = of_unit(method, &at(35.0 + 1e-5)).unwrap().unwrap();
            let slope = found[1].unwrap();
            assert!(((moved - score) / 1e-5 - slope).abs() < 1e-4, "{method:?}");
        }
    }

    #[test]
    fn less_compensation_means_a_lower_score() {
        let children = [(1.0, Some(20.0)), (1.0, Some(80.0))];
        let of = |method| of_unit(method, &children).unwrap().unwrap();
        assert!(of(Aggregate::HarmonicMean) < of(Aggregate::GeometricMean));
        assert!(of(Aggregate::GeometricMean) < of(Aggregate::ArithmeticMean));
        assert!(of(Aggregate::MazziottaPareto) < of(Aggregate::ArithmeticMean));
    }

    #[test]
    fn who_has_a_gap_cannot_be_compared_and_is_named() {
        let (a, b) = ([Some(1.0), Some(2.0), None], [Some(1.0), None, None]);
        let compared =
            |left_out: usize| children_of_units(Aggregate::Copeland, &[1.0, 1.0], &[&a, &b], |u| u == left_out);
        assert_eq!(compared(2), Err(Refusal::Missing { column: 1, row: 1 }));
        assert_eq!(compared(1), Ok(vec![Some(0.0), None, None]));
    }
}
