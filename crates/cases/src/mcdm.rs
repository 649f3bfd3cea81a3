//! The operations `mcdm.…`.

use serde_json::Value;

use crate::{Case, Context, Failure, unknown};

pub(crate) fn run(_op: &str, case: &Case, _context: Context<'_>) -> Result<Value, Failure> {
    Err(unknown(&case.op))
}
