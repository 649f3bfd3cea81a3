//! `chengping robustness`: files in, how far the ranks can be trusted out.

use std::fmt::Write as _;

use clap::Args;
use domain::{Problem, Recipe};
use serde::Serialize;
use service::robustness_files::{
    Comparison, Driver, Drivers, FoundByOther, FoundInFiles, Influence, Input, Intervals, RobustnessAnswer, UnitRanks,
    Without, robustness_files,
};

use super::{
    Failure, output,
    score::{self, Files},
};

#[derive(Debug, Args)]
#[command(after_help = "Example:
  chengping robustness --instrument tree.csv --data table.csv --year 2016
  chengping robustness --instrument tree.csv --data table.csv --recipe recipe.json --rows 1024 --json
The index is computed many times over with other choices, as the recipe's `robustness` says; a recipe that
says nothing of it gets the standard check: 1000 runs, weights changed by up to a quarter of themselves.
Printed are the ranks of each unit, which choice moves them most, and what becomes of them without each
indicator, without imputation and by other methods (SAW, WPM, WASPAS, TOPSIS, VIKOR). The same files give the same numbers, bit for bit.")]
pub(super) struct Robustness {
    #[command(flatten)]
    files: Files,
    /// Rows of the sample that tells which choice moves the ranks; more are slower and more exact
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(8..=100_000))]
    rows: u32,
    #[arg(
        long,
        help = "Print JSON: {\"runs\", \"interval\", \"units\": [{\"code\", \"name\", \"rank\", \"mean\", \"interval\", \"ranks\"}], \"drivers\", \"without_indicators\", \"imputation\", \"other_methods\", \"standard\", \"recipe\", \"problems\"}"
    )]
    json: bool,
}

/// The shape that is printed; scripts rely on it.
#[derive(Serialize)]
struct Printed<'a> {
    runs: Option<domain::score_sheet::Runs>,
    /// The share of runs that an interval holds.
    interval: Option<f64>,
    units: Vec<PrintedUnit<'a>>,
    drivers: Option<&'a Drivers>,
    without_indicators: &'a [Without],
    imputation: Option<&'a Influence>,
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    without_imputation: &'a [Problem],
    other_methods: Option<&'a Comparison>,
    /// Whether the recipe asks for nothing and the standard check took its place.
    standard: bool,
    recipe: &'a Recipe,
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct PrintedUnit<'a> {
    /// As in the name column of the table.
    name: &'a str,
    #[serde(flatten)]
    ranks: &'a UnitRanks,
}

impl Robustness {
    pub(super) fn run(self) -> Result<(), Failure> {
        let rows = usize::try_from(self.rows).unwrap_or(usize::MAX);
        let answer = self.files.with(|request| robustness_files(request, rows))?;
        if self.json {
            output::print_json(&printed(&answer))?;
        } else {
            output::print_problems(&answer.problems);
            output::print(&answer.found.as_ref().map(|found| told(found, &answer)).unwrap_or_default())?;
        }
        if answer.failed() { Err(Failure::Answered) } else { Ok(()) }
    }
}

fn printed(answer: &RobustnessAnswer) -> Printed<'_> {
    let found = answer.found.as_ref();
    let units = found.into_iter().flat_map(|found| found.intervals.units.iter().zip(&found.names));
    Printed {
        runs: found.map(|found| found.intervals.runs),
        interval: found.map(|found| found.intervals.interval),
        units: units.map(|(ranks, name)| PrintedUnit { name: &name.zh, ranks }).collect(),
        drivers: found.and_then(|found| found.drivers.as_ref()),
        without_indicators: found.map_or(&[], |found| &found.without_indicators),
        imputation: found.and_then(|found| found.imputation.as_ref()),
        without_imputation: found.map_or(&[], |found| &found.without_imputation),
        other_methods: found.and_then(|found| found.other_methods.as_ref()),
        standard: answer.standard,
        recipe: &answer.recipe,
        problems: &answer.problems,
    }
}

/// The report for people.
fn told(found: &FoundInFiles, answer: &RobustnessAnswer) -> String {
    let mut text = String::new();
    if answer.standard {
        text += "计分方法没有设稳健性分析，以下按标准的做法：权重在自身的 ±25% 之内变动，1000 次。\nThe recipe asks for no robustness analysis; this is the standard one: weights within ±25 % of themselves, 1000 runs.\n\n";
    }
    text += &ranks(&found.intervals, found);
    text += &drivers(found.drivers.as_ref());
    text += &without(&found.without_indicators);
    text += &found.imputation.as_ref().map(imputation).unwrap_or_default();
    if !found.without_imputation.is_empty() {
        text += "\n不插补就算不出结果 Without imputation there is no result：\n";
        for problem in &found.without_imputation {
            let _ = writeln!(text, "{} {}", problem.message.zh, problem.message.en);
        }
    }
    text += &found.other_methods.as_ref().map(other_methods).unwrap_or_default();
    text
}

