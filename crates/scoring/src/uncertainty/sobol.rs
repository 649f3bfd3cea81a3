//! Sobol indices: which share of the variance of a result each uncertain input causes, alone and in all,
//!
//! ```text
//! V    = variance of y_A and y_B together, with 2n − 1
//! S_i  = mean(y_B (y_ABi − y_A)) / V            alone (Saltelli et al. 2010)
//! ST_i = Σ (y_A − y_ABi)² / (2 n V)             in all (Jansen 1999)
//! ```
//!
//! from runs in the order of [`super::sample::layout`]. Sources: Saltelli et al., *Computer Physics Communications*
//! 181 (2010); Jansen, *Computer Physics Communications* 117 (1999).
//!
//! Trap: `S_i` is not centred. Its error grows with the mean of y, and with a mean of ten standard deviations it
//! means nothing at a thousand runs. [`centred`] subtracts the mean of all runs first and takes the variance with 2n, as
//! the Python package `SALib` does: the same expectation with a far smaller error. Estimates may be negative; the interval says how far
//! they can be trusted.

use super::random::Random;
use crate::{Refusal, stats};

/// Indices by input.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// The variance of the result.
    pub variance: f64,
    /// The share each input causes alone.
    pub first: Vec<f64>,
    /// The share each input causes in all, with others.
    pub total: Vec<f64>,
}

/// Intervals of indices by input, from below and from above.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals {
    /// Of the shares alone.
    pub first: Vec<(f64, f64)>,
    /// Of the shares in all.
    pub total: Vec<(f64, f64)>,
}

/// The estimates from `n (d + 2)` results.
///
/// # Errors
/// [`Refusal::Shape`], [`Refusal::TooFew`] below two rows, [`Refusal::NotFinite`], [`Refusal::Constant`] where the
/// result never changes.
pub fn estimate(y: &[f64], n: usize, d: usize) -> Result<Indices, Refusal> {
    let runs = Runs::new(y, n, d)?;
    let variance = runs.squares() / (2.0 * n as f64 - 1.0);
    runs.indices(0.0, variance)
}

/// The estimates with the mean of all runs subtracted first and the variance with 2n.
///
/// # Errors
/// As [`estimate`].
pub fn centred(y: &[f64], n: usize, d: usize) -> Result<Indices, Refusal> {
    let runs = Runs::new(y, n, d)?;
    let variance = runs.squares() / (2.0 * n as f64);
    runs.indices(stats::mean(y)?, variance)
}

/// Bootstrap intervals of the centred estimates: rows are drawn anew `replicates` times with V kept, and the quantiles
/// (type 7) of the estimates are taken; 0.05 and 0.95 for 90 %.
///
/// # Errors
/// As [`estimate`]; [`Refusal::Parameter`] where there are no replicates or the quantiles are no probabilities.
pub fn bootstrap(
    y: &[f64],
    (n, d): (usize, usize),
    replicates: usize,
    quantiles: (f64, f64),
    seed: u64,
) -> Result<Intervals, Refusal> {
    let runs = Runs::new(y, n, d)?;
    if replicates == 0 {
        return Err(Refusal::Parameter { name: "replicates", why: "there must be one".into() });
    }
    let centre = stats::mean(y)?;
    let variance = runs.squares() / (2.0 * n as f64);
    let mut intervals = Intervals { first: Vec::with_capacity(d), total: Vec::with_capacity(d) };
    for input in 0..d {
        let (first, total): (Vec<f64>, Vec<f64>) = (0..n).map(|r| runs.terms(input, r, centre)).unzip();
        let (mut firsts, mut totals) = (Vec::with_capacity(replicates), Vec::with_capacity(replicates));
        for replicate in 0..replicates {
            // The same rows for all inputs, so that their intervals can be compared.
            let random = Random::new(seed, replicate as u64 + 1);
            let (mut alone, mut in_all) = (0.0, 0.0);
            for place in 0..n {
                let row = random.below(place as u64, n);
                alone += first[row];
                in_all += total[row];
            }
            firsts.push(alone / (n as f64 * variance));
            totals.push(in_all / (2.0 * n as f64 * variance));
        }
        for (values, intervals) in [(firsts, &mut intervals.first), (totals, &mut intervals.total)] {
            let sorted = stats::sorted(&values)?;
            let at = |p| stats::quantile_of_sorted(&sorted, p);
            intervals.push((at(quantiles.0)?, at(quantiles.1)?));
        }
    }
    Ok(intervals)
}

