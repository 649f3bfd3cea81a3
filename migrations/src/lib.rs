//! The database schema, step by step, for SQLite and PostgreSQL.
//!
//! One file a table, in the order in which they refer to each other, then one file a change. Identifiers are `i64`, times are
//! with time zone and always UTC, JSON is kept as text so that both databases return the same bytes.
//! A key that must stay within one index is part of the foreign key (`index_id`, `round_id`): a
//! forgotten check in the code above cannot tie the parts of two indexes together.
//!
//! A migration that was released is never edited; the next one mends it.

mod append_only;
mod m20261123_000001_create_organisation;
mod m20261123_000002_create_account;
mod m20261123_000003_create_session;
mod m20261123_000004_create_setup_link;
mod m20261123_000005_create_sign_in_attempt;
mod m20261123_000006_create_index_series;
mod m20261123_000007_create_instrument_version;
mod m20261123_000008_create_dataset;
mod m20261123_000009_create_round;
mod m20261123_000010_create_edition;
mod m20261123_000011_create_edition_event;
mod m20261123_000012_create_job;
mod m20261123_000013_create_audit_record;
mod m20261123_000014_add_instrument_version_warnings;
mod m20261123_000015_add_job_index_id;
mod m20261124_000016_add_account_duty;
mod m20261124_000017_add_instrument_version_questionnaire;
mod m20261124_000018_create_fieldwork;
mod m20261124_000019_create_respondent;
mod m20261124_000020_create_submission;
mod m20261124_000021_create_submission_event;
mod m20261124_000022_create_rating;
mod m20261124_000023_create_document;
mod m20261124_000024_add_edition_full_sha256;
mod m20261124_000026_create_table_upload;
mod m20261124_000027_add_submission_accepted;

use sea_orm_migration::{
    prelude::*,
    sea_orm::{DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait},
};

pub use sea_orm_migration::MigratorTrait;

/// All migrations, in their order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_organisation::Migration),
            Box::new(m20261123_000002_create_account::Migration),
            Box::new(m20261123_000003_create_session::Migration),
            Box::new(m20261123_000004_create_setup_link::Migration),
            Box::new(m20261123_000005_create_sign_in_attempt::Migration),
            Box::new(m20261123_000006_create_index_series::Migration),
            Box::new(m20261123_000007_create_instrument_version::Migration),
            Box::new(m20261123_000008_create_dataset::Migration),
            Box::new(m20261123_000009_create_round::Migration),
            Box::new(m20261123_000010_create_edition::Migration),
            Box::new(m20261123_000011_create_edition_event::Migration),
            Box::new(m20261123_000012_create_job::Migration),
            Box::new(m20261123_000013_create_audit_record::Migration),
            Box::new(m20261123_000014_add_instrument_version_warnings::Migration),
            Box::new(m20261123_000015_add_job_index_id::Migration),
            Box::new(m20261124_000016_add_account_duty::Migration),
            Box::new(m20261124_000017_add_instrument_version_questionnaire::Migration),
            Box::new(m20261124_000018_create_fieldwork::Migration),
            Box::new(m20261124_000019_create_respondent::Migration),
            Box::new(m20261124_000020_create_submission::Migration),
            Box::new(m20261124_000021_create_submission_event::Migration),
            Box::new(m20261124_000022_create_rating::Migration),
            Box::new(m20261124_000023_create_document::Migration),
            Box::new(m20261124_000024_add_edition_full_sha256::Migration),
            Box::new(m20261124_000026_create_table_upload::Migration),
            Box::new(m20261124_000027_add_submission_accepted::Migration),
        ]
    }
}

/// Any number will do, as long as nobody else takes the same advisory lock in this database.
const LOCK: i64 = 0x6368_656e_6770_696e;

/// Brings the schema up to date, whole or not at all. Several processes may call it at once: one
/// migrates, the others wait and find nothing left to do.
///
/// # Errors
/// What the database reports, or a database that is newer than this program.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    let transaction = db
        .begin_with_options(TransactionOptions {
            // On SQLite the write lock, taken at once, is what makes others wait.
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        })
        .await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Migrator::up(&transaction, None).await?;
    transaction.commit().await
}

/// Names of the migrations that are still to be applied; changes nothing.
///
/// # Errors
/// What the database reports, or a database that is newer than this program.
pub async fn pending(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let pending = Migrator::get_pending_migrations_read_only(db).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}
