//! `chengping publish`.

use clap::{Args, ValueEnum};
use service::{jobs, publish};

use super::{As, Failure, data, open};
use crate::config::Config;

#[derive(Debug, Args)]
#[command(after_help = "Example:
  chengping publish --index hfi --period 2016 --stage final --as assessor@demo.example
  chengping publish --index credit --period 2026 --stage notice --notice-starts 2026-12-01 \\
    --notice-ends 2026-12-10 --as wang@example.org
  chengping publish --index credit --period 2026 --stage final --release best-grades --grade A \
    --as wang@example.org
A period that has been published gets its next version, and --reason says why.")]
pub(super) struct Publish {
    /// The index, by its short name in URLs
    #[arg(long, value_name = "SLUG")]
    index: String,
    /// The period 年度
    #[arg(long)]
    period: String,
    /// The stage the edition enters
    #[arg(long, value_enum)]
    stage: Stage,
    /// First day of the public notice, 2026-11-23
    #[arg(long, value_name = "DAY", default_value = "")]
    notice_starts: String,
    /// Last day of the public notice
    #[arg(long, value_name = "DAY", default_value = "")]
    notice_ends: String,
    /// Where objections go, if not to the contact of the index
    #[arg(long, default_value = "")]
    contact: String,
    /// Why a published edition is corrected, for the public
    #[arg(long, default_value = "")]
    reason: String,
    /// How much the public sees
    #[arg(long, value_enum, default_value = "full")]
    release: Release,
    /// A grade whose units are published, by its letter; with `--release best-grades`, once for each
    #[arg(long = "grade", value_name = "LETTER")]
    grades: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    by: As,
}

/// The stages a new edition may enter.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Stage {
    /// 草稿, not public
    Draft,
    /// 初评, public, marked as preliminary
    Preliminary,
    /// 公示, open to objections
    Notice,
    /// 发布, final
    Final,
}

impl From<Stage> for domain::Stage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Draft => Self::Draft,
            Stage::Preliminary => Self::Preliminary,
            Stage::Notice => Self::Notice,
            Stage::Final => Self::Final,
        }
    }
}

/// How much the public sees of an edition.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Release {
    /// 全表公开, every unit with scores, ranks and data
    Full,
    /// 只公布等次, every unit with its grade
    Grades,
    /// 只公布优秀等次, the units with the best grades
    BestGrades,
}

impl Release {
    const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Grades => "grades",
            Self::BestGrades => "best-grades",
        }
    }
}

impl Publish {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let services = open(config).await?;
        let actor = self.by.person(&services).await?;
        let form = publish::PublishForm {
            stage: domain::Stage::from(self.stage).code().to_owned(),
            notice_starts: self.notice_starts,
            notice_ends: self.notice_ends,
            contact_zh: self.contact.clone(),
            contact_en: self.contact,
            reason_zh: self.reason.clone(),
            reason_en: self.reason,
            release: self.release.code().to_owned(),
            grades: self.grades,
        };
        let job = publish::publish(&services, &actor, &self.index, &self.period, &form).await?;
        jobs::run_all(&services).await?;
        data::report(&jobs::find_job(&services, &actor, job.id).await?, self.json)
    }
}
