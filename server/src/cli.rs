//! The command line: one file a command. Commands that act in the database pass through the same
//! functions of `service` as the web.

mod data;
mod demo;
mod evidence;
mod failure;
mod instrument;
mod methods;
mod migrate;
mod output;
mod publish;
mod robustness;
mod score;
mod serve;
mod template;
mod user;
mod verify;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use bytes::Bytes;
use clap::{Parser, Subcommand};
use domain::{Actor, Problem, Text};
use service::{Services, console};

pub use self::failure::Failure;
use crate::{config::Config, parser_process, system, telemetry};

/// 诚评 Chengping: third-party assessment whose every score opens down to its raw data.
#[derive(Debug, Parser)]
#[command(
    name = "chengping",
    version,
    about = "诚评 Chengping: 第三方评估平台 third-party assessment, from a table to a published, verifiable ranking",
    after_help = "Try it 试用:
  chengping demo && CHENGPING_DEMONSTRATION_ENABLED=true chengping serve
  chengping score --instrument tree.csv --data table.xlsx --year 2016
  chengping robustness --instrument tree.csv --data table.xlsx --year 2016
  chengping template --instrument fixtures/shanxi/instrument.json --respondent 140100/FIN --out FIN.xlsx
  chengping verify hfi-2016-v1.json

Exit codes: 0 done, 1 the input has problems, 2 wrong usage or configuration.
退出码：0 完成，1 输入有问题，2 用法或配置有误。
Every key of Leptos.toml can be set as CHENGPING_<SECTION>_<KEY>."
)]
pub struct Cli {
    /// The configuration file 配置文件 [default: Leptos.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE", env = "CHENGPING_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the website and work on jobs, until Ctrl-C or SIGTERM 启动网站
    Serve,
    /// Bring the database schema up to date 升级数据库结构
    Migrate,
    /// Load the demonstration: the Human Freedom Index, and an invented round of the Shanxi questionnaire 载入演示数据
    Demo(demo::Demo),
    /// People and their accounts 账号
    #[command(subcommand)]
    User(user::User),
    /// Instruments: the weighted trees 指标体系
    #[command(subcommand)]
    Instrument(instrument::Instrument),
    /// Data: the tables of values 数据
    #[command(subcommand)]
    Data(data::Data),
    /// Score a table by a tree, without a database 离线计分
    Score(score::Score),
    /// Find how far the ranks of a table can be trusted, without a database 名次有多可靠
    Robustness(robustness::Robustness),
    /// Methods of the engine by themselves: run a file of reference cases 方法算例
    #[command(subcommand)]
    Methods(methods::Methods),
    /// Evidence: filled workbooks 填报工作簿
    #[command(subcommand)]
    Evidence(evidence::Evidence),
    /// Make the workbook a respondent fills, without a database 生成填报工作簿
    Template(template::Template),
    /// Publish the round of a period as an edition 发布
    Publish(publish::Publish),
    /// Verify a downloaded bundle: every byte, and every score computed again 核验
    Verify(verify::Verify),
    /// Be a parser process: started by this program only, see [`parser_process`]
    #[command(name = parser_process::COMMAND, hide = true)]
    ParserProcess,
}

/// Runs the program. A parser process has neither runtime nor configuration: it limits itself first.
pub fn main(cli: Cli) -> ExitCode {
    if matches!(cli.command, Command::ParserProcess) {
        return if parser_process::serve_one().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(error) => Failure::from(error).report(),
    }
}

/// Runs the command line.
async fn run(cli: Cli) -> ExitCode {
    let outcome = match cli.command {
        // These touch neither configuration nor database.
        Command::Evidence(command) => command.run().await,
        Command::Methods(command) => command.run(),
        Command::Robustness(command) => command.run(),
        Command::Score(command) => command.run(),
        Command::Template(command) => command.run(),
        Command::Verify(command) => command.run(),
        command @ (Command::Serve
        | Command::Migrate
        | Command::Demo(_)
        | Command::User(_)
        | Command::Instrument(_)
        | Command::Data(_)
        | Command::Publish(_)
        | Command::ParserProcess) => with_config(cli.config.as_deref(), command).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

async fn with_config(file: Option<&Path>, command: Command) -> Result<(), Failure> {
    let (config, warnings) = Config::load(file, std::env::vars())?;
    for warning in &warnings {
        eprintln!("{warning}");
    }
    let serving = matches!(command, Command::Serve);
    telemetry::start_log(&config.log, serving);
    match command {
        Command::Serve => serve::run(config).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Demo(command) => demo::run(config, command).await,
        Command::User(command) => command.run(&config).await,
        Command::Instrument(command) => command.run(&config).await,
        Command::Data(command) => command.run(&config).await,
        Command::Publish(command) => command.run(&config).await,
        // Handled without a configuration, before.
        Command::Evidence(command) => command.run().await,
        Command::Methods(command) => command.run(),
        Command::Robustness(command) => command.run(),
        Command::Score(command) => command.run(),
        Command::Template(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::ParserProcess => Ok(()),
    }
}

/// For whom the command acts.
#[derive(Debug, Clone, clap::Args)]
struct As {
    /// Act as the person with this address, with their rights 以此人的身份和权限操作
    #[arg(long = "as", value_name = "EMAIL")]
    acting_as: Option<String>,
}

impl As {
    /// The person named, or the operator of the machine.
    async fn actor(&self, services: &Services) -> Result<Actor, Failure> {
        match &self.acting_as {
            None => Ok(console::operator(services).await?),
            Some(email) => console::actor(services, email).await.map_err(|error| match error {
                service::Error::NotFound => Problem::error(
                    "account.unknown",
                    Text::new("没有使用这个邮箱的账号。", "Nobody has an account with this address."),
                )
                .at_field("--as")
                .found(email)
                .into(),
                other => other.into(),
            }),
        }
    }

    /// The person named; for deeds that the operator's role does not include.
    async fn person(&self, services: &Services) -> Result<Actor, Failure> {
        if self.acting_as.is_none() {
            return Err(Failure::Usage(Text::new(
                "请用 --as EMAIL 说明以哪位评估人员的身份操作。",
                "Say with --as EMAIL which assessor you act for.",
            )));
        }
        self.actor(services).await
    }
}

/// Opens what the configuration names.
async fn open(config: &Config) -> Result<Services, Failure> {
    Ok(system::open(config, config.service_settings()).await?.services)
}

/// Reads a file named on the command line.
fn read_file(path: &Path) -> Result<(String, Bytes), Failure> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let length = std::fs::metadata(path).map_err(|e| Failure::unreadable(path, &e))?.len();
    let most = evidence_limit();
    if length > most {
        return Err(Problem::error(
            "file.too_large",
            Text::new(
                format!("文件有 {} MiB，最多 {} MiB。", length >> 20, most >> 20),
                format!("The file has {} MiB; at most {} MiB are read.", length >> 20, most >> 20),
            ),
        )
        .in_file(name)
        .into());
    }
    let bytes = std::fs::read(path).map_err(|e| Failure::unreadable(path, &e))?;
    Ok((name, bytes.into()))
}

/// Bundles are larger than the tables they come from.
const fn evidence_limit() -> u64 {
    256 << 20
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }
}
