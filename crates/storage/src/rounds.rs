//! Rounds 评估轮次: which instrument, data and recipe a period is scored with.

use std::collections::{BTreeMap, BTreeSet};

use domain::Recipe;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use time::OffsetDateTime;

use crate::{
    column::{count, from_json, stamp, to_json},
    entity::round::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

const RECIPE: &str = "recipe of a round";

/// A round as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundRecord {
    /// Key in the store.
    pub id: i64,
    /// The index it belongs to.
    pub index_id: i64,
    /// The period 年度.
    pub period: String,
    /// The instrument it is scored with.
    pub instrument_version_id: i64,
    /// The values that are scored.
    pub dataset_id: i64,
    /// How they are scored.
    pub recipe: Recipe,
    /// When it was made.
    pub created_at: OffsetDateTime,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
}

/// Makes the round of a period, or gives it another instrument, data set and recipe.
///
/// # Errors
/// What the database reports, also where the instrument or the data set is of another index.
pub async fn upsert(
    db: &impl ConnectionTrait,
    index_id: i64,
    period: &str,
    instrument_version_id: i64,
    dataset_id: i64,
    recipe: &Recipe,
    now: OffsetDateTime,
) -> Result<RoundRecord> {
    let row = ActiveModel {
        index_id: Set(index_id),
        period: Set(period.to_owned()),
        instrument_version_id: Set(instrument_version_id),
        dataset_id: Set(dataset_id),
        recipe: Set(to_json(recipe, RECIPE)?),
        created_at: Set(stamp(now)),
        updated_at: Set(stamp(now)),
        ..ActiveModel::default()
    };
    let replace = OnConflict::columns([Column::IndexId, Column::Period])
        .update_columns([Column::InstrumentVersionId, Column::DatasetId, Column::Recipe, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_with_returning(db).await?.try_into()
}

/// Finds a round of an index by its key.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, index_id: i64, id: i64) -> Result<Option<RoundRecord>> {
    let row = Entity::find_by_id(id).filter(Column::IndexId.eq(index_id)).one(db).await?;
    row.map(TryInto::try_into).transpose()
}

/// Finds a round by its key alone: for jobs, which know nothing else. The caller checks whose it is.
///
/// # Errors
/// What the database reports.
pub async fn find_by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<RoundRecord>> {
    Entity::find_by_id(id).one(db).await?.map(TryInto::try_into).transpose()
}

/// Finds the round of a period.
///
/// # Errors
/// What the database reports.
pub async fn find_by_period(db: &impl ConnectionTrait, index_id: i64, period: &str) -> Result<Option<RoundRecord>> {
    let row = Entity::find().filter(Column::IndexId.eq(index_id)).filter(Column::Period.eq(period)).one(db).await?;
    row.map(TryInto::try_into).transpose()
}

/// The rounds of an index, earliest period first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<RoundRecord>> {
    let rows = Entity::find().filter(Column::IndexId.eq(index_id)).all(db).await?;
    let mut rounds: Vec<RoundRecord> = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    // Here, not in the query: a locale of PostgreSQL may order periods in its own way.
    rounds.sort_by(|a, b| a.period.cmp(&b.period));
    Ok(rounds)
}

/// How many rounds each of these indexes has; one without any is absent.
///
/// # Errors
/// What the database reports.
pub async fn count_by_index(db: &impl ConnectionTrait, index_ids: &[i64]) -> Result<BTreeMap<i64, usize>> {
    let counts: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .column(Column::IndexId)
        .column_as(Column::Id.count(), "rounds")
        .filter(Column::IndexId.is_in(index_ids.iter().copied()))
        .group_by(Column::IndexId)
        .into_tuple()
        .all(db)
        .await?;
    counts.into_iter().map(|(index, rounds)| Ok((index, count(rounds, "count of rounds")?))).collect()
}

