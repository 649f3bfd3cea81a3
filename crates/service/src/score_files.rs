//! Score a table by a tree without a database: files in, scores out.

use std::collections::BTreeMap;

use domain::{
    Dataset, Instrument, Problem, Recipe, Text,
    job::ColumnMapping,
    problem::any_error,
    score_sheet::{RankInterval, Steps},
};
use serde::Serialize;

/// What to score, and how.
#[derive(Debug, Clone)]
pub struct ScoreRequest<'a> {
    /// Name and bytes of the tree: code, parent, weight, direction.
    pub tree: (&'a str, &'a [u8]),
    /// Name and bytes of the table: units × indicators.
    pub table: (&'a str, &'a [u8]),
    /// Which header names which role, where it is not recognised by itself.
    pub mapping: ColumnMapping,
    /// The period to score, where the table has several.
    pub period: Option<&'a str>,
    /// The recipe.
    pub recipe: Recipe,
}

/// The answer, in the shape the command line prints as JSON.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreAnswer {
    /// One entry a unit, in the order of the table; empty if there were errors.
    pub units: Vec<ScoredUnit>,
    /// What was left out, treated and weighed anew before.
    pub steps: Steps,
    /// The recipe that was used.
    pub recipe: Recipe,
    /// Everything that was found wrong or worth a look.
    pub problems: Vec<Problem>,
}

/// A unit's scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoredUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Its overall rank; `None` without a score.
    pub rank: Option<u32>,
    /// Its overall score, which stands among the nodes too.
    #[serde(skip)]
    pub score: Option<f64>,
    /// Its score on each node of the tree; `None` where missing.
    pub nodes: BTreeMap<String, Option<f64>>,
    /// The share of the weight that is present, on each node where it is too little for a score.
    pub withheld: BTreeMap<String, f64>,
    /// How far its rank can be trusted; `None` if the recipe does not ask.
    pub interval: Option<RankInterval>,
    /// Codes of the indicators on which its value is imputed, in the order of the tree.
    pub imputed: Vec<String>,
}

impl ScoreAnswer {
    /// Whether something stopped the scoring.
    pub fn failed(&self) -> bool {
        any_error(&self.problems)
    }
}

/// Scores the files. Whatever is wrong is among the problems of the answer, both files' at once.
pub fn score_files(request: &ScoreRequest<'_>) -> ScoreAnswer {
    let mut problems = Vec::new();
    let (units, steps) = score(request, &mut problems).unwrap_or_default();
    ScoreAnswer { units, steps, recipe: request.recipe.clone(), problems }
}

/// Tree and data of the files; `None` if there were errors, all of which are among the problems.
pub(crate) fn read(request: &ScoreRequest<'_>, problems: &mut Vec<Problem>) -> Option<(Instrument, Dataset)> {
    let instrument = evidence::read_instrument(request.tree.0, request.tree.1)
        .map(|(instrument, warnings)| {
            problems.extend(warnings);
            instrument
        })
        .map_err(|found| problems.extend(found))
        .ok();
    let table = evidence::read_table(request.table.0, request.table.1, &request.mapping)
        .map_err(|found| problems.extend(found))
        .ok();
    let (instrument, table) = (instrument?, table?);
    problems.extend(table.warnings.iter().cloned());
    let (mut data, warnings) =
        evidence::select_dataset(&table, &instrument, request.period).map_err(|found| problems.extend(found)).ok()?;
    problems.extend(warnings);
    problems.extend(scoring::recipe::warnings(&request.recipe, &instrument));
    if request.recipe.looks_at_other_periods() {
        let mut others = Vec::new();
        for period in evidence::periods(&table).iter().filter(|period| **period != data.period) {
            // What deserves a look there is not about the period that is scored.
            match evidence::select_dataset(&table, &instrument, Some(period)) {
                Ok((other, _)) => others.push(other),
                Err(_) => problems.push(unusable(period)),
            }
        }
        data.take_from_other_periods(&others, &request.recipe);
    }
    Some((instrument, data))
}

/// Nothing is imputed from a period that has faults of its own.
fn unusable(period: &str) -> Problem {
    Problem::warning(
        "table.period_unusable",
        Text::new(
            format!("“{period}”的数据有错误，没有用来插补。"),
            format!("The data of {period} have faults: nothing is imputed from them."),
        ),
    )
    .at_field("period")
    .remedy(Text::new(format!("单独计算“{period}”，看错在哪里。"), format!("Score {period} by itself to see them.")))
}

fn score(request: &ScoreRequest<'_>, problems: &mut Vec<Problem>) -> Option<(Vec<ScoredUnit>, Steps)> {
    let (instrument, data) = read(request, problems)?;
    let sheet = scoring::score(&instrument, &data, &request.recipe)
        .map_err(|errors| problems.extend(errors.iter().map(Problem::from)))
        .ok()?;
    let units = data.units.iter().zip(sheet.units).map(|(about, unit)| {
        let nodes = || instrument.nodes().iter().map(|node| &node.code).zip(&unit.nodes);
        ScoredUnit {
            code: about.code.clone(),
            name: about.name.clone(),
            rank: unit.rank(),
            score: unit.score(),
            nodes: nodes().map(|(code, node)| (code.clone(), node.score)).collect(),
            withheld: nodes().filter_map(|(code, node)| Some((code.clone(), node.withheld?))).collect(),
            imputed: nodes().filter(|(_, node)| node.imputed).map(|(code, _)| code.clone()).collect(),
            interval: unit.interval.clone(),
        }
    });
    Some((units.collect(), sheet.steps))
}
