//! The whole way of a submission without a database: read, checked, and turned into values.

use std::collections::BTreeMap;

use domain::{Problem, Questionnaire, Text, problem::any_error};
use serde::{Deserialize, Serialize};

use crate::{
    Examined, Expected, Outcome, StoredTable, Submission, TablePreview, examine_submission, formula::compute_rows,
    submission::examine_table,
};

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Whether it can be kept: nothing that was found stops it.
    pub accepted: bool,
    /// Everything that was found, in the order of sheets and cells.
    pub problems: Vec<Problem>,
    /// The values of the items whose tables are sound, by code.
    pub values: BTreeMap<String, f64>,
}

impl Checked {
    /// The answer to a file that was not read at all.
    pub fn refused(problem: Problem) -> Self {
        Self { accepted: false, problems: vec![problem], values: BTreeMap::new() }
    }
}

/// A submission that was checked, with what can be kept of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    /// What became of it.
    pub checked: Checked,
    /// The submission, where it is accepted.
    pub submission: Option<Submission<StoredTable>>,
    /// What the sound tables come to, by code of their items; without items that do not apply.
    pub outcomes: BTreeMap<String, Outcome>,
    /// What a person is shown of a table as CSV before they confirm that it was read as they meant it.
    pub preview: Option<TablePreview>,
}

/// Checks a submission; also returns it, where it is accepted.
pub fn check_submission(file: &str, bytes: &[u8], questionnaire: &Questionnaire, expected: &Expected<'_>) -> Judged {
    judge(file, examine_submission(file, bytes, questionnaire, expected), questionnaire, expected)
}

/// As [`check_submission`] for a file that is said to be one table as CSV; with its preview.
pub fn check_table(file: &str, bytes: &[u8], questionnaire: &Questionnaire, expected: &Expected<'_>) -> Judged {
    let (examined, preview) = examine_table(file, bytes, questionnaire, expected);
    Judged { preview, ..judge(file, examined, questionnaire, expected) }
}

fn judge(file: &str, examined: Examined, questionnaire: &Questionnaire, expected: &Expected<'_>) -> Judged {
    let Examined { submission, faulty, mut problems } = examined;
    let mut outcomes = BTreeMap::new();
    for (code, table) in submission.iter().flat_map(|submission| &submission.tables) {
        let Some(item) = questionnaire.item(code) else { continue };
        // The value of a table with errors would be wrong; those of its neighbours are not.
        if table.not_applicable.is_some() || faulty.contains(code) {
            continue;
        }
        let period = submission.as_ref().map_or(expected.period, |submission| submission.period);
        match compute_rows(questionnaire, item, &table.rows, period) {
            Ok(outcome) => {
                if outcome.value.is_none()
                    && let Some(reason) = outcome.reason.clone().filter(|_| !table.rows.is_empty())
                {
                    problems.push(no_value(code, reason).in_file(file));
                }
                outcomes.insert(code.clone(), outcome);
            }
            Err(found) => problems.extend(found.into_iter().map(|problem| problem.in_file(file).at_field(code))),
        }
    }
    let accepted = submission.is_some() && !any_error(&problems);
    let value = |(code, outcome): (&String, &Outcome)| Some((code.clone(), outcome.value?));
    let checked = Checked { accepted, problems, values: outcomes.iter().filter_map(value).collect() };
    Judged { checked, submission: submission.filter(|_| accepted), outcomes, preview: None }
}

fn no_value(code: &str, reason: Text) -> Problem {
    Problem::warning("item.no_value", reason)
        .at_field(code)
        .remedy(Text::new("请核对各行是否填全。", "Please check that the rows are complete."))
}
