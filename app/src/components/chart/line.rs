//! Lines over time, labelled at their ends.

use crate::prelude::*;

use super::{Scale, percent};
use crate::number::fixed;

/// One line.
#[derive(Clone, Debug)]
pub struct Series {
    /// The label at its end.
    pub label: String,
    /// A value for each label of the axis; a gap where there is none.
    pub values: Vec<Option<f64>>,
    /// Blue with dots, rather than grey.
    pub subject: bool,
}

/// A line chart. Put its figures into a table behind `<details class="more">`.
#[component]
pub fn LineChart(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What it shows.
    #[prop(into)]
    title: String,
    /// What there is to see in it, in words.
    #[prop(into)]
    desc: String,
    /// Labels of the time axis.
    labels: Vec<String>,
    /// The lines, context first.
    series: Vec<Series>,
    /// The value axis.
    scale: Scale,
) -> impl IntoView {
    let last = labels.len().saturating_sub(1).max(1) as f64;
    let x = move |i: usize| percent(i as f64 / last);
    // No more than nine labels, and the last one always.
    let every = labels.len().div_ceil(9).max(1);
    let newest = labels.len().saturating_sub(1);
    let times = labels
        .into_iter()
        .enumerate()
        .filter(|(i, _)| (newest - i).is_multiple_of(every))
        .map(|(i, text)| {
            // A narrow screen has room for every other label.
            let class = if ((newest - i) / every).is_multiple_of(2) { "mid" } else { "mid if-room" };
            view! { <text class=class x=x(i) y="100%" dy="22">{text}</text> }
        })
        .collect_view();
    let grid = scale
        .ticks()
        .into_iter()
        .map(|t| {
            view! {
                <line class="grid" x1="0" x2="100%" y1=scale.up(t) y2=scale.up(t) />
                <text class="end" x="-8" y=scale.up(t) dy="4">{fixed(t, scale.decimals())}</text>
            }
        })
        .collect_view();
    let lines = series.into_iter().map(|s| line(s, scale, x)).collect_view();
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let named_by = format!("{title_id} {desc_id}");
    view! {
        <svg class="chart line" role="img" aria-labelledby=named_by>
            <title id=title_id>{title}</title>
            <desc id=desc_id>{desc}</desc>
            {grid}
            {times}
            {lines}
        </svg>
    }
}

fn line(series: Series, scale: Scale, x: impl Fn(usize) -> String) -> impl IntoView {
    let Series { label, values, subject } = series;
    let class = if subject { "subject" } else { "context" };
    let pairs = values.iter().zip(values.iter().skip(1)).enumerate();
    let segments = pairs
        .filter_map(|(i, (from, to))| from.zip(*to).map(|(from, to)| (i, from, to)))
        .map(|(i, from, to)| view! { <line x1=x(i) y1=scale.up(from) x2=x(i + 1) y2=scale.up(to) /> })
        .collect_view();
    let points = values.iter().enumerate().filter_map(|(i, v)| v.map(|v| (i, v)));
    let end = points.clone().next_back().map(|(i, v)| {
        view! { <text class=class x=x(i) dx="10" y=scale.up(v) dy="4">{label}</text> }
    });
    let dots = subject.then(|| points.map(|(i, v)| view! { <circle cx=x(i) cy=scale.up(v) r="4" /> }).collect_view());
    view! {
        <g class=class>
            {segments}
            {dots}
        </g>
        {end}
    }
}
