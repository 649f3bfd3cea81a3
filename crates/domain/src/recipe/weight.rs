//! Where weights come from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Where weights come from 赋权. What computes weights from data weighs the indicators of a dimension against each
/// other, on the units that have a value on all of them; dimensions keep the instrument's weights, and so do
/// indicators whose sibling is a dimension.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Weighting {
    /// The instrument's weights.
    #[default]
    Given,
    /// All siblings weigh the same, at every level.
    Equal,
    /// Each expert distributes 100 points among siblings 预算分配法; a weight is the mean. Siblings of whom no
    /// expert speaks keep the instrument's weights.
    BudgetAllocation {
        /// The experts.
        experts: Vec<Expert>,
    },
    /// Pairwise judgements 层次分析法. Siblings without a matrix keep the instrument's weights.
    Ahp {
        /// The table of the random index by which consistency is judged.
        #[serde(default)]
        random_index: RandomIndex,
        /// One matrix an expert by code of the parent: how many times more important the child of the row is
        /// than the child of the column, in the order of the instrument.
        judgements: BTreeMap<String, Vec<Vec<Vec<f64>>>>,
    },
    /// Computed from the data.
    Objective {
        /// How.
        from: Objective,
    },
    /// The instrument's weights and computed ones together.
    Combined {
        /// How the other part is computed.
        from: Objective,
        /// The share in `0..=1` of the computed weights; `None` multiplies both and scales to the sum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        share: Option<f64>,
    },
}

impl Weighting {
    /// Whether the instrument's weights are used.
    pub const fn is_given(&self) -> bool {
        matches!(self, Self::Given)
    }
}

/// How weights are computed from data 客观赋权.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Objective {
    /// 熵权法: more weight where units differ more, by Shannon entropy of the shares of normalised scores.
    Entropy,
    /// More weight where units differ more and where no other indicator says the same.
    Critic,
    /// More weight where the standard deviation is larger.
    StandardDeviation,
    /// The loadings of the first principal component; refused where one is negative.
    Pca,
    /// Such that every indicator is correlated with the mean alike.
    CorrelationBalanced,
}

impl Objective {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Entropy, Self::Critic, Self::StandardDeviation, Self::Pca, Self::CorrelationBalanced];
}

/// An expert who distributes points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expert {
    /// Who it is, for the record; may be a role.
    pub name: Text,
    /// Points by node code: those of siblings sum to 100.
    pub points: BTreeMap<String, f64>,
}

/// The table of the random index 平均随机一致性指标.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RandomIndex {
    /// Saaty (1980).
    #[default]
    Saaty,
    /// Saaty in later books (2005).
    SaatyLater,
    /// Tummala and Ling (1998).
    TummalaLing,
    /// Donegan and Dodd (1991).
    DoneganDodd,
}
