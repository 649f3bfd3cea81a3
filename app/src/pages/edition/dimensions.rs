//! All dimensions across all units: the first level whole, the levels beneath folded.

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang};
use service::public::PublicEdition;

use super::{head::EditionHead, heat::Heat, release, results::indicator_href, standing::standing};
use crate::{components::layout::PublicLayout, locales::dimensions as words};

/// The page.
#[component]
pub fn Dimensions() -> impl IntoView {
    standing(|page, view| async move { Ok(show(page.lang, view).into_any()) })
}

fn show(lang: Lang, view: Arc<PublicEdition>) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let (title, lede, body) = if content.withholds_scores() {
        (words::title_grades(lang), words::lede_grades(lang), release::nothing_here(lang, &content))
    } else {
        (words::title(lang), words::lede(lang), tables(lang, &content))
    };
    view! {
        <PublicLayout>
            <EditionHead view=view title=title lede=lede here=title />
            {body}
        </PublicLayout>
    }
}

fn tables(lang: Lang, content: &EditionContent) -> AnyView {
    let instrument = &content.instrument;
    let top = instrument.children(0);
    let below: Vec<usize> = top.iter().flat_map(|&node| instrument.children(node).iter().copied()).collect();
    let all: Vec<usize> = top.iter().chain(&below).copied().collect();
    let heat = Heat::over(lang, content, &all);
    let folded = top
        .iter()
        .filter(|&&node| !instrument.children(node).is_empty())
        .map(|&node| {
            let (name, children) = (instrument.nodes()[node].name.get(lang), instrument.children(node));
            let links = children
                .iter()
                .map(|&child| {
                    let about = &instrument.nodes()[child];
                    view! { <li><a href=indicator_href(content, &about.code)>{about.name.get(lang).to_owned()}</a></li> }
                })
                .collect_view();
            view! {
                <details class="more">
                    <summary>{words::parts_of(lang, name, children.len())}</summary>
                    <div class="stack tight">
                        {heat.table(words::caption_of(lang, name), children)}
                        <nav class="parts" aria-label=words::pages_of(lang, name)><ul>{links}</ul></nav>
                    </div>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="first-level">
            <div class="head"><h2 id="first-level">{words::first_level(lang)}</h2></div>
            {heat.legend()}
            {heat.table(words::caption(lang).to_owned(), top)}
            <p class="meta">{words::about(lang)}</p>
        </section>
        <section class="stack" aria-labelledby="second-level">
            <div class="head"><h2 id="second-level">{words::second_level(lang)}</h2></div>
            {folded}
        </section>
    }
}
