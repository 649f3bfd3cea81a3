//! Principal components 主成分分析 of the correlation matrix: its eigenvalues and eigenvectors, largest first.
//!
//! Source: Pearson (1901), Hotelling (1933); OECD/JRC Handbook (2008), step 4. Rows with a missing value are
//! left out; how many remain is told. There are no more components than rows: the eigenvalues beyond are 0.
//!
//! Traps: the sign of a component is arbitrary; here its loadings sum to more than 0. Loadings are
//! eigenvectors of length 1, not correlations with the component (those are `loading · √eigenvalue`).

use nalgebra::{DMatrix, SymmetricEigen};

use super::{correlations_of, standardised};
use crate::{Column, Refusal, stats, table};

/// More steps the iteration does not take; some ten a column are usual.
const STEPS: usize = 100_000;

/// The components of a table, largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Pca {
    /// The variance of each component, in standardised columns; they sum to the number of columns.
    pub eigenvalues: Vec<f64>,
    /// Its share of all variance.
    pub explained: Vec<f64>,
    /// The loadings of the columns on each component, of length 1.
    pub loadings: Vec<Vec<f64>>,
    /// The rows without missing values, on which it rests.
    pub rows: usize,
}

/// The components of the correlation matrix over the complete rows.
///
/// # Errors
/// [`Refusal::TooFew`] without columns or below two complete rows; [`Refusal::Shape`]; [`Refusal::NotFinite`];
/// [`Refusal::Constant`] with the column; [`Refusal::Undefined`] where the iteration does not end.
pub fn correlation(columns: &[Column]) -> Result<Pca, Refusal> {
    let first = columns.first().ok_or(Refusal::TooFew { found: 0, needed: 1 })?;
    for (index, values) in columns.iter().enumerate() {
        table::same_length(values.len(), first.len())?;
        stats::finite(values).map_err(|refusal| refusal.in_column(index))?;
    }
    let complete: Vec<usize> =
        (0..first.len()).filter(|&row| columns.iter().all(|values| values[row].is_some())).collect();
    let rows = complete.len();
    let columns: Vec<Vec<f64>> =
        columns.iter().map(|values| complete.iter().filter_map(|&row| values[row]).collect()).collect();
    let matrix = correlations_of(&standardised(&columns)?);

    let size = columns.len();
    let matrix = DMatrix::from_fn(size, size, |i, j| matrix[i][j]);
    let eigen = SymmetricEigen::try_new(matrix, f64::EPSILON, STEPS)
        .ok_or_else(|| Refusal::Undefined { why: "the eigenvalues of the correlations are not reached".into() })?;
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    order.truncate(rows.min(size));
    // An eigenvalue of 0 comes out as some 1e-16 of either sign.
    let eigenvalues: Vec<f64> = order.iter().map(|&i| eigen.eigenvalues[i].max(0.0)).collect();
    let explained = eigenvalues.iter().map(|value| value / size as f64).collect();
    let loadings = order.iter().map(|&i| turned(eigen.eigenvectors.column(i).iter().copied().collect())).collect();
    Ok(Pca { eigenvalues, explained, loadings, rows })
}

/// The loadings with the sign that makes their sum positive.
fn turned(loadings: Vec<f64>) -> Vec<f64> {
    if stats::sum(&loadings) < 0.0 { loadings.into_iter().map(|x| -x).collect() } else { loadings }
}
