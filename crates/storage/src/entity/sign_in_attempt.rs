//! An attempt to sign in.

use sea_orm::entity::prelude::*;
use time::OffsetDateTime;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account: String,
    pub address: String,
    pub at: OffsetDateTime,
    pub succeeded: bool,
}

impl ActiveModelBehavior for ActiveModel {}
