//! Gathering: what is ready, what stands against it, and the question.

use crate::prelude::*;
use domain::{
    Lang, Problem,
    questionnaire::{Item, Region},
};
use service::gather::{self, CellState, GatherCell, Gathering};

use super::way;
use crate::{
    components::{
        breadcrumb::Crumb,
        confirm::Confirm,
        note::{Note, Tone},
        stat::Stat,
    },
    locales::rating as words,
    number,
    pages::{form, frame, gate, problems},
    request::Page,
    routes,
};

/// Decimals of a value in the table.
const DECIMALS: u8 = 2;
/// Reasons against gathering that are read at once.
const FIRST: usize = 5;

/// The page.
#[component]
pub fn Gather() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    gate::member(|page, actor| async move {
        let gathering = gather::open_gathering(&page.services, &actor, &slug, &period).await?;
        Ok(show(&page, &gathering))
    })
}

fn show(page: &Page, gathering: &Gathering) -> AnyView {
    let lang = page.lang;
    let (index, period) = (&gathering.index.about, gathering.fieldwork.period.as_str());
    let slug = index.slug.as_str();
    let title = words::gather(lang);
    let counts = CellState::ALL
        .into_iter()
        .map(|state| view! { <Stat term=state.label().get(lang) value=gathering.count(state).to_string() /> })
        .collect_view();
    let existing = gathering.dataset.as_ref().map(|dataset| {
        let href = routes::round(slug, period);
        view! { <p class="meta"><a href=href>{words::has_dataset(lang, dataset.revision)}</a></p> }
    });
    let body = view! {
        {way(lang, index, period, vec![Crumb::here(title)])}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{index.name.get(lang).to_owned()} " " {period.to_owned()}</p>
            <h1>{title}</h1>
            <p>{words::gather_about(lang)}</p>
            {existing}
            <dl class="stats">{counts}</dl>
            <p class="meta">{words::waiting_about(lang)}</p>
            {ask(lang, gathering)}
            {found(lang, gathering)}
            <p>
                <a href=routes::board(slug, period)>{words::board(lang)}</a>
                " · "
                <a href=routes::ratings(slug, period)>{words::title(lang)}</a>
            </p>
        </section>
        <section class="stack">
            <div class="head"><h2>{words::gather_caption(lang)}</h2></div>
            {matrix(lang, gathering)}
        </section>
    };
    frame::work(page, title, body)
}

/// The question, once nothing stands against it.
fn ask(lang: Lang, gathering: &Gathering) -> Option<AnyView> {
    if gathering.problems.iter().any(Problem::is_error) {
        return None;
    }
    let (slug, period) = (gathering.index.about.slug.as_str(), gathering.fieldwork.period.as_str());
    let facts = [
        (words::what(lang), words::what_gather(lang)),
        (words::who(lang), words::who_gather(lang)),
        (words::undo(lang), words::undo_gather(lang)),
    ];
    Some(view! {
        <Confirm
            id="gather"
            title=words::gather_question(lang)
            facts=facts.map(|(term, text)| (term.to_owned(), text.to_owned())).to_vec()
            action=routes::gather(slug, period)
            button=words::gather_button(lang)
            cancel=words::later(lang)
            cancel_href=routes::board(slug, period)
        />
    })
}

fn found(lang: Lang, gathering: &Gathering) -> AnyView {
    let (errors, warnings): (Vec<Problem>, Vec<Problem>) =
        gathering.problems.iter().cloned().partition(Problem::is_error);
    let errors = (!errors.is_empty()).then(|| {
        // The table below says it cell by cell; a long list before it would only push it away.
        let (first, rest) = errors.split_at(errors.len().min(FIRST));
        let first = problems::list(lang, first).into_any();
        let rest = (!rest.is_empty()).then(|| {
            view! {
                <details>
                    <summary>{words::all_of_them(lang, rest.len())}</summary>
                    {problems::list(lang, rest).into_any()}
                </details>
            }
        });
        view! {
            <Note tone=Tone::Wait>
                <p><b>{words::stands_against(lang)}</b></p>
                {first}
                {rest}
            </Note>
        }
    });
    let warnings = (!warnings.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{words::to_look_at(lang)} " · " {warnings.len()}</summary>
                {problems::list(lang, &warnings)}
            </details>
        }
    });
    view! {
        {errors}
        {warnings}
    }
}

fn matrix(lang: Lang, gathering: &Gathering) -> AnyView {
    let Gathering { questionnaire, units, .. } = gathering;
    super::matrix(
        lang,
        words::gather_caption(lang),
        "data dense board states",
        &questionnaire.items,
        units,
        |item, unit| cell(lang, gathering, item, unit),
    )
}

/// The value where there is one; else the state, which leads to what must be done.
fn cell(lang: Lang, gathering: &Gathering, item: &Item, unit: &Region) -> AnyView {
    let Some(cell) = gathering.cell(&item.code, &unit.code) else {
        return view! { <td></td> };
    };
    // What is waited for has the word that the board of progress has for it.
    let waits = cell.reason.as_ref().filter(|_| cell.state == CellState::NotConfirmed);
    let word = waits.map_or_else(|| cell.state.label(), Clone::clone).get(lang).to_owned();
    match (cell.state, cell.value) {
        (CellState::Ready, Some(value)) => view! { <td class="num">{number::raw(value, DECIMALS)}</td> },
        (CellState::LowDenominator, Some(value)) => view! {
            <td class="num">{number::raw(value, DECIMALS)} " " <span class="tag is-wait">{word}</span></td>
        },
        (CellState::Ready | CellState::LowDenominator | CellState::NotApplicable | CellState::NotSubmitted, _) => {
            view! { <td class="num"><span class="absent">{word}</span></td> }
        }
        (CellState::NotConfirmed | CellState::ToRate | CellState::Outdated, _) => {
            let tag = view! { <span class="tag is-wait">{word}</span> };
            match to_do(gathering, cell, item, unit) {
                Some(href) => view! { <td class="num"><a href=href>{tag}</a></td> },
                None => view! { <td class="num">{tag}</td> },
            }
        }
    }
}

/// Where what is missing is done.
fn to_do(gathering: &Gathering, cell: &GatherCell, item: &Item, unit: &Region) -> Option<String> {
    let (slug, period) = (gathering.index.about.slug.as_str(), gathering.fieldwork.period.as_str());
    match cell.state {
        CellState::ToRate | CellState::Outdated => Some(routes::rating(slug, period, &unit.code, &item.code)),
        CellState::NotConfirmed
        | CellState::Ready
        | CellState::LowDenominator
        | CellState::NotApplicable
        | CellState::NotSubmitted => cell.respondent.map(routes::filing),
    }
}
