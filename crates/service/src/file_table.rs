//! File a table as CSV that was looked at: the next revision is the newest one with this table in it.

use std::collections::BTreeMap;

use domain::{Actor, Problem, Questionnaire, Text, policy, questionnaire::Item};
use evidence::{StoredTable, Submission};
use serde::Deserialize;
use serde_json::json;
use storage::{
    submissions::{self, NewSubmission, SubmissionRecord},
    table_uploads,
};

use crate::{
    Error, Result, Services, audit, filing,
    submission_files::{CheckAnswer, Wanted},
    submissions::filed_evidence,
    submit::{FiledEvidence, TABLE_MISSING, refuse},
    tables::{self, ReadingForm},
};

/// What the person saw, and confirms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TableForm {
    /// Code of the encoding in which the table was shown.
    pub encoding: String,
    /// Code of the item it was shown for.
    pub item: String,
    /// The newest revision at that time, 0 for none: the one whose other tables are kept.
    pub base: String,
}

/// Files an uploaded table: it takes the place of the table of its item, the other tables stay as they are
/// in the newest revision. As long as tables are missing, the revision says which, and cannot be confirmed.
///
/// # Errors
/// [`Error::NotFound`] for other organisations, for a file that the respondent did not upload, and for an
/// encoding or item that it cannot choose; [`Error::Forbidden`] for the assessor of another's filing;
/// [`Error::Invalid`] for a table with errors, where the newest revision is another by now, and where
/// nothing may be filed at this time.
pub async fn file_table(
    services: &Services,
    actor: &Actor,
    respondent_id: i64,
    sha256: &str,
    form: &TableForm,
) -> Result<SubmissionRecord> {
    let now = services.now();
    let filing = filing::find(services, actor, respondent_id).await?;
    policy::can_file(actor, filing.respondent.organisation.id)?;
    let upload = table_uploads::find(services.db(), respondent_id, sha256).await?.ok_or(Error::NotFound)?;
    let filed = submissions::list(services.db(), respondent_id).await?;
    refuse(&filing, &filed, now)?;
    let base = seen(&filed, form)?;
    let reading = ReadingForm { encoding: form.encoding.clone(), item: form.item.clone() };
    let (questionnaire, answer) = tables::read(services, &filing, &upload, &reading, Wanted::Rows).await?;
    let CheckAnswer { checked, submission, filed: _, preview: _, annotated: _ } = answer;
    let submission = submission.ok_or_else(|| Error::invalid(has_errors()))?;
    let evidence = match base {
        Some(base) => filed_evidence(services, base).await?.map(|evidence| (evidence, base.revision)),
        None => None,
    };
    let kept_warnings = base.map(|base| base.problems.clone()).unwrap_or_default();
    let department = filing.respondent.department.clone();
    let merge = move || {
        let mut merged = Merged::of(&questionnaire, submission, checked.problems, evidence)?;
        merged.keep_warnings(kept_warnings);
        merged.say_what_is_missing(&questionnaire, &department);
        Ok::<_, Vec<Problem>>(merged)
    };
    let merged = tokio::task::spawn_blocking(merge).await.map_err(Error::internal)?.map_err(Error::Invalid)?;
    let content = serde_json::to_vec(&merged.evidence).map_err(Error::internal)?;
    let content_sha256 = services.objects().put(content).await?;
    let tx = storage::begin(services.db()).await?;
    // Once more: somebody may have filed or confirmed meanwhile.
    let filed = filing::locked_submissions(&tx, respondent_id).await?;
    refuse(&filing, &filed, now)?;
    seen(&filed, form)?;
    let new = NewSubmission {
        respondent_id,
        file_name: &upload.file_name,
        file_sha256: &upload.file_sha256,
        file_bytes: usize::try_from(upload.file_bytes).map_err(Error::internal)?,
        content_sha256: Some(&content_sha256),
        problems: &merged.problems,
        created_by: actor.user_id,
    };
    let record = submissions::insert_next_revision(&tx, new, now).await?;
    let detail = json!({
        "revision": record.revision,
        "file": upload.file_name,
        "sha256": upload.file_sha256,
        "item": merged.item,
        "encoding": form.encoding,
        "base": form.base,
        "accepted": record.is_accepted(),
        "problems": merged.problems.len(),
    });
    audit::append(&tx, actor, "evidence.submitted", &respondent_id.to_string(), detail, now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(record)
}

/// The newest revision, provided that it is the one the person saw.
fn seen<'a>(filed: &'a [SubmissionRecord], form: &TableForm) -> Result<Option<&'a SubmissionRecord>> {
    let newest = filed.last();
    let revision = newest.map_or(0, |newest| newest.revision);
    if form.base.parse() == Ok(revision) { Ok(newest) } else { Err(Error::invalid(overtaken(revision))) }
}

