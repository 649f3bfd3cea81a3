//! The operations `multivariate.…`.

use scoring::{Column, structure::pca};
use serde_json::{Value, json};

use crate::{Case, Failure, unknown, value};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    match op {
        "pca_correlation" => {
            let columns: Vec<Column> =
                value::table(value::member(&case.input, "df")?)?.into_iter().map(|(_, column)| column).collect();
            let found = pca::correlation(&columns)?;
            Ok(json!({
                "eigenvalues": found.eigenvalues,
                "explained": found.explained,
                "pc1_loadings": found.loadings.first(),
            }))
        }
        _ => Err(unknown(&case.op)),
    }
}
