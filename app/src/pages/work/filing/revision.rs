//! A revision: what the check found, what it comes to, and what can be done with it.

use crate::prelude::*;
use domain::{Actor, Lang, fieldwork::Progress};
use service::{
    respondents::{self, RespondentDesk},
    submissions::{self, SubmissionDesk},
};

use super::{answer, documents::compare, doer, evidence, revision_param, subject, way};
use crate::{
    components::{
        breadcrumb::Crumb,
        confirm::Confirm,
        field::{TextArea, TextField},
        note::{Note, Tone},
        stat::Facts,
    },
    date,
    locales::{csv, filing as words},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Revision() -> impl IntoView {
    let at = revision_param();
    gate::member(|page, actor| async move {
        let (respondent, revision) = at?;
        let desk = respondents::open_respondent(&page.services, &actor, respondent).await?;
        let submission = submissions::open_submission(&page.services, &actor, respondent, revision).await?;
        Ok(show(&page, &actor, &desk, &submission))
    })
}

fn show(page: &Page, actor: &Actor, desk: &RespondentDesk, open: &SubmissionDesk) -> AnyView {
    let lang = page.lang;
    let submission = &open.submission;
    let title = words::revision(lang, submission.revision);
    let name = open.respondent.organisation.name.get(lang);
    let facts = vec![
        (words::file(lang).to_owned(), submission.file_name.clone()),
        (words::by(lang).to_owned(), doer(lang, &open.names, submission.created_by)),
        (words::at(lang).to_owned(), date::moment(lang, submission.created_at)),
    ];
    let older = open.superseded_by.map(|newest| {
        view! {
            <p>
                {words::older(lang, newest)} " "
                <a href=routes::filing(submission.respondent_id)>{words::see_newest(lang)}</a>
            </p>
        }
    });
    let here = vec![Crumb::here(title.clone())];
    let body = view! {
        {way(lang, actor, &open.index, &open.fieldwork, &open.respondent, here)}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{subject(lang, &open.index.about, &open.fieldwork)} " · " {name.to_owned()}</p>
            <h1>{title.clone()} " " {answer::verdict(lang, submission, open.superseded_by)}</h1>
            {done(page)}
            {was_returned(lang, open)}
            {older}
            <Facts items=facts />
            {links(lang, desk, open)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::problems(lang)}</h2></div>
            {answer::found(lang, open)}
        </section>
        {values(lang, open)}
        {confirm(lang, desk, open)}
        {send_back(page, desk, open)}
    };
    frame::work(page, &format!("{name} · {title}"), body)
}

fn done(page: &Page) -> Option<AnyView> {
    let text = match page.param("done")? {
        "confirmed" => words::done_confirmed(page.lang),
        "returned" => words::done_returned(page.lang),
        // Anything may stand in a URL.
        _ => return None,
    };
    page.form.problems.is_empty().then(|| view! { <Note tone=Tone::Done><p>{text}</p></Note> })
}

fn was_returned(lang: Lang, open: &SubmissionDesk) -> Option<AnyView> {
    let (returned, _) = open.submission.returned.as_ref()?;
    let title = words::was_returned(lang, date::day(lang, returned.due));
    let reason = returned.reason.clone();
    Some(view! {
        <Note tone=Tone::Wait>
            <p><b>{title}</b></p>
            <p class="as-typed">{reason}</p>
        </Note>
    })
}

fn links(lang: Lang, desk: &RespondentDesk, open: &SubmissionDesk) -> AnyView {
    let (respondent, revision) = (open.submission.respondent_id, open.submission.revision);
    let receipt = open.submission.is_accepted().then(|| {
        let word = if open.is_in_force() { words::receipt(lang) } else { words::print_revision(lang) };
        view! { <a href=routes::receipt(respondent, revision)>{word}</a> }
    });
    let again = (desk.rights.file && desk.asked.refusal.is_none() && !open.submission.is_accepted()).then(|| {
        let partial = open.submission.is_partial();
        let word = if partial { csv::upload_rest(lang) } else { words::upload_again(lang) };
        view! { <a class="btn primary" href=routes::filing(respondent)>{word}</a> }
    });
    view! {
        <div class="actions">
            {again}
            {receipt}
            <a href=routes::submission_file(respondent, revision)>{words::original(lang)}</a>
        </div>
    }
}

fn values(lang: Lang, open: &SubmissionDesk) -> Option<AnyView> {
    let filed = open.evidence.as_ref()?;
    Some(view! {
        <section class="stack">
            <div class="head"><h2>{words::values(lang)}</h2></div>
            <p>{words::values_about(lang)}</p>
            {evidence::values(lang, &open.questionnaire, filed)}
            {compare::with_rows(lang, &open.mentions, &open.documents)}
            {evidence::tables(lang, open, filed)}
        </section>
    })
}

/// Whether the revision is the one that counts, and has come this far.
fn stands_at(desk: &RespondentDesk, open: &SubmissionDesk, progress: Progress) -> bool {
    open.superseded_by.is_none() && desk.asked.standing.progress == progress
}

/// Confirming, for the head; a word to the others.
fn confirm(lang: Lang, desk: &RespondentDesk, open: &SubmissionDesk) -> Option<AnyView> {
    if !stands_at(desk, open, Progress::AwaitingConfirmation) || desk.asked.refusal.is_some() || !desk.rights.file {
        return None;
    }
    let (respondent, revision) = (open.submission.respondent_id, open.submission.revision);
    if !desk.rights.confirm {
        return Some(view! { <Note><p>{words::wait_for_head(lang)}</p></Note> });
    }
    let facts = vec![
        (words::what_happens(lang).to_owned(), words::confirm_what(lang).to_owned()),
        (words::who_sees(lang).to_owned(), words::confirm_who(lang).to_owned()),
        (words::can_undo(lang).to_owned(), words::confirm_undo(lang).to_owned()),
    ];
    Some(view! {
        <Confirm
            id="confirm"
            title=words::confirm_title(lang, revision)
            facts=facts
            action=routes::confirm_submission(respondent, revision)
            button=words::confirm_button(lang, revision)
            cancel=words::confirm_later(lang)
            cancel_href=routes::filing(respondent)
        />
    })
}

/// Returning, for the assessor.
fn send_back(page: &Page, desk: &RespondentDesk, open: &SubmissionDesk) -> Option<AnyView> {
    let lang = page.lang;
    let sound = stands_at(desk, open, Progress::AwaitingConfirmation) || stands_at(desk, open, Progress::Confirmed);
    (desk.rights.send_back && sound).then(|| {
        let action = routes::return_submission(open.submission.respondent_id, open.submission.revision);
        view! {
            <section class="stack">
                <div class="head"><h2>{words::return_title(lang)}</h2></div>
                <p>{words::return_about(lang)}</p>
                <form class="form" method="post" action=action>
                    <TextArea
                        about=form::required(page, "reason", words::return_reason(lang))
                        value=form::value(page, "reason", "")
                    />
                    <TextField
                        about=form::required(page, "due", words::return_due(lang)).hint(words::return_due_hint(lang))
                        value=form::value(page, "due", "")
                        class="middle"
                        autocomplete="off"
                    />
                    <div class="actions">
                        <button class="btn danger">{words::return_button(lang)}</button>
                    </div>
                </form>
            </section>
        }
    })
}
