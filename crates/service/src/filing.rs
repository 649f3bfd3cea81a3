//! What all verbs about the filing of one respondent begin with: who asks, and about what.

use bytes::Bytes;
use domain::{Actor, OrganisationKind, Questionnaire, fieldwork::Standing, policy, questionnaire::Filler};
use storage::{
    ConnectionTrait,
    fieldworks::{self, FieldworkRecord},
    indexes::{self, IndexRecord},
    instruments,
    respondents::{self, RespondentRecord},
    submissions::SubmissionRecord,
};

use crate::{
    Error, Result, Services,
    submission_files::{CheckRequest, Wanted},
};

/// A respondent, what it files in, and for which index.
#[derive(Debug, Clone)]
pub(crate) struct Filing {
    pub respondent: RespondentRecord,
    pub fieldwork: FieldworkRecord,
    pub index: IndexRecord,
}

/// The filing of a respondent, if the actor may see it. That of another organisation looks like none.
pub(crate) async fn find(services: &Services, actor: &Actor, respondent_id: i64) -> Result<Filing> {
    let db = services.db();
    let respondent = respondents::find(db, respondent_id).await?.ok_or(Error::NotFound)?;
    let fieldwork = fieldworks::find_by_id(db, respondent.fieldwork_id).await?.ok_or(Error::NotFound)?;
    let index = indexes::find(db, fieldwork.index_id).await?.ok_or(Error::NotFound)?;
    policy::can_see_filing(actor, index.organisation_id, respondent.organisation.id).map_err(|_| Error::NotFound)?;
    Ok(Filing { respondent, fieldwork, index })
}

/// The questionnaire that fieldwork asks, as canonical JSON.
pub(crate) async fn questionnaire_json(services: &Services, fieldwork: &FieldworkRecord) -> Result<Bytes> {
    let record = instruments::find(services.db(), fieldwork.index_id, fieldwork.instrument_version_id).await?;
    let sha256 = record.and_then(|record| record.questionnaire_sha256).ok_or(Error::NotFound)?;
    services.objects().get(&sha256).await?.ok_or(Error::NotFound)
}

/// The questionnaire that fieldwork asks.
pub(crate) async fn questionnaire(services: &Services, fieldwork: &FieldworkRecord) -> Result<Questionnaire> {
    serde_json::from_slice(&questionnaire_json(services, fieldwork).await?).map_err(Error::internal)
}

/// Who fills a respondent's tables: the assessor its own.
pub(crate) fn filler(respondent: &RespondentRecord) -> Filler {
    match respondent.organisation.kind {
        OrganisationKind::Assessor => Filler::Assessor,
        OrganisationKind::Operator | OrganisationKind::Commissioner | OrganisationKind::Respondent => {
            Filler::Respondent
        }
    }
}

/// Where a respondent stands after all its revisions, oldest first.
pub(crate) fn standing(submissions: &[SubmissionRecord]) -> Standing {
    let filed: Vec<_> = submissions.iter().map(SubmissionRecord::filed).collect();
    Standing::of(filed.iter())
}

/// The revisions of a respondent, oldest first, which nobody else changes until the transaction ends.
pub(crate) async fn locked_submissions(db: &impl ConnectionTrait, respondent_id: i64) -> Result<Vec<SubmissionRecord>> {
    respondents::lock(db, respondent_id).await?;
    Ok(storage::submissions::list(db, respondent_id).await?)
}

impl Filing {
    /// How the round is named in the workbooks of its respondents: what comes back must name it too.
    pub fn round(&self) -> String {
        format!("{}/{}", self.index.about.slug, self.fieldwork.period)
    }

    /// What the parser must know about a file of this respondent.
    pub fn check_request(&self, file_name: &str) -> CheckRequest {
        CheckRequest {
            file: file_name.to_owned(),
            questionnaire: "questionnaire.json".to_owned(),
            respondent: Some(evidence::Respondent {
                region: Some(self.respondent.region.clone()),
                department: self.respondent.department.clone(),
            }),
            round: Some(self.round()),
            item: None,
            table: None,
            period: self.fieldwork.days,
            period_is_assumed: false,
            with: Wanted::Nothing,
            with_annotations: false,
        }
    }
}
