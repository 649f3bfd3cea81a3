//! The result of a run, with its whole derivation.

mod steps;
mod total;

use serde::{Deserialize, Serialize};

use crate::dataset::CellStatus;

pub use steps::{Excluded, Exclusion, RankInterval, Runs, Steps, TreatedIndicator};
pub use total::{AdjustedTotal, CeilingReason, GradeCeiling, ItemPoints, Subtotal, Subtotals};

/// Scores of all units, in the order of the data set; nodes in the order of the instrument.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// One entry a unit, in the order of the data set.
    pub units: Vec<UnitScore>,
    /// What was left out, treated and weighed anew before.
    #[serde(default, skip_serializing_if = "Steps::is_empty")]
    pub steps: Steps,
}

/// What one unit scored.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct UnitScore {
    /// Code of the unit.
    pub code: String,
    /// Letter of the grade 等次; `None` without grades or score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// What limits the grade; `None` if nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<GradeCeiling>,
    /// From the weighted sum to the total; `None` if they are the same by the recipe, or without a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<AdjustedTotal>,
    /// The weighted sum in two parts; `None` if the recipe does not tell them apart, or without a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtotals: Option<Subtotals>,
    /// How far its rank can be trusted; `None` if the recipe does not ask, or without a rank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<RankInterval>,
    /// One entry a node of the instrument, in its order.
    pub nodes: Vec<NodeScore>,
}

/// One node's place in a unit's derivation: raw → score → weight → contribution.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct NodeScore {
    /// The raw value, in the indicator's unit; `None` for dimensions and where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<f64>,
    /// The value that was scored instead of the raw one: per denominator, imputed or treated; `None` where the raw
    /// value was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<f64>,
    /// Whether the value was missing and is imputed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub imputed: bool,
    /// The normalised value of an indicator, the aggregated score of a dimension, the total of the
    /// root; `None` if missing or withheld.
    pub score: Option<f64>,
    /// The share within the parent after redistribution, in `0..=1`; `None` without a score.
    pub weight: Option<f64>,
    /// The part of the weighted sum that comes from here: shares on the path × score; beneath other means than the
    /// arithmetic one the derivative takes the place of the share (Euler's theorem). Contributions of all
    /// indicators sum to that of the root: its score, before [`UnitScore::adjusted`]. `None` if missing, beneath a
    /// withheld score, and beneath what has no parts: Copeland and Borda.
    pub contribution: Option<f64>,
    /// The standard error of the score, where it rests on samples: errors of the samples beneath, taken as
    /// independent of each other. `None` if it rests on none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// The standing of an indicator's cell, where it is not simply a value or missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CellStatus>,
    /// Why there is no score, where the recipe's least coverage withholds it: the share in `0..=1` of the
    /// indicators' weight beneath this dimension that has a value. `None` everywhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<f64>,
    /// Rank among the units on this node, 1 = highest score; ties share the better rank, units
    /// without a score have none.
    pub rank: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl UnitScore {
    /// The unit's overall score, unrounded.
    pub fn score(&self) -> Option<f64> {
        self.nodes.first().and_then(|n| n.score)
    }

    /// The unit's overall rank.
    pub fn rank(&self) -> Option<u32> {
        self.nodes.first().and_then(|n| n.rank)
    }
}
