//! Ratings 评定 of items by people, a list that only grows: the newest revision of an item of a unit counts.
//! `rating` is JSON of `domain::Rating`; `submission_id` is what it was made upon.

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
        let key = |column: &'static str, table: &'static str| {
            ForeignKey::create()
                .name(format!("fk_rating_{column}"))
                .from_tbl("rating")
                .from_col(column)
                .to_tbl(table)
                .to_col("id")
                .to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table("rating")
                    .col(big_pk_auto("id"))
                    .col(big_integer("fieldwork_id"))
                    .col(text("unit"))
                    .col(text("item"))
                    .col(integer("revision"))
                    .col(big_integer("submission_id"))
                    .col(text("rating"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(big_integer("created_by"))
                    .foreign_key(&mut key("fieldwork_id", "fieldwork"))
                    .foreign_key(&mut key("submission_id", "submission"))
                    .foreign_key(&mut key("created_by", "account"))
                    .index(
                        Index::create()
                            .name("uq_rating_fieldwork_id_unit_item_revision")
                            .unique()
                            .col("fieldwork_id")
                            .col("unit")
                            .col("item")
                            .col("revision"),
                    )
                    .to_owned(),
            )
            .await?;
        refuse_changes(manager, "rating", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("rating").to_owned()).await
    }
}
