//! The operations `weights.…`.

use scoring::{
    normalise::Direction,
    weight::{
        ahp::{Judgements, RandomIndex},
        critic, entropy, gini, merec, pca, spread,
    },
};
use serde_json::{Value, json};

use crate::{
    Case, Context, Failure,
    table::{Criteria, criteria},
    unknown, value,
};

pub(crate) fn run(op: &str, case: &Case, context: Context<'_>) -> Result<Value, Failure> {
    if op == "ahp" {
        return ahp(case);
    }
    let weigh: fn(&Criteria) -> Result<Vec<f64>, scoring::Refusal> = match op {
        "critic" => |c| critic::weights(&c.columns, &c.directions),
        "critic_direction_ignored" => |c| critic::weights(&c.columns, &vec![Direction::Positive; c.columns.len()]),
        "entropy" => |c| entropy::weights(&c.columns),
        "gini" => |c| gini::weights(&c.columns),
        "merec" => |c| merec::weights(&c.columns, &c.directions),
        "pca" => |c| pca::weights(&c.columns),
        "standard_deviation_raw" => |c| spread::standard_deviation(&c.columns),
        "variance_minmax" => |c| spread::variance_of_min_max(&c.columns),
        _ => return Err(unknown(&case.op)),
    };
    Ok(json!(weigh(&criteria(case, context)?)?))
}

fn ahp(case: &Case) -> Result<Value, Failure> {
    let rows = value::list(value::member(&case.input, "pairwise")?)?;
    let judgements = Judgements::new(rows.iter().map(value::full_column).collect::<Result<_, _>>()?)?;
    let found = judgements.priorities()?;
    Ok(json!({
        "eigenvector": found.weights,
        "lambda_max": found.lambda_max,
        "consistency_index": found.consistency_index,
        "cr_saaty_ri": found.consistency_ratio(RandomIndex::Saaty),
        "cr_tummala_ling_ri": found.consistency_ratio(RandomIndex::TummalaLing),
        "row_geometric_mean": judgements.row_geometric_mean()?,
        "column_normalised_mean": judgements.column_mean()?,
    }))
}
