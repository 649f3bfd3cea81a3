//! The pairable ratings: those of units that at least two raters rated, unit by unit.

use crate::Refusal;

/// The ratings of all units with at least two of them, in one list; memory is linear in the ratings.
pub(super) struct Units {
    /// Where each unit begins in `values`; one more entry ends the last.
    starts: Vec<usize>,
    /// Unit by unit, ascending within one.
    values: Vec<f64>,
}

impl Units {
    /// Collects the pairable ratings.
    ///
    /// # Errors
    /// [`Refusal::Shape`] where raters have lists of different lengths, [`Refusal::NotFinite`],
    /// [`Refusal::TooFew`] where no unit has two ratings.
    pub(super) fn new(raters: &[Vec<Option<f64>>]) -> Result<Self, Refusal> {
        let count = check(raters)?;
        let mut sizes = vec![0_usize; count];
        for rater in raters {
            for (size, rating) in sizes.iter_mut().zip(rater) {
                *size += usize::from(rating.is_some());
            }
        }
        let mut starts = vec![0];
        let mut total = 0;
        // Where the next rating of each unit goes; none for units with one rating.
        let mut next: Vec<Option<usize>> = Vec::with_capacity(count);
        for &size in &sizes {
            next.push((size >= 2).then_some(total));
            if size >= 2 {
                total += size;
                starts.push(total);
            }
        }
        if total == 0 {
            return Err(Refusal::TooFew { found: sizes.into_iter().max().unwrap_or(0), needed: 2 });
        }
        let mut values = vec![0.0; total];
        for rater in raters {
            for (next, rating) in next.iter_mut().zip(rater) {
                if let (Some(next), Some(rating)) = (next, rating) {
                    // −0 and 0 are one value, and sorting must not part them.
                    values[*next] = rating + 0.0;
                    *next += 1;
                }
            }
        }
        let mut units = Self { starts, values };
        for i in 0..units.len() {
            let (from, to) = (units.starts[i], units.starts[i + 1]);
            units.values[from..to].sort_unstable_by(f64::total_cmp);
        }
        Ok(units)
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The ratings of each unit, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[f64]> {
        self.starts.windows(2).map(|ends| &self.values[ends[0]..ends[1]])
    }

    /// All ratings, ascending.
    pub(super) fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.values.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    }

    /// The same units with other values; a map that keeps the order.
    pub(super) fn map(&self, f: impl Fn(f64) -> f64) -> Self {
        Self { starts: self.starts.clone(), values: self.values.iter().map(|x| f(*x)).collect() }
    }

    /// The mean share of equal pairs of ratings, over units.
    pub(super) fn percent_agreement(&self) -> f64 {
        let share = |unit: &[f64]| {
            let m = unit.len() as f64;
            runs(unit).map(|(_, n)| n * (n - 1.0)).sum::<f64>() / (m * (m - 1.0))
        };
        self.iter().map(share).sum::<f64>() / self.len() as f64
    }
}

/// The number of units, where all raters agree on it and every rating is finite.
pub(super) fn check(raters: &[Vec<Option<f64>>]) -> Result<usize, Refusal> {
    let units = raters.first().map_or(0, Vec::len);
    for (column, rater) in raters.iter().enumerate() {
        if rater.len() != units {
            return Err(Refusal::Shape { found: rater.len(), expected: units });
        }
        if let Some(row) = rater.iter().position(|x| x.is_some_and(|x| !x.is_finite())) {
            return Err(Refusal::NotFinite { column, row });
        }
    }
    Ok(units)
}

/// The distinct values of an ascending list, with how often each occurs.
pub(super) fn runs(sorted: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(|run| (run[0], run.len() as f64))
}
