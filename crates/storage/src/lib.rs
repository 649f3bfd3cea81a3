//! The database and the object store: entities, and a repository file for each noun.
//!
//! A repository is a module of free functions over [`ConnectionTrait`], so that a caller decides what
//! belongs to one transaction ([`begin`]). They take and return domain types and records, never rows:
//! what cannot be read back as the type it was stored from is [`StorageError::Corrupt`].
//!
//! What belongs to an index is looked up under that index, `find(db, index_id, id)`: an identifier of
//! somebody else's finds nothing.
//!
//! Times are kept in UTC and to the second, on both databases: SQLite compares them as text, where a
//! fraction of a second would stand before none.

pub mod accounts;
pub mod attempts;
pub mod audit;
mod column;
mod connection;
pub mod datasets;
pub mod documents;
pub mod editions;
mod entity;
mod error;
pub mod fieldworks;
pub mod indexes;
pub mod instruments;
pub mod jobs;
mod objects;
pub mod organisations;
pub mod ratings;
pub mod respondents;
pub mod rounds;
pub mod sessions;
pub mod setup_links;
pub mod submissions;
pub mod table_uploads;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use connection::{Db, Transaction, begin, connect, ping};
pub use error::{Result, StorageError};
pub use objects::Objects;
pub use sea_orm::ConnectionTrait;
