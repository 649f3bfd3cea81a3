//! A piece of long work; `work` and `result` are JSON of `domain::job` types.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organisation_id: i64,
    pub index_id: Option<i64>,
    pub created_by: i64,
    pub work: String,
    pub state: String,
    pub progress_done: i32,
    pub progress_total: i32,
    pub attempts: i32,
    pub lease_until: Option<OffsetDateTime>,
    pub result: Option<String>,
    pub created_at: OffsetDateTime,
    pub finished_at: Option<OffsetDateTime>,
}

impl ActiveModelBehavior for ActiveModel {}
