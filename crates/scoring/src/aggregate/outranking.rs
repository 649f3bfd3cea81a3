//! Outranking 优势比较 and Copeland's rule 科普兰法: units are compared pair by pair.
//!
//! ```text
//! M_ij     = the weight of the indicators where i is above j + half of that where they are equal
//! Copeland = Σ_j sign(M_ij − ½)      the units a unit outranks, less those that outrank it
//! ```
//!
//! Sources: Munda and Nardo, *Journal of Applied Statistics* 36 (2009); Copeland (1951). Not compensatory: by
//! how much a unit is ahead does not count.
//!
//! Traps: sums of weights in another order may miss the exact ½, so there is a tolerance; one package sums the
//! margins without the majority step and calls that Copeland, which is Borda's. A missing value cannot be
//! compared: `COINr` gives such a comparison to whichever unit stands later in the table, so that the result
//! depends on the order of the rows. It is refused here.
//!
//! Compared are `n² / 2` pairs on every indicator, in tiles that stay in the processor's cache; each pair's sum
//! runs over the indicators in order, whatever the tiles.

use crate::{Column, Refusal, table, weight};

/// M this near ½ is a tie, and this near 1 it is unanimous.
const SAME: f64 = 1e-12;
/// Units that a tile compares with [`WIDTH`] others.
const HEIGHT: usize = 8;
const WIDTH: usize = 256;

/// All pairwise comparisons.
#[derive(Debug, Clone, PartialEq)]
pub struct Outranking {
    /// M, row by row; 0 on the diagonal, and otherwise `M_ij + M_ji = 1`.
    pub matrix: Vec<Vec<f64>>,
    /// The pairs in which one unit is above the other on all indicators with weight.
    pub dominant: usize,
    /// Their share of all pairs; `None` for a single unit.
    pub dominant_share: Option<f64>,
}

/// Compares all units; columns with more as better, weights on any scale.
///
/// # Errors
/// [`Refusal::Missing`], [`Refusal::NotFinite`] with column and row; [`Refusal::Shape`]; [`Refusal::TooFew`];
/// [`Refusal::Weights`].
pub fn matrix(columns: &[Column], weights: &[f64]) -> Result<Outranking, Refusal> {
    let (columns, weights) = checked(columns, weights)?;
    let units = columns[0].len();
    let mut matrix = vec![vec![0.0; units]; units];
    let mut dominant = 0;
    compare(&columns, &weights, |i, j, margin| {
        // The weights sum to 1: what i has over j beyond what j has over i is 2 M − 1.
        matrix[i][j] = f64::midpoint(1.0, margin);
        matrix[j][i] = f64::midpoint(1.0, -margin);
        dominant += usize::from(margin.abs() >= 1.0 - 2.0 * SAME);
    });
    let pairs = units * (units - 1) / 2;
    let dominant_share = (pairs > 0).then(|| dominant as f64 / pairs as f64);
    Ok(Outranking { matrix, dominant, dominant_share })
}

/// The Copeland score of each unit, in `1 − n..=n − 1`; higher is better.
///
/// # Errors
/// As [`matrix`].
pub fn copeland(columns: &[Column], weights: &[f64]) -> Result<Vec<i64>, Refusal> {
    let (columns, weights) = checked(columns, weights)?;
    let mut scores = vec![0; columns[0].len()];
    compare(&columns, &weights, |i, j, margin| {
        let won = i64::from(margin > 2.0 * SAME) - i64::from(margin < -2.0 * SAME);
        scores[i] += won;
        scores[j] -= won;
    });
    Ok(scores)
}

fn checked(columns: &[Column], weights: &[f64]) -> Result<(Vec<Vec<f64>>, Vec<f64>), Refusal> {
    let columns = table::complete(columns, 1)?;
    table::same_length(weights.len(), columns.len())?;
    Ok((columns, weight::shares(weights)?))
}

