//! Intraclass correlation 组内相关系数 (ICC), six forms, for n units rated by the same k raters,
//!
//! ```text
//! MSR = k Σ (x̄_i. − x̄)² / (n − 1)      MSC = n Σ (x̄_.j − x̄)² / (k − 1)
//! MSE = Σ (x_ij − x̄_i. − x̄_.j + x̄)² / ((n − 1)(k − 1))      MSW = Σ (x_ij − x̄_i.)² / (n (k − 1))
//! ICC1 = (MSR − MSW) / (MSR + (k − 1) MSW)                               ICC1k = (MSR − MSW) / MSR
//! ICC2 = (MSR − MSE) / (MSR + (k − 1) MSE + k (MSC − MSE) / n)           ICC2k = (MSR − MSE) / (MSR + (MSC − MSE) / n)
//! ICC3 = (MSR − MSE) / (MSR + (k − 1) MSE)                               ICC3k = (MSR − MSE) / MSR
//! ```
//!
//! 1: each unit has other raters; 2: raters drawn at random, absolute agreement; 3: these raters, consistency; k:
//! of the mean of k raters. F tests the hypothesis of 0; limits follow the F distribution, for ICC2 with
//! Satterthwaite's degrees of freedom.
//!
//! Sources: Shrout and Fleiss, *Psychological Bulletin* 86 (1979); `McGraw` and Wong, *Psychological Methods* 1 (1996).
//!
//! Traps: a coefficient may be negative, and says then that units differ less than chance would make them. Which
//! form is meant must be said: in the textbook example they reach from 0.17 to 0.91.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use crate::{Refusal, stats};

/// A form of the coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Form {
    /// The coefficient.
    pub icc: f64,
    /// The quotient of mean squares; none where its denominator is 0.
    pub f: Option<f64>,
    /// Degrees of freedom.
    pub df1: f64,
    /// Degrees of freedom.
    pub df2: f64,
    /// The probability of such an F or a larger one where the coefficient is 0.
    pub p: Option<f64>,
    /// The confidence interval; none where F is none.
    pub interval: Option<(f64, f64)>,
}

/// Mean squares, and the six forms of the coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// Between units.
    pub msr: f64,
    /// Between raters.
    pub msc: f64,
    /// Residual.
    pub mse: f64,
    /// Within units.
    pub msw: f64,
    /// One-way, a single rating.
    pub icc1: Form,
    /// Two-way, absolute agreement, a single rating.
    pub icc2: Form,
    /// Two-way, consistency, a single rating.
    pub icc3: Form,
    /// One-way, the mean of all ratings.
    pub icc1k: Form,
    /// Two-way, absolute agreement, the mean of all ratings.
    pub icc2k: Form,
    /// Two-way, consistency, the mean of all ratings.
    pub icc3k: Form,
}

/// The coefficients of complete ratings, one row a unit, with intervals of this confidence (0.95).
///
/// # Errors
/// [`Refusal::TooFew`] below two units or two raters, [`Refusal::Missing`], [`Refusal::NotFinite`],
/// [`Refusal::Shape`], [`Refusal::Constant`] where the units have equal means, [`Refusal::Parameter`] for a confidence
/// that is no probability, [`Refusal::Undefined`] where a denominator vanishes.
pub fn icc(units: &[Vec<Option<f64>>], confidence: f64) -> Result<Icc, Refusal> {
    if !(0.0..1.0).contains(&confidence) || confidence <= 0.0 {
        return Err(Refusal::Parameter { name: "confidence", why: format!("{confidence} is not between 0 and 1") });
    }
    let rows = complete(units)?;
    let Squares { n, k, msr, msc, mse, msw } = Squares::of(&rows)?;
    let tail = f64::midpoint(1.0, confidence);
    let one_way = Test::new(msr, msw, (n - 1.0, n * (k - 1.0)), tail)?;
    let two_way = Test::new(msr, mse, (n - 1.0, (n - 1.0) * (k - 1.0)), tail)?;
    let single = |(low, high): (f64, f64)| ((low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0));
    let mean = |(low, high): (f64, f64)| (1.0 - 1.0 / low, 1.0 - 1.0 / high);

    let absolute = quotient(msr - mse, msr + (k - 1.0) * mse + k * (msc - mse) / n)?;
    let absolute_mean = quotient(msr - mse, msr + (msc - mse) / n)?;
    let limits = two_way.limits.and_then(|_| absolute_limits(absolute, (n, k), (msr, msc, mse), tail));
    let spearman_brown = |x: f64| k * x / (1.0 + (k - 1.0) * x);
    Ok(Icc {
        msr,
        msc,
        mse,
        msw,
        icc1: one_way.form(quotient(msr - msw, msr + (k - 1.0) * msw)?, one_way.limits.map(single)),
        icc2: two_way.form(absolute, limits),
        icc3: two_way.form(quotient(msr - mse, msr + (k - 1.0) * mse)?, two_way.limits.map(single)),
        icc1k: one_way.form(quotient(msr - msw, msr)?, one_way.limits.map(mean)),
        icc2k: two_way.form(absolute_mean, limits.map(|(low, high)| (spearman_brown(low), spearman_brown(high)))),
        icc3k: two_way.form(quotient(msr - mse, msr)?, two_way.limits.map(mean)),
    })
}

