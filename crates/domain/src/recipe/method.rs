//! How one indicator of an index with mixed items becomes points.

use serde::{Deserialize, Serialize};

use super::Posts;

/// One indicator's way to points from 0 to 100. Each method is a file of `scoring::normalise`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Method {
    /// 定量: 0 points at the floor, 100 at the target, linearly; beyond them is cut.
    Goalposts(Posts),
    /// 分档: an evaluator's level is worth points already.
    RubricPoints,
    /// 清单: the share of what is in place, in percent, is the points.
    YesShare,
    /// 问卷调查: the mean of answers that are each worth points.
    LikertMean,
    /// 只公开得分: the value is withheld and the data hold its points in its place. Only published
    /// editions have it; the full edition keeps the method that gave the points.
    PointsAsGiven,
}
