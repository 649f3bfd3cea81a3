//! Places by their administrative division code 行政区划代码.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A place. Keyed on the code, never on the name: 城区 occurs twice in Shanxi.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// GB/T 2260 code of six digits: `140100`.
    pub code: String,
    /// Code of the region it belongs to; `None` for a province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// How high it stands.
    pub level: RegionLevel,
    /// Its name.
    pub name: Text,
}

/// How high a region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RegionLevel {
    /// 省级.
    Province,
    /// 地级.
    Prefecture,
    /// 县级.
    County,
}

impl RegionLevel {
    /// Whether this level stands above the other.
    pub fn is_above(self, other: Self) -> bool {
        let height = |level| match level {
            Self::Province => 2,
            Self::Prefecture => 1,
            Self::County => 0,
        };
        height(self) > height(other)
    }
}
