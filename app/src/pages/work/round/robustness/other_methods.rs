//! The ranks beside those of other methods.

use crate::prelude::*;
use domain::Lang;
use scoring::explain::other_methods::{Comparison, Found, Other, Ranking};
use service::robustness::Part;

use super::Report;
use crate::{
    components::note::{Note, Tone},
    locales::other_methods as words,
    number,
};

/// More names than these are counted, not listed.
const NAMED: usize = 12;

/// The part of the page.
pub(super) fn section(report: &Report<'_>, found: &Part<Option<Comparison>>) -> AnyView {
    let lang = report.lang;
    let body = match found {
        Ok(Some(found)) => shown(report, found),
        Ok(None) => view! { <p>{words::too_few(lang)}</p> },
        Err(reasons) => view! {
            <Note tone=Tone::Wait><p>{words::refused(lang)}</p></Note>
            {report.reasons(reasons)}
        },
    };
    view! {
        <section class="stack" id="other-methods">
            <div class="head"><h2>{words::title(lang)}</h2></div>
            {body}
        </section>
    }
}

fn shown(report: &Report<'_>, found: &Comparison) -> AnyView {
    let lang = report.lang;
    let names = |codes: &[String], name: &dyn Fn(&str) -> String| {
        report.list(&codes.iter().map(|code| name(code)).collect::<Vec<_>>())
    };
    let incomplete = match found.incomplete.len() {
        0 => None,
        1..=NAMED => Some(words::incomplete(lang, names(&found.incomplete, &|code| report.unit(code)))),
        n => Some(words::incomplete_many(lang, n)),
    };
    let constant =
        (!found.constant.is_empty()).then(|| words::constant(lang, names(&found.constant, &|code| report.node(code))));
    view! {
        <p>{words::about(lang)}</p>
        <p>{words::compared(lang, found.units.len())} " " {incomplete} " " {constant}</p>
        {agreement(report, found)}
        {ranks(report, found)}
    }
}

/// How far each method agrees, or why it has no answer.
fn agreement(report: &Report<'_>, found: &Comparison) -> AnyView {
    let lang = report.lang;
    let rows = found.others.iter().map(|other| agreement_row(report, other)).collect_view();
    view! {
        <div class="table-box">
            <table class="data cards">
                <caption class="sr">{words::methods(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::method(lang)}</th>
                        <th scope="col" class="num">{words::tau(lang)}</th>
                        <th scope="col" class="num">{words::moved(lang)}<span class="unit">{words::moved_under(lang)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn agreement_row(report: &Report<'_>, other: &Ranking) -> AnyView {
    let lang = report.lang;
    let Said { name, about, short: _ } = said(lang, other.method);
    let head = view! { <th scope="row">{name}<span class="unit muted">{about}</span></th> };
    match &other.found {
        Found::Ranks { ranks: _, tau, moved } => {
            let tau = tau.map_or_else(|| "—".to_owned(), |tau| number::fixed(tau, 3));
            view! {
                <tr>
                    {head}
                    <td class="num" data-label=words::tau(lang)>{tau}</td>
                    <td class="num" data-label=words::moved(lang)>{number::fixed(*moved, 2)}</td>
                </tr>
            }
        }
        Found::Refused { problem } => {
            let reasons = report.reasons(std::slice::from_ref(problem.as_ref()));
            view! {
                <tr>
                    {head}
                    <td colspan="2" data-label=words::refused(lang)>{reasons}</td>
                </tr>
            }
        }
    }
}

/// The ranks of every unit, by the recipe's own.
fn ranks(report: &Report<'_>, found: &Comparison) -> AnyView {
    let lang = report.lang;
    let with_ranks: Vec<(Other, &[u32])> = found
        .others
        .iter()
        .filter_map(|other| match &other.found {
            Found::Ranks { ranks, .. } => Some((other.method, ranks.as_slice())),
            Found::Refused { .. } => None,
        })
        .collect();
    let heads = with_ranks
        .iter()
        .map(|(method, _)| view! { <th scope="col" class="num">{said(lang, *method).short}</th> })
        .collect_view();
    let mut order: Vec<usize> = (0..found.units.len()).collect();
    order.sort_by_key(|&place| found.own[place]);
    let rows = order.into_iter().map(|place| {
        let cells = with_ranks.iter().map(|(_, ranks)| {
            let rank = ranks[place];
            // What differs stands out.
            let class = if rank == found.own[place] { "num muted" } else { "num" };
            view! { <td class=class>{rank}</td> }
        });
        view! {
            <tr>
                <th scope="row">{report.unit(&found.units[place])}</th>
                <td class="num key">{found.own[place]}</td>
                {cells.collect_view()}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <details class="more">
            <summary>{words::ranks(lang)}</summary>
            <div class="table-box">
                <table class="data dense">
                    <caption class="sr">{words::ranks(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::unit(lang)}</th>
                            <th scope="col" class="num">{words::own(lang)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// A method in words.
struct Said {
    /// Its name.
    name: &'static str,
    /// Its name above a column.
    short: &'static str,
    /// What it does.
    about: &'static str,
}

const fn said(lang: Lang, method: Other) -> Said {
    let (name, short, about) = match method {
        Other::Saw => (words::saw(lang), words::saw_short(lang), words::saw_about(lang)),
        Other::Wpm => (words::wpm(lang), words::wpm_short(lang), words::wpm_about(lang)),
        Other::Waspas => (words::waspas(lang), words::waspas_short(lang), words::waspas_about(lang)),
        Other::Topsis => (words::topsis(lang), words::topsis_short(lang), words::topsis_about(lang)),
        Other::Vikor => (words::vikor(lang), words::vikor_short(lang), words::vikor_about(lang)),
    };
    Said { name, short, about }
}
