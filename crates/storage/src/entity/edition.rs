//! An edition 发布版; a row never changes.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub index_id: i64,
    pub round_id: i64,
    pub period: String,
    pub version: i32,
    pub bundle_sha256: String,
    pub full_sha256: Option<String>,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
    #[sea_orm(has_many)]
    pub events: HasMany<super::edition_event::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
