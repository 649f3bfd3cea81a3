//! The rows of an evidence table as they were filed.

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::{Column, EvidenceTable, Item, ValueRule, column::Value},
};

use service::submissions::SubmissionDesk;

use super::{documents::compare, item_name};
use crate::{
    components::table::{DataTable, Head},
    date,
    locales::filing as words,
    number,
};

/// Rows that are shown; the file has the rest.
const SHOWN: usize = 100;
/// Decimals of a number in a cell.
const DECIMALS: u8 = 6;

pub(super) fn of_item(lang: Lang, open: &SubmissionDesk, item: &Item, table: &EvidenceTable) -> AnyView {
    let columns: Vec<&Column> = open.questionnaire.columns(item).collect();
    let title = words::rows_of(lang, &item.code, item.name.get(lang));
    let rows = table
        .rows
        .iter()
        .take(SHOWN)
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

/// The head of a column: figures stand at the right.
pub(in super::super) fn head(lang: Lang, column: &Column) -> Head {
    match column.rule {
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => {
            Head::figure(column.label.get(lang))
        }
        ValueRule::Text { .. }
        | ValueRule::Date { .. }
        | ValueRule::YesNo
        | ValueRule::Options { .. }
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode
        | ValueRule::Documents => Head::text(column.label.get(lang)),
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

/// A cell as it was filed.
pub(in super::super) fn cell(lang: Lang, column: &Column, value: Option<&Value>) -> AnyView {
    match value {
        None => view! { <td></td> },
        Some(Value::Bool(true)) => view! { <td>{words::yes(lang)}</td> },
        Some(Value::Bool(false)) => view! { <td>{words::no(lang)}</td> },
        Some(Value::Number(x)) => {
            let percent = if matches!(column.rule, ValueRule::Percent { .. }) { "%" } else { "" };
            view! { <td class="num">{number::raw(*x, DECIMALS)}{percent}</td> }
        }
        Some(Value::Date(day)) => view! { <td class="figure">{date::iso(*day)}</td> },
        Some(Value::Text(text)) => view! { <td>{shown(lang, column, text)}</td> },
    }
}

/// An option in the language of the page; anything else as it was typed.
fn shown(lang: Lang, column: &Column, text: &str) -> String {
    match &column.rule {
        ValueRule::Options { options } => {
            options.iter().find(|option| option.zh == text).map_or(text, |option| option.get(lang)).to_owned()
        }
        ValueRule::Text { .. }
        | ValueRule::Integer { .. }
        | ValueRule::Decimal { .. }
        | ValueRule::Percent { .. }
        | ValueRule::Date { .. }
        | ValueRule::YesNo
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode
        | ValueRule::Documents => text.to_owned(),
    }
}
