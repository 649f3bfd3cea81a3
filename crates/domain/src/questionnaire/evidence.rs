//! What a respondent filed for one item: the rows of its evidence table 填报表, read and checked.

use serde::{Deserialize, Serialize};

use super::column::Value;

/// A row of an evidence table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRow {
    /// The row in its file as people count, from 1.
    pub number: u32,
    /// Its cells in the order of `Questionnaire::columns`; `None` for a blank one.
    pub values: Vec<Option<Value>>,
}

/// The evidence table of one item.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceTable {
    /// Its rows, in the order of the file, without blank ones.
    pub rows: Vec<EvidenceRow>,
    /// Why the item does not apply 不适用; `None` where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
}
