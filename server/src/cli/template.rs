//! `chengping template`: a questionnaire in, a respondent's workbook out.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Period, Problem, Text, calendar::parse_date};
use service::template_files::{TemplateRequest, template_file};
use time::{Date, Month};

use super::{Failure, evidence::last_year, output, read_file};

#[derive(Debug, Args)]
#[command(after_help = "Example:
  chengping template --instrument fixtures/shanxi/instrument.json --respondent 140100/FIN --out FIN.xlsx
  chengping template --instrument instrument.json --respondent FIN --period 2025 --out FIN.xlsx
  chengping evidence check FIN.xlsx --instrument instrument.json
A respondent is a department by its code, FIN, or one of a region, 140100/FIN: its rows may then name \
that region and those within it only. The workbook has a cover, instructions in Chinese and English, \
and a sheet for each item the department fills, with drop-downs, notes and a live value.
填报单位写部门代码，或“地区代码/部门代码”。填好后用 evidence check 检查。")]
pub(super) struct Template {
    /// The questionnaire, JSON 问卷
    #[arg(long, value_name = "FILE")]
    instrument: PathBuf,
    /// Who fills it: DEPARTMENT or REGION/DEPARTMENT 填报单位
    #[arg(long, value_name = "RESPONDENT")]
    respondent: String,
    /// Where to write the workbook 保存到
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The period: a year, or two days as 2025-01-01/2025-12-31 [default: last year] 评估期
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
    /// Last day for filing, shown on the cover 截止日期
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    deadline: Option<Date>,
}

impl Template {
    pub(super) fn run(self) -> Result<(), Failure> {
        let (name, bytes) = read_file(&self.instrument)?;
        let request = TemplateRequest {
            questionnaire: (&name, &bytes),
            respondent: &self.respondent,
            period: self.period.unwrap_or_else(last_year),
            deadline: self.deadline,
        };
        let (workbook, warnings) = template_file(&request).map_err(Failure::Problems)?;
        output::print_problems(&warnings);
        std::fs::write(&self.out, workbook).map_err(|error| unwritable(&self.out, &error))?;
        output::print(&format!("已写出 written: {}\n", self.out.display()))
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Problem::error(
        "file.unwritable",
        Text::new(format!("无法写入文件（{error}）。"), format!("The file cannot be written ({error}).")),
    )
    .in_file(path.display().to_string())
    .remedy(Text::new("请检查文件夹和权限。", "Check that the folder exists and may be written to."))
    .into()
}

fn period(text: &str) -> Result<Period, String> {
    let read = match text.parse::<i32>() {
        Ok(number) if text.len() == 4 => year(number).ok(),
        Ok(_) | Err(_) => text.parse().ok(),
    };
    read.ok_or_else(|| {
        "评估期写年份，例如 2025，或两个日期。 A period is a year such as 2025, or two days such as 2025-01-01/2025-12-31."
            .to_owned()
    })
}

fn year(year: i32) -> Result<Period, time::error::ComponentRange> {
    Ok(Period {
        start: Date::from_calendar_date(year, Month::January, 1)?,
        end: Date::from_calendar_date(year, Month::December, 31)?,
    })
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "日期写作 2026-03-31。 A day is written as 2026-03-31.".to_owned())
}
