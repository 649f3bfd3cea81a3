//! The rows of an evidence table as they were filed.

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::{Column, Item, ValueRule, column::Value},
};

use service::submissions::{StoredTable, SubmissionDesk};

use super::{documents::compare, item_name};
use crate::{
    components::table::{DataTable, Head},
    locales::filing as words,
    pages::questions::rows::{cell, head},
};

/// Rows that are shown; the file has the rest.
const SHOWN: usize = 100;

pub(super) fn of_item(lang: Lang, open: &SubmissionDesk, item: &Item, table: &StoredTable) -> AnyView {
    let columns: Vec<&Column> = open.questionnaire.columns(item).collect();
    let title = words::rows_of(lang, &item.code, item.name.get(lang));
    let rows = table
        .rows
        .first(SHOWN)
        .into_iter()
        .map(|row| {
            let cells = columns
                .iter()
                .enumerate()
                .map(|(i, column)| linked(lang, open, column, row.values.get(i).and_then(Option::as_ref)))
                .collect_view();
            view! { <tr><th scope="row" class="num">{row.number}</th>{cells}</tr> }
        })
        .collect_view();
    let heads = std::iter::once(Head::figure(words::row_number(lang)))
        .chain(columns.iter().map(|column| head(lang, column)))
        .collect();
    let total = table.rows.len();
    let more = (total > SHOWN).then(|| view! { <p class="meta">{words::rows_first(lang, SHOWN, total)}</p> });
    view! {
        <details class="more">
            <summary>{item_name(lang, &item.code, &item.name)} " · " {total}</summary>
            <DataTable caption=title heads=heads class="data dense" scroll=true>{rows}</DataTable>
            {more}
        </details>
    }
}

/// A cell as it was filed; the numbers of supporting documents lead to their files.
fn linked(lang: Lang, open: &SubmissionDesk, column: &Column, value: Option<&Value>) -> AnyView {
    match value {
        Some(Value::Text(text)) if column.rule == ValueRule::Documents => {
            let numbers = compare::cell(lang, text, open.submission.respondent_id, &open.documents);
            view! { <td>{numbers}</td> }
        }
        value => cell(lang, column, value),
    }
}
