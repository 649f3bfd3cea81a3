//! The addresses of a page, for search engines.

use crate::prelude::*;
use domain::Lang;
use leptos_meta::Link;

use crate::request::use_page;

/// In the head: the page's own address without any choice of order or size, and that of each language.
#[component]
pub fn Addresses() -> impl IntoView {
    let page = use_page();
    let here = format!("{}{}", page.services.settings().public_url.trim_end_matches('/'), page.path);
    let alternates = [Lang::Zh, Lang::En]
        .map(|l| view! { <Link rel="alternate" hreflang=l.tag() href=format!("{here}?lang={}", l.code()) /> })
        .collect_view();
    view! {
        <Link rel="canonical" href=here.clone() />
        {alternates}
        // Without a choice the page answers in the language the browser asks for.
        <Link rel="alternate" hreflang="x-default" href=here />
    }
}
