//! Editions 发布版 and what happened to them. Both lists only grow: the database refuses anything else.

use domain::{
    Stage, Text,
    edition::{Notice, StageEvent},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use time::OffsetDateTime;

use crate::{
    column::{count, from_json, stamp, to_json, word},
    entity::{
        edition::{ActiveModel, Column, Entity, Model},
        edition_event,
    },
    error::{Result, StorageError},
};

const VERSION: &str = "version of an edition";
const NOTICE: &str = "public notice of an edition";
const REASON: &str = "reason of an event of an edition";

/// An edition as it is stored: its content lies in the object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionRecord {
    /// Key in the store.
    pub id: i64,
    /// The index it belongs to.
    pub index_id: i64,
    /// The round that was scored.
    pub round_id: i64,
    /// The period 年度.
    pub period: String,
    /// 1 for the first version of a period, one more for each correction.
    pub version: u32,
    /// SHA-256 of its JSON bundle in the object store.
    pub bundle_sha256: String,
    /// SHA-256 of the full bundle, of which the published one leaves something out; `None` where it leaves
    /// out nothing.
    pub full_sha256: Option<String>,
    /// When it was frozen.
    pub created_at: OffsetDateTime,
    /// The account that froze it.
    pub created_by: i64,
    /// What happened to it, oldest first; the last one is in force.
    pub events: Vec<StageEvent>,
}

impl EditionRecord {
    /// SHA-256 of the bundle that holds everything.
    pub fn whole_sha256(&self) -> &str {
        self.full_sha256.as_deref().unwrap_or(&self.bundle_sha256)
    }

    /// The stage in force; [`Stage::Draft`] before any event.
    pub fn stage(&self) -> Stage {
        self.events.last().map_or(Stage::Draft, |event| event.stage)
    }
}

/// An edition to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewEdition<'a> {
    /// The index it belongs to.
    pub index_id: i64,
    /// The round that was scored.
    pub round_id: i64,
    /// The period 年度.
    pub period: &'a str,
    /// The version its bundle names: [`next_version`].
    pub version: u32,
    /// SHA-256 of its JSON bundle in the object store.
    pub bundle_sha256: &'a str,
    /// SHA-256 of the full bundle, where the published one leaves something out.
    pub full_sha256: Option<&'a str>,
    /// The account that freezes it.
    pub created_by: i64,
}

/// The number the next version of a period will have.
///
/// # Errors
/// What the database reports.
pub async fn next_version(db: &impl ConnectionTrait, index_id: i64, period: &str) -> Result<u32> {
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Version.max(), "newest")
        .filter(of_period(index_id, period))
        .into_tuple()
        .one(db)
        .await?;
    count(newest.flatten().unwrap_or(0) + 1, VERSION)
}

