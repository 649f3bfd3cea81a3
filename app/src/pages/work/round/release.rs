//! How much the public is to see: the choice, and what each choice would show.

use std::collections::BTreeSet;

use crate::prelude::*;
use domain::{Lang, ScoreSheet, Stage, edition::Release, recipe::Grade};
use service::rounds::RoundDesk;

use super::in_force;
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
    let last = before(desk);
    if grades.is_empty() {
        let more = last.and_then(|(version, release)| grows(lang, version, release, &Release::Full));
        return view! {
            <input type="hidden" name="release" value=Release::Full.code() />
            {more.map(|more| view! { <p class="hint">{more}</p> })}
        }
        .into_any();
    }
    let choice = |release: &Release, hint: &'static str| {
        let more = last.and_then(|(version, before)| grows(lang, version, before, release));
        let parts: Vec<String> =
            [Some(hint.to_owned()), still_open(lang, desk, release), more].into_iter().flatten().collect();
        let between = match lang {
            Lang::Zh => "",
            Lang::En => " ",
        };
        Choice::new(release.code(), release.label().get(lang)).hint(parts.join(between))
    };
    let usual = last.map_or(Release::Full.code(), |(_, release)| release.code());
    let choices = vec![
        choice(&Release::Full, words::full_hint(lang)),
        choice(&Release::Grades, words::grades_hint(lang)),
        choice(&Release::BestGrades { grades: Vec::new() }, words::best_grades_hint(lang)),
    ];
    let chosen = chosen(page, grades, last.map(|(_, release)| release));
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
            value=form::value(page, "release", usual)
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

/// The version a new one follows, and how much the public sees of it: the one in force, else the last draft.
pub(super) fn before(desk: &RoundDesk) -> Option<(u32, &Release)> {
    let version = in_force(&desk.editions).or(desk.editions.last())?.version;
    let at = desk.editions.iter().position(|edition| edition.version == version)?;
    Some((version, desk.releases.get(at)?))
}

/// What becomes public with a choice that was not with the version before; nothing where it is no more.
fn grows(lang: Lang, version: u32, before: &Release, choice: &Release) -> Option<String> {
    match (before, choice) {
        (Release::Grades, Release::Full) => Some(words::grows_scores(lang, version)),
        (Release::BestGrades { .. }, Release::Full) => Some(words::grows_both(lang, version)),
        (Release::BestGrades { .. }, Release::Grades) => Some(words::grows_units(lang, version)),
        (Release::BestGrades { grades }, Release::BestGrades { .. }) => {
            Some(words::grows_ticked(lang, version, grades.join(" · ")))
        }
        (Release::Full, Release::Full | Release::Grades | Release::BestGrades { .. })
        | (Release::Grades, Release::Grades | Release::BestGrades { .. }) => None,
    }
}

/// That versions which say more than a choice stay open to everyone; nothing where none does.
fn still_open(lang: Lang, desk: &RoundDesk, choice: &Release) -> Option<String> {
    let open = desk.editions.iter().zip(&desk.releases).filter(|(edition, release)| {
        edition.stage().is_public() && edition.stage() != Stage::Withdrawn && says_more(release, choice)
    });
    let versions: Vec<String> = open.map(|(edition, _)| edition.version.to_string()).collect();
    let between = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    (!versions.is_empty()).then(|| words::still_open(lang, versions.join(between)))
}

fn says_more(release: &Release, than: &Release) -> bool {
    match (release, than) {
        (Release::Full, Release::Grades | Release::BestGrades { .. })
        | (Release::Grades, Release::BestGrades { .. }) => true,
        (Release::Full, Release::Full)
        | (Release::Grades, Release::Full | Release::Grades)
        | (Release::BestGrades { .. }, Release::Full | Release::Grades | Release::BestGrades { .. }) => false,
    }
}

/// The field of a grade: ticked where its units are to be published.
fn field_of(letter: &str) -> String {
    format!("grade_{letter}")
}

/// The letters ticked; before anything was sent, those of the version before, else the best grade.
fn chosen<'a>(page: &Page, grades: &'a [Grade], before: Option<&Release>) -> BTreeSet<&'a str> {
    let all = grades.iter().map(|grade| grade.letter.as_str());
    if page.form.values.is_empty() {
        return match before {
            Some(Release::BestGrades { grades: best }) => {
                all.filter(|letter| best.iter().any(|known| known == letter)).collect()
            }
            Some(Release::Full | Release::Grades) | None => all.take(1).collect(),
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_release_says_what_becomes_public_and_that_it_stays_so() {
        let best = Release::BestGrades { grades: vec!["A".into()] };
        let said = |before: &Release, choice: &Release| grows(Lang::Zh, 3, before, choice).unwrap_or_default();
        for (before, choice, what) in [
            (&best, &Release::Full, "没有列出的对象"),
            (&best, &Release::Grades, "没有列出的对象"),
            (&Release::Grades, &Release::Full, "得分、名次"),
            (&best, &best, "首次列出"),
        ] {
            let said = said(before, choice);
            assert!(said.contains(what) && said.contains("第 3 版") && said.contains("无法收回"), "{said}");
        }
        assert_eq!(said(&Release::Full, &Release::Grades), "");
        assert_eq!(said(&Release::Grades, &best), "");
    }

    #[test]
    fn only_an_earlier_version_with_more_in_it_stays_open() {
        let best = Release::BestGrades { grades: vec!["A".into()] };
        assert!(says_more(&Release::Full, &Release::Grades) && says_more(&Release::Grades, &best));
        assert!(!says_more(&best, &Release::Grades) && !says_more(&Release::Full, &Release::Full));
    }
}
