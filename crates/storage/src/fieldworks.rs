//! Fieldwork 填报: what is asked of which units in a round, and in which phases.

use std::collections::BTreeMap;

use domain::{Period, fieldwork::Schedule};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::{
    column::{from_json, stamp, to_json},
    entity::fieldwork::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

const UNITS: &str = "units of fieldwork";
const SCHEDULE: &str = "schedule of fieldwork";

/// Fieldwork as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldworkRecord {
    /// Key in the store.
    pub id: i64,
    /// The index it belongs to.
    pub index_id: i64,
    /// The period 年度 of the round.
    pub period: String,
    /// The days the evidence is about.
    pub days: Period,
    /// The version of the instrument whose questionnaire is asked.
    pub instrument_version_id: i64,
    /// The organisation that ordered it 委托方.
    pub commissioner_id: i64,
    /// Codes of the regions that are assessed, in the order chosen.
    pub units: Vec<String>,
    /// Its phases.
    pub schedule: Schedule,
    /// When it was opened.
    pub created_at: OffsetDateTime,
    /// The account that opened it.
    pub created_by: i64,
}

/// Fieldwork to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewFieldwork<'a> {
    /// The index it belongs to.
    pub index_id: i64,
    /// The period 年度 of the round.
    pub period: &'a str,
    /// The days the evidence is about.
    pub days: Period,
    /// The version of the instrument whose questionnaire is asked.
    pub instrument_version_id: i64,
    /// The organisation that ordered it.
    pub commissioner_id: i64,
    /// Codes of the regions that are assessed.
    pub units: &'a [String],
    /// Its phases.
    pub schedule: &'a Schedule,
    /// The account that opens it.
    pub created_by: i64,
}

/// Stores the fieldwork of a period.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where the period has some, and what the database reports, also
/// where the instrument is of another index.
pub async fn insert(db: &impl ConnectionTrait, new: NewFieldwork<'_>, now: OffsetDateTime) -> Result<FieldworkRecord> {
    let row = ActiveModel {
        index_id: Set(new.index_id),
        period: Set(new.period.to_owned()),
        first_day: Set(new.days.start.to_string()),
        last_day: Set(new.days.end.to_string()),
        instrument_version_id: Set(new.instrument_version_id),
        commissioner_id: Set(new.commissioner_id),
        units: Set(to_json(&new.units, UNITS)?),
        schedule: Set(to_json(new.schedule, SCHEDULE)?),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// Finds fieldwork by its key alone: for respondents, which name no index. The caller checks whose it is.
///
/// # Errors
/// What the database reports.
pub async fn find_by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<FieldworkRecord>> {
    Entity::find_by_id(id).one(db).await?.map(TryInto::try_into).transpose()
}

/// Finds the fieldwork of a period.
///
/// # Errors
/// What the database reports.
pub async fn find_by_period(db: &impl ConnectionTrait, index_id: i64, period: &str) -> Result<Option<FieldworkRecord>> {
    let row = Entity::find().filter(Column::IndexId.eq(index_id)).filter(Column::Period.eq(period)).one(db).await?;
    row.map(TryInto::try_into).transpose()
}

/// The fieldwork of an index, newest period first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<FieldworkRecord>> {
    sorted(Entity::find().filter(Column::IndexId.eq(index_id)).all(db).await?)
}

/// The newest fieldwork of each of these indexes, by key of the index.
///
/// # Errors
/// What the database reports.
pub async fn newest_by_index(db: &impl ConnectionTrait, index_ids: &[i64]) -> Result<BTreeMap<i64, FieldworkRecord>> {
    let all = sorted(Entity::find().filter(Column::IndexId.is_in(index_ids.iter().copied())).all(db).await?)?;
    // Newest first: of each index the last one put in stays.
    Ok(all.into_iter().rev().map(|fieldwork| (fieldwork.index_id, fieldwork)).collect())
}

/// The fieldwork a commissioner ordered, newest period first.
///
/// # Errors
/// What the database reports.
pub async fn list_of_commissioner(db: &impl ConnectionTrait, commissioner_id: i64) -> Result<Vec<FieldworkRecord>> {
    sorted(Entity::find().filter(Column::CommissionerId.eq(commissioner_id)).all(db).await?)
}

/// The fieldwork of these keys, by key; unknown keys are passed over.
///
/// # Errors
/// What the database reports.
pub async fn map_by_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, FieldworkRecord>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    rows.into_iter().map(|row| Ok((row.id, row.try_into()?))).collect()
}

