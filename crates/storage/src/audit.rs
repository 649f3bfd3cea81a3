//! Audit records: who did what, when, to which thing. The list only grows: the database refuses
//! anything else.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde_json::Value;
use time::OffsetDateTime;

use crate::{
    column::{from_json, stamp, to_json},
    entity::{
        account,
        audit_record::{ActiveModel, Column, Entity},
    },
    error::Result,
};

const DETAIL: &str = "detail of an audit record";

/// An audit record as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRecord {
    /// Key in the store; later records have greater ones.
    pub id: i64,
    /// When it happened.
    pub at: OffsetDateTime,
    /// Who did it; `None` for the program itself and for people who are not signed in.
    pub account_id: Option<i64>,
    /// The name of that person now.
    pub account_name: Option<String>,
    /// The organisation concerned.
    pub organisation_id: Option<i64>,
    /// What was done: `edition.published`.
    pub action: String,
    /// To what: `freedom/2016/v1`.
    pub subject: String,
    /// Anything more.
    pub detail: Value,
}

/// An audit record to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAudit {
    /// Who did it; `None` for the program itself and for people who are not signed in.
    pub account_id: Option<i64>,
    /// The organisation concerned.
    pub organisation_id: Option<i64>,
    /// What was done: `edition.published`.
    pub action: String,
    /// To what: `freedom/2016/v1`.
    pub subject: String,
    /// Anything more; [`Value::Null`] for nothing.
    pub detail: Value,
}

/// Stores a record.
///
/// # Errors
/// What the database reports.
pub async fn append(db: &impl ConnectionTrait, new: &NewAudit, now: OffsetDateTime) -> Result<()> {
    let row = ActiveModel {
        at: Set(stamp(now)),
        account_id: Set(new.account_id),
        organisation_id: Set(new.organisation_id),
        action: Set(new.action.clone()),
        subject: Set(new.subject.clone()),
        detail: Set(to_json(&new.detail, DETAIL)?),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The newest records, newest first: of one organisation or of all, `limit` at most, and only those
/// before `before_id` (for the next page).
///
/// # Errors
/// What the database reports.
pub async fn list(
    db: &impl ConnectionTrait,
    organisation_id: Option<i64>,
    limit: u64,
    before_id: Option<i64>,
) -> Result<Vec<AuditRecord>> {
    let rows = Entity::find()
        .find_also_related(account::Entity)
        .apply_if(organisation_id, |query, id| query.filter(Column::OrganisationId.eq(id)))
        .apply_if(before_id, |query, id| query.filter(Column::Id.lt(id)))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(row, account)| {
            Ok(AuditRecord {
                id: row.id,
                at: row.at,
                account_id: row.account_id,
                account_name: account.map(|a| a.name),
                organisation_id: row.organisation_id,
                action: row.action,
                subject: row.subject,
                detail: from_json(&row.detail, DETAIL)?,
            })
        })
        .collect()
}

/// Id of the newest record of one of these actions; 0 if there is none. It grows with every such
/// deed of any process, so that caches can tell whether they are out of date.
///
/// # Errors
/// What the database reports.
pub async fn newest_of(db: &impl ConnectionTrait, actions: &[&str]) -> Result<i64> {
    let newest = Entity::find()
        .select_only()
        .column_as(Column::Id.max(), "newest")
        .filter(Column::Action.is_in(actions.iter().copied()))
        .into_tuple::<Option<i64>>()
        .one(db)
        .await?;
    Ok(newest.flatten().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        Db,
        testing::{self, NOW},
    };

    crate::on_both_databases!(
        records_are_listed_newest_first_with_names,
        records_are_read_page_by_page,
        a_record_never_changes,
        the_newest_of_some_actions_is_found
    );

    fn new(account_id: Option<i64>, organisation_id: Option<i64>, action: &str) -> NewAudit {
        NewAudit {
            account_id,
            organisation_id,
            action: action.into(),
            subject: "freedom".into(),
            detail: json!({"n": 1}),
        }
    }

    async fn the_newest_of_some_actions_is_found(db: Db) {
        assert_eq!(newest_of(&db, &["index.created"]).await.expect("a number"), 0);
        append(&db, &new(None, None, "index.created"), NOW).await.expect("appended");
        let first = newest_of(&db, &["index.created", "index.described"]).await.expect("a number");
        append(&db, &new(None, None, "session.opened"), NOW).await.expect("appended");
        assert_eq!(newest_of(&db, &["index.created", "index.described"]).await.expect("a number"), first);
        append(&db, &new(None, None, "index.described"), NOW).await.expect("appended");
        assert!(newest_of(&db, &["index.created", "index.described"]).await.expect("a number") > first);
    }

    async fn records_are_listed_newest_first_with_names(db: Db) {
        let account = testing::account(&db).await;
        let own = account.organisation.id;
        append(&db, &new(Some(account.id), Some(own), "index.created"), NOW).await.expect("appended");
        append(&db, &new(None, None, "server.started"), NOW).await.expect("appended");
        let all = list(&db, None, 9, None).await.expect("a list");
        let seen: Vec<_> = all.iter().map(|r| (r.action.as_str(), r.account_name.as_deref())).collect();
        assert_eq!(seen, [("server.started", None), ("index.created", Some(account.name.as_str()))]);
        let of_one = list(&db, Some(own), 9, None).await.expect("a list");
        assert_eq!((of_one.as_slice(), &of_one[0].detail), (&all[1..], &json!({"n": 1})));
    }

    async fn records_are_read_page_by_page(db: Db) {
        for action in ["a", "b", "c"] {
            append(&db, &new(None, None, action), NOW).await.expect("appended");
        }
        let first = list(&db, None, 2, None).await.expect("a page");
        let second = list(&db, None, 2, first.last().map(|r| r.id)).await.expect("a page");
        let actions: Vec<&str> = first.iter().chain(&second).map(|r| r.action.as_str()).collect();
        assert_eq!(actions, ["c", "b", "a"]);
    }

    async fn a_record_never_changes(db: Db) {
        append(&db, &new(None, None, "a"), NOW).await.expect("appended");
        for sql in ["UPDATE audit_record SET action = 'b'", "DELETE FROM audit_record"] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
    }
}
