//! Two-sided p-values of correlations. They are diagnostics: nothing of a score depends on them.
//!
//! - Pearson and Spearman: `t = r √((n − 2) / (1 − r²))` has Student's t distribution with n − 2 degrees of
//!   freedom; its two tails are the regularised incomplete beta function `I(1 − r²; (n − 2) / 2, 1 / 2)`, which
//!   keeps its digits where p is small.
//! - Kendall: exact without ties below 50 pairs, as the share of the n! orders with as few or fewer (or as many
//!   or more) pairs in order; otherwise normal, with the variance under ties (Kendall and Gibbons 1990).

use statrs::function::beta::checked_beta_reg;

use super::kendall::Ties;
use crate::Refusal;

/// Without ties, p is exact below this many pairs, as in R.
const EXACT: usize = 50;

/// The p-value of a product-moment correlation; `None` below three pairs.
///
/// # Errors
/// [`Refusal::Undefined`] where the beta function is not.
pub(super) fn student(r: f64, pairs: usize) -> Result<Option<f64>, Refusal> {
    let Some(freedom @ 1..) = pairs.checked_sub(2) else { return Ok(None) };
    let rest = (1.0 - r) * (1.0 + r);
    checked_beta_reg(freedom as f64 / 2.0, 0.5, rest.clamp(0.0, 1.0))
        .map(|p| Some(p.clamp(0.0, 1.0)))
        .map_err(|e| Refusal::Undefined { why: e.to_string() })
}

/// The p-value of C − D; `None` below three pairs.
pub(super) fn kendall(n: usize, surplus: f64, a: Ties, b: Ties) -> Option<f64> {
    if n < 3 {
        return None;
    }
    if n < EXACT && a.pairs <= 0.0 && b.pairs <= 0.0 {
        return Some(exact(n, surplus));
    }
    let m = n as f64;
    let plain = m * (m - 1.0) * (2.0 * m + 5.0);
    let variance = (plain - a.variance - b.variance) / 18.0
        + 2.0 * a.pairs * b.pairs / (m * (m - 1.0))
        + a.triples * b.triples / (9.0 * m * (m - 1.0) * (m - 2.0));
    // Both lists vary, so some pair is free to be in either order.
    Some(libm::erfc(surplus.abs() / (2.0 * variance).sqrt()).clamp(0.0, 1.0))
}

/// Twice the smaller tail of the number of discordant pairs in a random order of n.
fn exact(n: usize, surplus: f64) -> f64 {
    let most = n * (n - 1) / 2;
    // chance[d] = the share of orders of the first k with d discordant pairs.
    let mut chance = vec![0.0; most + 1];
    chance[0] = 1.0;
    for k in 2..=n {
        let mut next = vec![0.0; most + 1];
        let mut window = 0.0;
        for d in 0..=k * (k - 1) / 2 {
            window += chance[d];
            if d >= k {
                window -= chance[d - k];
            }
            next[d] = window / k as f64;
        }
        chance = next;
    }
    // The distribution is symmetric: the smaller tail is below the fewer of C and D.
    let fewer = (most as f64 - surplus.abs()) / 2.0;
    let tail: f64 = chance.iter().enumerate().take_while(|(d, _)| *d as f64 <= fewer + 0.25).map(|(_, p)| p).sum();
    (2.0 * tail).min(1.0)
}
