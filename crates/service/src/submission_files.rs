//! Checks a filled workbook against a questionnaire without a database: bytes in, problems and values
//! out. This is what the parser process runs.

use domain::{Period, Problem};
pub use evidence::{Checked, Respondent, Submission};
use evidence::{Expected, annotate, check_submission, read_questionnaire};
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
    /// The period, where the file names none.
    pub period: Period,
    /// Whether the rows are wanted, not only what they come to.
    pub with_rows: bool,
    /// Whether a copy with comments on the faulty cells is wanted.
    pub with_annotations: bool,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckAnswer {
    /// What became of it.
    pub checked: Checked,
    /// The rows, where they were wanted and are accepted.
    pub submission: Option<Submission>,
    /// The workbook with comments, where it was wanted and can be made.
    #[serde(skip)]
    pub annotated: Option<Vec<u8>>,
}

impl CheckAnswer {
    /// The answer to a file that could not be looked at.
    pub fn refused(problem: Problem) -> Self {
        Self { checked: Checked::refused(problem), submission: None, annotated: None }
    }
}

/// Checks a submission. Whatever is wrong, with the questionnaire too, is among the problems.
pub fn check_file(request: &CheckRequest, questionnaire: &[u8], bytes: &[u8]) -> CheckAnswer {
    let (questionnaire, _) = match read_questionnaire(&request.questionnaire, questionnaire) {
        Ok(read) => read,
        Err(problems) => {
            let checked = Checked { problems, ..Checked::default() };
            return CheckAnswer { checked, submission: None, annotated: None };
        }
    };
    let expected = Expected {
        respondent: request.respondent.as_ref(),
        round: request.round.as_deref(),
        item: request.item.as_deref(),
        period: request.period,
    };
    let (checked, submission) = check_submission(&request.file, bytes, &questionnaire, &expected);
    let annotated = request.with_annotations.then(|| annotate(bytes, &checked.problems).ok()).flatten();
    CheckAnswer { checked, submission: submission.filter(|_| request.with_rows), annotated }
}
