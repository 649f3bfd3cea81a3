//! Fieldwork 填报 of a round: what is asked, of which units, in which phases. `units` is JSON of a list of region codes,
//! `schedule` JSON of `domain::fieldwork::Schedule`.

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
                    .table("fieldwork")
                    .col(big_pk_auto("id"))
                    .col(big_integer("index_id"))
                    .col(text("period"))
                    .col(text("first_day"))
                    .col(text("last_day"))
                    .col(big_integer("instrument_version_id"))
                    .col(big_integer("commissioner_id"))
                    .col(text("units"))
                    .col(text("schedule"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_fieldwork_index_id")
                            .from_tbl("fieldwork")
                            .from_col("index_id")
                            .to_tbl("index_series")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_fieldwork_instrument_version_id")
                            .from_tbl("fieldwork")
                            .from_col("index_id")
                            .from_col("instrument_version_id")
                            .to_tbl("instrument_version")
                            .to_col("index_id")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_fieldwork_commissioner_id")
                            .from_tbl("fieldwork")
                            .from_col("commissioner_id")
                            .to_tbl("organisation")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_fieldwork_created_by")
                            .from_tbl("fieldwork")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(Index::create().name("uq_fieldwork_index_id_period").unique().col("index_id").col("period"))
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("fieldwork").to_owned()).await
    }
}
