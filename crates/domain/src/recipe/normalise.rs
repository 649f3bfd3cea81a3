//! How raw values become comparable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Method;

/// How raw values become comparable scores. Direction is taken from the instrument.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// By mean and standard deviation (with n − 1) of the units.
    ZScore {
        /// Score of the mean.
        mean: f64,
        /// What one standard deviation is worth.
        sd: f64,
    },
    /// The rank from below: the lowest is 1, equal values share the mean of their places.
    Rank,
    /// The share of the other units that are below, times `upper`; equal values share the mean of their places.
    PercentileRank {
        /// Score of the best unit.
        upper: f64,
    },
    /// How many units are below, half for equal ones.
    Borda,
    /// The efficacy coefficient 功效系数: the worst unit scores `base`, the best `base + span`.
    Efficacy {
        /// Score of the worst unit; 60 as a rule.
        base: f64,
        /// What the best unit scores more; 40 as a rule.
        span: f64,
    },
    /// `1 − (max − x) / (max − min)`, times `upper`.
    DistanceToBest {
        /// Score of the best unit.
        upper: f64,
    },
    /// Closeness to one unit, which scores `upper`; the worst scores 0, who is beyond the reference scores `upper` too.
    DistanceToReference {
        /// Code of the reference unit.
        unit: String,
        /// Its score.
        upper: f64,
    },
    /// Closeness to a target: it scores `upper`, and so does who is beyond; the worst scores 0.
    DistanceToTarget {
        /// Score at the target.
        upper: f64,
        /// The target by indicator code.
        targets: BTreeMap<String, f64>,
    },
    /// The share of the greatest value, times `upper`; only where more is better.
    FractionOfMaximum {
        /// Score of the greatest value.
        upper: f64,
    },
    /// Bands of the raw value, each with its points.
    Bands {
        /// Cuts and points by indicator code.
        bands: BTreeMap<String, Bands>,
    },
}

impl Normalise {
    /// The indicator's own method, where each has one.
    pub fn method_of(&self, indicator: &str) -> Option<&Method> {
        match self {
            Self::PerIndicator { methods } => methods.get(indicator),
            Self::None
            | Self::MinMax { .. }
            | Self::Goalposts { .. }
            | Self::ZScore { .. }
            | Self::Rank
            | Self::PercentileRank { .. }
            | Self::Borda
            | Self::Efficacy { .. }
            | Self::DistanceToBest { .. }
            | Self::DistanceToReference { .. }
            | Self::DistanceToTarget { .. }
            | Self::FractionOfMaximum { .. }
            | Self::Bands { .. } => None,
        }
    }
}

/// The fixed floor and target of an indicator. For an indicator where less is better the target is
/// below the floor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Posts {
    /// Raw value that earns the lowest score.
    pub floor: f64,
    /// Raw value that earns the full score.
    pub target: f64,
}

/// Bands of an indicator: `points[0]` below `cuts[0]`, `points[i]` from `cuts[i − 1]` on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// Rising.
    pub cuts: Vec<f64>,
    /// One more than cuts.
    pub points: Vec<f64>,
}