struct Runs<'a> {
    y: &'a [f64],
    n: usize,
    d: usize,
}

impl<'a> Runs<'a> {
    fn new(y: &'a [f64], n: usize, d: usize) -> Result<Self, Refusal> {
        let expected = d.checked_add(2).and_then(|blocks| blocks.checked_mul(n)).unwrap_or(usize::MAX);
        if y.len() != expected {
            return Err(Refusal::Shape { found: y.len(), expected });
        }
        if n < 2 {
            return Err(Refusal::TooFew { found: n, needed: 2 });
        }
        if let Some(row) = y.iter().position(|y| !y.is_finite()) {
            return Err(Refusal::NotFinite { column: 0, row });
        }
        let (low, high) = stats::range(&y[..2 * n])?;
        if low >= high {
            return Err(Refusal::Constant { column: 0 });
        }
        Ok(Self { y, n, d })
    }

    /// The squares of A and B about their mean.
    fn squares(&self) -> f64 {
        let both = &self.y[..2 * self.n];
        let mean = stats::sum(both) / both.len() as f64;
        stats::sum_of(both.iter().map(|y| (y - mean) * (y - mean)))
    }

    /// What row r adds to the estimates of input i.
    fn terms(&self, i: usize, r: usize, centre: f64) -> (f64, f64) {
        let (a, b, ab) = (self.y[r], self.y[self.n + r], self.y[(i + 2) * self.n + r]);
        ((b - centre) * (ab - a), (a - ab) * (a - ab))
    }

    fn indices(&self, centre: f64, variance: f64) -> Result<Indices, Refusal> {
        let n = self.n as f64;
        let variance = stats::finite_result(variance, "the variance leaves the range")?;
        let share = |sum: f64| stats::finite_result(sum / (n * variance), "an index leaves the range");
        let sum = |of: &dyn Fn(usize) -> f64| share(stats::sum_of((0..self.n).map(of)));
        let first = (0..self.d).map(|i| sum(&|r| self.terms(i, r, centre).0)).collect::<Result<_, _>>()?;
        let total = (0..self.d).map(|i| sum(&|r| self.terms(i, r, centre).1 / 2.0)).collect::<Result<_, _>>()?;
        Ok(Indices { variance, first, total })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uncertainty::{
        known::{Function, Truth},
        sample,
    };

    fn runs(n: usize, f: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let (a, b) = sample::draw(2024, n, 3);
        sample::layout(&a, &b).unwrap().iter().map(|u| f(u)).collect()
    }

    fn far(estimates: &[f64], truth: &[f64]) -> f64 {
        estimates.iter().zip(truth).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn a_function_of_known_indices_gets_them() {
        let y = runs(8192, |u| 10.0 + u[0] + 2.0 * u[1] + 3.0 * u[2]);
        let Truth { first, total, .. } = Function::Linear(vec![1.0, 2.0, 3.0]).truth().unwrap();
        let centred = centred(&y, 8192, 3).unwrap();
        // Four standard deviations of the estimators.
        assert!(far(&centred.first, &first) < 0.047 && far(&centred.total, &total) < 0.037, "{centred:?}");
        let plain = estimate(&y, 8192, 3).unwrap();
        assert!(far(&plain.first, &first) < 0.65 && far(&plain.total, &total) < 0.037, "{plain:?}");
    }

    #[test]
    fn intervals_hold_the_estimate_and_are_the_same_again() {
        let y = runs(256, |u| u[0] + u[0] * u[1]);
        let intervals = bootstrap(&y, (256, 3), 200, (0.05, 0.95), 7).unwrap();
        assert_eq!(bootstrap(&y, (256, 3), 200, (0.05, 0.95), 7).unwrap(), intervals);
        let estimates = centred(&y, 256, 3).unwrap();
        for ((low, high), estimate) in intervals.total.iter().zip(&estimates.total) {
            assert!(low <= estimate && estimate <= high, "{low} {estimate} {high}");
        }
        assert_eq!(intervals.first[2], (0.0, 0.0));
    }

    #[test]
    fn a_result_that_never_changes_and_a_failed_run_are_refused() {
        assert_eq!(estimate(&[1.0; 6], 2, 1), Err(Refusal::Constant { column: 0 }));
        let failed = [1.0, 2.0, 3.0, f64::NAN, 1.0, 2.0];
        assert_eq!(estimate(&failed, 2, 1), Err(Refusal::NotFinite { column: 0, row: 3 }));
        assert_eq!(centred(&failed, 2, 2), Err(Refusal::Shape { found: 6, expected: 8 }));
    }
}
