//! Why a unit stands where it stands 结果解读, one file a question:
//!
//! - [`peers`]: where is it strong or weak, compared with others?
//! - [`reach`]: what would it take to reach a grade or a rank?
//! - [`change`]: why did its score and rank change between two editions?
//! - [`imputation`]: what does imputation do to the result?
//! - [`other_methods`]: how would methods of multi-criteria decision making rank?
//!
//! Every figure comes from [`crate::score`] itself, never from a formula beside it: what is said of a result holds for
//! whatever recipe made it.

pub mod change;
mod error;
pub mod imputation;
pub mod other_methods;
pub mod peers;
pub mod reach;

use domain::UnitScore;
use serde::Serialize;

pub use error::ExplainError;

/// A unit's overall result.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Standing {
    /// Its score, unrounded.
    pub score: f64,
    /// Its rank.
    pub rank: u32,
}

impl Standing {
    /// `None` without a score.
    fn of(unit: &UnitScore) -> Option<Self> {
        Some(Self { score: unit.score()?, rank: unit.rank()? })
    }
}
