//! Ratings 评定: what an evaluator finds on the evidence, why, and on which row or document it rests.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What an evaluator found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Judgement {
    /// 分档: the level of the rubric that the evidence reaches.
    Level {
        /// Points of the level.
        points: f64,
    },
    /// 清单: the evidence was held against each “yes”.
    Answers {
        /// Numbers of the rows whose “yes” the evidence does not bear out.
        refused: BTreeSet<u32>,
    },
}

/// Where in the evidence a finding rests: a row, a document, or a document that a row names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Number of the row in the filed table.
    pub row: Option<u32>,
    /// Number of the supporting document 佐证材料.
    pub document: Option<u32>,
}
