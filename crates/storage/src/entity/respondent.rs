//! A respondent 填报单位: a department of a region, and the organisation that acts for it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "respondent")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fieldwork_id: i64,
    pub region: String,
    pub department: String,
    pub organisation_id: i64,
    #[sea_orm(belongs_to, from = "organisation_id", to = "id")]
    pub organisation: BelongsTo<super::organisation::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
