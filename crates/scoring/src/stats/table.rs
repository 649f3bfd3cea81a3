//! The statistics of an indicator that decide whether it is fit for an index 指标统计: spread, shape, and the shares of
//! units with a value, with a value other than 0, with a value of their own.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), steps 2 and 3. Trap: the shares are of the
//! units with a value, but two of the flags count against all units, as `COINr` does: an indicator with few values
//! has few different ones too.

use super::{finite, kurtosis, mean, median, range, sd, skewness};
use crate::Refusal;

/// From where on an indicator is flagged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// The least share of units with a value.
    pub available: f64,
    /// The least share of units with a value other than 0, of all units.
    pub non_zero: f64,
    /// The least number of different values, as a share of all units.
    pub unique: f64,
    /// Beyond this absolute skewness …
    pub skewness: f64,
    /// … and this kurtosis, there are outliers.
    pub kurtosis: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { available: 0.65, non_zero: 0.5, unique: 0.5, skewness: 2.0, kurtosis: 3.5 }
    }
}

/// The statistics of one indicator; what is not defined for its values is missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Description {
    /// The least value.
    pub min: Option<f64>,
    /// The greatest value.
    pub max: Option<f64>,
    /// The mean.
    pub mean: Option<f64>,
    /// The median.
    pub median: Option<f64>,
    /// The standard deviation, n − 1; from two values on.
    pub sd: Option<f64>,
    /// The skewness; from three values on that differ.
    pub skewness: Option<f64>,
    /// The excess kurtosis; from four values on that differ.
    pub kurtosis: Option<f64>,
    /// How many units there are.
    pub units: usize,
    /// How many have a value.
    pub available: usize,
    /// How many have a value other than 0.
    pub non_zero: usize,
    /// How many different values there are.
    pub unique: usize,
    /// How many units share the most frequent value.
    pub same: usize,
}

impl Description {
    /// A number of units as a share of those with a value.
    pub fn share(&self, count: usize) -> Option<f64> {
        (self.available > 0).then(|| count as f64 / self.available as f64)
    }

    /// A number of units as a share of all.
    pub fn share_of_all(&self, count: usize) -> Option<f64> {
        (self.units > 0).then(|| count as f64 / self.units as f64)
    }

    /// Whether enough units have a value.
    pub fn is_available(&self, thresholds: &Thresholds) -> bool {
        self.share_of_all(self.available).is_some_and(|share| share >= thresholds.available)
    }

    /// Whether enough values are other than 0.
    pub fn is_non_zero(&self, thresholds: &Thresholds) -> bool {
        self.share_of_all(self.non_zero).is_some_and(|share| share >= thresholds.non_zero)
    }

    /// Whether enough values are different.
    pub fn is_unique(&self, thresholds: &Thresholds) -> bool {
        self.share_of_all(self.unique).is_some_and(|share| share >= thresholds.unique)
    }

    /// Whether skewness and kurtosis are both beyond their thresholds; `None` where that is not known.
    pub fn has_outliers(&self, thresholds: &Thresholds) -> Option<bool> {
        let skewed = self.skewness?.abs() > thresholds.skewness;
        if skewed { self.kurtosis.map(|kurtosis| kurtosis > thresholds.kurtosis) } else { Some(false) }
    }
}

/// Describes an indicator.
///
/// # Errors
/// [`Refusal::NotFinite`]; [`Refusal::Undefined`] where the values lie too far apart for numbers.
pub fn describe(column: &[Option<f64>]) -> Result<Description, Refusal> {
    finite(column)?;
    // Adding 0 makes −0 and 0 one value, as they are.
    let mut values: Vec<f64> = column.iter().flatten().map(|x| x + 0.0).collect();
    values.sort_unstable_by(f64::total_cmp);
    let blocks = values.chunk_by(|a, b| a.total_cmp(b).is_eq());
    let (unique, same) = blocks.fold((0, 0), |(unique, same), block| (unique + 1, same.max(block.len())));
    let extremes = known(range(&values))?;
    Ok(Description {
        min: extremes.map(|(min, _)| min),
        max: extremes.map(|(_, max)| max),
        mean: known(mean(&values))?,
        median: known(median(&values))?,
        sd: known(sd(&values))?,
        skewness: known(skewness(&values))?,
        kurtosis: known(kurtosis(&values))?,
        units: column.len(),
        available: values.len(),
        non_zero: values.iter().filter(|x| x.abs() > 0.0).count(),
        unique,
        same,
    })
}

/// A statistic that is missing where the values are too few or all the same.
fn known<T>(statistic: Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    match statistic {
        Ok(value) => Ok(Some(value)),
        Err(Refusal::TooFew { .. } | Refusal::Empty { .. } | Refusal::Constant { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_zeros_and_ties_are_counted() {
        let found = describe(&[Some(2.0), Some(0.0), None, Some(2.0), Some(-0.0), Some(2.0)]).unwrap();
        assert_eq!((found.units, found.available, found.non_zero), (6, 5, 3));
        assert_eq!((found.unique, found.same), (2, 3));
        assert_eq!((found.share(found.same), found.share_of_all(found.non_zero)), (Some(0.6), Some(0.5)));
        let thresholds = Thresholds::default();
        assert!(found.is_available(&thresholds) && found.is_non_zero(&thresholds) && !found.is_unique(&thresholds));
        assert_eq!(found.has_outliers(&thresholds), Some(false));
    }

    #[test]
    fn what_is_not_defined_is_missing() {
        let empty = describe(&[None, None]).unwrap();
        assert_eq!((empty.min, empty.mean, empty.share(0)), (None, None, None));
        let constant = describe(&[Some(0.1); 5]).unwrap();
        assert_eq!((constant.sd, constant.skewness, constant.kurtosis), (Some(0.0), None, None));
        assert_eq!(constant.has_outliers(&Thresholds::default()), None);
    }
}
