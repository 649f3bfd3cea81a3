//! Supporting documents 佐证材料 of a respondent: look at them, get a file back; attach and withdraw.

mod attach;
mod withdraw;

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    Actor, Problem, Questionnaire,
    document::{Mentions, mentions},
    policy,
};
pub use storage::documents::{DocumentRecord, Withdrawal};
use storage::{
    ConnectionTrait, accounts, documents as records,
    fieldworks::{self, FieldworkRecord},
    indexes::{self, IndexRecord},
    respondents::{self, RespondentRecord},
    submissions::{self, SubmissionRecord},
};
use time::OffsetDateTime;

pub use self::{
    attach::{Attached, MAX_REVISIONS, NewFile, attach},
    withdraw::{WithdrawForm, withdraw},
};
use crate::{
    Error, Result, Services,
    filing::{self, Filing},
    submissions::filed_evidence,
};

/// A document: every revision under one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The number by which rows name it.
    pub number: u32,
    /// Its revisions, oldest first; never empty.
    pub revisions: Vec<DocumentRecord>,
}

impl Document {
    /// The revision that counts: the newest, unless it was withdrawn.
    pub fn current(&self) -> Option<&DocumentRecord> {
        self.revisions.last().filter(|newest| newest.withdrawn.is_none())
    }
}

/// Everything about the documents of a respondent.
#[derive(Debug, Clone)]
pub struct DocumentDesk {
    /// Whose they are.
    pub respondent: RespondentRecord,
    /// What they are filed in.
    pub fieldwork: FieldworkRecord,
    /// The index.
    pub index: IndexRecord,
    /// The documents, by number.
    pub documents: Vec<Document>,
    /// Bytes of all revisions together.
    pub used_bytes: u64,
    /// The newest revision of the filing that could be read, and the rows of it that name documents.
    pub named: Option<(u32, Mentions)>,
    /// The names of those who attached or withdrew a document, by key of their account.
    pub names: BTreeMap<i64, String>,
    /// Whether the actor may attach and withdraw, whatever the day.
    pub may_attach: bool,
    /// Why nothing can be attached or withdrawn now, if so.
    pub refusal: Option<Problem>,
}

/// The documents of a respondent, for its own people, the assessor, and the commissioner.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn list(services: &Services, actor: &Actor, respondent_id: i64) -> Result<DocumentDesk> {
    let filing = find(services, actor, respondent_id).await?;
    let db = services.db();
    let all = records::list(db, respondent_id).await?;
    let submissions = submissions::list(db, respondent_id).await?;
    let doers: Vec<i64> = all
        .iter()
        .flat_map(|record| [Some(record.created_by), record.withdrawn.as_ref().map(|deed| deed.by)])
        .flatten()
        .collect();
    let questionnaire = filing::questionnaire(services, &filing.fieldwork).await?;
    Ok(DocumentDesk {
        used_bytes: all.iter().map(|record| record.bytes).sum(),
        documents: by_number(all),
        named: named(services, &questionnaire, &submissions).await?,
        names: accounts::names(db, &doers).await?,
        may_attach: policy::can_attach_documents(actor, filing.respondent.organisation.id).is_ok(),
        refusal: refusal(&filing, &submissions, services.now()),
        respondent: filing.respondent,
        fieldwork: filing.fieldwork,
        index: filing.index,
    })
}

/// The file of a revision of a document as it was uploaded, with its name.
///
/// # Errors
/// As [`list`].
pub async fn open_file(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    number: u32,
    revision: u32,
) -> Result<(String, Bytes)> {
    find(services, actor, respondent_id).await?;
    let document = records::find(services.db(), respondent_id, number, revision).await?.ok_or(Error::NotFound)?;
    let bytes = services.objects().get(&document.sha256).await?.ok_or(Error::NotFound)?;
    Ok((document.file_name, bytes))
}

/// The documents of a respondent that the actor was already found to be allowed to see.
pub(crate) async fn of_respondent(db: &impl ConnectionTrait, respondent_id: i64) -> Result<Vec<Document>> {
    Ok(by_number(records::list(db, respondent_id).await?))
}

/// Revisions in their order, gathered under their numbers.
fn by_number(revisions: Vec<DocumentRecord>) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for revision in revisions {
        match documents.last_mut() {
            Some(document) if document.number == revision.number => document.revisions.push(revision),
            Some(_) | None => documents.push(Document { number: revision.number, revisions: vec![revision] }),
        }
    }
    documents
}

/// The rows that name documents, of the newest revision that could be read.
async fn named(
    services: &Services,
    questionnaire: &Questionnaire,
    submissions: &[SubmissionRecord],
) -> Result<Option<(u32, Mentions)>> {
    let newest = submissions.iter().rev().find(|submission| submission.content_sha256.is_some());
    let Some(newest) = newest else { return Ok(None) };
    let evidence = filed_evidence(services, newest).await?;
    Ok(evidence.map(|evidence| (newest.revision, mentions(questionnaire, &evidence.tables))))
}

/// The filing of a respondent whose documents the actor may see. That of others looks like none.
async fn find(services: &Services, actor: &Actor, respondent_id: i64) -> Result<Filing> {
    let db = services.db();
    let respondent = respondents::find(db, respondent_id).await?.ok_or(Error::NotFound)?;
    let fieldwork = fieldworks::find_by_id(db, respondent.fieldwork_id).await?.ok_or(Error::NotFound)?;
    let index = indexes::find(db, fieldwork.index_id).await?.ok_or(Error::NotFound)?;
    let (owner, own) = (index.organisation_id, respondent.organisation.id);
    policy::can_see_documents(actor, owner, own, fieldwork.commissioner_id).map_err(|_| Error::NotFound)?;
    Ok(Filing { respondent, fieldwork, index })
}

/// Why documents cannot be attached or withdrawn now: the days are those of the workbook.
fn refusal(filing: &Filing, submissions: &[SubmissionRecord], now: OffsetDateTime) -> Option<Problem> {
    let filler = filing::filler(&filing.respondent);
    filing::standing(submissions).refusal(&filing.fieldwork.schedule, filler, now)
}
