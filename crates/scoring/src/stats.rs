//! Descriptive statistics of a column 描述统计: sum, mean, variance and standard deviation (n − 1), median,
//! quantile (type 7), skewness and excess kurtosis (type 2).
//!
//! With n values, their mean m and `S_k = Σ (x − m)^k`:
//!
//! ```text
//! variance  S2 / (n − 1)
//! quantile  x[⌊h⌋] + (h − ⌊h⌋) (x[⌊h⌋ + 1] − x[⌊h⌋]),  h = (n − 1) p, sorted, from 0     (R's type 7)
//! skewness  √n S3 / S2^1.5 · √(n (n − 1)) / (n − 2)                                     (type 2: Excel, SAS)
//! kurtosis  ((n + 1) (n S4 / S2² − 3) + 6) (n − 1) / ((n − 2) (n − 3))                  (type 2, normal = 0)
//! ```
//!
//! Sources: Hyndman and Fan, *The American Statistician* 50 (1996) for the quantile; Joanes and Gill,
//! *The Statistician* 47 (1998) for the types of skewness and kurtosis.
//!
//! Traps: other definitions of the quantile, skewness and kurtosis differ by 10 % and more in a table of
//! thirty units. Whether all values are equal is asked of the values, not of the variance: the mean of ten
//! times 0.1 is not 0.1, and a variance of 1e-34 then makes a skewness out of rounding.

pub mod table;

use crate::{Column, Refusal};

/// Deviations with a binary exponent beyond this are brought near 1 before they are raised to the fourth
/// power, by a power of two, so that nothing is rounded.
const EXPONENT: i32 = 200;

/// The values that are present, in the order of the column.
///
/// # Errors
/// [`Refusal::NotFinite`], with the row.
pub fn present(column: &[Option<f64>]) -> Result<Vec<f64>, Refusal> {
    finite(column)?;
    Ok(column.iter().flatten().copied().collect())
}

/// Checks that no value is NaN or infinite.
///
/// # Errors
/// [`Refusal::NotFinite`], with the row.
pub fn finite(column: &[Option<f64>]) -> Result<(), Refusal> {
    match column.iter().position(|x| x.is_some_and(|x| !x.is_finite())) {
        Some(row) => Err(Refusal::NotFinite { column: 0, row }),
        None => Ok(()),
    }
}

/// All values, none of which may be missing.
///
/// # Errors
/// [`Refusal::Missing`] or [`Refusal::NotFinite`], with the row.
pub fn complete(column: &[Option<f64>]) -> Result<Vec<f64>, Refusal> {
    finite(column)?;
    column.iter().enumerate().map(|(row, x)| x.ok_or(Refusal::Missing { column: 0, row })).collect()
}

/// The sum, with the rounding of each addition carried along (Neumaier): a plain sum of 300,000 values
/// loses five digits.
pub fn sum(values: &[f64]) -> f64 {
    sum_of(values.iter().copied())
}

/// The sum of what an iterator gives; as [`sum`].
pub fn sum_of(values: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0_f64);
    for x in values {
        let next = total + x;
        lost += if total.abs() >= x.abs() { (total - next) + x } else { (x - next) + total };
        total = next;
    }
    total + lost
}

/// The arithmetic mean 均值.
///
/// # Errors
/// [`Refusal::Empty`]; [`Refusal::NotFinite`].
pub fn mean(values: &[f64]) -> Result<f64, Refusal> {
    all_finite(values)?;
    if values.is_empty() {
        return Err(Refusal::Empty { column: 0 });
    }
    let n = values.len() as f64;
    let mean = sum(values) / n;
    // Only a sum beyond the largest number is not finite here; that of the shares is.
    Ok(if mean.is_finite() { mean } else { sum_of(values.iter().map(|x| x / n)) })
}

/// The least and the greatest value.
///
/// # Errors
/// [`Refusal::Empty`]; [`Refusal::NotFinite`].
pub fn range(values: &[f64]) -> Result<(f64, f64), Refusal> {
    all_finite(values)?;
    let first = *values.first().ok_or(Refusal::Empty { column: 0 })?;
    Ok(values.iter().fold((first, first), |(low, high), &x| (low.min(x), high.max(x))))
}

/// The variance 方差 with n − 1; 0 where all values are equal.
///
/// # Errors
/// [`Refusal::TooFew`] below two values; [`Refusal::NotFinite`]; [`Refusal::Undefined`] where it lies beyond
/// the range of numbers.
pub fn variance(values: &[f64]) -> Result<f64, Refusal> {
    let centred = Centred::new(values, 2)?;
    let Some(centred) = centred else { return Ok(0.0) };
    let variance = centred.power_sum(2) / (centred.n - 1.0);
    // Twice, since the square of the scale may itself be out of range.
    finite_result(libm::ldexp(libm::ldexp(variance, centred.exponent), centred.exponent), "the variance overflows")
}

/// The standard deviation 标准差 with n − 1; 0 where all values are equal.
///
/// # Errors
/// As [`variance`].
pub fn sd(values: &[f64]) -> Result<f64, Refusal> {
    let centred = Centred::new(values, 2)?;
    let Some(centred) = centred else { return Ok(0.0) };
    let sd = (centred.power_sum(2) / (centred.n - 1.0)).sqrt();
    finite_result(libm::ldexp(sd, centred.exponent), "the standard deviation overflows")
}

