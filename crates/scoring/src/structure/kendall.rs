//! Kendall's rank correlation 肯德尔等级相关系数, tau-b: `(C − D) / √((n₀ − n₁)(n₀ − n₂))`.
//!
//! Of the `n₀ = n (n − 1) / 2` pairs of rows, C are in the same order in both lists and D in opposite order;
//! n₁ and n₂ are tied in the one and in the other. Counted in `O(n log n)`: sorted by the first list, D is the
//! number of exchanges that sort the second (Knight, *JASA* 61, 1966).
//!
//! Trap: tau-a, over n₀, is not tau-b where there are ties.

use crate::{Refusal, stats, structure::p_value, table};

/// Kendall's tau-b of two lists without missing values.
///
/// # Errors
/// [`Refusal::Shape`]; [`Refusal::TooFew`] below two pairs; [`Refusal::Constant`] with the list, 0 or 1;
/// [`Refusal::NotFinite`].
pub fn kendall(a: &[f64], b: &[f64]) -> Result<f64, Refusal> {
    Concordance::count(a, b).map(|concordance| concordance.tau_b())
}

/// What two lists agree on.
pub(super) struct Concordance {
    n: usize,
    /// C − D.
    surplus: f64,
    first: Ties,
    second: Ties,
}

/// Blocks of t equal values in a list, in sums over the blocks.
#[derive(Default, Clone, Copy)]
pub(super) struct Ties {
    /// `Σ t (t − 1) / 2`: the pairs that are tied.
    pub(super) pairs: f64,
    /// `Σ t (t − 1)(t − 2)`.
    pub(super) triples: f64,
    /// `Σ t (t − 1)(2 t + 5)`.
    pub(super) variance: f64,
}

impl Ties {
    /// Of blocks of these sizes.
    fn of(sizes: impl Iterator<Item = usize>) -> Self {
        sizes.fold(Self::default(), |ties, size| {
            let t = size as f64;
            let pairs = t * (t - 1.0);
            Self {
                pairs: ties.pairs + pairs / 2.0,
                triples: ties.triples + pairs * (t - 2.0),
                variance: ties.variance + pairs * (2.0 * t + 5.0),
            }
        })
    }
}

impl Concordance {
    pub(super) fn count(a: &[f64], b: &[f64]) -> Result<Self, Refusal> {
        table::same_length(b.len(), a.len())?;
        let n = a.len();
        if n < 2 {
            return Err(Refusal::TooFew { found: n, needed: 2 });
        }
        for (column, values) in [a, b].into_iter().enumerate() {
            let (low, high) = stats::range(values).map_err(|refusal| refusal.in_column(column))?;
            if low >= high {
                return Err(Refusal::Constant { column });
            }
        }
        // Adding 0 makes −0 and 0 the same to the order of all numbers.
        let mut pairs: Vec<(f64, f64)> = a.iter().zip(b).map(|(a, b)| (a + 0.0, b + 0.0)).collect();
        pairs.sort_unstable_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
        let same = |x: f64, y: f64| x.total_cmp(&y).is_eq();
        let first = Ties::of(pairs.chunk_by(|x, y| same(x.0, y.0)).map(<[_]>::len));
        let both = Ties::of(pairs.chunk_by(|x, y| same(x.0, y.0) && same(x.1, y.1)).map(<[_]>::len));
        let mut values: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
        let discordant = exchanges(&mut values);
        let second = Ties::of(values.chunk_by(|x, y| same(*x, *y)).map(<[_]>::len));
        let all = n as f64 * (n as f64 - 1.0) / 2.0;
        let surplus = all - first.pairs - second.pairs + both.pairs - 2.0 * discordant as f64;
        Ok(Self { n, surplus, first, second })
    }

    pub(super) fn tau_b(&self) -> f64 {
        let all = self.n as f64 * (self.n as f64 - 1.0) / 2.0;
        let (first, second) = (all - self.first.pairs, all - self.second.pairs);
        (self.surplus / (first * second).sqrt()).clamp(-1.0, 1.0)
    }

    pub(super) fn p_value(&self) -> Option<f64> {
        p_value::kendall(self.n, self.surplus, self.first, self.second)
    }
}

/// Sorts by merging, and counts the pairs that were in the wrong order.
fn exchanges(values: &mut [f64]) -> u64 {
    let n = values.len();
    let mut from = values.to_vec();
    let mut to = vec![0.0; n];
    let mut count = 0_u64;
    let mut width = 1;
    while width < n {
        for start in (0..n).step_by(2 * width) {
            let (middle, end) = ((start + width).min(n), (start + 2 * width).min(n));
            let (mut left, mut right) = (start, middle);
            for slot in &mut to[start..end] {
                let take_right = left == middle || (right < end && from[right].total_cmp(&from[left]).is_lt());
                if take_right {
                    *slot = from[right];
                    right += 1;
                    count += (middle - left) as u64;
                } else {
                    *slot = from[left];
                    left += 1;
                }
            }
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    values.copy_from_slice(&from);
    count
}
