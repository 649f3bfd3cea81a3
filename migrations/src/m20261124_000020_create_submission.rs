//! Submissions: revisions of what a respondent filed, a list that only grows. `problems` is JSON of a list of
//! `domain::Problem`; what was read lies in the object store.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, integer, text, text_null, timestamp_with_time_zone},
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
                    .table("submission")
                    .col(big_pk_auto("id"))
                    .col(big_integer("respondent_id"))
                    .col(integer("revision"))
                    .col(text("file_name"))
                    .col(text("file_sha256"))
                    .col(big_integer("file_bytes"))
                    .col(text_null("content_sha256"))
                    .col(text("problems"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_submission_respondent_id")
                            .from_tbl("submission")
                            .from_col("respondent_id")
                            .to_tbl("respondent")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_submission_created_by")
                            .from_tbl("submission")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_submission_respondent_id_revision")
                            .unique()
                            .col("respondent_id")
                            .col("revision"),
                    )
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "submission", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("submission").to_owned()).await
    }
}
