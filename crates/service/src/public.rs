//! What everyone may read, without an account: published editions and their files.

mod change;
mod explain;

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use domain::{Edition, EditionContent, Index, Stage, edition::EditionDiff};
use futures::future::try_join_all;
use publication::format::{Format, csv::Table};
use storage::{
    editions::{self, EditionRecord},
    indexes,
};
use time::OffsetDateTime;

pub use change::diff_sentence;
pub(crate) use explain::Explanations;
pub use explain::{Unanswered, between, influence, reach};

use crate::{Error, Result, Services};

/// An edition in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionSummary {
    /// The index, in URLs.
    pub slug: String,
    /// The period.
    pub period: String,
    /// The version.
    pub version: u32,
    /// The stage in force.
    pub stage: Stage,
    /// SHA-256 of the bundle.
    pub sha256: String,
    /// When it entered the stage in force.
    pub since: OffsetDateTime,
    /// When its content was frozen.
    pub frozen_at: OffsetDateTime,
    /// Everything that happened to it, oldest first.
    pub events: Vec<domain::edition::StageEvent>,
}

/// An index and what it has published.
#[derive(Debug, Clone)]
pub struct IndexCard {
    /// The index as it describes itself now.
    pub index: Index,
    /// The edition in force of each period, newest period first.
    pub editions: Vec<EditionSummary>,
}

/// An edition and its surroundings.
#[derive(Debug, Clone)]
pub struct PublicEdition {
    /// The edition.
    pub edition: Edition,
    /// Whether it is the one in force for its period.
    pub current: bool,
    /// All public versions of its period, oldest first.
    pub versions: Vec<EditionSummary>,
    /// The edition in force of each period, oldest first.
    pub periods: Vec<EditionSummary>,
    /// The content in force of the period before, for changes of rank.
    pub previous: Option<Arc<EditionContent>>,
    /// What changed against the version it corrects.
    pub diff: Option<EditionDiff>,
}

impl PublicEdition {
    /// Where a reader of a withdrawn edition goes instead: to the one in force of the same period, else
    /// of the newest; `None` if the index has none in force.
    pub fn instead(&self) -> Option<&EditionSummary> {
        let stands = |e: &&EditionSummary| e.stage != Stage::Withdrawn;
        let same = self.periods.iter().filter(stands).find(|e| e.period == self.edition.content.period);
        same.or_else(|| self.periods.iter().rev().find(stands))
    }
}

/// A unit's result in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPoint {
    /// The period.
    pub period: String,
    /// The version in force.
    pub version: u32,
    /// The overall score.
    pub score: Option<f64>,
    /// The overall rank.
    pub rank: Option<u32>,
    /// The grade; all there is where scores are withheld.
    pub grade: Option<String>,
    /// How many units were ranked.
    pub ranked: usize,
}

/// A file to download.
#[derive(Debug, Clone)]
pub struct PublicFile {
    /// Its name.
    pub file_name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes, which never change.
    pub bytes: Bytes,
}

/// All indexes with a public edition.
///
/// # Errors
/// Only faults of the store.
pub async fn home(services: &Services) -> Result<Vec<IndexCard>> {
    let mut by_index: BTreeMap<i64, Vec<EditionRecord>> = BTreeMap::new();
    for record in editions::list_all_public(services.db()).await? {
        by_index.entry(record.index_id).or_default().push(record);
    }
    let indexes = indexes::list_public(services.db()).await?;
    let mut cards: Vec<IndexCard> = indexes
        .into_iter()
        .filter_map(|index| {
            let mut editions = in_force(index.about.slug.as_str(), by_index.get(&index.id)?);
            editions.reverse();
            Some(IndexCard { index: index.about, editions })
        })
        .collect();
    cards.sort_by_key(|card| std::cmp::Reverse(card.editions.iter().map(|e| e.since).max()));
    Ok(cards)
}

/// A public edition: `version` or, without one, the one in force.
///
/// # Errors
/// [`Error::NotFound`] for what does not exist or is still a draft.
pub async fn find_edition(
    services: &Services,
    slug: &str,
    period: &str,
    version: Option<u32>,
) -> Result<Arc<PublicEdition>> {
    let records = public_records(services, slug).await?;
    let record = choose(&records, period, version)?;
    let content = content(services, &record.bundle_sha256).await?;
    let periods = in_force(slug, &records);
    let current = periods.iter().any(|e| e.period == period && e.version == record.version);
    let versions = records.iter().filter(|e| e.period == period).map(|e| summary(slug, e)).collect();
    let before = periods.iter().rev().find(|e| e.period.as_str() < period && e.stage != Stage::Withdrawn);
    let previous = match before {
        Some(before) => Some(self::content(services, &before.sha256).await?),
        None => None,
    };
    let diff = change::against_corrected(services, &records, record, &content).await?;
    let edition =
        Edition { id: record.id, content, sha256: record.bundle_sha256.clone(), events: record.events.clone() };
    Ok(Arc::new(PublicEdition { edition, current, versions, periods, previous, diff }))
}

/// The period whose edition an index's own page leads to: the newest.
///
/// # Errors
/// [`Error::NotFound`] if the index has published nothing.
pub async fn newest_period(services: &Services, slug: &str) -> Result<String> {
    let records = public_records(services, slug).await?;
    in_force(slug, &records).pop().map(|e| e.period).ok_or(Error::NotFound)
}

