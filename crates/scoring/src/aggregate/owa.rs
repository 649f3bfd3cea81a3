//! Ordered weighted averaging 有序加权平均 (OWA): `Σ v_k x_(k)`, with the weights v going to the places of a
//! unit's scores from best to worst, not to the indicators.
//!
//! All weight on the first place is the maximum, on the last the minimum; equal weights are the mean. The
//! orness `Σ (n − k) v_k / (n − 1)` says how near it is to the maximum (1) or minimum (0). Source: Yager, *IEEE
//! Transactions on Systems, Man, and Cybernetics* 18 (1988).
//!
//! Trap: with a missing score the places mean something else; it is refused.

use crate::{Refusal, stats, table, weight};

/// The average of scores with the weights of their places, from best to worst, on any scale.
///
/// # Errors
/// [`Refusal::Missing`] or [`Refusal::NotFinite`] with the score as column; [`Refusal::Shape`];
/// [`Refusal::Weights`].
pub fn mean(scores: &[Option<f64>], places: &[f64]) -> Result<f64, Refusal> {
    table::same_length(places.len(), scores.len())?;
    let places = weight::shares(places)?;
    let mut sorted = Vec::with_capacity(scores.len());
    for (column, score) in scores.iter().enumerate() {
        let score = score.ok_or(Refusal::Missing { column, row: 0 })?;
        if !score.is_finite() {
            return Err(Refusal::NotFinite { column, row: 0 });
        }
        sorted.push(score);
    }
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let (low, high) = stats::range(&sorted)?;
    Ok(stats::sum_of(sorted.iter().zip(&places).map(|(x, v)| v * x)).clamp(low, high))
}

/// How near the weights are to the maximum, in `0..=1`.
///
/// # Errors
/// [`Refusal::TooFew`] below two places; [`Refusal::Weights`].
pub fn orness(places: &[f64]) -> Result<f64, Refusal> {
    if places.len() < 2 {
        return Err(Refusal::TooFew { found: places.len(), needed: 2 });
    }
    let last = (places.len() - 1) as f64;
    let shares = weight::shares(places)?;
    Ok(stats::sum_of(shares.iter().enumerate().map(|(k, v)| v * ((last - k as f64) / last))).clamp(0.0, 1.0))
}

/// The weights of n places by the quantifier `Q(r) = r^a`, `a = (1 − orness) / orness`: `v_k = Q(k/n) − Q((k−1)/n)`.
///
/// Source: Yager, *Fuzzy Sets and Systems* 59 (1993).
///
/// # Errors
/// [`Refusal::Parameter`] where the orness is not between 0 and 1.
pub fn places(orness: f64, count: usize) -> Result<Vec<f64>, Refusal> {
    if !(orness > 0.0 && orness < 1.0) {
        return Err(Refusal::Parameter { name: "orness", why: format!("{orness} is not between 0 and 1") });
    }
    let power = (1.0 - orness) / orness;
    let quantifier = |place: usize| libm::pow(place as f64 / count as f64, power);
    Ok((0..count).map(|place| quantifier(place + 1) - quantifier(place)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_go_to_the_places() {
        let scores = [10.0, 30.0, 20.0].map(Some);
        assert_eq!(mean(&scores, &[1.0, 0.0, 0.0]), Ok(30.0));
        assert_eq!(mean(&scores, &[0.0, 0.0, 1.0]), Ok(10.0));
        assert_eq!(mean(&scores, &[2.0, 1.0, 1.0]), Ok(22.5));
        assert_eq!(orness(&[1.0, 0.0, 0.0]), Ok(1.0));
        assert!((orness(&[1.0; 3]).unwrap() - 0.5).abs() < 1e-15);
    }

    #[test]
    fn a_missing_score_is_refused_by_name() {
        assert_eq!(mean(&[Some(1.0), None], &[1.0, 1.0]), Err(Refusal::Missing { column: 1, row: 0 }));
    }
}
