//! A revision of the values of a period; `warnings` is JSON of a list of problems.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dataset")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub index_id: i64,
    pub period: String,
    pub revision: i32,
    pub content_sha256: String,
    pub file_sha256: String,
    pub file_name: String,
    pub units: i64,
    pub present: i64,
    pub possible: i64,
    pub warnings: String,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
}

impl ActiveModelBehavior for ActiveModel {}
