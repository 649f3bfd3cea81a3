//! Finds rows that say the same: in a column that must not repeat itself, or altogether.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
};

use domain::{
    Problem, Text,
    questionnaire::{Column, EvidenceRow, column::Value},
};

use super::heads::Heads;
use crate::{findings::Findings, grid, rows::StoredRows};

/// What has been seen so far. Only hashes are kept; where one repeats, the rows themselves are compared.
pub(super) struct Repeats<'a> {
    columns: Vec<(usize, &'a Column, HashMap<u64, u32>)>,
    rows: Option<HashMap<u64, u32>>,
}

impl<'a> Repeats<'a> {
    /// Looks for repeats in the unique columns, and of whole rows where `rows_differ`.
    pub(super) fn of(columns: &[&'a Column], rows_differ: bool) -> Self {
        let unique: Vec<_> =
            columns.iter().enumerate().filter(|(_, c)| c.unique).map(|(i, c)| (i, *c, HashMap::new())).collect();
        // Where every row has a value that must be unique, equal rows are found by it.
        let told_apart = columns.iter().any(|column| column.unique && column.required);
        Self { columns: unique, rows: (rows_differ && !told_apart).then(HashMap::new) }
    }

    /// Compares a row with those before.
    pub(super) fn look(&mut self, last: &EvidenceRow, before: &StoredRows, heads: &Heads, findings: &mut Findings) {
        let at = u32::try_from(before.len()).unwrap_or(u32::MAX);
        let number = last.number as usize;
        let mut said = false;
        for (index, column, seen) in &mut self.columns {
            let Some(value) = &last.values[*index] else { continue };
            let same = |first: &EvidenceRow| first.values[*index].as_ref() == Some(value);
            if let Some(first) = first(seen, hash([Some(value)]), at, before, same) {
                let place = heads.columns[*index].unwrap_or_default();
                let first = grid::address(first.number as usize, place);
                findings.add_lazily(number, place, REPEATED_VALUE, || repeated_value(value, column, &first));
                said = true;
            }
        }
        if let Some(seen) = &mut self.rows {
            let same = |first: &EvidenceRow| first.values == last.values;
            if let Some(first) = first(seen, hash(last.values.iter().map(Option::as_ref)), at, before, same)
                && !said
            {
                findings.add_lazily(number, 0, REPEATED_ROW, || repeated_row(first.number));
            }
        }
    }
}

/// The earlier row with this hash, if it is really the same.
fn first(
    seen: &mut HashMap<u64, u32>,
    hash: u64,
    at: u32,
    before: &StoredRows,
    same: impl Fn(&EvidenceRow) -> bool,
) -> Option<EvidenceRow> {
    match seen.entry(hash) {
        Entry::Vacant(slot) => {
            slot.insert(at);
            None
        }
        Entry::Occupied(slot) => before.get(*slot.get() as usize).filter(|row| same(row)),
    }
}

fn hash<'a>(values: impl IntoIterator<Item = Option<&'a Value>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for value in values {
        match value {
            None => 0_u8.hash(&mut hasher),
            Some(Value::Bool(truth)) => (1_u8, truth).hash(&mut hasher),
            Some(Value::Number(number)) => (2_u8, number.to_bits()).hash(&mut hasher),
            Some(Value::Date(date)) => (3_u8, date).hash(&mut hasher),
            Some(Value::Text(text)) => (4_u8, text).hash(&mut hasher),
        }
    }
    hasher.finish()
}

const REPEATED_VALUE: &str = "column.repeated";
const REPEATED_ROW: &str = "row.repeated";

fn repeated_value(value: &Value, column: &Column, first: &str) -> Problem {
    let shown = match value {
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Text(text) => grid::shorten(text),
    };
    Problem::error(
        REPEATED_VALUE,
        Text::new(
            format!("“{}”不能重复：“{shown}”已在 {first} 出现。", column.label.zh),
            format!("“{}” must not repeat: “{shown}” stands in {first} already.", column.label.en),
        ),
    )
    .found(shown)
    .remedy(Text::new(
        "同一件事只填一行；如果是两件事，请更正其中一个。",
        "One matter takes one row; if these are two, correct one of them.",
    ))
}

fn repeated_row(first: u32) -> Problem {
    Problem::error(
        REPEATED_ROW,
        Text::new(format!("这一行与第 {first} 行完全相同。"), format!("This row says exactly what row {first} says.")),
    )
    .found(first.to_string())
    .remedy(Text::new(
        "请删去重复的行；如果是两件事，请写明区别，例如编号。",
        "Remove the repetition; if these are two matters, write what tells them apart, such as a number.",
    ))
}
