//! What was answered, as far as it is public.

use domain::{EditionContent, edition::Rows};

use super::{Lines, number, text};
use crate::{
    PublicationError,
    format::answers::{self, Written},
};

pub(super) fn has_entries(content: &EditionContent) -> bool {
    content.evidence.as_ref().is_some_and(|evidence| !evidence.entries.is_empty())
}

pub(super) fn has_rows(content: &EditionContent) -> bool {
    answers::all(content).any(|answer| answer.entry.rows.shown().is_some_and(|rows| !rows.is_empty()))
}

/// `item, unit, value, numerator, denominator, rows, rows_shown, not_applicable, judgement, reason, cited,
/// documents`: a row an item and unit. `rows_shown` is false where the item keeps its rows back; documents
/// are given as `number:sha256`.
///
/// # Errors
/// As [`super::write`].
pub(super) fn evidence(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    file.row([
        "item",
        "unit",
        "value",
        "numerator",
        "denominator",
        "rows",
        "rows_shown",
        "not_applicable",
        "judgement",
        "reason",
        "cited",
        "documents",
    ])?;
    for answer in answers::all(content) {
        let entry = answer.entry;
        let rating = entry.rating.as_ref();
        let documents: Vec<String> = entry.documents.iter().map(|d| format!("{}:{}", d.number, d.sha256)).collect();
        file.row([
            text(answer.item),
            text(answer.unit),
            number(entry.value),
            number(entry.numerator),
            number(entry.denominator),
            entry.rows.count().to_string(),
            entry.rows.shown().is_some().to_string(),
            text(entry.not_applicable.as_deref().unwrap_or_default()),
            rating.map(|rating| answers::judgement(&rating.judgement)).unwrap_or_default(),
            text(rating.map_or("", |rating| &rating.reason)),
            rating.map(|rating| answers::cited(&rating.citations)).unwrap_or_default(),
            documents.join(" "),
        ])?;
    }
    file.finish()
}

/// `item, unit, row, column, label_zh, label_en, value`: a line a filled cell of a public column.
///
/// # Errors
/// As [`super::write`].
pub(super) fn rows(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    file.row(["item", "unit", "row", "column", "label_zh", "label_en", "value"])?;
    for answer in answers::all(content) {
        let Rows::Shown(rows) = &answer.entry.rows else { continue };
        for row in rows {
            for (column, value) in answer.columns.iter().zip(&row.values) {
                let Some(value) = value else { continue };
                file.row([
                    text(answer.item),
                    text(answer.unit),
                    row.number.to_string(),
                    text(&column.key),
                    text(&column.label.zh),
                    text(&column.label.en),
                    match answers::written(value) {
                        Written::Number(x) => number(Some(x)),
                        Written::Words(words) => text(&words),
                    },
                ])?;
            }
        }
    }
    file.finish()
}
