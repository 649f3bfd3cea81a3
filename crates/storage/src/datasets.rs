//! Data sets: revisions of the values of a period. The values themselves lie in the object store.

use domain::Problem;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use time::OffsetDateTime;

use crate::{
    column::{count, from_json, stamp, to_json},
    entity::dataset::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

const WARNINGS: &str = "warnings of a data set";
const COUNT: &str = "count of a data set";

/// A data set as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetRecord {
    /// Key in the store.
    pub id: i64,
    /// The index it belongs to.
    pub index_id: i64,
    /// The period 年度.
    pub period: String,
    /// 1 for the first, one more for each upload of the period.
    pub revision: u32,
    /// SHA-256 of the values in the object store, JSON of [`domain::Dataset`].
    pub content_sha256: String,
    /// SHA-256 of the uploaded file in the object store.
    pub file_sha256: String,
    /// Name of that file, as the person knows it.
    pub file_name: String,
    /// How many units it has.
    pub units: usize,
    /// How many raw values are present.
    pub present: usize,
    /// How many raw values there could be.
    pub possible: usize,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    /// When it was stored.
    pub created_at: OffsetDateTime,
    /// The account that stored it.
    pub created_by: i64,
}

/// A data set to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDataset<'a> {
    /// The index it belongs to.
    pub index_id: i64,
    /// The period 年度.
    pub period: &'a str,
    /// SHA-256 of the values in the object store, JSON of [`domain::Dataset`].
    pub content_sha256: &'a str,
    /// SHA-256 of the uploaded file in the object store.
    pub file_sha256: &'a str,
    /// Name of that file, as the person knows it.
    pub file_name: &'a str,
    /// How many units it has.
    pub units: usize,
    /// How many raw values are present.
    pub present: usize,
    /// How many raw values there could be.
    pub possible: usize,
    /// What a person should look at.
    pub warnings: &'a [Problem],
    /// The account that stores it.
    pub created_by: i64,
}

