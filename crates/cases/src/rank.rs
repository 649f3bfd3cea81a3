//! The operations `rank.…`.

use scoring::{
    Refusal,
    rank::{Ties, ranks, within_groups},
    structure::{kendall, similarity, spearman},
};
use serde_json::{Map, Value, json};

use crate::{Case, Failure, unknown, value};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    match op {
        "competition_desc" => each_column(case, |column| ranks(column, Ties::Min)),
        "competition_desc_by_group" => {
            let groups: Vec<Option<String>> =
                value::list(value::member(&case.input, "group")?)?.iter().map(group).collect();
            each_column(case, |column| within_groups(column, &groups, Ties::Min))
        }
        "methods" => {
            let scores = value::column(value::member(&case.input, "scores")?)?;
            let mut found = Map::new();
            for (name, ties) in [
                ("average", Ties::Average),
                ("min", Ties::Min),
                ("max", Ties::Max),
                ("dense", Ties::Dense),
                ("ordinal", Ties::Ordinal),
            ] {
                found.insert(name.into(), value::write_column(&ranks(&scores, ties)?));
            }
            Ok(Value::Object(found))
        }
        "correlation" => {
            let a = value::full_column(value::member(&case.input, "a")?)?;
            let b = value::full_column(value::member(&case.input, "b")?)?;
            let (x, y) = (best_first(&a)?, best_first(&b)?);
            Ok(json!({
                "spearman": spearman(&a, &b)?,
                "kendall_tau_b": kendall(&a, &b)?,
                "weighted_spearman": similarity::weighted_spearman(&x, &y)?,
                "ws": similarity::ws(&x, &y)?,
                "mean_abs_rank_change": similarity::mean_change(&x, &y)?,
            }))
        }
        _ => Err(unknown(&case.op)),
    }
}

fn each_column(
    case: &Case,
    rank: impl Fn(&[Option<f64>]) -> Result<Vec<Option<f64>>, Refusal>,
) -> Result<Value, Failure> {
    let mut ranked = Map::new();
    for (number, (name, column)) in value::table(value::member(&case.input, "df")?)?.into_iter().enumerate() {
        let ranks = rank(&column).map_err(|refusal| refusal.in_column(number))?;
        ranked.insert(name, value::write_column(&ranks));
    }
    Ok(Value::Object(ranked))
}

/// A group's name, which may be a number.
fn group(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(name) => Some(name.clone()),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => Some(other.to_string()),
    }
}

fn best_first(scores: &[f64]) -> Result<Vec<f64>, Failure> {
    let scores: Vec<Option<f64>> = scores.iter().copied().map(Some).collect();
    Ok(ranks(&scores, Ties::Average)?.into_iter().flatten().collect())
}
