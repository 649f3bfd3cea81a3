//! Runs a file of reference cases through the scoring engine, and says what it computes: so that anyone
//! can hold the engine against another implementation. The format is described in `vectors/README.md`.
//!
//! One file a family of operations. Nothing here computes: it reads inputs, calls `scoring`, and writes
//! outputs.

mod aggregate;
mod correlation;
mod impute;
mod mcdm;
mod multivariate;
mod normalise;
mod params;
mod pipeline;
mod rank;
mod reliability;
mod sensitivity;
mod stats;
mod table;
mod treat;
mod uncertainty;
mod value;
mod weights;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A case: an operation, its input and its parameters. What else a file says of it (what is expected,
/// how exactly, by whom) is not read: only computed values are given back.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// Its name, unique in its file.
    pub id: String,
    /// The operation: `normalise.minmax`.
    pub op: String,
    /// What is computed with.
    #[serde(default)]
    pub input: Value,
    /// How it is computed.
    #[serde(default)]
    pub params: Value,
    /// Everything else the case says: `steps`, `dataset`, `call`, ….
    #[serde(flatten)]
    pub rest: serde_json::Map<String, Value>,
}

/// What is read beside a file of cases: other JSON files that it names, by their path as it stands there.
pub trait Beside {
    /// The JSON document with this path, relative to the file of cases.
    ///
    /// # Errors
    /// It cannot be read, as a sentence for people.
    fn read(&self, path: &str) -> Result<Value, String>;
}

/// What a case refers to beyond itself.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The whole file of cases: `dataset`, `matrix_from`.
    pub file: &'a Value,
    /// The files beside it.
    pub beside: &'a dyn Beside,
}

/// Why a case has no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// A stable code for programs: `method.constant`, `case.unknown_op`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

impl Failure {
    /// A failure of the case itself, not of a method: `case.input`, where what stands there cannot be read.
    pub fn input(message: impl Into<String>) -> Self {
        Self { code: "case.input".into(), message: message.into() }
    }
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The computed value; missing is `null`.
    Value(Value),
    /// Why there is none.
    Error(Failure),
}

/// What came of all cases, by their names.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Results {
    /// By `id`.
    pub results: BTreeMap<String, Outcome>,
}

/// Runs all cases of a file; one that fails does not keep the others from running.
///
/// # Errors
/// The file is no file of cases at all: a sentence that says so.
pub fn run(file: &[u8], beside: &dyn Beside) -> Result<Results, Failure> {
    let document: Value = serde_json::from_slice(file).map_err(|e| Failure::input(format!("not JSON: {e}")))?;
    let listed = match &document {
        Value::Array(cases) => cases,
        Value::Object(object) => match object.get("cases") {
            Some(Value::Array(cases)) => cases,
            _ => return Err(Failure::input("there is no list `cases`")),
        },
        _ => return Err(Failure::input("neither an object with `cases` nor a list of cases")),
    };
    let context = Context { file: &document, beside };
    let mut results = Results::default();
    for (index, value) in listed.iter().enumerate() {
        let (id, outcome) = match serde_json::from_value::<Case>(value.clone()) {
            Ok(case) => {
                let outcome = dispatch(&case, context);
                (case.id, outcome)
            }
            Err(e) => {
                let id = value.get("id").and_then(Value::as_str).map_or_else(|| format!("#{index}"), str::to_owned);
                (id, Err(Failure::input(e.to_string())))
            }
        };
        let outcome = match outcome {
            Ok(value) => Outcome::Value(value),
            Err(failure) => Outcome::Error(failure),
        };
        results.results.insert(id, outcome);
    }
    Ok(results)
}

fn dispatch(case: &Case, context: Context<'_>) -> Result<Value, Failure> {
    let (family, op) = case.op.split_once('.').unwrap_or((case.op.as_str(), ""));
    match family {
        "aggregate" => aggregate::run(op, case, context),
        "correlation" => correlation::run(op, case),
        "impute" => impute::run(op, case),
        "mcdm" => mcdm::run(op, case, context),
        "multivariate" => multivariate::run(op, case),
        "normalise" => normalise::run(op, case),
        "pipeline" | "pipeline_digest" => pipeline::run(case, context),
        "rank" => rank::run(op, case),
        "reliability" => reliability::run(op, case),
        "sensitivity" => sensitivity::run(op, case, context),
        "stats" => stats::run(op, case),
        "treat" => treat::run(op, case),
        "uncertainty" => uncertainty::run(op, case),
        "weights" => weights::run(op, case, context),
        _ => Err(unknown(&case.op)),
    }
}

/// The answer to an operation that there is not.
fn unknown(op: &str) -> Failure {
    Failure { code: "case.unknown_op".into(), message: format!("there is no operation `{op}`") }
}

impl From<scoring::Refusal> for Failure {
    fn from(refusal: scoring::Refusal) -> Self {
        Self { code: refusal.code().into(), message: refusal.to_string() }
    }
}
