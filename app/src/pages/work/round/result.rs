//! The result as it would be published now, or every reason why there is none.

use std::collections::BTreeMap;

use crate::prelude::*;
use domain::{Instrument, Lang, Problem, ScoreSheet, Text, UnitScore};
use service::rounds::RoundDesk;

use crate::{
    components::{
        badge::Grade,
        chart::{
            Scale,
            dot::{Dot, DotAxis},
        },
        note::{Note, Tone},
        stat::Stat,
    },
    locales::{robustness, round as words},
    number,
    pages::problems,
    request::Page,
    routes,
};

/// Units shown before all are asked for.
const FIRST: usize = 20;
/// Top dimensions with a column of their own.
const DIMENSIONS: usize = 4;

/// The part of the page.
pub(super) fn section(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let body = match &desk.preview {
        Ok(sheet) => {
            let href = routes::robustness(desk.index.about.slug.as_str(), &desk.round.period);
            view! {
                <p><a href=href>{robustness::link(lang)}</a></p>
                {ranking(page, desk, sheet)}
            }
        }
        Err(reasons) => refused(lang, &by_name(desk, reasons)).into_any(),
    };
    view! {
        <section class="stack" id="result">
            <div class="head"><h2>{words::result_title(lang)}</h2></div>
            {body}
        </section>
    }
}

fn refused(lang: Lang, reasons: &[Problem]) -> impl IntoView + use<> {
    view! {
        <Note tone=Tone::Fault>
            <p><b>{words::result_refused(lang)}</b></p>
            <p>{words::result_refused_about(lang)}</p>
        </Note>
        {problems::list(lang, reasons)}
    }
}

/// The engine knows codes; people know names. Quoted codes of units and nodes become names.
pub(super) fn by_name(desk: &RoundDesk, reasons: &[Problem]) -> Vec<Problem> {
    let nodes = desk.instrument.instrument.nodes().iter().map(|n| (n.code.as_str(), &n.name));
    let units = desk.data.units.iter().map(|u| (u.code.as_str(), &u.name));
    with_names_of(nodes.chain(units), reasons)
}

/// Quoted codes become these names.
pub(super) fn with_names_of<'a>(known: impl Iterator<Item = (&'a str, &'a Text)>, reasons: &[Problem]) -> Vec<Problem> {
    let names: BTreeMap<&str, &Text> = known.collect();
    reasons
        .iter()
        .map(|problem| {
            let message = Text::new(
                with_names(&problem.message.zh, &names, Lang::Zh),
                with_names(&problem.message.en, &names, Lang::En),
            );
            Problem { message, ..problem.clone() }
        })
        .collect()
}

fn with_names(sentence: &str, names: &BTreeMap<&str, &Text>, lang: Lang) -> String {
    let mut parts = sentence.split('“');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('“');
        match part.split_once('”') {
            Some((code, rest)) => {
                text.push_str(names.get(code).map_or(code, |name| name.get(lang)));
                text.push('”');
                text.push_str(rest);
            }
            None => text.push_str(part),
        }
    }
    text
}

/// A unit of the ranking and what the publisher says about it.
struct Row<'a> {
    name: &'a str,
    unit: &'a UnitScore,
    rank: u32,
    score: f64,
    published: Option<f64>,
}

/// The ranked units, best first; equal ranks in the order of the table.
fn rows<'a>(lang: Lang, desk: &'a RoundDesk, sheet: &'a ScoreSheet) -> Vec<Row<'a>> {
    let published = desk.data.published.get(&desk.instrument.instrument.root().code);
    let mut rows: Vec<Row<'_>> = sheet
        .units
        .iter()
        .zip(&desk.data.units)
        .enumerate()
        .filter_map(|(i, (unit, about))| {
            Some(Row {
                name: about.name.get(lang),
                unit,
                rank: unit.rank()?,
                score: unit.score()?,
                published: published.and_then(|column| column.get(i).copied().flatten()),
            })
        })
        .collect();
    rows.sort_by_key(|row| row.rank);
    rows
}

/// What the table shows besides rank, name and score.
struct Columns {
    scale: Scale,
    middle: Option<f64>,
    decimals: u8,
    grades: BTreeMap<String, String>,
    /// Position and name of each top dimension.
    dimensions: Vec<(usize, String)>,
    published: bool,
}

