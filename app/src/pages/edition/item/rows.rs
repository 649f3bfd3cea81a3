//! The rows behind the number, as far as they are public.

use crate::prelude::*;
use domain::{
    edition::Rows,
    questionnaire::{Column, Disclosure, EvidenceRow, Item, Sensitivity},
};

use super::{super::results::item_href, Subject};
use crate::{
    components::{
        note::Note,
        pager::Pager,
        table::{DataTable, Head},
    },
    locales::{filing, item as words},
    pages::{
        paging::{self, Paging},
        questions::rows::{cell, head},
    },
    request::Page,
};

/// Rows on a page.
const SIZE: usize = 100;

/// The rows, or how many there are and why they are not shown; nothing where there is nothing to say.
pub(super) fn section(subject: Subject<'_>, page: &Page) -> Option<AnyView> {
    let lang = subject.lang;
    let (asked, answered) = subject.asked.zip(subject.answered)?;
    if answered.not_applicable.is_some() {
        return None;
    }
    let body = match &answered.rows {
        Rows::Withheld { count } => {
            let text = match asked.disclosure {
                Disclosure::AggregateOnly => words::withheld_aggregate(lang, count),
                Disclosure::Public | Disclosure::ScoreOnly => words::withheld(lang, count),
            };
            view! { <Note><p>{text}</p></Note> }
        }
        Rows::Shown(rows) if rows.is_empty() => view! { <p>{words::no_rows(lang)}</p> },
        Rows::Shown(rows) => table(subject, asked, rows, page),
    };
    Some(view! {
        <section class="stack" id="rows">
            <div class="head">
                <h2 id="rows-title">{words::rows(lang)}</h2>
                <span class="muted">{words::rows_count(lang, answered.rows.count())}</span>
            </div>
            {body}
        </section>
    })
}

fn table(subject: Subject<'_>, asked: &Item, rows: &[EvidenceRow], page: &Page) -> AnyView {
    let lang = subject.lang;
    let all: Vec<&Column> = subject.evidence.questionnaire.columns(asked).collect();
    let (open, internal): (Vec<_>, Vec<_>) =
        all.iter().copied().enumerate().partition(|(_, column)| column.sensitivity == Sensitivity::Public);
    let hidden = (!internal.is_empty()).then(|| {
        let names: Vec<_> = internal.iter().map(|(_, column)| column.label.get(lang)).collect();
        view! { <p class="meta">{words::internal(lang, names.join(words::comma(lang)))}</p> }
    });
    let paging = Paging::of(page, rows.len(), SIZE);
    let body = rows
        .iter()
        .skip(paging.skipped())
        .take(SIZE)
        .map(|row| {
            let cells = open
                .iter()
                .map(|(i, column)| cell(lang, column, row.values.get(*i).and_then(Option::as_ref)))
                .collect_view();
            view! { <tr id=anchor(row.number)><th scope="row" class="num">{row.number}</th>{cells}</tr> }
        })
        .collect_view();
    let heads = std::iter::once(Head::figure(filing::row_number(lang)))
        .chain(open.iter().map(|(_, column)| head(lang, column)))
        .collect();
    view! {
        {hidden}
        <DataTable caption=words::rows(lang) heads=heads class="data dense" scroll=true>{body}</DataTable>
        <Pager words=paging.words(lang) page=paging.page pages=paging.pages href=paging::links(page) />
    }
}

fn anchor(row: u32) -> String {
    format!("row-{row}")
}

/// Where a row stands: its page and place; `None` where it is not shown.
pub(super) fn href(subject: Subject<'_>, row: u32) -> Option<String> {
    let rows = subject.answered?.rows.shown()?;
    let place = rows.iter().position(|shown| shown.number == row)?;
    let unit = &subject.content.data.units[subject.unit].code;
    let page = match place / SIZE {
        0 => String::new(),
        before => format!("?page={}", before + 1),
    };
    Some(format!("{}{page}#{}", item_href(subject.content, unit, subject.code), anchor(row)))
}
