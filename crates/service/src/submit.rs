//! File a workbook: every upload is kept as a revision, sound or not. Tables as CSV: `file_table.rs`.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{Actor, Problem, Questionnaire, Text, policy, questionnaire::EvidenceTable};
use evidence::Outcome;
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::submissions::{self, NewSubmission, SubmissionRecord};
use time::OffsetDateTime;

use crate::{
    Error, Result, Services, audit,
    filing::{self, Filing},
    submission_files::{CheckRequest, Wanted},
    templates,
};

/// Says that a table is missing, with the code of its item as the field.
pub(crate) const TABLE_MISSING: &str = "submission.table_missing";

/// The sound tables of a revision, and what they come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiledEvidence<T = EvidenceTable> {
    /// The tables by code of their items.
    pub tables: BTreeMap<String, T>,
    /// What their rows come to by the formulas of the items; without items that do not apply.
    pub outcomes: BTreeMap<String, Outcome>,
    /// The tables that were not in the file of this revision but kept from an earlier one, by code, and
    /// which one that was: so are the row numbers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept_from: BTreeMap<String, u32>,
}

/// Reads and checks a respondent's workbook and keeps it as its next revision, with everything that is
/// wrong with it. The head can confirm one that is sound.
///
/// # Errors
/// [`Error::NotFound`] for other organisations; [`Error::Forbidden`] for the assessor of another's
/// filing; [`Error::Invalid`] for an empty file, or where nothing may be filed at this time.
pub async fn submit(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    file_name: &str,
    bytes: Bytes,
) -> Result<SubmissionRecord> {
    // An upload that began in time is in time, however long it takes to read.
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_file(actor, filing.respondent.organisation.id)?;
    refuse(&filing, &submissions::list(services.db(), respondent_id).await?, now)?;
    if bytes.is_empty() {
        let message = Text::new("请选择一个有内容的文件。", "Choose a file that is not empty.");
        return Err(Error::invalid(Problem::error("file.empty", message).at_field("file")));
    }
    let file_bytes = bytes.len();
    let file_sha256 = services.objects().put(bytes.clone()).await?;
    let (evidence, problems) = read(services, &filing, file_name, &bytes).await?;
    let content_sha256 = match evidence {
        Some(evidence) => Some(services.objects().put(evidence).await?),
        None => None,
    };
    let tx = storage::begin(services.db()).await?;
    // Once more: the head may have confirmed meanwhile.
    refuse(&filing, &filing::locked_submissions(&tx, respondent_id).await?, now)?;
    let new = NewSubmission {
        respondent_id,
        file_name,
        file_sha256: &file_sha256,
        file_bytes,
        content_sha256: content_sha256.as_deref(),
        problems: &problems,
        created_by: actor.user_id,
    };
    let record = submissions::insert_next_revision(&tx, new, now).await?;
    let detail = json!({
        "revision": record.revision,
        "file": file_name,
        "sha256": file_sha256,
        "accepted": record.is_accepted(),
        "problems": problems.len(),
    });
    audit::append(&tx, actor, "evidence.submitted", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(record)
}

/// Why nothing may be filed at this time, if so.
pub(crate) fn refuse(filing: &Filing, submissions: &[SubmissionRecord], now: OffsetDateTime) -> Result<()> {
    let filler = filing::filler(&filing.respondent);
    match filing::standing(submissions).refusal(&filing.fieldwork.schedule, filler, now) {
        Some(problem) => Err(Error::invalid(problem.at_field("file"))),
        None => Ok(()),
    }
}

/// The bytes to keep of a sound file, and everything that was found.
async fn read(
    services: &Services,
    filing: &Filing,
    file_name: &str,
    bytes: &[u8],
) -> Result<(Option<Bytes>, Vec<Problem>)> {
    let json = filing::questionnaire_json(services, &filing.fieldwork).await?;
    let request = CheckRequest { with: Wanted::Filed, ..filing.check_request(file_name) };
    let answer = services.check_file(request, &json, bytes).await?;
    let (filed, mut problems) = (answer.filed.filter(|_| answer.checked.accepted), answer.checked.problems);
    let filed = filed.map(Bytes::from);
    if let (Some(filed), Some(before)) = (&filed, templates::before(services, filing).await?) {
        let questionnaire: Questionnaire = serde_json::from_slice(&json).map_err(Error::internal)?;
        let unchanged = before.unchanged(services, &questionnaire, filed.clone()).await?;
        problems.extend(unchanged.iter().map(|code| as_before(code, &before.fieldwork.period, file_name)));
    }
    Ok((filed, problems))
}

/// That a table holds what its workbook began with, and nothing else: nobody may have brought it up to date.
fn as_before(code: &str, period: &str, file_name: &str) -> Problem {
    let message = Text::new(
        format!("“{code}”各行与预先填入的 {period} 各行完全相同。"),
        format!("The rows of “{code}” are exactly those of {period} that stood in the workbook."),
    );
    let mut problem = Problem::warning("rows.as_before", message).in_file(file_name).remedy(Text::new(
        "请核对：把每行改成本评估期的情况，不再有的删去；确实没有变化的，不用改。",
        "Please check: bring each row up to date for the period assessed now, or delete it. If nothing has changed, leave it.",
    ));
    problem.place.sheet = Some(code.to_owned());
    problem
}

/// Says that a table which the respondent is asked for is not in its file.
pub(crate) fn missing(code: &str, name: &Text) -> Problem {
    let zh = format!("文件里没有“{code} {}”的表。", name.zh);
    let en = format!("The file lacks the table of “{code} {}”.", name.en);
    Problem::error(TABLE_MISSING, Text::new(zh, en)).at_field(code).remedy(Text::new(
        "请下载工作簿，把所有表填在同一个文件里再上传。",
        "Download the workbook, fill all tables in that one file, and upload it.",
    ))
}
