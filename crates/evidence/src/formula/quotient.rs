//! What every formula comes to: one number over another.

use domain::Text;

use super::{NO_VALUE, Outcome};

/// `per × numerator / denominator`, not yet divided.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quotient {
    /// Per how many.
    pub(super) per: f64,
    /// Above the line; `None` where no cell holds a number to sum.
    pub(super) numerator: Option<f64>,
    /// Below the line; `None` as above.
    pub(super) denominator: Option<f64>,
    /// What is compared with the item's `min_denominator`.
    pub(super) cases: f64,
    /// How many rows went into it.
    pub(super) rows: usize,
    /// The standard error of the value.
    pub(super) standard_error: Option<f64>,
}

impl Quotient {
    /// The value, or why there is none.
    pub(super) fn value(&self) -> Result<f64, Text> {
        let denominator = self.denominator.filter(|&x| x != 0.0).ok_or_else(|| {
            Text::new(
                "没有可计入分母的记录（分母为零），因此没有数值。",
                "No row counts below the line (the denominator is zero), so there is no value.",
            )
        })?;
        let numerator = self.numerator.ok_or_else(|| {
            Text::new(
                "需要汇总的列没有填写任何数，因此没有数值。",
                "The column to sum holds no number, so there is no value.",
            )
        })?;
        let value = self.per * numerator / denominator;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Text::new("数太大，无法计算。", "The numbers are too large to calculate with."))
        }
    }

    pub(super) fn outcome(self, min_denominator: Option<u32>) -> Outcome {
        let (value, reason) = match self.value() {
            Ok(value) => (Some(value), None),
            Err(reason) => (None, Some(reason)),
        };
        let few = min_denominator.is_some_and(|least| self.cases < f64::from(least));
        Outcome {
            value,
            numerator: self.numerator,
            denominator: self.denominator,
            rows: self.rows,
            standard_error: self.standard_error.filter(|_| value.is_some()),
            low_denominator: few && value.is_some(),
            reason,
        }
    }
}

/// The same, in the words of Excel; a missing side is an error value there.
pub(super) struct Fraction {
    /// Per how many.
    pub(super) per: f64,
    /// Above the line.
    pub(super) numerator: String,
    /// Below the line.
    pub(super) denominator: String,
}

impl Fraction {
    /// The value, an error where there is none.
    pub(super) fn value(&self) -> String {
        format!("{}*({})/({})", self.per, self.numerator, self.denominator)
    }

    /// The value, a text where there is none.
    pub(super) fn to_excel(&self) -> String {
        format!("IFERROR({},\"{NO_VALUE}\")", self.value())
    }
}
