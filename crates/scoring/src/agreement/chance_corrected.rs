//! Chance-corrected agreement of any number of raters with missing ratings: Gwet's AC1 and AC2, Fleiss' kappa,
//! Conger's kappa, Brennan and Prediger's coefficient and Krippendorff's alpha, with standard errors.
//!
//! With `n` units of at least one rating, `n'` of at least two, `r_i` ratings of unit i of which `r_ik` in category
//! k, `q` categories and weights `w_kl` (`T = ΣΣ w_kl`; AC1 is Gwet's coefficient with identity weights, AC2 with
//! others):
//!
//! ```text
//! coefficient γ = (p_a − p_e) / (1 − p_e)
//! p_a|i  = Σ_k r_ik (Σ_l w_kl r_il − 1) / (r_i (r_i − 1))        p_a = mean of p_a|i over n'
//! π_k    = (1/n) Σ_i r_ik / r_i                                   p_gk = share of k among the ratings of rater g
//! p_e    Gwet                T / (q (q − 1)) Σ π_k (1 − π_k)
//!        Fleiss              Σ w_kl π_k π_l
//!        Brennan–Prediger    T / q²
//!        Conger              Σ w_kl (Σ_{g≠h} p_gk p_hl) / (r (r − 1))
//! ```
//!
//! The standard error is that of the linearised coefficient over units: γ is a smooth function of means over units,
//! and its first-order change by unit i is
//!
//! ```text
//! γ*_i = γ_i − 2 (1 − γ) (p_e|i − p_e) / (1 − p_e),      γ_i = (n / n') (p_a|i − p_e) / (1 − p_e), 0 where r_i < 2
//! se²  = Σ (γ*_i − γ)² / (n (n − 1))
//! p_e|i  Gwet T / (q (q − 1)) Σ_k (1 − π_k) r_ik / r_i;   Fleiss Σ_k r_ik / r_i Σ_l w_kl π_l;   Brennan–Prediger p_e
//! ```
//!
//! where `2 (p_e|i − p_e)` is the derivative of a `p_e` that is quadratic in its shares; Conger's `p_e|i` is in
//! `conger.rs`. Krippendorff's alpha takes the `n'` units alone, with `r̄` ratings a unit and `ε = 1 / (n' r̄)`:
//!
//! ```text
//! a_i = Σ_k r_ik (Σ_l w_kl r_il − 1) / (r̄ (r_i − 1)),  p'_a = mean a_i,  p_a = (1 − ε) p'_a + ε
//! π_k = Σ_i r_ik / (n' r̄),  p_e = Σ w_kl π_k π_l,  α = (p_a − p_e) / (1 − p_e),  α' = (p'_a − p_e) / (1 − p_e)
//! α*_i = (p_a|i − p_e) / (1 − p_e) − 2 (1 − α') (p_e|i − p_e) / (1 − p_e)
//! p_a|i = a_i − p_a (r_i − r̄) / r̄,  p_e|i = Σ_k r_ik / r̄ Σ_l w_kl π_l − p_e (r_i − r̄) / r̄
//! ```
//!
//! and its standard error is that of α*. (The derivative of `p'_a` would have `p'_a` before `(r_i − r̄) / r̄`; Gwet
//! takes `p_a`, as its printed figures show, and the difference is of the order of ε: ours are its figures.)
//!
//! Sources: Gwet, *British Journal of Mathematical and Statistical Psychology* 61 (2008), 29–48; *Handbook of
//! Inter-Rater Reliability*, 4th ed. (2014), ch. 2, 3 and 5; *On the Krippendorff's alpha coefficient* (2011).
//!
//! Traps: the standard error speaks of other units rated by the same raters. Categories are those that occur: one
//! that nobody used would change Gwet's and Brennan and Prediger's coefficients.

use super::{conger, percent::percent_agreement, units, weighting::Weighting};
use crate::{Refusal, stats};

/// A coefficient of agreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// At most 1; 0 where agreement is that of chance.
    pub coefficient: f64,
    /// Over units; none for a single unit.
    pub standard_error: Option<f64>,
    /// Observed agreement, weighted.
    pub observed: f64,
    /// Agreement expected by chance.
    pub expected: f64,
}

