//! Normalisation 标准化: raw values become comparable. One file a method; direction is handled here
//! and nowhere else.
//!
//! The public functions of the modules take one column of any table and refuse by [`crate::Refusal`]; a column
//! without any value stays as it is. [`normalise`] chooses among them by a recipe.

pub mod categories;
pub mod distance;
pub mod efficacy;
mod extent;
pub mod goalposts;
pub mod min_max;
mod none;
pub(crate) mod points;
pub mod ranks;
pub mod z_score;

pub use domain::Direction;
use domain::{
    Node,
    recipe::{Method, Normalise},
};

use crate::{Column, Refusal, ScoringError};

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

/// The column with every present value replaced.
fn each(raw: &[Option<f64>], score: impl Fn(f64) -> f64) -> Column {
    raw.iter().map(|x| x.map(&score)).collect()
}

/// The value as it counts: more is better.
fn oriented(direction: Direction, x: f64) -> f64 {
    match direction {
        Direction::Positive => x,
        Direction::Negative => -x,
    }
}

/// Checks that two ends of a scale are numbers, and the first below the second.
fn rising(name: &'static str, lower: f64, upper: f64) -> Result<(), Refusal> {
    if lower < upper && lower.is_finite() && upper.is_finite() {
        return Ok(());
    }
    Err(Refusal::Parameter { name, why: format!("{lower} is not below {upper}") })
}

/// Checks that a parameter is a number.
fn number(name: &'static str, value: f64) -> Result<(), Refusal> {
    if value.is_finite() { Ok(()) } else { Err(Refusal::Parameter { name, why: format!("{value} is no number") }) }
}
