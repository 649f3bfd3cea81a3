//! Why a unit stands where it stands 结果解读, one file a question:
//!
//! - [`peers`]: where is it strong or weak, compared with others?
//!
//! Every figure comes from [`crate::score`] itself, never from a formula beside it: what is said of a result holds for
//! whatever recipe made it.

mod error;
pub mod peers;

pub use error::ExplainError;
