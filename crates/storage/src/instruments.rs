//! Versions of the instrument 指标体系 of an index. A frozen version never changes: the database
//! refuses it too.

use std::collections::BTreeSet;

use domain::{Instrument, Problem};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use time::OffsetDateTime;

use crate::{
    column::{count, from_json, stamp, to_json},
    entity::instrument_version::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

const NODES: &str = "nodes of an instrument";
const WARNINGS: &str = "warnings of an instrument";
const VERSION: &str = "version of an instrument";

/// A version of an instrument as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct InstrumentRecord {
    /// Key in the store.
    pub id: i64,
    /// The index it belongs to.
    pub index_id: i64,
    /// 1 for the first, one more for each after it.
    pub version: u32,
    /// The tree.
    pub instrument: Instrument,
    /// Name of the file it was read from, as the person knows it.
    pub file_name: String,
    /// SHA-256 of that file in the object store.
    pub file_sha256: String,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    /// SHA-256 of the canonical JSON of the questionnaire 问卷 in the object store, where the tree is
    /// that of one.
    pub questionnaire_sha256: Option<String>,
    /// Since when it cannot change; `None` while it can.
    pub frozen_at: Option<OffsetDateTime>,
    /// When it was stored.
    pub created_at: OffsetDateTime,
    /// The account that stored it.
    pub created_by: i64,
}

/// A version of an instrument without its tree, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentSummary {
    /// Key in the store.
    pub id: i64,
    /// 1 for the first, one more for each after it.
    pub version: u32,
    /// Name of the file it was read from, as the person knows it.
    pub file_name: String,
    /// Since when it cannot change; `None` while it can.
    pub frozen_at: Option<OffsetDateTime>,
    /// When it was stored.
    pub created_at: OffsetDateTime,
    /// The account that stored it.
    pub created_by: i64,
}

/// An instrument to be stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewInstrument<'a> {
    /// The index it belongs to.
    pub index_id: i64,
    /// The tree.
    pub instrument: &'a Instrument,
    /// Name of the file it was read from, as the person knows it.
    pub file_name: &'a str,
    /// SHA-256 of that file in the object store.
    pub file_sha256: &'a str,
    /// What a person should look at.
    pub warnings: &'a [Problem],
    /// SHA-256 of the canonical JSON of the questionnaire in the object store.
    pub questionnaire_sha256: Option<&'a str>,
    /// The account that stores it.
    pub created_by: i64,
}

/// Stores an instrument as the next version of its index.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where somebody else stored that version at the same time, and
/// what the database reports.
pub async fn insert_next_version(
    db: &impl ConnectionTrait,
    new: NewInstrument<'_>,
    now: OffsetDateTime,
) -> Result<InstrumentRecord> {
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Version.max(), "newest")
        .filter(Column::IndexId.eq(new.index_id))
        .into_tuple()
        .one(db)
        .await?;
    let row = ActiveModel {
        index_id: Set(new.index_id),
        version: Set(newest.flatten().unwrap_or(0) + 1),
        nodes: Set(to_json(new.instrument, NODES)?),
        file_name: Set(new.file_name.to_owned()),
        file_sha256: Set(new.file_sha256.to_owned()),
        warnings: Set(to_json(&new.warnings, WARNINGS)?),
        questionnaire_sha256: Set(new.questionnaire_sha256.map(str::to_owned)),
        frozen_at: Set(None),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// Finds a version of an index by its key.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, index_id: i64, id: i64) -> Result<Option<InstrumentRecord>> {
    let row = Entity::find_by_id(id).filter(Column::IndexId.eq(index_id)).one(db).await?;
    row.map(TryInto::try_into).transpose()
}

/// The newest version of an index.
///
/// # Errors
/// What the database reports.
pub async fn latest(db: &impl ConnectionTrait, index_id: i64) -> Result<Option<InstrumentRecord>> {
    let newest = Entity::find().filter(Column::IndexId.eq(index_id)).order_by_desc(Column::Version);
    newest.one(db).await?.map(TryInto::try_into).transpose()
}

