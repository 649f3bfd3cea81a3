//! Fieldwork 填报 of a round; `units` and `schedule` are JSON.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fieldwork")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub index_id: i64,
    pub period: String,
    pub first_day: String,
    pub last_day: String,
    pub instrument_version_id: i64,
    pub commissioner_id: i64,
    pub units: String,
    pub schedule: String,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
}

impl ActiveModelBehavior for ActiveModel {}
