//! What a new version would change against the one in force.

use crate::prelude::*;
use domain::{
    Lang,
    edition::{EditionDiff, GradeChange, ResultChange, ValueChange},
};
use service::rounds::RoundDesk;

use super::{super::node_name, release};
use crate::{
    components::table::{DataTable, Head},
    locales::publish as words,
    number,
};

/// Rows of each table; the published edition lists all.
const ROWS: usize = 50;

/// The part of the page.
pub(super) fn section(lang: Lang, desk: &RoundDesk, diff: &EditionDiff, before: u32) -> impl IntoView + use<> {
    let mut said = sentences(lang, diff);
    if let Some((_, release)) = release::before(desk).filter(|(_, release)| !release.is_full()) {
        said.push(words::diff_release(lang, before, release.label().get(lang)));
    }
    let body = if said.is_empty() {
        view! { <p>{words::diff_none(lang)}</p> }.into_any()
    } else {
        let items = said.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! {
            <ul>{items}</ul>
            {results(lang, desk, &diff.results)}
            {grades(lang, desk, &diff.grades)}
            {values(lang, desk, &diff.values)}
        }
        .into_any()
    };
    view! {
        <section class="stack">
            <div class="head"><h2>{words::diff_title(lang, before)}</h2></div>
            {body}
        </section>
    }
}

/// What differs, one sentence each.
fn sentences(lang: Lang, diff: &EditionDiff) -> Vec<String> {
    let counted = |n: usize, say: fn(Lang, usize) -> String| (n > 0).then(|| say(lang, n));
    let changed = |is: bool, say: fn(Lang) -> &'static str| is.then(|| say(lang).to_owned());
    [
        counted(diff.values.len(), words::diff_values),
        counted(diff.units_added.len(), words::diff_added),
        counted(diff.units_removed.len(), words::diff_removed),
        changed(diff.instrument_changed, words::diff_instrument),
        changed(diff.recipe_changed, words::diff_recipe),
        changed(diff.other_periods_changed, words::diff_other_periods),
        counted(diff.results.len(), words::diff_results),
        counted(diff.grades.len(), words::diff_grades),
        changed(diff.scores_withheld, words::diff_scores_withheld),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn unit_name(lang: Lang, desk: &RoundDesk, code: &str) -> String {
    desk.data.units.iter().find(|u| u.code == code).map_or(code, |u| u.name.get(lang)).to_owned()
}

fn results(lang: Lang, desk: &RoundDesk, changes: &[ResultChange]) -> Option<AnyView> {
    let decimals = desk.round.recipe.decimals;
    let score = move |s: Option<f64>| s.map(|s| number::fixed(s, decimals));
    let row = |change: &ResultChange| {
        view! {
            <tr>
                <th scope="row">{unit_name(lang, desk, &change.unit)}</th>
                <td class="num" data-label=words::score_before(lang)>{score(change.score.0)}</td>
                <td class="num" data-label=words::score_after(lang)>{score(change.score.1)}</td>
                <td class="num" data-label=words::rank_before(lang)>{change.rank.0}</td>
                <td class="num" data-label=words::rank_after(lang)>{change.rank.1}</td>
            </tr>
        }
    };
    let heads = vec![
        Head::text(words::unit(lang)),
        Head::figure(words::score_before(lang)),
        Head::figure(words::score_after(lang)),
        Head::figure(words::rank_before(lang)),
        Head::figure(words::rank_after(lang)),
    ];
    table(lang, words::diff_results(lang, changes.len()), heads, changes, row)
}

fn grades(lang: Lang, desk: &RoundDesk, changes: &[GradeChange]) -> Option<AnyView> {
    let row = |change: &GradeChange| {
        view! {
            <tr>
                <th scope="row">{unit_name(lang, desk, &change.unit)}</th>
                <td data-label=words::before(lang)>{change.before.clone()}</td>
                <td data-label=words::after(lang)>{change.after.clone()}</td>
            </tr>
        }
    };
    let heads = vec![Head::text(words::unit(lang)), Head::text(words::before(lang)), Head::text(words::after(lang))];
    table(lang, words::diff_grades(lang, changes.len()), heads, changes, row)
}

fn values(lang: Lang, desk: &RoundDesk, changes: &[ValueChange]) -> Option<AnyView> {
    let raw = |v: Option<f64>| v.map(|v| number::raw(v, 6));
    let row = |change: &ValueChange| {
        view! {
            <tr>
                <th scope="row">{unit_name(lang, desk, &change.unit)}</th>
                <td data-label=words::indicator(lang)>{node_name(lang, &desk.instrument.instrument, &change.indicator)}</td>
                <td class="num" data-label=words::before(lang)>{raw(change.before)}</td>
                <td class="num" data-label=words::after(lang)>{raw(change.after)}</td>
            </tr>
        }
    };
    let heads = vec![
        Head::text(words::unit(lang)),
        Head::text(words::indicator(lang)),
        Head::figure(words::before(lang)),
        Head::figure(words::after(lang)),
    ];
    table(lang, words::diff_values(lang, changes.len()), heads, changes, row)
}

/// The first changes of a kind, and how many there are; nothing if there are none.
fn table<T>(
    lang: Lang,
    caption: String,
    heads: Vec<Head>,
    changes: &[T],
    row: impl Fn(&T) -> AnyView,
) -> Option<AnyView> {
    let all = changes.len();
    let rows = changes.iter().take(ROWS).map(row).collect_view();
    let more = (all > ROWS).then(|| view! { <p class="meta">{words::diff_shown(lang, ROWS, all)}</p> });
    (all > 0).then(|| {
        view! {
            <DataTable caption=caption heads=heads class="data dense cards" captioned=true>{rows}</DataTable>
            {more}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_in_sentences() {
        let diff = EditionDiff { units_added: vec!["a".into()], recipe_changed: true, ..EditionDiff::default() };
        assert_eq!(sentences(Lang::En, &diff), ["Units that come in: 1", "The recipe differs"]);
        assert!(sentences(Lang::En, &EditionDiff::default()).is_empty());
    }
}
