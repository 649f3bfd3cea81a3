//! A revision of what a respondent filed; a row never changes. `problems` is JSON.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub respondent_id: i64,
    pub revision: i32,
    pub file_name: String,
    pub file_sha256: String,
    pub file_bytes: i64,
    pub content_sha256: Option<String>,
    pub accepted: bool,
    pub problems: String,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
    #[sea_orm(has_many)]
    pub events: HasMany<super::submission_event::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
