//! Comparing units by many criteria 多准则比较 (MCDM): methods that go from a table to one score a unit.
//! One file a method; [`Problem`] is what they take.
//!
//! [`Normalisation`] makes criteria comparable; its formulas are those of the field's textbooks (Hwang and
//! Yoon 1981; Brauers and Zavadskas 2006):
//!
//! ```text
//!          more is better             less is better
//! min–max  (x − min) / (max − min)    (max − x) / (max − min)
//! sum      x / Σ x                    (1 / x) / Σ (1 / x)
//! linear   x / max                    min / x
//! max      x / max                    1 − x / max
//! vector   x / √Σ x²                  1 − x / √Σ x²
//! ```
//!
//! Trap: which one a package takes by default differs (TOPSIS: min–max in one, vector in another), and with it
//! scores and ranks; so there is no default here.

mod saw;
mod topsis;
mod vikor;
mod waspas;
mod wpm;

use domain::Direction;
pub use saw::saw;
pub use topsis::topsis;
pub use vikor::{Vikor, vikor};
pub use waspas::waspas;
pub use wpm::wpm;

use crate::{Column, Refusal, stats, table, weight};

/// How criteria are made comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Normalisation {
    /// To 0..=1 between the worst and the best unit.
    MinMax,
    /// Shares of the sum.
    Sum,
    /// Shares of the best unit.
    Linear,
    /// Shares of the greatest value.
    Max,
    /// Shares of the Euclidean length.
    Vector,
}

/// A table to compare units by: criteria as columns, a direction and a weight each.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    columns: Vec<Vec<f64>>,
    directions: Vec<Direction>,
    weights: Vec<f64>,
}

impl Problem {
    /// Takes a complete table; weights are on any scale.
    ///
    /// # Errors
    /// [`Refusal::TooFew`] without columns or rows; [`Refusal::Shape`]; [`Refusal::Missing`],
    /// [`Refusal::NotFinite`]; [`Refusal::Weights`].
    pub fn new(columns: &[Column], directions: &[Direction], weights: &[f64]) -> Result<Self, Refusal> {
        let columns = table::complete(columns, 1)?;
        table::same_length(directions.len(), columns.len())?;
        table::same_length(weights.len(), columns.len())?;
        Ok(Self { columns, directions: directions.to_vec(), weights: weight::shares(weights)? })
    }

    /// How many units are compared.
    pub fn units(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// The criteria, comparable and all with more as better.
    ///
    /// # Errors
    /// [`Refusal::Constant`] by min–max; [`Refusal::NotPositive`] where shares or reciprocals are taken.
    pub fn normalised(&self, how: Normalisation) -> Result<Vec<Vec<f64>>, Refusal> {
        self.columns
            .iter()
            .zip(&self.directions)
            .enumerate()
            .map(|(index, (values, direction))| normalised(values, index, *direction, how))
            .collect()
    }
}

fn normalised(values: &[f64], column: usize, direction: Direction, how: Normalisation) -> Result<Vec<f64>, Refusal> {
    let each = |f: &dyn Fn(f64) -> f64| values.iter().map(|x| f(*x)).collect::<Vec<f64>>();
    let (low, high) = stats::range(values)?;
    let found = match (how, direction) {
        (Normalisation::MinMax, direction) => {
            let (low, high) = table::spread(values, column)?;
            match direction {
                Direction::Positive => each(&|x| (x - low) / (high - low)),
                Direction::Negative => each(&|x| (high - x) / (high - low)),
            }
        }
        (Normalisation::Sum, Direction::Positive) => {
            table::shares_exist(values, column)?;
            let total = stats::finite_result(stats::sum(values), "the sum overflows")?;
            each(&|x| x / total)
        }
        (Normalisation::Sum, Direction::Negative) => {
            table::positive(values, column)?;
            let total = stats::sum_of(values.iter().map(|x| 1.0 / x));
            let total = stats::finite_result(total, "the sum of the reciprocals overflows")?;
            each(&|x| 1.0 / x / total)
        }
        (Normalisation::Linear | Normalisation::Max, Direction::Positive) => {
            table::shares_exist(values, column)?;
            each(&|x| x / high)
        }
        (Normalisation::Linear, Direction::Negative) => {
            table::positive(values, column)?;
            each(&|x| low / x)
        }
        (Normalisation::Max, Direction::Negative) => {
            table::shares_exist(values, column)?;
            each(&|x| 1.0 - x / high)
        }
        (Normalisation::Vector, direction) => {
            let largest = f64::max(low.abs(), high.abs());
            if largest <= 0.0 {
                return Err(Refusal::Undefined { why: format!("column {column} is 0 everywhere and has no length") });
            }
            // Taken relative to the largest, so that no square leaves the range of numbers.
            let length = stats::sum_of(values.iter().map(|x| (x / largest) * (x / largest))).sqrt();
            match direction {
                Direction::Positive => each(&|x| x / largest / length),
                Direction::Negative => each(&|x| 1.0 - x / largest / length),
            }
        }
    };
    match found.iter().position(|x| !x.is_finite()) {
        None => Ok(found),
        Some(_) => Err(Refusal::Undefined { why: format!("the values of column {column} lie too far apart") }),
    }
}

/// For each unit, what `f` makes of its values, one a criterion in order, from `start`.
fn fold_units(columns: &[Vec<f64>], start: f64, f: impl Fn(f64, usize, f64) -> f64) -> Vec<f64> {
    let units = columns.first().map_or(0, Vec::len);
    let mut folded = vec![start; units];
    for (criterion, values) in columns.iter().enumerate() {
        for (total, value) in folded.iter_mut().zip(values) {
            *total = f(*total, criterion, *value);
        }
    }
    folded
}

#[cfg(test)]
mod tests;
