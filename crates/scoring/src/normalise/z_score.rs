//! Standardisation by mean and standard deviation 标准分数 (z-score): `mean' + sd' · (x − m) / s`, with the sample's
//! mean m and its standard deviation s with n − 1; where less is better, −x takes the place of x.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 5. Traps: s with n instead of
//! n − 1 shifts every score of 24 units by 2 %; scores are negative for half of the units, so no geometric mean,
//! no share and no logarithm can follow.

use domain::Direction;

use super::{each, number, oriented};
use crate::{Column, Refusal, stats};

/// Standardises a column to this mean and this standard deviation.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::TooFew`] for a single value; [`Refusal::NotFinite`];
/// [`Refusal::Parameter`] where `sd` is not positive.
pub fn column(raw: &[Option<f64>], direction: Direction, mean: f64, sd: f64) -> Result<Column, Refusal> {
    number("mean", mean)?;
    if !(sd > 0.0 && sd.is_finite()) {
        return Err(Refusal::Parameter { name: "sd", why: format!("{sd} is not positive") });
    }
    let present = stats::present(raw)?;
    if present.is_empty() {
        return Ok(raw.to_vec());
    }
    let spread = stats::sd(&present)?;
    if spread <= 0.0 {
        return Err(Refusal::Constant { column: 0 });
    }
    let centre = stats::mean(&present)?;
    stats::finite_column(each(raw, |x| oriented(direction, x - centre) / spread * sd + mean), "the scale overflows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_scores_the_wanted_mean_and_one_deviation_above_the_wanted_deviation_more() {
        let raw = [Some(1.0), Some(2.0), None, Some(3.0)];
        let scores = column(&raw, Direction::Positive, 10.0, 2.0);
        assert_eq!(scores, Ok(vec![Some(8.0), Some(10.0), None, Some(12.0)]));
        let scores = column(&raw, Direction::Negative, 0.0, 1.0);
        assert_eq!(scores, Ok(vec![Some(1.0), Some(0.0), None, Some(-1.0)]));
    }

    #[test]
    fn without_spread_there_is_no_score() {
        let of = |raw: &[Option<f64>]| column(raw, Direction::Positive, 0.0, 1.0);
        assert_eq!(of(&[Some(0.1); 10]), Err(Refusal::Constant { column: 0 }));
        assert_eq!(of(&[None, Some(3.5)]), Err(Refusal::TooFew { found: 1, needed: 2 }));
        assert_eq!(of(&[None, None]), Ok(vec![None, None]));
        let zero = column(&[Some(1.0), Some(2.0)], Direction::Positive, 0.0, 0.0);
        assert!(matches!(zero, Err(Refusal::Parameter { name: "sd", .. })));
    }
}
