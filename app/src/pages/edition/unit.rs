//! A unit: what it scored, why, and how that was before.

pub(super) mod peers;
pub(super) mod total;

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang, Text};
use service::public::{self, HistoryPoint, PublicEdition};

use super::{
    change,
    derivation::derivation,
    head::{self, EditionHead},
    published::{is_beyond, rounding},
    release,
    results::{by_rank, interval, intervals_href, no_score, node_score, published, ranked, unit_href, unit_score},
    standing::standing,
};
use crate::{
    components::{
        chart::{
            Scale,
            line::{LineChart, Series},
        },
        layout::PublicLayout,
        stat::Stat,
    },
    locales::{change as change_words, reach, unit as words},
    number, routes,
};

/// The page.
#[component]
pub fn Unit() -> impl IntoView {
    let code = head::code_param();
    standing(|page, view| async move {
        let content = view.edition.content.clone();
        let unit = head::unit_of(&content, code.as_deref())?;
        let code = &content.data.units[unit].code;
        let history = public::unit_history(&page.services, content.index.slug.as_str(), code).await?;
        Ok(show(page.lang, view, unit, &history).into_any())
    })
}

fn show(lang: Lang, view: Arc<PublicEdition>, unit: usize, history: &[HistoryPoint]) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let about = &content.data.units[unit];
    let name = about.name.get(lang).to_owned();
    let lede = about.league.as_ref().map(|league| words::group(lang, league.get(lang))).unwrap_or_default();
    let sentence = strong_and_weak(lang, &content, unit).map(|text| view! { <p>{text}</p> });
    let stats = stats(lang, &content, view.previous.as_deref(), unit);
    let about_interval = interval(&content, unit).map(|_| {
        view! { <p class="meta"><a href=intervals_href(&content)>{words::about_interval(lang)}</a></p> }
    });
    let why = change::href(&content, view.previous.as_deref(), unit).map(|(href, period)| {
        view! { <a href=href>{change_words::link(lang, period)}</a> }
    });
    let history = history_section(lang, &content, &name, &about.code, history, why);
    let contact = content.index.contact.get(lang).to_owned();
    let released = release::note(lang, &content);
    let ceiling = total::ceiling(lang, &content, unit);
    let total = total::section(lang, &content, unit);
    // Where the grade is all that is published, there is nothing it could be derived from, and no order.
    let scored = !content.withholds_scores();
    let further = node_score(&content, unit, 0).score.map(|_| {
        let href = routes::reach(content.index.slug.as_str(), &content.period, content.version, &about.code);
        view! { <p><a href=href>{reach::title(lang)}</a></p> }
    });
    let derivation = scored.then(|| derivation(lang, &content, unit));
    let peers = peers::section(lang, &content, unit);
    let publisher = publisher(lang, &content, unit);
    let neighbours = scored.then(|| neighbours(lang, &content, unit));
    let (objection, objection_text) = if scored {
        (words::objection(lang), words::objection_text(lang))
    } else {
        (words::objection_grade(lang), words::objection_grade_text(lang))
    };
    view! {
        <PublicLayout>
            <EditionHead view=view title=name.clone() lede=lede here=name.clone() />
            <section class="stack">
                {released}
                {stats}
                {about_interval}
                {ceiling}
                {sentence}
                {further}
            </section>
            {history}
            {peers}
            {total}
            {derivation}
            {publisher}
            {neighbours}
            <section class="stack">
                <h2>{objection}</h2>
                <p>{objection_text} {contact}</p>
            </section>
        </PublicLayout>
    }
}

fn stats(
    lang: Lang,
    content: &EditionContent,
    previous: Option<&EditionContent>,
    unit: usize,
) -> impl IntoView + use<> {
    let decimals = content.recipe.decimals;
    let overall = node_score(content, unit, 0);
    let code = &content.data.units[unit].code;
    let before = previous.and_then(|p| {
        let rank = p.result.units.iter().find(|u| &u.code == code)?.rank()?;
        Some(words::rank_before(lang, &p.period, rank))
    });
    let rank = overall.rank.map(|rank| {
        let of = words::of(lang, ranked(content, 0));
        let interval =
            interval(content, unit).map(|found| words::interval(lang, number::ranks(found.best, found.worst)));
        let under = interval.into_iter().chain(before).collect::<Vec<_>>().join(words::comma(lang));
        view! { <Stat term=words::rank(lang) value=rank.to_string() unit=of under=under /> }
    });
    let grade = unit_score(content, unit).and_then(|s| s.grade.as_ref()).map(|letter| {
        let word = content.recipe.grades.iter().find(|g| &g.letter == letter).map(|g| g.name.get(lang).to_owned());
        let under = grade_shares(lang, content, unit).unwrap_or_default();
        view! { <Stat term=words::grade(lang) value=letter.clone() unit=format!(" {}", word.unwrap_or_default()) under=under /> }
    });
    // With more dimensions than these the derivation below is the better place to read them.
    let top = content.instrument.children(0);
    let dimensions = (top.len() <= 4).then(|| {
        top.iter()
            .filter_map(|&node| {
                let result = node_score(content, unit, node);
                let under = result.rank.map(|rank| words::rank_at(lang, rank)).unwrap_or_default();
                let term = content.instrument.nodes()[node].name.get(lang).to_owned();
                result.score.map(|score| view! { <Stat term=term value=number::fixed(score, decimals) under=under /> })
            })
            .collect_view()
    });
    let theirs = published(content, &content.instrument.root().code, unit).map(|theirs| {
        let under = overall.score.map(|ours| words::differs_by(lang, number::signed(ours - theirs, decimals + 2)));
        view! { <Stat term=words::published_score(lang) value=number::fixed(theirs, decimals) under=under.unwrap_or_default() /> }
    });
    let score = (!content.withholds_scores()).then(|| {
        let score = overall.score.map_or_else(|| words::no_score(lang).to_owned(), |s| number::fixed(s, decimals));
        let error = overall.standard_error.map(|error| words::plus_minus(lang, number::fixed(error, decimals)));
        let why = overall.score.map_or_else(|| no_score(lang, content, code, overall.withheld), |_| String::new());
        let error = error.map(|error| format!(" {error}")).unwrap_or_default();
        view! { <Stat term=words::score(lang) value=score unit=error under=why major=true /> }
    });
    view! {
        <dl class="stats">
            {score}
            {rank}
            {grade}
            {dimensions}
            {theirs}
        </dl>
    }
}

