//! The editions of a period, and the way to the next.

use crate::prelude::*;
use domain::{Lang, edition::EditionDiff};
use service::{indexes::EditionRecord, rounds::RoundDesk};

use super::{super::stage_badge, choices, in_force};
use crate::{
    components::table::{DataTable, Head},
    date,
    locales::round as words,
    request::Page,
    routes,
};

/// The part of the page.
pub(super) fn section(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    view! {
        <section class="stack" id="editions">
            <div class="head"><h2>{words::editions_title(lang)}</h2></div>
            {table(lang, desk)}
            {publish(lang, desk)}
        </section>
    }
}

/// The button leads to a page that asks; it stands here even when there is no result, and says why there.
fn publish(lang: Lang, desk: &RoundDesk) -> impl IntoView + use<> {
    let href = routes::publish(desk.index.about.slug.as_str(), &desk.round.period);
    let word = match in_force(&desk.editions) {
        Some(_) => words::publish_correction(lang),
        None => words::publish(lang),
    };
    let same = (desk.diff == Some(EditionDiff::default()))
        .then(|| view! { <p class="meta">{words::nothing_changed(lang)}</p> });
    view! {
        {same}
        <div class="actions">
            <a class="btn primary" href=href>{word}</a>
        </div>
    }
}

fn table(lang: Lang, desk: &RoundDesk) -> AnyView {
    if desk.editions.is_empty() {
        return view! { <p>{words::editions_empty(lang)}</p> }.into_any();
    }
    let slug = desk.index.about.slug.as_str();
    let rows = desk.editions.iter().rev().map(|e| row(lang, slug, e)).collect_view();
    let heads = vec![
        Head::text(words::version(lang)),
        Head::text(words::stage(lang)),
        Head::text(words::since(lang)),
        Head::text(words::notice(lang)),
        Head::unseen(words::look(lang)),
        Head::unseen(words::full_bundle(lang)),
        Head::unseen(words::advance(lang)),
    ];
    view! {
        <DataTable caption=words::editions_title(lang) heads=heads>{rows}</DataTable>
    }
}

fn row(lang: Lang, slug: &str, edition: &EditionRecord) -> impl IntoView + use<> {
    let (period, version, stage) = (&edition.period, edition.version, edition.stage());
    let since = edition.events.last().map_or(edition.created_at, |e| e.at);
    let notice = edition
        .events
        .iter()
        .rev()
        .find_map(|e| e.notice.as_ref())
        .map(|n| words::notice_from_to(lang, date::day(lang, n.starts), date::day(lang, n.ends)));
    let look =
        stage.is_public().then(|| view! { <a href=routes::edition(slug, period, version)>{words::look(lang)}</a> });
    // Where the public sees all of it, the public page has the same file.
    let full = edition.full_sha256.is_some().then(|| {
        view! { <a href=routes::full_bundle(slug, period, version) download="">{words::full_bundle(lang)}</a> }
    });
    let advance = (!choices(stage).is_empty())
        .then(|| view! { <a href=routes::advance(slug, period, version)>{words::advance(lang)}</a> });
    view! {
        <tr>
            <th scope="row">{words::version_n(lang, version)}</th>
            <td data-label=words::stage(lang)>{stage_badge(lang, stage)}</td>
            <td data-label=words::since(lang)>{date::day_of(lang, since)}</td>
            <td data-label=words::notice(lang)>{notice}</td>
            <td class="action-cell">{look}</td>
            <td class="action-cell">{full}</td>
            <td class="action-cell">{advance}</td>
        </tr>
    }
}
