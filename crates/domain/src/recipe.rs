//! The recipe 计分方法: every choice a score depends on, as data, frozen with what it scored.
//!
//! The types live here because editions contain them; the methods are in the `scoring` crate.
//! A published recipe is never reinterpreted: a change of meaning is a new [`RecipeVersion`].

mod adjust;
mod aggregate;
mod impute;
mod method;
mod normalise;
mod robustness;
mod select;
mod treat;
mod weight;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::text::Text;

pub use adjust::{Adjust, CappedItem, Veto};
pub use aggregate::Aggregate;
pub use impute::Impute;
pub use method::Method;
pub use normalise::{Bands, Normalise, Posts};
pub use robustness::{Robustness, WeightDraw};
pub use select::{Denominator, Select};
pub use treat::Treat;
pub use weight::{Expert, Objective, RandomIndex, Weighting};

/// The version of the recipe's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RecipeVersion {
    /// November 2026: none, min–max, goalposts or a method an indicator; weighted arithmetic mean; missing rule,
    /// least coverage, adjustments, grades, ranks.
    #[default]
    #[serde(rename = "1")]
    V1,
    /// December 2026: all of that means the same, and there is more: selection, imputation, outliers, other
    /// normalisations, weights and aggregations, a choice for each level, and robustness.
    #[serde(rename = "2")]
    V2,
}

/// Every choice of a run, in the order in which the steps are taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The version of its meaning.
    pub version: RecipeVersion,
    /// What is scored at all.
    #[serde(default, skip_serializing_if = "Select::is_none")]
    pub select: Select,
    /// Where a missing value comes from.
    #[serde(default, skip_serializing_if = "Impute::is_none")]
    pub impute: Impute,
    /// What is done about outliers.
    #[serde(default, skip_serializing_if = "Treat::is_none")]
    pub treat: Treat,
    /// How raw values become comparable.
    #[serde(default)]
    pub normalise: Normalise,
    /// Where weights come from.
    #[serde(default, skip_serializing_if = "Weighting::is_given")]
    pub weight: Weighting,
    /// How children become their parent's score.
    #[serde(default)]
    pub aggregate: Aggregate,
    /// How children of dimensions of this depth become their parent's score instead; the root has depth 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aggregate_at: BTreeMap<usize, Aggregate>,
    /// What happens where a value is missing.
    #[serde(default)]
    pub missing: Missing,
    /// How much must be present for a score to be given.
    #[serde(default, skip_serializing_if = "Coverage::is_none")]
    pub coverage: Coverage,
    /// Codes of the dimensions that rest on what people say 主观: they and the rest are published as
    /// subtotals.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub subjective: BTreeSet<String>,
    /// Bonuses and deductions after the weighted sum; `None` if the total is the weighted sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjust: Option<Adjust>,
    /// What limits the grade, whatever the score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<Veto>,
    /// The grades 等次, best first; empty for none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// Decimals shown to people; ranks never depend on it.
    #[serde(default = "two")]
    pub decimals: u8,
    /// How far the ranks can be trusted; `None` if that is not computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub robustness: Option<Robustness>,
}

const fn two() -> u8 {
    2
}

impl Recipe {
    /// Whether it was made from a questionnaire, which says of each item how it is scored.
    pub const fn follows_questionnaire(&self) -> bool {
        matches!(self.normalise, Normalise::PerIndicator { .. })
    }

    /// How the children of a dimension of this depth become its score.
    pub fn aggregate_of(&self, depth: usize) -> Aggregate {
        self.aggregate_at.get(&depth).copied().unwrap_or(self.aggregate)
    }

    /// All ways of aggregation in use.
    pub fn aggregates(&self) -> impl Iterator<Item = Aggregate> + '_ {
        std::iter::once(self.aggregate).chain(self.aggregate_at.values().copied())
    }

    /// All ways of imputation in use, with those of the runs of robustness.
    pub fn imputations(&self) -> impl Iterator<Item = &Impute> {
        std::iter::once(&self.impute).chain(self.robustness.iter().flat_map(|robustness| &robustness.impute))
    }

    /// Whether it imputes from other periods, or may in a run of robustness.
    pub fn looks_at_other_periods(&self) -> bool {
        self.imputations().any(Impute::is_from_other_periods)
    }

    /// The same with the version it needs: what version 1 knows stays of version 1.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.version = self.needs();
        self
    }

    /// The first version that knows everything this recipe asks for.
    pub fn needs(&self) -> RecipeVersion {
        let known = match self.normalise {
            Normalise::None
            | Normalise::MinMax { .. }
            | Normalise::Goalposts { .. }
            | Normalise::PerIndicator { .. } => true,
            Normalise::ZScore { .. }
            | Normalise::Rank
            | Normalise::PercentileRank { .. }
            | Normalise::Borda
            | Normalise::Efficacy { .. }
            | Normalise::DistanceToBest { .. }
            | Normalise::DistanceToReference { .. }
            | Normalise::DistanceToTarget { .. }
            | Normalise::FractionOfMaximum { .. }
            | Normalise::Bands { .. } => false,
        };
        let first = known
            && self.select.is_none()
            && self.impute.is_none()
            && self.treat.is_none()
            && self.weight.is_given()
            && self.aggregate == Aggregate::ArithmeticMean
            && self.aggregate_at.is_empty()
            && self.robustness.is_none();
        if first { RecipeVersion::V1 } else { RecipeVersion::V2 }
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            version: RecipeVersion::default(),
            select: Select::default(),
            impute: Impute::default(),
            treat: Treat::default(),
            normalise: Normalise::default(),
            weight: Weighting::default(),
            aggregate: Aggregate::default(),
            aggregate_at: BTreeMap::new(),
            missing: Missing::default(),
            coverage: Coverage::default(),
            subjective: BTreeSet::new(),
            adjust: None,
            vetoes: Vec::new(),
            grades: Vec::new(),
            decimals: two(),
            robustness: None,
        }
    }
}

/// What happens where a value is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Missing {
    /// The weight of a missing child goes to its siblings in proportion; a parent whose children are
    /// all missing is missing itself.
    #[default]
    Redistribute,
    /// A missing value is refused: the run ends with an error that names it.
    Refuse,
}

/// The least coverage 最低数据覆盖: a unit has a score on a node only if, of the weight of the indicators
/// beneath it, at least this share has a value. 0 asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Coverage {
    /// On every dimension below the root, in `0..=1`.
    pub dimension: f64,
    /// On the root, that is for an overall score and rank, in `0..=1`.
    pub overall: f64,
}

impl Coverage {
    /// Whether it asks for nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A grade 等次 and the score it begins at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its letter: `A`.
    pub letter: String,
    /// Its word: 优秀, excellent.
    pub name: Text,
    /// The lowest unrounded score that earns it.
    pub at_least: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_has_the_version_it_needs() {
        let plain = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() };
        assert_eq!(Recipe { version: RecipeVersion::V2, ..plain.clone() }.settled(), plain);
        let robust = Recipe { robustness: Some(Robustness::default()), ..plain };
        assert_eq!(robust.settled().version, RecipeVersion::V2);
    }
}
