//! The least and the greatest value of a column, which half of the methods divide by the difference of.

use crate::{Refusal, stats};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub min: f64,
    pub max: f64,
}

impl Extent {
    /// `None` where no value is present.
    pub fn of(raw: &[Option<f64>]) -> Result<Option<Self>, Refusal> {
        stats::finite(raw)?;
        let mut present = raw.iter().flatten().copied();
        let Some(first) = present.next() else { return Ok(None) };
        let (min, max) = present.fold((first, first), |(low, high), x| (low.min(x), high.max(x)));
        Ok(Some(Self { min, max }))
    }

    /// Greatest less least.
    ///
    /// # Errors
    /// [`Refusal::Constant`] where there is no difference; [`Refusal::Undefined`] where it overflows.
    pub fn range(self) -> Result<f64, Refusal> {
        let range = self.max - self.min;
        if range <= 0.0 {
            return Err(Refusal::Constant { column: 0 });
        }
        stats::finite_result(range, "the range overflows")
    }
}
