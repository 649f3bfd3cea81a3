//! Ratings 评定: revisions of what evaluators found, a list that only grows: the database refuses
//! anything else.

use domain::Rating;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use time::OffsetDateTime;

use crate::{
    column::{count, from_json, stamp, to_json},
    entity::rating::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

const RATING: &str = "rating";

/// A rating as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingRecord {
    /// Key in the store.
    pub id: i64,
    /// The fieldwork whose evidence it judges.
    pub fieldwork_id: i64,
    /// Code of the unit.
    pub unit: String,
    /// Code of the item.
    pub item: String,
    /// 1 for the first, one more for each after it.
    pub revision: u32,
    /// The submission it was made upon.
    pub submission_id: i64,
    /// The rating.
    pub rating: Rating,
    /// When it was made.
    pub created_at: OffsetDateTime,
    /// The account that made it.
    pub created_by: i64,
}

/// A rating to be stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewRating<'a> {
    /// The fieldwork whose evidence it judges.
    pub fieldwork_id: i64,
    /// Code of the unit.
    pub unit: &'a str,
    /// Code of the item.
    pub item: &'a str,
    /// The submission it was made upon.
    pub submission_id: i64,
    /// The rating.
    pub rating: &'a Rating,
    /// The account that makes it.
    pub created_by: i64,
}

/// Stores a rating as the next revision of its unit and item.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where somebody else stored that revision at the same time, and
/// what the database reports.
pub async fn insert_next_revision(
    db: &impl ConnectionTrait,
    new: NewRating<'_>,
    now: OffsetDateTime,
) -> Result<RatingRecord> {
    let newest: Option<Option<i32>> = of(new.fieldwork_id, new.unit, new.item)
        .select_only()
        .column_as(Column::Revision.max(), "newest")
        .into_tuple()
        .one(db)
        .await?;
    let row = ActiveModel {
        fieldwork_id: Set(new.fieldwork_id),
        unit: Set(new.unit.to_owned()),
        item: Set(new.item.to_owned()),
        revision: Set(newest.flatten().unwrap_or(0) + 1),
        submission_id: Set(new.submission_id),
        rating: Set(to_json(new.rating, RATING)?),
        created_at: Set(stamp(now)),
        created_by: Set(new.created_by),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// The newest revision of every unit and item of fieldwork, in no order that means anything.
///
/// # Errors
/// What the database reports.
pub async fn list_newest(db: &impl ConnectionTrait, fieldwork_id: i64) -> Result<Vec<RatingRecord>> {
    let other = || Alias::new("other");
    let same = |column: Column| Expr::col((other(), column)).equals((Entity, column));
    let newest = Query::select()
        .expr(Expr::col((other(), Column::Revision)).max())
        .from_as(Entity, other())
        .and_where(same(Column::FieldworkId))
        .and_where(same(Column::Unit))
        .and_where(same(Column::Item))
        .take();
    let rows = Entity::find()
        .filter(Column::FieldworkId.eq(fieldwork_id))
        .filter(Column::Revision.in_subquery(newest))
        .all(db)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Every revision of the rating of an item of a unit, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn history(
    db: &impl ConnectionTrait,
    fieldwork_id: i64,
    unit: &str,
    item: &str,
) -> Result<Vec<RatingRecord>> {
    let rows = of(fieldwork_id, unit, item).order_by_asc(Column::Revision).all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

fn of(fieldwork_id: i64, unit: &str, item: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::FieldworkId.eq(fieldwork_id))
        .filter(Column::Unit.eq(unit))
        .filter(Column::Item.eq(item))
}

impl TryFrom<Model> for RatingRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            fieldwork_id: row.fieldwork_id,
            unit: row.unit,
            item: row.item,
            revision: count(row.revision, "revision of a rating")?,
            submission_id: row.submission_id,
            rating: from_json(&row.rating, RATING)?,
            created_at: row.created_at,
            created_by: row.created_by,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::rating::{Citation, Judgement};

    use super::*;
    use crate::{
        Db,
        fieldworks::FieldworkRecord,
        submissions::{self, NewSubmission},
        testing::{self, NOW},
    };

    crate::on_both_databases!(
        revisions_count_up_for_each_unit_and_item,
        only_the_newest_revision_of_each_is_listed,
        what_was_rated_never_changes
    );

    async fn stage(db: &Db) -> (FieldworkRecord, i64) {
        let index = testing::index(db, "cities").await;
        let fieldwork = testing::fieldwork(db, index.id, "2025").await;
        let respondent = testing::respondent(db, fieldwork.id, "140100", "FIN").await;
        let new = NewSubmission {
            respondent_id: respondent.id,
            file_name: "太原市财政局.xlsx",
            file_sha256: "aa",
            file_bytes: 7,
            content_sha256: Some("bb"),
            problems: &[],
            created_by: testing::account(db).await.id,
        };
        (fieldwork, submissions::insert_next_revision(db, new, NOW).await.expect("filed").id)
    }

    fn rating(points: f64) -> Rating {
        Rating {
            judgement: Judgement::Level { points },
            reason: "制度健全并基本落实".into(),
            citations: vec![Citation { row: Some(7), document: Some(1) }],
        }
    }

    async fn rate(
        db: &Db,
        (fieldwork, submission_id): &(FieldworkRecord, i64),
        unit: &str,
        item: &str,
        points: f64,
    ) -> RatingRecord {
        let new = NewRating {
            fieldwork_id: fieldwork.id,
            unit,
            item,
            submission_id: *submission_id,
            rating: &rating(points),
            created_by: testing::account(db).await.id,
        };
        insert_next_revision(db, new, NOW).await.expect("rated")
    }

    async fn revisions_count_up_for_each_unit_and_item(db: Db) {
        let stage = stage(&db).await;
        let first = rate(&db, &stage, "140100", "A1.2", 40.0).await;
        let second = rate(&db, &stage, "140100", "A1.2", 70.0).await;
        let other = rate(&db, &stage, "140100", "A3.1", 50.0).await;
        assert_eq!((first.revision, second.revision, other.revision), (1, 2, 1));
        assert_eq!((second.rating.clone(), second.submission_id), (rating(70.0), stage.1));
        assert_eq!(history(&db, stage.0.id, "140100", "A1.2").await.expect("a list"), [first, second]);
        assert_eq!(history(&db, stage.0.id, "140200", "A1.2").await.expect("a list"), []);
    }

    async fn only_the_newest_revision_of_each_is_listed(db: Db) {
        let stage = stage(&db).await;
        for (unit, item, points) in
            [("140100", "A1.2", 0.0), ("140100", "A1.2", 40.0), ("140200", "A1.2", 70.0), ("140100", "A3.1", 50.0)]
        {
            rate(&db, &stage, unit, item, points).await;
        }
        let newest = list_newest(&db, stage.0.id).await.expect("a list");
        let mut newest: Vec<_> = newest.iter().map(|r| (r.unit.as_str(), r.item.as_str(), r.revision)).collect();
        newest.sort_unstable();
        assert_eq!(newest, [("140100", "A1.2", 2), ("140100", "A3.1", 1), ("140200", "A1.2", 1)]);
        assert_eq!(list_newest(&db, stage.0.id + 1).await.expect("a list"), []);
    }

    async fn what_was_rated_never_changes(db: Db) {
        rate(&db, &stage(&db).await, "140100", "A1.2", 40.0).await;
        for sql in ["UPDATE rating SET item = 'A3.1'", "DELETE FROM rating"] {
            let refused = db.execute_unprepared(sql).await.expect_err(sql);
            assert!(refused.to_string().contains("never change"), "{refused}");
        }
    }
}
