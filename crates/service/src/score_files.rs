//! Score a table by a tree without a database: files in, scores out.

use std::collections::BTreeMap;

use domain::{Problem, Recipe, Text, job::ColumnMapping, problem::any_error};
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
    let units = score(request, &mut problems).unwrap_or_default();
    ScoreAnswer { units, recipe: request.recipe.clone(), problems }
}

fn score(request: &ScoreRequest<'_>, problems: &mut Vec<Problem>) -> Option<Vec<ScoredUnit>> {
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
    let (data, warnings) =
        evidence::select_dataset(&table, &instrument, request.period).map_err(|found| problems.extend(found)).ok()?;
    problems.extend(warnings);
    problems.extend(scoring::recipe::warnings(&request.recipe, &instrument));
    let sheet = scoring::score(&instrument, &data, &request.recipe)
        .map_err(|errors| problems.extend(errors.iter().map(Problem::from)))
        .ok()?;
    let units = data.units.iter().zip(sheet.units).map(|(about, unit)| ScoredUnit {
        code: about.code.clone(),
        name: about.name.clone(),
        rank: unit.rank(),
        score: unit.score(),
        nodes: instrument.nodes().iter().zip(&unit.nodes).map(|(n, s)| (n.code.clone(), s.score)).collect(),
        withheld: instrument
            .nodes()
            .iter()
            .zip(&unit.nodes)
            .filter_map(|(n, s)| Some((n.code.clone(), s.withheld?)))
            .collect(),
    });
    Some(units.collect())
}
