//! Which tables a filing still lacks, where it holds others already.

use crate::prelude::*;
use domain::{Lang, Questionnaire};
use service::{
    respondents::{RespondentDesk, SubmissionRecord},
    submissions::missing_tables,
};

use super::item_name;
use crate::{
    components::note::{Note, Tone},
    locales::csv as words,
};

/// On the page of the filing: how far the newest revision is.
pub(super) fn of_filing(lang: Lang, desk: &RespondentDesk) -> Option<AnyView> {
    let newest = desk.submissions.last().filter(|newest| newest.is_partial())?;
    let asked = desk.questionnaire.asked_of(&desk.asked.respondent.department).count();
    let accepted = asked.saturating_sub(missing_tables(newest).len());
    Some(note(lang, &desk.questionnaire, newest, words::accepted_so_far(lang, accepted)))
}

/// On the page of the revision itself.
pub(super) fn of_revision(lang: Lang, questionnaire: &Questionnaire, submission: &SubmissionRecord) -> AnyView {
    note(lang, questionnaire, submission, words::accepted(lang).to_owned())
}

fn note(lang: Lang, questionnaire: &Questionnaire, submission: &SubmissionRecord, text: String) -> AnyView {
    let items = missing_tables(submission)
        .into_iter()
        .filter_map(|code| questionnaire.item(code))
        .map(|item| view! { <li>{item_name(lang, &item.code, &item.name)}</li> })
        .collect_view();
    view! {
        <Note tone=Tone::Wait>
            <p><b>{text}</b></p>
            <ul>{items}</ul>
        </Note>
    }
}
