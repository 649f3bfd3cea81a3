//! Checks a filled workbook against a questionnaire without a database: bytes in, problems and values
//! out. This is what the parser process runs.

use domain::{Period, Problem};
pub use evidence::{Checked, Respondent, Submission, TablePreview, TextEncoding};
use evidence::{Expected, annotate, check_submission, check_table, read_questionnaire};
use serde::{Deserialize, Serialize};

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
    /// Whether the rows are wanted, not only what they come to.
    pub with_rows: bool,
    /// Whether a copy with comments on the faulty cells is wanted.
    pub with_annotations: bool,
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
    /// How a table as CSV was read, and its first rows, where it can be read at all.
    pub preview: Option<TablePreview>,
    /// The workbook with comments, where it was wanted and can be made.
    #[serde(skip)]
    pub annotated: Option<Vec<u8>>,
}

impl CheckAnswer {
    /// The answer to a file that could not be looked at.
    pub fn refused(problem: Problem) -> Self {
        Self { checked: Checked::refused(problem), submission: None, preview: None, annotated: None }
    }
}

/// Checks a submission. Whatever is wrong, with the questionnaire too, is among the problems.
pub fn check_file(request: &CheckRequest, questionnaire: &[u8], bytes: &[u8]) -> CheckAnswer {
    let (questionnaire, _) = match read_questionnaire(&request.questionnaire, questionnaire) {
        Ok(read) => read,
        Err(problems) => {
            let checked = Checked { problems, ..Checked::default() };
            return CheckAnswer { checked, submission: None, preview: None, annotated: None };
        }
    };
    let expected = Expected {
        respondent: request.respondent.as_ref(),
        round: request.round.as_deref(),
        item: request.item.as_deref(),
        encoding: request.table.and_then(|table| table.encoding),
        period: request.period,
        period_is_assumed: request.period_is_assumed,
    };
    let (checked, submission, preview) = if request.table.is_some() {
        check_table(&request.file, bytes, &questionnaire, &expected)
    } else {
        let (checked, submission) = check_submission(&request.file, bytes, &questionnaire, &expected);
        (checked, submission, None)
    };
    let annotated = request.with_annotations.then(|| annotate(bytes, &checked.problems).ok()).flatten();
    CheckAnswer { checked, submission: submission.filter(|_| request.with_rows), preview, annotated }
}
