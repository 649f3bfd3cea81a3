//! Points from 0 to 100 already 百分制: an evaluator's level of a rubric, the share of yes in percent, the
//! mean of answers that are worth points. `s = x`, and a value outside 0–100 is refused.
//!
//! The three differ in where the value comes from, which the method page says, not in what is done
//! with it here.

use crate::Column;

/// A weighted mean of points may leave the scale by this much; it is cut back.
const NOISE: f64 = 1e-9;

pub(super) fn normalise(raw: &[Option<f64>]) -> Column {
    raw.iter().map(|x| x.map(|x| x.clamp(0.0, 100.0))).collect()
}

/// Whether a value is no points.
pub(crate) fn is_outside(value: f64) -> bool {
    !(-NOISE..=100.0 + NOISE).contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stay_and_only_the_noise_of_a_mean_is_cut() {
        assert_eq!(normalise(&[Some(70.0), None, Some(100.000_000_000_000_01)]), [Some(70.0), None, Some(100.0)]);
        assert!(!is_outside(100.000_000_000_000_01) && !is_outside(0.0));
        assert!(is_outside(100.1) && is_outside(-0.1) && is_outside(f64::NAN));
    }
}
