//! What the steps before the scores did: what was left out, treated and weighed anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What each step did, beyond what stands with the cells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Steps {
    /// Indicators that are not scored, in the order of the tree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded_indicators: Vec<Excluded>,
    /// Units that are not scored, in the order of the data set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded_units: Vec<Excluded>,
    /// Indicators whose values were treated, in the order of the tree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub treated: Vec<TreatedIndicator>,
    /// The weights in use, by node code, as shares of 100 among siblings; empty where they are the instrument's.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, f64>,
    /// The consistency ratio of pairwise judgements, by code of the dimension whose children they compare, with the
    /// recipe's table of the random index.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub consistency: BTreeMap<String, f64>,
    /// By how much experts differ who distributed points: the standard deviation of a node's points, by its code.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub spread: BTreeMap<String, f64>,
    /// How many runs stand behind the rank intervals; `None` without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<Runs>,
}

impl Steps {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A unit or indicator that is not scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// Its code.
    pub code: String,
    /// Why.
    pub reason: Exclusion,
}

/// Why something is not scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Exclusion {
    /// The recipe says so.
    Decided,
    /// Too few values.
    TooFewValues {
        /// The share in `0..=1` that has a value.
        available: f64,
    },
    /// Too many values are 0.
    TooManyZeros {
        /// The share in `0..=1` of its values that are not 0.
        non_zero: f64,
    },
    /// Too many values are the same.
    TooFewDifferent {
        /// The share in `0..=1` of its values that are different from each other.
        unique: f64,
    },
}

/// What was done to the values of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreatedIndicator {
    /// Code of the indicator.
    pub code: String,
    /// How many units were winsorised.
    pub winsorised: usize,
    /// Whether every value was transformed.
    pub transformed: bool,
    /// Skewness before.
    pub skewness: f64,
    /// Whether it passes the test of shape now.
    pub passes: bool,
}

/// The runs behind rank intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runs {
    /// How many gave ranks.
    pub done: u32,
    /// How many failed: a method had no answer for what was drawn.
    #[serde(default)]
    pub failed: u32,
}

/// How far a unit's rank can be trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankInterval {
    /// The best rank of the interval.
    pub best: u32,
    /// The median rank.
    pub median: f64,
    /// The worst rank of the interval.
    pub worst: u32,
    /// The band 名次段 it belongs to, 1 for the first: units of a band cannot be told from the first of it.
    pub band: u32,
    /// The share of runs in which it has each grade, by letter; only those above 0. Empty without grades.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<String, f64>,
}
