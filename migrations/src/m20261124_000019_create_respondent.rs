//! Respondents 填报单位: the department of a region that files in fieldwork, and the organisation that acts for it.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_pk_auto, text},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("respondent")
                    .col(big_pk_auto("id"))
                    .col(big_integer("fieldwork_id"))
                    .col(text("region"))
                    .col(text("department"))
                    .col(big_integer("organisation_id"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_respondent_fieldwork_id")
                            .from_tbl("respondent")
                            .from_col("fieldwork_id")
                            .to_tbl("fieldwork")
                            .to_col("id"),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_respondent_organisation_id")
                            .from_tbl("respondent")
                            .from_col("organisation_id")
                            .to_tbl("organisation")
                            .to_col("id"),
                    )
                    .index(
                        Index::create()
                            .name("uq_respondent_fieldwork_id_region_department")
                            .unique()
                            .col("fieldwork_id")
                            .col("region")
                            .col("department"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_respondent_organisation_id")
                    .table("respondent")
                    .col("organisation_id")
                    .to_owned(),
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("respondent").to_owned()).await
    }
}
