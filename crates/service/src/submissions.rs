//! What a respondent filed: look at a revision, get its file back, with comments on its faults.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    Actor, Questionnaire,
    document::{Mentions, mentions},
};
pub use evidence::{StoredRows, StoredTable};
use storage::{
    accounts,
    submissions::{self, SubmissionRecord},
};

pub use crate::submit::FiledEvidence;
use crate::{
    Error, Result, Services,
    documents::{self, Document},
    filing::{self, Filing},
    respondents::{FieldworkRecord, IndexRecord, RespondentRecord, doers},
    submission_files::CheckRequest,
    submit::TABLE_MISSING,
};

/// A revision with everything it holds: what a page shows and a receipt prints.
#[derive(Debug, Clone)]
pub struct SubmissionDesk {
    /// Whose it is.
    pub respondent: RespondentRecord,
    /// What it was filed in.
    pub fieldwork: FieldworkRecord,
    /// The index.
    pub index: IndexRecord,
    /// The questionnaire it answers.
    pub questionnaire: Questionnaire,
    /// The revision.
    pub submission: SubmissionRecord,
    /// The newest revision, where it is a later one: this one can be confirmed no more.
    pub superseded_by: Option<u32>,
    /// Its tables so far and what they come to; `None` where the file has errors.
    pub evidence: Option<FiledEvidence<StoredTable>>,
    /// Which of its rows name which documents.
    pub mentions: Mentions,
    /// The respondent's supporting documents as they are now, by number.
    pub documents: Vec<Document>,
    /// The names of those who did something to it, by key of their account.
    pub names: BTreeMap<i64, String>,
}

impl SubmissionDesk {
    /// Whether the head has confirmed it, and nothing has taken that back since.
    pub fn is_in_force(&self) -> bool {
        let submission = &self.submission;
        submission.confirmed.is_some() && submission.returned.is_none() && self.superseded_by.is_none()
    }
}

/// Opens a revision, for the respondent's own people and for the assessor.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn open_submission(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    revision: u32,
) -> Result<SubmissionDesk> {
    let (Filing { respondent, fieldwork, index }, submission) = find(services, actor, respondent_id, revision).await?;
    let db = services.db();
    let questionnaire = filing::questionnaire(services, &fieldwork).await?;
    let evidence = filed_evidence(services, &submission).await?;
    Ok(SubmissionDesk {
        mentions: evidence.as_ref().map(|filed| mentions(&questionnaire, &filed.tables)).unwrap_or_default(),
        superseded_by: submissions::newest_revision(db, respondent_id).await?.filter(|newest| *newest > revision),
        names: accounts::names(db, &doers(std::slice::from_ref(&submission))).await?,
        documents: documents::of_respondent(db, respondent_id).await?,
        questionnaire,
        evidence,
        respondent,
        fieldwork,
        index,
        submission,
    })
}

/// What was read from a revision; `None` where it has errors.
pub(crate) async fn filed_evidence(
    services: &Services,
    submission: &SubmissionRecord,
) -> Result<Option<FiledEvidence<StoredTable>>> {
    let Some(sha256) = &submission.content_sha256 else { return Ok(None) };
    let bytes = services.objects().get(sha256).await?.ok_or(Error::NotFound)?;
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice(&bytes));
    Ok(Some(read.await.map_err(Error::internal)?.map_err(Error::internal)?))
}

/// The items whose tables a revision still lacks, by code, where it holds others already.
pub fn missing_tables(submission: &SubmissionRecord) -> Vec<&str> {
    let missing = submission.problems.iter().filter(|problem| problem.code == TABLE_MISSING);
    missing.filter(|_| submission.is_partial()).filter_map(|problem| problem.place.field.as_deref()).collect()
}

/// The file of a revision as it was uploaded, with its name.
///
/// # Errors
/// As [`open_submission`].
pub async fn submission_file(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    revision: u32,
) -> Result<(String, Bytes)> {
    let (_, submission) = find(services, actor, respondent_id, revision).await?;
    let bytes = services.objects().get(&submission.file_sha256).await?.ok_or(Error::NotFound)?;
    Ok((submission.file_name, bytes))
}

/// The workbook of a revision with a comment on every faulty cell, and the name of its file.
///
/// # Errors
/// As [`open_submission`]; [`Error::NotFound`] too for a file that no comments can be written into.
pub async fn annotated_copy(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    revision: u32,
) -> Result<(String, Vec<u8>)> {
    let (filing, submission) = find(services, actor, respondent_id, revision).await?;
    let bytes = services.objects().get(&submission.file_sha256).await?.ok_or(Error::NotFound)?;
    let json = filing::questionnaire_json(services, &filing.fieldwork).await?;
    let request = CheckRequest { with_annotations: true, ..filing.check_request(&submission.file_name) };
    let annotated = services.check_file(request, &json, &bytes).await?.annotated.ok_or(Error::NotFound)?;
    Ok((filing.index.about.name_file(format!("批注-{}", submission.file_name)), annotated))
}

async fn find(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    revision: u32,
) -> Result<(Filing, SubmissionRecord)> {
    let filing = filing::find(services, actor, respondent_id).await?;
    let submission = submissions::find(services.db(), respondent_id, revision).await?.ok_or(Error::NotFound)?;
    Ok((filing, submission))
}
