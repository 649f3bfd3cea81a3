//! A rating of an item of a unit; a row never changes. `rating` is JSON of `domain::Rating`.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rating")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub fieldwork_id: i64,
    pub unit: String,
    pub item: String,
    pub revision: i32,
    pub submission_id: i64,
    pub rating: String,
    pub created_at: OffsetDateTime,
    pub created_by: i64,
}

impl ActiveModelBehavior for ActiveModel {}
