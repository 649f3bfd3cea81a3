//! Pearson's product-moment correlation 皮尔逊相关系数: `Σ (a − ā)(b − b̄) / √(Σ (a − ā)² Σ (b − b̄)²)`.
//!
//! Trap: whether a column is constant is asked of its values; the deviations of ten times 0.1 are not 0.

use super::correlation_of;
use crate::{Refusal, stats, table};

/// The correlation of two lists without missing values.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::TooFew`] below two pairs; [`Refusal::Constant`] with the list, 0 or 1;
/// [`Refusal::NotFinite`].
pub fn pearson(a: &[f64], b: &[f64]) -> Result<f64, Refusal> {
    table::same_length(b.len(), a.len())?;
    let unit = |values, column| unit(values).map_err(|refusal| refusal.in_column(column));
    Ok(correlation_of(&unit(a, 0)?, &unit(b, 1)?))
}

/// The values less their mean, divided by the length of what remains.
pub(super) fn unit(values: &[f64]) -> Result<Vec<f64>, Refusal> {
    if values.len() < 2 {
        return Err(Refusal::TooFew { found: values.len(), needed: 2 });
    }
    let (low, high) = table::spread(values, 0)?;
    let mean = stats::mean(values)?;
    // Relative to the range, so that squares neither overflow nor vanish.
    let range = high - low;
    let mut deviations: Vec<f64> = values.iter().map(|x| (x - mean) / range).collect();
    let length = stats::sum_of(deviations.iter().map(|d| d * d)).sqrt();
    for d in &mut deviations {
        *d /= length;
    }
    Ok(deviations)
}
