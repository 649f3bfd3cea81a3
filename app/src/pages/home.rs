//! The home page: what this is, what has been published, how anyone verifies it.

use crate::prelude::*;
use domain::{Lang, Stage};
use leptos_meta::{Meta, Title};
use service::public::{self, EditionSummary, IndexCard};

use super::edition::head::look;
use crate::{
    components::{
        addresses::Addresses,
        badge::StateBadge,
        layout::PublicLayout,
        note::{Empty, example_tag},
    },
    date,
    locales::home as words,
    pages::error,
    request::use_page,
    routes,
};

/// `/`
#[component]
pub fn Home() -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    error::guard(async move {
        let cards = public::home(&page.services).await?;
        let newest = cards.first().and_then(|c| c.editions.first()).map(|e| routes::period(&e.slug, &e.period));
        let editions: usize = cards.iter().map(|c| c.editions.len()).sum();
        let count = words::counts(lang, cards.len(), editions);
        let list = if cards.is_empty() {
            view! {
                <Empty title=words::empty_title(lang) text=words::empty_text(lang)>
                    <p><a href=routes::WORK>{words::assessors(lang)}</a></p>
                </Empty>
            }
            .into_any()
        } else {
            let cards = cards.iter().map(|c| card(c, lang)).collect_view();
            view! { <ul class="index-list">{cards}</ul> }.into_any()
        };
        let see_newest = newest.map(|href| view! { <a class="btn primary" href=href>{words::see_newest(lang)}</a> });
        Ok(view! {
            <Title text=words::title(lang) />
            <Meta name="description" content=words::lede(lang) />
            <Addresses />
            <PublicLayout>
                <section class="hero">
                    <h1>{words::hero(lang)}</h1>
                    <p class="lede">{words::lede(lang)}</p>
                    <p class="row">
                        {see_newest}
                        <a href=routes::VERIFY>{words::how_to_verify(lang)}</a>
                    </p>
                </section>
                <section>
                    <div class="head">
                        <h2>{words::published(lang)}</h2>
                        <span class="muted">{count}</span>
                    </div>
                    {list}
                </section>
                <section>
                    <div class="head"><h2>{words::anyone(lang)}</h2></div>
                    <div class="cols">
                        <div class="tight"><h3>{words::step_one(lang)}</h3><p>{words::step_one_text(lang)}</p></div>
                        <div class="tight"><h3>{words::step_two(lang)}</h3><p>{words::step_two_text(lang)}</p></div>
                        <div class="tight"><h3>{words::step_three(lang)}</h3><p>{words::step_three_text(lang)}</p></div>
                    </div>
                    <p class="meta"><a href=routes::VERIFY>{words::how_to_verify(lang)}</a></p>
                </section>
            </PublicLayout>
        }
        .into_any())
    })
}

fn card(card: &IndexCard, lang: Lang) -> impl IntoView + use<> {
    let name = card.index.name.get(lang).to_owned();
    let newest = card.editions.first();
    let title = newest.map(|e| {
        view! { <a href=routes::period(&e.slug, &e.period)>{format!("{name} {}", e.period)}</a> }
    });
    let state = newest.map(|e| {
        let since = words::since(lang, date::day_of(lang, e.since));
        view! {
            <p class="row">
                <StateBadge look=look(e.stage) word=e.stage.label().get(lang).to_owned() />
                <span class="meta">{since}</span>
            </p>
        }
    });
    let others = card.editions.iter().skip(1).map(other).collect_view();
    let span = match (card.editions.last(), newest) {
        (Some(first), Some(last)) if first.period != last.period => {
            words::periods(lang, &first.period, &last.period, card.editions.len())
        }
        (_, Some(only)) => words::one_period(lang, &only.period),
        (_, None) => String::new(),
    };
    view! {
        <li>
            <div class="tight">
                <h3 class="edition-title">{title}{example_tag(lang, &card.index)}</h3>
                <p>{card.index.summary.get(lang).to_owned()}</p>
                <p class="row meta">{others}</p>
            </div>
            <div class="tight">
                {state}
                <p class="meta">{card.index.unit_noun.get(lang).to_owned()} " · " {span}</p>
            </div>
        </li>
    }
}

fn other(edition: &EditionSummary) -> impl IntoView + use<> {
    let gone = (edition.stage == Stage::Withdrawn).then_some("muted");
    view! { <a class=gone href=routes::period(&edition.slug, &edition.period)>{edition.period.clone()}</a> " " }
}
