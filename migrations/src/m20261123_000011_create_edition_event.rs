//! What happened to an edition (preliminary, public notice 公示, final, …): a list that only grows.
//! `notice` is JSON of `domain::edition::Notice`, `reason` JSON of `domain::Text`.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, big_pk_auto, text, text_null, timestamp_with_time_zone},
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
                    .table("edition_event")
                    .col(big_pk_auto("id"))
                    .col(big_integer("edition_id"))
                    .col(text("stage"))
                    .col(timestamp_with_time_zone("at"))
                    .col(text_null("notice"))
                    .col(text_null("reason"))
                    .col(big_integer_null("by_account"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_edition_event_edition_id")
                            .from_tbl("edition_event")
                            .from_col("edition_id")
                            .to_tbl("edition")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_edition_event_by_account")
                            .from_tbl("edition_event")
                            .from_col("by_account")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create().name("ix_edition_event_edition_id").table("edition_event").col("edition_id").to_owned(),
            )
            .await?;
        refuse_changes(manager, "edition_event", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("edition_event").to_owned()).await
    }
}