/// How often the unit has each grade, best first: `A 86%，B 14%`; `None` where it always has the same.
pub(super) fn grade_shares(lang: Lang, content: &EditionContent, unit: usize) -> Option<String> {
    let grades = &interval(content, unit)?.grades;
    let shares: Vec<String> = content
        .recipe
        .grades
        .iter()
        .filter_map(|grade| grades.get(&grade.letter).map(|share| (&grade.letter, *share)))
        .map(|(letter, share)| words::grade_share(lang, letter, number::percent(share)))
        .collect();
    (shares.len() > 1).then(|| words::grade_shares(lang, shares.join(words::comma(lang))))
}

/// `相对强在…；相对弱在…。`; `None` where there is too little to compare.
pub(super) fn strong_and_weak(lang: Lang, content: &EditionContent, unit: usize) -> Option<String> {
    let (strong, weak) = extremes(content, unit)?;
    let list = |nodes: Vec<usize>| {
        let named = nodes.into_iter().filter_map(|node| {
            let rank = node_score(content, unit, node).rank?;
            Some(words::named_rank(lang, content.instrument.nodes()[node].name.get(lang), rank))
        });
        named.collect::<Vec<_>>().join(words::and(lang))
    };
    Some(words::strong_and_weak(lang, list(strong), list(weak)))
}

/// The dimensions on which the unit ranks best and worst, best and worst first; `None` where the ranks would
/// not tell them apart, since a reader sees no other reason for either.
fn extremes(content: &EditionContent, unit: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let place = |node: usize| {
        let rank = node_score(content, unit, node).rank?;
        // On some dimensions fewer units are ranked: what counts is how far down the list one stands.
        Some(f64::from(rank) / ranked(content, node).max(1) as f64)
    };
    let mut places: Vec<(usize, f64)> =
        compared(content).into_iter().filter_map(|node| place(node).map(|p| (node, p))).collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (first, last) = (places.first()?, places.last()?);
    if first.1 >= last.1 {
        return None;
    }
    let rank = |node: &usize| node_score(content, unit, *node).rank;
    (1..=(places.len() / 2).min(2)).rev().find_map(|each| {
        let strong: Vec<usize> = places.iter().take(each).map(|p| p.0).collect();
        let weak: Vec<usize> = places.iter().rev().take(each).map(|p| p.0).collect();
        (strong.iter().map(rank).max() < weak.iter().map(rank).min()).then_some((strong, weak))
    })
}

/// The nodes worth comparing: the top dimensions, or, where they are too few to say much, the level
/// below them.
fn compared(content: &EditionContent) -> Vec<usize> {
    const ENOUGH: usize = 4;
    let instrument = &content.instrument;
    let top = instrument.children(0);
    if top.len() >= ENOUGH {
        return top.to_vec();
    }
    top.iter()
        .flat_map(|&node| if instrument.is_indicator(node) { vec![node] } else { instrument.children(node).to_vec() })
        .collect()
}

fn history_section(
    lang: Lang,
    content: &EditionContent,
    name: &str,
    code: &str,
    history: &[HistoryPoint],
    why: Option<AnyView>,
) -> Option<impl IntoView + use<>> {
    if history.iter().filter(|p| p.score.is_some() || p.grade.is_some()).count() < 2 {
        return None;
    }
    let table = history_table(lang, content, code, history);
    // Where only grades are published there is no line to draw, and the table stands open.
    let body = match history_chart(lang, content, name, history) {
        Some(chart) => view! {
            <figure class="stack">
                {chart}
                <details class="more">
                    <summary>{words::chart_data(lang)}</summary>
                    {table}
                </details>
            </figure>
        },
        None => table,
    };
    Some(view! {
        <section>
            <div class="head">
                <h2>{words::history(lang)}</h2>
                {why}
            </div>
            {body}
        </section>
    })
}

