//! Tables that were uploaded as CSV, to be looked at before they are filed; a list that only grows. Whose
//! upload it was says who may look.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, text, timestamp_with_time_zone},
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
                    .table("table_upload")
                    .col(big_pk_auto("id"))
                    .col(big_integer("respondent_id"))
                    .col(text("file_name"))
                    .col(text("file_sha256"))
                    .col(big_integer("file_bytes"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_table_upload_respondent_id")
                            .from_tbl("table_upload")
                            .from_col("respondent_id")
                            .to_tbl("respondent")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_table_upload_created_by")
                            .from_tbl("table_upload")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_table_upload_respondent_id_file_sha256")
                    .table("table_upload")
                    .col("respondent_id")
                    .col("file_sha256")
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "table_upload", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("table_upload").to_owned()).await
    }
}
