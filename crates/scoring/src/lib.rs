//! Scores as pure functions of a frozen recipe: no IO, no clock, no chance, and the same bits
//! natively and in WASM.
//!
//! ```text
//! Dataset ─ normalise/ ─► comparable values ─ aggregate/ ─► node scores ─ adjust, grade, ceiling, rank ─► ScoreSheet
//!           one file a method                 one file a method
//! ```
//!
//! Only `+ − × ÷` and comparisons are used, in a fixed order; whatever needs more takes it from
//! `libm`, never from the platform.

mod adjust;
pub mod aggregate;
pub mod agreement;
pub mod availability;
mod ceiling;
pub mod compare;
mod coverage;
mod data;
mod error;
pub mod explain;
pub mod grade;
pub mod impute;
pub mod normalise;
pub mod pipeline;
pub mod questionnaire;
pub mod rank;
pub mod recipe;
mod refusal;
pub mod reweight;
pub mod robustness;
mod run;
pub mod select;
pub mod standard_error;
pub mod stats;
pub mod structure;
mod subtotal;
mod table;
pub mod treat;
pub mod uncertainty;
pub mod weight;

pub use error::ScoringError;
pub use refusal::Refusal;
pub use run::{score, score_without_intervals};

/// Name and version of this engine, as editions record it.
pub const ENGINE: &str = concat!("chengping-scoring ", env!("CARGO_PKG_VERSION"));

/// A column of values, one a unit; `None` where missing.
pub type Column = Vec<Option<f64>>;
