//! Reads the files an assessor uploads, instruments and tables of values, without a database: bytes in, an
//! answer out. As filled workbooks are, they are read in the parser process.

use domain::{Dataset, Instrument, Problem, job::ColumnMapping, problem::any_error};
use serde::{Deserialize, Serialize};

use crate::questionnaires::is_questionnaire;

/// What a file is to be read as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ReadRequest {
    /// A tree of indicators, or a questionnaire with the tree it makes.
    Instrument {
        /// The name of the file as the person knows it.
        file: String,
    },
    /// A table of values for an instrument.
    Data {
        /// The name of the file as the person knows it.
        file: String,
        /// Which columns hold what, where the person said so.
        mapping: ColumnMapping,
        /// The instrument.
        instrument: Instrument,
    },
}

impl ReadRequest {
    /// The name of the file.
    pub fn file(&self) -> &str {
        match self {
            Self::Instrument { file } | Self::Data { file, .. } => file,
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ReadAnswer {
    /// An instrument.
    Instrument {
        /// The tree.
        tree: Instrument,
        /// The canonical JSON of the questionnaire it is the tree of, if that is what the file is.
        questionnaire: Option<String>,
        /// What is worth a look.
        warnings: Vec<Problem>,
    },
    /// A data set for each period of the table.
    Data {
        /// The data sets.
        datasets: Vec<Dataset>,
        /// What is worth a look.
        warnings: Vec<Problem>,
    },
    /// Everything that is wrong with the file.
    Refused(Vec<Problem>),
}

/// Reads a file. Whatever is wrong is in the answer.
pub fn read_file(request: &ReadRequest, bytes: &[u8]) -> ReadAnswer {
    let read = match request {
        ReadRequest::Instrument { file } => instrument(file, bytes),
        ReadRequest::Data { file, mapping, instrument } => data(file, bytes, mapping, instrument),
    };
    read.unwrap_or_else(ReadAnswer::Refused)
}

fn instrument(file: &str, bytes: &[u8]) -> Result<ReadAnswer, Vec<Problem>> {
    if !is_questionnaire(file, bytes) {
        let (tree, warnings) = evidence::read_instrument(file, bytes)?;
        return Ok(ReadAnswer::Instrument { tree, questionnaire: None, warnings });
    }
    let (questionnaire, warnings) = evidence::read_questionnaire(file, bytes)?;
    let tree = questionnaire.tree()?;
    let canonical = String::from_utf8(evidence::canonical_questionnaire(&questionnaire));
    // JSON is UTF-8.
    Ok(ReadAnswer::Instrument { tree, questionnaire: canonical.ok(), warnings })
}

fn data(
    file: &str,
    bytes: &[u8],
    mapping: &ColumnMapping,
    instrument: &Instrument,
) -> Result<ReadAnswer, Vec<Problem>> {
    let table = evidence::read_table(file, bytes, mapping)?;
    let mut problems = table.warnings.clone();
    let mut datasets = Vec::new();
    let periods = evidence::periods(&table);
    let wanted: Vec<Option<&str>> =
        if periods.is_empty() { vec![None] } else { periods.iter().map(|p| Some(p.as_str())).collect() };
    for period in wanted {
        match evidence::select_dataset(&table, instrument, period) {
            Ok((dataset, found)) => {
                datasets.push(dataset);
                add_new(&mut problems, found);
            }
            Err(found) => add_new(&mut problems, found),
        }
    }
    if any_error(&problems) { Err(problems) } else { Ok(ReadAnswer::Data { datasets, warnings: problems }) }
}

/// What is wrong with the columns is found again for every period, but said once.
fn add_new(problems: &mut Vec<Problem>, found: Vec<Problem>) {
    for problem in found {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}
