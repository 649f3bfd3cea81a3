//! Says whether a submission is whole and sound. Until now it was wherever something was read of it; a
//! submission may now hold some of its tables while others are still missing.

use sea_orm_migration::{prelude::*, schema::boolean};

use crate::append_only::{Rows, allow_changes, refuse_changes};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = Table::alter().table("submission").add_column(boolean("accepted").default(false)).to_owned();
        manager.alter_table(add).await?;
        allow_changes(manager, "submission").await?;
        let complete = Query::update()
            .table("submission")
            .value("accepted", true)
            .and_where(Expr::col("content_sha256").is_not_null())
            .to_owned();
        manager.execute(complete).await?;
        refuse_changes(manager, "submission", Rows::All).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("submission").drop_column("accepted").to_owned()).await
    }
}
