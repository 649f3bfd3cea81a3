//! The fieldwork of an index, and where to open more.

use crate::prelude::*;
use domain::Lang;
use service::{
    fieldwork::{self, FieldworkRecord},
    indexes::{self, IndexDesk},
};
use time::Date;

use super::{super::index::top, days, phase_now};
use crate::{
    components::{
        note::Empty,
        table::{DataTable, Head},
    },
    date,
    locales::{fieldwork as words, work},
    pages::{frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn List() -> impl IntoView {
    let slug = gate::path_param("slug");
    gate::member(|page, actor| async move {
        let desk = indexes::open_index(&page.services, &actor, &slug).await?;
        let list = fieldwork::list_fieldwork(&page.services, &actor, &slug).await?;
        Ok(show(&page, &desk, &list))
    })
}

fn show(page: &Page, desk: &IndexDesk, list: &[FieldworkRecord]) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let slug = index.slug.as_str();
    let asks = desk.instrument.as_ref().is_some_and(|instrument| instrument.questionnaire_sha256.is_some());
    let import = routes::work_instrument(slug);
    let first = if asks {
        let open = view! { <a class="btn primary" href=routes::open_fieldwork(slug)>{words::open(lang)}</a> };
        if list.is_empty() {
            view! { <Empty title=words::empty(lang) text=words::empty_text(lang)>{open}</Empty> }
        } else {
            view! {
                <p>{words::list_about(lang)}</p>
                {table(lang, slug, list, date::today(page.services.now()))}
                <div class="actions">{open}</div>
            }
        }
    } else {
        view! {
            <Empty title=words::empty(lang) text=words::questionnaire_first(lang)>
                <a class="btn primary" href=import>{work::upload_instrument(lang)}</a>
            </Empty>
            {(!list.is_empty()).then(|| table(lang, slug, list, date::today(page.services.now())))}
        }
    };
    frame::work(page, words::title(lang), top(page, index, words::title(lang), (), first))
}

fn table(lang: Lang, slug: &str, list: &[FieldworkRecord], today: Date) -> AnyView {
    let rows = list
        .iter()
        .map(|fieldwork| {
            view! {
                <tr>
                    <th scope="row"><a href=routes::board(slug, &fieldwork.period)>{fieldwork.period.clone()}</a></th>
                    <td data-label=words::days(lang)>{days(lang, fieldwork.days.start, fieldwork.days.end)}</td>
                    <td class="num" data-label=words::units(lang)>{fieldwork.units.len()}</td>
                    <td data-label=words::phase_now(lang)>{phase_now(lang, &fieldwork.schedule, today)}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(words::period(lang)),
        Head::text(words::days(lang)),
        Head::figure(words::units(lang)),
        Head::text(words::phase_now(lang)),
    ];
    view! { <DataTable caption=words::title(lang) heads=heads>{rows}</DataTable> }
}
