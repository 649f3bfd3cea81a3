//! Keeps the questionnaire that a version of an instrument was made from: SHA-256 of its canonical JSON in the object store.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter().table("instrument_version").add_column(text_null("questionnaire_sha256")).to_owned();
        manager.alter_table(add).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(Table::alter().table("instrument_version").drop_column("questionnaire_sha256").to_owned())
            .await
    }
}
