//! `sensitivity.*`: samples, what they choose, Sobol indices, and whole runs of an index.

mod formula;
mod replay;

use scoring::uncertainty::{
    noise::{self, Noise},
    sample,
    sobol::{self, Indices},
};
use serde_json::{Value, json};

use crate::{
    Case, Context, Failure, unknown,
    value::{full_column, list, member},
};

pub(crate) fn run(op: &str, case: &Case, context: Context<'_>) -> Result<Value, Failure> {
    match op {
        "continuous_map" => {
            let (lower, upper) = (number(&case.params, "lower")?, number(&case.params, "upper")?);
            Ok(json!(sample::continuous(&numbers(case, "x")?, lower, upper)?))
        }
        "discrete_map" => discrete_map(case),
        "estimate" => {
            let (n, d) = (count(&case.params, "N")?, count(&case.params, "d")?);
            Ok(written(&sobol::estimate(&numbers(case, "yy")?, n, d)?))
        }
        "noisy_weights" => noisy_weights(case),
        "replay" => replay::run(case, context),
        "sample_layout" => {
            let (a, b) = (table(&case.input, "XA")?, table(&case.input, "XB")?);
            Ok(json!(sample::layout(&a, &b)?))
        }
        "sobol_truth" => sobol_truth(case),
        _ => Err(unknown(&case.op)),
    }
}

/// The case asks for the map of `cut(x, n)`, over the sample's own range.
fn discrete_map(case: &Case) -> Result<Value, Failure> {
    let alternatives = list(member(&case.params, "alternatives")?)?;
    let places = sample::by_own_range(&numbers(case, "x")?, alternatives.len())?;
    Ok(places.into_iter().map(|place| alternatives.get(place).cloned().unwrap_or_default()).collect())
}

fn noisy_weights(case: &Case) -> Result<Value, Failure> {
    let weights = member(&case.input, "weights")?;
    let specs = member(&case.input, "noise")?;
    let factors = full_column(member(specs, "NoiseFactor")?)?;
    let at = counts(specs, "Level")?;
    if factors.len() != at.len() {
        return Err(Failure::input("`Level` and `NoiseFactor` of different lengths"));
    }
    let noise: Vec<Noise> = at.into_iter().zip(factors).map(|(level, factor)| Noise { level, factor }).collect();
    let (levels, u) = (counts(weights, "Level")?, numbers(case, "u")?);
    Ok(json!(noise::noisy(&full_column(member(weights, "Weight")?)?, &levels, &noise, &u)?))
}

fn sobol_truth(case: &Case) -> Result<Value, Failure> {
    let text = member(&case.input, "function")?.as_str().ok_or_else(|| Failure::input("`function` is a text"))?;
    let d = count(&case.input, "d")?;
    let truth = formula::read(text, d)?.truth()?;
    let (y, n) = (numbers(case, "yy")?, count(&case.input, "N")?);
    let (plain, centred) = (sobol::estimate(&y, n, d)?, sobol::centred(&y, n, d)?);
    Ok(json!({
        "variance_true": truth.variance, "Si_true": truth.first, "STi_true": truth.total,
        "COINr_estimator_on_yy": { "Si": plain.first, "STi": plain.total },
        "SALib_on_yy": { "S1": centred.first, "ST": centred.total },
    }))
}

fn written(indices: &Indices) -> Value {
    json!({ "variance": indices.variance, "Si": indices.first, "STi": indices.total })
}

fn numbers(case: &Case, name: &str) -> Result<Vec<f64>, Failure> {
    full_column(member(&case.input, name)?)
}

fn table(value: &Value, name: &str) -> Result<Vec<Vec<f64>>, Failure> {
    list(member(value, name)?)?.iter().map(full_column).collect()
}

fn number(value: &Value, name: &str) -> Result<f64, Failure> {
    member(value, name)?.as_f64().ok_or_else(|| Failure::input(format!("`{name}` is a number")))
}

fn count(value: &Value, name: &str) -> Result<usize, Failure> {
    whole(member(value, name)?).ok_or_else(|| Failure::input(format!("`{name}` is a whole number")))
}

fn counts(value: &Value, name: &str) -> Result<Vec<usize>, Failure> {
    let all = list(member(value, name)?)?.iter().map(whole).collect::<Option<_>>();
    all.ok_or_else(|| Failure::input(format!("`{name}` is a list of whole numbers")))
}

/// A whole number, also where it is written `3.0`.
fn whole(value: &Value) -> Option<usize> {
    let number = value.as_f64().filter(|x| (0.0..=f64::from(u32::MAX)).contains(x))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range, and compared")]
    let whole = number as usize;
    ((whole as f64 - number).abs() < f64::EPSILON).then_some(whole)
}
