//! Agreement and reliability 评审一致性: how far several evaluators, or several items, say the same.
//!
//! Ratings are given rater by rater: one row a rater, one entry a unit, `None` where it was not rated. The
//! share of equal ratings ([`percent`]) stands beside every chance-corrected coefficient, since each of them
//! may be low where nearly all ratings are equal.

pub mod chance_corrected;
pub mod cohen;
mod conger;
pub mod cronbach;
pub mod fleiss;
pub mod icc;
pub mod kendall_w;
pub mod krippendorff;
pub mod percent;
mod ratio;
mod units;
pub mod weighting;
