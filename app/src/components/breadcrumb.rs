//! Where this page is.

use crate::prelude::*;

/// One step of the way; the last has no link.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What the step is called.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that can be gone back to.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }

    /// This page.
    pub fn here(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }
}

/// The way from the first page to this one. First child of a layout.
#[component]
pub fn Breadcrumb(
    /// What the list is: 所在位置.
    #[prop(into)]
    label: String,
    /// From the first page to this one.
    steps: Vec<Crumb>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|Crumb { text, href }| match href {
            Some(href) => view! { <li><a href=href>{text}</a></li> }.into_any(),
            None => view! { <li><span aria-current="page">{text}</span></li> }.into_any(),
        })
        .collect_view();
    view! { <nav class="crumbs" aria-label=label><ol>{steps}</ol></nav> }
}
