//! The table of a ranking.

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang};
use service::public::PublicEdition;

use super::super::{
    published, results,
    rows::{Column, Row},
};
use crate::{
    components::{
        badge::{Grade, RankChange},
        chart::{
            Scale,
            bar::Bar,
            dot::{Dot, DotAxis},
        },
        sort_head::{SortChoice, SortHead, SortOption, Sorted},
    },
    locales::edition as words,
    number,
    request::{Page, use_page},
    routes,
};

/// The axis shared by all rows.
pub(super) fn scale(rows: &[Row]) -> Scale {
    Scale::around(rows.iter().filter_map(|r| r.score))
}

/// One row a unit.
#[component]
pub(super) fn Ranking(
    view: Arc<PublicEdition>,
    rows: Vec<Row>,
    median: Option<f64>,
    scale: Scale,
    column: Column,
    descending: bool,
) -> impl IntoView {
    let page = use_page();
    let lang = page.lang;
    let content = &view.edition.content;
    let decimals = content.recipe.decimals;
    let sorted = Sorting { page: &page, column, descending };
    let tops: Vec<(String, String)> = content
        .instrument
        .children(0)
        .iter()
        .map(|&t| &content.instrument.nodes()[t])
        .map(|n| (n.code.clone(), n.name.get(lang).to_owned()))
        .collect();
    let title = format!("{} {}", content.index.name.get(lang), content.period);
    let middle = median.map(|m| number::fixed(m, decimals)).unwrap_or_default();
    let graded = !content.recipe.grades.is_empty();
    let has_published = rows.iter().any(|r| r.published.is_some());
    let has_intervals = rows.iter().any(|r| r.interval.is_some());
    let before = super::compared(&view).map(|p| p.period.clone());
    let choice = sorted.choice(content, &tops, before.as_deref(), lang);
    let change_head = before.as_ref().map(|p| sorted.head("change", Column::Change, words::change(lang, p), "num"));
    let dimension_heads = tops
        .iter()
        .enumerate()
        .map(|(i, (code, name))| sorted.head(code, Column::Dimension(i), name.clone(), dimension_class(i)))
        .collect_view();
    let published_heads = has_published.then(|| {
        view! {
            <th scope="col" class="num wide group-start">{words::published(lang)}</th>
            <th scope="col" class="num wide">{words::difference(lang)}</th>
        }
    });
    // Dimensions reach further than their mean does.
    let longest = Scale::around(rows.iter().flat_map(|r| r.dimensions.iter().copied().flatten()).chain([0.0])).high;
    let rounding = published::rounding(content, 0);
    let about = Drawn {
        content,
        tops: &tops,
        scale,
        longest,
        median,
        published: has_published,
        intervals: has_intervals,
        rounding,
        compared: before.is_some(),
        lang,
    };
    let body = about.rows(&rows, column == Column::Rank);
    view! {
        {choice}
        <div class="table-box">
            <table class="data ranking">
                <caption class="sr">{words::caption(lang, title)}</caption>
                <thead>
                    <tr>
                        {sorted.head("rank", Column::Rank, words::rank(lang).to_owned(), "rank")}
                        {has_intervals.then(|| view! { <th scope="col" class="num interval">{words::interval(lang)}</th> })}
                        {sorted.head("name", Column::Name, content.index.unit_noun.get(lang).to_owned(), "name")}
                        <th scope="col" class="plot">
                            <DotAxis scale=scale label=words::plot_label(lang, middle) />
                        </th>
                        {sorted.head("score", Column::Score, words::score(lang).to_owned(), "num")}
                        {graded.then(|| view! { <th scope="col" class="wide">{words::grade(lang)}</th> })}
                        {change_head}
                        {dimension_heads}
                        {published_heads}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

const fn dimension_class(i: usize) -> &'static str {
    match i {
        0 => "num dim group-start",
        1 => "num dim",
        _ => "num dim third",
    }
}

struct Sorting<'a> {
    page: &'a Page,
    column: Column,
    descending: bool,
}

impl Sorting<'_> {
    fn head(&self, name: &str, column: Column, text: String, class: &'static str) -> impl IntoView + use<> {
        let sorted =
            (self.column == column).then_some(if self.descending { Sorted::Descending } else { Sorted::Ascending });
        view! { <SortHead text=text href=self.href(name, column) sorted=sorted class=class /> }
    }

    /// Where the link of a column leads: to the order it has at first or, from there, to the other one.
    fn href(&self, name: &str, column: Column) -> String {
        let next = if self.column == column { !self.descending } else { column.descends_at_first() };
        let direction = if next { "desc" } else { "asc" };
        self.page.url_with(&[("sort", Some(name)), ("dir", Some(direction)), ("lang", None), ("size", None)])
    }

    /// The same links as in the heads, as a list.
    fn choice(
        &self,
        content: &EditionContent,
        tops: &[(String, String)],
        before: Option<&str>,
        lang: Lang,
    ) -> impl IntoView + use<> {
        let fixed = [
            ("rank", Column::Rank, words::rank(lang).to_owned()),
            ("name", Column::Name, content.index.unit_noun.get(lang).to_owned()),
            ("score", Column::Score, words::score(lang).to_owned()),
        ];
        let change = before.map(|period| ("change", Column::Change, words::change(lang, period)));
        let dimensions =
            tops.iter().enumerate().map(|(i, (code, name))| (code.as_str(), Column::Dimension(i), name.clone()));
        let columns: Vec<_> = fixed.into_iter().chain(change).chain(dimensions).collect();
        let order = |descending| if descending { words::descending(lang) } else { words::ascending(lang) };
        let now = columns
            .iter()
            .find(|(_, column, _)| *column == self.column)
            .map(|(_, _, text)| words::sorted_by(lang, text, order(self.descending)))
            .unwrap_or_default();
        let options = columns
            .into_iter()
            .map(|(name, column, text)| {
                let current = self.column == column;
                let text = if current { words::turn_round(lang, text, order(!self.descending)) } else { text };
                SortOption { text, href: self.href(name, column), current }
            })
            .collect();
        view! { <SortChoice now=now options=options /> }
    }
}

