//! What the values look like before they are scored: how many there are and how they spread.

use domain::Dataset;

/// Bins of a histogram.
pub const BINS: usize = 12;

/// How the values of one indicator spread over the units.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Code of the indicator.
    pub indicator: String,
    /// Units with a value.
    pub present: usize,
    /// Units without one.
    pub missing: usize,
    /// Different values among those present.
    pub distinct: usize,
    /// Minimum, lower quartile, median, upper quartile and maximum (R's type 7); `None` without values.
    pub quartiles: Option<[f64; 5]>,
    /// Arithmetic mean; `None` without values.
    pub mean: Option<f64>,
    /// Units in each of [`BINS`] bins of equal width between minimum and maximum.
    pub histogram: [usize; BINS],
}

/// Describes each indicator of a data set, in the order of their codes.
pub fn distributions(data: &Dataset) -> Vec<Distribution> {
    data.values.iter().map(|(code, column)| describe(code, column)).collect()
}

/// The share of indicators a unit has values for, in `0..=1`, in the order of the units.
pub fn by_unit(data: &Dataset) -> Vec<f64> {
    let indicators = data.values.len().max(1) as f64;
    (0..data.units.len())
        .map(|unit| {
            let present = data.values.values().filter(|c| c.get(unit).copied().flatten().is_some()).count();
            present as f64 / indicators
        })
        .collect()
}

/// Describes one column.
pub fn describe(code: &str, column: &[Option<f64>]) -> Distribution {
    let mut sorted: Vec<f64> = column.iter().flatten().copied().filter(|x| x.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let present = sorted.len();
    let mut distribution = Distribution {
        indicator: code.to_owned(),
        present,
        missing: column.len() - present,
        distinct: 0,
        quartiles: None,
        mean: None,
        histogram: [0; BINS],
    };
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else { return distribution };
    distribution.mean = Some(sorted.iter().sum::<f64>() / present as f64);
    distribution.quartiles = Some([0.0, 0.25, 0.5, 0.75, 1.0].map(|p| quantile(&sorted, p)));
    for &x in &sorted {
        distribution.histogram[bin(x, min, max)] += 1;
    }
    sorted.dedup();
    distribution.distinct = sorted.len();
    distribution
}

/// Quantile of sorted values by linear interpolation between order statistics (R's type 7).
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let below = libm::floor(at);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index between 0 and the length")]
    let i = below as usize;
    let low = sorted[i];
    let high = sorted.get(i + 1).copied().unwrap_or(low);
    low + (at - below) * (high - low)
}

fn bin(x: f64, min: f64, max: f64) -> usize {
    if max <= min {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and BINS; saturates")]
    let i = ((x - min) / (max - min) * BINS as f64) as usize;
    i.min(BINS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_described_without_its_missing_values() {
        let d = describe("x", &[Some(1.0), None, Some(3.0), Some(2.0), Some(2.0)]);
        assert_eq!((d.present, d.missing, d.distinct), (4, 1, 3));
        assert_eq!(d.quartiles, Some([1.0, 1.75, 2.0, 2.25, 3.0]));
        assert_eq!(d.histogram.iter().sum::<usize>(), 4);
    }

    #[test]
    fn an_empty_column_has_no_quartiles() {
        let d = describe("x", &[None, None]);
        assert_eq!((d.quartiles, d.mean, d.missing), (None, None, 2));
    }
}
