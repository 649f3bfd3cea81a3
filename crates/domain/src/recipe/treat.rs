//! What is done about outliers.

use serde::{Deserialize, Serialize};

/// How outliers are treated 异常值处理: only indicators that fail the test of shape, `|skewness| < 2` or
/// `kurtosis < 3.5`, are touched.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Treat {
    /// Not at all.
    #[default]
    None,
    /// Outer values take the next one inwards, until the indicator passes.
    Winsorise {
        /// At most so many units, ties aside.
        most: u32,
    },
    /// Winsorised; where that is not enough, the logarithm of the original values.
    TwoStage {
        /// At most so many units are winsorised, ties aside.
        most: u32,
    },
    /// The logarithm towards the longer tail.
    Log,
    /// Box–Cox with this exponent.
    BoxCox {
        /// The exponent λ; 0 is the logarithm.
        lambda: f64,
    },
}

impl Treat {
    /// Whether nothing is treated.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}
