//! The sample of a Sobol analysis, and what its numbers choose.
//!
//! A and B are two independent tables of n rows and d uniform numbers. The runs are the rows of A, of B, then of
//! `AB_1` … `AB_d`, where `AB_i` is A with column i of B: n (d + 2) runs in all. Source: Saltelli et al., *Computer Physics
//! Communications* 181 (2010).
//!
//! Trap: cutting the range of the sample, instead of [0, 1), into equal parts makes a choice depend on which other
//! numbers were drawn ([`by_own_range`] does so, to compare with the R package `COINr`); [`choice`] does not.

use super::random::Random;
use crate::Refusal;

/// Draws A and B: number j of row r of A is that at place `r d + j` of stream 1, of B of stream 2. A longer sample
/// therefore begins with the shorter.
pub fn draw(seed: u64, n: usize, d: usize) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let table = |random: Random| (0..n).map(|r| (0..d).map(|j| random.uniform((r * d + j) as u64)).collect()).collect();
    (table(Random::new(seed, 1)), table(Random::new(seed, 2)))
}

/// The rows of all runs in order: A, B, `AB_1`, …, `AB_d`.
///
/// # Errors
/// [`Refusal::Shape`] where the tables differ in shape; [`Refusal::Empty`] without rows.
pub fn layout(a: &[Vec<f64>], b: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Refusal> {
    let d = a.first().ok_or(Refusal::Empty { column: 0 })?.len();
    if a.len() != b.len() {
        return Err(Refusal::Shape { found: b.len(), expected: a.len() });
    }
    if let Some(row) = a.iter().chain(b).find(|row| row.len() != d) {
        return Err(Refusal::Shape { found: row.len(), expected: d });
    }
    let mut rows = Vec::with_capacity(a.len() * (d + 2));
    rows.extend_from_slice(a);
    rows.extend_from_slice(b);
    for i in 0..d {
        rows.extend(a.iter().zip(b).map(|(from_a, from_b)| {
            let mut row = from_a.clone();
            row[i] = from_b[i];
            row
        }));
    }
    Ok(rows)
}

/// A number between two ends: `lower + u (upper − lower)`.
///
/// # Errors
/// [`Refusal::Parameter`] where an end is not finite, [`Refusal::NotFinite`] where a number is not.
pub fn continuous(u: &[f64], lower: f64, upper: f64) -> Result<Vec<f64>, Refusal> {
    if !(upper - lower).is_finite() {
        return Err(Refusal::Parameter { name: "upper", why: format!("{lower} to {upper} is no range") });
    }
    finite(u)?;
    Ok(u.iter().map(|u| u * (upper - lower) + lower).collect())
}

/// Which of `count` equally likely alternatives a uniform number chooses, from 0: `⌊u count⌋`.
///
/// # Errors
/// [`Refusal::Parameter`] where u is not in [0, 1], or there are no alternatives.
pub fn choice(u: f64, count: usize) -> Result<usize, Refusal> {
    if !(0.0..=1.0).contains(&u) {
        return Err(Refusal::Parameter { name: "u", why: format!("{u} is not between 0 and 1") });
    }
    let last = count.checked_sub(1).ok_or_else(no_alternatives)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and cut to the last")]
    let place = (u * count as f64) as usize;
    Ok(place.min(last))
}

/// The same over the sample's own range, cut into `count` equal parts that are open below and closed above: what R's
/// `cut(x, count)` does, and the package `COINr` with it.
///
/// # Errors
/// [`Refusal::Parameter`] without alternatives, [`Refusal::Empty`], [`Refusal::NotFinite`].
pub fn by_own_range(x: &[f64], count: usize) -> Result<Vec<usize>, Refusal> {
    if count == 0 {
        return Err(no_alternatives());
    }
    finite(x)?;
    let first = *x.first().ok_or(Refusal::Empty { column: 0 })?;
    let (low, high) = x.iter().fold((first, first), |(low, high), x| (low.min(*x), high.max(*x)));
    let range = high - low;
    // The outer ends are moved outwards by a thousandth: of the range, or, where there is none, of the number itself.
    let (from, step) = if range > 0.0 {
        (low, range / count as f64)
    } else {
        let around = if low.abs() > 0.0 { low.abs() } else { 1.0 } / 1000.0;
        (low - around, 2.0 * around / count as f64)
    };
    let inner: Vec<f64> = (1..count).map(|k| from + k as f64 * step).collect();
    Ok(x.iter().map(|x| inner.partition_point(|end| end < x)).collect())
}

fn finite(x: &[f64]) -> Result<(), Refusal> {
    match x.iter().position(|x| !x.is_finite()) {
        Some(row) => Err(Refusal::NotFinite { column: 0, row }),
        None => Ok(()),
    }
}

fn no_alternatives() -> Refusal {
    Refusal::Parameter { name: "alternatives", why: "there are none".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_a_then_b_then_a_with_a_column_of_b() {
        let rows = layout(&[vec![0.1, 0.2]], &[vec![0.3, 0.4]]).unwrap();
        assert_eq!(rows, [[0.1, 0.2], [0.3, 0.4], [0.3, 0.2], [0.1, 0.4]]);
        assert_eq!(layout(&[], &[]), Err(Refusal::Empty { column: 0 }));
        assert_eq!(layout(&[vec![0.1]], &[vec![0.1, 0.2]]), Err(Refusal::Shape { found: 2, expected: 1 }));
    }

    #[test]
    fn a_longer_sample_begins_with_the_shorter() {
        let ((a, b), (longer, _)) = (draw(5, 3, 2), draw(5, 7, 2));
        assert_eq!(a, longer[..3]);
        assert_ne!(a, b);
    }

    #[test]
    fn a_choice_does_not_depend_on_the_other_numbers() {
        assert_eq!((choice(0.0, 2), choice(0.49, 2), choice(0.5, 2), choice(1.0, 2)), (Ok(0), Ok(0), Ok(1), Ok(1)));
        assert!(choice(f64::NAN, 2).is_err() && choice(0.5, 0).is_err());
    }

    #[test]
    fn by_its_own_range_the_least_and_the_greatest_get_the_first_and_the_last() {
        assert_eq!(by_own_range(&[0.4, 0.5, 0.6, 0.45], 2), Ok(vec![0, 0, 1, 0]));
        assert_eq!(by_own_range(&[0.5, 0.5], 5), Ok(vec![2, 2]));
        assert_eq!(by_own_range(&[0.5, f64::NAN], 5), Err(Refusal::NotFinite { column: 0, row: 1 }));
    }
}
