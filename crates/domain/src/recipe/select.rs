//! What is scored at all: units and indicators that have too little, and what is divided by what.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Which indicators and units are scored 数据筛选. Every exclusion is named in the result.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Select {
    /// Indicators that are left out by decision, by code.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub exclude: BTreeSet<String>,
    /// The least share in `0..=1` of units with a value that an indicator must have; 0 asks for nothing.
    pub indicator_available: f64,
    /// The least share in `0..=1` of an indicator's values that are not 0; 0 asks for nothing.
    #[serde(skip_serializing_if = "asks_nothing")]
    pub indicator_non_zero: f64,
    /// The least share in `0..=1` of an indicator's values that are different from each other: three values of which two
    /// are the same have a share of 2/3. 0 asks for nothing.
    #[serde(skip_serializing_if = "asks_nothing")]
    pub indicator_unique: f64,
    /// The least share in `0..=1` of indicators with a value that a unit must have; 0 asks for nothing.
    pub unit_available: f64,
    /// The least share in `0..=1` of a unit's values that are not 0; 0 asks for nothing.
    pub unit_non_zero: f64,
    /// Indicators that are divided by another one before they are imputed, treated and normalised, by code.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub denominators: BTreeMap<String, Denominator>,
}

impl Select {
    /// Whether it leaves everything as it is.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

// A pointer of WASM is smaller than what it points to: there the lint has nothing to say.
#[cfg_attr(not(target_family = "wasm"), expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so"))]
fn asks_nothing(share: &f64) -> bool {
    // Exactly 0: what is stored must come back as it was, also where it makes no sense.
    share.to_bits() == 0
}

/// What an indicator is divided by: `x / (denominator / scale)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Denominator {
    /// Code of the indicator that is the denominator; one without weight serves well.
    pub by: String,
    /// 1,000 makes the value one per thousand.
    #[serde(default = "one")]
    pub scale: f64,
}

const fn one() -> f64 {
    1.0
}
