//! What is to be known of a cell of the data beside its value.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A cell's standing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellNote {
    /// Its standing.
    pub status: CellStatus,
    /// Why; must be given where an item does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// A cell's standing, where it is not simply a value or missing. Each has one treatment, whatever the
/// recipe's rule for missing values is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellStatus {
    /// 未报送: asked for and not handed in. There is no value; it earns the lowest score.
    NotSubmitted,
    /// 不适用: the item does not apply to the unit. There is no value; its weight goes to its siblings,
    /// and that of a dimension to which nothing applies to the dimension's siblings.
    NotApplicable,
    /// 分母过小: the value rests on few cases. It counts in full and is marked.
    LowDenominator,
}
