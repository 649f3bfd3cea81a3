//! Sign out, here or everywhere.

use domain::Actor;
use serde_json::json;
use storage::sessions;

use crate::{Error, Result, Services, audit, tokens};

/// Ends one session. Ending one that is over already is no error.
///
/// # Errors
/// Only faults of the store.
pub async fn sign_out(services: &Services, token: &str) -> Result<()> {
    Ok(sessions::delete(services.db(), &tokens::hash(token)).await?)
}

/// Ends all sessions of the person; returns how many there were.
///
/// # Errors
/// Only faults of the store.
pub async fn sign_out_everywhere(services: &Services, actor: &Actor) -> Result<u64> {
    let tx = storage::begin(services.db()).await?;
    let ended = sessions::delete_all_of(&tx, actor.user_id).await?;
    audit::append(&tx, actor, "session.all_closed", &actor.email, json!({ "sessions": ended }), services.now()).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(ended)
}