/// The sample skewness 偏度, type 2.
///
/// # Errors
/// [`Refusal::TooFew`] below three values; [`Refusal::Constant`]; [`Refusal::NotFinite`];
/// [`Refusal::Undefined`] where the values lie too far apart for numbers.
pub fn skewness(values: &[f64]) -> Result<f64, Refusal> {
    let centred = Centred::new(values, 3)?.ok_or(Refusal::Constant { column: 0 })?;
    let n = centred.n;
    let s2 = centred.power_sum(2);
    let g1 = n.sqrt() * centred.power_sum(3) / (s2 * s2.sqrt());
    finite_result(g1 * (n * (n - 1.0)).sqrt() / (n - 2.0), "the skewness")
}

/// The sample excess kurtosis 峰度, type 2; 0 for the normal distribution.
///
/// # Errors
/// [`Refusal::TooFew`] below four values, otherwise as [`skewness`].
pub fn kurtosis(values: &[f64]) -> Result<f64, Refusal> {
    let centred = Centred::new(values, 4)?.ok_or(Refusal::Constant { column: 0 })?;
    let n = centred.n;
    let s2 = centred.power_sum(2);
    let r = n * centred.power_sum(4) / (s2 * s2);
    finite_result(((n + 1.0) * (r - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)), "the kurtosis")
}

/// The values in ascending order.
///
/// # Errors
/// [`Refusal::NotFinite`].
pub fn sorted(values: &[f64]) -> Result<Vec<f64>, Refusal> {
    all_finite(values)?;
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Ok(sorted)
}

/// The median 中位数: the middle value, or the mean of the two.
///
/// # Errors
/// [`Refusal::Empty`]; [`Refusal::NotFinite`].
pub fn median(values: &[f64]) -> Result<f64, Refusal> {
    all_finite(values)?;
    if values.is_empty() {
        return Err(Refusal::Empty { column: 0 });
    }
    let mut values = values.to_vec();
    let half = values.len() / 2;
    let even = values.len().is_multiple_of(2);
    let (below, &mut middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Ok(if even { half_way(lower, middle) } else { middle })
}

/// The quantile 分位数 with this probability, type 7.
///
/// # Errors
/// [`Refusal::Empty`]; [`Refusal::NotFinite`]; [`Refusal::Parameter`] where p is no probability.
pub fn quantile(values: &[f64], p: f64) -> Result<f64, Refusal> {
    quantile_of_sorted(&sorted(values)?, p)
}

/// The quantile of values that are finite and in ascending order already; for many quantiles of one column.
///
/// # Errors
/// [`Refusal::Empty`]; [`Refusal::Parameter`] where p is no probability.
pub fn quantile_of_sorted(sorted: &[f64], p: f64) -> Result<f64, Refusal> {
    if !(0.0..=1.0).contains(&p) {
        return Err(Refusal::Parameter { name: "p", why: format!("{p} is no probability") });
    }
    let last = sorted.len().checked_sub(1).ok_or(Refusal::Empty { column: 0 })?;
    let h = last as f64 * p;
    let floor = libm::floor(h);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last index")]
    let below = floor as usize;
    let (a, b) = (sorted[below], sorted[(below + 1).min(last)]);
    let share = h - floor;
    let step = b - a;
    Ok(if step.is_finite() { a + share * step } else { a * (1.0 - share) + b * share })
}

/// The value in the middle of two, also where their sum is out of range.
fn half_way(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if sum.is_finite() { sum / 2.0 } else { a / 2.0 + b / 2.0 }
}

fn all_finite(values: &[f64]) -> Result<(), Refusal> {
    match values.iter().position(|x| !x.is_finite()) {
        Some(row) => Err(Refusal::NotFinite { column: 0, row }),
        None => Ok(()),
    }
}

/// The number, if it is one.
///
/// # Errors
/// [`Refusal::Undefined`] with these words.
pub(crate) fn finite_result(value: f64, what: &str) -> Result<f64, Refusal> {
    if value.is_finite() { Ok(value) } else { Err(Refusal::Undefined { why: what.into() }) }
}

/// The column, if every value in it is a number.
///
/// # Errors
/// [`Refusal::Undefined`] with these words.
pub(crate) fn finite_column(column: Column, what: &str) -> Result<Column, Refusal> {
    if finite(&column).is_ok() { Ok(column) } else { Err(Refusal::Undefined { why: what.into() }) }
}

/// Values less their mean, times a power of two where their powers would leave the range of numbers.
struct Centred {
    deviations: Vec<f64>,
    /// The deviations are `2^-exponent` of what they were.
    exponent: i32,
    n: f64,
}

impl Centred {
    /// `None` where all values are equal.
    fn new(values: &[f64], needed: usize) -> Result<Option<Self>, Refusal> {
        all_finite(values)?;
        if values.len() < needed {
            return Err(Refusal::TooFew { found: values.len(), needed });
        }
        let (low, high) = range(values)?;
        // The least and the greatest are one and the same value: no arithmetic lies between.
        if low >= high {
            return Ok(None);
        }
        let mean = mean(values)?;
        let mut deviations: Vec<f64> = values.iter().map(|x| x - mean).collect();
        let largest = deviations.iter().fold(0.0_f64, |most, d| most.max(d.abs()));
        if !largest.is_finite() {
            return Err(Refusal::Undefined { why: "the values lie too far apart".into() });
        }
        let (_, exponent) = libm::frexp(largest);
        if exponent.abs() <= EXPONENT {
            return Ok(Some(Self { deviations, exponent: 0, n: values.len() as f64 }));
        }
        for d in &mut deviations {
            *d = libm::ldexp(*d, -exponent);
        }
        Ok(Some(Self { deviations, exponent, n: values.len() as f64 }))
    }

    fn power_sum(&self, power: u8) -> f64 {
        sum_of(self.deviations.iter().map(|&d| {
            let square = d * d;
            match power {
                3 => square * d,
                4 => square * square,
                0..=2 | 5.. => square,
            }
        }))
    }
}

#[cfg(test)]
mod tests;
