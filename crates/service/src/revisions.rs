//! Revisions of the data: every upload of a period is kept, can be looked at, and can come back.

use bytes::Bytes;
use domain::{Actor, Dataset, Text};
use serde_json::json;
use storage::{
    accounts,
    datasets::{self, DatasetRecord, NewDataset},
    indexes::IndexRecord,
    instruments::{self, InstrumentRecord},
    rounds::{self, RoundRecord},
};

use crate::{Error, Result, Services, audit, indexes};

/// A revision of the data of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What is stored of it.
    pub dataset: DatasetRecord,
    /// Who made it.
    pub by: String,
    /// Whether the period is scored from it now.
    pub in_use: bool,
}

/// The revisions of all periods of an index, newest period and revision first.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation.
pub async fn list_revisions(services: &Services, actor: &Actor, slug: &str) -> Result<Vec<Revision>> {
    let index = indexes::owned(services, actor, slug).await?;
    let db = services.db();
    let datasets = datasets::list(db, index.id).await?;
    let people: Vec<i64> = datasets.iter().map(|d| d.created_by).collect();
    let names = accounts::names(db, &people).await?;
    let rounds = rounds::list(db, index.id).await?;
    let revision = |dataset: DatasetRecord| Revision {
        by: names.get(&dataset.created_by).cloned().unwrap_or_default(),
        in_use: rounds.iter().any(|r| r.dataset_id == dataset.id),
        dataset,
    };
    Ok(datasets.into_iter().map(revision).collect())
}

/// Everything about a revision.
#[derive(Debug, Clone)]
pub struct RevisionDesk {
    /// The index.
    pub index: IndexRecord,
    /// The revision.
    pub revision: Revision,
    /// Its values.
    pub data: Dataset,
    /// The instrument the period is scored with now.
    pub instrument: InstrumentRecord,
    /// Why it cannot come back, if it cannot.
    pub unfit: Option<Text>,
}

/// Opens a revision.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation or a revision that is not there.
pub async fn open_revision(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    revision: u32,
) -> Result<RevisionDesk> {
    let index = indexes::owned(services, actor, slug).await?;
    let found = find(services, &index, period, revision).await?;
    let unfit = found.unfit();
    let Found { dataset, used, instrument, data, round: _ } = found;
    let by = accounts::names(services.db(), &[dataset.created_by]).await?.into_values().next().unwrap_or_default();
    let revision = Revision { by, in_use: used.id == dataset.id, dataset };
    Ok(RevisionDesk { index, revision, data, instrument, unfit })
}

/// The file a revision was read from, byte for byte, and its name.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation or a revision that is not there.
pub async fn revision_file(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    revision: u32,
) -> Result<(String, Bytes)> {
    let index = indexes::owned(services, actor, slug).await?;
    let dataset = datasets::find_revision(services.db(), index.id, period, revision).await?.ok_or(Error::NotFound)?;
    let bytes = services.objects().get(&dataset.file_sha256).await?.ok_or(Error::NotFound)?;
    Ok((dataset.file_name, bytes))
}

/// Lets the values of an earlier revision come back, as the newest revision of the period. Nothing is lost:
/// the revision that was in use stays and can come back in the same way.
///
/// # Errors
/// [`Error::Conflict`] if it is in use already or the instrument has other indicators by now;
/// [`Error::NotFound`].
pub async fn restore_revision(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    revision: u32,
) -> Result<DatasetRecord> {
    let index = indexes::owned(services, actor, slug).await?;
    let found = find(services, &index, period, revision).await?;
    if let Some(reason) = found.unfit() {
        return Err(Error::Conflict(reason));
    }
    let Found { dataset, round, .. } = found;
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let new = NewDataset {
        index_id: index.id,
        period,
        content_sha256: &dataset.content_sha256,
        file_sha256: &dataset.file_sha256,
        file_name: &dataset.file_name,
        units: dataset.units,
        present: dataset.present,
        possible: dataset.possible,
        warnings: &dataset.warnings,
        created_by: actor.user_id,
    };
    let restored = datasets::insert_next_revision(&tx, new, now).await?;
    rounds::upsert(&tx, index.id, period, round.instrument_version_id, restored.id, &round.recipe, now).await?;
    let detail =
        json!({ "period": period, "from": revision, "revision": restored.revision, "file": restored.file_name });
    audit::append(&tx, actor, "data.restored", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(restored)
}

/// A revision, and what its period is scored from now.
struct Found {
    dataset: DatasetRecord,
    data: Dataset,
    round: RoundRecord,
    used: DatasetRecord,
    instrument: InstrumentRecord,
}

async fn find(services: &Services, index: &IndexRecord, period: &str, revision: u32) -> Result<Found> {
    let db = services.db();
    let dataset = datasets::find_revision(db, index.id, period, revision).await?.ok_or(Error::NotFound)?;
    let round = rounds::find_by_period(db, index.id, period).await?.ok_or(Error::NotFound)?;
    let used = datasets::find(db, index.id, round.dataset_id).await?.ok_or(Error::NotFound)?;
    let instrument = instruments::find(db, index.id, round.instrument_version_id).await?.ok_or(Error::NotFound)?;
    let bytes = services.objects().get(&dataset.content_sha256).await?.ok_or(Error::NotFound)?;
    let data = serde_json::from_slice(&bytes).map_err(Error::internal)?;
    Ok(Found { dataset, data, round, used, instrument })
}

impl Found {
    /// Why the revision cannot come back: a data set has exactly the columns of its instrument.
    fn unfit(&self) -> Option<Text> {
        let tree = &self.instrument.instrument;
        let same_columns = tree.indicators().count() == self.data.values.len()
            && tree.indicators().all(|i| self.data.values.contains_key(&tree.nodes()[i].code));
        if self.dataset.content_sha256 == self.used.content_sha256 {
            Some(Text::new("这一期正在使用同样的数值。", "The period is using the same values."))
        } else if same_columns {
            None
        } else {
            Some(Text::new(
                "指标体系已经更换，指标与这一份数据不同，不能直接恢复。请下载原文件，按现在的指标修改后重新上传。",
                "The instrument has other indicators by now, so these data cannot simply come back. Download the file, adapt it and upload it again.",
            ))
        }
    }
}
