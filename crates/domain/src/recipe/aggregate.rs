//! How children become their parent's score.

use serde::{Deserialize, Serialize};

/// How children become their parent's score 合成.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Aggregate {
    /// Weighted arithmetic mean: a weakness can be made up for in full.
    #[default]
    ArithmeticMean,
    /// Weighted geometric mean: a weakness can be made up for only in part. Scores must be above 0.
    GeometricMean,
    /// Weighted harmonic mean: less still. Scores must be above 0.
    HarmonicMean,
    /// Weighted mean of this power: 1 arithmetic, 0 geometric, −1 harmonic.
    GeneralisedMean {
        /// The power; not 0.
        power: f64,
    },
    /// 马齐奥塔–帕累托: the weighted mean less a penalty for uneven scores, `M − S² / M` with S the weighted standard
    /// deviation (with n). Scores must be above 0.
    MazziottaPareto,
    /// 有序加权平均 (OWA): weights go to the places of a unit's scores from best to worst, by the quantifier
    /// `r^((1 − orness) / orness)`; the weights of the children play no role. No score may be missing.
    OrderedMean {
        /// Above 0 and below 1: ½ is the equal mean, near 0 the least score, near 1 the greatest.
        orness: f64,
    },
    /// 科普兰法: how many units it outranks less how many outrank it, by the weight of the children on which it is
    /// above. By how much does not count. No score may be missing.
    Copeland,
    /// 波达计分: on each child a point for every unit it beats and half for every tie. No score may be missing.
    Borda,
}

impl Aggregate {
    /// Whether a unit's score follows from its own children's scores, so that it has parts that sum to it.
    pub const fn is_mean(self) -> bool {
        match self {
            Self::ArithmeticMean
            | Self::GeometricMean
            | Self::HarmonicMean
            | Self::GeneralisedMean { .. }
            | Self::MazziottaPareto
            | Self::OrderedMean { .. } => true,
            Self::Copeland | Self::Borda => false,
        }
    }
}
