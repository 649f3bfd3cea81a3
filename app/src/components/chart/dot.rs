//! One score on an axis shared by all rows of a table.

use crate::prelude::*;

use super::Scale;
use crate::number::fixed;

/// The axis, for the head of the column.
#[component]
pub fn DotAxis(
    /// Its ends; the same as those of the dots.
    scale: Scale,
    /// What the column is, for those who hear the page: 得分图，虚线为中位数.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let ticks = scale
        .ticks()
        .into_iter()
        .map(|t| view! { <text x=scale.across(t) y="12">{fixed(t, scale.decimals())}</text> })
        .collect_view();
    view! {
        <span class="sr">{label}</span>
        <svg class="axis" aria-hidden="true">{ticks}</svg>
    }
}

/// A dot for a score, with whiskers if it is uncertain.
#[component]
pub fn Dot(
    /// The score; nothing is drawn without one.
    #[prop(into)]
    value: Option<f64>,
    /// The ends of the axis.
    scale: Scale,
    /// Its name for those who hear the page: 太原市 86.1，区间 83.7 至 88.0.
    #[prop(into)]
    label: String,
    /// Ends of the interval.
    #[prop(optional_no_strip)]
    interval: Option<(f64, f64)>,
    /// A dashed line: the median of all.
    #[prop(optional_no_strip)]
    middle: Option<f64>,
    /// A hollow dot: the official or former score.
    #[prop(optional_no_strip)]
    ghost: Option<f64>,
) -> impl IntoView {
    let middle = middle.map(|m| {
        let x = scale.across(m);
        view! { <line class="mid" x1=x.clone() x2=x y1="-60%" y2="160%" /> }
    });
    let whisker = interval.map(|(low, high)| {
        view! { <line class="whisker" x1=scale.across(low) x2=scale.across(high) y1="50%" y2="50%" /> }
    });
    let ghost = ghost.map(|g| view! { <circle class="ghost" cx=scale.across(g) cy="50%" r="4" /> });
    let mark = value.map(|v| view! { <circle class="mark" cx=scale.across(v) cy="50%" r="5" /> });
    view! {
        <svg class="dot" role="img" aria-label=label>
            <line class="track" x1="0" x2="100%" y1="50%" y2="50%" />
            {middle}
            {whisker}
            {ghost}
            {mark}
        </svg>
    }
}
