//! How often each unit is ahead of each other.

use crate::prelude::*;
use scoring::robustness::{Intervals, MOST_COMPARED, UnitRanks};

use super::Report;
use crate::{
    components::table::{DataTable, Head},
    locales::robustness as words,
    number,
    pages::edition::shade,
};

/// So many units have a matrix; more only their neighbours.
pub(super) const MATRIX: usize = 60;
/// How many neighbours.
const NEIGHBOURS: usize = 5;
/// From this share on two units can be told apart.
const APART: f64 = 0.95;

/// The part of the page.
pub(super) fn section(report: &Report<'_>, found: &Intervals) -> Option<AnyView> {
    let lang = report.lang;
    if found.units.len() < 2 {
        return None;
    }
    let body = match &found.dominance {
        None => view! { <p>{words::dominance_too_many(lang, MOST_COMPARED)}</p> },
        Some(ahead) if found.units.len() <= MATRIX => view! {
            <p>{words::dominance_about(lang)} " " {told_apart(report, ahead)}</p>
            {legend(report)}
            {matrix(report, &found.units, ahead)}
        },
        Some(ahead) => view! {
            <p>{words::dominance_neighbours(lang)} " " {told_apart(report, ahead)}</p>
            <details class="more">
                <summary>{words::dominance_table(lang)}</summary>
                {neighbours(report, &found.units, ahead)}
            </details>
        },
    };
    Some(view! {
        <section class="stack" id="dominance">
            <div class="head"><h2>{words::dominance(lang)}</h2></div>
            {body}
        </section>
    })
}

fn share(ahead: &[Vec<f64>], row: usize, column: usize) -> Option<f64> {
    ahead.get(row)?.get(column).copied()
}

/// Of how many neighbours in rank one is ahead for sure.
fn told_apart(report: &Report<'_>, ahead: &[Vec<f64>]) -> String {
    let pairs = ahead.len().saturating_sub(1);
    let apart = (0..pairs).filter(|&at| share(ahead, at, at + 1).is_some_and(|p| p >= APART)).count();
    words::dominance_sentence(report.lang, apart, pairs)
}

fn legend(report: &Report<'_>) -> AnyView {
    let bounds = ["0–20%", "20–40%", "40–60%", "60–80%", "80–100%"];
    let entries = shade::SHADES.into_iter().zip(bounds.map(str::to_owned)).collect();
    shade::legend(words::dominance_legend(report.lang), entries)
}

/// A share in percent on its shade; bold where the two can be told apart.
fn cell(p: f64) -> AnyView {
    let figure = number::fixed(p * 100.0, 0);
    let figure = if p >= APART || p <= 1.0 - APART {
        view! { <b>{figure}</b> }
    } else {
        figure.into_any()
    };
    view! { <td class=format!("num {}", shade::of_share(p))>{figure}</td> }
}

/// Every unit against every other. The columns have numbers, since names would make them wide.
fn matrix(report: &Report<'_>, units: &[UnitRanks], ahead: &[Vec<f64>]) -> AnyView {
    let lang = report.lang;
    let names: Vec<String> = units.iter().map(|unit| report.unit(&unit.code)).collect();
    let heads = names
        .iter()
        .zip(1..)
        .map(|(name, place): (_, usize)| {
            view! { <th scope="col" class="num">{place}<span class="sr">" " {name.clone()}</span></th> }
        })
        .collect_view();
    let rows = names
        .iter()
        .enumerate()
        .map(|(row, name)| {
            let cells = (0..names.len()).map(|column| matrix_cell(ahead, row, column)).collect_view();
            view! { <tr><th scope="row">{words::ahead_of(lang, row + 1, name)}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-box scroll" role="region" tabindex="0" aria-label=words::dominance(lang)>
            <table class="data dense heat matrix">
                <caption class="sr">{words::dominance(lang)}</caption>
                <thead>
                    <tr><th scope="col">{words::unit(lang)}</th>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn matrix_cell(ahead: &[Vec<f64>], row: usize, column: usize) -> AnyView {
    match share(ahead, row, column) {
        Some(p) if row != column => cell(p),
        Some(_) | None => view! { <td class="num absent">"·"</td> },
    }
}

/// Each unit against those next after it.
fn neighbours(report: &Report<'_>, units: &[UnitRanks], ahead: &[Vec<f64>]) -> AnyView {
    let lang = report.lang;
    let heads = [Head::figure(words::rank(lang)), Head::text(words::unit(lang))]
        .into_iter()
        .chain((1..=NEIGHBOURS).map(|n| Head::figure(words::place(lang, n))))
        .collect();
    let rows = units
        .iter()
        .enumerate()
        .map(|(at, unit)| {
            let cells = (1..=NEIGHBOURS).map(|n| neighbour(report, units, ahead, at, at + n)).collect_view();
            view! {
                <tr>
                    <td class="num">{unit.rank}</td>
                    <th scope="row">{report.unit(&unit.code)}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! { <DataTable caption=words::dominance(lang) heads=heads class="data dense" scroll=true>{rows}</DataTable> }
}

fn neighbour(report: &Report<'_>, units: &[UnitRanks], ahead: &[Vec<f64>], at: usize, next: usize) -> AnyView {
    let Some((p, unit)) = share(ahead, at, next).zip(units.get(next)) else { return view! { <td></td> } };
    let figure = number::percent(p);
    let figure = if p >= APART {
        view! { <b>{figure}</b> }
    } else {
        figure.into_any()
    };
    view! { <td class="num">{figure}<span class="unit">{report.unit(&unit.code)}</span></td> }
}
