//! What the recipe on the page would do, beside what the saved one does.

use std::cmp::Ordering;

use crate::prelude::*;
use domain::{Instrument, Lang, ScoreSheet, Text, UnitScore, score_sheet::Excluded};
use service::method::{MethodDesk, Trial};

use super::ask::{few, more};
use crate::{
    components::note::{Note, Tone},
    locales::recipe as words,
    number,
    pages::{problems, work::round::result::with_names_of},
    request::Page,
};

/// Units shown before all are asked for.
const FIRST: usize = 15;
/// Names shown of what a step did.
const NAMES: usize = 5;

/// The part of the page; script exchanges what is in it.
pub(super) fn section(page: &Page, desk: &MethodDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let body = if page.form.problems.is_empty() {
        match &page.form.trial {
            Some(trial) => tried(lang, desk, trial),
            None => view! { <p class="hint">{words::preview_hint(lang)}</p> },
        }
    } else {
        view! {
            <p>{words::preview_wrong(lang)}</p>
            {problems::list(lang, &page.form.problems)}
        }
    };
    view! {
        <section class="preview stack" id="preview" tabindex="-1" aria-labelledby="preview-title">
            <div class="head"><h2 id="preview-title">{words::preview_title(lang)}</h2></div>
            {body}
        </section>
    }
}

fn tried(lang: Lang, desk: &MethodDesk, trial: &Trial) -> AnyView {
    match &trial.result {
        Ok(sheet) => view! {
            <p class="meta">{words::preview_not_saved(lang)}</p>
            {ranking(lang, desk, trial, sheet)}
            {steps(lang, desk, trial, sheet)}
        },
        Err(reasons) => {
            let nodes = desk.instrument.instrument.nodes().iter().map(|node| (node.code.as_str(), &node.name));
            let units = desk.data.units.iter().map(|unit| (unit.code.as_str(), &unit.name));
            let reasons = with_names_of(nodes.chain(units), reasons);
            view! {
                <Note tone=Tone::Fault><p>{words::preview_refused(lang)}</p></Note>
                {problems::list(lang, &reasons)}
            }
        }
    }
}

/// A ranked unit, now and before.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Row<'a> {
    name: &'a Text,
    unit: &'a UnitScore,
    rank: u32,
    score: f64,
    before: Option<u32>,
}

/// The ranked units, best first; equal ranks in the order of the table.
fn rows<'a>(desk: &'a MethodDesk, trial: &Trial, sheet: &'a ScoreSheet) -> Vec<Row<'a>> {
    let both = sheet.units.iter().zip(&desk.data.units).enumerate();
    let mut rows: Vec<Row<'_>> = both
        .filter_map(|(place, (unit, about))| {
            let before = trial.ranks_before.get(place).copied().flatten();
            Some(Row { name: &about.name, unit, rank: unit.rank()?, score: unit.score()?, before })
        })
        .collect();
    rows.sort_by_key(|row| row.rank);
    rows
}

fn ranking(lang: Lang, desk: &MethodDesk, trial: &Trial, sheet: &ScoreSheet) -> AnyView {
    let rows = rows(desk, trial, sheet);
    if rows.is_empty() {
        return view! { <Note tone=Tone::Wait><p>{words::preview_none_ranked(lang)}</p></Note> };
    }
    let (first, rest) = rows.split_at(rows.len().min(FIRST));
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <p class="meta">{words::preview_first(lang, first.len(), rows.len())}</p>
            {more(false, words::preview_all(lang, rows.len()), table(lang, trial, &rows, words::preview_all(lang, rows.len())))}
        }
    });
    view! {
        <p>{moved(lang, trial, &rows)}</p>
        {table(lang, trial, first, words::preview_table(lang).to_owned())}
        {rest}
    }
}

