//! The documents as a table: every revision, the newest of a number first.

use crate::prelude::*;
use domain::{Lang, document::Mentions};
use service::documents::{Document, DocumentDesk, DocumentRecord};

use super::{super::doer, compare, size};
use crate::{
    components::table::{DataTable, Head},
    date,
    locales::{admin, documents as words},
    routes,
};

/// Characters of a SHA-256 that are shown; the whole of it is the title.
const PREFIX: usize = 12;

pub(super) fn table(lang: Lang, desk: &DocumentDesk) -> AnyView {
    if desk.documents.is_empty() {
        return view! { <p>{words::none_yet(lang)}</p> };
    }
    let rows = desk
        .documents
        .iter()
        .flat_map(|document| document.revisions.iter().rev().map(move |revision| (document, revision)))
        .map(|(document, revision)| row(lang, desk, document, revision))
        .collect_view();
    let heads = vec![
        Head::text(words::number(lang)),
        Head::text(words::name(lang)),
        Head::text(words::kind(lang)),
        Head::figure(words::size(lang)),
        Head::text(words::sha256(lang)),
        Head::text(words::by(lang)),
        Head::text(words::at(lang)),
        Head::text(words::rows(lang)),
        Head::unseen(admin::action(lang)),
    ];
    let note = desk.named.as_ref().map(|(revision, _)| {
        let text = words::rows_of(lang, revision);
        view! { <p class="meta">{text}</p> }
    });
    view! {
        <DataTable caption=words::list(lang) heads=heads class="data cards top">{rows}</DataTable>
        {note}
    }
}

fn row(lang: Lang, desk: &DocumentDesk, document: &Document, revision: &DocumentRecord) -> AnyView {
    let href = routes::document_file(revision.respondent_id, revision.number, revision.revision);
    let number = if revision.revision == 1 {
        revision.number.to_string()
    } else {
        words::numbered(lang, revision.number, revision.revision)
    };
    let counts = document.current() == Some(revision);
    let none = Mentions::new();
    let mentions = desk.named.as_ref().map_or(&none, |(_, mentions)| mentions);
    let rows = counts.then(|| mentions.get(&revision.number)).flatten().map(|rows| compare::rows_text(lang, rows));
    let action = (counts && desk.may_attach && desk.refusal.is_none()).then(|| {
        let href = routes::withdraw_document(revision.respondent_id, revision.number);
        let aloud = words::withdraw_aloud(lang, revision.number);
        view! { <a class="btn small danger" href=href aria-label=aloud>{words::withdraw(lang)}</a> }
    });
    let sha256 = revision.sha256.clone();
    let prefix: String = sha256.chars().take(PREFIX).collect();
    view! {
        <tr>
            <th scope="row">{number}</th>
            <td data-label=words::name(lang)>
                <a href=href class="token">{revision.file_name.clone()}</a>
                {state(lang, desk, revision, counts)}
            </td>
            <td data-label=words::kind(lang)><span class="nowrap">{revision.kind.label()}</span></td>
            <td class="num" data-label=words::size(lang)>{size(revision.bytes)}</td>
            <td data-label=words::sha256(lang)><code title=sha256>{prefix}</code></td>
            <td data-label=words::by(lang)>{doer(lang, &desk.names, revision.created_by)}</td>
            <td class="figure" data-label=words::at(lang)>{date::moment(lang, revision.created_at)}</td>
            <td data-label=words::rows(lang)>{rows}</td>
            <td class="action-cell">{action}</td>
        </tr>
    }
}

/// Why a revision counts no more.
fn state(lang: Lang, desk: &DocumentDesk, revision: &DocumentRecord, counts: bool) -> Option<AnyView> {
    if let Some(withdrawal) = &revision.withdrawn {
        let by = doer(lang, &desk.names, withdrawal.by);
        let by = words::withdrawn_by(lang, by, date::moment(lang, withdrawal.at));
        let reason = withdrawal.reason.clone();
        return Some(view! {
            " "
            <span class="tag is-wait">{words::withdrawn(lang)}</span>
            <p class="meta">{by} " " <span class="as-typed">{reason}</span></p>
        });
    }
    (!counts).then(|| view! { " " <span class="tag">{words::older(lang)}</span> })
}
