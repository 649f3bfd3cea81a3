//! Confirm what was filed: the head of the respondent answers for it.

use domain::{Actor, Text, fieldwork::Progress, policy};
use serde_json::json;
use storage::submissions;

use crate::{Error, Result, Services, audit, filing};

/// Confirms the newest revision of a respondent. From then on nothing is uploaded unless the assessor
/// returns it.
///
/// # Errors
/// [`Error::NotFound`] for other organisations; [`Error::Forbidden`] unless the actor is a head of the
/// respondent; [`Error::Invalid`] where nothing may be filed at this time; [`Error::Conflict`] unless
/// the revision is the newest one and sound.
pub async fn confirm(services: &Services, actor: &Actor, respondent_id: i64, revision: u32) -> Result<()> {
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_confirm_filing(actor, filing.respondent.organisation.id)?;
    let tx = storage::begin(services.db()).await?;
    let submissions = filing::locked_submissions(&tx, respondent_id).await?;
    let standing = filing::standing(&submissions);
    let filler = filing::filler(&filing.respondent);
    if let Some(problem) = standing.refusal(&filing.fieldwork.schedule, filler, now) {
        return Err(Error::invalid(problem));
    }
    let newest = submissions.last().filter(|newest| newest.revision == revision).ok_or_else(outdated)?;
    if standing.progress != Progress::AwaitingConfirmation {
        return Err(Error::Conflict(Text::new(
            "这一版有错误或已被退回，不能确认。请改正后重新上传。",
            "This revision has errors or was returned; it cannot be confirmed. Correct it and upload it again.",
        )));
    }
    submissions::confirm(&tx, newest.id, actor.user_id, now).await?;
    let detail = json!({ "revision": revision, "sha256": newest.file_sha256 });
    audit::append(&tx, actor, "evidence.confirmed", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The person looked at a revision that is not the newest one any more.
pub(crate) fn outdated() -> Error {
    Error::Conflict(Text::new(
        "这不是最新的一版。请刷新页面，查看最新的一版。",
        "This is not the newest revision. Reload the page and look at the newest one.",
    ))
}
