//! The whole way of a submission without a database: read, checked, and turned into values.

use std::collections::BTreeMap;

use domain::{Problem, Questionnaire, Text, problem::any_error};
use serde::{Deserialize, Serialize};

use crate::{
    Examined, Expected, Outcome, Submission, TablePreview, compute, examine_submission, submission::examine_table,
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

/// Checks a submission; also returns it, where it is accepted.
pub fn check_submission(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> (Checked, Option<Submission>) {
    judge(file, examine_submission(file, bytes, questionnaire, expected), questionnaire, expected)
}

/// As [`check_submission`] for a file that is said to be one table as CSV; also what a person is shown
/// of it before they confirm that it was read as they meant it.
pub fn check_table(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> (Checked, Option<Submission>, Option<TablePreview>) {
    let (examined, preview) = examine_table(file, bytes, questionnaire, expected);
    let (checked, submission) = judge(file, examined, questionnaire, expected);
    (checked, submission, preview)
}

fn judge(
    file: &str,
    examined: Examined,
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> (Checked, Option<Submission>) {
    let Examined { submission, faulty, mut problems } = examined;
    let mut values = BTreeMap::new();
    for (code, table) in submission.iter().flat_map(|submission| &submission.tables) {
        let Some(item) = questionnaire.item(code) else { continue };
        // The value of a table with errors would be wrong; those of its neighbours are not.
        if table.not_applicable.is_some() || faulty.contains(code) {
            continue;
        }
        let period = submission.as_ref().map_or(expected.period, |submission| submission.period);
        match compute(questionnaire, item, &table.rows, &period) {
            Ok(Outcome { value: Some(value), .. }) => {
                values.insert(code.clone(), value);
            }
            Ok(Outcome { reason, .. }) => {
                if let Some(reason) = reason.filter(|_| !table.rows.is_empty()) {
                    problems.push(no_value(code, reason).in_file(file));
                }
            }
            Err(found) => problems.extend(found.into_iter().map(|problem| problem.in_file(file).at_field(code))),
        }
    }
    let accepted = submission.is_some() && !any_error(&problems);
    (Checked { accepted, problems, values }, submission.filter(|_| accepted))
}

fn no_value(code: &str, reason: Text) -> Problem {
    Problem::warning("item.no_value", reason)
        .at_field(code)
        .remedy(Text::new("请核对各行是否填全。", "Please check that the rows are complete."))
}
