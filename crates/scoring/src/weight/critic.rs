//! CRITIC weights CRITIC 法 (criteria importance through intercriteria correlation):
//! `w_j ∝ σ_j Σ_k (1 − r_jk)`, with σ and r of the min–max normalised columns, less-is-better ones turned round.
//!
//! Source: Diakoulaki, Mavrotas and Papayannakis, *Computers & Operations Research* 22 (1995).
//!
//! Min–max does not change |r|, and turning a column round changes its sign; so the columns are not normalised
//! here, but σ is divided by the range and r takes the two directions' signs.
//!
//! Traps: leaving out the directions changes the signs of correlations and with them the weights, by 0.02 to
//! 0.13 in the reference cases ([`weights`] with all directions positive does just that). One constant column
//! makes all weights 0/0: it is refused by name.

use domain::Direction;

use super::from_content;
use crate::{Column, Refusal, stats, structure, table};

/// A conflict this small is the rounding of two columns that say the same.
const ROUNDING: f64 = 1e-14;

/// Weights of the columns.
///
/// # Errors
/// [`Refusal::Constant`] with the column; [`Refusal::Undefined`] where all columns go together perfectly;
/// [`Refusal::TooFew`] below two rows; missing and not finite values, ragged columns, directions that do not
/// fit.
pub fn weights(columns: &[Column], directions: &[Direction]) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 2)?;
    table::same_length(directions.len(), columns.len())?;
    let mut contrasts = Vec::with_capacity(columns.len());
    for (index, values) in columns.iter().enumerate() {
        let (low, high) = table::spread(values, index)?;
        contrasts.push(stats::sd(values)? / (high - low));
    }
    let standard = structure::standardised(&columns)?;
    let mut conflicts = vec![0.0; columns.len()];
    for j in 0..columns.len() {
        for k in 0..j {
            let r = structure::correlation_of(&standard[j], &standard[k]);
            let conflict = if directions[j] == directions[k] { 1.0 - r } else { 1.0 + r };
            let conflict = if conflict > ROUNDING { conflict } else { 0.0 };
            conflicts[j] += conflict;
            conflicts[k] += conflict;
        }
    }
    from_content(&contrasts.iter().zip(conflicts).map(|(contrast, conflict)| contrast * conflict).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use domain::Direction::{Negative, Positive};

    use super::*;

    fn column<const N: usize>(values: [f64; N]) -> Column {
        values.map(Some).to_vec()
    }

    #[test]
    fn a_constant_column_is_refused_by_name() {
        let columns = [column([1.0, 2.0, 4.0]), column([3.0; 3])];
        assert_eq!(weights(&columns, &[Positive; 2]), Err(Refusal::Constant { column: 1 }));
    }

    #[test]
    fn turning_a_column_and_its_direction_round_changes_nothing() {
        let (a, b, c) = ([1.0, 2.0, 4.0, 3.0], [5.0, 1.0, 2.0, 2.0], [7.0, 9.0, 1.0, 3.0]);
        let given = weights(&[column(a), column(b), column(c)], &[Positive, Negative, Positive]).unwrap();
        let turned = weights(&[column(a), column(b.map(|x| -x)), column(c)], &[Positive; 3]).unwrap();
        assert!(given.iter().zip(&turned).all(|(a, b)| (a - b).abs() < 1e-14), "{given:?} {turned:?}");
    }

    #[test]
    fn columns_that_say_the_same_have_no_weights() {
        let columns = [column([1.0, 2.0]), column([2.0, 4.0])];
        assert!(matches!(weights(&columns, &[Positive; 2]), Err(Refusal::Undefined { .. })));
    }
}
