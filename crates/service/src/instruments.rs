//! Instruments: import a tree, look at it, export it.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{Actor, Instrument, Problem};
use serde::Serialize;
use serde_json::json;
use storage::instruments::{self, InstrumentRecord, NewInstrument};

use crate::{
    Error, Result, Services, audit, indexes,
    parser::OtherAnswer,
    table_files::{ReadAnswer, ReadRequest},
};

/// Reads a tree and keeps nothing; also returns warnings.
///
/// # Errors
/// Every problem of the file, each with its cell.
pub fn check_file(file_name: &str, bytes: &[u8]) -> std::result::Result<(Instrument, Vec<Problem>), Vec<Problem>> {
    evidence::read_instrument(file_name, bytes)
}

/// What a questionnaire amounts to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuestionnaireSummary {
    /// Its identifier.
    pub id: String,
    /// SHA-256 of its canonical form: workbooks made from it carry the same.
    pub checksum: String,
    /// Its weighted tree.
    #[serde(skip)]
    pub tree: Instrument,
    /// How many items it has, those outside the tree included.
    pub items: usize,
    /// The departments that fill tables, and how many.
    pub respondents: BTreeMap<String, usize>,
}

/// Reads a questionnaire and keeps nothing; also returns warnings.
///
/// # Errors
/// Every problem of the file, each with its path.
pub fn check_questionnaire(
    file_name: &str,
    bytes: &[u8],
) -> std::result::Result<(QuestionnaireSummary, Vec<Problem>), Vec<Problem>> {
    let (questionnaire, warnings) = evidence::read_questionnaire(file_name, bytes)?;
    let tables = |code: &str| questionnaire.asked_of(code).count();
    let departments = questionnaire.departments.iter().map(|department| &department.code);
    let summary = QuestionnaireSummary {
        id: questionnaire.id.clone(),
        checksum: evidence::questionnaire_checksum(&questionnaire),
        tree: questionnaire.tree()?,
        items: questionnaire.items.len(),
        respondents: departments.map(|code| (code.clone(), tables(code))).filter(|(_, tables)| *tables > 0).collect(),
    };
    Ok((summary, warnings))
}

/// Reads a tree or a questionnaire and keeps it as the next version of the index's instrument. A
/// published version is never changed: a new file is always a new version. What is worth a look stays
/// with the version.
///
/// # Errors
/// [`Error::Invalid`] with every problem of the file and its cell or path; [`Error::NotFound`].
pub async fn import_instrument(
    services: &Services,
    actor: &Actor,
    slug: &str,
    file_name: &str,
    bytes: Bytes,
) -> Result<InstrumentRecord> {
    let index = indexes::owned(services, actor, slug).await?;
    let request = ReadRequest::Instrument { file: file_name.to_owned() };
    let (tree, questionnaire, warnings) = match services.read_file(request, &bytes).await? {
        ReadAnswer::Instrument { tree, questionnaire, warnings } => (tree, questionnaire, warnings),
        ReadAnswer::Refused(problems) => return Err(Error::Invalid(problems)),
        ReadAnswer::Data { .. } => return Err(Error::internal(OtherAnswer)),
    };
    let file_sha256 = services.objects().put(bytes).await?;
    let questionnaire_sha256 = match questionnaire {
        Some(canonical) => Some(services.objects().put(canonical).await?),
        None => None,
    };
    let now = services.now();
    let tx = storage::begin(services.db()).await?;
    let new = NewInstrument {
        index_id: index.id,
        instrument: &tree,
        file_name,
        file_sha256: &file_sha256,
        warnings: &warnings,
        questionnaire_sha256: questionnaire_sha256.as_deref(),
        created_by: actor.user_id,
    };
    let record = instruments::insert_next_version(&tx, new, now).await?;
    let detail = json!({
        "version": record.version,
        "file": file_name,
        "sha256": file_sha256,
        "nodes": tree.len(),
        "questionnaire": questionnaire_sha256,
    });
    audit::append(&tx, actor, "instrument.imported", slug, detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(record)
}

/// The newest version, as the CSV file that [`import_instrument`] reads.
///
/// # Errors
/// [`Error::NotFound`] for an index of another organisation or one without an instrument.
pub async fn export_csv(services: &Services, actor: &Actor, slug: &str) -> Result<Vec<u8>> {
    let index = indexes::owned(services, actor, slug).await?;
    let record = instruments::latest(services.db(), index.id).await?.ok_or(Error::NotFound)?;
    Ok(publication::format::csv::tree(&record.instrument)?)
}
