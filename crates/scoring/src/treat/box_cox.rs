//! The Box–Cox transformation 博克斯–考克斯变换: `(y^λ − 1) / λ`, and `ln y` for λ = 0, with y = x, or
//! `y = x − min + 1` where the values are first made positive.
//!
//! Source: Box and Cox, *Journal of the Royal Statistical Society B* 26 (1964). λ is given, never estimated: an
//! estimate would change with every unit that joins. Traps: with the shift by `min − 1` the result depends on the
//! unit of measurement; a negative λ near large values loses all differences to rounding.

use crate::{Column, Refusal, stats, stats::finite_column};

/// Transforms a column; where `shift`, the least value becomes 1 first.
///
/// # Errors
/// [`Refusal::NotPositive`] for a value below 0, or 0 with λ ≤ 0; [`Refusal::NotFinite`]; [`Refusal::Parameter`]
/// where λ is no number; [`Refusal::Undefined`] where a power overflows.
pub fn box_cox(raw: &[Option<f64>], lambda: f64, shift: bool) -> Result<Column, Refusal> {
    if !lambda.is_finite() {
        return Err(Refusal::Parameter { name: "lambda", why: format!("{lambda} is no number") });
    }
    let present = stats::present(raw)?;
    if present.is_empty() {
        return Ok(raw.to_vec());
    }
    let least = if shift { stats::range(&present)?.0 } else { 0.0 };
    if !shift {
        let outside = |x: f64| x < 0.0 || (x <= 0.0 && lambda <= 0.0);
        if let Some(row) = raw.iter().position(|x| x.is_some_and(outside)) {
            return Err(Refusal::NotPositive { column: 0, row });
        }
    }
    let transform = |x: f64| {
        let y = if shift { x - least + 1.0 } else { x };
        if lambda == 0.0 { libm::log(y) } else { (libm::pow(y, lambda) - 1.0) / lambda }
    };
    finite_column(raw.iter().map(|x| x.map(transform)).collect(), "the power overflows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_and_logarithms_are_two_of_a_family() {
        assert_eq!(box_cox(&[Some(3.0), None, Some(5.0)], 2.0, true), Ok(vec![Some(0.0), None, Some(4.0)]));
        assert_eq!(box_cox(&[Some(1.0), Some(3.0)], 2.0, false), Ok(vec![Some(0.0), Some(4.0)]));
        assert_eq!(box_cox(&[Some(1.0), None], 0.0, false), Ok(vec![Some(0.0), None]));
        assert_eq!(box_cox(&[Some(7.25); 3], 0.5, true), Ok(vec![Some(0.0); 3]));
    }

    #[test]
    fn only_positive_values_have_a_power_of_any_kind() {
        assert_eq!(box_cox(&[Some(0.0)], 0.5, false), Ok(vec![Some(-2.0)]));
        assert_eq!(box_cox(&[Some(1.0), Some(0.0)], 0.0, false), Err(Refusal::NotPositive { column: 0, row: 1 }));
        assert_eq!(box_cox(&[Some(-1.0)], 2.0, false), Err(Refusal::NotPositive { column: 0, row: 0 }));
    }

    #[test]
    fn a_power_that_overflows_is_refused() {
        assert!(matches!(box_cox(&[Some(1e200), Some(1.0)], 2.0, false), Err(Refusal::Undefined { .. })));
        assert!(matches!(box_cox(&[Some(1.0)], f64::NAN, false), Err(Refusal::Parameter { name: "lambda", .. })));
    }
}
