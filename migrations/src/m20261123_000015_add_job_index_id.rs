//! Says which index a job is about, so that the page of an index lists its own. Jobs from before say it in
//! their work.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// On SQLite a foreign key can be added with its column only, which the builder does not write.
const ADD: &str = "ALTER TABLE job ADD COLUMN index_id bigint REFERENCES index_series (id)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let of_work = |key: &str| match db.get_database_backend() {
            DbBackend::Sqlite => Ok(format!("CAST(json_extract(work, '$.{key}') AS bigint)")),
            DbBackend::Postgres => Ok(format!("CAST(work::json ->> '{key}' AS bigint)")),
            _ => Err(DbErr::Migration("only SQLite and PostgreSQL are supported".to_owned())),
        };
        let (index, round) = (of_work("index_id")?, of_work("round_id")?);
        db.execute_unprepared(ADD).await?;
        // A job to import names its index, a job to publish names its round.
        db.execute_unprepared(&format!(
            "UPDATE job SET index_id = COALESCE(
                 (SELECT i.id FROM index_series i WHERE i.id = {index}),
                 (SELECT r.index_id FROM \"round\" r WHERE r.id = {round}))"
        ))
        .await?;
        manager
            .create_index(Index::create().name("ix_job_index_id_id").table("job").col("index_id").col("id").to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("ix_job_index_id_id").table("job").to_owned()).await?;
        manager.alter_table(Table::alter().table("job").drop_column("index_id").to_owned()).await
    }
}
