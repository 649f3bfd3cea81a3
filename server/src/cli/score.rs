//! `chengping score`: files in, scores out.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

use clap::{Args, ValueEnum};
use domain::{
    Problem, Recipe, Text,
    recipe::Normalise,
    score_sheet::{RankInterval, Steps},
};
use serde::Serialize;
use service::score_files::{ScoreAnswer, ScoreRequest, ScoredUnit, score_files};

use super::{Failure, data::Columns, output, read_file};

#[derive(Debug, Args)]
#[command(after_help = "Example:
  chengping score --instrument tree.csv --data table.csv --year 2016
  chengping score --instrument tree.csv --data table.xlsx --normalise min-max --json
TREE has a row a node: code, parent, weight, direction. TABLE has a row a unit: a name column, if you
like a code and a year column, and a column an indicator, headed by its code.
A recipe that asks for rank intervals has them printed beside the ranks.")]
pub(super) struct Score {
    #[command(flatten)]
    files: Files,
    #[arg(
        long,
        help = "Print JSON: {\"units\": [{\"code\", \"name\", \"rank\", \"nodes\", \"interval\", \"imputed\"}], \"steps\", \"recipe\", \"problems\"}"
    )]
    json: bool,
}

/// What is scored, and how.
#[derive(Debug, Args)]
pub(super) struct Files {
    /// The tree, CSV or XLSX 指标体系
    #[arg(long, value_name = "TREE")]
    instrument: PathBuf,
    /// The table of units × indicators, CSV or XLSX 数据
    #[arg(long, value_name = "TABLE")]
    data: PathBuf,
    /// The year to score, where the table has several
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// A recipe in JSON, as in a bundle
    #[arg(long, value_name = "FILE", conflicts_with = "normalise")]
    recipe: Option<PathBuf>,
    /// How raw values become comparable
    #[arg(long, value_enum, default_value = "none")]
    normalise: Method,
    #[command(flatten)]
    columns: Columns,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Method {
    /// Values are on one scale already
    None,
    /// 0–100 between the least and the greatest value of the table
    MinMax,
}

/// The shape that is printed; scripts rely on it.
#[derive(Serialize)]
struct Printed<'a> {
    units: Vec<PrintedUnit<'a>>,
    /// Only where a step did something.
    #[serde(skip_serializing_if = "Steps::is_empty")]
    steps: &'a Steps,
    recipe: &'a Recipe,
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct PrintedUnit<'a> {
    code: &'a str,
    /// As in the name column of the table.
    name: &'a str,
    rank: Option<u32>,
    nodes: &'a BTreeMap<String, Option<f64>>,
    /// Only where the recipe asks for a least coverage and too little is present.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    withheld: &'a BTreeMap<String, f64>,
    /// Only where the recipe asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<&'a RankInterval>,
    /// Codes of the indicators whose value is imputed.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    imputed: &'a [String],
}

impl Score {
    pub(super) fn run(self) -> Result<(), Failure> {
        let answer = self.files.with(score_files)?;
        if self.json {
            output::print_json(&printed(&answer))?;
        } else {
            output::print_problems(&answer.problems);
            output::print(&table_of(&answer.units))?;
        }
        if answer.failed() { Err(Failure::Answered) } else { Ok(()) }
    }
}

impl Files {
    /// Reads the files and hands them on.
    pub(super) fn with<T>(&self, deed: impl FnOnce(&ScoreRequest<'_>) -> T) -> Result<T, Failure> {
        let (tree, table) = (read_file(&self.instrument)?, read_file(&self.data)?);
        Ok(deed(&ScoreRequest {
            tree: (&tree.0, &tree.1),
            table: (&table.0, &table.1),
            recipe: self.recipe()?,
            mapping: self.columns.clone().into(),
            period: self.year.as_deref(),
        }))
    }

    fn recipe(&self) -> Result<Recipe, Failure> {
        let Some(file) = &self.recipe else {
            let normalise = match self.normalise {
                Method::None => Normalise::None,
                Method::MinMax => Normalise::MinMax { lower: 0.0, upper: 100.0 },
            };
            return Ok(Recipe { normalise, ..Recipe::default() });
        };
        let (name, bytes) = read_file(file)?;
        serde_json::from_slice(&bytes).map_err(|error| {
            Problem::error(
                "recipe.unreadable",
                Text::new(format!("读不懂计分方法：{error}。"), format!("The recipe cannot be read: {error}.")),
            )
            .in_file(name)
            .remedy(Text::new(
                "从已发布的 JSON 文件里复制 recipe 一段。",
                "Copy the recipe out of a published JSON bundle.",
            ))
            .into()
        })
    }
}

fn printed(answer: &ScoreAnswer) -> Printed<'_> {
    Printed {
        units: answer.units.iter().map(printed_unit).collect(),
        steps: &answer.steps,
        recipe: &answer.recipe,
        problems: &answer.problems,
    }
}

fn printed_unit(unit: &ScoredUnit) -> PrintedUnit<'_> {
    PrintedUnit {
        code: &unit.code,
        name: &unit.name.zh,
        rank: unit.rank,
        nodes: &unit.nodes,
        withheld: &unit.withheld,
        interval: unit.interval.as_ref(),
        imputed: &unit.imputed,
    }
}

/// The ranking as a table for people: best first, units without a score last.
fn table_of(units: &[ScoredUnit]) -> String {
    if units.is_empty() {
        return String::new();
    }
    let mut order: Vec<&ScoredUnit> = units.iter().collect();
    order.sort_by_key(|unit| unit.rank.unwrap_or(u32::MAX));
    let codes = order.iter().map(|u| output::width(&u.code)).max().unwrap_or(0).max(4);
    let names = order.iter().map(|u| output::width(&u.name.zh)).max().unwrap_or(0).max(4);
    let has_intervals = units.iter().any(|unit| unit.interval.is_some());
    let range = |text: &str| if has_intervals { format!("{}  ", output::padded(text, 9)) } else { String::new() };
    let mut text = format!(
        "{}  {}{}  {}  {}\n",
        output::padded("名次", 5),
        range("名次区间"),
        output::padded("代码", codes),
        output::padded("名称", names),
        "得分"
    );
    for unit in order {
        let rank = unit.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        let score = unit.score.map_or_else(|| "–".to_owned(), |score| format!("{score:.4}"));
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{rank:>5}  {}{}  {}  {score}",
            range(&unit.interval.as_ref().map_or_else(|| "–".to_owned(), between)),
            output::padded(&unit.code, codes),
            output::padded(&unit.name.zh, names)
        );
    }
    text
}

/// From the best to the worst rank of an interval: `2–5`.
pub(super) fn between(interval: &RankInterval) -> String {
    if interval.best == interval.worst {
        interval.best.to_string()
    } else {
        format!("{}–{}", interval.best, interval.worst)
    }
}
