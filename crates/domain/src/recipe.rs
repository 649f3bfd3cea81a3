//! The recipe 计分方法: every choice a score depends on, as data, frozen with what it scored.
//!
//! The types live here because editions contain them; the methods are in the `scoring` crate.
//! A published recipe is never reinterpreted: a change of meaning is a new [`RecipeVersion`].

mod adjust;
mod method;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::text::Text;

pub use adjust::{Adjust, CappedItem, Veto};
pub use method::Method;

/// The version of the recipe's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RecipeVersion {
    /// November 2026: normalise, weighted arithmetic mean, missing rule, grades, ranks.
    #[default]
    #[serde(rename = "1")]
    V1,
}

/// Every choice of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The version of its meaning.
    pub version: RecipeVersion,
    /// How raw values become comparable.
    #[serde(default)]
    pub normalise: Normalise,
    /// How children become their parent's score.
    #[serde(default)]
    pub aggregate: Aggregate,
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
}

const fn two() -> u8 {
    2
}

impl Recipe {
    /// Whether it was made from a questionnaire, which says of each item how it is scored.
    pub const fn follows_questionnaire(&self) -> bool {
        matches!(self.normalise, Normalise::PerIndicator { .. })
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            version: RecipeVersion::default(),
            normalise: Normalise::default(),
            aggregate: Aggregate::default(),
            missing: Missing::default(),
            coverage: Coverage::default(),
            subjective: BTreeSet::new(),
            adjust: None,
            vetoes: Vec::new(),
            grades: Vec::new(),
            decimals: two(),
        }
    }
}

/// How raw values become comparable scores.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Normalise {
    /// Values are on one scale already and are used as they are.
    #[default]
    None,
    /// Minimum and maximum of the units of the table become `lower` and `upper`.
    MinMax {
        /// Score of the worst unit.
        lower: f64,
        /// Score of the best unit.
        upper: f64,
    },
    /// A fixed floor and target for each indicator become `lower` and `upper`; beyond them is cut.
    Goalposts {
        /// Score at and below the floor.
        lower: f64,
        /// Score at and beyond the target.
        upper: f64,
        /// Floor and target by indicator code, in the unit of the raw value.
        posts: BTreeMap<String, Posts>,
    },
    /// Each indicator by a method of its own, all of them to points from 0 to 100.
    PerIndicator {
        /// The method by indicator code.
        methods: BTreeMap<String, Method>,
    },
}

/// The fixed floor and target of an indicator. For an indicator where less is better the target is
/// below the floor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posts {
    /// Raw value that earns the lowest score.
    pub floor: f64,
    /// Raw value that earns the full score.
    pub target: f64,
}

/// How children become their parent's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Aggregate {
    /// Weighted arithmetic mean: a weakness can be made up for in full.
    #[default]
    ArithmeticMean,
}

/// What happens where a value is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
