//! Krippendorff's alpha 克里彭多夫 α: one less observed by expected disagreement of the pairable ratings,
//!
//! ```text
//! α = 1 − D_o / D_e
//! D_o = Σ_u 1 / (m_u − 1) Σ_{i≠j in u} δ(x_i, x_j)        D_e = 1 / (n − 1) Σ_{i≠j} δ(x_i, x_j)
//! nominal   δ = 1 where x ≠ y             interval  δ = (x − y)²
//! ordinal   δ = (R_x − R_y)², R_c = n_<c + n_c / 2          ratio  δ = ((x − y) / (x + y))²
//! ```
//!
//! over units with at least two ratings, `n` ratings in all; `n_c` counts these alone. For any number of raters
//! and with missing ratings.
//!
//! Source: Krippendorff, *Computing Krippendorff's alpha-reliability* (2011); *Content Analysis*, ch. 12.
//!
//! No matrix of coincidences is built, which would grow with the square of the distinct ratings: squared
//! differences add up to `2 m Σ (x − mean)²`, and the ordinal distance is the interval distance of mean ranks. How
//! the ratio distance is summed is told in `ratio.rs`. Time is O(n log n), memory linear.
//!
//! Traps: with no variation at all α is 0/0, and refused. A ratio scale has no negative ratings. Gwet's "ordinal"
//! weights are another distance, so his coefficient of that name differs.

use super::{
    ratio,
    units::{Units, runs},
};
use crate::{Refusal, stats};

/// A sum of squares below this has lost digits.
const SMALLEST: f64 = 1e-280;

/// What a difference of ratings means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Names.
    Nominal,
    /// Places in an order.
    Ordinal,
    /// Numbers whose differences count.
    Interval,
    /// Numbers from a true zero, whose quotients count.
    Ratio,
}

/// The coefficient, and what it comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// At most 1; 0 where agreement is that of chance.
    pub alpha: f64,
    /// Observed disagreement, a rating.
    pub observed_disagreement: f64,
    /// Disagreement expected by chance, a rating.
    pub expected_disagreement: f64,
    /// The share of equal pairs of ratings.
    pub percent_agreement: f64,
    /// How many units have at least two ratings.
    pub units: usize,
    /// How many ratings these have.
    pub ratings: usize,
}

/// The coefficient of ratings; one row a rater.
///
/// # Errors
/// [`Refusal::Constant`] where all pairable ratings are equal, [`Refusal::TooFew`] where no unit has two,
/// [`Refusal::Shape`], [`Refusal::NotFinite`], [`Refusal::NotPositive`] for a negative rating on a ratio scale,
/// [`Refusal::Undefined`] where squares leave the range of numbers.
pub fn alpha(raters: &[Vec<Option<f64>>], level: Level) -> Result<Alpha, Refusal> {
    let units = Units::new(raters)?;
    let sorted = units.sorted();
    let n = sorted.len() as f64;
    if sorted[0].total_cmp(&sorted[sorted.len() - 1]).is_eq() {
        return Err(Refusal::Constant { column: 0 });
    }
    let (observed, expected) = match level {
        Level::Nominal => nominal(&units, &sorted),
        Level::Ordinal => {
            let (values, ranks) = mean_ranks(&sorted);
            // Every rating is among the values: the search cannot miss.
            let rank = |x: f64| ranks[values.partition_point(|v| v.total_cmp(&x).is_lt())];
            let ranked = units.map(rank);
            let of_all = ranked.sorted();
            squares(&ranked, &of_all)
        }
        Level::Interval => squares(&units, &sorted),
        Level::Ratio => {
            not_negative(raters)?;
            ratios(&units, &sorted)?
        }
    };
    // Squares that overflow, or vanish, would let any observed disagreement pass for none.
    if !expected.is_finite() || expected < SMALLEST {
        return Err(Refusal::Undefined { why: "the disagreement leaves the range of numbers".into() });
    }
    let alpha = stats::finite_result(1.0 - observed / (expected / (n - 1.0)), "the disagreement leaves the range")?;
    Ok(Alpha {
        alpha,
        observed_disagreement: observed / n,
        expected_disagreement: expected / (n * (n - 1.0)),
        percent_agreement: units.percent_agreement(),
        units: units.len(),
        ratings: sorted.len(),
    })
}

/// The sum over units of the distances of ordered pairs, each by `m − 1`.
fn observed(units: &Units, pairs: impl Fn(&[f64]) -> f64) -> f64 {
    stats::sum_of(units.iter().map(|unit| pairs(unit) / (unit.len() as f64 - 1.0)))
}

fn nominal(units: &Units, sorted: &[f64]) -> (f64, f64) {
    let unequal = |values: &[f64]| {
        let m = values.len() as f64;
        m * m - runs(values).map(|(_, n)| n * n).sum::<f64>()
    };
    (observed(units, unequal), unequal(sorted))
}

fn squares(units: &Units, sorted: &[f64]) -> (f64, f64) {
    let of_pairs = |values: &[f64]| {
        let m = values.len() as f64;
        // From the first, so that equal ratings have exactly no distance.
        let shift = stats::sum_of(values.iter().map(|x| x - values[0])) / m;
        let square = |x: &f64| {
            let d = (x - values[0]) - shift;
            d * d
        };
        2.0 * m * stats::sum_of(values.iter().map(square))
    };
    (observed(units, of_pairs), of_pairs(sorted))
}

fn ratios(units: &Units, sorted: &[f64]) -> Result<(f64, f64), Refusal> {
    let expected = ratio::sum_over_pairs(sorted)?;
    let mut terms = Vec::with_capacity(units.len());
    for unit in units.iter() {
        terms.push(ratio::sum_over_pairs(unit)? / (unit.len() as f64 - 1.0));
    }
    Ok((stats::sum(&terms), expected))
}

