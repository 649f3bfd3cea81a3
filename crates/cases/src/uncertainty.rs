//! `uncertainty.*`: how far ranks move over many runs.

use scoring::{Column, uncertainty::rank_stats};
use serde_json::{Value, json};

use crate::{
    Case, Failure, unknown,
    value::{member, rows, write_column},
};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    match op {
        "rank_stats" => {
            let units = rows(member(&case.input, "scores")?)?;
            let stats = rank_stats::of_scores(&turned(&units)?)?;
            Ok(json!({
                "mean": write_column(&stats.mean), "median": write_column(&stats.median),
                "q5": write_column(&stats.q5), "q95": write_column(&stats.q95),
            }))
        }
        _ => Err(unknown(&case.op)),
    }
}

/// The file has a row a unit; the engine takes a row a run.
fn turned(units: &[Column]) -> Result<Vec<Column>, Failure> {
    let runs = units.first().map_or(0, Vec::len);
    if units.iter().any(|unit| unit.len() != runs) {
        return Err(Failure::input("rows of different lengths"));
    }
    Ok((0..runs).map(|run| units.iter().map(|unit| unit[run]).collect()).collect())
}
