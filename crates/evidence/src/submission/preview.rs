//! What a person sees of a CSV file before they confirm that it was read as they meant it.

use serde::{Deserialize, Serialize};

use crate::{
    delimited::{Delimited, Separator},
    encoding::TextEncoding,
    grid::{Cell, Row},
};

/// Rows that are shown.
const SHOWN_ROWS: usize = 20;
/// Fields of a row that are shown.
const SHOWN_FIELDS: usize = 64;

/// How a CSV file was read, and its first rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablePreview {
    /// The encoding that was recognised or named.
    pub encoding: TextEncoding,
    /// What stands between the fields.
    pub separator: Separator,
    /// Code of the item that was recognised or named.
    pub item: Option<String>,
    /// Number of the row with the heads, where they were found.
    pub head_row: Option<usize>,
    /// How many rows of evidence there are; of all kinds, where no heads were found.
    pub rows: usize,
    /// The first rows that are not blank, heads included.
    pub first: Vec<PreviewRow>,
}

/// A row as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviewRow {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Its fields, shortened.
    pub fields: Vec<String>,
}

impl TablePreview {
    /// What is known before anything is recognised.
    pub(super) fn of(read: &Delimited) -> Self {
        let rows = &read.grid.rows;
        Self {
            encoding: read.encoding,
            separator: read.separator,
            item: None,
            head_row: None,
            rows: rows.len(),
            // The heads take a row of their own.
            first: rows.iter().take(SHOWN_ROWS + 1).map(PreviewRow::of).collect(),
        }
    }
}

impl PreviewRow {
    fn of(row: &Row) -> Self {
        let mut fields: Vec<String> = row.cells.iter().take(SHOWN_FIELDS).map(Cell::shown).collect();
        if row.cells.len() > SHOWN_FIELDS {
            fields.push("…".to_owned());
        }
        Self { number: row.number, fields }
    }
}
