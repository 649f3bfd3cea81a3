//! How values are spread.

use crate::prelude::*;

use super::percent;
use crate::number::fixed;

/// A histogram with its counts above the bars and the bounds below.
#[component]
pub fn Histogram(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What it shows.
    #[prop(into)]
    title: String,
    /// What there is to see in it, in words.
    #[prop(into)]
    desc: String,
    /// How many values lie in each of the equal bins.
    counts: Vec<u32>,
    /// Lower bound of the first bin.
    low: f64,
    /// Upper bound of the last.
    high: f64,
    /// Decimals of the bounds.
    #[prop(default = 1)]
    decimals: u8,
    /// The bin to show in blue.
    #[prop(optional_no_strip)]
    subject: Option<usize>,
) -> impl IntoView {
    let bins = counts.len().max(1) as f64;
    let most = f64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    let every = counts.len().div_ceil(8).max(1);
    let bounds = (0..=counts.len())
        .step_by(every)
        .map(|i| {
            let share = i as f64 / bins;
            let class = if i == 0 { "" } else if i == counts.len() { "end" } else { "mid" };
            view! { <text class=class x=percent(share) y="100%" dy="18">{fixed(low + share * (high - low), decimals)}</text> }
        })
        .collect_view();
    let bars = counts
        .into_iter()
        .enumerate()
        .map(|(i, count)| {
            let height = f64::from(count) / most;
            let class = (subject == Some(i)).then_some("subject");
            let figure = (count > 0).then(|| {
                view! { <text class="mid" x=percent((i as f64 + 0.5) / bins) y=percent(1.0 - height) dy="-5">{count}</text> }
            });
            view! {
                <rect
                    class=class
                    x=percent((i as f64 + 0.03) / bins)
                    width=percent(0.94 / bins)
                    y=percent(1.0 - height)
                    height=percent(height)
                />
                {figure}
            }
        })
        .collect_view();
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let named_by = format!("{title_id} {desc_id}");
    view! {
        <svg class="chart histogram" role="img" aria-labelledby=named_by>
            <title id=title_id>{title}</title>
            <desc id=desc_id>{desc}</desc>
            {bars}
            <line class="base" x1="0" x2="100%" y1="100%" y2="100%" />
            {bounds}
        </svg>
    }
}

/// A small histogram for a row of a table.
#[component]
pub fn Spark(
    /// Its name.
    #[prop(into)]
    label: String,
    /// How many values lie in each bin.
    counts: Vec<u32>,
) -> impl IntoView {
    let bins = counts.len().max(1) as f64;
    let most = f64::from(counts.iter().copied().max().unwrap_or(0).max(1));
    let bars = counts
        .into_iter()
        .enumerate()
        .map(|(i, count)| {
            let height = f64::from(count) / most;
            view! {
                <rect x=percent(i as f64 / bins) width=percent(0.85 / bins) y=percent(1.0 - height) height=percent(height) />
            }
        })
        .collect_view();
    view! { <svg class="chart spark" role="img" aria-label=label>{bars}</svg> }
}
