//! A whole page: its title in the document, the layout, what stands in it.

use crate::prelude::*;
use leptos_meta::Title;

use crate::{
    components::layout::{PublicLayout, WorkLayout},
    locales::common,
    request::Page,
};

/// A page of the working area.
pub fn work(page: &Page, title: &str, body: impl IntoView + 'static) -> AnyView {
    view! {
        <Title text=document_title(page, title) />
        <WorkLayout>{body}</WorkLayout>
    }
    .into_any()
}

/// A page that needs no sign-in.
pub fn public(page: &Page, title: &str, body: impl IntoView + 'static) -> AnyView {
    view! {
        <Title text=document_title(page, title) />
        <PublicLayout>{body}</PublicLayout>
    }
    .into_any()
}

/// The title of the tab; it says first if something is wrong.
fn document_title(page: &Page, title: &str) -> String {
    let prefix = if page.form.problems.is_empty() { "" } else { common::error_prefix(page.lang) };
    format!("{prefix}{title} · {}", common::site_name(page.lang))
}
