//! Analytic hierarchy process 层次分析法 (AHP): weights from how many times more important each thing is than
//! each other.
//!
//! ```text
//! A w = λ w              the principal right eigenvector, w > 0, Σ w = 1
//! CI  = (λ − n) / (n − 1)
//! CR  = CI / RI          RI = the mean CI of random matrices, see `RandomIndex`
//! ```
//!
//! Source: Saaty, *The Analytic Hierarchy Process* (1980). Several experts are put together by the geometric
//! mean of their judgements (Aczél and Saaty 1983): the only mean that keeps a matrix reciprocal.
//!
//! Traps: four tables of RI are in use, and with them CR moves by a tenth; so the table is always named. The
//! geometric mean of the rows and the mean of the normalised columns are other weights where the judgements
//! are inconsistent. A CR for one or two things does not exist: they cannot contradict each other.

mod random_index;

pub use random_index::RandomIndex;

use super::shares;
use crate::{Refusal, stats, table};

/// `a_ij · a_ji` may be this far from 1: matrices are typed with two decimals, and 0.12 is an eighth.
const ROUNDING: f64 = 0.05;
/// Weights that change by less are the eigenvector: rounding alone moves them by some 1e-16.
const SETTLED: f64 = 1e-15;
/// An eigenvector that is not found by then is not found; usual matrices take ten to fifty steps.
const STEPS: usize = 10_000;
/// A consistency index this small is the rounding of a consistent matrix.
const CONSISTENT: f64 = 1e-13;

/// A pairwise comparison matrix 判断矩阵: square, positive, reciprocal up to rounding.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgements(Vec<Vec<f64>>);

/// Weights and how consistent the judgements behind them are.
#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    /// The weights; they sum to 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue λ.
    pub lambda_max: f64,
    /// CI; 0 for one or two things.
    pub consistency_index: f64,
}

/// The judgement that fits the others least.
#[derive(Debug, Clone, PartialEq)]
pub struct Worst {
    /// What is compared, from 0.
    pub row: usize,
    /// With what.
    pub column: usize,
    /// How many times more important it is, as judged.
    pub given: f64,
    /// How many times the weights make it.
    pub implied: f64,
}

impl Judgements {
    /// Takes a matrix of judgements.
    ///
    /// # Errors
    /// [`Refusal::TooFew`]; [`Refusal::Shape`]; [`Refusal::NotFinite`], [`Refusal::NotPositive`];
    /// [`Refusal::Parameter`] where the diagonal is not 1 or two opposite judgements contradict each other.
    pub fn new(rows: Vec<Vec<f64>>) -> Result<Self, Refusal> {
        if rows.is_empty() {
            return Err(Refusal::TooFew { found: 0, needed: 1 });
        }
        for (row, values) in rows.iter().enumerate() {
            table::same_length(values.len(), rows.len())?;
            if let Some(column) = values.iter().position(|x| !x.is_finite()) {
                return Err(Refusal::NotFinite { column, row });
            }
            if let Some(column) = values.iter().position(|x| *x <= 0.0) {
                return Err(Refusal::NotPositive { column, row });
            }
        }
        for (i, values) in rows.iter().enumerate() {
            for (j, value) in values.iter().enumerate().take(i + 1) {
                let product = if i == j { *value } else { value * rows[j][i] };
                if (product - 1.0).abs() > ROUNDING {
                    let why = format!("row {i}, column {j} is {value}, and its opposite {}", rows[j][i]);
                    return Err(Refusal::Parameter { name: "judgements", why });
                }
            }
        }
        Ok(Self(rows))
    }

    /// The judgements of several experts as one matrix: the weighted geometric mean of each entry.
    ///
    /// # Errors
    /// [`Refusal::TooFew`] without experts; [`Refusal::Shape`]; [`Refusal::Weights`].
    pub fn combine(experts: &[Self], weights: &[f64]) -> Result<Self, Refusal> {
        table::same_length(weights.len(), experts.len())?;
        let weights = shares(weights)?;
        let size = experts[0].0.len();
        for expert in experts {
            table::same_length(expert.0.len(), size)?;
        }
        let entry = |i: usize, j: usize| {
            libm::exp(stats::sum_of(experts.iter().zip(&weights).map(|(e, w)| w * libm::log(e.0[i][j]))))
        };
        Self::new((0..size).map(|i| (0..size).map(|j| entry(i, j)).collect()).collect())
    }

