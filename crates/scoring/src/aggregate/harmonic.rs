//! Weighted harmonic mean 调和平均: `Σ w / Σ (w / x)` over the children that are not missing.
//!
//! The least compensatory of the three classical means. Source: OECD/JRC Handbook (2008), step 6.
//!
//! Trap: with negative scores the formula gives a number, of either sign and any size, that is no mean (98 for
//! scores between −12.5 and 48.7); they are refused like 0.

use super::{Present, Weighted, not_negative};
use crate::{Refusal, stats};

/// The mean; `None` where no child with weight has a score.
///
/// # Errors
/// [`Refusal::NotPositive`] or [`Refusal::NotFinite`] with the child as column, whatever its weight;
/// [`Refusal::Weights`].
pub fn mean(children: &[Weighted]) -> Result<Option<f64>, Refusal> {
    let present = Present::new(children)?;
    not_negative(children, false)?;
    // The reciprocal of the least positive number is infinite; relative to the least score none is.
    Ok(present.map(|present| {
        let least = present.bounds.0;
        present.bounded(least / stats::sum_of(present.shares().map(|(share, x)| share * (least / x))))
    }))
}
