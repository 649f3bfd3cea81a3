//! Versions of an instrument 指标体系. `nodes` is JSON of `domain::Instrument`. A frozen one never changes.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null},
};

use crate::append_only::{Rows, refuse_changes};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("instrument_version")
                    .col(big_pk_auto("id"))
                    .col(big_integer("index_id"))
                    .col(integer("version"))
                    .col(text("nodes"))
                    .col(text("file_name"))
                    .col(text("file_sha256"))
                    .col(timestamp_with_time_zone_null("frozen_at"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_instrument_version_index_id")
                            .from_tbl("instrument_version")
                            .from_col("index_id")
                            .to_tbl("index_series")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_instrument_version_created_by")
                            .from_tbl("instrument_version")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_instrument_version_index_id_version")
                            .unique()
                            .col("index_id")
                            .col("version"),
                    )
                    .index(Index::create().name("uq_instrument_version_index_id_id").unique().col("index_id").col("id"))
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "instrument_version", Rows::Where("OLD.frozen_at IS NOT NULL")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("instrument_version").to_owned()).await
    }
}
