//! Revisions of the values of a period. The values lie in the object store as JSON of `domain::Dataset`, under
//! `content_sha256`; `warnings` is JSON.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, integer, text, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("dataset")
                    .col(big_pk_auto("id"))
                    .col(big_integer("index_id"))
                    .col(text("period"))
                    .col(integer("revision"))
                    .col(text("content_sha256"))
                    .col(text("file_sha256"))
                    .col(text("file_name"))
                    .col(big_integer("units"))
                    .col(big_integer("present"))
                    .col(big_integer("possible"))
                    .col(text("warnings"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_dataset_index_id")
                            .from_tbl("dataset")
                            .from_col("index_id")
                            .to_tbl("index_series")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_dataset_created_by")
                            .from_tbl("dataset")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_dataset_index_id_period_revision")
                            .unique()
                            .col("index_id")
                            .col("period")
                            .col("revision"),
                    )
                    .index(Index::create().name("uq_dataset_index_id_id").unique().col("index_id").col("id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("dataset").to_owned()).await
    }
}
