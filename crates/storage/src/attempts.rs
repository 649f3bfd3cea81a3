//! Attempts to sign in, counted to slow down whoever guesses passwords.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryTrait};
use time::OffsetDateTime;

use crate::{
    accounts::normal,
    column::stamp,
    entity::sign_in_attempt::{ActiveModel, Column, Entity},
    error::Result,
};

/// Records an attempt: the account as typed, and the network address it came from.
///
/// # Errors
/// What the database reports.
pub async fn record(
    db: &impl ConnectionTrait,
    account: &str,
    address: &str,
    succeeded: bool,
    now: OffsetDateTime,
) -> Result<()> {
    let row = ActiveModel {
        account: Set(normal(account)),
        address: Set(address.to_owned()),
        at: Set(stamp(now)),
        succeeded: Set(succeeded),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Counts failures from `since` on: of an account, from an address, or of both together.
///
/// # Errors
/// What the database reports.
pub async fn count_failures_since(
    db: &impl ConnectionTrait,
    account: Option<&str>,
    address: Option<&str>,
    since: OffsetDateTime,
) -> Result<u64> {
    let failures = Entity::find()
        .filter(Column::Succeeded.eq(false))
        .filter(Column::At.gte(stamp(since)))
        .apply_if(account, |query, account| query.filter(Column::Account.eq(normal(account))))
        .apply_if(address, |query, address| query.filter(Column::Address.eq(address)));
    Ok(failures.count(db).await?)
}

/// Forgets attempts older than `before` and returns how many there were.
///
/// # Errors
/// What the database reports.
pub async fn prune(db: &impl ConnectionTrait, before: OffsetDateTime) -> Result<u64> {
    Ok(Entity::delete_many().filter(Column::At.lt(stamp(before))).exec(db).await?.rows_affected)
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;
    use crate::Db;

    const NOW: OffsetDateTime = datetime!(2026-11-23 09:00 UTC);

    crate::on_both_databases!(failures_are_counted_by_account_and_by_address, old_attempts_are_forgotten);

    async fn failures_are_counted_by_account_and_by_address(db: Db) {
        for (account, address, succeeded) in [
            ("Li@a.org", "::1", false),
            ("li@a.org", "::2", false),
            ("wu@a.org", "::1", false),
            ("li@a.org", "::1", true),
        ] {
            record(&db, account, address, succeeded, NOW).await.expect("recorded");
        }
        let count =
            async |account, address, since| count_failures_since(&db, account, address, since).await.expect("a count");
        assert_eq!(count(Some("LI@a.org"), None, NOW).await, 2);
        assert_eq!(count(None, Some("::1"), NOW).await, 2);
        assert_eq!(count(Some("li@a.org"), Some("::1"), NOW).await, 1);
        assert_eq!(count(None, None, NOW + Duration::SECOND).await, 0);
    }

    async fn old_attempts_are_forgotten(db: Db) {
        record(&db, "li@a.org", "::1", false, NOW - Duration::DAY).await.expect("recorded");
        record(&db, "li@a.org", "::1", false, NOW).await.expect("recorded");
        assert_eq!(prune(&db, NOW).await.expect("pruned"), 1);
    }
}
