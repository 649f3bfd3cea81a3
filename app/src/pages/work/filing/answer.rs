//! What the check of a file found: in a word, and sheet by sheet.

use crate::prelude::*;
use domain::{Lang, Problem};
use service::{
    respondents::SubmissionRecord,
    submissions::{SubmissionDesk, missing_tables},
    tables::is_table,
};

use super::missing;
use crate::{
    components::{
        badge::{Look, StateBadge},
        note::{Note, Tone},
    },
    locales::{csv, filing as words},
    pages::problems,
    routes,
};

/// What became of a revision, in a word; `superseded_by` is the newest revision where it is a later one.
pub(super) fn verdict(lang: Lang, submission: &SubmissionRecord, superseded_by: Option<u32>) -> AnyView {
    if submission.returned.is_some() {
        view! { <StateBadge look=Look::Corrected word=words::returned(lang) /> }
    } else if submission.confirmed.is_some() {
        view! { <StateBadge look=Look::Done word=words::confirmed(lang) /> }
    } else if submission.is_accepted() {
        match superseded_by {
            Some(newest) => view! { <StateBadge look=Look::Withdrawn word=words::superseded(lang, newest) /> },
            None => view! { <StateBadge look=Look::Done word=words::sound(lang) /> },
        }
    } else if submission.is_partial() {
        let missing = missing_tables(submission).len();
        view! { <StateBadge look=Look::Waiting word=csv::missing_badge(lang, missing) /> }
    } else {
        view! { <StateBadge look=Look::Fault word=words::faults(lang, problems::count(&submission.problems).0) /> }
    }
}

/// Everything that was found in the file of a revision, and how to mend it.
pub(super) fn found(lang: Lang, desk: &SubmissionDesk) -> AnyView {
    let submission = &desk.submission;
    if submission.is_partial() {
        return partial(lang, desk);
    }
    let all = &submission.problems;
    let summary = if submission.is_accepted() {
        let waits = submission.confirmed.is_none() && submission.returned.is_none() && desk.superseded_by.is_none();
        let text = match all.len() {
            0 => words::read_sound(lang).to_owned(),
            notes if waits => words::read_sound_warnings(lang, notes),
            notes => words::read_sound_notes(lang, notes),
        };
        view! { <Note tone=Tone::Done><p>{text}</p></Note> }
    } else {
        let copy = has_cells(all).then(|| copy(lang, submission));
        let title = problems::how_many(lang, all);
        view! {
            <Note tone=Tone::Fault>
                <p><b>{title}</b></p>
                <p>{words::read_faults(lang)}</p>
                {copy}
            </Note>
        }
    };
    view! {
        {summary}
        {by_sheet(lang, all, &submission.file_name)}
    }
}

/// Of a revision without all its tables: which are missing, said once; they are no faults of the file.
fn partial(lang: Lang, desk: &SubmissionDesk) -> AnyView {
    let submission = &desk.submission;
    let missing = missing_tables(submission);
    let of_file = |problem: &&Problem| !problem.place.field.as_deref().is_some_and(|code| missing.contains(&code));
    let found: Vec<Problem> = submission.problems.iter().filter(of_file).cloned().collect();
    view! {
        {missing::of_revision(lang, &desk.questionnaire, submission)}
        {by_sheet(lang, &found, &submission.file_name)}
    }
}

/// The copy with comments; of a CSV file there is none.
fn copy(lang: Lang, submission: &SubmissionRecord) -> AnyView {
    if is_table(&submission.file_name) {
        return view! { <p>{csv::no_comments(lang)}</p> };
    }
    let href = routes::annotated_copy(submission.respondent_id, submission.revision);
    view! {
        <p>{words::annotated_about(lang)}</p>
        <p><a class="btn" href=href>{words::annotated(lang)}</a></p>
    }
}

/// Comments can be written where a cell is named.
fn has_cells(all: &[Problem]) -> bool {
    all.iter().any(|problem| problem.place.cell.is_some())
}

/// A table for each sheet, in the order of the workbook; what is about the file as a whole stands first.
fn by_sheet(lang: Lang, all: &[Problem], file: &str) -> AnyView {
    let mut sheets: Vec<(Option<&str>, Vec<Problem>)> = Vec::new();
    for problem in all {
        let sheet = problem.place.sheet.as_deref();
        match sheets.iter_mut().find(|(known, _)| *known == sheet) {
            Some((_, found)) => found.push(problem.clone()),
            None => sheets.push((sheet, vec![problem.clone()])),
        }
    }
    sheets.sort_by_key(|(sheet, _)| sheet.is_some());
    sheets
        .into_iter()
        .map(|(sheet, found)| {
            let title = match sheet {
                Some(sheet) => words::on_sheet(lang, sheet, found.len()),
                None => words::on_file(lang, found.len()),
            };
            view! {
                <h3>{title.clone()}</h3>
                {problems::under(lang, &title, &found, file)}
            }
        })
        .collect_view()
        .into_any()
}
