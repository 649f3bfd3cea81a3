//! Long work, kept here so that a restart loses none. `work` and `result` are JSON of `domain::job` types.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_pk_auto, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("job")
                    .col(big_pk_auto("id"))
                    .col(big_integer("organisation_id"))
                    .col(big_integer("created_by"))
                    .col(text("work"))
                    .col(text("state"))
                    .col(integer("progress_done").default(0))
                    .col(integer("progress_total").default(0))
                    .col(integer("attempts").default(0))
                    .col(timestamp_with_time_zone_null("lease_until"))
                    .col(text_null("result"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone_null("finished_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_job_organisation_id")
                            .from_tbl("job")
                            .from_col("organisation_id")
                            .to_tbl("organisation")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_job_created_by")
                            .from_tbl("job")
                            .from_col("created_by")
                            .to_tbl("account")
                            .to_col("id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(Index::create().name("ix_job_state_id").table("job").col("state").col("id").to_owned())
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_job_organisation_id_id")
                    .table("job")
                    .col("organisation_id")
                    .col("id")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("job").to_owned()).await
    }
}