/// A unit's results over the periods in force, oldest first.
///
/// # Errors
/// [`Error::NotFound`] if the index has published nothing.
pub async fn unit_history(services: &Services, slug: &str, unit: &str) -> Result<Vec<HistoryPoint>> {
    let records = public_records(services, slug).await?;
    let editions: Vec<_> = in_force(slug, &records).into_iter().filter(|e| e.stage != Stage::Withdrawn).collect();
    // Together: after a start none of them is in memory yet, and each takes a core some milliseconds to read.
    let contents = try_join_all(editions.iter().map(|e| content(services, &e.sha256))).await?;
    let point = |(edition, content): (EditionSummary, Arc<EditionContent>)| {
        let result = content.result.units.iter().find(|u| u.code == unit)?;
        Some(HistoryPoint {
            period: edition.period,
            version: edition.version,
            score: result.score(),
            rank: result.rank(),
            grade: result.grade.clone(),
            ranked: content.result.units.iter().filter(|u| u.rank().is_some()).count(),
        })
    };
    Ok(editions.into_iter().zip(contents).filter_map(point).collect())
}

/// The files of an edition, by name.
///
/// # Errors
/// [`Error::NotFound`] for a file that does not exist, [`Error::Gone`] for those of a withdrawn edition:
/// its figures are no longer shown, whatever the form. The bundle stays in the store and its hash in the
/// record of versions, so that who holds a copy can still show that it is what was published.
pub async fn file(services: &Services, slug: &str, period: &str, version: u32, file_name: &str) -> Result<PublicFile> {
    let records = public_records(services, slug).await?;
    let record = choose(&records, period, Some(version))?;
    if record.stage() == Stage::Withdrawn {
        return Err(Error::Gone);
    }
    let content = content(services, &record.bundle_sha256).await?;
    let kind = files(&content).into_iter().find(|(name, _)| name == file_name).ok_or(Error::NotFound)?.1;
    let (bytes, content_type) = match kind {
        FileKind::Edition(Format::Json) => {
            let bytes = services.objects().get(&record.bundle_sha256).await?.ok_or(Error::NotFound)?;
            (bytes, Format::Json.content_type())
        }
        FileKind::Edition(format) => {
            let bytes = tokio::task::spawn_blocking(move || publication::format::write(&content, format));
            (bytes.await.map_err(Error::internal)??.into(), format.content_type())
        }
        FileKind::Table(table) => {
            let bytes = tokio::task::spawn_blocking(move || publication::format::csv::write(&content, table));
            (bytes.await.map_err(Error::internal)??.into(), Format::Csv.content_type())
        }
    };
    Ok(PublicFile { file_name: file_name.to_owned(), content_type, bytes })
}

/// What a file of an edition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The whole edition.
    Edition(Format),
    /// One table of it, as CSV.
    Table(Table),
}

/// The names of the files of an edition.
pub fn files(content: &EditionContent) -> Vec<(String, FileKind)> {
    let whole =
        [Format::Json, Format::Xlsx].map(|f| (publication::format::file_name(content, f), FileKind::Edition(f)));
    let tables = Table::of(content).map(|t| (t.file_name(content), FileKind::Table(t)));
    whole.into_iter().chain(tables).collect()
}

/// Frozen content by the hash of its bundle. It never changes, so it may be kept as long as there is
/// room.
///
/// The object store compared the bytes with that hash, and the hash comes from the edition's row, which
/// never changes. So they are not put to the tests of a stranger's file again: those took 130 ms an
/// edition, more than a second for the first page of a unit that has nine years behind it.
pub(crate) async fn content(services: &Services, sha256: &str) -> Result<Arc<EditionContent>> {
    if let Some(content) = services.contents().get(sha256) {
        return Ok(content);
    }
    let bytes = services.objects().get(sha256).await?.ok_or(Error::NotFound)?;
    let read = tokio::task::spawn_blocking(move || publication::bundle::content_of_whole(&bytes));
    let content = Arc::new(read.await.map_err(Error::internal)?.map_err(Error::internal)?);
    services.contents().insert(sha256.to_owned(), content.clone());
    Ok(content)
}

async fn public_records(services: &Services, slug: &str) -> Result<Vec<EditionRecord>> {
    let index = indexes::find_by_slug(services.db(), slug).await?.ok_or(Error::NotFound)?;
    let mut records = editions::list(services.db(), index.id).await?;
    records.retain(|e| e.stage().is_public());
    records.sort_by(|a, b| (&a.period, a.version).cmp(&(&b.period, b.version)));
    Ok(records)
}

fn choose<'a>(records: &'a [EditionRecord], period: &str, version: Option<u32>) -> Result<&'a EditionRecord> {
    let mut of_period = records.iter().filter(|e| e.period == period);
    match version {
        Some(version) => of_period.find(|e| e.version == version),
        None => of_period.next_back(),
    }
    .ok_or(Error::NotFound)
}

/// The newest public version of each period, oldest period first.
fn in_force(slug: &str, records: &[EditionRecord]) -> Vec<EditionSummary> {
    let newest: BTreeMap<&str, &EditionRecord> = records.iter().fold(BTreeMap::new(), |mut newest, e| {
        let kept = newest.entry(e.period.as_str()).or_insert(e);
        if e.version > kept.version {
            *kept = e;
        }
        newest
    });
    newest.into_values().map(|e| summary(slug, e)).collect()
}

fn summary(slug: &str, record: &EditionRecord) -> EditionSummary {
    EditionSummary {
        slug: slug.to_owned(),
        period: record.period.clone(),
        version: record.version,
        stage: record.stage(),
        sha256: record.bundle_sha256.clone(),
        since: record.events.last().map_or(record.created_at, |e| e.at),
        frozen_at: record.created_at,
        events: record.events.clone(),
    }
}
