//! The list of an edition of which the public sees the grades only: no ranks, no scores, no order that
//! would give either away.

use crate::prelude::*;
use domain::{EditionContent, Lang, recipe::Grade as GradeLine};

use super::super::{results::unit_score, rows::Row};
use crate::{
    components::{
        badge::Grade,
        table::{DataTable, Head},
    },
    locales::{edition, release as words},
    routes,
};

/// How many units have each grade, and the units by grade.
pub(super) fn list(lang: Lang, content: &EditionContent, mut rows: Vec<Row>) -> AnyView {
    by_grade(&content.recipe.grades, &mut rows);
    let title = format!("{} {}", content.index.name.get(lang), content.period);
    let leagues = rows.iter().any(|row| row.league.is_some());
    let mut heads = vec![Head::text(content.index.unit_noun.get(lang)), Head::text(words::grade(lang))];
    if leagues {
        heads.insert(1, Head::text(edition::league(lang)));
    }
    let body = rows.iter().map(|row| line(lang, content, row, leagues)).collect_view();
    view! {
        {counts(lang, content)}
        <DataTable caption=words::grades_caption(lang, title) heads=heads>{body}</DataTable>
        <p class="meta">{words::order(lang)}</p>
    }
}

/// Best grade first, units without one last; within a grade by code.
fn by_grade(grades: &[GradeLine], rows: &mut [Row]) {
    let place =
        |row: &Row| grades.iter().position(|grade| row.grade.as_ref() == Some(&grade.letter)).unwrap_or(usize::MAX);
    rows.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.code.cmp(&b.code)));
}

fn line(lang: Lang, content: &EditionContent, row: &Row, leagues: bool) -> AnyView {
    let href = routes::unit(content.index.slug.as_str(), &content.period, content.version, &row.code);
    let grade =
        row.grade.as_ref().and_then(|letter| content.recipe.grades.iter().find(|grade| grade.letter == *letter));
    let shown = match grade {
        Some(grade) => view! { <Grade letter=grade.letter.clone() word=grade.name.get(lang).to_owned() /> },
        None => words::none(lang).into_any(),
    };
    let position = content.data.units.iter().position(|unit| unit.code == row.code);
    let limited = position
        .and_then(|unit| unit_score(content, unit)?.ceiling.as_ref())
        .map(|_| view! { " " <span class="tag is-wait">{words::limited(lang)}</span> });
    let league = leagues.then(|| {
        let name = row.league.as_ref().map(|league| league.get(lang).to_owned());
        view! { <td data-label=edition::league(lang)>{name}</td> }
    });
    view! {
        <tr id=row.code.clone()>
            <th scope="row"><a href=href>{row.name.clone()}</a></th>
            {league}
            <td data-label=words::grade(lang)>{shown}{limited}</td>
        </tr>
    }
}

/// `A 优秀 3`, for each grade that somebody has.
fn counts(lang: Lang, content: &EditionContent) -> AnyView {
    let rows = content
        .recipe
        .grades
        .iter()
        .filter_map(|grade| {
            let n = content.result.units.iter().filter(|unit| unit.grade.as_ref() == Some(&grade.letter)).count();
            (n > 0).then(|| {
                view! {
                    <tr>
                        <th scope="row"><Grade letter=grade.letter.clone() word=grade.name.get(lang).to_owned() /></th>
                        <td class="num" data-label=words::count(lang)>{n}</td>
                    </tr>
                }
            })
        })
        .collect_view();
    let heads = vec![Head::text(words::grade(lang)), Head::figure(words::count(lang))];
    view! { <DataTable caption=words::counts(lang) heads=heads class="data narrow cards">{rows}</DataTable> }
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    #[test]
    fn units_stand_by_grade_and_within_a_grade_by_code() {
        let grade = |letter: &str| GradeLine { letter: letter.into(), name: Text::default(), at_least: 0.0 };
        let row = |code: &str, letter: Option<&str>| Row {
            code: code.into(),
            grade: letter.map(Into::into),
            ..Row::default()
        };
        let mut rows =
            vec![row("3", Some("A")), row("4", None), row("2", Some("B")), row("1", Some("B")), row("0", Some("A"))];
        by_grade(&[grade("A"), grade("B")], &mut rows);
        assert_eq!(rows.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["0", "3", "1", "2", "4"]);
    }
}
