//! Supporting documents 佐证材料: the files a respondent attaches, each under a number, and the rows of
//! its evidence tables that name them by it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::questionnaire::{
    EvidenceRows, Questionnaire, ValueRule,
    column::{Value, document_numbers},
};

/// Largest number a document may have.
pub const MAX_NUMBER: u32 = 9_999;

/// The kinds of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// PDF.
    Pdf,
    /// OFD, the national format of fixed pages 版式文件 (GB/T 33190).
    Ofd,
    /// A picture without loss, such as a screenshot.
    Png,
    /// A photograph.
    Jpeg,
    /// What scanners make.
    Tiff,
    /// A text document of Office or WPS, without macros.
    Docx,
    /// A workbook, without macros.
    Xlsx,
    /// A presentation, without macros.
    Pptx,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Ofd, Self::Png, Self::Jpeg, Self::Tiff, Self::Docx, Self::Xlsx, Self::Pptx];

    /// The stable name used in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Tiff => "tiff",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
        }
    }

    /// Reads [`DocumentKind::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The endings its files may have, in lower case, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Tiff => &["tif", "tiff"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
        }
    }

    /// Its word for people, the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Ofd => "OFD",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Tiff => "TIFF",
            Self::Docx => "DOCX",
            Self::Xlsx => "XLSX",
            Self::Pptx => "PPTX",
        }
    }
}

/// A row of an evidence table that names a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mention {
    /// Code of the item.
    pub item: String,
    /// The row in its file as people count.
    pub row: u32,
}

/// The rows that name each document, by its number.
pub type Mentions = BTreeMap<u32, BTreeSet<Mention>>;

/// Which rows name which documents.
pub fn mentions(questionnaire: &Questionnaire, tables: &BTreeMap<String, impl EvidenceRows>) -> Mentions {
    let mut found = Mentions::new();
    for item in &questionnaire.items {
        let Some(table) = tables.get(&item.code) else { continue };
        let columns: Vec<usize> = questionnaire
            .columns(item)
            .enumerate()
            .filter(|(_, column)| column.rule == ValueRule::Documents)
            .map(|(at, _)| at)
            .collect();
        if columns.is_empty() {
            continue;
        }
        table.each(&mut |row| {
            let cells = columns.iter().filter_map(|&at| row.values.get(at)?.as_ref());
            for number in cells.flat_map(numbers) {
                found.entry(number).or_default().insert(Mention { item: item.code.clone(), row: row.number });
            }
        });
    }
    found
}

fn numbers(value: &Value) -> Vec<u32> {
    match value {
        Value::Text(text) => document_numbers(text).unwrap_or_default(),
        Value::Bool(_) | Value::Number(_) | Value::Date(_) => Vec::new(),
    }
}

/// What rows and documents do not say alike. Neither keeps a filing from being confirmed: a document
/// may come on paper, and one may speak for a table as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaps {
    /// Numbers that rows name, without a document.
    pub missing: Mentions,
    /// Documents that no row names.
    pub unnamed: Vec<u32>,
}

impl Gaps {
    /// Compares what rows name with the documents that are there.
    pub fn between(mentions: &Mentions, present: impl IntoIterator<Item = u32>) -> Self {
        let present: BTreeSet<u32> = present.into_iter().collect();
        Self {
            missing: mentions
                .iter()
                .filter(|(number, _)| !present.contains(number))
                .map(|(number, rows)| (*number, rows.clone()))
                .collect(),
            unnamed: present.into_iter().filter(|number| !mentions.contains_key(number)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{EvidenceRow, EvidenceTable};

    /// One item with a text column and one for documents.
    fn questionnaire() -> Questionnaire {
        serde_json::from_str(
            r#"{
              "format": "1", "id": "q", "title": {"zh": "问卷", "en": "Q"},
              "departments": [{"code": "FIN", "name": {"zh": "财政局", "en": "Finance"}}],
              "regions": [], "grades": [], "phases": [],
              "dimensions": [{"code": "A", "name": {"zh": "维度", "en": "Dimension"}, "weight": 100}],
              "items": [{
                "code": "A1", "parent": "A", "weight": 100, "name": {"zh": "项", "en": "Item"},
                "lead": "FIN", "source": {"zh": "台账", "en": "Register"},
                "kind": {"type": "yes-no", "column": "done"}, "unit": {"zh": "%", "en": "%"},
                "columns": [
                  {"key": "note", "label": {"zh": "说明", "en": "Note"}, "rule": {"type": "text"}},
                  {"key": "evidence_ref", "label": {"zh": "佐证", "en": "Documents"}, "rule": {"type": "documents"}}
                ]
              }]
            }"#,
        )
        .expect("a questionnaire")
    }

    fn tables(rows: &[(u32, Option<&str>)]) -> BTreeMap<String, EvidenceTable> {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let rows = rows
            .iter()
            .map(|(number, named)| EvidenceRow { number: *number, values: vec![text("4"), named.and_then(text)] })
            .collect();
        BTreeMap::from([("A1".to_owned(), EvidenceTable { rows, not_applicable: None })])
    }

    #[test]
    fn only_cells_for_documents_name_documents() {
        let found = mentions(&questionnaire(), &tables(&[(7, Some("1,2")), (8, Some("2")), (9, None)]));
        let rows = |number: u32| found[&number].iter().map(|m| (m.item.as_str(), m.row)).collect::<Vec<_>>();
        assert_eq!((rows(1), rows(2)), (vec![("A1", 7)], vec![("A1", 7), ("A1", 8)]));
        assert_eq!(found.len(), 2, "the 4 is a note");
    }

    #[test]
    fn a_number_without_a_document_and_a_document_without_a_row_are_told() {
        let named = mentions(&questionnaire(), &tables(&[(7, Some("1,2"))]));
        let gaps = Gaps::between(&named, [2, 5]);
        assert_eq!((gaps.missing.keys().copied().collect::<Vec<_>>(), gaps.unnamed), (vec![1], vec![5]));
        assert_eq!(Gaps::between(&named, [1, 2]), Gaps::default());
    }

    #[test]
    fn every_kind_is_known_by_its_code_and_no_ending_means_two() {
        let endings: Vec<&str> = DocumentKind::ALL.iter().flat_map(|kind| kind.endings()).copied().collect();
        assert_eq!(endings.len(), endings.iter().collect::<BTreeSet<_>>().len());
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::parse(kind.code()), Some(kind));
        }
    }
}
