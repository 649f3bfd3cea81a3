//! Opening the database and starting transactions.

use std::{path::Path, time::Duration};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use crate::error::{Result, StorageError};

/// A pool of connections to the database; cheap to clone.
pub type Db = DatabaseConnection;

/// A transaction: `commit` it, or drop it to undo everything.
pub type Transaction = DatabaseTransaction;

/// Readers beside the one writer that SQLite allows.
const SQLITE_CONNECTIONS: u32 = 8;
/// Connections of one process; PostgreSQL has 100 for all by default.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a statement waits for the writer before it.
const BUSY: Duration = Duration::from_secs(10);
/// How long a request waits for a free connection.
const ACQUIRE: Duration = Duration::from_secs(15);
/// Slower statements are logged as warnings.
const SLOW: Duration = Duration::from_secs(1);

/// Opens the database at a URL: `sqlite://folder/file.db` (made if missing, with its folder),
/// `sqlite::memory:` or `postgres://user@host/name`. The schema is the business of `migrations`.
///
/// # Errors
/// [`Url`](StorageError::Url) for a URL that cannot be read, and what the database reports.
pub async fn connect(url: &str) -> Result<Db> {
    let mut options = ConnectOptions::new(url);
    options
        .acquire_timeout(ACQUIRE)
        .sqlx_logging_level(log::LevelFilter::Debug)
        .sqlx_slow_statements_logging_settings(log::LevelFilter::Warn, SLOW);
    if url.starts_with("sqlite:") {
        configure_sqlite(url, &mut options)?;
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        options.max_connections(POSTGRES_CONNECTIONS);
    } else {
        return Err(StorageError::Url);
    }
    Database::connect(options).await.map_err(|error| match error {
        // This is what an unreadable URL looks like, and its text repeats the URL with its password.
        DbErr::Conn(RuntimeErr::Internal(_)) => StorageError::Url,
        other => other.into(),
    })
}

fn configure_sqlite(url: &str, options: &mut ConnectOptions) -> Result<()> {
    match sqlite_file(url) {
        Some(file) => {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)
                    .map_err(|source| StorageError::Folder { path: folder.display().to_string(), source })?;
            }
            options.max_connections(SQLITE_CONNECTIONS);
        }
        // Each connection to a database in memory sees its own, and it ends with its last connection.
        None => {
            options.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
        }
    }
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A published edition must survive a power cut; WAL alone promises only consistency.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
    });
    Ok(())
}

/// The file a URL names, `None` for a database in memory.
fn sqlite_file(url: &str) -> Option<&Path> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let (path, parameters) = path.split_once('?').unwrap_or((path, ""));
    (path != ":memory:" && !parameters.contains("mode=memory")).then(|| Path::new(path))
}

/// Begins a transaction that is going to write.
///
/// On SQLite it takes the write lock at once: a transaction that begins by reading and then wants to
/// write fails without waiting if somebody else wrote in between. On PostgreSQL it is READ COMMITTED.
///
/// # Errors
/// What the database reports.
pub async fn begin(db: &Db) -> Result<Transaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(db.begin_with_options(options).await?)
}

/// Whether the database answers.
///
/// # Errors
/// What the database reports.
pub async fn ping(db: &Db) -> Result<()> {
    db.execute_unprepared("SELECT 1").await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::{OrganisationKind, Text};
    use sea_orm::{FromQueryResult, Statement};
    use time::macros::datetime;

    use super::*;
    use crate::{organisations, testing};

    crate::on_both_databases!(a_dropped_transaction_leaves_nothing, a_database_answers);

    async fn a_database_answers(db: Db) {
        ping(&db).await.expect("an answer");
    }

    async fn a_dropped_transaction_leaves_nothing(db: Db) {
        let transaction = begin(&db).await.expect("a transaction");
        let at = datetime!(2026-11-23 09:00 UTC);
        organisations::insert(&transaction, OrganisationKind::Assessor, &Text::same("A"), at).await.expect("stored");
        drop(transaction);
        assert_eq!(organisations::list(&db).await.expect("a list"), []);
    }

    #[test]
    fn the_file_of_a_url_is_found() {
        assert_eq!(sqlite_file("sqlite://data/a.db?mode=rwc"), Some(Path::new("data/a.db")));
        assert_eq!(sqlite_file("sqlite:///var/a.db"), Some(Path::new("/var/a.db")));
        assert_eq!(sqlite_file("sqlite::memory:"), None);
    }

    #[tokio::test]
    async fn an_unreadable_url_is_refused_without_repeating_its_password() {
        for url in ["mysql://u:secret@host/name", "postgres://u:secret@host:port/name", "data.db", ""] {
            let error = connect(url).await.expect_err(url);
            assert!(matches!(error, StorageError::Url), "{error:?}");
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        }
    }

    #[derive(FromQueryResult)]
    struct Pragma {
        journal_mode: String,
        synchronous: i32,
        foreign_keys: i32,
        timeout: i32,
    }

    #[tokio::test]
    async fn a_missing_file_is_made_with_its_folder_durable_and_with_foreign_keys() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = testing::sqlite_file(&folder.path().join("deep/er/a.db")).await;
        let sql = "SELECT * FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys, pragma_busy_timeout";
        let pragma = Pragma::find_by_statement(Statement::from_string(db.get_database_backend(), sql))
            .one(&db)
            .await
            .expect("an answer")
            .expect("a row");
        assert_eq!(
            (pragma.journal_mode.as_str(), pragma.synchronous, pragma.foreign_keys, pragma.timeout),
            ("wal", 2, 1, 10_000)
        );
    }

    #[tokio::test]
    async fn writers_wait_for_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = testing::sqlite_file(&folder.path().join("a.db")).await;
        let writers = (0..20).map(|i| {
            let db = db.clone();
            tokio::spawn(async move {
                let transaction = begin(&db).await?;
                let name = Text::same(format!("{}", organisations::list(&transaction).await?.len()));
                let at = datetime!(2026-11-23 09:00 UTC) + time::Duration::seconds(i);
                organisations::insert(&transaction, OrganisationKind::Assessor, &name, at).await?;
                transaction.commit().await?;
                Ok::<_, StorageError>(())
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.expect("no panic").expect("every writer has its turn");
        }
        let all = organisations::list(&db).await.expect("a list");
        let names: Vec<String> = all.into_iter().map(|o| o.name.en).collect();
        assert_eq!(names, (0..20).map(|i| i.to_string()).collect::<Vec<_>>());
    }
}
