//! Cronbach's alpha 克龙巴赫 α of items,
//!
//! ```text
//! α = k² · mean of the covariances of different items / sum of all variances and covariances
//! ```
//!
//! which is `k / (k − 1) (1 − Σ variances / variance of the sum)` where nothing is missing. Each covariance (n − 1)
//! is taken over the units that have both items, each variance over those that have the item; items are neither
//! standardised nor turned round.
//!
//! Source: Cronbach, *Psychometrika* 16 (1951). Traps: an item that runs the other way makes α small or negative:
//! apply directions first. α grows with the number of items, and says nothing of their measuring one thing.

use crate::{Refusal, stats};

/// The coefficient of items, one column each.
///
/// # Errors
/// [`Refusal::TooFew`] below two items, or where two items share fewer than two units; [`Refusal::Shape`],
/// [`Refusal::NotFinite`]; [`Refusal::Undefined`] where the covariances sum to nothing.
pub fn alpha(items: &[Vec<Option<f64>>]) -> Result<f64, Refusal> {
    if items.len() < 2 {
        return Err(Refusal::TooFew { found: items.len(), needed: 2 });
    }
    for (column, item) in items.iter().enumerate() {
        if item.len() != items[0].len() {
            return Err(Refusal::Shape { found: item.len(), expected: items[0].len() });
        }
        if let Some(row) = item.iter().position(|x| x.is_some_and(|x| !x.is_finite())) {
            return Err(Refusal::NotFinite { column, row });
        }
    }
    let (mut apart, mut total) = (0.0, 0.0);
    // What the sum is made of, to tell a sum that is nothing from the rounding of one.
    let mut size = 0.0;
    for (i, a) in items.iter().enumerate() {
        let variance = covariance(a, a)?;
        total += variance;
        size += variance;
        for b in &items[..i] {
            let both = 2.0 * covariance(a, b)?;
            apart += both;
            total += both;
            size += both.abs();
        }
    }
    if total.abs() <= size * 1e-14 {
        return Err(Refusal::Undefined { why: "the variances and covariances sum to nothing".into() });
    }
    let k = items.len() as f64;
    stats::finite_result(k * k * (apart / (k * (k - 1.0))) / total, "the covariances leave the range")
}

/// The covariance over the rows that have both.
fn covariance(a: &[Option<f64>], b: &[Option<f64>]) -> Result<f64, Refusal> {
    let pairs = || a.iter().zip(b).filter_map(|(x, y)| Some(((*x)?, (*y)?)));
    let n = pairs().count();
    if n < 2 {
        return Err(Refusal::TooFew { found: n, needed: 2 });
    }
    let count = n as f64;
    // From the first pair, so that a constant item has exactly no variance.
    let (x0, y0) = pairs().next().unwrap_or_default();
    let x_mean = stats::sum_of(pairs().map(|(x, _)| x - x0)) / count;
    let y_mean = stats::sum_of(pairs().map(|(_, y)| y - y0)) / count;
    Ok(stats::sum_of(pairs().map(|(x, y)| ((x - x0) - x_mean) * ((y - y0) - y_mean))) / (count - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().map(|x| Some(*x)).collect()
    }

    #[test]
    fn items_that_say_the_same_have_one() {
        assert_eq!(alpha(&[item(&[1.0, 2.0, 4.0]), item(&[1.0, 2.0, 4.0])]), Ok(1.0));
    }

    #[test]
    fn constant_items_are_refused() {
        assert!(matches!(alpha(&[item(&[0.1, 0.1, 0.1]), item(&[0.3, 0.3, 0.3])]), Err(Refusal::Undefined { .. })));
        assert!(matches!(alpha(&[item(&[1.0, 2.0, 4.0]), item(&[4.0, 3.0, 1.0])]), Err(Refusal::Undefined { .. })));
    }

    #[test]
    fn items_that_share_no_two_units_are_refused() {
        let apart = [vec![Some(1.0), Some(2.0), None], vec![None, Some(2.0), Some(3.0)]];
        assert_eq!(alpha(&apart), Err(Refusal::TooFew { found: 1, needed: 2 }));
        assert_eq!(alpha(&apart[..1]), Err(Refusal::TooFew { found: 1, needed: 2 }));
    }
}
