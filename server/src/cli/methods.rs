//! `chengping methods`: the engine by itself, so that anyone can hold it against another.

use std::{
    fs,
    path::{Path, PathBuf},
};

use cases::Beside;
use clap::{Args, Subcommand};
use domain::{Problem, Text};

use super::{Failure, output, read_file};

#[derive(Debug, Subcommand)]
pub(super) enum Methods {
    /// Compute every case of a file and print what comes of each
    #[command(after_help = "Example:
  chengping methods run crates/cases/vectors/normalise.json
Prints {\"results\": {\"<case>\": {\"value\": …} | {\"error\": {\"code\", \"message\"}}}}: what is computed, compared
with nothing. A case without an answer says why; the others go on. Files that a case names are read beside
its own. The operations and the format: crates/cases/vectors/README.md.")]
    Run(Run),
}

#[derive(Debug, Args)]
pub(super) struct Run {
    /// The file of cases, JSON
    cases: PathBuf,
}

impl Methods {
    pub(super) fn run(self) -> Result<(), Failure> {
        match self {
            Self::Run(command) => command.run(),
        }
    }
}

impl Run {
    fn run(self) -> Result<(), Failure> {
        let (name, bytes) = read_file(&self.cases)?;
        let folder = Folder(self.cases.parent().map(Path::to_owned).unwrap_or_default());
        let results = cases::run(&bytes, &folder).map_err(|failure| {
            let message = Text::new(format!("这不是算例文件：{}", failure.message), failure.message.clone());
            let remedy = Text::new(
                "格式见 crates/cases/vectors/README.md。",
                "See crates/cases/vectors/README.md for the format.",
            );
            Failure::Problems(vec![Problem::error(failure.code, message).in_file(name).remedy(remedy)])
        })?;
        output::print_json(&results)
    }
}

/// The files in the folder of the file of cases, and below.
struct Folder(PathBuf);

impl Beside for Folder {
    fn read(&self, path: &str) -> Result<serde_json::Value, String> {
        let bytes = fs::read(self.0.join(path)).map_err(|error| format!("{path}: {error}"))?;
        serde_json::from_slice(&bytes).map_err(|error| format!("{path}: {error}"))
    }
}
