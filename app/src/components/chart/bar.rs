//! Bars from zero. The figure stands beside the bar, so the bar itself is silent.

use crate::prelude::*;

use super::percent;

/// What a bar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BarIs {
    /// One among many: grey.
    #[default]
    Context,
    /// What the page is about: blue.
    Subject,
    /// A score, coloured by the fifth of the range it lies in.
    Score,
}

/// A bar.
#[component]
pub fn Bar(
    /// Its length.
    value: f64,
    /// The longest.
    max: f64,
    /// What it shows.
    #[prop(optional)]
    is: BarIs,
    /// A thin line under a figure.
    #[prop(optional)]
    mini: bool,
) -> impl IntoView {
    let share = if max > 0.0 && value.is_finite() { (value / max).clamp(0.0, 1.0) } else { 0.0 };
    let class = match is {
        BarIs::Context => None,
        BarIs::Subject => Some("subject"),
        BarIs::Score => Some(fifth(share)),
    };
    view! {
        <svg class=if mini { "bar mini" } else { "bar" } aria-hidden="true">
            <rect class=class width=percent(share) height="100%" />
        </svg>
    }
}

/// The step of the colour ramp for a share of the range.
pub const fn fifth(share: f64) -> &'static str {
    match share {
        s if s >= 0.8 => "q5",
        s if s >= 0.6 => "q4",
        s if s >= 0.4 => "q3",
        s if s >= 0.2 => "q2",
        _ => "q1",
    }
}
