//! Evidence as far as items and columns let it be seen.

use std::collections::BTreeSet;

use domain::{
    EditionContent, Questionnaire,
    edition::{ItemEvidence, Rows},
    questionnaire::{Column, Disclosure, Item, Sensitivity, ValueRule},
};

pub(super) fn withhold(content: &mut EditionContent) {
    let Some(evidence) = &mut content.evidence else { return };
    let units: BTreeSet<&str> = content.data.units.iter().map(|unit| unit.code.as_str()).collect();
    let questionnaire = &mut evidence.questionnaire;
    questionnaire.items.retain(|item| item.disclosure != Disclosure::ScoreOnly);
    // What is known of no item or unit of this edition has nobody who could have said that it is public.
    evidence.entries.retain(|code, by_unit| {
        let Some(item) = questionnaire.item(code) else { return false };
        by_unit.retain(|unit, _| units.contains(unit.as_str()));
        for entry in by_unit.values_mut() {
            withhold_parts(questionnaire, item, entry);
        }
        !by_unit.is_empty()
    });
}

fn withhold_parts(questionnaire: &Questionnaire, item: &Item, entry: &mut ItemEvidence) {
    match item.disclosure {
        Disclosure::Public => withhold_cells(&questionnaire.columns(item).collect::<Vec<_>>(), entry),
        Disclosure::AggregateOnly | Disclosure::ScoreOnly => {
            entry.rows = Rows::Withheld { count: entry.rows.count() };
            // What an evaluator wrote speaks of the rows, and so do the names of documents.
            entry.rating = None;
            entry.documents.clear();
        }
    }
}

fn withhold_cells(columns: &[&Column], entry: &mut ItemEvidence) {
    let is_public = |column: &&Column| column.sensitivity == Sensitivity::Public;
    if let Rows::Shown(rows) = &mut entry.rows {
        for row in rows {
            row.values.truncate(columns.len());
            for (cell, _) in row.values.iter_mut().zip(columns).filter(|(_, column)| !is_public(column)) {
                *cell = None;
            }
        }
    }
    let mut naming = columns.iter().filter(|column| column.rule == ValueRule::Documents);
    if naming.any(|column| !is_public(column)) {
        entry.documents.clear();
        if let Some(rating) = &mut entry.rating {
            for citation in &mut rating.citations {
                citation.document = None;
            }
            rating.citations.retain(|citation| citation.row.is_some());
        }
    }
}
