//! Data: an uploaded table becomes data set revisions, one a period. The file is stored first, the
//! reading is a job.

use bytes::Bytes;
use domain::{
    Actor, Dataset, Problem, Recipe, Text,
    job::{ColumnMapping, JobResult, JobWork},
};
use serde_json::json;
use storage::{
    datasets::{self, NewDataset},
    instruments::{self, InstrumentRecord},
    jobs::{self, JobRecord},
    rounds,
};

use crate::{
    Error, Result, Services, audit,
    indexes::{self, IndexRecord},
    jobs::Progress,
    parser::OtherAnswer,
    table_files::{ReadAnswer, ReadRequest},
};

/// Keeps the file and queues the reading of it.
///
/// # Errors
/// [`Error::Invalid`] if the index has no instrument yet or the file is empty; [`Error::NotFound`].
pub async fn import_data(
    services: &Services,
    actor: &Actor,
    slug: &str,
    file_name: &str,
    bytes: Bytes,
    mapping: ColumnMapping,
) -> Result<JobRecord> {
    let index = indexes::owned(services, actor, slug).await?;
    if instruments::latest(services.db(), index.id).await?.is_none() {
        return Err(Error::invalid(
            Problem::error(
                "data.instrument_first",
                Text::new(
                    "还没有指标体系，无法判断哪些列是指标。",
                    "There is no instrument yet, so no column can be recognised.",
                ),
            )
            .at_field("file")
            .remedy(Text::new("请先上传指标体系。", "Upload the instrument first.")),
        ));
    }
    if bytes.is_empty() {
        return Err(Error::invalid(
            Problem::error("file.empty", Text::new("请选择一个有内容的文件。", "Choose a file that is not empty."))
                .at_field("file"),
        ));
    }
    let file_sha256 = services.objects().put(bytes).await?;
    let work = JobWork::ImportData {
        index_id: index.id,
        file_sha256: file_sha256.clone(),
        file_name: file_name.into(),
        mapping,
    };
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let job = jobs::enqueue(&tx, actor.organisation.id, Some(index.id), actor.user_id, &work, now).await?;
    let detail = json!({ "file": file_name, "sha256": file_sha256, "job": job.id });
    audit::append(&tx, actor, "data.uploaded", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(job)
}

/// The work of the job: all periods of the file come in, or none.
pub(crate) async fn perform(
    services: &Services,
    actor: &Actor,
    job: &JobRecord,
    work: Import,
    progress: &Progress<'_>,
) -> Result<JobResult> {
    let index = storage::indexes::find(services.db(), work.index_id).await?.ok_or(Error::NotFound)?;
    domain::policy::can_edit_index(actor, index.organisation_id)?;
    let instrument = instruments::latest(services.db(), index.id).await?.ok_or(Error::NotFound)?;
    let bytes = services.objects().get(&work.file_sha256).await?.ok_or(Error::NotFound)?;
    progress.report(0, 3).await?;
    let request = ReadRequest::Data {
        file: work.file_name.clone(),
        mapping: work.mapping.clone(),
        instrument: instrument.instrument.clone(),
    };
    let (datasets, warnings) = match services.read_file(request, &bytes).await? {
        ReadAnswer::Data { datasets, warnings } => (datasets, warnings),
        ReadAnswer::Refused(problems) => return Err(Error::Invalid(problems)),
        ReadAnswer::Instrument { .. } => return Err(Error::internal(OtherAnswer)),
    };
    progress.report(1, 3).await?;
    let stored = store_contents(services, datasets).await?;
    progress.report(2, 3).await?;
    let summary = record(services, actor, job, &index, &instrument, &work, &stored, &warnings).await?;
    let location = match stored.as_slice() {
        [(only, _)] => format!("/work/indexes/{}/rounds/{}", index.about.slug, only.period),
        _ => format!("/work/indexes/{}", index.about.slug),
    };
    Ok(JobResult { problems: warnings, location: Some(location), summary: Some(summary) })
}

/// The parts of [`JobWork::ImportData`].
pub(crate) struct Import {
    pub index_id: i64,
    pub file_sha256: String,
    pub file_name: String,
    pub mapping: ColumnMapping,
}

async fn store_contents(services: &Services, datasets: Vec<Dataset>) -> Result<Vec<(Dataset, String)>> {
    let mut stored = Vec::with_capacity(datasets.len());
    for mut dataset in datasets {
        if dataset.period.is_empty() {
            // A table without periods is about now.
            dataset.period = services.now().year().to_string();
        }
        let bytes = serde_json::to_vec(&dataset).map_err(Error::internal)?;
        let sha256 = services.objects().put(bytes).await?;
        stored.push((dataset, sha256));
    }
    Ok(stored)
}

#[expect(clippy::too_many_arguments, reason = "one transaction, written once")]
async fn record(
    services: &Services,
    actor: &Actor,
    job: &JobRecord,
    index: &IndexRecord,
    instrument: &InstrumentRecord,
    work: &Import,
    stored: &[(Dataset, String)],
    warnings: &[Problem],
) -> Result<Text> {
    let now = job.created_at;
    let tx = storage::begin(services.db()).await?;
    let recipe_of_index = rounds::list(&tx, index.id).await?.pop().map(|r| r.recipe);
    for (dataset, content_sha256) in stored {
        let before = datasets::latest(&tx, index.id, &dataset.period).await?;
        let new = NewDataset {
            index_id: index.id,
            period: &dataset.period,
            content_sha256,
            file_sha256: &work.file_sha256,
            file_name: &work.file_name,
            units: dataset.units.len(),
            present: dataset.present(),
            possible: dataset.possible(),
            warnings,
            created_by: actor.user_id,
        };
        // Reading the same file twice, after a crash or by mistake, adds nothing.
        let kept = match before {
            Some(before) if before.content_sha256 == *content_sha256 => before,
            Some(_) | None => datasets::insert_next_revision(&tx, new, now).await?,
        };
        let existing = rounds::find_by_period(&tx, index.id, &dataset.period).await?;
        let recipe = existing.map(|r| r.recipe).or_else(|| recipe_of_index.clone()).unwrap_or_else(Recipe::default);
        rounds::upsert(&tx, index.id, &dataset.period, instrument.id, kept.id, &recipe, now).await?;
    }
    let periods: Vec<&str> = stored.iter().map(|(d, _)| d.period.as_str()).collect();
    let units = stored.iter().map(|(d, _)| d.units.len()).max().unwrap_or(0);
    let present: usize = stored.iter().map(|(d, _)| d.present()).sum();
    let detail = json!({ "file": work.file_name, "periods": periods, "values": present, "job": job.id });
    audit::append(&tx, actor, "data.imported", index.about.slug.as_str(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    let periods = periods.join(", ");
    Ok(Text::new(
        format!("读到 {units} 个评估对象、{present} 个数值（{periods}）。"),
        format!("Read {units} units and {present} values ({periods})."),
    ))
}
