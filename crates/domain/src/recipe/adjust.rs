//! What changes a total, and what limits a grade, after the weighted sum.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Points after the weighted sum: `clamp(Σ + bonus − deduction, lower, upper)`, each item within its
/// own cap, all of them together within another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjust {
    /// What may add points 加分.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bonuses: Vec<CappedItem>,
    /// Most points all bonuses together add; `None` for no limit but their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus_cap: Option<f64>,
    /// What may take points away 扣分.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deductions: Vec<CappedItem>,
    /// Most points all deductions together take away; `None` for no limit but their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deduction_cap: Option<f64>,
    /// The least total.
    pub lower: f64,
    /// The largest total.
    pub upper: f64,
}

/// An item that adds points or takes them away, up to its cap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CappedItem {
    /// Its code: `E1`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Most points it adds or takes away.
    pub cap: f64,
}

/// A reason 否决 that keeps the grade at a ceiling, whatever the score. It does not touch the score,
/// and so not the rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// Its code: `V1`.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Letter of the best grade that is still possible.
    pub ceiling: String,
}
