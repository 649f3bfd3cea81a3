//! Organisations: who runs this installation, assesses, orders an assessment, or files evidence.

use sea_orm_migration::{
    prelude::*,
    schema::{big_pk_auto, text, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("organisation")
                    .col(big_pk_auto("id"))
                    .col(text("kind"))
                    .col(text("name_zh"))
                    .col(text("name_en"))
                    .col(timestamp_with_time_zone("created_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("organisation").to_owned()).await
    }
}