fn complete(units: &[Vec<Option<f64>>]) -> Result<Vec<Vec<f64>>, Refusal> {
    let k = units.first().map_or(0, Vec::len);
    let mut rows = Vec::with_capacity(units.len());
    for (row, unit) in units.iter().enumerate() {
        if unit.len() != k {
            return Err(Refusal::Shape { found: unit.len(), expected: k });
        }
        let value = |(column, x): (usize, &Option<f64>)| match x {
            None => Err(Refusal::Missing { column, row }),
            Some(x) if !x.is_finite() => Err(Refusal::NotFinite { column, row }),
            Some(x) => Ok(*x),
        };
        rows.push(unit.iter().enumerate().map(value).collect::<Result<Vec<f64>, _>>()?);
    }
    for found in [rows.len(), k] {
        if found < 2 {
            return Err(Refusal::TooFew { found, needed: 2 });
        }
    }
    Ok(rows)
}

struct Squares {
    n: f64,
    k: f64,
    msr: f64,
    msc: f64,
    mse: f64,
    msw: f64,
}

impl Squares {
    fn of(rows: &[Vec<f64>]) -> Result<Self, Refusal> {
        let (n, k) = (rows.len() as f64, rows[0].len() as f64);
        // From the first value, so that equal ratings have exactly no spread.
        let origin = rows[0][0];
        let of_unit: Vec<f64> = rows.iter().map(|row| stats::sum_of(row.iter().map(|x| x - origin)) / k).collect();
        let of_rater: Vec<f64> =
            (0..rows[0].len()).map(|j| stats::sum_of(rows.iter().map(|row| row[j] - origin)) / n).collect();
        let all = stats::sum(&of_unit) / n;
        let squares = |terms: &mut dyn Iterator<Item = f64>| stats::sum_of(terms.map(|d| d * d));
        let cells =
            || rows.iter().zip(&of_unit).flat_map(|(row, unit)| row.iter().zip(&of_rater).map(move |c| (c, unit)));
        let residual = |((x, rater), unit): ((&f64, &f64), &f64)| (x - origin) - unit - rater + all;
        let within = |((x, _), unit): ((&f64, &f64), &f64)| (x - origin) - unit;
        let msr = k * squares(&mut of_unit.iter().map(|unit| unit - all)) / (n - 1.0);
        let msc = n * squares(&mut of_rater.iter().map(|rater| rater - all)) / (k - 1.0);
        let mse = squares(&mut cells().map(residual)) / ((n - 1.0) * (k - 1.0));
        let msw = squares(&mut cells().map(within)) / (n * (k - 1.0));
        for mean_square in [msr, msc, mse, msw] {
            stats::finite_result(mean_square, "a sum of squares leaves the range")?;
        }
        if msr <= 0.0 {
            return Err(Refusal::Constant { column: 0 });
        }
        Ok(Self { n, k, msr, msc, mse, msw })
    }
}

/// An F test and the limits of F.
struct Test {
    f: Option<f64>,
    df: (f64, f64),
    p: Option<f64>,
    limits: Option<(f64, f64)>,
}

impl Test {
    fn new(above: f64, below: f64, df: (f64, f64), tail: f64) -> Result<Self, Refusal> {
        let f = Some(above / below).filter(|f| f.is_finite());
        let distribution =
            fisher(df.0, df.1).ok_or_else(|| Refusal::Undefined { why: "no degrees of freedom".into() })?;
        let limits = |f: f64| {
            let low = f / distribution.inverse_cdf(tail);
            let high = f * fisher(df.1, df.0)?.inverse_cdf(tail);
            (low.is_finite() && high.is_finite() && low > 0.0).then_some((low, high))
        };
        Ok(Self { f, df, p: f.map(|f| distribution.sf(f)), limits: f.and_then(limits) })
    }

