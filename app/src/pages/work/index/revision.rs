//! A revision of the data of a period: who uploaded what, the values that were read, and the way back to it.

use crate::prelude::*;
use domain::{Dataset, Instrument, Lang};
use service::{
    Error,
    revisions::{self, RevisionDesk},
};

use super::super::{crumbs, node_name};
use crate::{
    components::{
        badge::{Look, StateBadge},
        breadcrumb::Crumb,
        confirm::Confirm,
        note::{Note, Tone},
        pager::Pager,
        stat::Facts,
        table::{DataTable, Head},
    },
    date,
    locales::{publish, upload as words},
    number,
    pages::{
        frame, gate,
        paging::{Paging, links},
        problems,
    },
    request::Page,
    routes,
};

/// Units on a page.
const UNITS: usize = 50;

/// The page.
#[component]
pub fn Revision() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    let revision = gate::path_param("revision").parse();
    gate::member(|page, actor| async move {
        let revision = revision.map_err(|_| Error::NotFound)?;
        let desk = revisions::open_revision(&page.services, &actor, &slug, &period, revision).await?;
        Ok(show(&page, &desk))
    })
}

fn show(page: &Page, desk: &RevisionDesk) -> AnyView {
    let lang = page.lang;
    let (index, data) = (&desk.index.about, &desk.revision.dataset);
    let slug = index.slug.as_str();
    let title = words::revision_title(lang, &data.period, data.revision);
    let steps = [
        Crumb::link(index.name.get(lang), routes::work_index(slug)),
        Crumb::link(words::data_title(lang), routes::work_data(slug)),
        Crumb::here(title.clone()),
    ];
    let done = (page.param("done") == Some("restored"))
        .then(|| view! { <Note tone=Tone::Done><p>{words::restored(lang)}</p></Note> });
    let badge = desk.revision.in_use.then(|| view! { <StateBadge look=Look::Done word=words::in_use(lang) /> });
    let facts = [
        (words::uploaded_by(lang), desk.revision.by.clone()),
        (words::uploaded_at(lang), date::moment(lang, data.created_at)),
        (words::file(lang), data.file_name.clone()),
        (words::units(lang), data.units.to_string()),
        (words::values(lang), words::present_of(lang, data.present, data.possible)),
    ];
    let facts = facts.into_iter().map(|(term, text)| (term.to_owned(), text)).collect();
    let warnings = (!data.warnings.is_empty()).then(|| {
        view! {
            <section class="stack">
                <div class="head"><h2>{words::warnings(lang)}</h2></div>
                {problems::of_file(lang, &data.warnings, &data.file_name)}
            </section>
        }
    });
    let body = view! {
        {crumbs(lang, Some(index), steps)}
        <section class="stack">
            <p class="eyebrow">{index.name.get(lang).to_owned()}</p>
            <h1>{title.clone()} " " {badge}</h1>
            {done}
            <Facts items=facts />
            <div class="actions">
                <a class="btn" href=routes::revision_file(slug, &data.period, data.revision) download="">
                    {words::download_file(lang)}
                </a>
                <a href=routes::round(slug, &data.period)>{words::open_period(lang, &data.period)}</a>
            </div>
        </section>
        {warnings}
        <section class="stack">
            <div class="head">
                <h2>{words::values_title(lang)}</h2>
                <span class="muted">{words::values_about(lang)}</span>
            </div>
            {values(page, &desk.instrument.instrument, &desk.data)}
        </section>
        {restore(lang, desk)}
    };
    frame::work(page, &title, body)
}

fn values(page: &Page, tree: &Instrument, data: &Dataset) -> impl IntoView + use<> {
    let lang = page.lang;
    let columns: Vec<(String, &Vec<Option<f64>>)> =
        data.values.iter().map(|(code, column)| (node_name(lang, tree, code), column)).collect();
    let heads = std::iter::once(Head::text(words::units(lang)))
        .chain(columns.iter().map(|(name, _)| Head::figure(name.clone())))
        .collect();
    let paging = Paging::of(page, data.units.len(), UNITS);
    let rows = data
        .units
        .iter()
        .enumerate()
        .skip(paging.skipped())
        .take(UNITS)
        .map(|(i, unit)| {
            let cells = columns
                .iter()
                .map(|(_, column)| {
                    let value = column.get(i).copied().flatten();
                    let text = value.map_or_else(|| "—".to_owned(), |v| number::raw(v, 6));
                    view! { <td class="num">{text}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{unit.name.get(lang).to_owned()}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <DataTable caption=words::values_title(lang) heads=heads class="data dense" scroll=true>{rows}</DataTable>
        <Pager words=paging.words(lang) page=paging.page pages=paging.pages href=links(page) />
    }
}

/// Asks before the values come back; where they cannot, says why, unless they are in use.
fn restore(lang: Lang, desk: &RevisionDesk) -> Option<AnyView> {
    if desk.revision.in_use {
        return None;
    }
    if let Some(reason) = &desk.unfit {
        let reason = reason.get(lang).to_owned();
        return Some(view! { <Note><p>{reason}</p></Note> });
    }
    let (slug, data) = (desk.index.about.slug.as_str(), &desk.revision.dataset);
    let facts = vec![
        (publish::what(lang).to_owned(), words::restore_what(lang, &data.period)),
        (publish::who(lang).to_owned(), words::restore_who(lang).to_owned()),
        (publish::undo(lang).to_owned(), words::restore_undo(lang).to_owned()),
    ];
    Some(view! {
        <Confirm
            id="restore"
            title=words::restore_question(lang, data.revision)
            facts=facts
            action=routes::restore_revision(slug, &data.period, data.revision)
            button=words::restore_button(lang, data.revision)
            cancel=words::restore_cancel(lang)
            cancel_href=routes::work_data(slug)
        />
    })
}
