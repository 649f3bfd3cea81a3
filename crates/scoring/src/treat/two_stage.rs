//! Two stages 两步处理: where a column fails the test of shape it is winsorised; where it still fails, transformed,
//! from the original values or, combined, from the winsorised. What was done to which unit is recorded.
//!
//! Source: Becker and others, *COIN Tool User Guide*, EUR 29899 EN (2019). Trap: a column that nobody can judge
//! (too few values, or one value everywhere) is left as it is, with no verdict; whatever divides by its spread
//! afterwards refuses it by name.

use super::{
    Limits, box_cox, log,
    winsorise::{End, winsorise},
};
use crate::{Column, Refusal, stats};

/// The transformation of the second stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Transform {
    /// `ln(x − min + 0.01 R)`.
    Shifted,
    /// The same, mirrored where the skewness is negative.
    TowardsTail,
    /// `ln(x − min + 1)`.
    PlusOne,
    /// Box–Cox with this λ, of values shifted to begin at 1.
    BoxCox(f64),
}

impl Transform {
    fn apply(self, column: &[Option<f64>]) -> Result<Column, Refusal> {
        match self {
            Self::Shifted => log::shifted(column),
            Self::TowardsTail => log::towards_tail(column),
            Self::PlusOne => log::plus_one(column),
            Self::BoxCox(lambda) => box_cox::box_cox(column, lambda, true),
        }
    }
}

/// How a column is treated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// The limits of the test.
    pub limits: Limits,
    /// How many units may be clipped, ties aside; `None`: any number.
    pub most: Option<usize>,
    /// Whether there is a first stage.
    pub winsorise: bool,
    /// The second stage, if there is one.
    pub transform: Option<Transform>,
    /// Whether the second stage works on what the first left.
    pub combine: bool,
}

impl Default for Plan {
    /// Up to five units are clipped; otherwise the logarithm of the original.
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            most: Some(5),
            winsorise: true,
            transform: Some(Transform::Shifted),
            combine: false,
        }
    }
}

/// A column as the two stages leave it.
#[derive(Debug, Clone, PartialEq)]
pub struct Treated {
    /// The values.
    pub column: Column,
    /// The verdict on the original; `None` where nobody can judge it.
    pub passes_untreated: Option<bool>,
    /// The verdict after winsorisation, if it was tried.
    pub passes_winsorised: Option<bool>,
    /// The verdict after the transformation, if it was made.
    pub passes_transformed: Option<bool>,
    /// How many units were clipped, if that was tried; also where the transformation then began anew.
    pub winsorised: Option<usize>,
    /// The units that are clipped in `column`.
    pub clipped: Vec<Option<End>>,
    /// Whether every value in `column` is transformed.
    pub transformed: bool,
}

/// Treats a column.
///
/// # Errors
/// [`Refusal::NotFinite`]; [`Refusal::Parameter`] for limits or λ that are no numbers; [`Refusal::Undefined`] where
/// winsorisation would leave one value everywhere or the transformation overflows.
pub fn treat(raw: &[Option<f64>], plan: Plan) -> Result<Treated, Refusal> {
    plan.limits.check()?;
    let mut done = Treated {
        column: raw.to_vec(),
        passes_untreated: None,
        passes_winsorised: None,
        passes_transformed: None,
        winsorised: None,
        clipped: vec![None; raw.len()],
        transformed: false,
    };
    let present = stats::present(raw)?;
    done.passes_untreated = match plan.limits.pass(&present) {
        Ok(verdict) => verdict,
        Err(Refusal::Constant { .. }) => None,
        Err(other) => return Err(other),
    };
    if done.passes_untreated != Some(false) {
        return Ok(done);
    }
    if plan.winsorise {
        let first = winsorise(raw, plan.most, plan.limits)?;
        done.passes_winsorised = Some(first.passes);
        done.winsorised = Some(first.count);
        let (column, clipped) = (first.column, first.clipped);
        if first.passes || plan.combine || plan.transform.is_none() {
            done.column = column;
            done.clipped = clipped;
        }
        if first.passes {
            return Ok(done);
        }
    }
    if let Some(transform) = plan.transform {
        done.column = transform.apply(&done.column)?;
        done.transformed = true;
        done.passes_transformed = plan.limits.pass(&stats::present(&done.column)?)?;
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_two_outliers() -> Column {
        let mut raw: Column = (1..=20_u32).map(|i| Some(f64::from(i))).collect();
        raw.extend([Some(100.0), None, Some(200.0)]);
        raw
    }

    #[test]
    fn what_passes_is_not_touched() {
        let raw = [Some(1.0), Some(2.0), None, Some(3.0), Some(4.0)];
        let done = treat(&raw, Plan::default()).unwrap();
        assert_eq!(done.column, raw);
        assert_eq!((done.passes_untreated, done.passes_winsorised, done.winsorised), (Some(true), None, None));
    }

    #[test]
    fn winsorisation_is_enough_where_it_passes() {
        let done = treat(&with_two_outliers(), Plan::default()).unwrap();
        assert_eq!(done.column[20..], [Some(20.0), None, Some(20.0)]);
        assert_eq!((done.passes_untreated, done.passes_winsorised), (Some(false), Some(true)));
        assert_eq!((done.winsorised, done.transformed), (Some(2), false));
    }

    #[test]
    fn otherwise_the_original_is_transformed_and_nobody_is_clipped() {
        let done = treat(&with_two_outliers(), Plan { most: Some(1), ..Plan::default() }).unwrap();
        assert_eq!(done.column, log::shifted(&with_two_outliers()).unwrap());
        assert_eq!((done.passes_winsorised, done.passes_transformed), (Some(false), Some(true)));
        assert_eq!(done.winsorised, Some(1));
        assert_eq!(done.clipped, vec![None; 23]);
    }

    #[test]
    fn combined_the_winsorised_is_transformed_and_the_record_keeps_both() {
        let plan = Plan { most: Some(1), combine: true, ..Plan::default() };
        let done = treat(&with_two_outliers(), plan).unwrap();
        let first = winsorise(&with_two_outliers(), Some(1), Limits::default()).unwrap();
        assert_eq!(done.column, log::shifted(&first.column).unwrap());
        assert_eq!(done.clipped[22], Some(End::High));
        assert!(done.transformed);
    }

    #[test]
    fn what_nobody_can_judge_is_left_with_no_verdict() {
        for raw in [vec![Some(7.25); 6], vec![Some(2.0), Some(9.0)], vec![None; 3]] {
            let done = treat(&raw, Plan::default()).unwrap();
            assert_eq!((done.column, done.passes_untreated), (raw, None));
        }
    }
}
