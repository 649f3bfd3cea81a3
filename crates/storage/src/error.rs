//! What can go wrong while storing and finding.

use sea_orm::{DbErr, SqlErr};

/// The result of anything in this crate.
pub type Result<T, E = StorageError> = std::result::Result<T, E>;

/// What can go wrong while storing and finding. Absence is not an error: `find` returns `Option`.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The URL of the database cannot be read. It is not repeated here: it may hold a password.
    #[error("the database URL must look like sqlite://folder/file.db or postgres://user:password@host/name")]
    Url,
    /// The database cannot be reached, or refused what it was asked.
    #[error("the database failed: {0}")]
    Database(#[source] DbErr),
    /// Something with the same name, version or period is there already.
    #[error("it is there already: {what}")]
    Conflict {
        /// The constraint that refused it, as the database names it.
        what: String,
    },
    /// What is stored is not what was written: a changed file, an unknown word, broken JSON.
    #[error("what is stored is corrupt: {what}")]
    Corrupt {
        /// What is corrupt, and how.
        what: String,
    },
    /// The object store cannot be reached, or refused what it was asked.
    #[error("the object store failed: {0}")]
    Object(#[from] object_store::Error),
    /// The folder of a database or of the object store cannot be made or opened.
    #[error("cannot open {path}: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl StorageError {
    /// Something stored that cannot be read back.
    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }
}

impl From<DbErr> for StorageError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(what)) => Self::Conflict { what },
            _ => Self::Database(error),
        }
    }
}
