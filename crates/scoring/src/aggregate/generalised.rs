//! Weighted generalised mean 广义平均 (power mean, Hölder): `(Σ w x^p / Σ w)^(1/p)` over the children that are
//! not missing.
//!
//! p = 1 is the arithmetic, p = −1 the harmonic mean, p → 0 the geometric one. The smaller p, the less a good
//! child makes up for a bad one. Source: Hardy, Littlewood and Pólya, *Inequalities* (1934).
//!
//! Traps: an even power forgets the sign of a negative score, so these are refused, unless p = 1; with p < 0 a
//! score of 0 is too. `COINr` 1.1.14 returns missing as soon as one child is missing, against its own help text.

#![expect(clippy::float_cmp, reason = "p is a parameter: 0 and 1 are themselves")]

use super::{Present, Weighted, arithmetic, not_negative};
use crate::{Refusal, stats};

/// The mean; `None` where no child with weight has a score.
///
/// # Errors
/// [`Refusal::Parameter`] where p is 0 or not finite; [`Refusal::NotPositive`] or [`Refusal::NotFinite`] with
/// the child as column, whatever its weight; [`Refusal::Weights`].
pub fn mean(children: &[Weighted], p: f64) -> Result<Option<f64>, Refusal> {
    if p == 0.0 {
        return Err(Refusal::Parameter { name: "p", why: "with 0 it is the geometric mean: ask for that".into() });
    }
    if !p.is_finite() {
        return Err(Refusal::Parameter { name: "p", why: format!("{p} is not finite") });
    }
    if p == 1.0 {
        return arithmetic::mean(children);
    }
    let present = Present::new(children)?;
    not_negative(children, p > 0.0)?;
    Ok(present.map(|present| {
        // Relative to the score that counts most, so that no power overflows.
        let (least, greatest) = present.bounds;
        let most = if p > 0.0 { greatest } else { least };
        if most <= 0.0 {
            return 0.0;
        }
        // A score without weight may lie beyond, and its power be infinite: 0 times that is no number.
        let terms = present.shares().filter(|(share, _)| *share > 0.0);
        let sum = stats::sum_of(terms.map(|(share, x)| share * libm::pow(x / most, p)));
        present.bounded(most * libm::pow(sum, 1.0 / p))
    }))
}