/// What imputation does: the units that move by it.
fn imputation(found: &Influence) -> String {
    let mut text = format!(
        "\n插补的影响 With and without imputation：插补 {} 个值 values imputed（共 of {}）\n",
        found.imputed, found.scored
    );
    for unit in found.units.iter().filter(|unit| unit.moves()) {
        let rank = |rank: Option<u32>| rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{}  有 with {:>4}  无 without {:>4}",
            output::padded(&unit.code, 12),
            rank(unit.with.map(|with| with.rank)),
            rank(unit.without.map(|without| without.rank))
        );
    }
    text
}

/// How other methods rank, a line each.
fn other_methods(found: &Comparison) -> String {
    let mut text = format!(
        "\n与其他综合评价方法对照 Other methods：比较 {} 个对象 units compared，数据不全 incomplete {}\n",
        found.units.len(),
        found.incomplete.len()
    );
    for other in &found.others {
        let said = match &other.found {
            FoundByOther::Ranks { ranks: _, tau, moved } => {
                let tau = tau.map_or_else(|| "-".to_owned(), |tau| format!("{tau:.3}"));
                format!("τ-b {tau}  平均移动 mean change {moved:.2}")
            }
            FoundByOther::Refused { problem } => format!("{} {}", problem.message.zh, problem.message.en),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}  {said}", output::padded(&other.method.to_string(), 8));
    }
    text
}

fn ranks(intervals: &Intervals, found: &FoundInFiles) -> String {
    let (done, failed, share) = (intervals.runs.done, intervals.runs.failed, (intervals.interval * 1e8).round() / 1e6);
    let codes = intervals.units.iter().map(|u| output::width(&u.code)).max().unwrap_or(0).max(4);
    let mut text = format!(
        "名次区间 Rank intervals：{done} 次运算 runs，作废 failed {failed}，区间 interval {share}%\n{}  {}  {}  {}  {}  {}\n",
        output::padded("名次", 5),
        output::padded("名次区间", 9),
        output::padded("中位", 6),
        output::padded("名次段", 6),
        output::padded("代码", codes),
        "名称"
    );
    for (unit, name) in intervals.units.iter().zip(&found.names) {
        let interval = &unit.interval;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{rank:>5}  {}  {median:>6}  {band:>6}  {}  {}",
            output::padded(&score::between(interval), 9),
            output::padded(&unit.code, codes),
            name.zh,
            rank = unit.rank,
            median = interval.median,
            band = interval.band,
        );
    }
    text
}

fn drivers(drivers: Option<&Drivers>) -> String {
    let Some(drivers) = drivers else {
        return "\n没有改变任何一项，或者怎样改变名次都不动。\nNothing is varied, or whatever is varied ranks do not move.\n".to_owned();
    };
    let mut text = format!(
        "\n什么影响名次 What moves the ranks：每次平均移动 {:.2} 名 places a run on average（{} 次运算 runs）\n{}  {}  {}\n",
        drivers.mean_change,
        drivers.runs.done,
        output::padded("", 30),
        output::padded("单独 first [90%]", 26),
        "连同交互 total [90%]"
    );
    for driver in &drivers.inputs {
        let Driver { input, first, first_interval, total, total_interval } = driver;
        let range = |value: &f64, (low, high): &(f64, f64)| format!("{value:.3} [{low:.3}, {high:.3}]");
        let _ = writeln!(
            text,
            "{}  {}  {}",
            output::padded(called(*input), 30),
            output::padded(&range(first, first_interval), 26),
            range(total, total_interval)
        );
    }
    text
}

const fn called(input: Input) -> &'static str {
    match input {
        Input::Weights => "权重 weights",
        Input::Normalise => "标准化 normalisation",
        Input::Aggregate => "合成 aggregation",
        Input::Impute => "插补 imputation",
        Input::Treat => "异常值 outliers",
        Input::LeaveOneOut => "去掉一个指标 leave one out",
        Input::Sampling => "抽样误差 sampling",
        Input::Raters => "评审 raters",
    }
}

fn without(indicators: &[Without]) -> String {
    let codes = indicators.iter().map(|i| output::width(&i.code)).max().unwrap_or(0).max(8);
    let mut text = format!(
        "\n去掉一个指标 Without one indicator\n{}  {}  {}\n",
        output::padded("指标", codes),
        output::padded("平均移动", 8),
        "移动最多的 moves most"
    );
    for Without { code, change } in indicators {
        let code = output::padded(code, codes);
        let _ = match change {
            None => writeln!(text, "{code}  {}  无法计算 cannot be computed", output::padded("–", 8)),
            Some(change) => {
                let most = change.most.as_ref();
                let most = most.map_or_else(|| "–".to_owned(), |m| format!("{} {} → {}", m.unit, m.from, m.to));
                writeln!(text, "{code}  {:>8.2}  {most}", change.mean)
            }
        };
    }
    text
}