fn history_chart(lang: Lang, content: &EditionContent, name: &str, history: &[HistoryPoint]) -> Option<AnyView> {
    let decimals = content.recipe.decimals;
    let scored: Vec<(&str, f64)> = history.iter().filter_map(|p| Some((p.period.as_str(), p.score?))).collect();
    let (first, last) = (*scored.first()?, *scored.last()?);
    if first.0 == last.0 {
        return None;
    }
    let title = words::history_title(lang, name, first.0, last.0);
    let desc =
        words::history_desc(lang, first.0, number::fixed(first.1, decimals), last.0, number::fixed(last.1, decimals));
    let series = Series {
        label: number::fixed(last.1, decimals),
        values: history.iter().map(|p| p.score).collect(),
        subject: true,
    };
    let labels = history.iter().map(|p| p.period.clone()).collect();
    let scale = Scale::around(scored.iter().map(|s| s.1));
    Some(view! { <LineChart id="history" title=title desc=desc labels=labels series=vec![series] scale=scale /> })
}

fn history_table(lang: Lang, content: &EditionContent, code: &str, history: &[HistoryPoint]) -> AnyView {
    let decimals = content.recipe.decimals;
    let graded = history.iter().any(|p| p.grade.is_some());
    let rows = history
        .iter()
        .rev()
        .map(|p| {
            let href = routes::unit(content.index.slug.as_str(), &p.period, p.version, code);
            let grade = graded.then(|| view! { <td>{p.grade.clone()}</td> });
            view! {
                <tr>
                    <th scope="row"><a href=href>{p.period.clone()}</a></th>
                    <td class="num">{p.score.map(|s| number::fixed(s, decimals))}</td>
                    <td class="num">{p.rank.map(|rank| format!("{rank}{}", words::of(lang, p.ranked)))}</td>
                    {grade}
                </tr>
            }
        })
        .collect_view();
    let grade_head = graded.then(|| view! { <th scope="col">{words::grade(lang)}</th> });
    view! {
        <div class="table-box">
            <table class="data dense">
                <caption class="sr">{words::history(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::period(lang)}</th>
                        <th scope="col" class="num">{words::score(lang)}</th>
                        <th scope="col" class="num">{words::rank(lang)}</th>
                        {grade_head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Ours beside the publisher's, node by node.
fn publisher(lang: Lang, content: &EditionContent, unit: usize) -> Option<impl IntoView + use<>> {
    let decimals = content.recipe.decimals;
    let rows: Vec<_> = content
        .instrument
        .nodes()
        .iter()
        .enumerate()
        .filter_map(|(position, node)| {
            let theirs = published(content, &node.code, unit)?;
            let ours = node_score(content, unit, position).score;
            let difference = ours.map(|ours| ours - theirs);
            let differs = difference.is_some_and(|d| is_beyond(d, rounding(content, position)));
            let mark = differs.then(|| view! { " " <span class="tag is-wait">{words::differs(lang)}</span> });
            let class = if differs { "num differs" } else { "num" };
            Some(view! {
                <tr>
                    <th scope="row"><a href=super::results::indicator_href(content, &node.code)>{node.name.get(lang).to_owned()}</a></th>
                    <td class="num" data-label=words::ours(lang)>{or_dash(ours.map(|s| number::fixed(s, decimals + 2)))}</td>
                    <td class="num" data-label=words::theirs(lang)>{number::raw(theirs, decimals + 2)}</td>
                    <td class=class data-label=words::difference(lang)>
                        {or_dash(difference.map(|d| number::signed(d, decimals + 2)))} {mark}
                    </td>
                </tr>
            })
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack">
                <div class="head"><h2>{words::publisher(lang)}</h2></div>
                <p>{words::publisher_about(lang)}</p>
                <div class="table-box">
                    <table class="data dense cards">
                        <caption class="sr">{words::publisher(lang)}</caption>
                        <thead>
                            <tr>
                                <th scope="col">{words::node(lang)}</th>
                                <th scope="col" class="num">{words::ours(lang)}</th>
                                <th scope="col" class="num">{words::theirs(lang)}</th>
                                <th scope="col" class="num">{words::difference(lang)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

fn or_dash(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| "—".to_owned())
}

fn neighbours(lang: Lang, content: &EditionContent, unit: usize) -> impl IntoView + use<> {
    let order = by_rank(content, 0);
    let at = order.iter().position(|&u| u == unit).unwrap_or_default();
    let link = |unit: Option<&usize>, rel: &'static str, text: fn(Lang, &str) -> String| {
        unit.map(|&unit| {
            let about = &content.data.units[unit];
            let name: &Text = &about.name;
            view! { <li><a href=unit_href(content, &about.code) rel=rel>{text(lang, name.get(lang))}</a></li> }
        })
    };
    let previous = link(at.checked_sub(1).and_then(|i| order.get(i)), "prev", |lang, name| words::previous(lang, name));
    let next = link(order.get(at + 1), "next", |lang, name| words::next(lang, name));
    view! {
        <nav class="pager" aria-label=words::neighbours(lang)>
            <ul>{previous}{next}</ul>
        </nav>
    }
}
