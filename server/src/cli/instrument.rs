//! `chengping instrument`: the weighted trees.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::Problem;
use serde::Serialize;
use service::{
    instruments::{self, QuestionnaireSummary},
    questionnaires::is_questionnaire,
};

use super::{As, Failure, open, output, read_file};
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Instrument {
    /// Read a tree or a questionnaire and say what is wrong with it, without a database
    #[command(after_help = "Example:
  chengping instrument check tree.csv
  chengping instrument check instrument.json --json
A questionnaire is JSON (docs/schema/questionnaire-1.json, an example in fixtures/shanxi).
A tree has a row a node with the columns code, parent, weight, direction (1 or -1) and, if you like,
name_zh, name_en, unit, source. Weights sum to 100 (or to 1) under each parent.")]
    Check(Check),
    /// Keep a tree as the next version of an index's instrument
    #[command(after_help = "Example:
  chengping instrument import --index hfi --as assessor@demo.example tree.csv")]
    Import(Import),
    /// Print the newest version as CSV
    #[command(after_help = "Example:
  chengping instrument export --index hfi --as assessor@demo.example > tree.csv")]
    Export(Export),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The tree, CSV or XLSX, or the questionnaire, JSON
    file: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The index, by its short name in URLs
    #[arg(long, value_name = "SLUG")]
    index: String,
    /// The tree, CSV or XLSX
    file: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    by: As,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The index, by its short name in URLs
    #[arg(long, value_name = "SLUG")]
    index: String,
    #[command(flatten)]
    by: As,
}

#[derive(Serialize)]
struct Checked<'a> {
    sound: bool,
    nodes: usize,
    indicators: usize,
    version: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    questionnaire: Option<&'a QuestionnaireSummary>,
    problems: &'a [Problem],
}

impl Instrument {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Check(command) => command.run(),
            Self::Import(command) => command.run(config).await,
            Self::Export(command) => command.run(config).await,
        }
    }
}

impl Check {
    fn run(self) -> Result<(), Failure> {
        let (name, bytes) = read_file(&self.file)?;
        let checked = if is_questionnaire(&name, &bytes) {
            instruments::check_questionnaire(&name, &bytes)
                .map(|(summary, warnings)| report_questionnaire(&summary, &warnings, self.json))
        } else {
            instruments::check_file(&name, &bytes).map(|(tree, warnings)| report(&tree, None, &warnings, self.json))
        };
        match checked {
            Ok(reported) => reported,
            Err(problems) if self.json => {
                let answer = Checked {
                    sound: false,
                    nodes: 0,
                    indicators: 0,
                    version: None,
                    questionnaire: None,
                    problems: &problems,
                };
                output::print_json(&answer)?;
                Err(Failure::Answered)
            }
            Err(problems) => Err(Failure::Problems(problems)),
        }
    }
}

impl Import {
    async fn run(self, config: &Config) -> Result<(), Failure> {
        let (name, bytes) = read_file(&self.file)?;
        let services = open(config).await?;
        let actor = self.by.person(&services).await?;
        let record = instruments::import_instrument(&services, &actor, &self.index, &name, bytes).await?;
        report(&record.instrument, Some(record.version), &record.warnings, self.json)
    }
}

impl Export {
    async fn run(self, config: &Config) -> Result<(), Failure> {
        let services = open(config).await?;
        let actor = self.by.person(&services).await?;
        let csv = instruments::export_csv(&services, &actor, &self.index).await?;
        output::print(&String::from_utf8_lossy(&csv))
    }
}

fn report(tree: &domain::Instrument, version: Option<u32>, warnings: &[Problem], json: bool) -> Result<(), Failure> {
    let (nodes, indicators) = (tree.len(), tree.indicators().count());
    if json {
        return output::print_json(&Checked {
            sound: true,
            nodes,
            indicators,
            version,
            questionnaire: None,
            problems: warnings,
        });
    }
    output::print_problems(warnings);
    let version = version.map(|v| format!("第 {v} 版 version {v}: ")).unwrap_or_default();
    output::print(&format!(
        "{version}指标体系完整：{nodes} 个节点，其中 {indicators} 个指标。\n{nodes} nodes, {indicators} of them indicators: the tree holds together.\n"
    ))
}

fn report_questionnaire(summary: &QuestionnaireSummary, warnings: &[Problem], json: bool) -> Result<(), Failure> {
    let (nodes, indicators) = (summary.tree.len(), summary.tree.indicators().count());
    if json {
        return output::print_json(&Checked {
            sound: true,
            nodes,
            indicators,
            version: None,
            questionnaire: Some(summary),
            problems: warnings,
        });
    }
    output::print_problems(warnings);
    let (items, outside) = (summary.items, summary.items - indicators);
    let filed: Vec<String> = summary.respondents.iter().map(|(code, tables)| format!("{code} {tables}")).collect();
    let filed = filed.join(", ");
    output::print(&format!(
        "问卷完整：{items} 个题项，其中 {indicators} 个有权重，{outside} 个扣分、加分或等次限制。各部门填表数：{filed}。\n\
         {items} items, {indicators} of them weighted, {outside} deductions, bonuses or vetoes: the questionnaire holds together. \
         Tables by department: {filed}.\nSHA-256 {}\n",
        summary.checksum
    ))
}
