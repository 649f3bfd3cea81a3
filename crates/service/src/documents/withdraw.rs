//! Withdraw a supporting document: it stays, with the reason, and counts no more.

use domain::{Actor, Problem, Text, policy};
use serde::Deserialize;
use serde_json::json;
use storage::documents as records;

use super::{Document, by_number, refusal};
use crate::{Error, Result, Services, audit, filing};

/// Longest reason.
const MAX_CHARS: usize = 500;

/// Why a document is withdrawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// The revision that was looked at when the form was opened.
    pub revision: String,
    /// The reason.
    pub reason: String,
}

/// Withdraws the newest revision of a document. Another can be attached under the same number.
///
/// # Errors
/// [`Error::NotFound`] for other organisations, and where there is no such document;
/// [`Error::Forbidden`] for the assessor of another's filing; [`Error::Invalid`] without a reason, or
/// where nothing may be filed at this time; [`Error::Conflict`] where the document was withdrawn or has
/// a newer revision.
pub async fn withdraw(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    number: u32,
    form: &WithdrawForm,
) -> Result<()> {
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_attach_documents(actor, filing.respondent.organisation.id)?;
    let reason = form.reason.trim();
    if reason.is_empty() || reason.chars().count() > MAX_CHARS {
        let zh = format!("请写明为什么撤下，最多 {MAX_CHARS} 个字。");
        let en = format!("Say why it is withdrawn, in at most {MAX_CHARS} characters.");
        return Err(Error::invalid(Problem::error("document.reason", Text::new(zh, en)).at_field("reason")));
    }
    let tx = storage::begin(services.db()).await?;
    let submissions = filing::locked_submissions(&tx, respondent_id).await?;
    if let Some(problem) = refusal(&filing, &submissions, now) {
        return Err(Error::invalid(problem));
    }
    let documents = by_number(records::list(&tx, respondent_id).await?);
    let document = documents.iter().find(|document| document.number == number).ok_or(Error::NotFound)?;
    let current = Document::current(document)
        .filter(|current| current.revision.to_string() == form.revision.trim())
        .ok_or_else(outdated)?;
    records::withdraw(&tx, current.id, reason, actor.user_id, now).await?;
    let detail = json!({ "number": number, "revision": current.revision, "reason": reason });
    audit::append(&tx, actor, "document.withdrawn", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)
}

fn outdated() -> Error {
    Error::Conflict(Text::new(
        "这份材料已经撤下，或有了新版。请刷新页面再看。",
        "This document was withdrawn already, or has a newer revision. Reload the page and look again.",
    ))
}
