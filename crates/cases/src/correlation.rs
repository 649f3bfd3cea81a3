//! The operations `correlation.…`.

use scoring::{
    Column,
    structure::{Correlation, Method, matrix},
};
use serde_json::Value;

use crate::{Case, Failure, params, unknown, value};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    let cell: fn(Correlation) -> Option<f64> = match op {
        "pairwise_complete" => |found| Some(found.coefficient),
        "p_values" => |found| found.p,
        _ => return Err(unknown(&case.op)),
    };
    let columns: Vec<Column> =
        value::table(value::member(&case.input, "df")?)?.into_iter().map(|(_, column)| column).collect();
    let found = matrix(&columns, method(case)?)?;
    let row = |row: Vec<Option<Correlation>>| row.into_iter().map(|found| value::write(found.and_then(cell))).collect();
    Ok(Value::Array(found.into_iter().map(row).collect()))
}

fn method(case: &Case) -> Result<Method, Failure> {
    match params::text(case, "method")?.unwrap_or("pearson") {
        "pearson" => Ok(Method::Pearson),
        "spearman" => Ok(Method::Spearman),
        "kendall" => Ok(Method::Kendall),
        other => Err(Failure::input(format!("there is no correlation `{other}`"))),
    }
}
