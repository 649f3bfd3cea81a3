//! The filed rows beside the rubric, each with a box that cites it.

use std::collections::BTreeSet;

use crate::prelude::*;
use domain::{
    Lang, Questionnaire,
    questionnaire::{Column, EvidenceRow, EvidenceTable, Item, ItemKind, column::Value},
};

use super::form::{self, Entered};
use crate::{
    components::table::{DataTable, Head},
    locales::rating as words,
    pages::questions::rows::{cell, head},
};

/// Rows that are shown; the page of the filing, and its file, have the rest.
const SHOWN: usize = 200;

pub(super) fn table(
    lang: Lang,
    questionnaire: &Questionnaire,
    item: &Item,
    table: &EvidenceTable,
    entered: &Entered,
) -> AnyView {
    if table.rows.is_empty() {
        return view! { <p>{words::no_rows(lang)}</p> };
    }
    let columns: Vec<&Column> = questionnaire.columns(item).collect();
    let answer = match &item.kind {
        ItemKind::YesNo { column } => columns.iter().position(|c| c.key == *column),
        ItemKind::Rubric { .. }
        | ItemKind::Quantitative { .. }
        | ItemKind::Survey { .. }
        | ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Veto { .. } => None,
    };
    let rows = table
        .rows
        .iter()
        .take(SHOWN)
        .map(|row| {
            let cells = columns
                .iter()
                .enumerate()
                .map(|(i, column)| cell(lang, column, row.values.get(i).and_then(Option::as_ref)))
                .collect_view();
            let refuse = answer.map(|at| refuse(lang, row, at, &entered.refused));
            view! {
                <tr>
                    <th scope="row" class="num">{row.number}</th>
                    <td>{tick(form::cite(row.number), words::cite_row(lang, row.number), entered.rows.contains(&row.number))}</td>
                    {refuse}
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let heads = [Head::figure(words::row(lang)), Head::text(words::cite(lang))]
        .into_iter()
        .chain(answer.map(|_| Head::text(words::refuse(lang))))
        .chain(columns.iter().map(|column| head(lang, column)))
        .collect();
    let total = table.rows.len();
    let more = (total > SHOWN).then(|| view! { <p class="meta">{words::rows_first(lang, SHOWN, total)}</p> });
    view! {
        <DataTable caption=words::evidence(lang) heads=heads class="data dense" scroll=true>{rows}</DataTable>
        {more}
    }
}

/// The box that does not accept a “yes”; nothing where the row says no.
fn refuse(lang: Lang, row: &EvidenceRow, answer: usize, refused: &BTreeSet<u32>) -> AnyView {
    let says_yes = matches!(row.values.get(answer), Some(Some(Value::Bool(true))));
    let checkbox = says_yes
        .then(|| tick(form::refuse(row.number), words::refuse_row(lang, row.number), refused.contains(&row.number)));
    view! { <td>{checkbox}</td> }
}

fn tick(name: String, aloud: String, checked: bool) -> AnyView {
    view! { <input type="checkbox" id=name.clone() name=name value="yes" checked=checked aria-label=aloud /> }
}
