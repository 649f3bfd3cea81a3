//! How a command fails: what is printed, and with which code it exits.

use std::{path::Path, process::ExitCode};

use domain::{Problem, Text};

use super::output;
use crate::{config::ConfigError, system::OpenError};

/// Why a command did not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The input has problems, already in the answer on standard output.
    Answered,
    /// The input has problems, to be printed.
    Problems(Vec<Problem>),
    /// Wrong usage.
    Usage(Text),
    /// A wrong configuration.
    Config(ConfigError),
    /// Something this program stands on failed.
    Fault(String),
    /// Nobody reads standard output any more; not a failure.
    NobodyReads,
}

impl Failure {
    pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Problem::error(
            "file.unreadable",
            Text::new(format!("无法读取文件（{error}）。"), format!("The file cannot be read ({error}).")),
        )
        .in_file(path.display().to_string())
        .into()
    }

    /// Tells the person and gives the code to exit with.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Self::NobodyReads => ExitCode::SUCCESS,
            Self::Answered => ExitCode::from(1),
            Self::Problems(problems) => {
                output::print_problems(&problems);
                ExitCode::from(1)
            }
            Self::Fault(message) => {
                eprintln!("系统出错 / fault: {message}");
                ExitCode::from(1)
            }
            Self::Usage(text) => {
                eprintln!("{}\n{}", text.zh, text.en);
                ExitCode::from(2)
            }
            Self::Config(error) => {
                eprintln!("{error}");
                ExitCode::from(2)
            }
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problems(vec![problem])
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe { Self::NobodyReads } else { Self::Fault(error.to_string()) }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { std::io::Error::from(error).into() } else { Self::Fault(error.to_string()) }
    }
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        use service::Error;
        match error {
            Error::Invalid(problems) => Self::Problems(problems),
            Error::NotFound => Problem::error(
                "not_found",
                Text::new(
                    "没有找到，或不属于所用账号的组织。",
                    "There is no such thing, or it belongs to another organisation than that of the account used.",
                ),
            )
            .into(),
            Error::Gone => Problem::error(
                "gone",
                Text::new("已经撤回，不再公开。", "It has been withdrawn and is no longer public."),
            )
            .into(),
            Error::Forbidden => {
                Problem::error("forbidden", Text::new("这个账号没有权限。", "This account may not do that."))
                    .remedy(Text::new("请用 --as EMAIL 换一个账号。", "Name another account with --as EMAIL."))
                    .into()
            }
            Error::Conflict(text) => Problem::error("conflict", text).into(),
            Error::Throttled { retry_after_seconds } => Problem::error(
                "throttled",
                Text::new(
                    format!("尝试太多，请 {retry_after_seconds} 秒后再试。"),
                    format!("Too many attempts; try again in {retry_after_seconds} s."),
                ),
            )
            .into(),
            Error::Busy { retry_after_seconds } => Problem::error(
                "busy",
                Text::new(
                    format!("处理时间太长，已停止；请 {retry_after_seconds} 秒后再试。"),
                    format!("This took too long and was stopped; try again in {retry_after_seconds} s."),
                ),
            )
            .into(),
            Error::Internal(source) => Self::Fault(source.to_string()),
        }
    }
}