fn sorted(rows: Vec<Model>) -> Result<Vec<FieldworkRecord>> {
    let mut records: Vec<FieldworkRecord> = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    // Here, not in the query: a locale of PostgreSQL may order periods in its own way.
    records.sort_by(|a, b| b.period.cmp(&a.period).then(a.id.cmp(&b.id)));
    Ok(records)
}

impl TryFrom<Model> for FieldworkRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        let days = format!("{}/{}", row.first_day, row.last_day);
        Ok(Self {
            id: row.id,
            index_id: row.index_id,
            period: row.period,
            days: days.parse().map_err(|e| StorageError::corrupt(format!("days of fieldwork: {e}")))?,
            instrument_version_id: row.instrument_version_id,
            commissioner_id: row.commissioner_id,
            units: from_json(&row.units, UNITS)?,
            schedule: from_json(&row.schedule, SCHEDULE)?,
            created_at: row.created_at,
            created_by: row.created_by,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Db, testing};

    crate::on_both_databases!(
        fieldwork_is_read_back_as_it_was_opened,
        a_period_has_fieldwork_once,
        an_instrument_of_another_index_is_refused
    );

    async fn fieldwork_is_read_back_as_it_was_opened(db: Db) {
        let index = testing::index(&db, "cities").await;
        let stored = testing::fieldwork(&db, index.id, "2025").await;
        assert_eq!(stored.units, ["140100", "140200"]);
        assert_eq!(stored.days.to_string(), "2025-01-01/2025-12-31");
        assert_eq!(stored.schedule.phases().len(), 1);
        assert_eq!(find_by_id(&db, stored.id).await.expect("an answer").as_ref(), Some(&stored));
        assert_eq!(find_by_period(&db, index.id, "2025").await.expect("an answer").as_ref(), Some(&stored));
        assert_eq!(find_by_period(&db, index.id + 1, "2025").await.expect("an answer"), None);
        let newer = testing::fieldwork(&db, index.id, "2026").await;
        assert_eq!(list(&db, index.id).await.expect("a list"), [newer.clone(), stored.clone()]);
        let of = list_of_commissioner(&db, newer.commissioner_id).await.expect("a list");
        assert_eq!(of, std::slice::from_ref(&newer));
        let map = map_by_ids(&db, &[stored.id, 404]).await.expect("a map");
        assert_eq!(map, BTreeMap::from([(stored.id, stored)]));
    }

    fn again(record: &FieldworkRecord) -> NewFieldwork<'_> {
        NewFieldwork {
            index_id: record.index_id,
            period: &record.period,
            days: record.days,
            instrument_version_id: record.instrument_version_id,
            commissioner_id: record.commissioner_id,
            units: &record.units,
            schedule: &record.schedule,
            created_by: record.created_by,
        }
    }

    async fn a_period_has_fieldwork_once(db: Db) {
        let index = testing::index(&db, "cities").await;
        let first = testing::fieldwork(&db, index.id, "2025").await;
        let error = insert(&db, again(&first), testing::NOW).await.expect_err("the period has some");
        assert!(matches!(error, StorageError::Conflict { .. }), "{error}");
    }

    async fn an_instrument_of_another_index_is_refused(db: Db) {
        let (index, other) = (testing::index(&db, "cities").await, testing::index(&db, "towns").await);
        let own = testing::fieldwork(&db, index.id, "2025").await;
        let foreign = NewFieldwork { index_id: other.id, ..again(&own) };
        insert(&db, foreign, testing::NOW).await.expect_err("the instrument is of another index");
    }
}