impl Columns {
    fn of(lang: Lang, desk: &RoundDesk, rows: &[Row<'_>]) -> Self {
        let tree = &desk.instrument.instrument;
        let scores = rows.iter().map(|row| row.score);
        Self {
            scale: Scale::around(scores.chain(rows.iter().filter_map(|row| row.published))),
            middle: rows.get(rows.len() / 2).map(|row| row.score),
            decimals: desk.round.recipe.decimals,
            grades: desk.round.recipe.grades.iter().map(|g| (g.letter.clone(), g.name.get(lang).to_owned())).collect(),
            dimensions: dimensions(lang, tree),
            published: rows.iter().any(|row| row.published.is_some()),
        }
    }
}

fn dimensions(lang: Lang, tree: &Instrument) -> Vec<(usize, String)> {
    let top = tree.children(0).iter();
    top.take(DIMENSIONS).map(|&i| (i, tree.nodes()[i].name.get(lang).to_owned())).collect()
}

fn ranking(page: &Page, desk: &RoundDesk, sheet: &ScoreSheet) -> AnyView {
    let lang = page.lang;
    let rows = rows(lang, desk, sheet);
    if rows.is_empty() {
        return view! { <Note tone=Tone::Wait><p>{words::none_ranked(lang)}</p></Note> };
    }
    let columns = Columns::of(lang, desk, &rows);
    let all = page.param("show") == Some("all");
    let shown = if all { rows.len() } else { rows.len().min(FIRST) };
    let body = rows[..shown].iter().map(|row| unit(lang, &columns, row, is_tied(&rows, row.rank))).collect_view();
    let withheld = sheet.units.iter().filter(|u| u.nodes.first().is_some_and(|n| n.withheld.is_some())).count();
    let empty = sheet.units.len() - rows.len() - withheld;
    let least = number::percent(desk.round.recipe.coverage.overall);
    let withheld = (withheld > 0).then(|| view! { <p class="meta">{words::not_enough(lang, withheld, least)}</p> });
    let empty = (empty > 0).then(|| view! { <p class="meta">{words::not_ranked(lang, empty)}</p> });
    let turn = if all {
        let href = format!("{}#result", page.url_with(&[("show", None)]));
        (rows.len() > FIRST).then(|| view! { <a href=href>{words::show_first(lang)}</a> }.into_any())
    } else {
        let href = format!("{}#result", page.url_with(&[("show", Some("all"))]));
        (rows.len() > FIRST).then(|| view! { <a href=href>{words::show_all(lang)}</a> }.into_any())
    };
    let count =
        if shown < rows.len() { words::first_of(lang, shown, rows.len()) } else { words::all_of(lang, rows.len()) };
    view! {
        {figures(lang, &columns, &rows)}
        <div class="row between"><span>{count}</span>{turn}</div>
        <div class="table-box">
            <table class="data ranking">
                <caption class="sr">{words::result_title(lang)}</caption>
                {head(lang, &columns)}
                <tbody>{body}</tbody>
            </table>
        </div>
        {withheld}
        {empty}
    }
}

fn figures(lang: Lang, columns: &Columns, rows: &[Row<'_>]) -> impl IntoView + use<> {
    let mean = rows.iter().map(|row| row.score).sum::<f64>() / rows.len().max(1) as f64;
    let decimals = columns.decimals;
    let agree = columns.published.then(|| {
        let (same, compared) = agreement(rows, decimals);
        view! { <p>{words::published_same(lang, same, compared, decimals)}</p> }
    });
    view! {
        <dl class="stats">
            <Stat term=words::ranked(lang) value=rows.len().to_string() />
            <Stat term=words::mean(lang) value=number::fixed(mean, decimals) />
        </dl>
        {agree}
    }
}

/// How many scores agree with the published ones as printed, and how many could be compared.
fn agreement(rows: &[Row<'_>], decimals: u8) -> (usize, usize) {
    let pairs = rows.iter().filter_map(|row| row.published.map(|p| (row.score, p)));
    let same =
        pairs.clone().filter(|(ours, theirs)| number::fixed(*ours, decimals) == number::fixed(*theirs, decimals));
    (same.count(), pairs.count())
}

fn is_tied(rows: &[Row<'_>], rank: u32) -> bool {
    rows.iter().filter(|row| row.rank == rank).count() > 1
}

/// Classes of a dimension's column: a rule before the first; from the third on hidden on phones.
const fn dimension_class(n: usize) -> &'static str {
    match n {
        0 => "num dim group-start",
        1 => "num dim",
        _ => "num dim third",
    }
}

fn head(lang: Lang, columns: &Columns) -> impl IntoView + use<> {
    let dimensions = columns
        .dimensions
        .iter()
        .enumerate()
        .map(|(n, (_, name))| view! { <th scope="col" class=dimension_class(n)>{name.clone()}</th> })
        .collect_view();
    let grade = (!columns.grades.is_empty())
        .then(|| view! { <th scope="col" class="grade-cell wide">{words::grade(lang)}</th> });
    let published = columns.published.then(|| {
        view! {
            <th scope="col" class="num wide group-start">{words::published(lang)}</th>
            <th scope="col" class="num wide">{words::difference(lang)}</th>
        }
    });
    view! {
        <thead>
            <tr>
                <th scope="col" class="rank" aria-sort="ascending">{words::rank(lang)}</th>
                <th scope="col" class="name">{words::unit(lang)}</th>
                <th scope="col" class="plot">
                    <DotAxis scale=columns.scale label=words::score_plot(lang) />
                </th>
                <th scope="col" class="num">{words::score(lang)}</th>
                {grade}
                {dimensions}
                {published}
            </tr>
        </thead>
    }
}

fn unit(lang: Lang, columns: &Columns, row: &Row<'_>, tied: bool) -> impl IntoView + use<> {
    let decimals = columns.decimals;
    let score = number::fixed(row.score, decimals);
    let label = format!("{} {score}", row.name);
    let dimensions = columns
        .dimensions
        .iter()
        .enumerate()
        .map(|(n, (at, name))| {
            let figure = row.unit.nodes.get(*at).and_then(|node| node.score).map(|s| number::fixed(s, decimals));
            view! { <td class=dimension_class(n) data-label=name.clone()>{figure}</td> }
        })
        .collect_view();
    let grade = (!columns.grades.is_empty()).then(|| {
        let badge = row.unit.grade.clone().map(|letter| {
            let word = columns.grades.get(&letter).cloned().unwrap_or_default();
            view! { <Grade letter=letter word=word /> }
        });
        view! { <td class="grade-cell wide" data-label=words::grade(lang)>{badge}</td> }
    });
    let published = columns.published.then(|| {
        let theirs = row.published.map(|p| number::fixed(p, decimals));
        let difference = row.published.map(|p| number::signed(row.score - p, decimals));
        let same = row.published.is_none_or(|p| number::fixed(p, decimals) == score);
        let class = if same { "num wide official" } else { "num wide differs" };
        view! {
            <td class="num official wide group-start">{theirs}</td>
            <td class=class>{difference}</td>
        }
    });
    view! {
        <tr class=tied.then_some("tie")>
            <td class="rank">{row.rank}</td>
            <th scope="row" class="name">{row.name.to_owned()}</th>
            <td class="plot"><Dot value=Some(row.score) scale=columns.scale label=label middle=columns.middle /></td>
            <td class="num score">{score}</td>
            {grade}
            {dimensions}
            {published}
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: &UnitScore, rank: u32, score: f64, published: Option<f64>) -> Row<'_> {
        Row { name: "x", unit, rank, score, published }
    }

    #[test]
    fn scores_agree_as_they_are_printed() {
        let unit = UnitScore { code: "x".into(), ..UnitScore::default() };
        let rows = [row(&unit, 1, 8.884, Some(8.88)), row(&unit, 2, 8.0, Some(7.9)), row(&unit, 3, 7.0, None)];
        assert_eq!(agreement(&rows, 2), (1, 2));
    }

    #[test]
    fn quoted_codes_become_names() {
        let name = Text::new("阳泉", "Yangquan");
        let names = BTreeMap::from([("yq", &name)]);
        assert_eq!(with_names("“yq”缺少指标“b”。", &names, Lang::Zh), "“阳泉”缺少指标“b”。");
        assert_eq!(with_names("no quotes", &names, Lang::En), "no quotes");
    }

    #[test]
    fn a_tie_is_a_rank_that_occurs_twice() {
        let unit = UnitScore { code: "x".into(), ..UnitScore::default() };
        let rows = [row(&unit, 1, 9.0, None), row(&unit, 1, 9.0, None), row(&unit, 3, 7.0, None)];
        assert!(is_tied(&rows, 1) && !is_tied(&rows, 3));
    }
}
