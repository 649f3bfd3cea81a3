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
    Node, Unit,
    recipe::{Method, Normalise},
};

use crate::{Column, Refusal, ScoringError};

/// Normalises the column of one indicator; `units` are those of the column.
///
/// # Errors
/// Where the method has no answer for this column: [`ScoringError::Constant`],
/// [`ScoringError::PostsMissing`], [`ScoringError::MethodMissing`], [`ScoringError::Refused`].
pub fn normalise(
    method: &Normalise,
    indicator: &Node,
    raw: &[Option<f64>],
    units: &[Unit],
) -> Result<Column, ScoringError> {
    let direction = indicator.direction;
    let ties = ranks::Ties::Average;
    let found = match method {
        Normalise::None => Ok(none::normalise(raw)),
        Normalise::MinMax { lower, upper } => return min_max::normalise(indicator, raw, *lower, *upper),
        Normalise::Goalposts { lower, upper, posts } => {
            let posts = posts
                .get(&indicator.code)
                .ok_or_else(|| ScoringError::PostsMissing { indicator: indicator.code.clone() })?;
            Ok(goalposts::normalise(raw, *posts, *lower, *upper))
        }
        Normalise::PerIndicator { methods } => match methods.get(&indicator.code) {
            None => return Err(ScoringError::MethodMissing { indicator: indicator.code.clone() }),
            Some(Method::Goalposts(posts)) => Ok(goalposts::normalise(raw, *posts, 0.0, 100.0)),
            Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) => {
                Ok(points::normalise(raw))
            }
        },
        Normalise::ZScore { mean, sd } => z_score::column(raw, direction, *mean, *sd),
        Normalise::Rank => ranks::rank(raw, direction, ties),
        Normalise::PercentileRank { upper } => ranks::percentile(raw, direction, ties).map(|c| times(c, *upper)),
        Normalise::Borda => ranks::borda(raw, direction, ties),
        Normalise::Efficacy { base, span } => {
            efficacy::among_units(raw, direction, efficacy::Scale { base: *base, span: *span })
        }
        Normalise::DistanceToBest { upper } => distance::to_best(raw, direction).map(|c| times(c, *upper)),
        Normalise::DistanceToReference { unit, upper } => {
            // The recipe was checked: without the unit there is no row, and that is refused.
            let row = units.iter().position(|u| u.code == *unit).unwrap_or(raw.len());
            distance::to_reference(raw, direction, row, true).map(|c| times(c, *upper))
        }
        Normalise::DistanceToTarget { upper, targets } => {
            let why = || Refusal::Parameter { name: "target", why: "there is none".into() };
            targets
                .get(&indicator.code)
                .ok_or_else(why)
                .and_then(|target| distance::to_target(raw, direction, *target, true))
                .map(|c| times(c, *upper))
        }
        Normalise::FractionOfMaximum { upper } => distance::share_of_greatest(raw, direction).map(|c| times(c, *upper)),
        Normalise::Bands { bands } => {
            let why = || Refusal::Parameter { name: "bands", why: "there are none".into() };
            bands.get(&indicator.code).ok_or_else(why).and_then(|b| categories::bands(raw, &b.cuts, &b.points))
        }
    };
    found.map_err(|refusal| refused(indicator, units, refusal))
}

/// A refusal with the names of indicator and unit.
pub(crate) fn refused(indicator: &Node, units: &[Unit], refusal: Refusal) -> ScoringError {
    let unit = match &refusal {
        Refusal::NotFinite { row, .. } | Refusal::NotPositive { row, .. } | Refusal::Missing { row, .. } => {
            units.get(*row).map(|unit| unit.code.clone())
        }
        Refusal::Constant { .. } => return ScoringError::Constant { indicator: indicator.code.clone() },
        Refusal::Empty { .. }
        | Refusal::TooFew { .. }
        | Refusal::Shape { .. }
        | Refusal::Weights
        | Refusal::Parameter { .. }
        | Refusal::Undefined { .. } => None,
    };
    ScoringError::Refused { node: indicator.code.clone(), unit, refusal }
}

/// Scores on the scale that ends at `upper`.
fn times(mut column: Column, upper: f64) -> Column {
    for score in column.iter_mut().flatten() {
        *score *= upper;
    }
    column
}

/// The lowest score a method gives an indicator: what is earned where nothing was submitted. Without a scale it
/// is 0; where scores have no fixed lower end, it is the lowest that a unit has.
pub(crate) fn lowest(method: &Normalise, indicator: &str, scores: &[Option<f64>]) -> f64 {
    match method {
        Normalise::None
        | Normalise::PerIndicator { .. }
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. } => 0.0,
        Normalise::MinMax { lower, .. } | Normalise::Goalposts { lower, .. } => *lower,
        Normalise::Efficacy { base, .. } => *base,
        Normalise::Bands { bands } => {
            bands.get(indicator).and_then(|b| b.points.iter().copied().reduce(f64::min)).unwrap_or(0.0)
        }
        Normalise::ZScore { .. } | Normalise::Rank => scores.iter().flatten().copied().reduce(f64::min).unwrap_or(0.0),
    }
}

/// Whether scores depend on who else is in the table, so that an error of one value moves the others.
pub(crate) const fn is_relative(method: &Normalise) -> bool {
    match method {
        Normalise::None | Normalise::Goalposts { .. } | Normalise::PerIndicator { .. } => false,
        Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. }
        // Not relative, but no slope either: a band is flat, and its edge a step.
        | Normalise::Bands { .. } => true,
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
