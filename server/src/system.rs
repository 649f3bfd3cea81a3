//! What the program takes from the machine: database, object store, clock and chance.

use std::sync::Arc;

use rand::RngCore;
use service::{Chance, Clock, Services, Settings, parser::FileParser};
use storage::{Db, Objects};
use time::OffsetDateTime;

use crate::{config::Config, parser_process::ParserProcess};

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
}

/// A cryptographic generator, seeded and reseeded by the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// Why the database or the object store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// What storage reports.
    #[error("{0}")]
    Storage(#[from] storage::StorageError),
    /// The schema could not be brought up to date.
    #[error("schema: {0}")]
    Schema(String),
    /// The system does not say which program runs: no child could be started to parse files.
    #[error("this program cannot be found: {0}")]
    Program(#[source] std::io::Error),
}

/// What was opened.
#[derive(Clone)]
pub struct Opened {
    /// What people may do.
    pub services: Services,
    /// What they are made of; the database, to ask whether it is ready.
    pub parts: Parts,
}

/// What the services are made of, but for the clock.
#[derive(Clone)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The object store.
    pub objects: Objects,
    /// Who reads the files of strangers.
    pub parser: Arc<dyn FileParser>,
    /// What differs from one installation to the next.
    pub settings: Settings,
}

impl Parts {
    /// What people may do, at the time this clock shows.
    pub fn services(&self, clock: impl Clock + 'static) -> Services {
        let Self { db, objects, parser, settings } = self.clone();
        Services::new(db, objects, parser, Arc::new(clock), Arc::new(SystemChance), settings)
    }
}

/// The only variables that are handed to an S3-compatible store: where it is and how to sign in.
const S3_VARIABLES: [&str; 8] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT",
    "AWS_ALLOW_HTTP",
    "AWS_VIRTUAL_HOSTED_STYLE_REQUEST",
];

/// Opens what the configuration names and brings the schema up to date, so that no command meets an
/// older one.
///
/// # Errors
/// [`OpenError`].
pub async fn open(config: &Config, settings: Settings) -> Result<Opened, OpenError> {
    let db = storage::connect(&config.database.url).await?;
    migrations::migrate(&db).await.map_err(|error| OpenError::Schema(error.to_string()))?;
    let options = S3_VARIABLES.into_iter().filter_map(|name| Some((name, std::env::var(name).ok()?)));
    let objects = Objects::open(&config.objects.url, options)?;
    let parser = Arc::new(ParserProcess::of_this_program().map_err(OpenError::Program)?);
    let parts = Parts { db, objects, parser, settings };
    Ok(Opened { services: parts.services(SystemClock), parts })
}

/// Brings the schema up to date; returns the names of the steps that were missing.
///
/// # Errors
/// [`OpenError`].
pub async fn migrate(config: &Config) -> Result<Vec<String>, OpenError> {
    let db = storage::connect(&config.database.url).await?;
    let schema = |error: &dyn std::fmt::Display| OpenError::Schema(error.to_string());
    let pending = migrations::pending(&db).await.map_err(|e| schema(&e))?;
    migrations::migrate(&db).await.map_err(|e| schema(&e))?;
    Ok(pending)
}
