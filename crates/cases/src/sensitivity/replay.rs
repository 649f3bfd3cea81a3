//! Whole runs of an index, with the choices of each given: scores and ranks of every run, how far ranks move, and
//! which choice moves them.

use std::collections::BTreeMap;

use scoring::{
    Column,
    pipeline::{self, Choice, Normalise, Variants},
    rank,
    uncertainty::{
        rank_stats::{self, mean_absolute_change},
        sobol,
    },
};
use serde_json::{Map, Value, json};

use super::count;
use crate::{
    Case, Context, Failure,
    pipeline::read,
    value::{full_column, list, member, write, write_column},
};

pub(super) fn run(case: &Case, context: Context<'_>) -> Result<Value, Failure> {
    let named = read::dataset(member(&case.input, "dataset")?, context)?;
    let steps = read::steps(member(&case.input, "steps")?)?;
    let alternatives = Alternatives::read(&case.input)?;
    let by_run = member(&case.input, "parameters_by_rep")?;
    let by_run = by_run.as_object().ok_or_else(|| Failure::input("`parameters_by_rep` is an object"))?;
    let choices = choices(by_run, &alternatives)?;

    let nominal = pipeline::run(&named.dataset, &steps)?;
    let last = nominal.states.last().ok_or_else(|| Failure::input("there are no steps"))?;
    let nominal_scores = &last.columns[named.dataset.index()?];
    let nominal_ranks = rank::competition(nominal_scores);
    let mut variants = Variants::new(&named.dataset, &steps, &alternatives.normalisations)?;
    // A run that is refused has no scores; what is made of all runs then has none either.
    let runs: Vec<Column> = choices
        .iter()
        .map(|choice| variants.scores(choice).unwrap_or_else(|_| vec![None; nominal_scores.len()]))
        .collect();
    let ranks: Vec<Vec<Option<u32>>> = runs.iter().map(|scores| rank::competition(scores)).collect();
    let changes: Column = ranks.iter().map(|ranks| mean_absolute_change(&nominal_ranks, ranks)).collect();

    let (n, d) = (count(&case.params, "N")?, count(&case.params, "d")?);
    let is_sobol = member(&case.params, "type")? == "SA";
    // Only the rows of A and of B are independent draws.
    let independent = if is_sobol { ranks.len().min(2 * n) } else { ranks.len() };
    let stats = rank_stats::of_ranks(&ranks[..independent])?;
    let codes = named.codes(&last.rows);
    let mut all = Map::new();
    all.insert("uCode".into(), json!(codes));
    all.insert("nominal_score".into(), write_column(nominal_scores));
    all.insert("nominal_rank".into(), json!(nominal_ranks));
    all.insert("scores_by_rep".into(), runs.iter().map(|scores| write_column(scores)).collect());
    all.insert("ranks_by_rep".into(), json!(ranks));
    all.insert(
        "rank_stats".into(),
        json!({
            "uCode": codes, "Nominal": nominal_ranks,
            "Mean": write_column(&stats.mean), "Median": write_column(&stats.median),
            "Q5": write_column(&stats.q5), "Q95": write_column(&stats.q95),
        }),
    );
    all.insert("mean_abs_rank_change_by_rep".into(), write_column(&changes));
    if is_sobol {
        let inputs: Vec<&String> = by_run.keys().collect();
        let complete: Option<Vec<f64>> = changes.iter().copied().collect();
        let (first, total) = match complete {
            Some(y) => {
                let indices = sobol::estimate(&y, n, d)?;
                (indices.first.into_iter().map(Some).collect(), indices.total.into_iter().map(Some).collect())
            }
            None => (vec![None; d], vec![None; d]),
        };
        let written = |values: &[Option<f64>]| values.iter().copied().map(write).collect::<Vec<_>>();
        all.insert("sensitivity".into(), json!({ "names": inputs, "Si": written(&first), "STi": written(&total) }));
    }
    Ok(Value::Object(all))
}

struct Alternatives {
    normalisations: Vec<Normalise>,
    codes: Vec<String>,
    weights: Vec<Vec<f64>>,
}

impl Alternatives {
    fn read(input: &Value) -> Result<Self, Failure> {
        let mut read = Self { normalisations: Vec::new(), codes: Vec::new(), weights: Vec::new() };
        let Some(given) = input.get("alternatives") else { return Ok(read) };
        if let Some(normalisations) = given.get("Normalisation") {
            read.normalisations = list(normalisations)?.iter().map(read::normalise).collect::<Result<_, _>>()?;
        }
        if let Some(weights) = given.get("Weights") {
            let text =
                |code: &Value| code.as_str().map(str::to_owned).ok_or_else(|| Failure::input("a code is a text"));
            read.codes = list(member(weights, "codes")?)?.iter().map(text).collect::<Result<_, _>>()?;
            read.weights = list(member(weights, "sets")?)?.iter().map(full_column).collect::<Result<_, _>>()?;
            if let Some(set) = read.weights.iter().find(|set| set.len() != read.codes.len()) {
                return Err(Failure::input(format!("{} weights for {} codes", set.len(), read.codes.len())));
            }
        }
        Ok(read)
    }

    /// The set of weights with this number, from 1.
    fn weights(&self, number: usize) -> Result<BTreeMap<String, f64>, Failure> {
        let set = number.checked_sub(1).and_then(|place| self.weights.get(place));
        let set = set.ok_or_else(|| Failure::input(format!("there are no weights {number}")))?;
        Ok(self.codes.iter().cloned().zip(set.iter().copied()).collect())
    }
}

/// The choices of every run.
fn choices(by_run: &Map<String, Value>, alternatives: &Alternatives) -> Result<Vec<Choice>, Failure> {
    let mut choices: Vec<Choice> = Vec::new();
    for (name, values) in by_run {
        let values = list(values)?;
        if choices.is_empty() {
            choices.resize(values.len(), Choice::default());
        }
        if values.len() != choices.len() {
            return Err(Failure::input("parameters of different numbers of runs"));
        }
        for (choice, value) in choices.iter_mut().zip(values) {
            match name.as_str() {
                "Winmax" => choice.most_clipped = Some(read::whole(value)?),
                "Normalisation" => choice.normalise = read::whole(value)?.checked_sub(1),
                "Weights" => choice.weights = alternatives.weights(read::whole(value)?)?,
                "Aggregation" => choice.mean = Some(read::mean(value)?),
                other => return Err(Failure::input(format!("there is no choice `{other}`"))),
            }
        }
    }
    Ok(choices)
}
