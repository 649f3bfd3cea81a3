//! Supporting documents 佐证材料 of a respondent and what happened to them: revisions under a number, and their
//! withdrawal with its reason. Both lists only grow; the files lie in the object store.

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
                    .table("document")
                    .col(big_pk_auto("id"))
                    .col(big_integer("respondent_id"))
                    .col(integer("number"))
                    .col(integer("revision"))
                    .col(text("file_name"))
                    .col(text("kind"))
                    .col(text("sha256"))
                    .col(big_integer("bytes"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_document_respondent_id")
                            .from_tbl("document")
                            .from_col("respondent_id")
                            .to_tbl("respondent")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_document_created_by")
                            .from_tbl("document")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_document_respondent_id_number_revision")
                            .unique()
                            .col("respondent_id")
                            .col("number")
                            .col("revision"),
                    )
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "document", Rows::All).await?;
        manager
            .create_table(
                Table::create()
                    .table("document_event")
                    .col(big_pk_auto("id"))
                    .col(big_integer("document_id"))
                    .col(text("kind"))
                    .col(text("reason"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer("by_account"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_document_event_document_id")
                            .from_tbl("document_event")
                            .from_col("document_id")
                            .to_tbl("document")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_document_event_by_account")
                            .from_tbl("document_event")
                            .from_col("by_account")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_document_event_document_id_kind")
                            .unique()
                            .col("document_id")
                            .col("kind"),
                    )
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "document_event", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("document_event").to_owned()).await?;
        manager.drop_table(Table::drop().table("document").to_owned()).await
    }
}
