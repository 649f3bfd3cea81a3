//! Normalisation 标准化: raw values become comparable. One file a method; direction is handled here
//! and nowhere else.

mod goalposts;
mod min_max;
mod none;
pub(crate) mod points;

use domain::{
    Node,
    recipe::{Method, Normalise},
};

use crate::{Column, ScoringError};

/// Normalises the raw column of one indicator.
///
/// # Errors
/// Where the method has no answer for this column: [`ScoringError::Constant`],
/// [`ScoringError::PostsMissing`], [`ScoringError::MethodMissing`].
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
        Normalise::PerIndicator { methods } => match methods.get(&indicator.code) {
            None => Err(ScoringError::MethodMissing { indicator: indicator.code.clone() }),
            Some(Method::Goalposts(posts)) => Ok(goalposts::normalise(raw, *posts, 0.0, 100.0)),
            Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) => {
                Ok(points::normalise(raw))
            }
        },
    }
}

/// The lowest score a method gives: what is earned where nothing was submitted. Without a scale it
/// is 0.
pub(crate) fn lowest(method: &Normalise) -> f64 {
    match method {
        Normalise::None | Normalise::PerIndicator { .. } => 0.0,
        Normalise::MinMax { lower, .. } | Normalise::Goalposts { lower, .. } => *lower,
    }
}
