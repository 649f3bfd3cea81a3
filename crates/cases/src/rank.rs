//! The operations `rank.…`.

use serde_json::Value;

use crate::{Case, Failure, unknown};

pub(crate) fn run(_op: &str, case: &Case) -> Result<Value, Failure> {
    Err(unknown(&case.op))
}
