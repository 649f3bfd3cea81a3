//! Long work, kept in the database so that a restart loses none.

use serde::{Deserialize, Serialize};

use crate::{
    edition::{Notice, Release},
    problem::Problem,
    text::Text,
};

/// What a job does, with everything it needs: it may run twice and must then do nothing new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum JobWork {
    /// Read an uploaded table into data set revisions, one a period.
    ImportData {
        /// The index.
        index_id: i64,
        /// SHA-256 of the uploaded file in the object store.
        file_sha256: String,
        /// Its name as the person knows it.
        file_name: String,
        /// Which header names which role, where the person had to say so.
        mapping: ColumnMapping,
    },
    /// Score a round, freeze the result as an edition and bring it to a stage.
    Publish {
        /// The round.
        round_id: i64,
        /// The stage it enters: preliminary, notice or final.
        stage: crate::edition::Stage,
        /// The public notice, where the stage is one.
        notice: Option<Notice>,
        /// Why, where the edition corrects another.
        reason: Option<Text>,
        /// How much of it the public sees.
        #[serde(default)]
        release: Release,
        /// Random letters for the full bundle, drawn when the job was queued: running it again must make
        /// the same bytes.
        #[serde(default)]
        salt: String,
    },
}

impl JobWork {
    /// The stable name of the kind, for logs and metrics.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ImportData { .. } => "import-data",
            Self::Publish { .. } => "publish",
        }
    }
}

/// Which columns of a table hold what, by header text. `None`: recognise by the header itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The column with the unit's name.
    pub name: Option<String>,
    /// The column with the unit's code.
    pub code: Option<String>,
    /// The column with the period.
    pub period: Option<String>,
    /// The column with the league 分组.
    pub league: Option<String>,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobState {
    /// Waiting for a worker.
    Queued,
    /// Being worked on.
    Running,
    /// Done; the result says what came of it.
    Done,
    /// The input had problems, or the work failed after several tries.
    Failed,
}

impl JobState {
    /// The stable name used in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// Reads [`JobState::code`].
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Queued, Self::Running, Self::Done, Self::Failed].into_iter().find(|s| s.code() == code)
    }

    /// Whether nothing more will happen.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct JobResult {
    /// What was found wrong, errors and warnings.
    pub problems: Vec<Problem>,
    /// Where to go next: a path in the working area.
    pub location: Option<String>,
    /// One sentence on what was done.
    pub summary: Option<Text>,
}
