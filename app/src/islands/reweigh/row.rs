//! A unit in the ranking, and the axis above its dot.

use leptos::prelude::*;

use super::{
    props::{Axis, Ranked},
    state::{Shared, places},
};
use crate::number::fixed;

/// The row of the unit at this position.
pub(super) fn row(shared: Shared, unit: usize) -> impl IntoView {
    let Shared { words, units, axis, results } = shared;
    let about = units.with_value(|units| units.get(unit).cloned());
    let Some(Ranked { name, href, rank: official_rank, score: official_score, adjustment: _ }) = about else {
        return ().into_any();
    };
    let now = move || results.with(|results| results.get(unit).copied());
    let rank = move || now().and_then(|r| r.rank);
    let score = move || now().and_then(|r| r.score);
    let decimals = axis.with_value(|axis| axis.decimals);
    let written = move |score: Option<f64>| score.map_or_else(|| "—".to_owned(), |s| fixed(s, decimals));
    let across = move |score: f64| axis.with_value(|axis| across(axis, score));
    let label = move || {
        words.with_value(|words| {
            words.dot.replace("{now}", &written(score())).replace("{official}", &written(official_score))
        })
    };
    let ghost = official_score.map(|s| view! { <circle class="ghost" cx=across(s) cy="50%" r="4" /> });
    // Always there, so that the browser finds what the server wrote; without a score it has no radius.
    let mark = view! {
        <circle
            class="mark"
            cx=move || across(score().unwrap_or_default())
            cy="50%"
            r=move || if score().is_some() { "5" } else { "0" }
        />
    };
    let gained = move || places(official_rank, rank());
    let class = move || match gained() {
        Some(1..) => "move up",
        Some(..0) => "move down",
        Some(0) | None => "move same",
    };
    let sign = move || match gained() {
        Some(n @ 1..) => format!("▲{n}"),
        Some(n @ ..0) => format!("▼{}", n.unsigned_abs()),
        Some(0) | None => "—".to_owned(),
    };
    let spoken = move || {
        words.with_value(|words| match gained() {
            Some(n @ 1..) => words.up.replace("{n}", &n.to_string()),
            Some(n @ ..0) => words.down.replace("{n}", &n.unsigned_abs().to_string()),
            Some(0) => words.same.clone(),
            None => String::new(),
        })
    };
    let pinned_label = words.with_value(|words| words.official_rank.clone());
    let rank_text = |rank: Option<u32>| rank.map_or_else(|| "—".to_owned(), |r| r.to_string());
    view! {
        <tr>
            <td class="rank">{move || rank_text(rank())}</td>
            <td class="num pinned dim" data-label=pinned_label>{rank_text(official_rank)}</td>
            <th scope="row" class="name"><a href=href>{name}</a></th>
            <td class="plot">
                <svg class="dot" role="img" aria-label=label>
                    <line class="track" x1="0" x2="100%" y1="50%" y2="50%" />
                    {ghost}
                    {mark}
                </svg>
            </td>
            <td class="num score">{move || written(score())}</td>
            <td class="num change">
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
