//! Every rating of an item of a unit, newest first.

use crate::prelude::*;
use domain::{
    Lang,
    rating::{Citation, Judgement, Rating},
};
use service::ratings::RatingDesk;

use crate::{
    components::table::{DataTable, Head},
    date,
    locales::{filing, rating as words},
    number,
};

pub(super) fn section(lang: Lang, desk: &RatingDesk) -> Option<AnyView> {
    if desk.history.is_empty() {
        return None;
    }
    let rows = desk
        .history
        .iter()
        .rev()
        .map(|record| {
            let by = desk.names.get(&record.created_by).map_or(filing::unknown_person(lang), String::as_str).to_owned();
            view! {
                <tr>
                    <th scope="row">{filing::revision(lang, record.revision)}</th>
                    <td data-label=words::history_what(lang)>{judged(lang, &record.rating)}</td>
                    <td class="as-typed" data-label=words::reason(lang)>{record.rating.reason.clone()}</td>
                    <td data-label=words::cited(lang)>{cited(lang, &record.rating.citations)}</td>
                    <td data-label=words::history_by(lang)>{by}</td>
                    <td class="figure" data-label=words::history_at(lang)>{date::moment(lang, record.created_at)}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(filing::revision_column(lang)),
        Head::text(words::history_what(lang)),
        Head::text(words::reason(lang)),
        Head::text(words::cited(lang)),
        Head::text(words::history_by(lang)),
        Head::text(words::history_at(lang)).descending(),
    ];
    Some(view! {
        <section class="stack">
            <div class="head"><h2>{words::history(lang)}</h2></div>
            <DataTable caption=words::history(lang) heads=heads class="data cards top">{rows}</DataTable>
        </section>
    })
}

fn judged(lang: Lang, rating: &Rating) -> String {
    match &rating.judgement {
        Judgement::Level { points } => words::points(lang, number::raw(*points, 2)),
        Judgement::Answers { refused } if refused.is_empty() => words::all_borne_out(lang).to_owned(),
        Judgement::Answers { refused } => words::refused_rows(lang, refused.len()),
    }
}

fn cited(lang: Lang, citations: &[Citation]) -> String {
    let names = citations.iter().flat_map(|citation| {
        let row = citation.row.map(|n| words::cited_row(lang, n));
        row.into_iter().chain(citation.document.map(|n| words::cited_document(lang, n)))
    });
    names.collect::<Vec<_>>().join(" · ")
}
