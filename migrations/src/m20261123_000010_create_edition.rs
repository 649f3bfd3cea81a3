//! Editions 发布版. The content lies in the object store under `bundle_sha256`; a row never changes.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, integer, text, timestamp_with_time_zone},
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
                    .table("edition")
                    .col(big_pk_auto("id"))
                    .col(big_integer("index_id"))
                    .col(big_integer("round_id"))
                    .col(text("period"))
                    .col(integer("version"))
                    .col(text("bundle_sha256"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_edition_index_id")
                            .from_tbl("edition")
                            .from_col("index_id")
                            .to_tbl("index_series")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_edition_round_id")
                            .from_tbl("edition")
                            .from_col("index_id")
                            .from_col("round_id")
                            .to_tbl("round")
                            .to_col("index_id")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_edition_created_by")
                            .from_tbl("edition")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_edition_index_id_period_version")
                            .unique()
                            .col("index_id")
                            .col("period")
                            .col("version"),
                    )
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "edition", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("edition").to_owned()).await
    }
}
