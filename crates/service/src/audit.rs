//! Who did what, when: written in the same transaction as the deed.

use domain::{Actor, policy};
use serde_json::Value;
pub use storage::audit::AuditRecord;
use storage::{
    ConnectionTrait,
    audit::{self as records, NewAudit},
};
use time::OffsetDateTime;

use crate::{Result, Services};

/// The actions that change what the public sees.
pub(crate) const PUBLIC: [&str; 3] = ["edition.published", "edition.advanced", "index.described"];
/// Records on a page.
pub const PAGE: u64 = 50;

pub(crate) async fn append(
    db: &impl ConnectionTrait,
    actor: &Actor,
    action: &str,
    subject: &str,
    detail: Value,
    now: OffsetDateTime,
) -> Result<()> {
    let record = NewAudit {
        account_id: Some(actor.user_id),
        organisation_id: Some(actor.organisation.id),
        action: action.to_owned(),
        subject: subject.to_owned(),
        detail,
    };
    records::append(db, &record, now).await?;
    Ok(())
}

/// The records of the actor's organisation, newest first, [`PAGE`] at a time; all records for the
/// operator. `before` is the id of the last record of the page before.
///
/// # Errors
/// [`crate::Error::Forbidden`] never for one's own organisation.
pub async fn list(services: &Services, actor: &Actor, before: Option<i64>) -> Result<Vec<AuditRecord>> {
    let organisation = if policy::can_manage_accounts(actor).is_ok() {
        None
    } else {
        policy::can_see_audit(actor, actor.organisation.id)?;
        Some(actor.organisation.id)
    };
    Ok(records::list(services.db(), organisation, PAGE, before).await?)
}
