//! The ranking: who is first, by how much, and what stands behind it.

mod table;

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang, Stage};
use service::public::PublicEdition;

use super::{
    head::{self, EditionHead},
    published,
    rows::{self, Column, Row},
};
use crate::{
    components::{layout::PublicLayout, note::Empty},
    locales::{common, edition as words},
    number,
    pages::error,
    request::{Page, use_page},
    routes,
};
use table::Ranking;

/// The ranking of an edition.
#[component]
pub fn Show() -> impl IntoView {
    let page = use_page();
    let address = head::address();
    error::guard(async move {
        let view = head::load_even_withdrawn(&page, address).await?;
        let content = view.edition.content.clone();
        let title = format!("{} {}", content.index.name.get(page.lang), content.period);
        let lede = content.index.summary.get(page.lang).to_owned();
        let figures = (view.edition.stage() != Stage::Withdrawn).then(|| figures(&page, &view));
        Ok(view! {
            <PublicLayout>
                <EditionHead view=view.clone() title=title lede=lede />
                {figures}
            </PublicLayout>
        }
        .into_any())
    })
}

fn figures(page: &Page, view: &Arc<PublicEdition>) -> impl IntoView + use<> {
    let lang = page.lang;
    let content = &view.edition.content;
    let all = rows::rows(content, view.previous.as_deref(), lang);
    let tops: Vec<&str> =
        content.instrument.children(0).iter().map(|&t| content.instrument.nodes()[t].code.as_str()).collect();
    let column = page.param("sort").and_then(|s| Column::parse(s, &tops)).unwrap_or(Column::Rank);
    let descending = match page.param("dir") {
        Some("desc") => true,
        Some(_) => false,
        None => column != Column::Rank && column.descends_at_first(),
    };
    let mut shown = all.clone();
    rows::filter(&mut shown, page.param("q"), page.param("league"));
    rows::sort(&mut shown, column, descending);
    let table = if shown.is_empty() {
        let unfiltered = page.path.clone();
        view! {
            <Empty title=words::nothing_title(lang) text=words::nothing_text(lang)>
                <p><a href=unfiltered>{words::clear(lang)}</a></p>
            </Empty>
        }
        .into_any()
    } else {
        let count = (shown.len(), all.len());
        view! {
            <Ranking view=view.clone() rows=shown median=rows::median(&all) scale=table::scale(&all) column=column descending=descending />
            <p class="pager">
                <span>{words::shown(lang, count.0, count.1)}</span>
                <a href=routes::reweigh(content.index.slug.as_str(), &content.period, content.version)>{words::reweigh(lang)}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="ranking">
            <h2 id="ranking" class="sr">{words::ranking(lang)}</h2>
            {years(view, lang)}
            {filters(page, content, shown_count(&all, page), all.len())}
            {table}
        </section>
        {footing(view, &all, lang)}
    }
}

fn shown_count(all: &[Row], page: &Page) -> usize {
    let mut rows = all.to_vec();
    rows::filter(&mut rows, page.param("q"), page.param("league"));
    rows.len()
}

fn years(view: &PublicEdition, lang: Lang) -> impl IntoView + use<> {
    let here = view.edition.content.period.clone();
    let links = view.periods.iter().rev().map(|e| {
        let current = (e.period == here).then_some("page");
        view! { <li><a href=routes::period(&e.slug, &e.period) aria-current=current>{e.period.clone()}</a></li> }
    });
    (view.periods.len() > 1)
        .then(|| view! { <nav class="years" aria-label=words::periods(lang)><ul>{links.collect_view()}</ul></nav> })
}

fn filters(page: &Page, content: &EditionContent, shown: usize, all: usize) -> impl IntoView + use<> {
    let lang = page.lang;
    let leagues = rows::leagues(content, lang);
    let chosen = page.param("league").map(str::to_owned);
    let select = (leagues.len() > 1).then(|| {
        let options = leagues
            .into_iter()
            .map(|l| {
                let selected = chosen.as_deref().is_some_and(|named| rows::is_league(&l, named));
                let name = l.get(lang).to_owned();
                view! { <option value=l.en selected=selected>{name}</option> }
            })
            .collect_view();
        view! {
            <div class="field">
                <label for="league">{words::league(lang)}</label>
                <select id="league" name="league">
                    <option value="">{words::all_leagues(lang)}</option>
                    {options}
                </select>
            </div>
        }
    });
    // The order survives a new search.
    let keep = ["sort", "dir"]
        .map(|name| page.param(name).map(|value| view! { <input type="hidden" name=name value=value.to_owned() /> }));
    let filtered = page.param("q").is_some() || page.param("league").is_some();
    view! {
        <form class="filters" method="get" action=page.path.clone()>
            <div class="field">
                <label for="q">{words::search_label(lang, content.index.unit_noun.get(lang))}</label>
                <input id="q" name="q" type="search" autocomplete="off" value=page.param("q").unwrap_or_default().to_owned() />
            </div>
            {select}
            {keep.collect_view()}
            <button class="btn">{words::filter(lang)}</button>
            <output>{words::shown(lang, shown, all)}</output>
            {filtered.then(|| view! { <a href=page.path.clone()>{words::clear(lang)}</a> })}
        </form>
    }
}

fn footing(view: &PublicEdition, rows: &[Row], lang: Lang) -> impl IntoView + use<> {
    let content = &view.edition.content;
    let (slug, period, version) = (content.index.slug.as_str(), content.period.as_str(), content.version);
    let decimals = content.recipe.decimals;
    let scale = table::scale(rows);
    let scored = rows.iter().filter(|r| r.score.is_some()).count();
    let middle = rows::median(rows).map(|m| number::fixed(m, decimals)).unwrap_or_default();
    let dot = words::read_dot(lang, number::raw(scale.low, 2), number::raw(scale.high, 2), scored, middle);
    let change = view.previous.as_ref().map(|p| view! { <li>{words::read_change(lang, &p.period)}</li> });
    let difference =
        differences(content, rows, lang).map(|text| view! { <li>{words::read_difference(lang)} " " {text}</li> });
    let withheld = rows.iter().filter(|r| r.withheld.is_some()).count();
    let least = number::percent(content.recipe.coverage.overall);
    let withheld = (withheld > 0).then(|| view! { <li>{words::read_withheld(lang, withheld, least)}</li> });
    view! {
        <section class="cols">
            <div class="stack">
                <h2>{words::how_to_read(lang)}</h2>
                <ul>
                    <li>{words::read_rank(lang)}</li>
                    {withheld}
                    <li>{dot}</li>
                    {change}
                    {difference}
                </ul>
            </div>
            <div class="stack">
                <h2>{words::method(lang)}</h2>
                <p>{words::method_text(lang)}</p>
                <p><a href=routes::method(slug, period, version)>{words::method_link(lang)}</a></p>
            </div>
            <div class="stack">
                <h2>{words::downloads(lang)}</h2>
                <p>{words::downloads_text(lang)}</p>
                <p><a href=routes::downloads(slug, period, version)>{words::downloads_link(lang)}</a></p>
                <p class="hash">"SHA-256 " {view.edition.sha256.clone()}</p>
            </div>
            <div class="stack">
                <h2>{words::objections(lang)}</h2>
                <p>{words::objections_text(lang, content.index.contact.get(lang))}</p>
                <p><a href=routes::VERIFY>{common::verify(lang)}</a></p>
            </div>
        </section>
    }
}

/// How far our scores are from the publisher's, in a few sentences; `None` if they published none.
fn differences(content: &EditionContent, rows: &[Row], lang: Lang) -> Option<String> {
    let rounding = published::rounding(content, 0);
    let compared: Vec<(f64, &Row)> = rows.iter().filter_map(|r| Some((r.difference()?.abs(), r))).collect();
    let most = compared.iter().map(|(difference, _)| *difference).max_by(f64::total_cmp)?;
    let beyond: Vec<&Row> =
        compared.iter().filter(|(d, _)| published::is_beyond(*d, rounding)).map(|(_, r)| *r).collect();
    let tolerance = published::shown(rounding);
    let incomplete = beyond.iter().filter(|r| r.incomplete).count();
    let complete = beyond.len() - incomplete;
    if beyond.is_empty() {
        return Some(words::differences_none(lang, compared.len(), tolerance));
    }
    // Only what the data show is said of the causes.
    let sentences = [
        Some(words::differences_some(lang, beyond.len(), compared.len(), tolerance, number::fixed(most, 3))),
        (incomplete > 0).then(|| words::differences_incomplete(lang, incomplete)),
        (complete > 0).then(|| words::differences_complete(lang, complete)),
    ];
    Some(sentences.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