/// The distinct values, and the mean rank of each, from 0.
fn mean_ranks(sorted: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut below = 0.0;
    runs(sorted)
        .map(|(value, n)| {
            let rank = below + n / 2.0;
            below += n;
            (value, rank)
        })
        .unzip()
}

fn not_negative(raters: &[Vec<Option<f64>>]) -> Result<(), Refusal> {
    for (column, rater) in raters.iter().enumerate() {
        if let Some(row) = rater.iter().position(|x| x.is_some_and(|x| x < 0.0)) {
            return Err(Refusal::NotPositive { column, row });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Level; 4] = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];

    fn rows(rows: &[&[f64]]) -> Vec<Vec<Option<f64>>> {
        rows.iter().map(|row| row.iter().map(|x| (*x >= 0.0).then_some(*x)).collect()).collect()
    }

    /// The definition, pair by pair.
    fn by_definition(raters: &[Vec<Option<f64>>], level: Level) -> f64 {
        let units: Vec<Vec<f64>> = (0..raters[0].len())
            .map(|u| raters.iter().filter_map(|r| r[u]).collect::<Vec<_>>())
            .filter(|unit: &Vec<f64>| unit.len() > 1)
            .collect();
        let all: Vec<f64> = units.iter().flatten().copied().collect();
        let count = |f: &dyn Fn(f64) -> bool| all.iter().filter(|x| f(**x)).count() as f64;
        let distance = |a: f64, b: f64| match level {
            Level::Nominal => f64::from(u8::from((a - b).abs() > 0.0)),
            Level::Ordinal => {
                let (low, high) = (a.min(b), a.max(b));
                let between = count(&|x| low <= x && x <= high);
                let ends = count(&|x| (x - low).abs() <= 0.0) + count(&|x| (x - high).abs() <= 0.0);
                if low < high { (between - ends / 2.0) * (between - ends / 2.0) } else { 0.0 }
            }
            Level::Interval => (a - b) * (a - b),
            Level::Ratio => {
                if a + b > 0.0 {
                    ((a - b) / (a + b)) * ((a - b) / (a + b))
                } else {
                    0.0
                }
            }
        };
        let pairs =
            |values: &[f64]| -> f64 { values.iter().flat_map(|a| values.iter().map(|b| distance(*a, *b))).sum() };
        let observed: f64 = units.iter().map(|unit| pairs(unit) / (unit.len() as f64 - 1.0)).sum();
        1.0 - observed / (pairs(&all) / (all.len() as f64 - 1.0))
    }

    #[test]
    fn all_levels_follow_the_definition_with_missing_ratings_and_zeros() {
        let raters = rows(&[
            &[0.0, 2.0, 3.0, 3.0, 2.0, 1.0, 4.0, -1.0, 9.5, 0.0],
            &[1.0, 2.0, 3.0, 4.0, 2.0, 2.0, -1.0, -1.0, 9.0, 0.0],
            &[-1.0, 3.0, 3.0, 3.0, 2.5, 3.0, 4.0, 5.0, -1.0, 0.5],
        ]);
        for level in ALL {
            let computed = alpha(&raters, level).unwrap().alpha;
            assert!((computed - by_definition(&raters, level)).abs() < 1e-13, "{level:?} {computed}");
        }
    }

    #[test]
    fn without_variation_there_is_no_alpha() {
        for level in ALL {
            let refused = alpha(&rows(&[&[2.0, 2.0, 3.0], &[2.0, 2.0, -1.0]]), level);
            assert_eq!(refused, Err(Refusal::Constant { column: 0 }));
        }
    }

    #[test]
    fn perfect_agreement_is_exactly_one() {
        for level in ALL {
            assert_eq!(
                alpha(&rows(&[&[0.1, 0.7, 0.3], &[0.1, 0.7, 0.3], &[0.1, 0.7, 0.3]]), level).map(|alpha| alpha.alpha),
                Ok(1.0)
            );
        }
    }

    #[test]
    fn squares_that_leave_the_range_are_refused() {
        for scale in [1e200, 1e-200] {
            let raters = rows(&[&[scale, 2.0 * scale, 3.0 * scale], &[scale, 2.0 * scale, 3.5 * scale]]);
            assert!(matches!(alpha(&raters, Level::Interval), Err(Refusal::Undefined { .. })));
            assert!(alpha(&raters, Level::Ordinal).is_ok() && alpha(&raters, Level::Ratio).is_ok());
        }
    }

    #[test]
    fn a_ratio_scale_has_no_negative_ratings() {
        let raters = [vec![Some(1.0), Some(-2.0)], vec![Some(1.0), Some(2.0)]];
        assert_eq!(alpha(&raters, Level::Ratio), Err(Refusal::NotPositive { column: 0, row: 1 }));
        assert!(alpha(&raters, Level::Interval).is_ok());
    }

    #[test]
    fn nine_hundred_thousand_continuous_ratings_are_no_burden() {
        let noise = |i: u32| f64::from(i.wrapping_mul(2_654_435_761) >> 8) / f64::from(1_u32 << 24);
        let raters: Vec<Vec<Option<f64>>> = (0..3_u32)
            .map(|r| (0..300_000).map(|u| Some(1.0 + 99.0 * noise(u) + noise(u * 3 + r))).collect())
            .collect();
        for level in ALL {
            let alpha = alpha(&raters, level).unwrap();
            assert_eq!(alpha.ratings, 900_000);
            assert!(alpha.alpha < 1.0 && (level == Level::Nominal || alpha.alpha > 0.9));
        }
    }
}
