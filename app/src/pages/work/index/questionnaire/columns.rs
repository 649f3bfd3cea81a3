//! The columns of evidence tables: the one rule of each, as the respondent reads it in the workbook.

use crate::prelude::*;
use domain::{
    Lang, Questionnaire,
    questionnaire::{Column, Item, Sensitivity},
};

use crate::{
    components::table::{DataTable, Head},
    locales::questionnaire as words,
};

/// The columns that every table has, said once.
pub(super) fn common(lang: Lang, questionnaire: &Questionnaire) -> Option<AnyView> {
    let leading = questionnaire.leading_columns.iter().map(|column| (column, words::before_own(lang)));
    let trailing = questionnaire.trailing_columns.iter().map(|column| (column, words::after_own(lang)));
    let all: Vec<_> = leading.chain(trailing).collect();
    (!all.is_empty()).then(|| {
        let rows = all
            .into_iter()
            .map(|(column, place)| {
                let place = view! { <td data-label=words::position(lang)>{place}</td> };
                view! { <tr>{cells(lang, column)}{place}</tr> }
            })
            .collect_view();
        let heads = heads(lang).into_iter().chain([Head::text(words::position(lang))]).collect();
        view! {
            <h3>{words::common_columns(lang)}</h3>
            <p>{words::common_about(lang)}</p>
            <DataTable caption=words::common_columns(lang) heads=heads class="data cards top">{rows}</DataTable>
        }
    })
}

/// The table of an item: its own columns, and what must hold between them.
pub(super) fn of_item(lang: Lang, item: &Item) -> AnyView {
    let rows = item.columns.iter().map(|column| view! { <tr>{cells(lang, column)}</tr> }).collect_view();
    let rules = (!item.row_rules.is_empty()).then(|| {
        let rules =
            item.row_rules.iter().map(|rule| view! { <li>{rule.text.get(lang).to_owned()}</li> }).collect_view();
        view! {
            <p class="label">{words::row_rules(lang)}</p>
            <ul>{rules}</ul>
        }
    });
    view! {
        <details class="more">
            <summary>{words::table_of(lang, item.columns.len())}</summary>
            <div class="stack tight">
                <DataTable caption=words::table_caption(lang, &item.code) heads=heads(lang) class="data cards top">
                    {rows}
                </DataTable>
                {rules}
            </div>
        </details>
    }
}

fn heads(lang: Lang) -> Vec<Head> {
    vec![Head::text(words::column(lang)), Head::text(words::how_to_fill(lang)), Head::text(words::seen_by(lang))]
}

fn cells(lang: Lang, column: &Column) -> AnyView {
    let seen = match column.sensitivity {
        Sensitivity::Public => words::seen_public(lang).into_any(),
        Sensitivity::Internal => view! { <span class="tag is-wait">{words::seen_internal(lang)}</span> },
    };
    view! {
        <th scope="row">{column.label.get(lang).to_owned()}</th>
        <td data-label=words::how_to_fill(lang)>{column.instruction().get(lang).to_owned()}</td>
        <td data-label=words::seen_by(lang)>{seen}</td>
    }
}
