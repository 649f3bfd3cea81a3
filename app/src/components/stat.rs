//! A figure with its name, and a list of facts.

use crate::prelude::*;

/// One large figure. Put several into `<dl class="stats">`.
#[component]
pub fn Stat(
    /// What it is.
    #[prop(into)]
    term: String,
    /// The figure.
    #[prop(into)]
    value: String,
    /// What follows it, small: ` / 162`.
    #[prop(into, optional)]
    unit: String,
    /// A line under it: 上年第 49 位.
    #[prop(into, optional)]
    under: String,
    /// The one that matters most.
    #[prop(optional)]
    major: bool,
) -> impl IntoView {
    let unit = (!unit.is_empty()).then(|| view! { <small>{unit}</small> });
    let under = (!under.is_empty()).then(|| view! { <dd class="under">{under}</dd> });
    view! {
        <div class=if major { "stat major" } else { "stat" }>
            <dt>{term}</dt>
            <dd>{value}{unit}</dd>
            {under}
        </div>
    }
}

/// Terms and what they are, two columns.
#[component]
pub fn Facts(
    /// Term and text.
    items: Vec<(String, String)>,
) -> impl IntoView {
    let items = items.into_iter().map(|(term, text)| view! { <dt>{term}</dt><dd>{text}</dd> }).collect_view();
    view! { <dl class="facts">{items}</dl> }
}
