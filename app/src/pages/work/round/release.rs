//! How much the public is to see: the choice, and what each choice would show.

use std::collections::BTreeSet;

use crate::prelude::*;
use domain::{Lang, ScoreSheet, edition::Release, recipe::Grade};
use service::rounds::RoundDesk;

use crate::{
    components::{
        field::{About, Checkbox, Choice, Radios},
        table::{DataTable, Head},
    },
    locales::publish as words,
    number,
    pages::form,
    request::Page,
};

/// The choice; without grades there is nothing to choose.
pub(super) fn choice(page: &Page, desk: &RoundDesk) -> AnyView {
    let lang = page.lang;
    let grades = &desk.round.recipe.grades;
    if grades.is_empty() {
        return view! { <input type="hidden" name="release" value=Release::Full.code() /> };
    }
    let choice =
        |release: &Release, hint: &'static str| Choice::new(release.code(), release.label().get(lang)).hint(hint);
    let choices = vec![
        choice(&Release::Full, words::full_hint(lang)),
        choice(&Release::Grades, words::grades_hint(lang)),
        choice(&Release::BestGrades { grades: Vec::new() }, words::best_grades_hint(lang)),
    ];
    let chosen = chosen(page, grades);
    let boxes = grades
        .iter()
        .map(|grade| {
            let about = About::new(field_of(&grade.letter), format!("{} {}", grade.letter, grade.name.get(lang)));
            view! { <Checkbox about=about checked=chosen.contains(grade.letter.as_str()) /> }
        })
        .collect_view();
    let fault = form::about(page, "grades", "").fault.map(|fault| view! { <p class="fault">{fault}</p> });
    let preview = desk.preview.as_ref().ok().map(|result| preview(lang, desk, result, &chosen));
    view! {
        <Radios
            about=form::required(page, "release", words::release(lang))
            choices=choices
            value=form::value(page, "release", Release::Full.code())
        />
        <fieldset id="grades">
            <legend>{words::best_grades(lang)}</legend>
            <p class="hint">{words::best_grades_about(lang)}</p>
            {fault}
            <div class="choices across">{boxes}</div>
        </fieldset>
        {preview}
    }
}

/// The field of a grade: ticked where its units are to be published.
fn field_of(letter: &str) -> String {
    format!("grade_{letter}")
}

/// The letters ticked; before anything was sent, the best grade.
fn chosen<'a>(page: &Page, grades: &'a [Grade]) -> BTreeSet<&'a str> {
    let all = grades.iter().map(|grade| grade.letter.as_str());
    if page.form.values.is_empty() {
        return all.take(1).collect();
    }
    all.filter(|letter| page.form.value(&field_of(letter)).is_some()).collect()
}

/// What each choice would show of every unit, side by side.
fn preview(lang: Lang, desk: &RoundDesk, result: &ScoreSheet, chosen: &BTreeSet<&str>) -> AnyView {
    let recipe = &desk.round.recipe;
    let mut order: Vec<usize> = (0..desk.data.units.len().min(result.units.len())).collect();
    order.sort_by(|&a, &b| desk.data.units[a].code.cmp(&desk.data.units[b].code));
    let rows = order
        .into_iter()
        .map(|unit| {
            let (about, score) = (&desk.data.units[unit], &result.units[unit]);
            let named = |grade: &Grade| format!("{} {}", grade.letter, grade.name.get(lang));
            let grade = score.grade.as_ref().and_then(|letter| recipe.grades.iter().find(|g| g.letter == *letter));
            let shown = grade.map_or_else(|| words::no_grade(lang).to_owned(), named);
            let full = match (score.rank(), score.score()) {
                (Some(rank), Some(points)) => {
                    words::preview_full(lang, rank, number::fixed(points, recipe.decimals), &shown)
                }
                (_, _) => shown.clone(),
            };
            let best = grade.filter(|grade| chosen.contains(grade.letter.as_str())).map(named);
            let best = best.unwrap_or_else(|| words::not_listed(lang).to_owned());
            view! {
                <tr>
                    <th scope="row">{about.name.get(lang).to_owned()}</th>
                    <td data-label=Release::Full.label().get(lang).to_owned()>{full}</td>
                    <td data-label=Release::Grades.label().get(lang).to_owned()>{shown}</td>
                    <td data-label=words::best_grades(lang)>{best}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![
        Head::text(desk.index.about.unit_noun.get(lang)),
        Head::text(Release::Full.label().get(lang)),
        Head::text(Release::Grades.label().get(lang)),
        Head::text(words::best_grades(lang)),
    ];
    view! {
        <details class="more" id="preview">
            <summary>{words::preview(lang)}</summary>
            <div class="stack tight">
                <p class="hint">{words::preview_about(lang)}</p>
                <DataTable caption=words::preview(lang) heads=heads>{rows}</DataTable>
            </div>
        </details>
    }
}
