//! What the data say of items that stand outside the weighted tree.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The points of one unit on one bonus or deduction: before any cap, or within the item's own where only
/// the score is published.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPoints {
    /// Confirmed rows behind them; 0 where that is not published.
    pub rows: u32,
    /// The points, never negative: whether they add or take away stands in the recipe.
    pub points: f64,
}

/// A confirmed reason that limits the grade of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The decision and the article of law it rests on; without one there is no ceiling.
    pub basis: Text,
}
