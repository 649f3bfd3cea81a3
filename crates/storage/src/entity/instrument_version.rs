//! A version of an instrument 指标体系; `nodes` and `warnings` are JSON of `domain::Instrument`
//! and of a list of `domain::Problem`.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "instrument_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub index_id: i64,
    pub version: i32,
    pub nodes: String,
    pub file_name: String,
    pub file_sha256: String,
    pub warnings: String,
    pub questionnaire_sha256: Option<String>,
    pub frozen_at: Option<OffsetDateTime>,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
}

impl ActiveModelBehavior for ActiveModel {}
