//! Verify a bundle: is every byte as it was written, do its data and recipe give its result, and do its
//! values follow from the rows it shows?

use domain::{EditionContent, Text};
use publication::{
    Difference,
    bundle::{self, BundleError},
    canonical::sha256_hex,
    disclose, first_value_difference,
};
use serde::Serialize;
use serde_json::Value;

use crate::from_rows;

/// The answer of a verification, in the shape the command line prints as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verification {
    /// Whether every byte is as it was written and everything computed again has the same bits.
    pub identical: bool,
    /// The first thing that is not.
    pub first_difference: Option<Difference>,
    /// SHA-256 of the file, to compare with the one on the public page.
    pub sha256: String,
    /// Whether scores are withheld, so that there is nothing to compute them from.
    pub scores_withheld: bool,
    /// How many values were computed again from the rows they rest on.
    pub values_recomputed: usize,
    /// How many could not be, because rows, cells or values are withheld.
    pub values_withheld: usize,
}

/// Verifies a bundle. It needs no database and trusts nothing in the file: hashes are computed
/// again, and so are the scores and, where their rows are shown, the values.
///
/// A bundle that was rewritten as a whole, hashes and all, is a sound bundle of another edition;
/// compare [`Verification::sha256`] with the published one to know which edition it is.
pub fn verify(bytes: &[u8]) -> Verification {
    let mut verification = Verification {
        identical: false,
        first_difference: None,
        sha256: sha256_hex(bytes),
        scores_withheld: false,
        values_recomputed: 0,
        values_withheld: 0,
    };
    let content = match bundle::read(bytes) {
        Ok(read) => read.content,
        Err(BundleError(difference)) => return Verification { first_difference: Some(*difference), ..verification },
    };
    verification.scores_withheld = content.withholds_scores();
    verification.first_difference = undisclosed(&content);
    if verification.first_difference.is_none() && !content.withholds_scores() {
        let values = from_rows::check(&content);
        verification.values_recomputed = values.recomputed;
        verification.values_withheld = values.withheld;
        verification.first_difference = recompute(&content).or(values.first_difference);
    }
    verification.identical = verification.first_difference.is_none();
    verification
}

/// What stands in a bundle that says of itself that it leaves it out.
fn undisclosed(content: &EditionContent) -> Option<Difference> {
    if content.withheld.is_none() && !content.withholds_scores() {
        return None;
    }
    match disclose(content, &content.release) {
        Ok(disclosed) if disclosed == *content => None,
        Ok(disclosed) => difference_at("/content", &disclosed, content),
        Err(error) => Some(fault("/content/recipe", error.message())),
    }
}

fn recompute(content: &EditionContent) -> Option<Difference> {
    match scoring::score(&content.instrument, &content.data, &content.recipe) {
        Ok(again) => difference_at("/content/result", &again, &content.result),
        Err(errors) => {
            let first = errors.first().map(domain::Problem::from).map(|p| p.message).unwrap_or_default();
            Some(fault("/content/result", first))
        }
    }
}

fn difference_at(pointer: &str, expected: &impl Serialize, found: &impl Serialize) -> Option<Difference> {
    let as_value = |part: serde_json::Result<Value>| part.unwrap_or_default();
    let (expected, found) = (as_value(serde_json::to_value(expected)), as_value(serde_json::to_value(found)));
    first_value_difference(&expected, &found).map(|mut difference| {
        difference.pointer.insert_str(0, pointer);
        difference
    })
}

fn fault(pointer: &str, message: Text) -> Difference {
    Difference { pointer: pointer.to_owned(), expected: Value::Null, found: Value::Null, message }
}
