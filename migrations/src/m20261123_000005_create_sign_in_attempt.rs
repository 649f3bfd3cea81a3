//! Attempts to sign in, for throttling by account and by address. `account` is the address as typed: it
//! need not belong to anybody.

use sea_orm_migration::{
    prelude::*,
    schema::{big_pk_auto, boolean, text, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("sign_in_attempt")
                    .col(big_pk_auto("id"))
                    .col(text("account"))
                    .col(text("address"))
                    .col(timestamp_with_time_zone("at"))
                    .col(boolean("succeeded"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_sign_in_attempt_account_at")
                    .table("sign_in_attempt")
                    .col("account")
                    .col("at")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_sign_in_attempt_address_at")
                    .table("sign_in_attempt")
                    .col("address")
                    .col("at")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(Index::create().name("ix_sign_in_attempt_at").table("sign_in_attempt").col("at").to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("sign_in_attempt").to_owned()).await
    }
}
