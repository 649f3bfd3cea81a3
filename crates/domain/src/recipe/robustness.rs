//! How honest ranks are found: the index is computed many times over with other choices.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Aggregate, Impute, Normalise, Treat};

/// What is varied, all at once, to find how far ranks can be trusted 稳健性分析. Each run draws one value of
/// everything that is named here; what is not named stays as the recipe has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Robustness {
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many runs: 100 to 100,000.
    pub runs: u32,
    /// The share of runs that a rank interval holds, above 0 and below 1: 0.9.
    pub interval: f64,
    /// How weights are drawn; `None` leaves them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<WeightDraw>,
    /// How the weights beneath dimensions of this depth are drawn instead; the root has depth 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights_at: BTreeMap<usize, WeightDraw>,
    /// Other normalisations, each as likely as the recipe's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub normalise: Vec<Normalise>,
    /// Other aggregations, at all levels, each as likely as the recipe's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aggregate: Vec<Aggregate>,
    /// Other imputations, each as likely as the recipe's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impute: Vec<Impute>,
    /// Other treatments of outliers, each as likely as the recipe's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub treat: Vec<Treat>,
    /// Whether one indicator is left out in each run, or none: all are equally likely.
    #[serde(default, skip_serializing_if = "is_false")]
    pub leave_one_out: bool,
    /// Whether values from samples are drawn anew, normally distributed with their standard errors.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sampling: bool,
    /// Whether, where several raters judged a cell, one of them is drawn.
    #[serde(default, skip_serializing_if = "is_false")]
    pub raters: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl Default for Robustness {
    /// A thousand runs with weights changed by up to a quarter of themselves, and 90 % intervals.
    fn default() -> Self {
        Self {
            seed: 20_160_101,
            runs: 1000,
            interval: 0.9,
            weights: Some(WeightDraw::Uniform { share: 0.25 }),
            weights_at: BTreeMap::new(),
            normalise: Vec::new(),
            aggregate: Vec::new(),
            impute: Vec::new(),
            treat: Vec::new(),
            leave_one_out: false,
            sampling: true,
            raters: true,
        }
    }
}

/// How the weights of siblings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "distribution", rename_all = "kebab-case", deny_unknown_fields)]
pub enum WeightDraw {
    /// Each by up to this share of itself, up or down, uniformly.
    Uniform {
        /// In `0..=1`.
        share: f64,
    },
    /// Dirichlet around the recipe's weights: parameters `concentration × share of the sum`.
    Dirichlet {
        /// Above 0; the larger, the nearer to the recipe's weights.
        concentration: f64,
    },
}
