//! How alike two rankings are 排名相似度, beyond rank correlation: measures that count the top more.
//!
//! With ranks x and y, 1 = best:
//!
//! ```text
//! weighted Spearman  1 − 6 Σ (x − y)² ((n − x + 1) + (n − y + 1)) / (n⁴ + n³ − n² − n)
//! WS                 1 − Σ 2^−x |x − y| / max(|x − 1|, |x − n|)              x = the reference
//! mean |change|      Σ |x − y| / n
//! ```
//!
//! Sources: Pinto da Costa and Soares, *Australian & New Zealand Journal of Statistics* 47 (2005); Sałabun and
//! Urbaniak, *ICCS* (2020). Traps: WS is not symmetric; the first two are made for rankings without ties.

use crate::{Refusal, stats, table};

/// The weighted rank measure of correlation.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::TooFew`] below two ranks; [`Refusal::Parameter`] where a rank is not in
/// `1..=n`.
pub fn weighted_spearman(x: &[f64], y: &[f64]) -> Result<f64, Refusal> {
    let n = size(x, y)?;
    let terms = x.iter().zip(y).map(|(x, y)| (x - y) * (x - y) * ((n - x + 1.0) + (n - y + 1.0)));
    let n2 = n * n;
    Ok(1.0 - 6.0 * stats::sum_of(terms) / (n2 * n2 + n2 * n - n2 - n))
}

/// The WS coefficient of a ranking y with the reference x.
///
/// # Errors
/// As [`weighted_spearman`].
pub fn ws(x: &[f64], y: &[f64]) -> Result<f64, Refusal> {
    let n = size(x, y)?;
    let terms = x.iter().zip(y).map(|(x, y)| libm::exp2(-x) * (x - y).abs() / f64::max((x - 1.0).abs(), (x - n).abs()));
    Ok(1.0 - stats::sum_of(terms))
}

/// The mean number of places a unit moves between two rankings.
///
/// # Errors
/// As [`weighted_spearman`], but one rank is enough.
pub fn mean_change(x: &[f64], y: &[f64]) -> Result<f64, Refusal> {
    table::same_length(y.len(), x.len())?;
    stats::mean(&x.iter().zip(y).map(|(x, y)| (x - y).abs()).collect::<Vec<_>>())
}

fn size(x: &[f64], y: &[f64]) -> Result<f64, Refusal> {
    table::same_length(y.len(), x.len())?;
    if x.len() < 2 {
        return Err(Refusal::TooFew { found: x.len(), needed: 2 });
    }
    let n = x.len() as f64;
    match x.iter().chain(y).find(|rank| !(1.0..=n).contains(*rank)) {
        Some(rank) => Err(Refusal::Parameter { name: "ranks", why: format!("{rank} is no rank of {n}") }),
        None => Ok(n),
    }
}
