//! Normalisation 标准化: raw values become comparable. One file a method; direction is handled here
//! and nowhere else.

mod goalposts;
mod min_max;
mod none;

use domain::{Node, recipe::Normalise};

use crate::{Column, ScoringError};

/// Normalises the raw column of one indicator.
///
/// # Errors
/// Where the method has no answer for this column: [`ScoringError::Constant`],
/// [`ScoringError::PostsMissing`].
pub fn normalise(method: &Normalise, indicator: &Node, raw: &[Option<f64>]) -> Result<Column, ScoringError> {
    match method {
        Normalise::None => Ok(none::normalise(raw)),
        Normalise::MinMax { lower, upper } => min_max::normalise(indicator, raw, *lower, *upper),
        Normalise::Goalposts { lower, upper, posts } => {
            let posts = posts
                .get(&indicator.code)
                .ok_or_else(|| ScoringError::PostsMissing { indicator: indicator.code.clone() })?;
            Ok(goalposts::normalise(raw, *posts, *lower, *upper))
        }
    }
}
