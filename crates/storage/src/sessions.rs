//! Sessions of signed-in people. The caller hashes the token; whoever reads the table cannot sign in.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use time::OffsetDateTime;

use crate::{
    accounts::{self, Account},
    column::stamp,
    entity::{
        account, organisation,
        session::{ActiveModel, Column, Entity},
    },
    error::Result,
};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub account_id: i64,
    /// When the person signed in.
    pub created_at: OffsetDateTime,
    /// When it was last used, as far as [`touch`] was called.
    pub last_seen_at: OffsetDateTime,
    /// When it ends.
    pub expires_at: OffsetDateTime,
}

/// Stores a new session.
///
/// # Errors
/// What the database reports.
pub async fn insert(
    db: &impl ConnectionTrait,
    token_hash: &str,
    account_id: i64,
    now: OffsetDateTime,
    expires: OffsetDateTime,
) -> Result<()> {
    let row = ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        account_id: Set(account_id),
        created_at: Set(stamp(now)),
        last_seen_at: Set(stamp(now)),
        expires_at: Set(stamp(expires)),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Finds a session and the person it belongs to, in one query. Whether it has expired and whether the
/// person may still come in is for the caller to judge.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<(Session, Account)>> {
    let row = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .find_also_related(account::Entity)
        .and_also_related(organisation::Entity)
        .one(db)
        .await?;
    // The foreign keys promise that neither is missing.
    let Some((session, Some(account), Some(organisation))) = row else { return Ok(None) };
    let session = Session {
        account_id: session.account_id,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        expires_at: session.expires_at,
    };
    Ok(Some((session, accounts::account((account, organisation))?)))
}

/// Notes that a session was used; `false` if there is no such session.
///
/// # Errors
/// What the database reports.
pub async fn touch(db: &impl ConnectionTrait, token_hash: &str, now: OffsetDateTime) -> Result<bool> {
    let update = Entity::update_many().col_expr(Column::LastSeenAt, Expr::value(stamp(now)));
    Ok(update.filter(Column::TokenHash.eq(token_hash)).exec(db).await?.rows_affected > 0)
}

/// Ends a session.
///
/// # Errors
/// What the database reports.
pub async fn delete(db: &impl ConnectionTrait, token_hash: &str) -> Result<()> {
    Entity::delete_by_id(token_hash).exec(db).await?;
    Ok(())
}

/// Ends every session of a person and returns how many there were.
///
/// # Errors
/// What the database reports.
pub async fn delete_all_of(db: &impl ConnectionTrait, account_id: i64) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::AccountId.eq(account_id)).exec(db).await?.rows_affected)
}

/// Removes sessions that have ended and returns how many there were.
///
/// # Errors
/// What the database reports.
pub async fn delete_expired(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(stamp(now))).exec(db).await?.rows_affected)
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;
    use crate::{Db, testing};

    const NOW: OffsetDateTime = datetime!(2026-11-23 09:00 UTC);

    crate::on_both_databases!(
        a_session_is_found_with_its_account,
        signing_out_everywhere_ends_every_session,
        expired_sessions_are_removed
    );

    async fn a_session_is_found_with_its_account(db: Db) {
        let account = testing::account(&db).await;
        insert(&db, "hash", account.id, NOW, NOW + Duration::DAY).await.expect("stored");
        assert!(touch(&db, "hash", NOW + Duration::HOUR).await.expect("touched"));
        let (session, owner) = find(&db, "hash").await.expect("an answer").expect("a session");
        assert_eq!(owner, account);
        assert_eq!((session.created_at, session.last_seen_at), (NOW, NOW + Duration::HOUR));
        assert_eq!(find(&db, "another").await.expect("an answer"), None);
        delete(&db, "hash").await.expect("ended");
        assert_eq!(find(&db, "hash").await.expect("an answer"), None);
    }

    async fn signing_out_everywhere_ends_every_session(db: Db) {
        let account = testing::account(&db).await;
        for token in ["a", "b"] {
            insert(&db, token, account.id, NOW, NOW + Duration::DAY).await.expect("stored");
        }
        assert_eq!(delete_all_of(&db, account.id + 1).await.expect("an answer"), 0);
        assert_eq!(delete_all_of(&db, account.id).await.expect("ended"), 2);
    }

    async fn expired_sessions_are_removed(db: Db) {
        let account = testing::account(&db).await;
        insert(&db, "old", account.id, NOW, NOW + Duration::HOUR).await.expect("stored");
        insert(&db, "new", account.id, NOW, NOW + Duration::DAY).await.expect("stored");
        let later = NOW + Duration::HOUR + Duration::milliseconds(1);
        assert_eq!(delete_expired(&db, later).await.expect("removed"), 1);
        assert!(find(&db, "new").await.expect("an answer").is_some());
    }
}
