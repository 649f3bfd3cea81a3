//! Respondents 填报单位: the departments that file in fieldwork, and the organisations that act for them.

use domain::Organisation;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef, SelectTwoRequired,
};

use crate::{
    entity::{
        fieldwork, organisation,
        respondent::{ActiveModel, Column, Entity, Model},
    },
    error::Result,
};

/// A respondent with the organisation that acts for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondentRecord {
    /// Key in the store.
    pub id: i64,
    /// The fieldwork it files in.
    pub fieldwork_id: i64,
    /// Code of its region.
    pub region: String,
    /// Code of its department.
    pub department: String,
    /// The organisation whose people act for it.
    pub organisation: Organisation,
}

/// A respondent to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRespondent<'a> {
    /// The fieldwork it files in.
    pub fieldwork_id: i64,
    /// Code of its region.
    pub region: &'a str,
    /// Code of its department.
    pub department: &'a str,
    /// The organisation whose people act for it.
    pub organisation_id: i64,
}

/// Stores a new respondent and returns its key.
///
/// # Errors
/// [`Conflict`](crate::StorageError::Conflict) where the fieldwork has this department of this region,
/// and what the database reports.
pub async fn insert(db: &impl ConnectionTrait, new: NewRespondent<'_>) -> Result<i64> {
    let row = ActiveModel {
        fieldwork_id: Set(new.fieldwork_id),
        region: Set(new.region.to_owned()),
        department: Set(new.department.to_owned()),
        organisation_id: Set(new.organisation_id),
        ..ActiveModel::default()
    };
    Ok(Entity::insert(row).exec(db).await?.last_insert_id)
}

/// Finds a respondent by its key alone. The caller checks whose it is.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<RespondentRecord>> {
    with_organisation().filter(Column::Id.eq(id)).one(db).await?.map(record).transpose()
}

/// Makes others that want to change the filing of a respondent wait until this transaction ends.
///
/// # Errors
/// What the database reports.
pub async fn lock(db: &impl ConnectionTrait, id: i64) -> Result<()> {
    // Only PostgreSQL has row locks; SQLite has one writer at a time and ignores this.
    Entity::find_by_id(id).lock_exclusive().one(db).await?;
    Ok(())
}

/// The respondents of fieldwork, in the order in which they were stored.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait, fieldwork_id: i64) -> Result<Vec<RespondentRecord>> {
    collect(db, with_organisation().filter(Column::FieldworkId.eq(fieldwork_id))).await
}

/// What an organisation is asked, newest first.
///
/// # Errors
/// What the database reports.
pub async fn list_of_organisation(db: &impl ConnectionTrait, organisation_id: i64) -> Result<Vec<RespondentRecord>> {
    let mut respondents = collect(db, with_organisation().filter(Column::OrganisationId.eq(organisation_id))).await?;
    respondents.reverse();
    Ok(respondents)
}

/// The respondents of all fieldwork of an index so far, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list_of_index(db: &impl ConnectionTrait, index_id: i64) -> Result<Vec<RespondentRecord>> {
    let fieldwork: RelationDef =
        Entity::belongs_to(fieldwork::Entity).from(Column::FieldworkId).to(fieldwork::Column::Id).into();
    let of = with_organisation().join(JoinType::InnerJoin, fieldwork).filter(fieldwork::Column::IndexId.eq(index_id));
    collect(db, of).await
}

fn with_organisation() -> SelectTwoRequired<Entity, organisation::Entity> {
    Entity::find().find_both_related(organisation::Entity)
}

async fn collect(
    db: &impl ConnectionTrait,
    select: SelectTwoRequired<Entity, organisation::Entity>,
) -> Result<Vec<RespondentRecord>> {
    select.order_by_asc(Column::Id).all(db).await?.into_iter().map(record).collect()
}

fn record((row, organisation): (Model, organisation::Model)) -> Result<RespondentRecord> {
    Ok(RespondentRecord {
        id: row.id,
        fieldwork_id: row.fieldwork_id,
        region: row.region,
        department: row.department,
        organisation: organisation.try_into()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Db, StorageError, testing};

    crate::on_both_databases!(respondents_are_listed_with_their_organisations, a_department_of_a_region_is_asked_once);

    async fn respondents_are_listed_with_their_organisations(db: Db) {
        let index = testing::index(&db, "cities").await;
        let fieldwork = testing::fieldwork(&db, index.id, "2025").await;
        let first = testing::respondent(&db, fieldwork.id, "140100", "FIN").await;
        let second = testing::respondent(&db, fieldwork.id, "140100", "GOV").await;
        assert_eq!(list(&db, fieldwork.id).await.expect("a list"), [first.clone(), second.clone()]);
        assert_eq!(list(&db, fieldwork.id + 1).await.expect("a list"), []);
        lock(&db, first.id).await.expect("locked");

        let next = testing::fieldwork(&db, index.id, "2026").await;
        let organisation_id = first.organisation.id;
        let new = NewRespondent { fieldwork_id: next.id, region: "140100", department: "FIN", organisation_id };
        let again = insert(&db, new).await.expect("stored");
        let own: Vec<i64> =
            list_of_organisation(&db, organisation_id).await.expect("a list").iter().map(|r| r.id).collect();
        assert_eq!(own, [again, first.id]);
        let known: Vec<i64> = list_of_index(&db, index.id).await.expect("a list").iter().map(|r| r.id).collect();
        assert_eq!(known, [first.id, second.id, again]);
        assert_eq!(list_of_index(&db, index.id + 1).await.expect("a list"), []);
    }

    async fn a_department_of_a_region_is_asked_once(db: Db) {
        let index = testing::index(&db, "cities").await;
        let fieldwork = testing::fieldwork(&db, index.id, "2025").await;
        let first = testing::respondent(&db, fieldwork.id, "140100", "FIN").await;
        let organisation_id = first.organisation.id;
        let new = NewRespondent { fieldwork_id: fieldwork.id, region: "140100", department: "FIN", organisation_id };
        let error = insert(&db, new).await.expect_err("it is asked already");
        assert!(matches!(error, StorageError::Conflict { .. }), "{error}");
    }
}
