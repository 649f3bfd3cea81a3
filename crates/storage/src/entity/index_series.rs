//! An index 指数; `about` is JSON of `domain::Index`.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "index_series")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub organisation_id: i64,
    #[sea_orm(unique)]
    pub slug: String,
    pub about: String,
    pub created_at: OffsetDateTime,
}

impl ActiveModelBehavior for ActiveModel {}