/// Gives every pair of units, i before j, with the weight where i is above less the weight where j is.
fn compare(columns: &[Vec<f64>], weights: &[f64], mut found: impl FnMut(usize, usize, f64)) {
    let units = columns.first().map_or(0, Vec::len);
    let mut margins = [[0.0; WIDTH]; HEIGHT];
    for top in (0..units).step_by(HEIGHT) {
        let height = HEIGHT.min(units - top);
        for left in (top..units).step_by(WIDTH) {
            let width = WIDTH.min(units - left);
            for row in &mut margins[..height] {
                row[..width].fill(0.0);
            }
            for (values, weight) in columns.iter().zip(weights) {
                let others = &values[left..left + width];
                for (row, own) in margins[..height].iter_mut().zip(&values[top..top + height]) {
                    add_margins(&mut row[..width], *own, others, *weight);
                }
            }
            for (i, row) in (top..).zip(&margins[..height]) {
                for (j, margin) in (left..).zip(&row[..width]) {
                    if i < j {
                        found(i, j, *margin);
                    }
                }
            }
        }
    }
}

/// Without branches, so that several pairs are compared at once.
fn add_margins(margins: &mut [f64], own: f64, others: &[f64], weight: f64) {
    for (margin, other) in margins.iter_mut().zip(others) {
        let ahead = if own > *other { weight } else { 0.0 };
        let behind = if own < *other { weight } else { 0.0 };
        *margin += ahead - behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(rows: &[&[f64]]) -> Vec<Column> {
        (0..rows[0].len()).map(|k| rows.iter().map(|row| Some(row[k])).collect()).collect()
    }

    #[test]
    fn the_better_in_most_of_the_weight_outranks_the_other() {
        let columns = columns(&[&[3.0, 1.0, 1.0], &[2.0, 2.0, 2.0], &[1.0, 1.0, 0.0]]);
        let found = matrix(&columns, &[2.0, 1.0, 1.0]).unwrap();
        assert_eq!(found.matrix, [[0.0, 0.5, 0.875], [0.5, 0.0, 1.0], [0.125, 0.0, 0.0]]);
        assert_eq!((found.dominant, found.dominant_share), (1, Some(1.0 / 3.0)));
        assert_eq!(copeland(&columns, &[2.0, 1.0, 1.0]), Ok(vec![1, 1, -2]));
    }

    #[test]
    fn a_missing_value_is_refused_by_name() {
        let mut columns = columns(&[&[3.0, 1.0], &[2.0, 2.0]]);
        columns[1][0] = None;
        assert_eq!(copeland(&columns, &[1.0, 1.0]), Err(Refusal::Missing { column: 1, row: 0 }));
    }

    #[test]
    fn tiles_do_not_change_what_comparing_pair_by_pair_gives() {
        let units = 3 * WIDTH + HEIGHT + 3;
        let columns: Vec<Column> =
            (0..5).map(|k| (0..units).map(|u| Some(((u * 7919 + k * 104_729) % 97) as f64)).collect()).collect();
        let weights = [0.1, 0.3, 0.2, 0.25, 0.15];
        let margin = |i: usize, j: usize| {
            columns.iter().zip(weights).fold(0.0, |sum, (values, w)| match values[i].partial_cmp(&values[j]) {
                Some(std::cmp::Ordering::Greater) => sum + w,
                Some(std::cmp::Ordering::Less) => sum - w,
                Some(std::cmp::Ordering::Equal) | None => sum,
            })
        };
        let expected: Vec<i64> = (0..units)
            .map(|i| {
                (0..units)
                    .filter(|j| *j != i)
                    .map(|j| i64::from(margin(i, j) > 1e-11) - i64::from(margin(i, j) < -1e-11))
                    .sum()
            })
            .collect();
        assert_eq!(copeland(&columns, &weights), Ok(expected));
    }

    #[test]
    fn a_single_unit_outranks_nobody() {
        let found = matrix(&columns(&[&[3.0]]), &[1.0]).unwrap();
        assert_eq!((found.dominant, found.dominant_share), (0, None));
        assert_eq!(copeland(&columns(&[&[3.0]]), &[1.0]), Ok(vec![0]));
    }
}
