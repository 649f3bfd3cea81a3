//! What people may do. Each function authorises first, then acts in one transaction, and leaves an
//! audit record. The web and the command line both pass through here and nowhere else.
//!
//! Time and chance come from [`Clock`] and [`Chance`], so that every test can fix them.

pub mod about;
pub mod accounts;
pub mod audit;
pub mod change_password;
pub mod conditions;
pub mod confirm;
pub mod console;
mod counted;
pub mod data;
mod digest;
pub mod documents;
mod error;
pub mod fieldwork;
pub mod file_table;
mod filing;
mod from_rows;
pub mod full_edition;
pub mod gather;
pub mod hand_over;
pub mod indexes;
pub mod instruments;
pub mod jobs;
pub mod method;
pub mod parser;
mod passwords;
pub mod public;
pub mod publish;
mod published_evidence;
pub mod questionnaires;
pub mod rate;
pub mod ratings;
pub mod respondents;
pub mod return_for_correction;
pub mod revisions;
pub mod robustness;
pub mod robustness_files;
pub mod rounds;
pub mod score_files;
pub mod set_up;
pub mod sign_in;
pub mod sign_out;
pub mod submission_files;
pub mod submissions;
pub mod submit;
pub mod table_files;
pub mod tables;
pub mod template_files;
pub mod templates;
mod tokens;
pub mod verify;
pub mod wording;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use digest::Digests;
use domain::EditionContent;
pub use error::{Error, Result};
use moka::sync::Cache;
use parser::FileParser;
use storage::{Db, Objects};
use submission_files::{CheckAnswer, CheckRequest};
use table_files::{ReadAnswer, ReadRequest};
use time::OffsetDateTime;
use tokio::sync::Semaphore;

/// Editions kept in memory, as a bound on the number of their values.
const CACHED_VALUES: u64 = 4_000_000;
/// Password hashes computed at once: each takes 19 MiB and some tens of milliseconds of a core.
const HASHES_AT_ONCE: usize = 2;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> OffsetDateTime;
}

/// Where unguessable bytes come from.
pub trait Chance: Send + Sync {
    /// Fills the slice with unguessable bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// What differs from one installation to the next.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Shows the demonstration accounts on the sign-in page.
    pub demonstration: bool,
    /// Where the public finds this installation; links in messages are made from it.
    pub public_url: String,
    /// How long a session lasts without being used.
    pub session_hours: i64,
    /// The largest file that may be uploaded.
    pub max_upload_bytes: usize,
    /// The largest supporting document.
    pub max_document_bytes: usize,
    /// How much the supporting documents of a respondent may take together, older revisions counted.
    pub document_quota_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            demonstration: false,
            public_url: "http://127.0.0.1:3000".into(),
            session_hours: 12,
            max_upload_bytes: 64 << 20,
            max_document_bytes: 20 << 20,
            document_quota_bytes: 500 << 20,
        }
    }
}

/// Everything the functions of this crate need. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    objects: Objects,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    settings: Settings,
    generation: AtomicI64,
    contents: Cache<String, Arc<EditionContent>>,
    explanations: public::Explanations,
    digests: Digests,
    hashing: Semaphore,
    parser: Arc<dyn FileParser>,
    parsing: Semaphore,
}

/// About how many values an edition holds, those of its evidence included.
fn values_in(content: &EditionContent) -> usize {
    let entries =
        content.evidence.iter().flat_map(|evidence| evidence.entries.values()).flat_map(|units| units.values());
    let cells = entries.filter_map(|entry| entry.rows.shown()).flatten().map(|row| row.values.len());
    content.data.units.len() * content.instrument.len() + cells.sum::<usize>()
}

impl Services {
    /// Puts the parts together.
    pub fn new(
        db: Db,
        objects: Objects,
        parser: Arc<dyn FileParser>,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        settings: Settings,
    ) -> Self {
        let contents = Cache::builder()
            .max_capacity(CACHED_VALUES)
            .weigher(|_, content: &Arc<EditionContent>| u32::try_from(values_in(content)).unwrap_or(u32::MAX))
            .build();
        Self {
            inner: Arc::new(Inner {
                db,
                objects,
                clock,
                chance,
                settings,
                generation: AtomicI64::new(0),
                contents,
                explanations: public::Explanations::new(),
                digests: Digests::new(digest::KEPT),
                hashing: Semaphore::new(HASHES_AT_ONCE),
                parser,
                parsing: Semaphore::new(parser::FILES_AT_ONCE),
            }),
        }
    }

    /// What differs from one installation to the next.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Now.
    pub fn now(&self) -> OffsetDateTime {
        self.inner.clock.now()
    }

    /// Grows whenever something public changes: caches of public pages key on it.
    pub fn generation(&self) -> i64 {
        self.inner.generation.load(Ordering::Acquire)
    }

    /// Notices what other processes have made public since: the worker calls it again and again.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub async fn look_for_changes(&self) -> Result<()> {
        let newest = storage::audit::newest_of(self.db(), &audit::PUBLIC).await?;
        self.inner.generation.fetch_max(newest, Ordering::AcqRel);
        Ok(())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Internal`] if it does not.
    pub async fn ready(&self) -> Result<()> {
        Ok(storage::ping(self.db()).await?)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.inner.db
    }

    pub(crate) fn objects(&self) -> &Objects {
        &self.inner.objects
    }

    pub(crate) fn chance(&self) -> &dyn Chance {
        &*self.inner.chance
    }

    pub(crate) fn contents(&self) -> &Cache<String, Arc<EditionContent>> {
        &self.inner.contents
    }

    pub(crate) fn explanations(&self) -> &public::Explanations {
        &self.inner.explanations
    }

    pub(crate) fn digests(&self) -> &Digests {
        &self.inner.digests
    }

    /// Has a file of evidence checked; waits its turn, so that many at once do not take all memory.
    pub(crate) async fn check_file(
        &self,
        request: CheckRequest,
        questionnaire: &[u8],
        file: &[u8],
    ) -> Result<CheckAnswer> {
        let _permit = self.inner.parsing.acquire().await.map_err(Error::internal)?;
        self.inner.parser.check(request, questionnaire, file).await.map_err(Error::internal)
    }

    /// Has a file of an assessor read; waits its turn.
    pub(crate) async fn read_file(&self, request: ReadRequest, file: &[u8]) -> Result<ReadAnswer> {
        let _permit = self.inner.parsing.acquire().await.map_err(Error::internal)?;
        self.inner.parser.read(request, file).await.map_err(Error::internal)
    }

    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.inner.hashing
    }
}
