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
    table(lang, upload::problems_caption(lang), problems, file, Named::Column)
}

/// As [`of_file`], of what was filed: it is about items. Of several tables on a page each needs a caption
/// of its own.
pub fn under(lang: Lang, caption: &str, problems: &[Problem], file: &str) -> impl IntoView + use<> {
    table(lang, caption, problems, file, Named::Item)
}

/// What a place names that is no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// An item of a questionnaire, by its code.
    Item,
    /// A column by its head, or a node by its code.
    Column,
}

fn table(lang: Lang, caption: &str, problems: &[Problem], file: &str, named: Named) -> impl IntoView + use<> {
    let total = problems.len();
    let problems = &problems[..total.min(ROWS)];
    let cells = any_cell(problems);
    let rows = problems.iter().map(|p| row(lang, p, file, named, cells)).collect();
    let more = (total > ROWS).then(|| view! { <p class="meta">{words::first_of(lang, ROWS, total)}</p> });
    view! {
        <ProblemsTable heads=heads(lang, caption, named, cells) rows=rows />
        {more}
    }
}

/// How many of them are errors, and how many only deserve a look.
pub fn count(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    (errors, problems.len() - errors)
}

/// `发现 6 处错误，另有 1 处请留意`.
pub fn how_many(lang: Lang, problems: &[Problem]) -> String {
    match count(problems) {
        (errors, 0) => upload::found_errors(lang, errors),
        (0, notes) => upload::found_notes(lang, notes),
        (errors, notes) => upload::found_both(lang, errors, notes),
    }
}

/// Whether any of them names a cell. Where none does, the column of cells is headed by what they do name.
fn any_cell(problems: &[Problem]) -> bool {
    problems.iter().any(|p| p.place.cell.is_some()) || problems.iter().all(|p| p.place.field.is_none())
}

fn heads(lang: Lang, caption: &str, named: Named, cells: bool) -> ProblemHeads {
    ProblemHeads {
        caption: caption.into(),
        file: words::file(lang).into(),
        sheet: words::sheet(lang).into(),
        cell: match (cells, named) {
            (true, Named::Item | Named::Column) => words::cell(lang).into(),
            (false, Named::Item) => words::item(lang).into(),
            (false, Named::Column) => words::column(lang).into(),
        },
        value: words::value(lang).into(),
        problem: words::problem(lang).into(),
        remedy: words::remedy(lang).into(),
    }
}

fn row(lang: Lang, problem: &Problem, file: &str, named: Named, cells: bool) -> ProblemRow {
    let place = &problem.place;
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    ProblemRow {
        file: place.file.clone().unwrap_or_else(|| file.to_owned()),
        sheet: known(&place.sheet),
        // Without a cell, the code of an item or node or the head of a column says where.
        cell: match (&place.cell, &place.field) {
            (None, Some(code)) if cells && named == Named::Item => words::item_named(lang, code),
            (None, field) => known(field),
            (cell, _) => known(cell),
        },
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
        let row = row(Lang::En, &problem(), "hfi.xlsx", Named::Column, true);
        assert_eq!((row.file.as_str(), row.sheet.as_str(), row.cell.as_str()), ("hfi.xlsx", "2016", "C14"));
    }

    #[test]
    fn a_problem_without_a_cell_names_its_column() {
        let found = Problem::warning("x", Text::same("x")).at_field("pf_rol");
        let row = row(Lang::En, &found, "a.csv", Named::Column, true);
        assert_eq!(row.cell, "pf_rol");
        assert!(row.problem.starts_with("To look at"), "{}", row.problem);
    }

    #[test]
    fn the_code_of_an_item_never_stands_as_if_it_were_a_cell() {
        let of_item = Problem::warning("x", Text::same("x")).at_field("C12.1");
        let alone = std::slice::from_ref(&of_item);
        let cells = any_cell(alone);
        assert_eq!(heads(Lang::Zh, "", Named::Item, cells).cell, "题项");
        assert_eq!(row(Lang::Zh, &of_item, "a.xlsx", Named::Item, cells).cell, "C12.1");
        assert_eq!(heads(Lang::Zh, "", Named::Column, cells).cell, "列或编码");
        let beside = [of_item.clone(), problem()];
        let cells = any_cell(&beside);
        assert_eq!(heads(Lang::Zh, "", Named::Item, cells).cell, "单元格");
        assert_eq!(row(Lang::Zh, &of_item, "a.xlsx", Named::Item, cells).cell, "题项 C12.1");
    }

    #[test]
    fn errors_and_notes_are_counted_apart() {
        let note = Problem::warning("x", Text::same("x"));
        let both = [problem(), note.clone(), problem()];
        assert_eq!(how_many(Lang::Zh, &both), "发现 2 处错误，另有 1 处请留意");
        assert_eq!(how_many(Lang::Zh, &both[..1]), "发现 1 处错误");
        assert_eq!(how_many(Lang::En, &[note]), "No faults; things to look at: 1");
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