/// Stores an edition as the next version of its period; it has no events yet.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where its version is not the next one, and what the database
/// reports.
pub async fn insert_next_version(
    db: &impl ConnectionTrait,
    new: NewEdition<'_>,
    now: OffsetDateTime,
) -> Result<EditionRecord> {
    let next = next_version(db, new.index_id, new.period).await?;
    if new.version != next {
        return Err(StorageError::Conflict { what: format!("version {} of an edition; {next} is next", new.version) });
    }
    let row = ActiveModel {
        index_id: Set(new.index_id),
        round_id: Set(new.round_id),
        period: Set(new.period.to_owned()),
        version: Set(count(new.version, VERSION)?),
        bundle_sha256: Set(new.bundle_sha256.to_owned()),
        full_sha256: Set(new.full_sha256.map(str::to_owned)),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    record(Entity::insert(row).exec_with_returning(db).await?, Vec::new())
}

/// Adds an event to an edition. Whether the stage may follow the one in force is for the caller to judge.
///
/// # Errors
/// What the database reports.
pub async fn append_event(
    db: &impl ConnectionTrait,
    edition_id: i64,
    event: &StageEvent,
    by: Option<i64>,
) -> Result<()> {
    let row = edition_event::ActiveModel {
        edition_id: Set(edition_id),
        stage: Set(event.stage.code().to_owned()),
        at: Set(stamp(event.at)),
        notice: Set(event.notice.as_ref().map(|n| to_json(n, NOTICE)).transpose()?),
        reason: Set(event.reason.as_ref().map(|r| to_json(r, REASON)).transpose()?),
        by_account: Set(by),
        ..edition_event::ActiveModel::default()
    };
    edition_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Finds a version of a period.
///
/// # Errors
/// What the database reports.
pub async fn find(
    db: &impl ConnectionTrait,
    index_id: i64,
    period: &str,
    version: u32,
) -> Result<Option<EditionRecord>> {
    // A number from a URL may be larger than any version.
    let Ok(version) = i32::try_from(version) else { return Ok(None) };
    Ok(load(db, of_period(index_id, period).add(Column::Version.eq(version))).await?.pop())
}

/// The newest version of a period.
///
/// # Errors
/// What the database reports.
pub async fn latest_of_period(db: &impl ConnectionTrait, index_id: i64, period: &str) -> Result<Option<EditionRecord>> {
    // Corrections are few: all versions of a period cost less than a subquery reads like.
    Ok(load(db, of_period(index_id, period)).await?.pop())
}

/// The editions of an index, earliest period and version first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<EditionRecord>> {
    load(db, Condition::all().add(Column::IndexId.eq(index_id))).await
}

/// The editions of these indexes, by index, period and version.
///
/// # Errors
/// What the database reports.
pub async fn list_of_indexes(db: &impl ConnectionTrait, index_ids: &[i64]) -> Result<Vec<EditionRecord>> {
    load(db, Condition::all().add(Column::IndexId.is_in(index_ids.iter().copied()))).await
}

/// The editions of all indexes that the public may see, by index, period and version.
///
/// # Errors
/// What the database reports.
pub async fn list_all_public(db: &impl ConnectionTrait) -> Result<Vec<EditionRecord>> {
    load(db, is_public()).await
}

/// The editions of these keys, by index, period and version; unknown keys are passed over.
///
/// # Errors
/// What the database reports.
pub async fn list_by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<EditionRecord>> {
    load(db, Condition::all().add(Column::Id.is_in(ids.iter().copied()))).await
}

fn of_period(index_id: i64, period: &str) -> Condition {
    Condition::all().add(Column::IndexId.eq(index_id)).add(Column::Period.eq(period))
}

/// The condition under which the public may see an edition: it has left the draft, to which nothing
/// returns.
pub(crate) fn is_public() -> Condition {
    let public = Stage::ALL.into_iter().filter(|stage| stage.is_public()).map(Stage::code);
    let left_draft = edition_event::Entity::find()
        .select_only()
        .column(edition_event::Column::EditionId)
        .filter(edition_event::Column::Stage.is_in(public))
        .into_query();
    Condition::all().add(Column::Id.in_subquery(left_draft))
}

/// Editions with their events, in one query.
async fn load(db: &impl ConnectionTrait, condition: Condition) -> Result<Vec<EditionRecord>> {
    let rows = Entity::find()
        .filter(condition)
        .find_with_related(edition_event::Entity)
        .order_by_asc(edition_event::Column::Id)
        .all(db)
        .await?;
    let mut editions: Vec<EditionRecord> = rows
        .into_iter()
        .map(|(row, events)| record(row, events.into_iter().map(event).collect::<Result<_>>()?))
        .collect::<Result<_>>()?;
    // Here, not in the query: a locale of PostgreSQL may order periods in its own way.
    editions.sort_by(|a, b| (a.index_id, &a.period, a.version).cmp(&(b.index_id, &b.period, b.version)));
    Ok(editions)
}

fn record(row: Model, events: Vec<StageEvent>) -> Result<EditionRecord> {
    Ok(EditionRecord {
        id: row.id,
        index_id: row.index_id,
        round_id: row.round_id,
        period: row.period,
        version: count(row.version, VERSION)?,
        bundle_sha256: row.bundle_sha256,
        full_sha256: row.full_sha256,
        created_at: row.created_at,
        created_by: row.created_by,
        events,
    })
}

fn event(row: edition_event::Model) -> Result<StageEvent> {
    Ok(StageEvent {
        stage: word(&row.stage, Stage::parse, "stage of an edition")?,
        at: row.at,
        notice: row.notice.map(|json| from_json::<Notice>(&json, NOTICE)).transpose()?,
        reason: row.reason.map(|json| from_json::<Text>(&json, REASON)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::{Db, testing};

    crate::on_both_databases!(
        events_come_back_in_order_with_notice_and_reason,
        a_version_is_the_next_one_or_a_conflict,
        a_list_holds_every_edition_with_its_events,
        only_public_editions_are_listed_for_the_public,
        an_edition_and_its_events_never_change
    );

    async fn events_come_back_in_order_with_notice_and_reason(db: Db) {
        let edition = testing::edition(&db, &testing::round(&db, "2016").await, 1).await;
        let at = testing::NOW;
        let notice = Notice {
            starts: date!(2026 - 11 - 24),
            ends: date!(2026 - 12 - 01),
            contact: Text::new("评估处", "The office"),
        };
        let events = [
            StageEvent { stage: Stage::Notice, at, notice: Some(notice), reason: None },
            StageEvent { stage: Stage::Final, at, notice: None, reason: None },
            StageEvent { stage: Stage::Withdrawn, at, notice: None, reason: Some(Text::new("有误", "Wrong")) },
        ];
        for event in &events {
            append_event(&db, edition.id, event, Some(edition.created_by)).await.expect("appended");
        }
        let found = find(&db, edition.index_id, "2016", 1).await.expect("an answer").expect("an edition");
        assert_eq!((found.events.as_slice(), found.stage()), (events.as_slice(), Stage::Withdrawn));
        assert_eq!(edition.stage(), Stage::Draft);
        assert_eq!(find(&db, edition.index_id + 1, "2016", 1).await.expect("an answer"), None);
        assert_eq!(find(&db, edition.index_id, "2016", u32::MAX).await.expect("an answer"), None);
    }

    async fn a_version_is_the_next_one_or_a_conflict(db: Db) {
        let round = testing::round(&db, "2016").await;
        let edition = testing::edition(&db, &round, 1).await;
        for version in [1, 3] {
            let new = NewEdition {
                index_id: round.index_id,
                round_id: round.id,
                period: "2016",
                version,
                bundle_sha256: "00",
                full_sha256: None,
                created_by: edition.created_by,
            };
            let refused = insert_next_version(&db, new, testing::NOW).await.expect_err("not the next");
            assert!(matches!(refused, StorageError::Conflict { .. }), "{refused}");
        }
        assert_eq!(next_version(&db, round.index_id, "2016").await.expect("a number"), 2);
        let second = testing::edition(&db, &round, 2).await;
        assert_eq!(latest_of_period(&db, round.index_id, "2016").await.expect("an answer"), Some(second));
    }

    async fn a_list_holds_every_edition_with_its_events(db: Db) {
        let newer = testing::round(&db, "2016").await;
        let older = testing::round_of(&db, newer.index_id, "2015").await;
        for (round, version) in [(&newer, 1), (&newer, 2), (&older, 1)] {
            let edition = testing::edition(&db, round, version).await;
            testing::enter(&db, edition.id, Stage::Preliminary).await;
            if version == 1 {
                testing::enter(&db, edition.id, Stage::Final).await;
            }
        }
        let editions = list(&db, newer.index_id).await.expect("a list");
        let seen: Vec<_> = editions.iter().map(|e| (e.period.as_str(), e.version, e.stage())).collect();
        let expected = [("2015", 1, Stage::Final), ("2016", 1, Stage::Final), ("2016", 2, Stage::Preliminary)];
        assert_eq!(seen, expected);
        assert_eq!(list_by_ids(&db, &[editions[2].id, 404]).await.expect("a list"), editions[2..]);
    }

    async fn only_public_editions_are_listed_for_the_public(db: Db) {
        let round = testing::round(&db, "2016").await;
        let published = testing::edition(&db, &round, 1).await;
        let draft = testing::edition(&db, &round, 2).await;
        testing::enter(&db, published.id, Stage::Preliminary).await;
        testing::enter(&db, draft.id, Stage::Draft).await;
        let public: Vec<i64> = list_all_public(&db).await.expect("a list").iter().map(|e| e.id).collect();
        assert_eq!(public, [published.id]);
    }

    async fn an_edition_and_its_events_never_change(db: Db) {
        let edition = testing::edition(&db, &testing::round(&db, "2016").await, 1).await;
        testing::enter(&db, edition.id, Stage::Final).await;
        for sql in [
            "UPDATE edition SET bundle_sha256 = '00'",
            "DELETE FROM edition",
            "UPDATE edition_event SET stage = 'draft'",
            "DELETE FROM edition_event",
        ] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
    }
}
