//! Organisations.

use domain::{Organisation, OrganisationKind, Text};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use crate::{
    column::{stamp, word},
    entity::organisation::{ActiveModel, Column, Entity, Model},
    error::{Result, StorageError},
};

/// Stores a new organisation.
///
/// # Errors
/// What the database reports.
pub async fn insert(
    db: &impl ConnectionTrait,
    kind: OrganisationKind,
    name: &Text,
    now: OffsetDateTime,
) -> Result<Organisation> {
    let row = ActiveModel {
        kind: Set(kind.code().to_owned()),
        name_zh: Set(name.zh.clone()),
        name_en: Set(name.en.clone()),
        created_at: Set(stamp(now)),
        ..ActiveModel::default()
    };
    Entity::insert(row).exec_with_returning(db).await?.try_into()
}

/// Finds an organisation.
///
/// # Errors
/// What the database reports.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<Organisation>> {
    Entity::find_by_id(id).one(db).await?.map(TryInto::try_into).transpose()
}

/// Makes others that want to change the people of an organisation wait until this transaction ends.
///
/// # Errors
/// What the database reports.
pub async fn lock(db: &impl ConnectionTrait, id: i64) -> Result<()> {
    // Only PostgreSQL has row locks; SQLite has one writer at a time and ignores this.
    Entity::find_by_id(id).lock_exclusive().one(db).await?;
    Ok(())
}

/// All organisations, oldest first.
///
/// # Errors
/// What the database reports.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Organisation>> {
    Entity::find().order_by_asc(Column::Id).all(db).await?.into_iter().map(TryInto::try_into).collect()
}

impl TryFrom<Model> for Organisation {
    type Error = StorageError;

    fn try_from(row: Model) -> Result<Self> {
        Ok(Self {
            id: row.id,
            kind: word(&row.kind, OrganisationKind::parse, "kind of an organisation")?,
            name: Text::new(row.name_zh, row.name_en),
        })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::Db;

    crate::on_both_databases!(every_kind_is_read_back, an_unknown_organisation_is_absent);

    async fn every_kind_is_read_back(db: Db) {
        let now = datetime!(2026-11-23 09:00 UTC);
        let mut stored = Vec::new();
        for kind in OrganisationKind::ALL {
            stored.push(insert(&db, kind, &Text::new("机构", "Organisation"), now).await.expect("stored"));
        }
        assert_eq!(list(&db).await.expect("a list"), stored);
        assert_eq!(find(&db, stored[2].id).await.expect("an answer").as_ref(), Some(&stored[2]));
        assert_eq!(stored[2].kind, OrganisationKind::Commissioner);
    }

    async fn an_unknown_organisation_is_absent(db: Db) {
        assert_eq!(find(&db, 404).await.expect("an answer"), None);
    }
}
