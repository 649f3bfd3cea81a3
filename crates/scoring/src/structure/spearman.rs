//! Spearman's rank correlation 斯皮尔曼等级相关系数: Pearson's of the ranks, ties sharing their mean rank.
//!
//! Trap: the short formula `1 − 6 Σ d² / (n (n² − 1))` is wrong where there are ties.

use super::pearson;
use crate::{Refusal, rank};

/// The rank correlation of two lists without missing values.
///
/// # Errors
/// As [`pearson`].
pub fn spearman(a: &[f64], b: &[f64]) -> Result<f64, Refusal> {
    pearson(&rank::mean_ranks(a)?, &rank::mean_ranks(b)?)
}
