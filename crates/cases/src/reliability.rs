//! `reliability.*`: agreement of raters, consistency of items.

use scoring::{
    Column,
    agreement::{
        chance_corrected::{self, Coefficient},
        cohen, cronbach, fleiss, icc, kendall_w,
        krippendorff::{self, Level},
        weighting::Weighting,
    },
};
use serde_json::{Value, json};

use crate::{
    Case, Failure, unknown,
    value::{full_column, list, member, rows, table, write},
};

/// Of the intervals, which are computed and not written.
const CONFIDENCE: f64 = 0.95;

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    match op {
        "chance_corrected_raw" => chance_corrected_raw(case),
        "cohen_kappa" => cohen_kappa(case),
        "cronbach_alpha" => Ok(json!(cronbach::alpha(&items(case)?)?)),
        "fleiss_kappa" => {
            let counts = list(member(&case.input, "units_by_categories_counts")?)?;
            let kappas = fleiss::kappas(&counts.iter().map(full_column).collect::<Result<Vec<_>, _>>()?)?;
            Ok(json!({ "fleiss": kappas.fleiss, "randolph": kappas.randolph }))
        }
        "icc" => {
            let icc = icc::icc(&rows(member(&case.input, "targets_by_raters")?)?, CONFIDENCE)?;
            Ok(json!({
                "MSR": icc.msr, "MSC": icc.msc, "MSE": icc.mse, "MSW": icc.msw,
                "ICC1": icc.icc1.icc, "ICC2": icc.icc2.icc, "ICC3": icc.icc3.icc,
                "ICC1k": icc.icc1k.icc, "ICC2k": icc.icc2k.icc, "ICC3k": icc.icc3k.icc,
            }))
        }
        "kendall_w" => {
            let concordance = kendall_w::concordance(&rows(member(&case.input, "units_by_raters")?)?)?;
            Ok(json!({ "W": concordance.w, "chi2": concordance.chi_squared }))
        }
        "krippendorff_alpha" => krippendorff_alpha(case),
        _ => Err(unknown(&case.op)),
    }
}

fn krippendorff_alpha(case: &Case) -> Result<Value, Failure> {
    let level = match text(case, "level")? {
        "nominal" => Level::Nominal,
        "ordinal" => Level::Ordinal,
        "interval" => Level::Interval,
        "ratio" => Level::Ratio,
        other => return Err(Failure::input(format!("there is no level `{other}`"))),
    };
    let (raters, named) = ratings(member(&case.input, "raters_by_units")?)?;
    if named && level != Level::Nominal {
        return Err(Failure::input("ratings that are names have no order"));
    }
    Ok(json!(krippendorff::alpha(&raters, level)?.alpha))
}

fn chance_corrected_raw(case: &Case) -> Result<Value, Failure> {
    let weighting = match text(case, "weights")? {
        "identity" | "unweighted" => Weighting::Identity,
        "linear" => Weighting::Linear,
        "quadratic" => Weighting::Quadratic,
        "ordinal" => Weighting::Ordinal,
        "radical" => Weighting::Radical,
        "ratio" => Weighting::Ratio,
        other => return Err(Failure::input(format!("there are no weights `{other}`"))),
    };
    let (raters, named) = ratings(member(&case.input, "raters_by_units")?)?;
    if named && weighting != Weighting::Identity {
        return Err(Failure::input("ratings that are names have no order"));
    }
    let all = chance_corrected::coefficients(&raters, weighting)?;
    let written = |c: Coefficient| json!({ "coef": c.coefficient, "se": write(c.standard_error), "pa": c.observed, "pe": c.expected });
    Ok(json!({
        "gwet": written(all.gwet), "fleiss": written(all.fleiss), "conger": written(all.conger),
        "bp": written(all.brennan_prediger), "krippendorff": written(all.krippendorff),
    }))
}

/// Names have no distance: only categories that are numbers are weighted.
fn cohen_kappa(case: &Case) -> Result<Value, Failure> {
    let (a, b) = (list(member(&case.input, "a")?)?, list(member(&case.input, "b")?)?);
    let labels = match case.input.get("labels") {
        Some(labels) => list(labels)?.clone(),
        None => distinct(a.iter().chain(b)),
    };
    let places = |ratings: &[Value]| -> Result<Vec<Option<usize>>, Failure> {
        let place = |rating: &Value| match labels.iter().position(|label| same(label, rating)) {
            Some(place) => Ok(Some(place)),
            None if rating.is_null() => Ok(None),
            None => Err(Failure::input(format!("{rating} is not among the labels"))),
        };
        ratings.iter().map(place).collect()
    };
    let (a, b) = (places(a)?, places(b)?);
    let kappa = |weighting| cohen::kappa(&a, &b, labels.len(), weighting).map(|k| json!(k.kappa));
    let mut written = serde_json::Map::new();
    written.insert("unweighted".into(), kappa(Weighting::Identity)?);
    if labels.iter().all(Value::is_number) {
        written.insert("linear".into(), kappa(Weighting::Linear)?);
        written.insert("quadratic".into(), kappa(Weighting::Quadratic)?);
    }
    Ok(Value::Object(written))
}

/// `df` is columns by name; `items_columns` is rows of units whose columns are the items.
fn items(case: &Case) -> Result<Vec<Vec<Option<f64>>>, Failure> {
    if let Some(columns) = case.input.get("df") {
        return Ok(table(columns)?.into_iter().map(|(_, column)| column).collect());
    }
    let units = rows(member(&case.input, "items_columns")?)?;
    let count = units.first().map_or(0, Vec::len);
    if units.iter().any(|unit| unit.len() != count) {
        return Err(Failure::input("rows of different lengths"));
    }
    Ok((0..count).map(|j| units.iter().map(|unit| unit[j]).collect()).collect())
}

/// Ratings as numbers; names become places among the names in order, and it is said that they were names.
fn ratings(value: &Value) -> Result<(Vec<Column>, bool), Failure> {
    if let Ok(numbers) = rows(value) {
        return Ok((numbers, false));
    }
    let raters = list(value)?.iter().map(list).collect::<Result<Vec<_>, _>>()?;
    let names = distinct(raters.iter().copied().flatten());
    let place = |rating: &Value| names.iter().position(|name| name == rating).map(|place| place as f64);
    Ok((raters.iter().map(|rater| rater.iter().map(place).collect()).collect(), true))
}

/// Whether two labels are the same; 1 and 1.0 are.
fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b).is_eq(),
        _ => a == b,
    }
}

fn distinct<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for value in values {
        if !value.is_null() && !found.contains(value) {
            found.push(value.clone());
        }
    }
    found.sort_by(|a, b| match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.as_str().cmp(&b.as_str()),
    });
    found
}

fn text<'a>(case: &'a Case, name: &str) -> Result<&'a str, Failure> {
    member(&case.params, name)?.as_str().ok_or_else(|| Failure::input(format!("`{name}` is a text")))
}
