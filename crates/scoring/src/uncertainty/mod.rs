//! Uncertainty and sensitivity 不确定性与敏感性分析: an index is computed many times over with other choices, and its
//! ranks are watched.
//!
//! ```text
//! random ─► sample (A, B, AB_i) ─► map to choices ─► run the index ─► rank_stats: how far ranks move
//!                                                                 └─► sobol: which choice moves them
//! ```
//!
//! Every random number is a function of a seed and its place ([`random`]), so that a run has the same numbers on any
//! number of threads, and in WASM.

pub mod known;
pub mod noise;
pub mod random;
pub mod rank_stats;
pub mod sample;
pub mod sobol;
