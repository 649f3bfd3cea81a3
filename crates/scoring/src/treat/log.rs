//! Logarithms 对数变换 that draw in a long tail. With the least and the greatest value and their range R:
//!
//! ```text
//! shifted   ln(x − min + 0.01 R)                        a tail of high values
//! towards   the same, or −ln(max + 0.01 R − x) where the skewness is negative: the tail that there is
//! plus_one  ln(x − min + 1)                             depends on the unit of measurement
//! signed    sign(x) ln(1 + |x|)                         keeps 0 and the sign; two tails
//! ```
//!
//! Source: Becker and others, *COIN Tool User Guide*, EUR 29899 EN (2019) for the first three; John and Draper,
//! *Applied Statistics* 29 (1980) for the last. All are increasing, so direction and ranks survive. Traps: the
//! shift depends on who is in the table; `shifted` stretches a tail of low values instead of drawing it in.

use crate::{Column, Refusal, stats, stats::finite_column};

/// `ln(x − min + 0.01 R)`.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::NotFinite`]; [`Refusal::Undefined`] where R over- or underflows.
pub fn shifted(raw: &[Option<f64>]) -> Result<Column, Refusal> {
    let present = stats::present(raw)?;
    if present.is_empty() {
        return Ok(raw.to_vec());
    }
    let (least, greatest) = stats::range(&present)?;
    let range = spread(least, greatest)?;
    each(raw, |x| libm::log(x - least + SHIFT * range))
}

/// `ln(x − min + 0.01 R)`, or `−ln(max + 0.01 R − x)` where the skewness is negative.
///
/// # Errors
/// As [`shifted`], and [`Refusal::TooFew`] below three values.
pub fn towards_tail(raw: &[Option<f64>]) -> Result<Column, Refusal> {
    let present = stats::present(raw)?;
    // Sorted, since the sign of a skewness near 0 must not depend on the order of the units.
    if stats::skewness(&stats::sorted(&present)?)? >= 0.0 {
        return shifted(raw);
    }
    let (least, greatest) = stats::range(&present)?;
    let range = spread(least, greatest)?;
    each(raw, |x| -libm::log(greatest - x + SHIFT * range))
}

/// `ln(x − min + 1)`; of a constant column 0 everywhere.
///
/// # Errors
/// [`Refusal::NotFinite`]; [`Refusal::Undefined`] where the range overflows.
pub fn plus_one(raw: &[Option<f64>]) -> Result<Column, Refusal> {
    let present = stats::present(raw)?;
    if present.is_empty() {
        return Ok(raw.to_vec());
    }
    let (least, _) = stats::range(&present)?;
    each(raw, |x| libm::log(x - least + 1.0))
}

/// `sign(x) ln(1 + |x|)`.
///
/// # Errors
/// [`Refusal::NotFinite`].
pub fn signed(raw: &[Option<f64>]) -> Result<Column, Refusal> {
    stats::finite(raw)?;
    each(raw, |x| if x < 0.0 { -libm::log1p(-x) } else { libm::log1p(x) })
}

/// The part of the range by which the least value is kept from 0.
const SHIFT: f64 = 0.01;

fn spread(least: f64, greatest: f64) -> Result<f64, Refusal> {
    if least >= greatest {
        return Err(Refusal::Constant { column: 0 });
    }
    stats::finite_result(greatest - least, "the range overflows")
}

fn each(raw: &[Option<f64>], transform: impl Fn(f64) -> f64) -> Result<Column, Refusal> {
    finite_column(raw.iter().map(|x| x.map(&transform)).collect(), "the logarithm is not finite")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: &Result<Column, Refusal>, expected: &[Option<f64>]) {
        let found = found.as_ref().unwrap();
        assert_eq!(found.len(), expected.len());
        for (a, b) in found.iter().zip(expected) {
            assert!(a.is_some() == b.is_some() && a.zip(*b).is_none_or(|(a, b)| (a - b).abs() < 1e-12), "{found:?}");
        }
    }

    #[test]
    fn the_least_value_is_one_percent_of_the_range_from_nothing() {
        let found = shifted(&[Some(5.0), None, Some(105.0)]);
        close(&found, &[Some(0.0), None, Some(101.0_f64.ln())]);
    }

    #[test]
    fn the_tail_that_there_is_is_drawn_in() {
        let high = [Some(0.0), Some(1.0), Some(2.0), None, Some(100.0)];
        assert_eq!(towards_tail(&high), shifted(&high));
        let low: Column = high.iter().map(|x| x.map(|x| -x)).collect();
        let mirrored: Column = shifted(&high).unwrap().iter().map(|x| x.map(|x| -x)).collect();
        close(&towards_tail(&low), &mirrored);
        assert_eq!(towards_tail(&[Some(1.0), Some(2.0)]), Err(Refusal::TooFew { found: 2, needed: 3 }));
    }

    #[test]
    fn a_constant_column_has_only_the_logarithm_of_one() {
        let raw = [Some(7.25), Some(7.25), Some(7.25)];
        assert_eq!(shifted(&raw), Err(Refusal::Constant { column: 0 }));
        assert_eq!(towards_tail(&raw), Err(Refusal::Constant { column: 0 }));
        assert_eq!(plus_one(&raw), Ok(vec![Some(0.0); 3]));
    }

    #[test]
    fn the_signed_logarithm_is_odd() {
        close(
            &signed(&[Some(-9.0), Some(0.0), None, Some(9.0)]),
            &[Some(-10.0_f64.ln()), Some(0.0), None, Some(10.0_f64.ln())],
        );
    }

    #[test]
    fn no_infinity_comes_out() {
        assert!(matches!(shifted(&[Some(-1.7e308), Some(1.7e308)]), Err(Refusal::Undefined { .. })));
        assert!(matches!(plus_one(&[Some(-1.7e308), Some(1.7e308)]), Err(Refusal::Undefined { .. })));
        assert_eq!(signed(&[Some(f64::NAN)]), Err(Refusal::NotFinite { column: 0, row: 0 }));
    }
}
