//! PCA weights 主成分赋权: the loadings of the first principal component of the correlation matrix, as shares
//! of their sum.
//!
//! Source: OECD/JRC Handbook (2008), step 6; the package `COINr` takes the loadings as they are. Rows with a
//! missing value are left out.
//!
//! Traps: the sign of a component is arbitrary (it is turned so that the loadings sum to more than 0), and
//! single loadings may still be negative: 16 of 49 were in a published example, and such a weight takes points
//! from a unit for doing well. [`weights`] refuses them and names the columns; [`loadings`] shows them. They
//! are weights of correlation, not of importance.

use crate::{
    Column, Refusal,
    structure::pca::{self, Pca},
    weight::shares,
};

/// Two eigenvalues are equal, as far as can be told, below this difference relative to the larger: any mixture
/// of their components would do as well.
const SAME: f64 = 1e-10;

/// The first loadings, turned so that they sum to more than 0, of any sign.
///
/// # Errors
/// [`Refusal::Undefined`] where the first component is not the only one of its size; otherwise as
/// [`pca::correlation`].
pub fn loadings(columns: &[Column]) -> Result<Vec<f64>, Refusal> {
    let Pca { eigenvalues, loadings, .. } = pca::correlation(columns)?;
    if let [first, second, ..] = eigenvalues[..]
        && first - second <= SAME * first
    {
        return Err(Refusal::Undefined { why: "the first two components explain equally much".into() });
    }
    loadings.into_iter().next().ok_or(Refusal::TooFew { found: 0, needed: 1 })
}

/// Weights of the columns.
///
/// # Errors
/// [`Refusal::Undefined`] with the columns whose loading is negative; otherwise as [`loadings`].
pub fn weights(columns: &[Column]) -> Result<Vec<f64>, Refusal> {
    let loadings = loadings(columns)?;
    let negative: Vec<String> =
        loadings.iter().enumerate().filter(|(_, l)| **l < 0.0).map(|(column, _)| column.to_string()).collect();
    if !negative.is_empty() {
        let why = format!("the first component has negative loadings on the columns {}", negative.join(", "));
        return Err(Refusal::Undefined { why });
    }
    shares(&loadings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column<const N: usize>(values: [f64; N]) -> Column {
        values.map(Some).to_vec()
    }

    #[test]
    fn columns_that_go_together_equally_weigh_the_same() {
        let columns = [column([1.0, 2.0, 3.0, 5.0]), column([10.0, 20.0, 30.0, 50.0])];
        let found = weights(&columns).unwrap();
        assert!((found[0] - 0.5).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn negative_loadings_are_refused_with_their_columns() {
        let columns = [column([1.0, 2.0, 3.0, 5.0]), column([2.0, 4.1, 5.0, 9.0]), column([5.0, 3.0, 2.5, 1.0])];
        assert!(loadings(&columns).unwrap()[2] < 0.0);
        assert!(matches!(weights(&columns), Err(Refusal::Undefined { why }) if why.ends_with("columns 2")));
    }

    #[test]
    fn without_correlation_there_is_no_first_component() {
        let columns = [column([1.0, 1.0, -1.0, -1.0]), column([1.0, -1.0, 1.0, -1.0])];
        assert!(matches!(weights(&columns), Err(Refusal::Undefined { .. })));
    }
}
