//! `pipeline` and `pipeline_digest`: a data set and steps, to every table in between.

pub(crate) mod read;
mod report;

use scoring::{
    Column,
    pipeline::{self, Dataset, Run, Step},
    rank,
};
use serde_json::{Map, Value, json};

use self::read::Named;
use crate::{
    Case, Context, Failure, unknown,
    value::{member, write_column},
};

pub(crate) fn run(case: &Case, context: Context<'_>) -> Result<Value, Failure> {
    let digest = match case.op.as_str() {
        "pipeline" => false,
        "pipeline_digest" => true,
        _ => return Err(unknown(&case.op)),
    };
    let given = case.rest.get("dataset").or_else(|| context.file.get("dataset"));
    let named = read::dataset(given.ok_or_else(|| Failure::input("there is no `dataset`"))?, context)?;
    let steps = case.rest.get("steps").ok_or_else(|| Failure::input("`steps` is missing"))?;
    let steps = read::steps(steps)?;
    let run = pipeline::run(&named.dataset, &steps)?;
    if digest { written_digest(&named, &run) } else { Ok(written(&named, &steps, &run)) }
}

/// The name of the table that a step writes.
const fn table_name(step: &Step) -> &'static str {
    match step {
        Step::Denominate => "Denominated",
        Step::Screen(_) => "Screened",
        Step::Impute(_) => "Imputed",
        Step::Treat(_) => "Treated",
        Step::Normalise(_) => "Normalised",
        Step::Aggregate(_) => "Aggregated",
    }
}

fn written(named: &Named, steps: &[Step], run: &Run) -> Value {
    let dataset = &named.dataset;
    let mut tables = Map::new();
    let mut all = Map::new();
    for (step, state) in steps.iter().zip(&run.states) {
        let mut table = Map::new();
        table.insert("uCode".into(), json!(named.codes(&state.rows)));
        for (node, column) in dataset.nodes().iter().zip(&state.columns) {
            table.insert(node.code.clone(), write_column(column));
        }
        tables.insert(table_name(step).into(), Value::Object(table));
    }
    all.insert("dsets".into(), Value::Object(tables));
    if let Some(state) = run.states.last().filter(|state| state.columns.len() > dataset.indicators()) {
        let mut ranks = Map::new();
        ranks.insert("uCode".into(), json!(named.codes(&state.rows)));
        for (node, scores) in dataset.nodes().iter().zip(&state.columns).skip(dataset.indicators()) {
            ranks.insert(node.code.clone(), json!(rank::competition(scores)));
        }
        all.insert("ranks".into(), Value::Object(ranks));
    }
    if steps.iter().any(|step| matches!(step, Step::Screen(_))) {
        all.insert("removed_units".into(), json!(named.codes(&run.removed)));
    }
    if !run.treatments.is_empty() {
        all.insert("treatment_table".into(), report::treatments(dataset, &run.treatments));
    }
    if report::is_whole(steps) {
        report::add(named, steps, run, &mut all);
    }
    Value::Object(all)
}

fn written_digest(named: &Named, run: &Run) -> Result<Value, Failure> {
    let dataset = &named.dataset;
    let state = run.states.last().ok_or_else(|| Failure::input("there are no steps"))?;
    if state.columns.len() == dataset.indicators() {
        return Err(Failure::input("the last step is no aggregation"));
    }
    let mut aggregates = Map::new();
    for (node, scores) in dataset.nodes().iter().zip(&state.columns).skip(dataset.indicators()) {
        aggregates.insert(node.code.clone(), write_column(scores));
    }
    let clipped: usize = run.treatments.iter().filter_map(|t| t.winsorised.map(|(count, _)| count)).sum();
    Ok(json!({
        "uCode": named.codes(&state.rows),
        "aggregates": aggregates,
        "ranks_index": rank::competition(index(dataset, &state.columns)?),
        "removed_units": named.codes(&run.removed),
        "n_logged": run.treatments.iter().filter(|treatment| treatment.transformed.is_some()).count(),
        "n_winsorised_points": clipped,
    }))
}

/// The scores of the index.
fn index<'a>(dataset: &Dataset, columns: &'a [Column]) -> Result<&'a Column, Failure> {
    columns.get(dataset.index()?).ok_or_else(|| Failure::input("there is no index"))
}

/// A data set by its path beside the file, `path.json` or `path.json#member`, or as it stands there.
pub(crate) fn resolve(given: &Value, context: Context<'_>) -> Result<Value, Failure> {
    let Some(path) = given.as_str() else { return Ok(given.clone()) };
    match path.split_once('#') {
        None => context.beside.read(path).map_err(Failure::input),
        Some((file, name)) => {
            let document = context.beside.read(file).map_err(Failure::input)?;
            member(&document, name).cloned()
        }
    }
}
