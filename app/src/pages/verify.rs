//! How anyone verifies an edition, and what it does not tell.

use crate::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    components::{
        addresses::Addresses,
        breadcrumb::{Breadcrumb, Crumb},
        layout::PublicLayout,
    },
    locales::{common, verify as words},
    request::use_page,
    routes,
};

/// `/verify`
#[component]
pub fn Verify() -> impl IntoView {
    let lang = use_page().lang;
    let steps = vec![Crumb::link(common::home(lang), routes::HOME), Crumb::here(common::verify(lang))];
    view! {
        <Title text=format!("{} · {}", words::title(lang), common::site_name(lang)) />
        <Meta name="description" content=words::lede(lang) />
        <Addresses />
        <PublicLayout>
            <Breadcrumb label=common::breadcrumb(lang) steps=steps />
            <section class="edition-head">
                <h1>{words::title(lang)}</h1>
                <p class="lede">{words::lede(lang)}</p>
            </section>
            <section class="stack prose">
                <h2>{words::steps(lang)}</h2>
                <ol class="numbered">
                    <li><p>{words::step_download(lang)}</p></li>
                    <li>
                        <p>{words::step_compare(lang)}</p>
                        <pre><code>"sha256sum hfi-2016-v1.json"</code></pre>
                    </li>
                    <li>
                        <p>{words::step_verify(lang)}</p>
                        <pre><code>"chengping verify hfi-2016-v1.json"</code></pre>
                        <p>{words::answer(lang)}</p>
                    </li>
                </ol>
            </section>
            <section class="stack prose">
                <h2>{words::what(lang)}</h2>
                <ul>
                    <li>{words::what_bytes(lang)}</li>
                    <li>{words::what_result(lang)}</li>
                    <li>{words::what_chain(lang)}</li>
                </ul>
            </section>
            <section class="cols">
                <div class="stack"><h2>{words::by_hand(lang)}</h2><p>{words::by_hand_text(lang)}</p></div>
                <div class="stack"><h2>{words::limits(lang)}</h2><p>{words::limits_text(lang)}</p></div>
            </section>
        </PublicLayout>
    }
}
