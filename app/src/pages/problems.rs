//! Problems as people read them: sentences, links to fields, a table of cells.

use crate::prelude::*;
use domain::{Lang, Problem};

use crate::{
    components::{
        error_summary::Fault,
        problems_table::{ProblemHeads, ProblemRow, ProblemsTable},
    },
    locales::{problem as words, upload},
};

/// Rows of a table of problems; whoever has more mends these first.
const ROWS: usize = 200;

/// Sentences of a list of problems.
const ITEMS: usize = 50;

/// What is wrong and how to mend it, in one line.
pub fn sentence(lang: Lang, problem: &Problem) -> String {
    let mut text = message(lang, problem);
    if let Some(remedy) = &problem.remedy {
        if lang == Lang::En {
            text.push(' ');
        }
        text.push_str(remedy.get(lang));
    }
    text
}

/// What is wrong; how often, if more than once.
fn message(lang: Lang, problem: &Problem) -> String {
    let text = problem.message.get(lang);
    if problem.count > 1 { format!("{text}{}", words::times(lang, problem.count)) } else { text.to_owned() }
}

/// Problems for the summary on top of a form; `id` finds the field a problem is about (blank if it names
/// none).
pub fn faults(lang: Lang, problems: &[Problem], id: impl Fn(&str) -> Option<String>) -> Vec<Fault> {
    problems
        .iter()
        .map(|p| Fault { field: id(p.place.field.as_deref().unwrap_or_default()), message: sentence(lang, p) })
        .collect()
}

/// Problems as sentences.
pub fn list(lang: Lang, problems: &[Problem]) -> impl IntoView + use<> {
    let total = problems.len();
    let items =
        problems.iter().take(ITEMS).map(|p| sentence(lang, p)).map(|text| view! { <li>{text}</li> }).collect_view();
    let more = (total > ITEMS).then(|| view! { <p class="meta">{words::first_of_list(lang, ITEMS, total)}</p> });
    view! {
        <ul>{items}</ul>
        {more}
    }
}

/// Whether a problem is about the upload as a whole, and so belongs beside the file input: no file, an
/// empty one, one of another kind.
pub fn is_of_upload(problem: &Problem) -> bool {
    let place = &problem.place;
    match &place.field {
        Some(field) => field == "file",
        None => place.sheet.is_none() && place.cell.is_none(),
    }
}

/// What was found in a file: how much, and where each one is.
pub fn of_file(lang: Lang, problems: &[Problem], file: &str) -> impl IntoView + use<> {
    under(lang, upload::problems_caption(lang), problems, file)
}

/// As [`of_file`], for one of several tables on a page: each needs a caption of its own.
pub fn under(lang: Lang, caption: &str, problems: &[Problem], file: &str) -> impl IntoView + use<> {
    let total = problems.len();
    let rows = problems.iter().take(ROWS).map(|p| row(lang, p, file)).collect();
    let more = (total > ROWS).then(|| view! { <p class="meta">{words::first_of(lang, ROWS, total)}</p> });
    view! {
        <ProblemsTable heads=heads(lang, caption) rows=rows />
        {more}
    }
}

/// `发现 3 个问题`.
pub fn how_many(lang: Lang, problems: usize) -> String {
    if problems == 1 { upload::read_one_problem(lang).to_owned() } else { upload::read_problems(lang, problems) }
}

fn heads(lang: Lang, caption: &str) -> ProblemHeads {
    ProblemHeads {
        caption: caption.into(),
        file: words::file(lang).into(),
        sheet: words::sheet(lang).into(),
        cell: words::cell(lang).into(),
        value: words::value(lang).into(),
        problem: words::problem(lang).into(),
        remedy: words::remedy(lang).into(),
    }
}

fn row(lang: Lang, problem: &Problem, file: &str) -> ProblemRow {
    let place = &problem.place;
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    ProblemRow {
        file: place.file.clone().unwrap_or_else(|| file.to_owned()),
        sheet: known(&place.sheet),
        // Without a cell, the code of a node or the head of a column says where.
        cell: known(if place.cell.is_some() { &place.cell } else { &place.field }),
        value: known(&problem.value),
        problem: if problem.is_error() { message(lang, problem) } else { words::warning(lang, message(lang, problem)) },
        remedy: problem.remedy.as_ref().map(|r| r.get(lang).to_owned()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    fn problem() -> Problem {
        Problem::error("value.form", Text::new("不是数字。", "Not a number."))
            .at_cell(Some("2016"), "C14")
            .found("n/k")
            .remedy(Text::new("写成数字，或留空。", "Write a number, or leave it blank."))
    }

    #[test]
    fn a_sentence_says_what_is_wrong_and_how_to_mend_it() {
        assert_eq!(sentence(Lang::Zh, &problem()), "不是数字。写成数字，或留空。");
        assert_eq!(sentence(Lang::En, &problem()), "Not a number. Write a number, or leave it blank.");
    }

    #[test]
    fn a_problem_that_occurs_often_says_how_often() {
        let often = Problem { count: 12, ..problem() };
        assert!(sentence(Lang::Zh, &often).contains("共 12 处"), "{}", sentence(Lang::Zh, &often));
    }

    #[test]
    fn a_row_names_file_sheet_and_cell() {
        let row = row(Lang::En, &problem(), "hfi.xlsx");
        assert_eq!((row.file.as_str(), row.sheet.as_str(), row.cell.as_str()), ("hfi.xlsx", "2016", "C14"));
    }

    #[test]
    fn a_problem_without_a_cell_names_its_column() {
        let row = row(Lang::En, &Problem::warning("x", Text::same("x")).at_field("pf_rol"), "a.csv");
        assert_eq!(row.cell, "pf_rol");
        assert!(row.problem.starts_with("To look at"), "{}", row.problem);
    }

    #[test]
    fn a_problem_without_any_place_is_about_the_upload() {
        let empty = Problem::error("file.empty", Text::same("empty"));
        assert!(is_of_upload(&empty) && is_of_upload(&empty.clone().in_file("a.csv").at_field("file")));
        assert!(!is_of_upload(&problem()) && !is_of_upload(&empty.at_field("pf_rol")));
    }

    #[test]
    fn a_fault_links_only_to_a_field_that_is_there() {
        let found = faults(Lang::Zh, &[problem().at_field("slug"), problem()], |f| (f == "slug").then(|| f.to_owned()));
        assert_eq!(found[0].field.as_deref(), Some("slug"));
        assert_eq!(found[1].field, None);
    }
}
