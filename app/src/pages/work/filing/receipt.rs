//! The receipt of a revision: one page to print, sign and keep.

use crate::prelude::*;
use domain::{Actor, Lang};
use service::{
    Error,
    submissions::{self, SubmissionDesk},
};

use super::{at, doer, evidence, revision_param, subject, way};
use crate::{
    components::{
        breadcrumb::Crumb,
        note::{Note, Tone},
        stat::Facts,
    },
    date,
    locales::{fieldwork, filing as words},
    pages::{frame, gate},
    request::Page,
    routes,
};

/// The page. What has errors or lacks tables was not filed, and has none; what is not in force says so in
/// words, on paper too, and is not for signing.
#[component]
pub fn Receipt() -> impl IntoView {
    let place = revision_param();
    gate::member(|page, actor| async move {
        let (respondent, revision) = place?;
        let open = submissions::open_submission(&page.services, &actor, respondent, revision).await?;
        if !open.submission.is_accepted() {
            return Err(Error::NotFound);
        }
        Ok(show(&page, &actor, &open))
    })
}

fn show(page: &Page, actor: &Actor, open: &SubmissionDesk) -> AnyView {
    let lang = page.lang;
    let submission = &open.submission;
    let revision = words::revision(lang, submission.revision);
    let href = routes::submission(submission.respondent_id, submission.revision);
    let steps = vec![Crumb::link(revision.clone(), href.clone()), Crumb::here(words::receipt_title(lang))];
    let days = &open.fieldwork.days;
    let confirmed = submission.confirmed.as_ref();
    let confirmed_by =
        confirmed.map_or_else(|| words::not_confirmed(lang).to_owned(), |deed| doer(lang, &open.names, deed.by));
    let facts = vec![
        (words::respondent(lang).to_owned(), open.respondent.organisation.name.get(lang).to_owned()),
        (words::what(lang).to_owned(), subject(lang, &open.index.about, &open.fieldwork)),
        (
            words::period_assessed(lang).to_owned(),
            fieldwork::day_to_day(lang, date::day(lang, days.start), date::day(lang, days.end)),
        ),
        (words::revision_column(lang).to_owned(), revision),
        (words::file(lang).to_owned(), submission.file_name.clone()),
        (words::sha256(lang).to_owned(), submission.file_sha256.clone()),
        (words::by(lang).to_owned(), doer(lang, &open.names, submission.created_by)),
        (words::at(lang).to_owned(), date::moment(lang, submission.created_at)),
        (words::confirmed_by(lang).to_owned(), confirmed_by),
        (words::confirmed_at(lang).to_owned(), at(lang, confirmed.map(|deed| deed.at))),
    ];
    let filed = open.evidence.as_ref().map(|filed| evidence::values(lang, &open.questionnaire, filed));
    let standing = standing(lang, open);
    let title = match &standing {
        Some((mark, _)) => words::receipt_marked(lang, mark),
        None => words::receipt_title(lang).to_owned(),
    };
    let note = standing.map(|(mark, why)| {
        view! {
            <Note tone=Tone::Wait>
                <p><b>{mark}</b></p>
                <p>{why}</p>
            </Note>
        }
    });
    let boxes = [words::sign_filler(lang), words::sign_head(lang), words::sign_seal(lang), words::sign_date(lang)]
        .map(|word| view! { <li>{word}</li> });
    let signatures =
        open.is_in_force().then(|| view! { <ul class="signatures">{boxes.into_iter().collect_view()}</ul> });
    let body = view! {
        {way(lang, actor, &open.index, &open.fieldwork, &open.respondent, steps)}
        <section class="stack">
            <h1>{title.clone()}</h1>
            {note}
            <Facts items=facts />
        </section>
        <section class="stack">
            <div class="head"><h2>{words::receipt_of(lang)}</h2></div>
            {filed}
            {signatures}
            <p class="no-print"><a href=href>{words::back(lang)}</a></p>
        </section>
    };
    frame::work(page, &title, body)
}

/// Why a revision is not what the respondent answers for: in a word, and in a sentence. `None` where it is.
fn standing(lang: Lang, open: &SubmissionDesk) -> Option<(String, &'static str)> {
    if let Some(newest) = open.superseded_by {
        Some((words::superseded(lang, newest), words::superseded_about(lang)))
    } else if open.submission.returned.is_some() {
        Some((words::returned(lang).to_owned(), words::returned_about(lang)))
    } else if open.submission.confirmed.is_none() {
        Some((words::draft(lang).to_owned(), words::draft_about(lang)))
    } else {
        None
    }
}
