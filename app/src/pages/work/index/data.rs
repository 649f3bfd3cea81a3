//! Data: upload a table, name its columns where they are not recognised, see what there is.

use crate::prelude::*;
use domain::Lang;
use service::{
    indexes::{self, IndexDesk},
    revisions::{self, Revision},
};

use super::{Files, top, upload_box};
use crate::{
    components::{
        badge::{Look, StateBadge},
        field::TextField,
        note::Empty,
        pager::Pager,
        table::{DataTable, Head},
    },
    date,
    locales::{upload as words, work},
    pages::{
        form, frame, gate,
        paging::{Paging, links},
    },
    request::Page,
    routes,
};

/// Revisions on a page.
const ROWS: usize = 50;

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let slug = gate::path_param("slug");
    gate::member(|page, actor| async move {
        let desk = indexes::open_index(&page.services, &actor, &slug).await?;
        let revisions = revisions::list_revisions(&page.services, &actor, &slug).await?;
        Ok(show(&page, &desk, &revisions))
    })
}

fn show(page: &Page, desk: &IndexDesk, revisions: &[Revision]) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let slug = index.slug.as_str();
    let form = if desk.instrument.is_some() {
        upload_form(page, slug).into_any()
    } else {
        let href = routes::work_instrument(slug);
        view! {
            <Empty title=work::step_instrument(lang) text=words::data_instrument_first(lang)>
                <a class="btn primary" href=href>{work::upload_instrument(lang)}</a>
            </Empty>
        }
    };
    let title = words::data_title(lang);
    let body = view! {
        {top(page, index, title, form::summary(page), form)}
        <section class="stack">
            <div class="head"><h2>{words::revisions(lang)}</h2></div>
            {list(page, slug, revisions)}
        </section>
    };
    frame::work(page, title, body)
}

fn upload_form(page: &Page, slug: &str) -> impl IntoView + use<> {
    let lang = page.lang;
    let columns = [
        ("name_column", words::name_column(lang), words::name_column_hint(lang)),
        ("code_column", words::code_column(lang), words::code_column_hint(lang)),
        ("period_column", words::period_column(lang), words::period_column_hint(lang)),
        ("league_column", words::league_column(lang), words::league_column_hint(lang)),
    ];
    // A person who comes back from a file that was not accepted finds the columns as they named them.
    let typed = |name: &str| form::value(page, name, page.param(name).unwrap_or_default());
    // Whoever filled one in before, or is told about one, sees them all.
    let open = columns.iter().any(|(name, ..)| !typed(name).is_empty() || page.form.problem(name).is_some());
    let columns = columns
        .into_iter()
        .map(|(name, label, hint)| {
            view! {
                <TextField
                    about=form::optional(page, name, label).hint(hint)
                    value=typed(name)
                    class="middle"
                    autocomplete="off"
                />
            }
        })
        .collect_view();
    view! {
        <p>{words::data_about(lang)}</p>
        <form class="stack" method="post" enctype="multipart/form-data" action=routes::work_data(slug)>
            {upload_box(page, Files::Tables)}
            <details class="more" open=open>
                <summary>{words::mapping(lang)}</summary>
                <p>{words::mapping_about(lang)}</p>
                <div class="cols">{columns}</div>
            </details>
            <div class="actions">
                <button class="btn primary">{words::upload(lang)}</button>
            </div>
        </form>
    }
}

fn list(page: &Page, slug: &str, revisions: &[Revision]) -> AnyView {
    let lang = page.lang;
    if revisions.is_empty() {
        return view! { <p>{words::revisions_empty(lang)}</p> };
    }
    let paging = Paging::of(page, revisions.len(), ROWS);
    let rows = revisions.iter().skip(paging.skipped()).take(ROWS).map(|r| row(lang, slug, r)).collect_view();
    let heads = vec![
        Head::text(words::period(lang)),
        Head::text(words::revision(lang)),
        Head::text(words::file(lang)),
        Head::figure(words::units(lang)),
        Head::figure(words::values(lang)),
        Head::figure(words::warnings(lang)),
        Head::text(words::uploaded_by(lang)),
        Head::text(words::uploaded_at(lang)),
    ];
    view! {
        <p>{words::revisions_about(lang)}</p>
        <DataTable caption=words::revisions(lang) heads=heads>{rows}</DataTable>
        <Pager words=paging.words(lang) page=paging.page pages=paging.pages href=links(page) />
    }
}

fn row(lang: Lang, slug: &str, revision: &Revision) -> impl IntoView + use<> {
    let data = &revision.dataset;
    let (period, number) = (&data.period, data.revision);
    let badge = revision.in_use.then(|| view! { " " <StateBadge look=Look::Done word=words::in_use(lang) /> });
    view! {
        <tr>
            <th scope="row"><a href=routes::round(slug, period)>{period.clone()}</a></th>
            <td data-label=words::revision(lang)>
                <a href=routes::revision(slug, period, number) aria-label=words::open_revision(lang, period, number)>
                    {work::revision(lang, number)}
                </a>
                {badge}
            </td>
            <td data-label=words::file(lang)>{data.file_name.clone()}</td>
            <td class="num" data-label=words::units(lang)>{data.units}</td>
            <td class="num" data-label=words::values(lang)>{words::present_of(lang, data.present, data.possible)}</td>
            <td class="num" data-label=words::warnings(lang)>{data.warnings.len()}</td>
            <td data-label=words::uploaded_by(lang)>{revision.by.clone()}</td>
            <td class="figure" data-label=words::uploaded_at(lang)>{date::moment(lang, data.created_at)}</td>
        </tr>
    }
}
