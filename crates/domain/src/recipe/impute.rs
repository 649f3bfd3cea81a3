//! Where a missing value comes from.

use serde::{Deserialize, Serialize};

/// How missing values are filled 缺失值插补. Only what is simply missing is filled: what does not apply, and what
/// was not submitted, stays as it is. Each imputed value is flagged in the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Impute {
    /// Not at all: weights are redistributed.
    #[default]
    None,
    /// The mean of the indicator.
    Mean,
    /// The median of the indicator.
    Median,
    /// The mean of the indicator in the unit's group 分组; of all units where the group has no value.
    GroupMean,
    /// The median of the indicator in the unit's group; of all units where the group has no value.
    GroupMedian,
    /// The mean of the unit's other indicators of the same dimension, each on the scale from 0 to 1.
    UnitMean,
    /// The unit's own value of the latest period before 末次观测值结转; before its first value nothing.
    CarryForward {
        /// How many periods ago it may be at most; `None`: any number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<u32>,
    },
    /// The unit's own value of the latest period before; before its first value that one.
    Constant,
    /// On the straight line between the unit's own values of the periods before and after 线性内插; beyond them the
    /// nearest one.
    Linear,
}

impl Impute {
    /// Whether nothing is filled.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Whether it looks at later periods.
    pub const fn looks_ahead(&self) -> bool {
        match self {
            Self::Constant | Self::Linear => true,
            Self::None
            | Self::Mean
            | Self::Median
            | Self::GroupMean
            | Self::GroupMedian
            | Self::UnitMean
            | Self::CarryForward { .. } => false,
        }
    }

    /// Whether it looks at other periods.
    pub const fn is_from_other_periods(&self) -> bool {
        match self {
            Self::CarryForward { .. } | Self::Constant | Self::Linear => true,
            Self::None | Self::Mean | Self::Median | Self::GroupMean | Self::GroupMedian | Self::UnitMean => false,
        }
    }
}
