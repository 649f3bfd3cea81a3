//! Mazziotta–Pareto indices 马齐奥塔–帕累托指数 (MPI, AMPI): the mean of a unit's indicators, less a penalty for
//! being uneven: `M ∓ S · cv`, `cv = S / M`, with M and S (with n) the mean and standard deviation over the
//! unit's normalised indicators, all of equal weight.
//!
//! ```text
//! MPI   100 ± 10 (x − mean) / σ                 against the units of the table; σ with n
//! AMPI  70 + 60 (x − low) / (high − low)        against fixed goalposts; 70 + 60 (high − x) / (high − low)
//!                                               where less is better
//! goalposts of AMPI: reference ∓ (sup − inf) / 2, so that the reference has 100
//! ```
//!
//! Sources: De Muro, Mazziotta and Pareto, *Social Indicators Research* 104 (2011); Mazziotta and Pareto,
//! *Social Indicators Research* 127 (2016). Italy's BES uses it.
//!
//! Traps: the penalty is taken away where more of the whole is good (human development) and added where more
//! is bad (poverty); MPI scores of different years cannot be compared, AMPI's can, if the goalposts stay.

use domain::Direction;

use super::{Present, Weighted, not_negative};
use crate::{Column, Refusal, stats, table};

/// What unevenness does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// It is taken away: more of the whole is good.
    Subtract,
    /// It is added: more of the whole is bad.
    Add,
}

/// The mean of one unit's normalised indicators with its penalty.
///
/// # Errors
/// [`Refusal::Empty`]; [`Refusal::NotFinite`]; [`Refusal::Undefined`] where the mean is not positive, so that
/// there is no coefficient of variation.
pub fn penalised_mean(values: &[f64], penalty: Penalty) -> Result<f64, Refusal> {
    let mean = stats::mean(values)?;
    if mean <= 0.0 {
        return Err(Refusal::Undefined {
            why: "the mean is not positive: there is no coefficient of variation".into(),
        });
    }
    let variance = stats::mean(&values.iter().map(|x| (x - mean) * (x - mean)).collect::<Vec<_>>())?;
    let penalised = match penalty {
        Penalty::Subtract => mean - variance / mean,
        Penalty::Add => mean + variance / mean,
    };
    stats::finite_result(penalised, "the penalty overflows")
}

/// The Mazziotta–Pareto index of each unit.
///
/// # Errors
/// [`Refusal::Constant`] with the column; [`Refusal::Missing`], [`Refusal::NotFinite`], [`Refusal::Shape`],
/// [`Refusal::TooFew`] below two units; as [`penalised_mean`].
pub fn mpi(columns: &[Column], directions: &[Direction], penalty: Penalty) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 2)?;
    table::same_length(directions.len(), columns.len())?;
    let mut scores = Vec::with_capacity(columns.len());
    for (index, (values, direction)) in columns.iter().zip(directions).enumerate() {
        table::spread(values, index)?;
        let (mean, n) = (stats::mean(values)?, values.len() as f64);
        let sd = stats::sd(values)? * ((n - 1.0) / n).sqrt();
        let sign = match direction {
            Direction::Positive => 10.0,
            Direction::Negative => -10.0,
        };
        scores.push(values.iter().map(|x| 100.0 + sign * ((x - mean) / sd)).collect());
    }
    by_unit(&scores, penalty)
}

/// The adjusted Mazziotta–Pareto index of each unit, with the low and high goalpost of each column.
///
/// # Errors
/// [`Refusal::Parameter`] where low is not below high; otherwise as [`mpi`], with one unit being enough.
pub fn ampi(
    columns: &[Column],
    directions: &[Direction],
    goalposts: &[(f64, f64)],
    penalty: Penalty,
) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 1)?;
    table::same_length(directions.len(), columns.len())?;
    table::same_length(goalposts.len(), columns.len())?;
    let mut scores = Vec::with_capacity(columns.len());
    for ((values, direction), (low, high)) in columns.iter().zip(directions).zip(goalposts) {
        let range = high - low;
        if range.is_nan() || range <= 0.0 || !range.is_finite() {
            return Err(Refusal::Parameter { name: "goalposts", why: format!("{low} is not below {high}") });
        }
        let score = |x: f64| match direction {
            Direction::Positive => 70.0 + 60.0 * ((x - low) / range),
            Direction::Negative => 70.0 + 60.0 * ((high - x) / range),
        };
        scores.push(values.iter().copied().map(score).collect());
    }
    by_unit(&scores, penalty)
}

