//! The rows of an evidence table while they are read and computed with: a million of them must fit beside
//! the file itself. As JSON, which they become anyway when they are kept, a row takes a third of what its
//! values take.

use std::fmt;

use domain::questionnaire::{EvidenceRow, EvidenceRows, EvidenceTable};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
    ser::SerializeSeq,
};
use serde_json::value::RawValue;

/// Bytes after which a chunk is full: long enough to be few, short enough not to waste memory.
const CHUNK: usize = 1 << 20;

/// Rows as JSON, in chunks that are never moved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredRows {
    chunks: Vec<Chunk>,
    count: usize,
}

#[derive(Debug, Clone, PartialEq)]
struct Chunk {
    /// How many rows are in the chunks before.
    first: usize,
    /// The rows, one behind the other.
    json: String,
    /// Where each row ends.
    ends: Vec<usize>,
}

impl Chunk {
    fn row(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(index).and_then(|&end| self.json.get(start..end)).unwrap_or_default()
    }

    fn rows(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.row(index))
    }
}

impl StoredRows {
    /// Adds a row at the end.
    pub(crate) fn push(&mut self, row: &EvidenceRow) {
        // Numbers, texts and days cannot fail to be written; a row that did would be found missing by its count.
        if let Ok(json) = serde_json::to_string(row) {
            self.push_json(&json);
        }
    }

    fn push_json(&mut self, json: &str) {
        let is_full = |chunk: &Chunk| chunk.json.len() + json.len() > CHUNK;
        if self.chunks.last().is_none_or(is_full) {
            // Small tables are many: they grow as they must.
            let capacity = if self.chunks.is_empty() { 0 } else { CHUNK };
            self.chunks.push(Chunk { first: self.count, json: String::with_capacity(capacity), ends: Vec::new() });
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.json.push_str(json);
            chunk.ends.push(chunk.json.len());
            self.count += 1;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The row with this index, from 0.
    pub(crate) fn get(&self, index: usize) -> Option<EvidenceRow> {
        let chunk = self.chunks.partition_point(|chunk| chunk.first <= index).checked_sub(1)?;
        let chunk = self.chunks.get(chunk)?;
        read(chunk.row(index - chunk.first))
    }

    /// The first rows.
    pub fn first(&self, most: usize) -> Vec<EvidenceRow> {
        self.json().filter_map(read).take(most).collect()
    }

    /// All of them, as they are when they are worked with one by one.
    pub fn to_rows(&self) -> Vec<EvidenceRow> {
        let mut rows = Vec::with_capacity(self.count);
        self.each(&mut |row| rows.push(row.clone()));
        rows
    }

    fn json(&self) -> impl Iterator<Item = &str> {
        self.chunks.iter().flat_map(Chunk::rows)
    }
}

fn read(json: &str) -> Option<EvidenceRow> {
    // What was written here can be read.
    serde_json::from_str(json).ok()
}

impl EvidenceRows for StoredRows {
    fn count(&self) -> usize {
        self.count
    }

    fn each(&self, look: &mut dyn FnMut(&EvidenceRow)) {
        self.json().filter_map(read).for_each(|row| look(&row));
    }
}

impl Serialize for StoredRows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.count))?;
        for json in self.json() {
            let raw: &RawValue = serde_json::from_str(json).map_err(serde::ser::Error::custom)?;
            list.serialize_element(raw)?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for StoredRows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = StoredRows;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<StoredRows, A::Error> {
        let mut rows = StoredRows::default();
        while let Some(row) = list.next_element::<Box<RawValue>>()? {
            rows.push_json(row.get());
        }
        Ok(rows)
    }
}

/// An [`EvidenceTable`] whose rows are stored; it becomes the same JSON. What is read back was written by
/// this program, under its hash: its rows are looked at when they are wanted.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredTable {
    /// Its rows, in the order of the file, without blank ones.
    pub rows: StoredRows,
    /// Why the item does not apply 不适用; `None` where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
}

impl EvidenceRows for StoredTable {
    fn count(&self) -> usize {
        self.rows.count
    }

    fn each(&self, look: &mut dyn FnMut(&EvidenceRow)) {
        self.rows.each(look);
    }
}

impl StoredTable {
    /// A table whose rows are at hand, stored.
    pub fn of(table: &EvidenceTable) -> Self {
        let mut rows = StoredRows::default();
        table.rows.iter().for_each(|row| rows.push(row));
        Self { rows, not_applicable: table.not_applicable.clone() }
    }

    /// The table with its rows as they are when they are worked with one by one.
    pub fn to_table(&self) -> EvidenceTable {
        EvidenceTable { rows: self.rows.to_rows(), not_applicable: self.not_applicable.clone() }
    }
}

#[cfg(test)]
mod tests {
    use domain::questionnaire::column::Value;

    use super::*;

    fn row(number: u32) -> EvidenceRow {
        let values = vec![
            Some(Value::Text(format!("第 {number} 行\n\"引号\"").repeat(40))),
            Some(Value::Number(f64::from(number) / 3.0)),
            None,
            Some(Value::Text("2025-03-01".to_owned())),
            Some(Value::Bool(number.is_multiple_of(2))),
        ];
        EvidenceRow { number, values }
    }

    #[test]
    fn rows_come_back_as_they_were_from_whichever_chunk() {
        let rows: Vec<EvidenceRow> = (1..=3_000).map(row).collect();
        let mut stored = StoredRows::default();
        for row in &rows {
            stored.push(row);
        }
        assert!(stored.chunks.len() > 1, "one chunk would prove little");
        assert_eq!(stored.to_rows(), rows);
        for index in [0, 1, 1_499, 2_999] {
            assert_eq!(stored.get(index).as_ref(), rows.get(index));
        }
        assert_eq!(stored.get(3_000), None);
    }

    #[test]
    fn a_stored_table_becomes_the_json_of_a_table() {
        for not_applicable in [None, Some("没有这类项目".to_owned())] {
            let table = EvidenceTable { rows: vec![row(7), row(8)], not_applicable };
            let mut stored = StoredTable { not_applicable: table.not_applicable.clone(), ..StoredTable::default() };
            table.rows.iter().for_each(|row| stored.rows.push(row));
            let json = |written: Result<String, _>| written.expect("is written");
            assert_eq!(json(serde_json::to_string(&stored)), json(serde_json::to_string(&table)));
            assert_eq!(stored.to_table(), table);
            let read = serde_json::from_str::<StoredTable>(&json(serde_json::to_string(&table)));
            assert_eq!(read.expect("is read"), stored);
        }
    }
}