struct Drawn<'a> {
    content: &'a EditionContent,
    tops: &'a [(String, String)],
    scale: Scale,
    /// What a full bar stands for.
    longest: f64,
    median: Option<f64>,
    published: bool,
    intervals: bool,
    /// How far rounding in print may take the published scores from ours.
    rounding: f64,
    compared: bool,
    lang: Lang,
}

impl Drawn<'_> {
    /// The rows; in the order of ranks each first one of a band tells its name.
    fn rows(&self, rows: &[Row], by_rank: bool) -> AnyView {
        let before = std::iter::once(None).chain(rows.iter().map(|row| row.band));
        let drawn = rows.iter().zip(before).map(|(row, before)| {
            let starts = by_rank && row.band != before;
            self.row(row, row.band.filter(|_| starts))
        });
        drawn.collect_view().into_any()
    }

    fn row(&self, row: &Row, band: Option<u32>) -> impl IntoView + use<> {
        let lang = self.lang;
        let decimals = self.content.recipe.decimals;
        let (slug, period, version) =
            (self.content.index.slug.as_str(), self.content.period.as_str(), self.content.version);
        let score = row.score.map(|s| number::fixed(s, decimals));
        let shown = score.clone().unwrap_or_else(|| words::no_score(lang).to_owned());
        let rank = row.rank.map_or_else(|| "—".into(), |r| r.to_string());
        let tied = row.tied.then(|| view! { <span class="band">{words::tied(lang)}</span> });
        let interval = self.intervals.then(|| {
            let shown = row.interval.map(|(best, worst)| number::ranks(best, worst));
            let band = band.map(|band| view! { <span class="band-name">{words::band(lang, band)}</span> });
            view! { <td class="num interval">{shown}{band}</td> }
        });
        let grade = (!self.content.recipe.grades.is_empty()).then(|| {
            let grade = row.grade.as_ref().and_then(|l| self.content.recipe.grades.iter().find(|g| g.letter == *l));
            let shown = grade.map(|g| view! { <Grade letter=g.letter.clone() word=g.name.get(lang).to_owned() /> });
            view! { <td class="grade-cell">{shown}</td> }
        });
        let change = self.compared.then(|| {
            let words = match row.change {
                None => words::change_new(lang).to_owned(),
                Some(0) => words::change_none(lang).to_owned(),
                Some(n) if n > 0 => words::change_up(lang, n),
                Some(n) => words::change_down(lang, n.unsigned_abs()),
            };
            let shown = row.rank.is_some().then(|| view! { <RankChange places=row.change words=words /> });
            view! { <td class="num change">{shown}</td> }
        });
        let dimensions = row
            .dimensions
            .iter()
            .zip(self.tops)
            .enumerate()
            .map(|(i, (score, (code, name)))| {
                let max = self.longest;
                let shown = score.map_or_else(|| words::no_score(lang).to_owned(), |s| number::fixed(s, decimals));
                let bar = score.map(|s| view! { <Bar value=s max=max mini=true /> });
                let href = routes::indicator(slug, period, version, code);
                view! { <td class=dimension_class(i) data-label=name.clone()><a href=href>{shown}</a> {bar}</td> }
            })
            .collect_view();
        let published = self.published.then(|| {
            let theirs = row.published.map(|p| number::raw(p, 4));
            let beyond = row.difference().is_some_and(|d| published::is_beyond(d, self.rounding));
            let class = if beyond { "num wide differs" } else { "num wide official" };
            let difference = row.difference().map(|d| number::signed(d, 3));
            view! {
                <td class="num official wide group-start">{theirs}</td>
                <td class=class>{difference}</td>
            }
        });
        let why = row.score.is_none().then(|| {
            let text = results::no_score(lang, self.content, &row.code, row.withheld);
            view! { <div class="meta">{text}</div> }
        });
        let label = format!("{} {shown}", row.name);
        let class = match (row.tied, band) {
            (true, Some(_)) => Some("tie band-start"),
            (true, None) => Some("tie"),
            (false, Some(_)) => Some("band-start"),
            (false, None) => None,
        };
        view! {
            <tr id=row.code.clone() class=class>
                <td class="rank">{rank} {tied}</td>
                {interval}
                <th scope="row" class="name">
                    <a href=routes::unit(slug, period, version, &row.code)>{row.name.clone()}</a>
                    {why}
                </th>
                <td class="plot">
                    <Dot value=row.score scale=self.scale label=label middle=self.median />
                </td>
                <td class="num score">{shown}</td>
                {grade}
                {change}
                {dimensions}
                {published}
            </tr>
        }
    }
}
