//! Borda scores 波达计分: on each indicator a unit gets a point for every unit it beats and half a point for
//! every tie; the score is the weighted mean over the indicators.
//!
//! Source: Borda (1784). Only the order on each indicator counts: not compensatory in amounts, but a unit can
//! still make up for being beaten here by beating others there. Trap: breaking ties by the order of the table,
//! as one package does, makes the score depend on that order.

use crate::{Column, Refusal, rank, table, weight};

/// The score of each unit, in `0..=n − 1`; higher is better.
///
/// # Errors
/// [`Refusal::Missing`], [`Refusal::NotFinite`] with column and row; [`Refusal::Shape`]; [`Refusal::Weights`].
pub fn scores(columns: &[Column], weights: &[f64]) -> Result<Vec<f64>, Refusal> {
    let columns = table::complete(columns, 1)?;
    table::same_length(weights.len(), columns.len())?;
    let shares = weight::shares(weights)?;
    let mut scores = vec![0.0; columns[0].len()];
    for (values, share) in columns.iter().zip(shares) {
        for (score, rank) in scores.iter_mut().zip(rank::mean_ranks(values)?) {
            *score += share * (rank - 1.0);
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_for_every_unit_beaten_and_half_for_a_tie() {
        let columns = [[1.0, 2.0, 3.0].map(Some).to_vec(), [5.0, 5.0, 1.0].map(Some).to_vec()];
        assert_eq!(scores(&columns, &[1.0, 1.0]), Ok(vec![0.75, 1.25, 1.0]));
    }
}
