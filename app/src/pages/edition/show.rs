//! The ranking: who is first, by how much, and what stands behind it.

mod grades;
mod table;

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang, Stage};
use service::public::PublicEdition;

use super::{
    head::{self, EditionHead},
    heat::Heat,
    published, release, results, reweigh,
    rows::{self, Column, Row},
    tile_map,
};
use crate::{
    components::{layout::PublicLayout, note::Empty},
    locales::{common, dimensions, edition as words, release as release_words},
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
        let view = head::load(&page, address).await?;
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

/// Most units whose dimensions stand on the ranking's own page.
const FEW: usize = 30;

fn figures(page: &Page, view: &Arc<PublicEdition>) -> impl IntoView + use<> {
    let lang = page.lang;
    let content = &view.edition.content;
    let all = rows::rows(content, compared(view), lang);
    let mut shown = all.clone();
    rows::filter(&mut shown, page.param("q"), page.param("league"));
    let table = if shown.is_empty() {
        let unfiltered = page.path.clone();
        view! {
            <Empty title=words::nothing_title(lang) text=words::nothing_text(lang)>
                <p><a href=unfiltered>{words::clear(lang)}</a></p>
            </Empty>
        }
        .into_any()
    } else if content.withholds_scores() {
        grades::list(lang, content, shown)
    } else {
        ranking(page, view, &all, shown)
    };
    let heading = if content.withholds_scores() { release_words::grades(lang) } else { words::ranking(lang) };
    view! {
        {release::note(lang, content)}
        <section class="stack" aria-labelledby="ranking">
            <h2 id="ranking" class="sr">{heading}</h2>
            {years(view, lang)}
            {filters(page, content, shown_count(&all, page), all.len())}
            {table}
        </section>
        {tile_map::section(lang, content)}
        {heat(lang, content)}
        {footing(view, &all, lang)}
    }
}

/// The edition that ranks are compared with, if it has any.
fn compared(view: &PublicEdition) -> Option<&EditionContent> {
    view.previous.as_deref().filter(|previous| !previous.withholds_scores())
}

/// The ranking in the order the URL asks for, and where to go on from it.
fn ranking(page: &Page, view: &Arc<PublicEdition>, all: &[Row], mut shown: Vec<Row>) -> AnyView {
    let lang = page.lang;
    let content = &view.edition.content;
    let tops: Vec<&str> =
        content.instrument.children(0).iter().map(|&t| content.instrument.nodes()[t].code.as_str()).collect();
    let column = page.param("sort").and_then(|s| Column::parse(s, &tops)).unwrap_or(Column::Rank);
    let descending = match page.param("dir") {
        Some("desc") => true,
        Some(_) => false,
        None => column != Column::Rank && column.descends_at_first(),
    };
    rows::sort(&mut shown, column, descending);
    let count = words::shown(lang, shown.len(), all.len());
    let (slug, period, version) = (content.index.slug.as_str(), content.period.as_str(), content.version);
    let reweigh = reweigh::can_weigh(content)
        .then(|| view! { <a href=routes::reweigh(slug, period, version)>{words::reweigh(lang)}</a> });
    view! {
        {about_intervals(lang, content)}
        <Ranking view=view.clone() rows=shown median=rows::median(all) scale=table::scale(all) column=column descending=descending />
        <p class="pager">
            <span>{count}</span>
            <a href=routes::dimensions(slug, period, version)>{dimensions::see(lang)}</a>
            {reweigh}
        </p>
    }
}

/// What rank intervals and bands mean, where the edition has them.
pub(super) fn about_intervals(lang: Lang, content: &EditionContent) -> Option<AnyView> {
    let runs = content.result.steps.runs?;
    let asked = content.recipe.robustness.as_ref()?;
    let share = number::percent(asked.interval);
    Some(view! {
        <p class="about-intervals">
            {words::intervals_about(lang, share, runs.done)} " "
            <a href=results::intervals_href(content)>{words::intervals_link(lang)}</a>
        </p>
    })
}

/// The first level of dimensions, where the units are few.
fn heat(lang: Lang, content: &EditionContent) -> Option<AnyView> {
    let top = content.instrument.children(0);
    if content.withholds_scores() || content.data.units.len() > FEW || top.is_empty() {
        return None;
    }
    let heat = Heat::over(lang, content, top);
    let more = routes::dimensions(content.index.slug.as_str(), &content.period, content.version);
    Some(view! {
        <section class="stack" aria-labelledby="dimensions">
            <div class="head">
                <h2 id="dimensions">{dimensions::title(lang)}</h2>
                <a href=more>{dimensions::all(lang)}</a>
            </div>
            {heat.legend()}
            {heat.table(dimensions::caption(lang).to_owned(), top)}
            <p class="meta">{dimensions::about(lang)}</p>
        </section>
    })
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
    let reading = if content.withholds_scores() {
        view! { <li>{release_words::read_grade(lang)}</li> }
    } else {
        reading(view, rows, lang)
    };
    let files = if content.withholds_scores() { release_words::files(lang) } else { words::downloads_text(lang) };
    view! {
        <section class="cols">
            <div class="stack">
                <h2>{words::how_to_read(lang)}</h2>
                <ul>{reading}</ul>
            </div>
            <div class="stack">
                <h2>{words::method(lang)}</h2>
                <p>{words::method_text(lang)}</p>
                <p><a href=routes::method(slug, period, version)>{words::method_link(lang)}</a></p>
            </div>
            <div class="stack">
                <h2>{words::downloads(lang)}</h2>
                <p>{files}</p>
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

/// How to read ranks, dots and changes.
fn reading(view: &PublicEdition, rows: &[Row], lang: Lang) -> AnyView {
    let content = &view.edition.content;
    let decimals = content.recipe.decimals;
    let scale = table::scale(rows);
    let scored = rows.iter().filter(|r| r.score.is_some()).count();
    let middle = rows::median(rows).map(|m| number::fixed(m, decimals)).unwrap_or_default();
    let dot = words::read_dot(lang, number::raw(scale.low, 2), number::raw(scale.high, 2), scored, middle);
    let change = compared(view).map(|p| view! { <li>{words::read_change(lang, &p.period)}</li> });
    let difference =
        differences(content, rows, lang).map(|text| view! { <li>{words::read_difference(lang)} " " {text}</li> });
    let withheld = rows.iter().filter(|r| r.withheld.is_some()).count();
    let least = number::percent(content.recipe.coverage.overall);
    let withheld = (withheld > 0).then(|| view! { <li>{words::read_withheld(lang, withheld, least)}</li> });
    view! {
        <li>{words::read_rank(lang)}</li>
        {withheld}
        <li>{dot}</li>
        {change}
        {difference}
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
