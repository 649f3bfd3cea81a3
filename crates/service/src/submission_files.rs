//! Checks a filled workbook against a questionnaire without a database: bytes in, problems and values
//! out. This is what the parser process runs.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use domain::{Period, Problem, Questionnaire, problem::any_error};
pub use evidence::{Checked, Respondent, Submission, TablePreview, TextEncoding};
use evidence::{Expected, Judged, Outcome, StoredTable, annotate, check_submission, check_table, read_questionnaire};
use serde::{Deserialize, Serialize};

use crate::submit::{FiledEvidence, missing};

/// What is to be checked, but for the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// Name of the submission as the person knows it.
    pub file: String,
    /// Name of the questionnaire's file.
    pub questionnaire: String,
    /// The respondent, where it is known.
    pub respondent: Option<Respondent>,
    /// The round, where it is known.
    pub round: Option<String>,
    /// The item of a CSV file.
    pub item: Option<String>,
    /// That the file is one table as CSV, whatever its name; a preview is wanted too.
    pub table: Option<TableReading>,
    /// The period, where the file names none.
    pub period: Period,
    /// Whether that period was assumed.
    pub period_is_assumed: bool,
    /// Whether more is wanted than what the rows come to.
    pub with: Wanted,
    /// Whether a copy with comments on the faulty cells is wanted.
    pub with_annotations: bool,
}

/// What is wanted of an accepted file besides its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanted {
    /// Nothing.
    #[default]
    Nothing,
    /// Its tables, to be worked with.
    Rows,
    /// The bytes of its [`FiledEvidence`], to be kept; a table that is missing is a problem.
    Filed,
}

/// How a table as CSV is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableReading {
    /// Its encoding; recognised where nobody named it.
    pub encoding: Option<TextEncoding>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckAnswer {
    /// What became of it.
    pub checked: Checked,
    /// The rows, where they were wanted and are accepted.
    pub submission: Option<Submission>,
    /// The filed evidence as JSON, where it was wanted and is accepted.
    #[serde(skip)]
    pub filed: Option<Vec<u8>>,
    /// How a table as CSV was read, and its first rows, where it can be read at all.
    pub preview: Option<TablePreview>,
    /// The workbook with comments, where it was wanted and can be made.
    #[serde(skip)]
    pub annotated: Option<Vec<u8>>,
}

impl CheckAnswer {
    /// The answer to a file that could not be looked at.
    pub fn refused(problem: Problem) -> Self {
        Self::of(Checked::refused(problem))
    }

    fn of(checked: Checked) -> Self {
        Self { checked, submission: None, filed: None, preview: None, annotated: None }
    }
}

/// Filed evidence whose rows are still as they were read: it is written without ever being whole in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct UnwrittenEvidence(FiledEvidence<StoredTable>);

impl UnwrittenEvidence {
    /// Writes it as JSON.
    ///
    /// # Errors
    /// What `to` reports.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        serde_json::to_writer(to, &self.0).map_err(io::Error::from)
    }
}

/// Checks a submission. Whatever is wrong, with the questionnaire too, is among the problems.
pub fn check_file(request: &CheckRequest, questionnaire: &[u8], bytes: &[u8]) -> CheckAnswer {
    let (mut answer, filed) = check_unwritten(request, questionnaire, bytes);
    answer.filed = filed.and_then(|filed| {
        let mut json = Vec::new();
        // Writing to memory cannot fail.
        filed.write(&mut json).is_ok().then_some(json)
    });
    answer
}

/// As [`check_file`], with the filed evidence beside the answer, not yet written.
pub fn check_unwritten(
    request: &CheckRequest,
    questionnaire: &[u8],
    bytes: &[u8],
) -> (CheckAnswer, Option<UnwrittenEvidence>) {
    let (questionnaire, _) = match read_questionnaire(&request.questionnaire, questionnaire) {
        Ok(read) => read,
        Err(problems) => return (CheckAnswer::of(Checked { problems, ..Checked::default() }), None),
    };
    let expected = Expected {
        respondent: request.respondent.as_ref(),
        round: request.round.as_deref(),
        item: request.item.as_deref(),
        encoding: request.table.and_then(|table| table.encoding),
        period: request.period,
        period_is_assumed: request.period_is_assumed,
    };
    let check = if request.table.is_some() { check_table } else { check_submission };
    let Judged { mut checked, submission, outcomes, preview } = check(&request.file, bytes, &questionnaire, &expected);
    let (mut rows, mut filed) = (None, None);
    match (request.with, submission) {
        (Wanted::Nothing, _) | (Wanted::Rows | Wanted::Filed, None) => {}
        (Wanted::Rows, Some(submission)) => rows = Some(submission.to_submission()),
        (Wanted::Filed, Some(submission)) => {
            filed = complete(request, &questionnaire, submission.tables, outcomes, &mut checked);
        }
    }
    let annotated = request.with_annotations.then(|| annotate(bytes, &checked.problems).ok()).flatten();
    (CheckAnswer { preview, submission: rows, annotated, ..CheckAnswer::of(checked) }, filed)
}

/// What a sound file comes to, provided that it holds every table the respondent is asked.
fn complete(
    request: &CheckRequest,
    questionnaire: &Questionnaire,
    tables: BTreeMap<String, StoredTable>,
    mut outcomes: BTreeMap<String, Outcome>,
    checked: &mut Checked,
) -> Option<UnwrittenEvidence> {
    let department = request.respondent.as_ref().map(|respondent| respondent.department.as_str());
    let asked: Vec<_> = department.map_or_else(Vec::new, |code| questionnaire.asked_of(code).collect());
    let lacking = asked.iter().filter(|item| !tables.contains_key(&item.code));
    let lacking: Vec<_> = lacking.map(|item| missing(&item.code, &item.name).in_file(&request.file)).collect();
    if any_error(&lacking) {
        checked.accepted = false;
        checked.problems.extend(lacking);
        return None;
    }
    // Only what the respondent is asked counts for it.
    outcomes.retain(|code, _| asked.iter().any(|item| item.code == *code));
    Some(UnwrittenEvidence(FiledEvidence { tables, outcomes, kept_from: BTreeMap::new() }))
}
