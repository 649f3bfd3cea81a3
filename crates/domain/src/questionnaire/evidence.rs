//! What a respondent filed for one item: the rows of its evidence table 填报表, read and checked.

use serde::{Deserialize, Serialize};

use super::column::Value;

/// Rows one after the other, as often as they are wanted, however they are kept.
pub trait EvidenceRows {
    /// How many there are.
    fn count(&self) -> usize;

    /// Looks at each, in the order of the file.
    fn each(&self, look: &mut dyn FnMut(&EvidenceRow));
}

impl EvidenceRows for &[EvidenceRow] {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, look: &mut dyn FnMut(&EvidenceRow)) {
        self.iter().for_each(look);
    }
}

impl EvidenceRows for EvidenceTable {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn each(&self, look: &mut dyn FnMut(&EvidenceRow)) {
        self.rows.iter().for_each(look);
    }
}

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
