//! Tables as CSV: upload one, and look at how it was read before it counts. Filing it: `file_table.rs`.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use domain::{Actor, Problem, Questionnaire, Text, policy};
pub use evidence::{PreviewRow, Separator, TablePreview, TextEncoding, grid::column_letters};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;
pub use storage::table_uploads::TableUploadRecord;
use storage::{
    submissions::{self, SubmissionRecord},
    table_uploads::{self, NewTableUpload},
};

use crate::{
    Error, Result, Services, audit,
    filing::{self, Filing},
    respondents::{FieldworkRecord, IndexRecord, RespondentRecord},
    submission_files::{CheckAnswer, CheckRequest, TableReading, Wanted},
    submit::refuse,
};

/// Endings of files that hold one table.
const ENDINGS: [&str; 3] = ["csv", "tsv", "txt"];

/// Whether a file is one table as CSV, by its name: then it is looked at before it is filed.
pub fn is_table(file_name: &str) -> bool {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Keeps a table as CSV for its respondent to look at. Nothing is filed yet.
///
/// # Errors
/// As [`submit`](crate::submit::submit).
pub async fn upload_table(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    file_name: &str,
    bytes: Bytes,
) -> Result<TableUploadRecord> {
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_file(actor, filing.respondent.organisation.id)?;
    refuse(&filing, &submissions::list(services.db(), respondent_id).await?, now)?;
    if bytes.is_empty() {
        let message = Text::new("请选择一个有内容的文件。", "Choose a file that is not empty.");
        return Err(Error::invalid(Problem::error("file.empty", message).at_field("file")));
    }
    let file_bytes = bytes.len();
    let file_sha256 = services.objects().put(bytes).await?;
    let tx = storage::begin(services.db()).await?;
    let new =
        NewTableUpload { respondent_id, file_name, file_sha256: &file_sha256, file_bytes, created_by: actor.user_id };
    let upload = table_uploads::insert(&tx, new, now).await?;
    let detail = json!({ "file": file_name, "sha256": file_sha256 });
    audit::append(&tx, actor, "evidence.table_uploaded", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(upload)
}

/// How a table is to be read; what is blank is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ReadingForm {
    /// Code of a [`TextEncoding`].
    pub encoding: String,
    /// Code of an item.
    pub item: String,
}

/// An uploaded table as it was read, and what filing it would do.
#[derive(Debug, Clone)]
pub struct TableDesk {
    /// Whose it is.
    pub respondent: RespondentRecord,
    /// What it would be filed in.
    pub fieldwork: FieldworkRecord,
    /// The index.
    pub index: IndexRecord,
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// The upload.
    pub upload: TableUploadRecord,
    /// How it was read, and its first rows; `None` where it cannot be read at all.
    pub preview: Option<TablePreview>,
    /// What is wrong with it, or worth a look.
    pub problems: Vec<Problem>,
    /// Whether it can be filed: it has no errors.
    pub sound: bool,
    /// What its rows come to, where they come to a number.
    pub value: Option<f64>,
    /// The newest revision, 0 for none: the one whose other tables would be kept.
    pub base: u32,
    /// The tables that would be kept, by code of their items.
    pub kept: BTreeSet<String>,
    /// Whether the newest revision holds a table of this item, which it would replace.
    pub replaces: bool,
    /// The tables that would still be missing, by code of their items.
    pub missing: Vec<String>,
    /// Why nothing can be filed now, if so.
    pub refusal: Option<Problem>,
}

/// Opens an uploaded table, for the people of the respondent whose upload it was.
///
/// # Errors
/// [`Error::NotFound`] for other organisations, for a file that the respondent did not upload, and for an
/// encoding or item that it cannot choose; [`Error::Forbidden`] for the assessor of another's filing.
pub async fn open_table(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    sha256: &str,
    form: &ReadingForm,
) -> Result<TableDesk> {
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_file(actor, filing.respondent.organisation.id)?;
    let upload = table_uploads::find(services.db(), respondent_id, sha256).await?.ok_or(Error::NotFound)?;
    let (questionnaire, answer) = read(services, &filing, &upload, form, Wanted::Nothing).await?;
    let CheckAnswer { checked, preview, submission: _, filed: _, annotated: _ } = answer;
    let filed = submissions::list(services.db(), respondent_id).await?;
    let filler = filing::filler(&filing.respondent);
    let refusal = filing::standing(&filed).refusal(&filing.fieldwork.schedule, filler, now);
    let mut kept = match filed.last() {
        Some(newest) => tables_of(services, newest).await?,
        None => BTreeSet::new(),
    };
    let item = preview.as_ref().and_then(|preview| preview.item.as_deref());
    let replaces = item.is_some_and(|item| kept.remove(item));
    let asked = questionnaire.asked_of(&filing.respondent.department).map(|asked| asked.code.as_str());
    let missing = asked.filter(|code| Some(*code) != item && !kept.contains(*code)).map(str::to_owned).collect();
    Ok(TableDesk {
        value: item.and_then(|item| checked.values.get(item).copied()),
        sound: checked.accepted,
        problems: checked.problems,
        base: filed.last().map_or(0, |newest| newest.revision),
        respondent: filing.respondent,
        fieldwork: filing.fieldwork,
        index: filing.index,
        questionnaire,
        upload,
        preview,
        kept,
        replaces,
        missing,
        refusal,
    })
}

/// Has an uploaded table read as the form says.
pub(crate) async fn read(
    services: &Services,
    filing: &Filing,
    upload: &TableUploadRecord,
    form: &ReadingForm,
    with: Wanted,
) -> Result<(Questionnaire, CheckAnswer)> {
    let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let encoding = match chosen(&form.encoding) {
        Some(code) => Some(TextEncoding::parse(&code).ok_or(Error::NotFound)?),
        None => None,
    };
    let item = chosen(&form.item);
    let json = filing::questionnaire_json(services, &filing.fieldwork).await?;
    let questionnaire: Questionnaire = serde_json::from_slice(&json).map_err(Error::internal)?;
    let department = &filing.respondent.department;
    if item.as_ref().is_some_and(|item| !questionnaire.asked_of(department).any(|asked| asked.code == *item)) {
        return Err(Error::NotFound);
    }
    let bytes = services.objects().get(&upload.file_sha256).await?.ok_or(Error::NotFound)?;
    let request =
        CheckRequest { item, table: Some(TableReading { encoding }), with, ..filing.check_request(&upload.file_name) };
    let answer = services.check_file(request, &json, &bytes).await?;
    Ok((questionnaire, answer))
}

/// The items whose tables a revision holds, without reading their rows.
async fn tables_of(services: &Services, submission: &SubmissionRecord) -> Result<BTreeSet<String>> {
    let Some(sha256) = &submission.content_sha256 else { return Ok(BTreeSet::new()) };
    let bytes = services.objects().get(sha256).await?.ok_or(Error::NotFound)?;
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<Held>(&bytes));
    Ok(read.await.map_err(Error::internal)?.map_err(Error::internal)?.tables.into_keys().collect())
}

/// Of [`FiledEvidence`](crate::submit::FiledEvidence), which tables there are.
#[derive(Deserialize)]
struct Held {
    #[expect(clippy::zero_sized_map_values, reason = "only the keys of the JSON object are wanted")]
    tables: BTreeMap<String, IgnoredAny>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_the_ending_of_its_name() {
        for name in ["表.csv", "表.CSV", "a.b.tsv", "表.txt"] {
            assert!(is_table(name), "{name}");
        }
        for name in ["表.xlsx", "csv", "表.csv.xlsx", ""] {
            assert!(!is_table(name), "{name}");
        }
    }
}
