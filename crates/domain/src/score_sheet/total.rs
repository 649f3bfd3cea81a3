//! What happens between the weighted sum and the published total and grade.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// From the weighted sum to the total: `total = clamp(base + bonus − deduction)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdjustedTotal {
    /// The weighted sum: the contributions of all indicators sum to it.
    pub base: f64,
    /// Each bonus the data know of, in the recipe's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bonuses: Vec<ItemPoints>,
    /// What the bonuses add together, within their common cap.
    pub bonus: f64,
    /// Each deduction the data know of, in the recipe's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deductions: Vec<ItemPoints>,
    /// What the deductions take away together, within their common cap.
    pub deduction: f64,
    /// The total, within the recipe's ends: the root's score.
    pub total: f64,
}

/// One bonus or deduction of a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemPoints {
    /// Code of the item.
    pub code: String,
    /// Confirmed rows behind it; 0 where that is not published.
    pub rows: u32,
    /// Points as the rows give them.
    pub points: f64,
    /// Points within the item's own cap.
    pub capped: f64,
}

/// The reasons that limit a unit's grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeCeiling {
    /// Letter of the best grade that is still possible: the lowest ceiling of all reasons.
    pub ceiling: String,
    /// Letter of the grade the score alone would earn; `None` below the last line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<String>,
    /// The reasons, in the recipe's order.
    pub reasons: Vec<CeilingReason>,
}

/// One reason that limits a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CeilingReason {
    /// Code of the veto.
    pub code: String,
    /// Letter of its own ceiling.
    pub ceiling: String,
    /// The decision and the article of law it rests on.
    pub basis: Text,
}

/// The weighted sum in two parts: what rests on records, and what rests on what people say.
///
/// `base = objective.share × objective.score + subjective.share × subjective.score`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Subtotals {
    /// From records; `None` if no such indicator has a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<Subtotal>,
    /// From what people say; `None` if no such indicator has a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subjective: Option<Subtotal>,
}

/// One part of the weighted sum.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Subtotal {
    /// The weighted mean of its indicators, on the scale of the scores.
    pub score: f64,
    /// Its share in the weighted sum after redistribution, in `0..=1`.
    pub share: f64,
}
