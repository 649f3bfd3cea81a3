//! What happened to a submission: confirmed by the head, returned for correction 退回补正; a list that only grows.
//! Each happens to a revision once. `returned` is JSON of `domain::fieldwork::Return`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, text, text_null, timestamp_with_time_zone},
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
                    .table("submission_event")
                    .col(big_pk_auto("id"))
                    .col(big_integer("submission_id"))
                    .col(text("kind"))
                    .col(text_null("returned"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer("by_account"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_submission_event_submission_id")
                            .from_tbl("submission_event")
                            .from_col("submission_id")
                            .to_tbl("submission")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_submission_event_by_account")
                            .from_tbl("submission_event")
                            .from_col("by_account")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_submission_event_submission_id_kind")
                            .unique()
                            .col("submission_id")
                            .col("kind"),
                    )
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "submission_event", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("submission_event").to_owned()).await
    }
}