    fn form(&self, icc: f64, interval: Option<(f64, f64)>) -> Form {
        let interval = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
        Form { icc, f: self.f, df1: self.df.0, df2: self.df.1, p: self.p, interval }
    }
}

/// Limits of ICC2 (Shrout and Fleiss, p. 424): `v` are Satterthwaite's degrees of freedom of its denominator.
fn absolute_limits(icc: f64, (n, k): (f64, f64), (msr, msc, mse): (f64, f64, f64), tail: f64) -> Option<(f64, f64)> {
    let by_rater = k * icc * msc / mse;
    let rest = n * (1.0 + (k - 1.0) * icc) - k * icc;
    let sum = by_rater + rest;
    let v = (k - 1.0) * (n - 1.0) * sum * sum / ((n - 1.0) * by_rater * by_rater + rest * rest);
    let upper = fisher(n - 1.0, v)?.inverse_cdf(tail);
    let lower = fisher(v, n - 1.0)?.inverse_cdf(tail);
    let denominator = k * msc + (k * n - k - n) * mse;
    let low = n * (msr - upper * mse) / (upper * denominator + n * msr);
    let high = n * (lower * msr - mse) / (denominator + n * lower * msr);
    (low.is_finite() && high.is_finite()).then_some((low, high))
}

fn fisher(df1: f64, df2: f64) -> Option<FisherSnedecor> {
    FisherSnedecor::new(df1, df2).ok()
}

fn quotient(above: f64, below: f64) -> Result<f64, Refusal> {
    stats::finite_result(above / below, "the mean squares cancel in a denominator")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrout_fleiss() -> Vec<Vec<Option<f64>>> {
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
            .iter()
            .map(|row| row.iter().map(|x| Some(f64::from(*x))).collect())
            .collect()
    }

    #[test]
    fn the_published_example_has_its_tests_and_intervals() {
        let icc = icc(&shrout_fleiss(), 0.95).unwrap();
        // As R's psych gives them.
        let expected = [
            (icc.icc1, 0.164_768_808_344_639_6, -0.132_933, 0.722_560),
            (icc.icc2, 0.000_134_566_516_484_337, 0.018_787, 0.761_084),
            (icc.icc3, 0.000_134_566_516_484_337, 0.342_465, 0.945_858),
            (icc.icc1k, 0.164_768_808_344_639_6, -0.884_442, 0.912_415),
            (icc.icc2k, 0.000_134_566_516_484_337, 0.071_137, 0.927_232),
            (icc.icc3k, 0.000_134_566_516_484_337, 0.675_675, 0.985_892),
        ];
        for (form, p, low, high) in expected {
            assert!((form.p.unwrap() - p).abs() < 1e-9, "{form:?}");
            let (l, h) = form.interval.unwrap();
            assert!((l - low).abs() < 1e-5 && (h - high).abs() < 1e-5, "{form:?}");
        }
    }

    #[test]
    fn perfect_agreement_is_one_without_a_test() {
        let icc = icc(&[vec![Some(0.1), Some(0.1)], vec![Some(0.7), Some(0.7)]], 0.95).unwrap();
        assert_eq!((icc.icc1.icc, icc.icc2.icc, icc.icc3k.icc), (1.0, 1.0, 1.0));
        assert_eq!((icc.icc1.f, icc.icc2.p, icc.icc2.interval), (None, None, None));
    }

    #[test]
    fn units_without_differences_are_refused() {
        let same = vec![Some(1.0), Some(2.0)];
        assert_eq!(icc(&[same.clone(), same.clone()], 0.95), Err(Refusal::Constant { column: 0 }));
        assert_eq!(icc(&[same], 0.95), Err(Refusal::TooFew { found: 1, needed: 2 }));
    }

    #[test]
    fn a_missing_rating_is_refused_with_its_place() {
        let refused = icc(&[vec![Some(1.0), Some(2.0)], vec![Some(1.0), None]], 0.95);
        assert_eq!(refused, Err(Refusal::Missing { column: 1, row: 1 }));
    }
}
