//! The evidence that goes out with an edition: what the values were computed from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    questionnaire::{EvidenceRow, Questionnaire},
    rating::{Citation, Judgement},
};

/// What was asked, and what was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedEvidence {
    /// What was asked. Of items of which only the score may be known it says nothing: from floor and
    /// target anyone could compute the value back.
    pub questionnaire: Questionnaire,
    /// The days it was asked about.
    pub days: Period,
    /// What was answered, by item and unit code.
    pub entries: BTreeMap<String, BTreeMap<String, ItemEvidence>>,
}

impl PublishedEvidence {
    /// What one unit answered to one item.
    pub fn entry(&self, item: &str, unit: &str) -> Option<&ItemEvidence> {
        self.entries.get(item)?.get(unit)
    }
}

/// What one unit answered to one item, and what it comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemEvidence {
    /// The value, in the item's unit; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What stands above the line of the formula.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<f64>,
    /// What stands below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<f64>,
    /// The rows of the evidence table 填报表.
    pub rows: Rows,
    /// Why the item does not apply 不适用; `None` where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// What an evaluator found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<PublishedRating>,
    /// The supporting documents 佐证材料 by their numbers; their bytes are not part of the edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<PublishedDocument>,
}

/// The rows of an evidence table, or how many there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rows {
    /// All rows, with their cells in the order of [`Questionnaire::columns`]. Cells of internal columns
    /// are withheld: they are `None`, whatever was filled in.
    Shown(Vec<EvidenceRow>),
    /// The rows are not for the public.
    Withheld {
        /// How many there are.
        count: usize,
    },
}

impl Rows {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Shown(rows) => rows.len(),
            Self::Withheld { count } => *count,
        }
    }

    /// The rows, where they are shown.
    pub fn shown(&self) -> Option<&[EvidenceRow]> {
        match self {
            Self::Shown(rows) => Some(rows),
            Self::Withheld { .. } => None,
        }
    }
}

/// What an evaluator found; not who it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedRating {
    /// The level chosen, or the answers refused.
    pub judgement: Judgement,
    /// Why.
    pub reason: String,
    /// The rows and documents it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
}

/// A supporting document, by its hash: who holds a copy can show that it is the one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedDocument {
    /// The number by which rows name it.
    pub number: u32,
    /// Its file name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}
