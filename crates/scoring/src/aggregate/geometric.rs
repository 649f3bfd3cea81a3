//! Weighted geometric mean 几何平均: `exp(Σ w ln x / Σ w)` over the children that are not missing.
//!
//! Partly compensatory: the worse a child, the more a point there counts. The Human Development Index uses it
//! since 2010. Source: OECD/JRC Handbook (2008), step 6.
//!
//! Trap: a single 0 makes the mean 0, and a negative score has no logarithm; both are refused. Min–max to
//! 0–100 gives the worst unit of every indicator a 0: normalise to 1–100 instead.

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
    Ok(present.map(|present| {
        let log = stats::sum_of(present.shares().map(|(share, x)| share * libm::log(x)));
        present.bounded(libm::exp(log))
    }))
}