/// All versions of an index, newest first, without their trees.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<InstrumentSummary>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        version: i32,
        file_name: String,
        frozen_at: Option<OffsetDateTime>,
        created_at: OffsetDateTime,
        created_by: i64,
    }

    let rows = Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Version,
            Column::FileName,
            Column::FrozenAt,
            Column::CreatedAt,
            Column::CreatedBy,
        ])
        .filter(Column::IndexId.eq(index_id))
        .order_by_desc(Column::Version)
        .into_model::<Row>()
        .all(db)
        .await?;
    let summary = |row: Row| {
        Ok(InstrumentSummary {
            id: row.id,
            version: count(row.version, VERSION)?,
            file_name: row.file_name,
            frozen_at: row.frozen_at,
            created_at: row.created_at,
            created_by: row.created_by,
        })
    };
    rows.into_iter().map(summary).collect()
}

/// Which of these indexes have an instrument.
///
/// # Errors
/// What the database reports.
pub async fn indexes_with_one(db: &impl ConnectionTrait, index_ids: &[i64]) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::IndexId)
        .distinct()
        .filter(Column::IndexId.is_in(index_ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Freezes a version for good. `false` if there is no such version or it was frozen before.
///
/// # Errors
/// What the database reports.
pub async fn freeze(db: &impl ConnectionTrait, index_id: i64, id: i64, now: OffsetDateTime) -> Result<bool> {
    let frozen = Entity::update_many()
        .col_expr(Column::FrozenAt, Expr::value(stamp(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::IndexId.eq(index_id))
        .filter(Column::FrozenAt.is_null())
        .exec(db)
        .await?;
    Ok(frozen.rows_affected > 0)
}

impl TryFrom<Model> for InstrumentRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            index_id: row.index_id,
            version: count(row.version, VERSION)?,
            instrument: from_json(&row.nodes, NODES)?,
            file_name: row.file_name,
            file_sha256: row.file_sha256,
            warnings: from_json(&row.warnings, WARNINGS)?,
            questionnaire_sha256: row.questionnaire_sha256,
            frozen_at: row.frozen_at,
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
        versions_count_up_within_an_index,
        an_instrument_of_another_index_is_absent,
        a_frozen_instrument_never_changes
    );

    async fn versions_count_up_within_an_index(db: Db) {
        let index = testing::index(&db, "freedom").await;
        let first = testing::instrument(&db, index.id).await;
        let second = testing::instrument(&db, index.id).await;
        assert_eq!((first.version, second.version), (1, 2));
        assert_eq!(first.instrument, testing::tree());
        assert_eq!(first.questionnaire_sha256.as_deref(), Some("q"));
        assert_eq!(first.warnings.len(), 1, "what was worth a look stays with the version");
        assert_eq!(latest(&db, index.id).await.expect("an answer").as_ref(), Some(&second));
        let versions: Vec<u32> = list(&db, index.id).await.expect("a list").iter().map(|v| v.version).collect();
        assert_eq!(versions, [2, 1]);
        let other = testing::index(&db, "another").await;
        assert_eq!(indexes_with_one(&db, &[index.id, other.id]).await.expect("a set"), BTreeSet::from([index.id]));
        assert_eq!(testing::instrument(&db, other.id).await.version, 1);
    }

    async fn an_instrument_of_another_index_is_absent(db: Db) {
        let index = testing::index(&db, "freedom").await;
        let version = testing::instrument(&db, index.id).await;
        assert_eq!(find(&db, index.id, version.id).await.expect("an answer").as_ref(), Some(&version));
        assert_eq!(find(&db, index.id + 1, version.id).await.expect("an answer"), None);
        assert!(!freeze(&db, index.id + 1, version.id, testing::NOW).await.expect("an answer"));
    }

    async fn a_frozen_instrument_never_changes(db: Db) {
        let index = testing::index(&db, "freedom").await;
        let version = testing::instrument(&db, index.id).await;
        db.execute_unprepared("UPDATE instrument_version SET file_name = 'new.xlsx'").await.expect("not frozen yet");
        assert!(freeze(&db, index.id, version.id, testing::NOW).await.expect("frozen"));
        assert!(!freeze(&db, index.id, version.id, testing::NOW).await.expect("an answer"), "it is frozen already");
        for sql in [
            "UPDATE instrument_version SET nodes = '[]'",
            "UPDATE instrument_version SET frozen_at = NULL",
            "DELETE FROM instrument_version",
        ] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
        let found = find(&db, index.id, version.id).await.expect("an answer").expect("still there");
        assert_eq!((found.frozen_at, &found.instrument), (Some(testing::NOW), &version.instrument));
    }
}