/// The goalposts with which the reference has the score 100: half the range of the values on either side.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::Empty`]; [`Refusal::NotFinite`].
pub fn goalposts(values: &[Option<f64>], reference: f64) -> Result<(f64, f64), Refusal> {
    if !reference.is_finite() {
        return Err(Refusal::Parameter { name: "reference", why: format!("{reference} is no number") });
    }
    let (low, high) = table::spread(&stats::present(values)?, 0)?;
    let half = (high - low) / 2.0;
    Ok((reference - half, reference + half))
}

fn by_unit(columns: &[Vec<f64>], penalty: Penalty) -> Result<Vec<f64>, Refusal> {
    let units = columns.first().map_or(0, Vec::len);
    let mut row = vec![0.0; columns.len()];
    (0..units)
        .map(|unit| {
            for (slot, column) in row.iter_mut().zip(columns) {
                *slot = column[unit];
            }
            penalised_mean(&row, penalty)
        })
        .collect()
}

/// The weighted mean less its penalty, `M − V / M`, with M and V (with n) the weighted mean and variance of the
/// children that are there; `None` where no child with weight has a score. With equal weights it is
/// [`penalised_mean`] downwards.
///
/// # Errors
/// [`Refusal::NotPositive`] or [`Refusal::NotFinite`] with the child as column; [`Refusal::Weights`].
pub fn weighted(children: &[Weighted]) -> Result<Option<f64>, Refusal> {
    if Present::new(children)?.is_none() {
        return Ok(None);
    }
    not_negative(children, false)?;
    let (mean, variance) = moments(children);
    stats::finite_result(mean - variance / mean, "the penalty leaves the range").map(Some)
}

/// The weighted mean and variance of the children that are there.
pub(super) fn moments(children: &[Weighted]) -> (f64, f64) {
    let total = super::present_weight(children.iter().copied());
    let present = || children.iter().filter_map(|(weight, score)| score.map(|x| (weight / total, x)));
    let mean: f64 = present().map(|(share, x)| share * x).sum();
    let variance = present().map(|(share, x)| share * (x - mean) * (x - mean)).sum();
    (mean, variance)
}

#[cfg(test)]
mod tests {
    use domain::Direction::{Negative, Positive};

    use super::*;

    #[test]
    fn an_even_unit_pays_no_penalty() {
        assert_eq!(penalised_mean(&[90.0, 90.0], Penalty::Subtract), Ok(90.0));
        assert_eq!(penalised_mean(&[80.0, 120.0], Penalty::Subtract), Ok(96.0));
        assert_eq!(penalised_mean(&[80.0, 120.0], Penalty::Add), Ok(104.0));
    }

    #[test]
    fn the_mean_unit_has_100_and_so_has_the_reference() {
        let columns = [[1.0, 2.0, 3.0].map(Some).to_vec(), [9.0, 6.0, 3.0].map(Some).to_vec()];
        let found = mpi(&columns, &[Positive, Negative], Penalty::Subtract).unwrap();
        assert!((found[1] - 100.0).abs() < 1e-12);
        assert!(found[0] < 100.0 && found[2] > 100.0);
        let posts = [goalposts(&columns[0], 2.5).unwrap(), goalposts(&columns[1], 4.0).unwrap()];
        let reference = [vec![Some(2.5)], vec![Some(4.0)]];
        assert_eq!(ampi(&reference, &[Positive, Negative], &posts, Penalty::Subtract), Ok(vec![100.0]));
    }

    #[test]
    fn a_constant_column_and_a_mean_that_is_not_positive_are_refused() {
        let columns = [vec![Some(3.0); 3]];
        assert_eq!(mpi(&columns, &[Positive], Penalty::Add), Err(Refusal::Constant { column: 0 }));
        assert!(matches!(penalised_mean(&[-1.0, 1.0], Penalty::Add), Err(Refusal::Undefined { .. })));
        assert!(matches!(
            ampi(&columns, &[Positive], &[(1.0, 1.0)], Penalty::Add),
            Err(Refusal::Parameter { name: "goalposts", .. })
        ));
    }
}
