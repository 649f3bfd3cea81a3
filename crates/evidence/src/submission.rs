//! Reads a filled evidence workbook 填报工作簿, or one table of it as CSV, and checks it against its
//! questionnaire: identity, sheets, heads, cells, rows.
//!
//! Columns are found by their keys, so that moved columns and renamed sheets are read all the same.
//! Whatever changes what a value means stops the file; whatever only looks odd is a warning.

mod cell;
mod dates;
mod delimited;
mod fault;
mod heads;
mod identity;
mod not_applicable;
mod places;
mod preview;
mod repeats;
mod sheets;
mod table;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    str::FromStr,
};

use domain::{Problem, Questionnaire, Text, calendar::Period, problem::any_error, questionnaire::EvidenceTable};
use serde::{Deserialize, Serialize};

pub use preview::{PreviewRow, TablePreview};

use crate::{encoding::TextEncoding, file, findings::Findings, package, rows::StoredTable};

/// A respondent 填报单位: a department, of a region where the round is about regions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respondent {
    /// Code of the region: `140100`.
    pub region: Option<String>,
    /// Code of the department: `FIN`.
    pub department: String,
}

/// `FIN` or `140100/FIN`.
impl FromStr for Respondent {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.split_once('/') {
            Some((region, department)) => Self { region: Some(region.to_owned()), department: department.to_owned() },
            None => Self { region: None, department: text.to_owned() },
        })
    }
}

impl fmt::Display for Respondent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.region {
            Some(region) => write!(f, "{region}/{}", self.department),
            None => f.write_str(&self.department),
        }
    }
}

/// What a submission must be, as far as the one who asks knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected<'a> {
    /// The respondent; any where it is not known.
    pub respondent: Option<&'a Respondent>,
    /// The round; any where it is not known.
    pub round: Option<&'a str>,
    /// The item that a CSV file is about, where its columns do not tell.
    pub item: Option<&'a str>,
    /// The encoding of a CSV file, where a person named it.
    pub encoding: Option<TextEncoding>,
    /// The period, where the file names none.
    pub period: Period,
    /// Whether that period was assumed, so that it must be said where it is used.
    pub period_is_assumed: bool,
}

impl Expected<'_> {
    /// Says which period was assumed, if it was.
    fn say_if_assumed(&self, findings: &mut Findings) {
        if self.period_is_assumed {
            let period = self.period;
            let problem = Problem::warning(
                "period.assumed",
                Text::new(
                    format!("文件没有写评估期，按 {} 至 {} 计算。", period.start, period.end),
                    format!("The file names no period; {} to {} was assumed.", period.start, period.end),
                ),
            )
            .found(period.to_string())
            .remedy(Text::new("如果不是，请指明评估期。", "If it is another, name it."));
            findings.add(problem);
        }
    }
}

/// A submission that was read: what it says of itself, and its tables, with their rows at hand or stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission<T = EvidenceTable> {
    /// The respondent, as far as it is known.
    pub respondent: Option<Respondent>,
    /// The round, where the template was made for one.
    pub round: Option<String>,
    /// The period it speaks of.
    pub period: Period,
    /// The tables by code of their items.
    pub tables: BTreeMap<String, T>,
}

impl Submission<StoredTable> {
    /// The submission with its rows at hand.
    pub fn to_submission(&self) -> Submission {
        Submission {
            respondent: self.respondent.clone(),
            round: self.round.clone(),
            period: self.period,
            tables: self.tables.iter().map(|(code, table)| (code.clone(), table.to_table())).collect(),
        }
    }
}

/// A submission as far as it could be read, sound or not.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Examined {
    /// What could be read; `None` where nothing could.
    pub submission: Option<Submission<StoredTable>>,
    /// Codes of the items whose tables have errors: their rows are not to be counted with.
    pub faulty: BTreeSet<String>,
    /// Everything that was found, in the order of sheets and cells.
    pub problems: Vec<Problem>,
}

impl Examined {
    /// The answer to a file that could not be read.
    fn refused(file: &str, problem: Problem) -> Self {
        let mut findings = Findings::new(file, None);
        findings.add(problem);
        Self { problems: findings.into_problems(), ..Self::default() }
    }
}

/// Reads a submission that is not yet known to be sound.
///
/// # Errors
/// Everything that is wrong with it, and the warnings, in the order of sheets and cells.
pub fn read_submission(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> Result<(Submission, Vec<Problem>), Vec<Problem>> {
    let Examined { submission, faulty: _, problems } = examine_submission(file, bytes, questionnaire, expected);
    match submission {
        Some(submission) if !any_error(&problems) => Ok((submission.to_submission(), problems)),
        Some(_) | None => Err(problems),
    }
}

/// As [`read_submission`], but with whatever could be read even where something is wrong: for showing,
/// never for keeping.
pub fn examine_submission(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> Examined {
    let read = || match file::kind(file, bytes)? {
        file::Kind::Workbook => sheets::read(file, bytes, questionnaire, expected),
        file::Kind::Delimited => Ok(delimited::read(file, bytes, questionnaire, expected).0),
    };
    // The last resort: the reader panics on some inputs that no check knows of.
    let result = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(package::damaged()));
    result.unwrap_or_else(|problem| Examined::refused(file, problem))
}

/// Reads a file that is said to be one table as CSV, whatever its name; also what a person is shown of
/// it, where it can be read as text.
pub(crate) fn examine_table(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> (Examined, Option<TablePreview>) {
    match file::kind(file, bytes) {
        // Text may begin with the letters by which a workbook is known; a workbook is no text.
        Ok(file::Kind::Workbook | file::Kind::Delimited) => delimited::read(file, bytes, questionnaire, expected),
        Err(problem) => (Examined::refused(file, problem), None),
    }
}

#[cfg(test)]
mod tests;
