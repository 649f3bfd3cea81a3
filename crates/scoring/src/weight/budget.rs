//! Budget allocation 预算分配法: each expert distributes a number of points over the indicators; a weight is
//! the mean share.
//!
//! Source: OECD/JRC Handbook (2008), step 6, which advises at most a dozen indicators. The spread between
//! experts is given with the weights: a mean over people who disagree says little.

use crate::{Refusal, stats, table};

/// Points may miss the total by this, relative to it: they are typed with a few decimals.
const ROUNDING: f64 = 1e-9;

/// What a panel of experts says.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// The mean share of each indicator; they sum to 1.
    pub weights: Vec<f64>,
    /// The standard deviation (n − 1) of the shares between experts; `None` with a single one.
    pub spread: Option<Vec<f64>>,
}

/// The weights from the points of each expert, a list an expert, that sum to `total`.
///
/// # Errors
/// [`Refusal::TooFew`] without experts or indicators; [`Refusal::Shape`] where lists differ in length;
/// [`Refusal::NotFinite`]; [`Refusal::NotPositive`] with the expert as row and the indicator as column;
/// [`Refusal::Parameter`] where an expert's points do not sum to the total.
pub fn allocate(experts: &[Vec<f64>], total: f64) -> Result<Allocation, Refusal> {
    if !total.is_finite() || total <= 0.0 {
        return Err(Refusal::Parameter { name: "total", why: format!("{total} points cannot be distributed") });
    }
    let indicators = experts.first().map_or(0, Vec::len);
    if indicators == 0 {
        return Err(Refusal::TooFew { found: 0, needed: 1 });
    }
    for (row, points) in experts.iter().enumerate() {
        table::same_length(points.len(), indicators)?;
        if let Some(column) = points.iter().position(|p| !p.is_finite()) {
            return Err(Refusal::NotFinite { column, row });
        }
        if let Some(column) = points.iter().position(|p| *p < 0.0) {
            return Err(Refusal::NotPositive { column, row });
        }
        let sum = stats::sum(points);
        if (sum - total).abs() > ROUNDING * total {
            let why = format!("the points of expert {row} sum to {sum}, not to {total}");
            return Err(Refusal::Parameter { name: "points", why });
        }
    }
    let shares = |indicator: usize| experts.iter().map(|points| points[indicator] / total).collect::<Vec<f64>>();
    let means = (0..indicators).map(|i| stats::mean(&shares(i))).collect::<Result<Vec<_>, _>>()?;
    let spread = match experts.len() {
        0 | 1 => None,
        2.. => Some((0..indicators).map(|i| stats::sd(&shares(i))).collect::<Result<_, _>>()?),
    };
    Ok(Allocation { weights: super::shares(&means)?, spread })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_the_mean_share_and_disagreement_is_shown() {
        let found = allocate(&[vec![60.0, 40.0], vec![20.0, 80.0]], 100.0).unwrap();
        assert!((found.weights[0] - 0.4).abs() < 1e-15, "{found:?}");
        let spread = found.spread.unwrap();
        assert!((spread[0] - 0.08_f64.sqrt()).abs() < 1e-15, "{spread:?}");
        assert_eq!(allocate(&[vec![60.0, 40.0]], 100.0).unwrap().spread, None);
    }

    #[test]
    fn points_that_do_not_sum_to_the_budget_are_refused() {
        assert!(matches!(allocate(&[vec![60.0, 39.0]], 100.0), Err(Refusal::Parameter { name: "points", .. })));
        assert_eq!(
            allocate(&[vec![50.0, 50.0], vec![101.0, -1.0]], 100.0),
            Err(Refusal::NotPositive { column: 1, row: 1 })
        );
    }
}
