//! What a respondent files: upload, confirm, return, and the people who do so.

use axum::{extract::Path, response::Response};
use service::{
    Error,
    confirm::confirm as confirm_revision,
    file_table::{TableForm, file_table as file_shown_table},
    hand_over::{HandOverForm, hand_over as hand_headship_over},
    respondents::{self, InviteForm},
    return_for_correction::{ReturnForm, return_for_correction},
    submit::submit as submit_workbook,
    tables::{is_table, upload_table},
};

use super::accounts::{not_found, show_link};
use crate::web::{form::Form, member::Member, upload::Upload};

/// Takes a workbook; the answer is the page of its revision, sound or not. A table as CSV is looked at
/// first: the answer is the page that shows how it was read.
pub(in crate::routes) async fn submit(member: Member, Path(respondent): Path<String>, upload: Upload) -> Response {
    if let Some(problem) = upload.refused {
        return member.too_large(problem, upload.fields).await;
    }
    let Ok(respondent) = respondent.parse() else { return not_found(&member).await };
    let Upload { file_name, bytes, fields, refused: _ } = upload;
    let (services, actor) = (member.services(), &member.actor);
    let done = if is_table(&file_name) {
        let done = upload_table(services, actor, respondent, &file_name, bytes).await;
        done.map(|upload| app::routes::table(respondent, &upload.file_sha256))
    } else {
        let done = submit_workbook(services, actor, respondent, &file_name, bytes).await;
        done.map(|record| app::routes::submission(respondent, record.revision))
    };
    member.answer(done, fields).await
}

/// Files a table as it was shown; the answer is the page of the revision.
pub(in crate::routes) async fn file_table(member: Member, Path(path): Path<(String, String)>, form: Form) -> Response {
    let (respondent, sha256) = path;
    let Ok(respondent) = respondent.parse() else { return not_found(&member).await };
    let seen: TableForm = form.read();
    let done = file_shown_table(member.services(), &member.actor, respondent, &sha256, &seen).await;
    let done = done.map(|record| app::routes::submission(respondent, record.revision));
    member.answer(done, form.into_values()).await
}

/// Confirms a revision.
pub(in crate::routes) async fn confirm(member: Member, Path(path): Path<(String, String)>) -> Response {
    let Some((respondent, revision)) = numbers(&path) else { return not_found(&member).await };
    let done = confirm_revision(member.services(), &member.actor, respondent, revision).await;
    let done = done.map(|()| format!("{}?done=confirmed", app::routes::submission(respondent, revision)));
    member.answer(done, Vec::new()).await
}

/// Returns a revision for correction.
pub(in crate::routes) async fn send_back(member: Member, Path(path): Path<(String, String)>, form: Form) -> Response {
    let Some((respondent, revision)) = numbers(&path) else { return not_found(&member).await };
    let reason: ReturnForm = form.read();
    let done = return_for_correction(member.services(), &member.actor, respondent, revision, &reason).await;
    let done = done.map(|()| format!("{}?done=returned", app::routes::submission(respondent, revision)));
    member.answer(done, form.into_values()).await
}

/// Invites a person; the link stands in the answer and nowhere else.
pub(in crate::routes) async fn invite(member: Member, Path(respondent): Path<String>, form: Form) -> Response {
    let Ok(respondent) = respondent.parse() else { return not_found(&member).await };
    let whom: InviteForm = form.read();
    match respondents::invite(member.services(), &member.actor, respondent, &whom).await {
        Ok((account, token)) => show_link(&member, account.email, &token).await,
        Err(error) => member.answer(Err(error), form.into_values()).await,
    }
}

/// Makes a new link for somebody who has not chosen a password yet.
pub(in crate::routes) async fn renew(member: Member, Path(path): Path<(String, String)>) -> Response {
    let Some((respondent, account)) = keys(&path) else { return not_found(&member).await };
    match renewed(&member, respondent, account).await {
        Ok((email, token)) => show_link(&member, email, &token).await,
        Err(error) => member.answer(Err(error), Vec::new()).await,
    }
}

async fn renewed(member: &Member, respondent: i64, account: i64) -> Result<(String, String), Error> {
    let (services, actor) = (member.services(), &member.actor);
    let token = respondents::renew_invitation(services, actor, respondent, account).await?;
    let people = respondents::open_respondent(services, actor, respondent).await?.people;
    let email = people.into_iter().find(|person| person.id == account).map(|person| person.email);
    Ok((email.unwrap_or_default(), token))
}

/// Locks somebody out who leaves.
pub(in crate::routes) async fn disable(member: Member, Path(path): Path<(String, String)>) -> Response {
    set_access(&member, &path, true, "disabled").await
}

/// Lets somebody in again.
pub(in crate::routes) async fn enable(member: Member, Path(path): Path<(String, String)>) -> Response {
    set_access(&member, &path, false, "enabled").await
}

/// Makes somebody a head, and whoever gives it up a filler.
pub(in crate::routes) async fn hand_over(member: Member, Path(path): Path<(String, String)>, form: Form) -> Response {
    let Some((respondent, account)) = keys(&path) else { return not_found(&member).await };
    let whose: HandOverForm = form.read();
    let done = hand_headship_over(member.services(), &member.actor, respondent, account, &whose).await;
    // Whoever gave it up has no business with the people any more.
    let gave_up = whose.from.trim() == member.actor.user_id.to_string();
    let page = if gave_up { app::routes::filing(respondent) } else { app::routes::filing_people(respondent) };
    let done = done.map(|()| format!("{page}?done=handed-over"));
    member.answer(done, form.into_values()).await
}

async fn set_access(member: &Member, path: &(String, String), disabled: bool, done: &str) -> Response {
    let Some((respondent, account)) = keys(path) else { return not_found(member).await };
    let outcome = respondents::set_access(member.services(), &member.actor, respondent, account, disabled).await;
    let led = outcome.map(|()| format!("{}?done={done}", app::routes::filing_people(respondent)));
    member.answer(led, Vec::new()).await
}

/// Respondent and revision.
fn numbers((respondent, revision): &(String, String)) -> Option<(i64, u32)> {
    Some((respondent.parse().ok()?, revision.parse().ok()?))
}

/// Respondent and account.
fn keys((respondent, account): &(String, String)) -> Option<(i64, i64)> {
    Some((respondent.parse().ok()?, account.parse().ok()?))
}