/// The five coefficients, and the share of equal pairs beside them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficients {
    /// Gwet's AC1 or AC2.
    pub gwet: Coefficient,
    /// Fleiss' kappa.
    pub fleiss: Coefficient,
    /// Conger's kappa: Cohen's for more than two raters.
    pub conger: Coefficient,
    /// Brennan and Prediger's: every category is as likely.
    pub brennan_prediger: Coefficient,
    /// Krippendorff's alpha with these weights.
    pub krippendorff: Coefficient,
    /// The share of equal pairs of ratings, unweighted.
    pub percent_agreement: f64,
}

/// The coefficients of ratings; one row a rater.
///
/// # Errors
/// [`Refusal::Constant`] where only one category occurs, [`Refusal::TooFew`] where no unit has two ratings,
/// [`Refusal::Shape`], [`Refusal::NotFinite`], and what [`Weighting::matrix`] refuses.
pub fn coefficients(raters: &[Vec<Option<f64>>], weighting: Weighting) -> Result<Coefficients, Refusal> {
    let percent_agreement = percent_agreement(raters)?;
    let table = Table::new(raters, weighting)?;
    let (n, q) = (table.units.len() as f64, table.categories as f64);
    let mean_shares = table.mean_shares();
    let total: f64 = table.weights.iter().flatten().sum();

    let scale = total / (q * (q - 1.0));
    let unlikely: Vec<f64> = mean_shares.iter().map(|p| scale * (1.0 - p)).collect();
    let gwet = table.coefficient(dot(&mean_shares, &unlikely), |unit| unit.mean_of(&unlikely));
    let agreeing = table.weighted(&mean_shares);
    let fleiss = table.coefficient(dot(&mean_shares, &agreeing), |unit| unit.mean_of(&agreeing));
    let even = total / (q * q);
    let brennan_prediger = table.coefficient(even, |_| even);
    let by_rater = conger::ByRater::new(&table);
    let conger = table.coefficient(by_rater.expected(), |unit| by_rater.of_unit(unit, n));
    Ok(Coefficients {
        gwet: gwet?,
        fleiss: fleiss?,
        conger: conger?,
        brennan_prediger: brennan_prediger?,
        krippendorff: table.krippendorff()?,
        percent_agreement,
    })
}

/// The ratings of a unit: the rater and the place of the category, in the order of raters.
pub(super) struct Unit {
    pub(super) ratings: Vec<(usize, usize)>,
    /// `Σ_k r_ik (Σ_l w_kl r_il − 1)`: the weighted number of agreeing ordered pairs.
    agreeing: f64,
}

impl Unit {
    fn mean_of(&self, by_category: &[f64]) -> f64 {
        self.sum_of(by_category) / self.ratings.len() as f64
    }

    fn sum_of(&self, by_category: &[f64]) -> f64 {
        self.ratings.iter().map(|(_, k)| by_category[*k]).sum()
    }
}

/// All units with a rating.
pub(super) struct Table {
    pub(super) units: Vec<Unit>,
    pub(super) weights: Vec<Vec<f64>>,
    pub(super) categories: usize,
    /// Raters with a rating; the others took no part.
    pub(super) raters: usize,
}

impl Table {
    fn new(raters: &[Vec<Option<f64>>], weighting: Weighting) -> Result<Self, Refusal> {
        let count = units::check(raters)?;
        let mut values: Vec<f64> = raters.iter().flatten().flatten().map(|x| x + 0.0).collect();
        values.sort_unstable_by(f64::total_cmp);
        values.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let weights = weighting.matrix(&values)?;
        let active: Vec<_> = raters.iter().filter(|rater| rater.iter().any(Option::is_some)).collect();
        let mut counts = vec![0.0; values.len()];
        let mut table = Self { units: Vec::new(), weights, categories: values.len(), raters: active.len() };
        for i in 0..count {
            let place = |x: f64| values.partition_point(|v| v.total_cmp(&(x + 0.0)).is_lt());
            let ratings: Vec<(usize, usize)> =
                active.iter().enumerate().filter_map(|(g, rater)| Some((g, place(rater[i]?)))).collect();
            if !ratings.is_empty() {
                let agreeing = agreeing(&ratings, &table.weights, &mut counts);
                table.units.push(Unit { ratings, agreeing });
            }
        }
        Ok(table)
    }

