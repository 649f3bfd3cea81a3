//! `chengping data`: the tables of values.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::job::ColumnMapping;
use service::{data, jobs};

use super::{As, Failure, open, output, read_file};
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum Data {
    /// Read a table of units × indicators into an index; several years may stand in one file
    #[command(after_help = "Example:
  chengping data import --index hfi --as assessor@demo.example hfi_2008_2016.csv
  chengping data import --index credit --as wang@example.org --name-column 城市 table.xlsx")]
    Import(Import),
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The index, by its short name in URLs
    #[arg(long, value_name = "SLUG")]
    index: String,
    /// The table, CSV or XLSX
    file: PathBuf,
    #[command(flatten)]
    columns: Columns,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    by: As,
}

/// Which header names which role; without a flag it is recognised by itself.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_field_names, reason = "they are the names of the flags")]
pub(super) struct Columns {
    /// Header of the column with the unit's name
    #[arg(long, value_name = "HEADER")]
    name_column: Option<String>,
    /// Header of the column with the unit's code
    #[arg(long, value_name = "HEADER")]
    code_column: Option<String>,
    /// Header of the column with the year
    #[arg(long, value_name = "HEADER")]
    year_column: Option<String>,
    /// Header of the column with the league 分组
    #[arg(long, value_name = "HEADER")]
    league_column: Option<String>,
}

impl From<Columns> for ColumnMapping {
    fn from(columns: Columns) -> Self {
        Self {
            name: columns.name_column,
            code: columns.code_column,
            period: columns.year_column,
            league: columns.league_column,
        }
    }
}

impl Data {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Import(command) => command.run(config).await,
        }
    }
}

impl Import {
    async fn run(self, config: &Config) -> Result<(), Failure> {
        let (name, bytes) = read_file(&self.file)?;
        let services = open(config).await?;
        let actor = self.by.person(&services).await?;
        let job = data::import_data(&services, &actor, &self.index, &name, bytes, self.columns.into()).await?;
        jobs::run_all(&services).await?;
        let job = jobs::find_job(&services, &actor, job.id).await?;
        report(&job, self.json)
    }
}

/// Prints what came of a job that has been run.
pub(super) fn report(job: &jobs::JobRecord, json: bool) -> Result<(), Failure> {
    use domain::job::JobState;
    let result = job.result.clone().unwrap_or_default();
    let failed = match job.state {
        JobState::Done => false,
        JobState::Failed => true,
        JobState::Queued | JobState::Running => {
            return output::print(&format!(
                "另一个进程正在处理（编号 {0}）。 Another process works on it (job {0}).\n",
                job.id
            ));
        }
    };
    if json {
        output::print_json(&result)?;
        return if failed { Err(Failure::Answered) } else { Ok(()) };
    }
    if failed {
        return Err(Failure::Problems(result.problems));
    }
    output::print_problems(&result.problems);
    let summary = result.summary.unwrap_or_else(|| domain::Text::new("完成。", "Done."));
    output::print(&format!("{}\n{}\n", summary.zh, summary.en))
}
