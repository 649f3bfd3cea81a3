//! The evidence of an edition as the tables of CSV and XLSX show it.

use domain::{
    EditionContent,
    edition::ItemEvidence,
    questionnaire::{Column, column::Value},
    rating::{Citation, Judgement},
};

/// What a unit answered to an item.
pub(super) struct Answer<'a> {
    pub item: &'a str,
    pub unit: &'a str,
    /// The columns of the item's table.
    pub columns: Vec<&'a Column>,
    pub entry: &'a ItemEvidence,
}

/// All answers, in the order of the questionnaire, then of the units.
pub(super) fn all(content: &EditionContent) -> impl Iterator<Item = Answer<'_>> {
    content.evidence.iter().flat_map(move |evidence| {
        evidence.questionnaire.items.iter().flat_map(move |item| {
            content.data.units.iter().filter_map(move |unit| {
                let entry = evidence.entry(&item.code, &unit.code)?;
                let columns = evidence.questionnaire.columns(item).collect();
                Some(Answer { item: &item.code, unit: &unit.code, columns, entry })
            })
        })
    })
}

/// What stands in a cell.
pub(super) enum Written {
    Number(f64),
    Words(String),
}

/// A cell as it was filled in.
pub(super) fn written(value: &Value) -> Written {
    match value {
        Value::Bool(true) => Written::Words("是".to_owned()),
        Value::Bool(false) => Written::Words("否".to_owned()),
        Value::Number(number) => Written::Number(*number),
        Value::Date(day) => Written::Words(day.to_string()),
        Value::Text(text) => Written::Words(text.clone()),
    }
}

/// `70`, or `refused 3 5`.
pub(super) fn judgement(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Level { points } => points.to_string(),
        Judgement::Answers { refused } if refused.is_empty() => "accepted".to_owned(),
        Judgement::Answers { refused } => {
            refused.iter().fold("refused".to_owned(), |words, row| format!("{words} {row}"))
        }
    }
}

/// `row 7; document 2; row 9, document 3`.
pub(super) fn cited(citations: &[Citation]) -> String {
    let one = |citation: &Citation| {
        let row = citation.row.map(|row| format!("row {row}"));
        let document = citation.document.map(|document| format!("document {document}"));
        row.into_iter().chain(document).collect::<Vec<_>>().join(", ")
    };
    citations.iter().map(one).collect::<Vec<_>>().join("; ")
}