/// Which periods of these indexes have a round, by key of the index and period.
///
/// # Errors
/// What the database reports.
pub async fn periods_of_indexes(db: &impl ConnectionTrait, index_ids: &[i64]) -> Result<BTreeSet<(i64, String)>> {
    let periods: Vec<(i64, String)> = Entity::find()
        .select_only()
        .column(Column::IndexId)
        .column(Column::Period)
        .filter(Column::IndexId.is_in(index_ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(periods.into_iter().collect())
}

/// Gives a round another recipe; `false` if the index has no such round.
///
/// # Errors
/// What the database reports.
pub async fn set_recipe(
    db: &impl ConnectionTrait,
    index_id: i64,
    id: i64,
    recipe: &Recipe,
    now: OffsetDateTime,
) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::Recipe, Expr::value(to_json(recipe, RECIPE)?))
        .col_expr(Column::UpdatedAt, Expr::value(stamp(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::IndexId.eq(index_id))
        .exec(db)
        .await?;
    Ok(updated.rows_affected > 0)
}

impl TryFrom<Model> for RoundRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            index_id: row.index_id,
            period: row.period,
            instrument_version_id: row.instrument_version_id,
            dataset_id: row.dataset_id,
            recipe: from_json(&row.recipe, RECIPE)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::recipe::Normalise;
    use time::Duration;

    use super::*;
    use crate::{Db, testing};

    crate::on_both_databases!(
        a_period_has_one_round,
        rounds_are_listed_by_period_as_text,
        a_round_takes_another_recipe,
        a_round_never_mixes_two_indexes,
        a_round_of_another_index_is_absent
    );

    async fn a_period_has_one_round(db: Db) {
        let round = testing::round(&db, "2016").await;
        let newer = testing::dataset(&db, round.index_id, "2016").await;
        let later = testing::NOW + Duration::HOUR;
        let (instrument, recipe) = (round.instrument_version_id, &round.recipe);
        let again = upsert(&db, round.index_id, "2016", instrument, newer.id, recipe, later).await.expect("updated");
        assert_eq!(again, RoundRecord { dataset_id: newer.id, updated_at: later, ..round.clone() });
        assert_eq!(find_by_period(&db, round.index_id, "2016").await.expect("an answer").as_ref(), Some(&again));
        assert_eq!(find_by_id(&db, round.id).await.expect("an answer").as_ref(), Some(&again));
        assert_eq!(list(&db, round.index_id).await.expect("a list"), [again]);
    }

    async fn rounds_are_listed_by_period_as_text(db: Db) {
        let index = testing::index(&db, "freedom").await;
        for period in ["上半年", "2016b", "2016", "2016B", "2015"] {
            testing::round_of(&db, index.id, period).await;
        }
        let rounds = list(&db, index.id).await.expect("a list");
        let periods: Vec<&str> = rounds.iter().map(|r| r.period.as_str()).collect();
        assert_eq!(periods, ["2015", "2016", "2016B", "2016b", "上半年"]);
        let counts = count_by_index(&db, &[index.id, index.id + 1]).await.expect("counts");
        assert_eq!(counts, BTreeMap::from([(index.id, 5)]));
        let known = periods_of_indexes(&db, &[index.id, index.id + 1]).await.expect("periods");
        assert!(known.len() == 5 && known.contains(&(index.id, "2016B".to_owned())), "{known:?}");
    }

    async fn a_round_takes_another_recipe(db: Db) {
        let round = testing::round(&db, "2016").await;
        // A third has no end in decimal: the same double must come back.
        let recipe = Recipe { normalise: Normalise::MinMax { lower: 1.0 / 3.0, upper: 100.0 }, ..Recipe::default() };
        let set = set_recipe(&db, round.index_id, round.id, &recipe, testing::NOW).await.expect("set");
        assert!(set);
        assert_eq!(find_by_id(&db, round.id).await.expect("an answer").map(|r| r.recipe), Some(recipe));
    }

    async fn a_round_never_mixes_two_indexes(db: Db) {
        let round = testing::round(&db, "2016").await;
        let other = testing::index(&db, "another").await;
        let foreign = testing::dataset(&db, other.id, "2017").await;
        let (index, instrument) = (round.index_id, round.instrument_version_id);
        let mixed = upsert(&db, index, "2017", instrument, foreign.id, &round.recipe, testing::NOW).await;
        assert!(matches!(mixed, Err(StorageError::Database(_))), "{mixed:?}");
    }

    async fn a_round_of_another_index_is_absent(db: Db) {
        let round = testing::round(&db, "2016").await;
        let other = round.index_id + 1;
        assert_eq!(find(&db, round.index_id, round.id).await.expect("an answer").as_ref(), Some(&round));
        assert_eq!(find(&db, other, round.id).await.expect("an answer"), None);
        assert!(!set_recipe(&db, other, round.id, &round.recipe, testing::NOW).await.expect("an answer"));
    }
}
