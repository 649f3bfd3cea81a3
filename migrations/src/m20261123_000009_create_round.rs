//! Rounds 评估轮次: one period's instrument, data and recipe. `recipe` is JSON of `domain::Recipe`.

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
                    .table("round")
                    .col(big_pk_auto("id"))
                    .col(big_integer("index_id"))
                    .col(text("period"))
                    .col(big_integer("instrument_version_id"))
                    .col(big_integer("dataset_id"))
                    .col(text("recipe"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_round_index_id")
                            .from_tbl("round")
                            .from_col("index_id")
                            .to_tbl("index_series")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_round_instrument_version_id")
                            .from_tbl("round")
                            .from_col("index_id")
                            .from_col("instrument_version_id")
                            .to_tbl("instrument_version")
                            .to_col("index_id")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_round_dataset_id")
                            .from_tbl("round")
                            .from_col("index_id")
                            .from_col("dataset_id")
                            .to_tbl("dataset")
                            .to_col("index_id")
                            .to_col("id"),
                    )
                    .index(Index::create().name("uq_round_index_id_period").unique().col("index_id").col("period"))
                    .index(Index::create().name("uq_round_index_id_id").unique().col("index_id").col("id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("round").to_owned()).await
    }
}