    fn mean_shares(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.categories];
        for unit in &self.units {
            let one = 1.0 / unit.ratings.len() as f64;
            for (_, k) in &unit.ratings {
                shares[*k] += one;
            }
        }
        let n = self.units.len() as f64;
        shares.into_iter().map(|share| share / n).collect()
    }

    /// `Σ_l w_kl v_l` by k.
    fn weighted(&self, values: &[f64]) -> Vec<f64> {
        self.weights.iter().map(|row| dot(row, values)).collect()
    }

    /// The coefficient with this expected agreement, and what each unit contributes to it.
    fn coefficient(&self, expected: f64, of_unit: impl Fn(&Unit) -> f64) -> Result<Coefficient, Refusal> {
        let n = self.units.len() as f64;
        let pairs = |unit: &Unit| {
            let r = unit.ratings.len() as f64;
            (r >= 2.0).then(|| unit.agreeing / (r * (r - 1.0)))
        };
        let pairable = self.units.iter().filter(|unit| unit.ratings.len() >= 2).count() as f64;
        let observed = stats::sum_of(self.units.iter().filter_map(pairs)) / pairable;
        let beyond = beyond_chance(expected)?;
        let coefficient = (observed - expected) / beyond;
        let linear = |unit: &Unit| {
            let own = pairs(unit).map_or(0.0, |agreement| n / pairable * (agreement - expected) / beyond);
            own - 2.0 * (1.0 - coefficient) * (of_unit(unit) - expected) / beyond
        };
        let standard_error = standard_error(self.units.iter().map(linear), coefficient, n);
        Ok(Coefficient { coefficient, standard_error, observed, expected })
    }

    fn krippendorff(&self) -> Result<Coefficient, Refusal> {
        let units = || self.units.iter().filter(|unit| unit.ratings.len() >= 2);
        let n = units().count() as f64;
        let ratings: f64 = units().map(|unit| unit.ratings.len() as f64).sum();
        let mean = ratings / n;
        let mut shares = vec![0.0; self.categories];
        for (_, k) in units().flat_map(|unit| &unit.ratings) {
            shares[*k] += 1.0 / ratings;
        }
        let agreeing = self.weighted(&shares);
        let expected = dot(&shares, &agreeing);
        let beyond = beyond_chance(expected)?;
        let agreement = |unit: &Unit| unit.agreeing / (mean * (unit.ratings.len() as f64 - 1.0));
        let plain = stats::sum_of(units().map(agreement)) / n;
        let observed = (1.0 - 1.0 / ratings) * plain + 1.0 / ratings;
        let centre = (plain - expected) / beyond;
        let linear = |unit: &Unit| {
            let more = (unit.ratings.len() as f64 - mean) / mean;
            let by_chance = unit.sum_of(&agreeing) / mean - expected * more;
            (agreement(unit) - observed * more - expected - 2.0 * (1.0 - centre) * (by_chance - expected)) / beyond
        };
        let standard_error = standard_error(units().map(linear), centre, n);
        Ok(Coefficient { coefficient: (observed - expected) / beyond, standard_error, observed, expected })
    }
}

fn agreeing(ratings: &[(usize, usize)], weights: &[Vec<f64>], counts: &mut [f64]) -> f64 {
    let mut seen: Vec<usize> = ratings.iter().map(|(_, k)| *k).collect();
    for k in &seen {
        counts[*k] += 1.0;
    }
    seen.sort_unstable();
    seen.dedup();
    let of = |k: &usize| counts[*k] * (seen.iter().map(|l| weights[*k][*l] * counts[*l]).sum::<f64>() - 1.0);
    let agreeing = seen.iter().map(of).sum();
    for k in &seen {
        counts[*k] = 0.0;
    }
    agreeing
}

fn beyond_chance(expected: f64) -> Result<f64, Refusal> {
    let beyond = 1.0 - expected;
    if beyond > f64::EPSILON { Ok(beyond) } else { Err(Refusal::Constant { column: 0 }) }
}

fn standard_error(linear: impl Iterator<Item = f64>, centre: f64, n: f64) -> Option<f64> {
    let squares = stats::sum_of(linear.map(|x| (x - centre) * (x - centre)));
    (n >= 2.0).then(|| (squares / (n * (n - 1.0))).sqrt())
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests;
