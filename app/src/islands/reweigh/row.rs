//! The rows of the ranking, and the axis above their dots.
//!
//! Rows stay where they are and say something else: that a browser draws in a third of the time of moving them, and a
//! slider moves as smoothly as its frames. For the same reason one effect writes all rows.

use leptos::prelude::*;
use scoring::reweight::Reweighted;

use super::{
    props::{Axis, Ranked, ReweighWords},
    state::{Shared, by_rank, places},
};
use crate::number::fixed;

/// All rows, from first to last by the weights of now.
pub(super) fn rows(shared: Shared) -> Vec<AnyView> {
    let Shared { words, units, axis, results } = shared;
    let (words, units, axis) = (words.read_value(), units.read_value(), axis.read_value());
    let results = results.read();
    by_rank(&results)
        .into_iter()
        .filter_map(|unit| Some(row(&words, &axis, units.get(unit)?, *results.get(unit)?)))
        .collect()
}

/// A row. The roles say again what the elements are: a row that is laid out apart from the others is none to every
/// browser.
fn row(words: &ReweighWords, axis: &Axis, unit: &Ranked, now: Reweighted) -> AnyView {
    let written = |score: Option<f64>| score.map_or_else(|| "—".to_owned(), |s| fixed(s, axis.decimals));
    let rank = |rank: Option<u32>| rank.map_or_else(|| "—".to_owned(), |r| r.to_string());
    let label = words.dot.replace("{now}", &written(now.score)).replace("{official}", &written(unit.score));
    // Always there, so that the browser finds what the server wrote; without a score a dot has no radius.
    let dot = |class, score: Option<f64>, radius| {
        let radius = if score.is_some() { radius } else { "0" };
        view! { <circle class=class cx=across(axis, score.unwrap_or_default()) cy="50%" r=radius /> }
    };
    let gained = places(unit.rank, now.rank);
    let (class, sign, spoken) = match gained {
        Some(n @ 1..) => ("move up", format!("▲{n}"), words.up.replace("{n}", &n.to_string())),
        Some(n @ ..0) => {
            let n = n.unsigned_abs();
            ("move down", format!("▼{n}"), words.down.replace("{n}", &n.to_string()))
        }
        Some(0) => ("move same", "—".to_owned(), words.same.clone()),
        None => ("move same", "—".to_owned(), String::new()),
    };
    view! {
        <tr role="row">
            <td role="cell" class="rank">{rank(now.rank)}</td>
            <td role="cell" class="num pinned dim" data-label=words.official_rank.clone()>{rank(unit.rank)}</td>
            <th role="rowheader" scope="row" class="name"><a href=unit.href.clone()>{unit.name.clone()}</a></th>
            <td role="cell" class="plot">
                <svg class="dot" role="img" aria-label=label>
                    <line class="track" x1="0" x2="100%" y1="50%" y2="50%" />
                    {dot("ghost", unit.score, "4")}
                    {dot("mark", now.score, "5")}
                </svg>
            </td>
            <td role="cell" class="num score">{written(now.score)}</td>
            <td role="cell" class="num change">
                <span class=class>
                    <span aria-hidden="true">{sign}</span>
                    <span class="sr">{spoken}</span>
                </span>
            </td>
        </tr>
    }
    .into_any()
}

/// The figures on the axis.
pub(super) fn ticks(shared: Shared) -> impl IntoView {
    let ticks = shared.axis.with_value(|axis| {
        let tick = |t: &f64| view! { <text x=across(axis, *t) y="12">{fixed(*t, axis.tick_decimals)}</text> };
        axis.ticks.iter().map(tick).collect_view()
    });
    view! { <svg class="axis" aria-hidden="true">{ticks}</svg> }
}

/// Where a score lies on the axis, as an SVG attribute.
fn across(axis: &Axis, score: f64) -> String {
    let span = axis.high - axis.low;
    let share = if span > 0.0 { ((score - axis.low) / span).clamp(0.0, 1.0) } else { 0.5 };
    format!("{}%", fixed(share * 100.0, 2))
}
