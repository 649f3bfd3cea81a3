//! The desk: what a person has to do next. For an assessor the indexes of the organisation, for a
//! respondent what is asked of it, for a commissioner how far what it ordered is.

use std::collections::BTreeMap;

use crate::prelude::*;
use domain::{Actor, Lang, Role, Stage, Text};
use service::{
    about,
    fieldwork::{self, FieldworkRecord, IndexRecord},
    indexes::{self, IndexOverview},
    respondents::{self, Asked},
};
use time::Date;

use super::{fieldwork as board, filing, stage_badge};
use crate::{
    components::{
        note::{Empty, Note, example_tag},
        table::{DataTable, Head},
    },
    date,
    locales::{common, fieldwork as fieldworks, filing as filings, work as words},
    pages::{frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Desk() -> impl IntoView {
    gate::member(|page, actor| async move {
        Ok(match actor.role() {
            Role::Assessor => {
                let indexes = indexes::list_indexes(&page.services, &actor).await?;
                let asked = respondents::list_mine(&page.services, &actor).await?;
                let names = about::names(&page.services, &asked).await?;
                show(&page, &actor, &indexes, (&asked, &names)).into_any()
            }
            Role::Respondent => {
                let asked = respondents::list_mine(&page.services, &actor).await?;
                let names = about::names(&page.services, &asked).await?;
                asked_of(&page, &actor, (&asked, &names))
            }
            Role::Commissioner => ordered(&page, &fieldwork::list_commissioned(&page.services, &actor).await?),
            Role::Operator => other_role(&page, &actor).into_any(),
        })
    })
}

/// What is asked, and whom each of it is about, by key of the respondent.
type Named<'a> = (&'a [Asked], &'a BTreeMap<i64, Text>);

fn show(page: &Page, actor: &Actor, indexes: &[IndexOverview], (asked, names): Named<'_>) -> impl IntoView + use<> {
    let lang = page.lang;
    let list = if indexes.is_empty() {
        view! {
            <Empty title=words::empty_title(lang) text=words::empty_text(lang)>
                <a class="btn primary" href=routes::NEW_INDEX>{words::new_index(lang)}</a>
            </Empty>
        }
        .into_any()
    } else {
        table(lang, indexes, date::today(page.services.now())).into_any()
    };
    let create = (!indexes.is_empty())
        .then(|| view! { <a class="btn primary" href=routes::NEW_INDEX>{words::new_index(lang)}</a> });
    // Tables that no department may fill about itself.
    let own = (!asked.is_empty()).then(|| {
        view! {
            <section class="stack">
                <div class="head"><h2>{filings::desk_own(lang)}</h2></div>
                {filing::table::filings(lang, actor, asked, names, date::today(page.services.now()))}
            </section>
        }
    });
    let body = view! {
        <section class="stack">
            <div class="work-title">
                <h1>{words::desk_title(lang)}</h1>
                {create}
            </div>
            {list}
        </section>
        {own}
    };
    frame::work(page, words::desk_title(lang), body)
}

/// What is asked of a respondent.
fn asked_of(page: &Page, actor: &Actor, (asked, names): Named<'_>) -> AnyView {
    let lang = page.lang;
    let list = if asked.is_empty() {
        view! { <Empty title=filings::desk_empty(lang) text=filings::desk_empty_text(lang) /> }
    } else {
        filing::table::filings(lang, actor, asked, names, date::today(page.services.now()))
    };
    let body = view! {
        <section class="stack">
            <h1>{filings::desk_title(lang)}</h1>
            {list}
        </section>
    };
    frame::work(page, filings::desk_title(lang), body)
}

/// What a commissioner ordered.
fn ordered(page: &Page, ordered: &[(IndexRecord, FieldworkRecord)]) -> AnyView {
    let lang = page.lang;
    let list = if ordered.is_empty() {
        view! { <p>{fieldworks::commissioned_empty(lang)}</p> }
    } else {
        let rows = ordered
            .iter()
            .map(|(index, fieldwork)| {
                let href = routes::board(index.about.slug.as_str(), &fieldwork.period);
                view! {
                    <tr>
                        <th scope="row"><a href=href>{index.about.name.get(lang).to_owned()}</a>{example_tag(lang, &index.about)}</th>
                        <td data-label=fieldworks::period(lang)>{fieldwork.period.clone()}</td>
                        <td class="num" data-label=fieldworks::units(lang)>{fieldwork.units.len()}</td>
                    </tr>
                }
            })
            .collect_view();
        let heads = vec![
            Head::text(fieldworks::index(lang)),
            Head::text(fieldworks::period(lang)),
            Head::figure(fieldworks::units(lang)),
        ];
        view! { <DataTable caption=fieldworks::commissioned(lang) heads=heads>{rows}</DataTable> }
    };
    let body = view! {
        <section class="stack">
            <h1>{fieldworks::commissioned(lang)}</h1>
            {list}
        </section>
    };
    frame::work(page, fieldworks::commissioned(lang), body)
}

/// Whoever makes no indexes is told so, rather than turned away.
fn other_role(page: &Page, actor: &Actor) -> impl IntoView + use<> {
    let lang = page.lang;
    let home = routes::home_of(actor.role());
    let role = words::other_role_title(lang, actor.role().label().get(lang));
    let onward = (home != routes::WORK).then(|| view! { <p><a href=home>{common::accounts(lang)}</a></p> });
    let body = view! {
        <section class="stack">
            <h1>{common::work(lang)}</h1>
            <Note>
                <p><b>{role}</b></p>
                <p>{words::other_role_text(lang)}</p>
            </Note>
            {onward}
            <p><a href=routes::HOME>{common::home(lang)}</a></p>
        </section>
    };
    frame::work(page, common::work(lang), body)
}

fn table(lang: Lang, indexes: &[IndexOverview], today: Date) -> impl IntoView + use<> {
    let rows = indexes.iter().enumerate().map(|(i, overview)| row(lang, i + 1, overview, today)).collect_view();
    let heads = vec![
        Head::figure(words::number(lang)),
        Head::text(words::index(lang)),
        Head::figure(words::periods(lang)),
        Head::text(words::newest_edition(lang)),
        Head::text(words::state(lang)),
        Head::text(words::next_step(lang)),
    ];
    view! {
        <DataTable caption=words::desk_title(lang) heads=heads>{rows}</DataTable>
    }
}

fn row(lang: Lang, number: usize, overview: &IndexOverview, today: Date) -> impl IntoView + use<> {
    let about = &overview.index.about;
    let slug = about.slug.as_str();
    let newest = overview.newest.as_ref();
    let edition = match newest {
        Some(e) => words::edition_of(lang, &e.period, e.version),
        None => words::none(lang).to_owned(),
    };
    let badge = newest.map(|e| stage_badge(lang, e.stage()));
    let (step, href) = next_step(lang, slug, overview, today);
    view! {
        <tr>
            <td class="num wide">{number}</td>
            <th scope="row"><a href=routes::work_index(slug)>{about.name.get(lang).to_owned()}</a>{example_tag(lang, about)}</th>
            <td class="num" data-label=words::periods(lang)>{overview.rounds}</td>
            <td data-label=words::newest_edition(lang)>{edition}</td>
            <td data-label=words::state(lang)>{badge}</td>
            <td data-label=words::next_step(lang)><a href=href>{step}</a></td>
        </tr>
    }
}

/// What to do next with an index, and where.
fn next_step(lang: Lang, slug: &str, overview: &IndexOverview, today: Date) -> (String, String) {
    if !overview.has_instrument {
        return (words::step_instrument(lang).into(), routes::work_instrument(slug));
    }
    let under_way = overview.under_way.as_ref().map(|under_way| board::next_step(lang, slug, under_way, today));
    let Some(edition) = &overview.newest else {
        if let Some(step) = under_way {
            return step;
        }
        return if overview.rounds == 0 {
            (words::step_data(lang).into(), routes::work_data(slug))
        } else {
            (words::step_publish(lang).into(), routes::work_index(slug))
        };
    };
    let advance = routes::advance(slug, &edition.period, edition.version);
    match edition.stage() {
        Stage::Draft => (words::step_publish(lang).into(), advance),
        Stage::Preliminary => (words::step_preliminary(lang).into(), advance),
        Stage::Notice => match edition.events.iter().rev().find_map(|e| e.notice.as_ref()) {
            Some(notice) if notice.ends >= today => (words::step_notice(lang, date::day(lang, notice.ends)), advance),
            Some(_) | None => (words::step_notice_over(lang).into(), advance),
        },
        Stage::Final | Stage::Corrected => {
            under_way.unwrap_or_else(|| (words::step_next_period(lang).into(), routes::work_data(slug)))
        }
        Stage::Withdrawn => (words::step_again(lang).into(), routes::round(slug, &edition.period)),
    }
}
