//! Reads numbers, columns and tables from cases, and writes them back.

use scoring::Column;
use serde_json::{Map, Value, json};

use crate::Failure;

/// A number that may be missing. `"NaN"` and `"Inf"` in a file mean what they say: they are no missing
/// values, and the engine refuses them.
pub(crate) fn number(value: &Value) -> Result<Option<f64>, Failure> {
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => number.as_f64().map(Some).ok_or_else(|| Failure::input("a number out of range")),
        Value::Bool(truth) => Ok(Some(f64::from(u8::from(*truth)))),
        Value::String(text) => match text.as_str() {
            "NaN" => Ok(Some(f64::NAN)),
            "Inf" => Ok(Some(f64::INFINITY)),
            "-Inf" => Ok(Some(f64::NEG_INFINITY)),
            _ => Err(Failure::input(format!("`{text}` is no number"))),
        },
        Value::Array(_) | Value::Object(_) => Err(Failure::input("a number is expected")),
    }
}

/// A list of numbers that may be missing.
pub(crate) fn column(value: &Value) -> Result<Vec<Option<f64>>, Failure> {
    list(value)?.iter().map(number).collect()
}

/// A list of numbers, none of them missing.
pub(crate) fn full_column(value: &Value) -> Result<Vec<f64>, Failure> {
    list(value)?.iter().map(|v| number(v)?.ok_or_else(|| Failure::input("a number is missing"))).collect()
}

/// A list.
pub(crate) fn list(value: &Value) -> Result<&Vec<Value>, Failure> {
    value.as_array().ok_or_else(|| Failure::input("a list is expected"))
}

/// A list of rows of numbers that may be missing.
pub(crate) fn rows(value: &Value) -> Result<Vec<Vec<Option<f64>>>, Failure> {
    list(value)?.iter().map(column).collect()
}

/// Columns by name, in the order of the file.
pub(crate) fn table(value: &Value) -> Result<Vec<(String, Column)>, Failure> {
    let object: &Map<String, Value> = value.as_object().ok_or_else(|| Failure::input("a table is expected"))?;
    object.iter().map(|(name, values)| Ok((name.clone(), column(values)?))).collect()
}

/// The member of an object, which must be there.
pub(crate) fn member<'a>(value: &'a Value, name: &str) -> Result<&'a Value, Failure> {
    value.get(name).ok_or_else(|| Failure::input(format!("`{name}` is missing")))
}

/// A number as it is written; no value leaves that is not finite.
pub(crate) fn write(value: Option<f64>) -> Value {
    match value {
        Some(number) => json!(number),
        None => Value::Null,
    }
}

/// A column as it is written.
pub(crate) fn write_column(column: &[Option<f64>]) -> Value {
    Value::Array(column.iter().copied().map(write).collect())
}
