//! Reads the parameters of a case.

use scoring::normalise::Direction;
use serde_json::Value;

use crate::{Case, Failure, value};

/// A number that may be left out.
pub(crate) fn number(case: &Case, name: &str) -> Result<Option<f64>, Failure> {
    match case.params.get(name) {
        None => Ok(None),
        Some(given) => value::number(given).map_err(|failure| about(name, &failure)),
    }
}

/// A number that must be there.
pub(crate) fn required(case: &Case, name: &str) -> Result<f64, Failure> {
    number(case, name)?.ok_or_else(|| Failure::input(format!("the parameter `{name}` is missing")))
}

/// A number, or what stands for it where it is left out.
pub(crate) fn number_or(case: &Case, name: &str, otherwise: f64) -> Result<f64, Failure> {
    Ok(number(case, name)?.unwrap_or(otherwise))
}

/// A whole number from 0 on that may be left out.
pub(crate) fn count(case: &Case, name: &str) -> Result<Option<usize>, Failure> {
    match case.params.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(given) => given
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .map(Some)
            .ok_or_else(|| Failure::input(format!("the parameter `{name}` is no number of things"))),
    }
}

/// Yes or no, or what stands for it where it is left out.
pub(crate) fn flag(case: &Case, name: &str, otherwise: bool) -> Result<bool, Failure> {
    match case.params.get(name) {
        None | Some(Value::Null) => Ok(otherwise),
        Some(Value::Bool(truth)) => Ok(*truth),
        Some(_) => Err(Failure::input(format!("the parameter `{name}` is neither true nor false"))),
    }
}

/// A word that may be left out.
pub(crate) fn text<'a>(case: &'a Case, name: &str) -> Result<Option<&'a str>, Failure> {
    match case.params.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Failure::input(format!("the parameter `{name}` is no word"))),
    }
}

/// 1 where more is better, −1 where less is.
pub(crate) fn direction_of(given: &Value) -> Result<Direction, Failure> {
    match given.as_f64() {
        Some(1.0) => Ok(Direction::Positive),
        Some(-1.0) => Ok(Direction::Negative),
        _ => Err(Failure::input("a direction is 1 or -1")),
    }
}

/// The parameter `direction`; more is better where it is left out.
pub(crate) fn direction(case: &Case) -> Result<Direction, Failure> {
    case.params.get("direction").map_or(Ok(Direction::Positive), direction_of)
}

fn about(name: &str, failure: &Failure) -> Failure {
    Failure::input(format!("the parameter `{name}`: {}", failure.message))
}