/// Stores a data set as the next revision of its period.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where somebody else stored that revision at the same time, and
/// what the database reports.
pub async fn insert_next_revision(
    db: &impl ConnectionTrait,
    new: NewDataset<'_>,
    now: OffsetDateTime,
) -> Result<DatasetRecord> {
    let newest: Option<Option<i32>> = Entity::find()
        .select_only()
        .column_as(Column::Revision.max(), "newest")
        .filter(Column::IndexId.eq(new.index_id))
        .filter(Column::Period.eq(new.period))
        .into_tuple()
        .one(db)
        .await?;
    let row = ActiveModel {
        index_id: Set(new.index_id),
        period: Set(new.period.to_owned()),
        revision: Set(newest.flatten().unwrap_or(0) + 1),
        content_sha256: Set(new.content_sha256.to_owned()),
        file_sha256: Set(new.file_sha256.to_owned()),
        file_name: Set(new.file_name.to_owned()),
        units: Set(count(new.units, COUNT)?),
        present: Set(count(new.present, COUNT)?),
        possible: Set(count(new.possible, COUNT)?),
        warnings: Set(to_json(&new.warnings, WARNINGS)?),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// Finds a data set of an index by its key.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, index_id: i64, id: i64) -> Result<Option<DatasetRecord>> {
    let row = Entity::find_by_id(id).filter(Column::IndexId.eq(index_id)).one(db).await?;
    row.map(TryInto::try_into).transpose()
}

/// The newest revision of a period.
///
/// # Errors
/// What the database reports.
pub async fn latest(db: &impl ConnectionTrait, index_id: i64, period: &str) -> Result<Option<DatasetRecord>> {
    let newest = Entity::find()
        .filter(Column::IndexId.eq(index_id))
        .filter(Column::Period.eq(period))
        .order_by_desc(Column::Revision);
    newest.one(db).await?.map(TryInto::try_into).transpose()
}

/// The newest revision of every period, earliest period first.
///
/// # Errors
/// What the database reports.
pub async fn list_latest(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<DatasetRecord>> {
    let other = || Alias::new("other");
    let newest = Query::select()
        .expr(Expr::col((other(), Column::Revision)).max())
        .from_as(Entity, other())
        .and_where(Expr::col((other(), Column::IndexId)).equals((Entity, Column::IndexId)))
        .and_where(Expr::col((other(), Column::Period)).equals((Entity, Column::Period)))
        .take();
    let rows = Entity::find()
        .filter(Column::IndexId.eq(index_id))
        .filter(Column::Revision.in_subquery(newest))
        .all(db)
        .await?;
    let mut datasets: Vec<DatasetRecord> = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    // Here, not in the query: a locale of PostgreSQL may order periods in its own way.
    datasets.sort_by(|a, b| a.period.cmp(&b.period));
    Ok(datasets)
}

/// All revisions of all periods of an index, newest period and revision first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<DatasetRecord>> {
    let rows = Entity::find().filter(Column::IndexId.eq(index_id)).all(db).await?;
    let mut datasets: Vec<DatasetRecord> = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    // Here, not in the query: a locale of PostgreSQL may order periods in its own way.
    datasets.sort_by(|a, b| (&b.period, b.revision).cmp(&(&a.period, a.revision)));
    Ok(datasets)
}

/// Finds a revision of a period.
///
/// # Errors
/// What the database reports.
pub async fn find_revision(
    db: &impl ConnectionTrait,
    index_id: i64,
    period: &str,
    revision: u32,
) -> Result<Option<DatasetRecord>> {
    // A number from a URL may be larger than any revision.
    let Ok(revision) = i32::try_from(revision) else { return Ok(None) };
    let row = Entity::find()
        .filter(Column::IndexId.eq(index_id))
        .filter(Column::Period.eq(period))
        .filter(Column::Revision.eq(revision))
        .one(db)
        .await?;
    row.map(TryInto::try_into).transpose()
}

impl TryFrom<Model> for DatasetRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            index_id: row.index_id,
            period: row.period,
            revision: count(row.revision, "revision of a data set")?,
            content_sha256: row.content_sha256,
            file_sha256: row.file_sha256,
            file_name: row.file_name,
            units: count(row.units, COUNT)?,
            present: count(row.present, COUNT)?,
            possible: count(row.possible, COUNT)?,
            warnings: from_json(&row.warnings, WARNINGS)?,
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
        revisions_count_up_within_a_period,
        the_newest_revision_of_every_period_is_listed,
        a_dataset_of_another_index_is_absent
    );

    async fn revisions_count_up_within_a_period(db: Db) {
        let index = testing::index(&db, "freedom").await;
        let first = testing::dataset(&db, index.id, "2016").await;
        let second = testing::dataset(&db, index.id, "2016").await;
        assert_eq!((first.revision, second.revision), (1, 2));
        let earlier = testing::dataset(&db, index.id, "2015").await;
        assert_eq!(earlier.revision, 1);
        assert_eq!(first.warnings.len(), 1);
        assert_eq!(latest(&db, index.id, "2016").await.expect("an answer").as_ref(), Some(&second));
        assert_eq!(find_revision(&db, index.id, "2016", 1).await.expect("an answer").as_ref(), Some(&first));
        assert_eq!(find_revision(&db, index.id + 1, "2016", 1).await.expect("an answer"), None);
        assert_eq!(find_revision(&db, index.id, "2016", u32::MAX).await.expect("an answer"), None);
        assert_eq!(list(&db, index.id).await.expect("a list"), [second, first, earlier]);
    }

    async fn the_newest_revision_of_every_period_is_listed(db: Db) {
        let index = testing::index(&db, "freedom").await;
        for period in ["2016", "2015", "2016", "2014", "2014", "2014"] {
            testing::dataset(&db, index.id, period).await;
        }
        testing::dataset(&db, testing::index(&db, "another").await.id, "2013").await;
        let newest = list_latest(&db, index.id).await.expect("a list");
        let newest: Vec<(&str, u32)> = newest.iter().map(|d| (d.period.as_str(), d.revision)).collect();
        assert_eq!(newest, [("2014", 3), ("2015", 1), ("2016", 2)]);
    }

    async fn a_dataset_of_another_index_is_absent(db: Db) {
        let index = testing::index(&db, "freedom").await;
        let dataset = testing::dataset(&db, index.id, "2016").await;
        assert_eq!(find(&db, index.id, dataset.id).await.expect("an answer").as_ref(), Some(&dataset));
        assert_eq!(find(&db, index.id + 1, dataset.id).await.expect("an answer"), None);
    }
}