    /// The principal eigenvector, and how consistent the judgements are.
    ///
    /// A positive matrix has exactly one positive eigenvector, and multiplying by the matrix leads to it.
    ///
    /// # Errors
    /// [`Refusal::Undefined`] where it is not reached.
    pub fn priorities(&self) -> Result<Priorities, Refusal> {
        let size = self.0.len();
        let mut weights = super::equal(size)?;
        for _ in 0..STEPS {
            let product: Vec<f64> = self
                .0
                .iter()
                .map(|row| stats::sum_of(row.iter().zip(&weights).map(|(judgement, weight)| judgement * weight)))
                .collect();
            // The weights sum to 1, so the sum of `A w` is λ.
            let lambda = stats::finite_result(stats::sum(&product), "the judgements lie too far apart")?;
            let next: Vec<f64> = product.iter().map(|x| x / lambda).collect();
            let change = next.iter().zip(&weights).fold(0.0, |most, (a, b)| f64::max(most, (a - b).abs()));
            weights = next;
            if change <= SETTLED {
                return Ok(Priorities { consistency_index: consistency(lambda, size), lambda_max: lambda, weights });
            }
        }
        Err(Refusal::Undefined { why: "the eigenvector of these judgements is not reached".into() })
    }

    /// Weights from the geometric mean of each row: the eigenvector's where the judgements are consistent.
    ///
    /// # Errors
    /// [`Refusal::Weights`] where they are beyond the range of numbers.
    pub fn row_geometric_mean(&self) -> Result<Vec<f64>, Refusal> {
        let n = self.0.len() as f64;
        shares(
            &self
                .0
                .iter()
                .map(|row| libm::exp(stats::sum_of(row.iter().map(|x| libm::log(*x))) / n))
                .collect::<Vec<_>>(),
        )
    }

    /// Weights from the mean of the columns, each taken as shares of its sum.
    ///
    /// # Errors
    /// [`Refusal::Weights`] where they are beyond the range of numbers.
    pub fn column_mean(&self) -> Result<Vec<f64>, Refusal> {
        let size = self.0.len();
        let sums: Vec<f64> = (0..size).map(|j| stats::sum_of(self.0.iter().map(|row| row[j]))).collect();
        shares(
            &self.0.iter().map(|row| stats::sum_of(row.iter().zip(&sums).map(|(x, sum)| x / sum))).collect::<Vec<_>>(),
        )
    }

    /// The judgement that is farthest, as a ratio, from what the weights imply; `None` for a single thing and
    /// where all judgements fit.
    pub fn worst(&self, weights: &[f64]) -> Option<Worst> {
        let mut worst: Option<(f64, Worst)> = None;
        for (row, values) in self.0.iter().enumerate() {
            for (column, &given) in values.iter().enumerate().skip(row + 1) {
                let implied = weights.get(row)? / weights.get(column)?;
                let off = f64::max(given / implied, implied / given);
                if off > 1.0 + CONSISTENT && worst.as_ref().is_none_or(|(most, _)| off > *most) {
                    worst = Some((off, Worst { row, column, given, implied }));
                }
            }
        }
        worst.map(|(_, worst)| worst)
    }
}

impl Priorities {
    /// CR by this table; `None` for one or two things, and for more than the table knows.
    pub fn consistency_ratio(&self, table: RandomIndex) -> Option<f64> {
        table.of(self.weights.len()).map(|random| self.consistency_index / random)
    }
}

fn consistency(lambda: f64, size: usize) -> f64 {
    if size < 3 {
        return 0.0;
    }
    let n = size as f64;
    let index = (lambda - n) / (n - 1.0);
    if index.abs() < CONSISTENT { 0.0 } else { index }
}

#[cfg(test)]
mod tests;
