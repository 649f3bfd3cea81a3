//! Audit records: who did what, when, to which thing. The list only grows. `detail` is JSON.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, big_pk_auto, text, timestamp_with_time_zone},
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
                    .table("audit_record")
                    .col(big_pk_auto("id"))
                    .col(timestamp_with_time_zone("at"))
                    .col(big_integer_null("account_id"))
                    .col(big_integer_null("organisation_id"))
                    .col(text("action"))
                    .col(text("subject"))
                    .col(text("detail"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_audit_record_account_id")
                            .from_tbl("audit_record")
                            .from_col("account_id")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_audit_record_organisation_id")
                            .from_tbl("audit_record")
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
                    .name("ix_audit_record_organisation_id_id")
                    .table("audit_record")
                    .col("organisation_id")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_audit_record_action_id")
                    .table("audit_record")
                    .col("action")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "audit_record", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit_record").to_owned()).await
    }
}
