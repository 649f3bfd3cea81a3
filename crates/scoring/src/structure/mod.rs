//! How columns hang together 数据结构: correlations, their p-values, and principal components.
//!
//! Diagnostics for the eyes of people, and the ground of some weights ([`crate::weight::critic`],
//! [`crate::weight::pca`], [`crate::weight::balanced`]).

mod kendall;
mod p_value;
pub mod pca;
mod pearson;
pub mod similarity;
mod spearman;

pub use kendall::kendall;
pub use pearson::pearson;
pub use spearman::spearman;

use crate::{Column, Refusal, stats, table};

/// A coefficient of correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Product moment; p by Student's t with n − 2 degrees of freedom.
    Pearson,
    /// Pearson's of the mean ranks; p by the same t, an approximation that is good from ten pairs on.
    Spearman,
    /// Kendall's tau-b; p exact below 50 pairs without ties, otherwise by the normal distribution, with the
    /// variance that ties leave.
    Kendall,
}

/// A correlation over the pairs that have both values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// The coefficient, in `-1..=1`.
    pub coefficient: f64,
    /// How many pairs it rests on.
    pub pairs: usize,
    /// The two-sided p-value of no correlation; `None` below three pairs.
    pub p: Option<f64>,
}

/// The correlation of two columns over the rows where both have a value 成对完整.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::NotFinite`] with the column (0 or 1) and row; [`Refusal::TooFew`] below two
/// pairs; [`Refusal::Constant`] where a column has one value in all pairs.
pub fn correlation(a: &[Option<f64>], b: &[Option<f64>], method: Method) -> Result<Correlation, Refusal> {
    table::same_length(b.len(), a.len())?;
    for (column, values) in [a, b].into_iter().enumerate() {
        stats::finite(values).map_err(|refusal| refusal.in_column(column))?;
    }
    let (a, b): (Vec<f64>, Vec<f64>) = a.iter().zip(b).filter_map(|(a, b)| a.zip(*b)).unzip();
    of_pairs(&a, &b, method)
}

fn of_pairs(a: &[f64], b: &[f64], method: Method) -> Result<Correlation, Refusal> {
    let pairs = a.len();
    let (coefficient, p) = match method {
        Method::Pearson => {
            let r = pearson(a, b)?;
            (r, p_value::student(r, pairs)?)
        }
        Method::Spearman => {
            let r = spearman(a, b)?;
            (r, p_value::student(r, pairs)?)
        }
        Method::Kendall => {
            let concordance = kendall::Concordance::count(a, b)?;
            (concordance.tau_b(), concordance.p_value())
        }
    };
    Ok(Correlation { coefficient, pairs, p })
}

/// The correlations of all columns with each other, pairwise complete; `None` where there is none (fewer than
/// two pairs, or one value in all of them). A column with itself has 1, and p = 0.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::NotFinite`] with column and row.
pub fn matrix(columns: &[Column], method: Method) -> Result<Vec<Vec<Option<Correlation>>>, Refusal> {
    let rows = columns.first().map_or(0, Vec::len);
    for (index, values) in columns.iter().enumerate() {
        table::same_length(values.len(), rows)?;
        stats::finite(values).map_err(|refusal| refusal.in_column(index))?;
    }
    let mut matrix = vec![vec![None; columns.len()]; columns.len()];
    for i in 0..columns.len() {
        for j in 0..=i {
            let found = match correlation(&columns[i], &columns[j], method) {
                Ok(found) if i == j => Some(Correlation { coefficient: 1.0, p: Some(0.0), ..found }),
                Ok(found) => Some(found),
                Err(Refusal::TooFew { .. } | Refusal::Constant { .. }) => None,
                Err(refusal) => return Err(refusal),
            };
            matrix[i][j] = found;
            matrix[j][i] = found;
        }
    }
    Ok(matrix)
}

/// The columns, each less its mean and divided by its length: the product of two is their correlation.
///
/// # Errors
/// [`Refusal::Constant`] with the column.
pub(crate) fn standardised(columns: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Refusal> {
    columns
        .iter()
        .enumerate()
        .map(|(index, values)| pearson::unit(values).map_err(|refusal| refusal.in_column(index)))
        .collect()
}

/// The correlation of two standardised columns.
pub(crate) fn correlation_of(a: &[f64], b: &[f64]) -> f64 {
    stats::sum_of(a.iter().zip(b).map(|(a, b)| a * b)).clamp(-1.0, 1.0)
}

/// The correlations of standardised columns, 1 on the diagonal.
pub(crate) fn correlations_of(standard: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut matrix = vec![vec![1.0; standard.len()]; standard.len()];
    for i in 0..standard.len() {
        for j in 0..i {
            let r = correlation_of(&standard[i], &standard[j]);
            matrix[i][j] = r;
            matrix[j][i] = r;
        }
    }
    matrix
}

#[cfg(test)]
mod tests;
