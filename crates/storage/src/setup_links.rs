//! One-time links with which a person sets a password. The caller hashes the token.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use time::OffsetDateTime;

use crate::{
    column::stamp,
    entity::setup_link::{ActiveModel, Column, Entity},
    error::Result,
};

/// A one-time link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupLink {
    /// Whose password it sets.
    pub account_id: i64,
    /// Until when it works.
    pub expires_at: OffsetDateTime,
    /// When it was used.
    pub used_at: Option<OffsetDateTime>,
}

/// Stores a new link.
///
/// # Errors
/// What the database reports.
pub async fn insert(
    db: &impl ConnectionTrait,
    token_hash: &str,
    account_id: i64,
    expires: OffsetDateTime,
) -> Result<()> {
    let row = ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        account_id: Set(account_id),
        expires_at: Set(stamp(expires)),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Voids every unused link of an account, and says how many there were. They are forgotten, as if they had
/// never been: what is kept with a time of use was used.
///
/// # Errors
/// What the database reports.
pub async fn void_all_of(db: &impl ConnectionTrait, account_id: i64) -> Result<u64> {
    let unused = Entity::delete_many().filter(Column::AccountId.eq(account_id)).filter(Column::UsedAt.is_null());
    Ok(unused.exec(db).await?.rows_affected)
}

/// Finds a link, used or not.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<SetupLink>> {
    let row = Entity::find_by_id(token_hash).one(db).await?;
    Ok(row.map(|r| SetupLink { account_id: r.account_id, expires_at: r.expires_at, used_at: r.used_at }))
}

/// Uses a link up. `false` if it is unknown, expired or used: of two who try at once, one gets `true`.
///
/// # Errors
/// What the database reports.
pub async fn use_once(db: &impl ConnectionTrait, token_hash: &str, now: OffsetDateTime) -> Result<bool> {
    let now = stamp(now);
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use domain::Duty;
    use time::{Duration, macros::datetime};

    use super::*;
    use crate::{
        Db,
        accounts::{self, NewAccount},
        testing,
    };

    const NOW: OffsetDateTime = datetime!(2026-11-23 09:00 UTC);

    crate::on_both_databases!(
        a_link_works_once,
        an_expired_link_does_not_work,
        voided_links_do_not_work_and_those_of_others_do
    );

    async fn a_link_works_once(db: Db) {
        let account = testing::account(&db).await;
        insert(&db, "hash", account.id, NOW + Duration::HOUR).await.expect("stored");
        assert!(use_once(&db, "hash", NOW).await.expect("an answer"));
        assert!(!use_once(&db, "hash", NOW).await.expect("an answer"));
        assert!(!use_once(&db, "unknown", NOW).await.expect("an answer"));
        let link = find(&db, "hash").await.expect("an answer").expect("a link");
        assert_eq!((link.account_id, link.used_at), (account.id, Some(NOW)));
    }

    async fn an_expired_link_does_not_work(db: Db) {
        let account = testing::account(&db).await;
        insert(&db, "hash", account.id, NOW).await.expect("stored");
        assert!(!use_once(&db, "hash", NOW).await.expect("an answer"));
    }

    async fn voided_links_do_not_work_and_those_of_others_do(db: Db) {
        let account = testing::account(&db).await;
        let new = NewAccount {
            organisation_id: account.organisation.id,
            email: "other@example.org".into(),
            name: "Other".into(),
            password_hash: None,
            duty: Duty::Filler,
        };
        let other = accounts::insert(&db, new, NOW).await.expect("an account");
        for (hash, whose) in [("used", account.id), ("first", account.id), ("second", account.id), ("other", other)] {
            insert(&db, hash, whose, NOW + Duration::HOUR).await.expect("stored");
        }
        assert!(use_once(&db, "used", NOW).await.expect("an answer"));
        assert_eq!(void_all_of(&db, account.id).await.expect("voided"), 2);
        assert!(!use_once(&db, "first", NOW).await.expect("an answer"));
        assert_eq!(find(&db, "second").await.expect("an answer"), None);
        assert!(find(&db, "used").await.expect("an answer").is_some(), "what was used is still known");
        assert!(use_once(&db, "other", NOW).await.expect("an answer"));
    }
}
