//! Indexes 指数: what is measured; editions appear period by period. `about` is JSON of `domain::Index`.
//! (Not called `index`: that is a word of SQL.)

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, text, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("index_series")
                    .col(big_pk_auto("id"))
                    .col(big_integer("organisation_id"))
                    .col(text("slug").unique_key())
                    .col(text("about"))
                    .col(timestamp_with_time_zone("created_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_index_series_organisation_id")
                            .from_tbl("index_series")
                            .from_col("organisation_id")
                            .to_tbl("organisation")
                            .to_col("id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_index_series_organisation_id")
                    .table("index_series")
                    .col("organisation_id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("index_series").to_owned()).await
    }
}
