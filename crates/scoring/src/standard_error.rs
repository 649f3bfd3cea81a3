//! Standard errors of values that come from samples, carried to every score above them.
//!
//! An indicator: `SE(s) = |ds/dx| · SE(x)`, which is `SE(x)` for points and values without
//! normalisation and `(upper − lower) / |target − floor| · SE(x)` between the goalposts (beyond them the
//! score is cut and the error stated is too large, never too small). A dimension:
//! `SE(S) = √ Σ (w′ᵢ · SE(sᵢ))²` over the children with a standard error, with the derivative in the place of the
//! share w′ beneath other means than the arithmetic one; scores without one are exact.
//!
//! This takes the errors of different indicators as independent. Questions answered by the same people
//! are positively correlated, and the true error of their mean lies between this and `Σ w′ᵢ · SE(sᵢ)`.
//! Source: JCGM 100:2008 (GUM), 5.1.2.

use domain::{
    Dataset, Instrument,
    recipe::{Method, Normalise, Posts, Recipe},
};

use crate::{Column, normalise::is_relative, run::Share};

/// 97.5 % of a normal distribution lie below this many standard deviations above its mean.
const Z: f64 = 1.959_963_984_540_054;

/// The interval in which the score lies in 95 of 100 samples, by the normal approximation.
pub fn interval(score: f64, standard_error: f64) -> (f64, f64) {
    (score - Z * standard_error, score + Z * standard_error)
}

/// Standard errors of all units on every node; empty if the data have none.
pub(crate) fn standard_errors(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    scores: &[Column],
    shares: &[Vec<Share>],
) -> Vec<Column> {
    // An error that is drawn because there is no slope would be left out of every sum above: then there is none at all.
    if !data.standard_errors.keys().all(|code| carries(recipe, code)) || data.standard_errors.is_empty() {
        return Vec::new();
    }
    let units = data.units.len();
    let mut errors: Vec<Column> = vec![vec![None; units]; instrument.len()];
    // Parents stand before their children, so backwards every child is ready when its parent asks.
    for node in (0..instrument.len()).rev() {
        let code = &instrument.nodes()[node].code;
        errors[node] = if instrument.is_indicator(node) {
            let Some(raw) = data.standard_errors.get(code) else { continue };
            let slope = slope(&recipe.normalise, code);
            raw.iter().zip(&scores[node]).map(|(e, s)| s.and(e.map(|e| e * slope))).collect()
        } else {
            (0..units)
                .map(|unit| {
                    scores[node][unit]?;
                    let children = instrument.children(node).iter();
                    combine(children.map(|&child| (shares[child][unit].slope, errors[child][unit])))
                })
                .collect()
        };
    }
    errors
}

/// Whether the score of an indicator moves with its raw value alone, by a known slope. Where it does not, the runs of
/// robustness draw the error instead.
pub(crate) fn carries(recipe: &Recipe, indicator: &str) -> bool {
    !is_relative(&recipe.normalise) && recipe.treat.is_none() && !recipe.select.denominators.contains_key(indicator)
}

/// How much a score moves with the raw value.
fn slope(normalise: &Normalise, indicator: &str) -> f64 {
    let of_posts = |posts: Posts, range: f64| range / (posts.target - posts.floor).abs();
    match normalise {
        Normalise::None
        // What is relative does not come here.
        | Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. }
        | Normalise::Bands { .. } => 1.0,
        Normalise::Goalposts { lower, upper, posts } => {
            posts.get(indicator).map_or(1.0, |posts| of_posts(*posts, upper - lower))
        }
        Normalise::PerIndicator { methods } => match methods.get(indicator) {
            Some(Method::Goalposts(posts)) => of_posts(*posts, 100.0),
            Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) | None => 1.0,
        },
    }
}

/// The error of a parent from slope and error of its children.
fn combine(children: impl Iterator<Item = (Option<f64>, Option<f64>)>) -> Option<f64> {
    let squares = children.filter_map(|(slope, error)| Some(slope? * error?)).map(|e| e * e);
    squares.reduce(|sum, square| sum + square).map(libm::sqrt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_children_add_up_as_squares_of_their_shares() {
        let children = [(Some(0.6), Some(3.0)), (Some(0.4), Some(6.0)), (None, None)];
        // √((0.6·3)² + (0.4·6)²) = √(3.24 + 5.76) = 3
        let error = combine(children.into_iter()).unwrap_or_default();
        assert!((error - 3.0).abs() < 1e-12, "{error}");
        assert_eq!(combine([(Some(1.0), None)].into_iter()), None);
    }

    #[test]
    fn the_interval_is_nearly_two_standard_errors_to_each_side() {
        let (low, high) = interval(70.0, 1.0);
        assert!((low - 68.04).abs() < 1e-4 && (high - 71.96).abs() < 1e-4);
    }
}
