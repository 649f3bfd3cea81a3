//! Verify a bundle: is every byte as it was written, and do its data and recipe give its result?

use domain::Text;
use publication::{Difference, bundle};
use serde::Serialize;
use serde_json::Value;

/// The answer of a verification, in the shape the command line prints as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// Whether every byte is as it was written and the recomputed result has the same bits.
    pub identical: bool,
    /// The first thing that is not.
    pub first_difference: Option<Difference>,
    /// SHA-256 of the file, to compare with the one on the public page.
    pub sha256: String,
}

/// Verifies a bundle. It needs no database and trusts nothing in the file: hashes are computed
/// again, and the scores too.
///
/// A bundle that was rewritten as a whole, hashes and all, is a sound bundle of another edition;
/// compare [`Verification::sha256`] with the published one to know which edition it is.
pub fn verify(bytes: &[u8]) -> Verification {
    let first_difference = bundle::first_integrity_difference(bytes).or_else(|| recompute(bytes));
    Verification {
        identical: first_difference.is_none(),
        first_difference,
        sha256: publication::canonical::sha256_hex(bytes),
    }
}

fn recompute(bytes: &[u8]) -> Option<Difference> {
    let fault = |pointer: &str, message: Text| {
        Some(Difference { pointer: pointer.to_owned(), expected: Value::Null, found: Value::Null, message })
    };
    let content = match bundle::read(bytes) {
        Ok(read) => read.content,
        Err(error) => return fault("", Text::same(error.to_string())),
    };
    let again = match scoring::score(&content.instrument, &content.data, &content.recipe) {
        Ok(sheet) => sheet,
        Err(errors) => {
            let first = errors.first().map(domain::Problem::from).map(|p| p.message).unwrap_or_default();
            return fault("/content/result", first);
        }
    };
    let as_value = |sheet: &domain::ScoreSheet| serde_json::to_value(sheet).unwrap_or_default();
    publication::first_value_difference(&as_value(&again), &as_value(&content.result)).map(|mut difference| {
        difference.pointer.insert_str(0, "/content/result");
        difference
    })
}
