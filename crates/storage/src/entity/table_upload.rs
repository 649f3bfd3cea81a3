//! A table that was uploaded as CSV; a row never changes.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "table_upload")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub respondent_id: i64,
    pub file_name: String,
    pub file_sha256: String,
    pub file_bytes: i64,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
}

impl ActiveModelBehavior for ActiveModel {}
