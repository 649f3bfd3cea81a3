//! `chengping evidence`: filled workbooks, without a database.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

use clap::{Args, Subcommand};
use domain::{Period, Problem, Text};
use serde::Serialize;
use service::submission_files::{CheckAnswer, CheckRequest, Respondent, Wanted};
use time::{Date, Month, OffsetDateTime, UtcOffset};

use super::{Failure, output, read_file};
use crate::parser_process::ParserProcess;

#[derive(Debug, Subcommand)]
pub(super) enum Evidence {
    /// Check a filled workbook, or one table of it as CSV, against its questionnaire
    #[command(after_help = "Example:
  chengping evidence check filled.xlsx --instrument instrument.json
  chengping evidence check table.csv --instrument instrument.json --item A1.1 --json
  chengping evidence check filled.xlsx --instrument instrument.json --annotated marked.xlsx
The file is read in a process of its own under limits of memory and time.")]
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The filled workbook or table, XLSX or CSV 填报工作簿
    file: PathBuf,
    /// The questionnaire, JSON 评估问卷
    #[arg(long, value_name = "FILE")]
    instrument: PathBuf,
    /// Whose it must be: FIN, or 140100/FIN 填报单位
    #[arg(long, value_name = "RESPONDENT")]
    respondent: Option<Respondent>,
    /// The item a CSV file is about, where its columns do not tell 题项
    #[arg(long, value_name = "CODE")]
    item: Option<String>,
    /// The period, where the file names none [default: last year] 评估期
    #[arg(long, value_name = "FROM/TO")]
    period: Option<Period>,
    /// Write a copy of the workbook with comments on the faulty cells 批注副本
    #[arg(long, value_name = "OUT.xlsx")]
    annotated: Option<PathBuf>,
    #[arg(
        long,
        help = "Print JSON: {\"accepted\", \"problems\": [{\"code\", \"sheet\", \"cell\", \"value\", \"message\": {\"zh\", \"en\"}}], \"values\": {\"CODE\": number}}"
    )]
    json: bool,
}

/// The shape that is printed; scripts rely on it.
#[derive(Serialize)]
struct Printed<'a> {
    accepted: bool,
    problems: &'a [Problem],
    values: &'a BTreeMap<String, f64>,
}

impl Evidence {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Check(command) => command.run().await,
        }
    }
}

impl Check {
    async fn run(self) -> Result<(), Failure> {
        // A questionnaire that is not there is wrong usage; any submission gets an answer.
        let (questionnaire_file, questionnaire) = read_file(&self.instrument).map_err(no_questionnaire)?;
        let answer = match read_file(&self.file) {
            Ok((file, bytes)) => {
                let request = CheckRequest {
                    file,
                    questionnaire: questionnaire_file,
                    respondent: self.respondent.clone(),
                    round: None,
                    item: self.item.clone(),
                    table: None,
                    period: self.period.unwrap_or_else(last_year),
                    period_is_assumed: self.period.is_none(),
                    with: Wanted::Nothing,
                    with_annotations: self.annotated.is_some(),
                };
                ParserProcess::of_this_program()?.check(request, &questionnaire, &bytes).await?
            }
            Err(Failure::Problems(problems)) => refused(problems),
            Err(failure) => return Err(failure),
        };
        self.report(&answer)
    }

    fn report(&self, answer: &CheckAnswer) -> Result<(), Failure> {
        let checked = &answer.checked;
        let problems: Vec<Problem> = checked.problems.iter().cloned().map(with_flag).collect();
        if self.json {
            let printed = Printed { accepted: checked.accepted, problems: &problems, values: &checked.values };
            output::print_json(&printed)?;
        } else {
            output::print_problems(&problems);
            output::print(&table(answer))?;
        }
        if let Some(path) = &self.annotated {
            match &answer.annotated {
                Some(bytes) => std::fs::write(path, bytes)?,
                None => eprintln!("没有生成批注副本。\nNo annotated copy was made."),
            }
        }
        if checked.accepted { Ok(()) } else { Err(Failure::Answered) }
    }
}

/// Only here is a flag the way to name what the file leaves open.
fn with_flag(mut problem: Problem) -> Problem {
    let flag = match problem.code.as_str() {
        "item.ambiguous" | "item.not_recognised" => "--item",
        "period.assumed" => "--period",
        // Codes are text: all others have no flag.
        _ => return problem,
    };
    if let Some(remedy) = &mut problem.remedy {
        *remedy =
            Text::new(format!("{}命令行用 {flag}。", remedy.zh), format!("{} On the command line: {flag}.", remedy.en));
    }
    problem
}

fn no_questionnaire(failure: Failure) -> Failure {
    match failure {
        Failure::Problems(_) => Failure::Usage(Text::new(
            "读不到 --instrument 指定的问卷文件。",
            "The questionnaire named by --instrument cannot be read.",
        )),
        Failure::Answered | Failure::Usage(_) | Failure::Config(_) | Failure::Fault(_) | Failure::NobodyReads => {
            failure
        }
    }
}

fn refused(problems: Vec<Problem>) -> CheckAnswer {
    let problem = problems
        .into_iter()
        .next()
        .unwrap_or_else(|| Problem::error("file.unreadable", Text::new("无法读取文件。", "The file cannot be read.")));
    CheckAnswer::refused(problem)
}

fn table(answer: &CheckAnswer) -> String {
    let checked = &answer.checked;
    let widest = checked.values.keys().map(|code| output::width(code)).max().unwrap_or_default();
    let mut text = String::new();
    for (code, value) in &checked.values {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}  {value}", output::padded(code, widest));
    }
    let errors = checked.problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = checked.problems.len() - errors;
    let verdict = if checked.accepted {
        format!("可以提交，{warnings} 条提醒。\nAccepted, with {warnings} warnings.\n")
    } else {
        format!("不能提交：{errors} 处错误，{warnings} 条提醒。\nNot accepted: {errors} errors, {warnings} warnings.\n")
    };
    text + &verdict
}

/// The calendar year before this one, in China.
pub(super) fn last_year() -> Period {
    #[expect(clippy::disallowed_methods, reason = "the command line is an edge: a person asks now")]
    let now = OffsetDateTime::now_utc();
    let year = now.to_offset(UtcOffset::from_hms(8, 0, 0).unwrap_or(UtcOffset::UTC)).year() - 1;
    let day = |month, day| Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN);
    Period { start: day(Month::January, 1), end: day(Month::December, 31) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_is_named_only_where_there_is_one() {
        let problem = |code: &str| Problem::error(code, Text::same("x")).remedy(Text::new("请选择。", "Choose."));
        let remedy = |code: &str| with_flag(problem(code)).remedy.expect("a remedy").zh;
        assert_eq!(remedy("item.ambiguous"), "请选择。命令行用 --item。");
        assert_eq!(remedy("period.assumed"), "请选择。命令行用 --period。");
        assert_eq!(remedy("xlsx.damaged"), "请选择。");
    }
}
