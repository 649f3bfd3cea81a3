//! The operations `pipeline` and `pipeline_digest`: a data set and steps.

use serde_json::Value;

use crate::{Case, Context, Failure, unknown};

pub(crate) fn run(case: &Case, _context: Context<'_>) -> Result<Value, Failure> {
    Err(unknown(&case.op))
}
