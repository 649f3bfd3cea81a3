//! Change one's own password.

use domain::{Actor, Problem, Text};
use serde_json::json;
use storage::{accounts, sessions};

use crate::{Error, Result, Services, audit, passwords};

/// Sets a new password and ends all sessions, this one too: whoever knew the old one is out.
///
/// # Errors
/// [`Error::Invalid`] if the current password is wrong (field `current`) or the new one will not do
/// (field `new`).
pub async fn change_password(services: &Services, actor: &Actor, current: &str, new: &str) -> Result<()> {
    let account = accounts::find(services.db(), actor.user_id).await?.ok_or(Error::NotFound)?;
    if !passwords::verify(services, current, account.password_hash.as_deref()).await? {
        return Err(Error::invalid(
            Problem::error("password.wrong", Text::new("现在的密码不对。", "The current password is not right."))
                .at_field("current"),
        ));
    }
    passwords::check(new, &account.email, "new")?;
    let hash = passwords::hash(services, new).await?;
    let tx = storage::begin(services.db()).await?;
    accounts::set_password(&tx, account.id, &hash).await?;
    sessions::delete_all_of(&tx, account.id).await?;
    audit::append(&tx, actor, "password.changed", &actor.email, json!({}), services.now()).await?;
    tx.commit().await.map_err(Error::internal)
}
