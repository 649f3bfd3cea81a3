//! The operations `mcdm.…`.

use scoring::{
    compare::{Normalisation, Problem, saw, topsis, vikor, waspas, wpm},
    weight::{critic, entropy, equal},
};
use serde_json::{Value, json};

use crate::{
    Case, Context, Failure, params,
    table::{Criteria, criteria},
    unknown, value,
};

pub(crate) fn run(op: &str, case: &Case, context: Context<'_>) -> Result<Value, Failure> {
    match op {
        "saw" => Ok(json!(saw(&problem(case, context)?, normalisation(case)?)?)),
        "topsis" => Ok(json!(topsis(&problem(case, context)?, normalisation(case)?)?)),
        "wpm" => Ok(json!(wpm(&problem(case, context)?, normalisation(case)?)?)),
        "waspas" => {
            let lambda = params::number_or(case, "lambda", 0.5)?;
            Ok(json!(waspas(&problem(case, context)?, normalisation(case)?, lambda)?))
        }
        "vikor" | "vikor_Q" => {
            let found = vikor(&problem(case, context)?, params::number_or(case, "v", 0.5)?)?;
            Ok(if op == "vikor" {
                json!({ "S": found.utility, "R": found.regret, "Q": found.compromise })
            } else {
                json!(found.compromise)
            })
        }
        _ => Err(unknown(&case.op)),
    }
}

fn problem(case: &Case, context: Context<'_>) -> Result<Problem, Failure> {
    let criteria = criteria(case, context)?;
    let weights = weights(case, &criteria)?;
    Ok(Problem::new(&criteria.columns, &criteria.directions, &weights)?)
}

/// The case's own weights. Where the input is only words there are none, and only the words of `call` tell
/// which are meant ("…, entropy weights"); by default all weigh the same.
fn weights(case: &Case, criteria: &Criteria) -> Result<Vec<f64>, Failure> {
    if let Some(weights) = case.input.get("weights").or_else(|| case.params.get("weights"))
        && weights.is_array()
    {
        return value::full_column(weights);
    }
    let named = case.params.get("weights").and_then(Value::as_str).map_or_else(|| words(case), str::to_lowercase);
    Ok(if named.contains("entropy") {
        entropy::weights(&criteria.columns)?
    } else if named.contains("critic") {
        critic::weights(&criteria.columns, &criteria.directions)?
    } else {
        equal(criteria.columns.len())?
    })
}

/// `params.normalisation`. Cases whose input is only words have no `params`: there it stands in brackets in
/// `call`, "TOPSIS(vector)". By default it is each method's textbook's.
fn normalisation(case: &Case) -> Result<Normalisation, Failure> {
    let named = match params::text(case, "normalisation")? {
        Some(name) => name.to_owned(),
        None => words(case)
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(name, _)| name.trim_end_matches("_normalization").to_owned())
            .filter(|name| known(name).is_some())
            .unwrap_or_else(|| if case.op == "mcdm.topsis" { "vector" } else { "linear" }.to_owned()),
    };
    known(&named).ok_or_else(|| Failure::input(format!("there is no normalisation `{named}`")))
}

fn known(name: &str) -> Option<Normalisation> {
    match name {
        "minmax" => Some(Normalisation::MinMax),
        "sum" => Some(Normalisation::Sum),
        "linear" => Some(Normalisation::Linear),
        "max" => Some(Normalisation::Max),
        "vector" => Some(Normalisation::Vector),
        _ => None,
    }
}

fn words(case: &Case) -> String {
    case.rest.get("call").and_then(Value::as_str).unwrap_or_default().to_lowercase()
}
