//! Treatment of outliers 异常值处理: a test of the shape of a column, winsorisation, logarithms and powers, and the
//! two stages that the practice of the JRC makes of them. One file a method; direction plays no role here.
//!
//! Sources: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3; Becker and others, *COIN Tool
//! User Guide*, EUR 29899 EN (2019). Trap: the test asks for skewness *and* kurtosis to be beyond their limits, so
//! a column with a skewness of 5 passes where its kurtosis is low.

pub mod box_cox;
pub mod log;
pub mod two_stage;
pub mod winsorise;

use crate::{Refusal, stats};

/// The limits of the test of shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Absolute skewness below this passes.
    pub skewness: f64,
    /// Excess kurtosis below this passes.
    pub kurtosis: f64,
}

impl Default for Limits {
    /// |skewness| < 2 or kurtosis < 3.5.
    fn default() -> Self {
        Self { skewness: 2.0, kurtosis: 3.5 }
    }
}

impl Limits {
    fn check(self) -> Result<(), Refusal> {
        for (name, limit) in [("skew_thresh", self.skewness), ("kurt_thresh", self.kurtosis)] {
            if !limit.is_finite() {
                return Err(Refusal::Parameter { name, why: format!("{limit} is no number") });
            }
        }
        Ok(())
    }

    /// As [`passes`], of values none of which is missing.
    fn pass(self, present: &[f64]) -> Result<Option<bool>, Refusal> {
        if present.len() < 3 {
            return Ok(None);
        }
        // Sums round by the order of their terms; a verdict must not depend on the order of the units.
        let sorted = stats::sorted(present)?;
        if stats::skewness(&sorted)?.abs() < self.skewness {
            return Ok(Some(true));
        }
        if sorted.len() < 4 { Ok(None) } else { Ok(Some(stats::kurtosis(&sorted)? < self.kurtosis)) }
    }
}

/// Whether a column passes the test of shape: |skewness| or kurtosis is below its limit. `None` where there are
/// too few values to say: below three, or three whose skewness does not decide.
///
/// # Errors
/// [`Refusal::Constant`], which has no shape; [`Refusal::NotFinite`]; [`Refusal::Parameter`] for limits that are no
/// numbers.
pub fn passes(raw: &[Option<f64>], limits: Limits) -> Result<Option<bool>, Refusal> {
    limits.check()?;
    limits.pass(&stats::present(raw)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Result<Option<bool>, Refusal> {
        passes(&values.iter().copied().map(Some).collect::<Vec<_>>(), Limits::default())
    }

    #[test]
    fn one_far_value_among_many_fails() {
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 100.0]), Ok(Some(false)));
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]), Ok(Some(true)));
    }

    #[test]
    fn below_three_values_nobody_can_say_and_a_constant_is_refused() {
        assert_eq!(of(&[1.0, 9.0]), Ok(None));
        assert_eq!(passes(&[None, None], Limits::default()), Ok(None));
        assert_eq!(of(&[1.0, 2.0, 900.0]), Ok(Some(true)));
        assert_eq!(of(&[0.1; 10]), Err(Refusal::Constant { column: 0 }));
    }

    #[test]
    fn limits_that_are_no_numbers_are_refused() {
        let limits = Limits { skewness: f64::NAN, ..Limits::default() };
        assert!(matches!(passes(&[Some(1.0)], limits), Err(Refusal::Parameter { name: "skew_thresh", .. })));
    }
}
