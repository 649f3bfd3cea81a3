//! Weights by spread 离散度赋权: the standard deviation of the raw columns, or the variance of the min–max
//! normalised ones, as shares of their sum.
//!
//! ```text
//! standard deviation  w ∝ σ(x)
//! variance            w ∝ σ²((x − min) / (max − min))
//! ```
//!
//! Whether σ is taken with n or n − 1 makes no difference to the shares. Trap: the standard deviation of raw
//! columns depends on their units (metres weigh a thousand times kilometres); use it on normalised columns.

use super::from_content;
use crate::{Column, Refusal, stats, table};

/// Weights by the standard deviation of the columns as they are; a constant column weighs 0.
///
/// # Errors
/// [`Refusal::Undefined`] where all columns are constant; [`Refusal::TooFew`] below two rows; missing and not
/// finite values, ragged columns.
pub fn standard_deviation(columns: &[Column]) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 2)?;
    from_content(&columns.iter().map(|values| stats::sd(values)).collect::<Result<Vec<_>, _>>()?)
}

/// Weights by the variance of the min–max normalised columns.
///
/// # Errors
/// [`Refusal::Constant`] with the column; [`Refusal::TooFew`] below two rows; missing and not finite values,
/// ragged columns.
pub fn variance_of_min_max(columns: &[Column]) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 2)?;
    let mut variances = Vec::with_capacity(columns.len());
    for (index, values) in columns.iter().enumerate() {
        let (low, high) = table::spread(values, index)?;
        let contrast = stats::sd(values)? / (high - low);
        variances.push(contrast * contrast);
    }
    from_content(&variances)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_spread_is_twice_the_weight() {
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(2.0), Some(4.0)]];
        let found = standard_deviation(&columns).unwrap();
        assert!((found[0] - 1.0 / 3.0).abs() < 1e-15 && (found[1] - 2.0 / 3.0).abs() < 1e-15, "{found:?}");
    }

    #[test]
    fn the_variance_of_min_max_does_not_know_the_units() {
        let columns = [vec![Some(1.0), Some(2.0), Some(4.0)], vec![Some(1000.0), Some(2000.0), Some(4000.0)]];
        let found = variance_of_min_max(&columns).unwrap();
        assert!((found[0] - 0.5).abs() < 1e-15, "{found:?}");
    }

    #[test]
    fn a_constant_column_weighs_nothing_or_is_refused_by_name() {
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(0.1), Some(0.1)]];
        assert_eq!(standard_deviation(&columns), Ok(vec![1.0, 0.0]));
        assert_eq!(variance_of_min_max(&columns), Err(Refusal::Constant { column: 1 }));
    }
}
