//! The operations `aggregate.…`.

use scoring::{
    Refusal,
    aggregate::{Weighted, arithmetic, enough, generalised, geometric, harmonic, outranking},
};
use serde_json::{Value, json};

use crate::{Case, Context, Failure, params, table::transposed, unknown, value};

pub(crate) fn run(op: &str, case: &Case, _context: Context<'_>) -> Result<Value, Failure> {
    match op {
        "arithmetic" => Ok(value::write(arithmetic::mean(&children(case)?)?)),
        "arithmetic_dat_thresh" => {
            let children = children(case)?;
            let threshold = params::required(case, "dat_thresh")?;
            Ok(value::write(if enough(&children, threshold)? { arithmetic::mean(&children)? } else { None }))
        }
        "geometric" => Ok(value::write(geometric::mean(&children(case)?)?)),
        "harmonic" => Ok(value::write(harmonic::mean(&children(case)?)?)),
        "generalised_mean" => {
            let (children, p) = (children(case)?, params::required(case, "p")?);
            // The operation is that of COINr, which answers missing here against its own help text. The engine's
            // mean leaves missing children out; so as not to pass another number for COINr's, it is refused.
            let missing = children.iter().position(|(_, score)| score.is_none());
            match missing {
                Some(column) if children.iter().any(|(_, score)| score.is_some()) => {
                    Err(Refusal::Missing { column, row: 0 }.into())
                }
                Some(_) | None => Ok(value::write(generalised::mean(&children, p)?)),
            }
        }
        "outranking_matrix" => {
            let (columns, weights) = table(case)?;
            let found = outranking::matrix(&columns, &weights)?;
            Ok(json!({
                "matrix": found.matrix,
                "n_dominant": found.dominant,
                "frac_dominant": found.dominant_share,
            }))
        }
        "copeland" => {
            let (columns, weights) = table(case)?;
            Ok(json!(outranking::copeland(&columns, &weights)?))
        }
        _ => Err(unknown(&case.op)),
    }
}

/// `x` and `w` of one row; without `w` all weigh the same.
fn children(case: &Case) -> Result<Vec<Weighted>, Failure> {
    let scores = value::column(value::member(&case.input, "x")?)?;
    let weights = weights(case, scores.len())?;
    Ok(weights.into_iter().zip(scores).collect())
}

/// `X`, a list of rows, as columns, and `w`.
fn table(case: &Case) -> Result<(Vec<scoring::Column>, Vec<f64>), Failure> {
    let columns = transposed(value::member(&case.input, "X")?)?;
    let weights = weights(case, columns.len())?;
    Ok((columns, weights))
}

fn weights(case: &Case, count: usize) -> Result<Vec<f64>, Failure> {
    match case.input.get("w") {
        None | Some(Value::Null) => Ok(vec![1.0; count]),
        Some(weights) => {
            let weights = value::full_column(weights)?;
            if weights.len() == count {
                Ok(weights)
            } else {
                Err(Refusal::Shape { found: weights.len(), expected: count }.into())
            }
        }
    }
}