/// The newest revision with one table replaced.
struct Merged {
    item: String,
    evidence: FiledEvidence<StoredTable>,
    problems: Vec<Problem>,
}

impl Merged {
    /// Puts a table, with what was said about it, among those of the newest revision.
    fn of(
        questionnaire: &Questionnaire,
        submission: Submission,
        mut problems: Vec<Problem>,
        base: Option<(FiledEvidence<StoredTable>, u32)>,
    ) -> std::result::Result<Self, Vec<Problem>> {
        let Submission { tables, period, .. } = submission;
        let (code, table) = tables.into_iter().next().ok_or_else(|| vec![has_errors()])?;
        let item = questionnaire.item(&code).ok_or_else(|| vec![has_errors()])?;
        let outcome = evidence::compute(questionnaire, item, &table.rows, &period)?;
        for problem in &mut problems {
            // As a workbook has a sheet for each item: so a revision tells whose table is meant.
            problem.place.sheet = Some(code.clone());
        }
        let mut evidence = match base {
            Some((mut evidence, revision)) => {
                for kept in evidence.tables.keys() {
                    evidence.kept_from.entry(kept.clone()).or_insert(revision);
                }
                evidence
            }
            None => FiledEvidence { tables: BTreeMap::new(), outcomes: BTreeMap::new(), kept_from: BTreeMap::new() },
        };
        evidence.kept_from.remove(&code);
        evidence.tables.insert(code.clone(), StoredTable::of(&table));
        evidence.outcomes.insert(code.clone(), outcome);
        Ok(Self { item: code, evidence, problems })
    }

    /// What was worth a look in the tables that are kept still is.
    fn keep_warnings(&mut self, of_base: Vec<Problem>) {
        let item = Some(self.item.as_str());
        let stays = |problem: &Problem| {
            let place = &problem.place;
            !problem.is_error() && place.sheet.as_deref() != item && place.field.as_deref() != item
        };
        self.problems.extend(of_base.into_iter().filter(stays));
    }

    fn say_what_is_missing(&mut self, questionnaire: &Questionnaire, department: &str) {
        let missing = questionnaire.asked_of(department).filter(|item| !self.evidence.tables.contains_key(&item.code));
        self.problems.extend(missing.map(missing_table));
    }
}

fn has_errors() -> Problem {
    Problem::error(
        "table.has_errors",
        Text::new("这张表有错误，不能收下。", "This table has errors and cannot be accepted."),
    )
    .remedy(Text::new(
        "请按下面指出的单元格改正，再上传一次；文字是乱码的，先改选编码。",
        "Mend the cells that are shown below and upload it again; if the text is garbled, choose another encoding first.",
    ))
}

fn overtaken(revision: u32) -> Problem {
    Problem::error(
        "table.overtaken",
        Text::new(
            format!("您查看预览的时候，已经有了新的第 {revision} 版。"),
            format!("While you looked at this page, revision {revision} was filed."),
        ),
    )
    .remedy(Text::new(
        "请再看一遍下面写明的结果，然后确认。",
        "Read once more what will happen, as it is said below, and confirm it then.",
    ))
}

fn missing_table(item: &Item) -> Problem {
    let Item { code, name, .. } = item;
    let zh = format!("还缺“{code} {}”的表。", name.zh);
    let en = format!("The table of “{code} {}” is still missing.", name.en);
    Problem::error(TABLE_MISSING, Text::new(zh, en)).at_field(code).remedy(Text::new(
        "请上传这张表的 CSV 文件，或把所有表填在工作簿里上传。",
        "Upload this table as a CSV file, or fill all tables in the workbook and upload that.",
    ))
}
