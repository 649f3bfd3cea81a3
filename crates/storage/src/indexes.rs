//! Indexes 指数: what is measured, by whom, from which source.

use domain::Index;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use time::OffsetDateTime;

use crate::{
    column::{from_json, stamp, to_json},
    editions,
    entity::{
        edition,
        index_series::{ActiveModel, Column, Entity, Model},
    },
    error::{Result, StorageError},
};

const ABOUT: &str = "description of an index";

/// An index as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRecord {
    /// Key in the store.
    pub id: i64,
    /// The organisation that owns it.
    pub organisation_id: i64,
    /// What it says about itself now.
    pub about: Index,
    /// When it was made.
    pub created_at: OffsetDateTime,
}

/// Stores a new index.
///
/// # Errors
/// [`Conflict`](StorageError::Conflict) where the slug is taken, and what the database reports.
pub async fn insert(
    db: &impl ConnectionTrait,
    organisation_id: i64,
    about: &Index,
    now: OffsetDateTime,
) -> Result<IndexRecord> {
    let row = ActiveModel {
        organisation_id: Set(organisation_id),
        slug: Set(about.slug.to_string()),
        about: Set(to_json(about, ABOUT)?),
        created_at: Set(stamp(now)),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// Finds an index.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<IndexRecord>> {
    Entity::find_by_id(id).one(db).await?.map(TryInto::try_into).transpose()
}

/// Finds an index by its name in URLs, as it stands there: any text may be asked for.
///
/// # Errors
/// What the database reports.
pub async fn find_by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<IndexRecord>> {
    Entity::find().filter(Column::Slug.eq(slug)).one(db).await?.map(TryInto::try_into).transpose()
}

/// The indexes of an organisation, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list_of(db: &impl ConnectionTrait, organisation_id: i64) -> Result<Vec<IndexRecord>> {
    let rows =
        Entity::find().filter(Column::OrganisationId.eq(organisation_id)).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The indexes that have an edition the public may see, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list_public(db: &impl ConnectionTrait) -> Result<Vec<IndexRecord>> {
    let published = edition::Entity::find()
        .select_only()
        .column(edition::Column::IndexId)
        .filter(editions::is_public())
        .into_query();
    let rows = Entity::find().filter(Column::Id.in_subquery(published)).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Replaces what an index says about itself. The slug never changes: `false` if there is no index of
/// this key and slug.
///
/// # Errors
/// What the database reports.
pub async fn update_about(db: &impl ConnectionTrait, id: i64, about: &Index) -> Result<bool> {
    let updated = Entity::update_many()
        .col_expr(Column::About, Expr::value(to_json(about, ABOUT)?))
        .filter(Column::Id.eq(id))
        .filter(Column::Slug.eq(about.slug.as_str()))
        .exec(db)
        .await?;
    Ok(updated.rows_affected > 0)
}

impl TryFrom<Model> for IndexRecord {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            organisation_id: row.organisation_id,
            about: from_json(&row.about, ABOUT)?,
            created_at: row.created_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::{Stage, Text};

    use super::*;
    use crate::{Db, testing};

    crate::on_both_databases!(
        an_index_is_found_by_key_and_by_slug,
        a_slug_is_taken_once_and_never_changes,
        an_index_is_public_once_an_edition_is
    );

    async fn an_index_is_found_by_key_and_by_slug(db: Db) {
        let index = testing::index(&db, "freedom").await;
        assert_eq!(find(&db, index.id).await.expect("an answer").as_ref(), Some(&index));
        assert_eq!(find_by_slug(&db, "freedom").await.expect("an answer").as_ref(), Some(&index));
        assert_eq!(find_by_slug(&db, "../Freedom").await.expect("an answer"), None);
        assert_eq!(list_of(&db, index.organisation_id).await.expect("a list"), std::slice::from_ref(&index));
        assert_eq!(list_of(&db, index.organisation_id + 1).await.expect("a list"), []);
    }

    async fn a_slug_is_taken_once_and_never_changes(db: Db) {
        let index = testing::index(&db, "freedom").await;
        let again = insert(&db, index.organisation_id, &index.about, testing::NOW).await.expect_err("taken");
        assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
        let renamed = Index { name: Text::new("自由", "Liberty"), ..index.about.clone() };
        assert!(update_about(&db, index.id, &renamed).await.expect("updated"));
        let moved = Index { slug: "liberty".parse().expect("a slug"), ..renamed.clone() };
        assert!(!update_about(&db, index.id, &moved).await.expect("an answer"));
        assert_eq!(find(&db, index.id).await.expect("an answer").map(|i| i.about), Some(renamed));
    }

    async fn an_index_is_public_once_an_edition_is(db: Db) {
        let edition = testing::edition(&db, &testing::round(&db, "2016").await, 1).await;
        assert_eq!(list_public(&db).await.expect("a list"), []);
        testing::enter(&db, edition.id, Stage::Draft).await;
        assert_eq!(list_public(&db).await.expect("a list"), []);
        testing::enter(&db, edition.id, Stage::Preliminary).await;
        testing::enter(&db, edition.id, Stage::Final).await;
        let public: Vec<i64> = list_public(&db).await.expect("a list").iter().map(|i| i.id).collect();
        assert_eq!(public, [edition.index_id]);
    }
}
