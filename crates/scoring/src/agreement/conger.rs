//! Chance agreement as Conger sees it: of two different raters, each with his own shares of the categories.
//!
//! ```text
//! p_e   = Σ_kl w_kl (r² p̄_k p̄_l − Σ_g p_gk p_gl) / (r (r − 1))
//! p_e|i = Σ_g Σ_l (n / n_g) (δ_gl − (ε_g − n_g / n) p_gl) V_gl / (r (r − 1)),     V_gl = Σ_k w_kl (r p̄_k − p_gk)
//! ```
//!
//! with `p_gk` the share of k among the `n_g` ratings of rater g, `ε_g` whether g rated unit i and `δ_gl` whether as
//! l. Since `p_gl` is a mean over the rated units, its first-order change by unit i is
//! `(n / n_g) (δ_gl − ε_g p_gl)`; `p_e` is quadratic in these shares, so that `2 (p_e|i − p_e)` is its own.

use super::chance_corrected::{Table, Unit, dot};

pub(super) struct ByRater {
    /// `n_g`.
    ratings: Vec<f64>,
    /// `V_gl`.
    others: Vec<Vec<f64>>,
    /// `Σ_l p_gl V_gl`.
    own: Vec<f64>,
    /// `r (r − 1)`.
    pairs: f64,
}

impl ByRater {
    pub(super) fn new(table: &Table) -> Self {
        let r = table.raters as f64;
        let mut ratings = vec![0.0; table.raters];
        let mut shares = vec![vec![0.0; table.categories]; table.raters];
        for (g, k) in table.units.iter().flat_map(|unit| &unit.ratings) {
            ratings[*g] += 1.0;
            shares[*g][*k] += 1.0;
        }
        for (share, n) in shares.iter_mut().zip(&ratings) {
            for p in share {
                *p /= n;
            }
        }
        let sums: Vec<f64> = (0..table.categories).map(|k| shares.iter().map(|share| share[k]).sum()).collect();
        let others: Vec<Vec<f64>> = shares
            .iter()
            .map(|share| {
                let rest: Vec<f64> = sums.iter().zip(share).map(|(sum, p)| sum - p).collect();
                table.weights.iter().map(|row| dot(row, &rest)).collect()
            })
            .collect();
        let own = shares.iter().zip(&others).map(|(share, others)| dot(share, others)).collect();
        Self { ratings, others, own, pairs: r * (r - 1.0) }
    }

    pub(super) fn expected(&self) -> f64 {
        self.own.iter().sum::<f64>() / self.pairs
    }

    /// `p_e|i`, of `n` units.
    pub(super) fn of_unit(&self, unit: &Unit, n: f64) -> f64 {
        let rated: f64 =
            unit.ratings.iter().map(|(g, l)| n / self.ratings[*g] * (self.others[*g][*l] - self.own[*g])).sum();
        // What is left of every rater is `p_gl V_gl`, whether he rated the unit or not.
        rated / self.pairs + self.expected()
    }
}
