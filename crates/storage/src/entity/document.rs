//! A revision of a supporting document; a row never changes.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub respondent_id: i64,
    pub number: i32,
    pub revision: i32,
    pub file_name: String,
    pub kind: String,
    pub sha256: String,
    pub bytes: i64,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
    #[sea_orm(has_many)]
    pub events: HasMany<super::document_event::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