/// How many units change rank, and by how much.
fn moved(lang: Lang, trial: &Trial, rows: &[Row<'_>]) -> String {
    if trial.ranks_before.is_empty() {
        return words::preview_nothing_before(lang).to_owned();
    }
    let changes = rows.iter().filter_map(|row| Some(row.before?.abs_diff(row.rank)));
    let (count, most) = changes.filter(|by| *by > 0).fold((0_usize, 0), |(n, most), by| (n + 1, by.max(most)));
    if count == 0 { words::preview_nobody_moves(lang).to_owned() } else { words::preview_moved(lang, count, most) }
}

fn table(lang: Lang, trial: &Trial, rows: &[Row<'_>], caption: String) -> AnyView {
    let decimals = trial.recipe.decimals;
    let intervals = rows.iter().any(|row| row.unit.interval.is_some());
    let head = intervals.then(|| view! { <th scope="col" class="num">{words::preview_interval_head(lang)}</th> });
    let body = rows.iter().map(|row| line(lang, row, decimals, intervals)).collect_view();
    view! {
        <div class="table-box scroll" role="region" tabindex="0" aria-label=caption.clone()>
            <table class="data dense">
                <caption class="sr">{caption.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::preview_unit(lang)}</th>
                        <th scope="col" class="num">{words::preview_rank(lang)}</th>
                        {head}
                        <th scope="col" class="num">{words::preview_score(lang)}</th>
                        <th scope="col" class="num">{words::preview_before(lang)}</th>
                        <th scope="col" class="num">{words::preview_change(lang)}</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

fn line(lang: Lang, row: &Row<'_>, decimals: u8, intervals: bool) -> impl IntoView + use<> {
    let interval = intervals.then(|| {
        let text = row.unit.interval.as_ref().map(|of| number::ranks(of.best, of.worst));
        view! { <td class="num">{text}</td> }
    });
    let before = row.before.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
    let change = row.before.map(|before| change(lang, before, row.rank));
    view! {
        <tr>
            <th scope="row">{row.name.get(lang).to_owned()}</th>
            <td class="num">{row.rank}</td>
            {interval}
            <td class="num">{number::fixed(row.score, decimals)}</td>
            <td class="num">{before}</td>
            <td class="num">{change}</td>
        </tr>
    }
}

/// Arrows for those who see them, words for those who hear them.
fn change(lang: Lang, before: u32, now: u32) -> AnyView {
    let by = before.abs_diff(now);
    let (seen, heard) = match now.cmp(&before) {
        Ordering::Equal => return view! { <span class="muted">{words::preview_same(lang)}</span> },
        Ordering::Less => (words::preview_up(lang, by), words::preview_up_words(lang, by)),
        Ordering::Greater => (words::preview_down(lang, by), words::preview_down_words(lang, by)),
    };
    view! {
        <span aria-hidden="true">{seen}</span>
        <span class="sr">{heard}</span>
    }
}

/// What each step did.
fn steps(lang: Lang, desk: &MethodDesk, trial: &Trial, sheet: &ScoreSheet) -> impl IntoView + use<> {
    let tree = &desk.instrument.instrument;
    let mut lines = Vec::new();
    let done = &sheet.steps;
    if !done.excluded_indicators.is_empty() {
        let names = names_of(lang, &done.excluded_indicators, |code| node_name(tree, code));
        lines.push(words::preview_excluded_indicators(lang, done.excluded_indicators.len(), names));
    }
    if !done.excluded_units.is_empty() {
        let unit = |code: &str| desk.data.units.iter().find(|unit| unit.code == code).map(|unit| &unit.name);
        let names = names_of(lang, &done.excluded_units, unit);
        lines.push(words::preview_excluded_units(lang, done.excluded_units.len(), names));
    }
    let imputed = sheet.units.iter().flat_map(|unit| &unit.nodes).filter(|node| node.imputed).count();
    if imputed > 0 {
        lines.push(words::preview_imputed(lang, imputed));
    }
    if !done.treated.is_empty() {
        let names: Vec<&str> =
            done.treated.iter().map(|t| node_name(tree, &t.code).map_or(t.code.as_str(), |n| n.get(lang))).collect();
        lines.push(words::preview_treated(lang, names.len(), few(lang, &names, NAMES)));
    }
    if !trial.recipe.weight.is_given() {
        lines.push(words::preview_weights(lang).to_owned());
    }
    if lines.is_empty() {
        lines.push(words::preview_nothing_done(lang).to_owned());
    }
    lines.extend(done.runs.map(|runs| words::preview_runs(lang, runs.done)));
    let items = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <h3>{words::preview_steps(lang)}</h3>
        <ul>{items}</ul>
    }
}

fn node_name<'a>(tree: &'a Instrument, code: &str) -> Option<&'a Text> {
    tree.position(code).map(|node| &tree.nodes()[node].name)
}

fn names_of<'a>(lang: Lang, excluded: &'a [Excluded], name: impl Fn(&str) -> Option<&'a Text>) -> String {
    let names: Vec<&str> =
        excluded.iter().map(|it| name(&it.code).map_or(it.code.as_str(), |name| name.get(lang))).collect();
    few(lang, &names, NAMES)
}
