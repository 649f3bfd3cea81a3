//! How far the respondents are: units × departments, for the assessor and the commissioner.

use crate::prelude::*;
use domain::{
    Actor, Lang,
    fieldwork::Progress,
    policy,
    questionnaire::{Department, Region},
};
use service::{
    fieldwork::{self, Board as Standings, BoardRow},
    full_edition::{self, EditionRecord},
};

use super::{
    super::{crumbs, index::tabs, stage_badge},
    days, is_late, phase_now, phases, progress_badge,
};
use crate::{
    components::{
        breadcrumb::Crumb,
        note::{Note, Tone},
        stat::{Facts, Stat},
        table::{DataTable, Head},
    },
    locales::{fieldwork as words, rating},
    pages::{frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Board() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    gate::member(|page, actor| async move {
        let board = fieldwork::open_board(&page.services, &actor, &slug, &period).await?;
        let editions = full_edition::list_full(&page.services, &actor, &slug, &period).await?;
        Ok(show(&page, &actor, &board, &editions))
    })
}

fn show(page: &Page, actor: &Actor, board: &Standings, editions: &[EditionRecord]) -> AnyView {
    let lang = page.lang;
    let index = &board.index.about;
    let (slug, period) = (index.slug.as_str(), &board.fieldwork.period);
    let title = words::title_of(lang, index.name.get(lang), period);
    // The commissioner sees how far everybody is, but not what they filed, nor the index itself.
    let assesses = policy::can_see_index(actor, board.index.organisation_id).is_ok();
    let way = if assesses {
        let up = Crumb::link(index.name.get(lang), routes::work_index(slug));
        vec![up, Crumb::link(words::title(lang), routes::fieldworks(slug)), Crumb::here(period)]
    } else {
        vec![Crumb::here(title.clone())]
    };
    let done = (page.param("done") == Some("opened"))
        .then(|| view! { <Note tone=Tone::Done><p>{words::done_opened(lang)}</p></Note> });
    let facts = vec![
        (words::days(lang).to_owned(), days(lang, board.fieldwork.days.start, board.fieldwork.days.end)),
        (words::commissioner(lang).to_owned(), board.commissioner.name.get(lang).to_owned()),
        (words::phase_now(lang).to_owned(), phase_now(lang, &board.fieldwork.schedule, board.today)),
    ];
    let counts = Progress::ALL
        .into_iter()
        .map(|progress| {
            let count = board.count(progress).to_string();
            view! { <Stat term=progress.label().get(lang) value=count /> }
        })
        .collect_view();
    let about = if assesses {
        view! {
            <p>{words::board_about(lang)}</p>
            <div class="actions">
                <a class="btn" href=routes::ratings(slug, period)>{rating::title(lang)}</a>
                <a class="btn" href=routes::gather(slug, period)>{rating::gather(lang)}</a>
            </div>
        }
        .into_any()
    } else {
        view! { <p>{words::documents_about(lang)}</p> }
    };
    // The assessor has them on the page of the round.
    let editions = (!assesses && !editions.is_empty()).then(|| published(lang, slug, editions));
    let body = view! {
        {crumbs(lang, Some(index), way)}
        <section class="stack">
            <h1>{title.clone()}</h1>
            {assesses.then(|| tabs(page, index))}
            {done}
            <Facts items=facts />
            <dl class="stats">{counts}</dl>
        </section>
        <section class="stack">
            <div class="head"><h2>{words::progress(lang)}</h2></div>
            {about}
            {matrix(lang, board, assesses)}
        </section>
        {editions}
        <section class="stack">
            <div class="head"><h2>{words::plan(lang)}</h2></div>
            {phases(lang, &board.fieldwork.schedule, board.today)}
        </section>
    };
    frame::work(page, &title, body)
}

/// The editions that came of it, each with its full bundle.
fn published(lang: Lang, slug: &str, editions: &[EditionRecord]) -> AnyView {
    let rows = editions
        .iter()
        .rev()
        .map(|edition| {
            let (period, version) = (&edition.period, edition.version);
            let full = routes::full_bundle(slug, period, version);
            view! {
                <tr>
                    <th scope="row">{words::version_n(lang, version)}</th>
                    <td data-label=words::stage(lang)>{stage_badge(lang, edition.stage())}</td>
                    <td class="action-cell">
                        <a href=routes::edition(slug, period, version)>{words::public_page(lang)}</a>
                    </td>
                    <td class="action-cell"><a href=full download="">{words::full_bundle(lang)}</a></td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(words::edition(lang)),
        Head::text(words::stage(lang)),
        Head::unseen(words::public_page(lang)),
        Head::unseen(words::full_bundle(lang)),
    ];
    view! {
        <section class="stack">
            <div class="head"><h2>{words::editions(lang)}</h2></div>
            <p>{words::editions_about(lang)}</p>
            <DataTable caption=words::editions(lang) heads=heads>{rows}</DataTable>
        </section>
    }
    .into_any()
}

fn matrix(lang: Lang, board: &Standings, assesses: bool) -> AnyView {
    let departments: Vec<&Department> = board
        .questionnaire
        .departments
        .iter()
        .filter(|department| board.rows.iter().any(|row| row.respondent.department == department.code))
        .collect();
    let units = board.fieldwork.units.iter().filter_map(|code| board.questionnaire.region(code));
    let rows = units
        .map(|unit| {
            let cells =
                departments.iter().map(|department| cell(lang, board, unit, department, assesses)).collect_view();
            view! {
                <tr>
                    <th scope="row">{unit.name.get(lang).to_owned()}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let heads = std::iter::once(Head::text(words::unit(lang)))
        .chain(departments.iter().map(|department| Head::text(department.name.get(lang))))
        .collect();
    view! {
        <DataTable caption=words::board_caption(lang) heads=heads class="data top board" scroll=true>{rows}</DataTable>
    }
}

fn cell(lang: Lang, board: &Standings, unit: &Region, department: &Department, assesses: bool) -> AnyView {
    let Some(row) = board.cell(&unit.code, &department.code) else {
        return view! { <td></td> };
    };
    let BoardRow { respondent, standing, people } = row;
    let badge = progress_badge(lang, standing.progress);
    let late = is_late(respondent, standing, &board.fieldwork.schedule, board.today)
        .then(|| view! { " " <span class="tag is-wait">{words::late(lang)}</span> });
    let nobody = (*people == 0).then(|| view! { <span class="meta">{words::nobody(lang)}</span> });
    // The commissioner may see the documents of a respondent, and nothing else of its filing.
    let (href, aloud) = {
        let state = standing.progress.label();
        let (unit, department, state) = (unit.name.get(lang), department.name.get(lang), state.get(lang));
        if assesses {
            (routes::filing(respondent.id), words::cell_of(lang, unit, department, state))
        } else {
            (routes::filing_documents(respondent.id), words::to_documents(lang, unit, department, state))
        }
    };
    let state = view! { <a href=href aria-label=aloud>{badge}</a> };
    view! { <td>{state}{late}{nobody}</td> }
}
