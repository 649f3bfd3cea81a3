//! VIKOR 多准则妥协解排序法 (multicriteria optimisation and compromise solution):
//!
//! ```text
//! d_ij = w_j (best_j − x_ij) / (best_j − worst_j)
//! S_i  = Σ_j d_ij                 the group's utility
//! R_i  = max_j d_ij               the individual's regret
//! Q_i  = v (S_i − S*) / (S⁻ − S*) + (1 − v) (R_i − R*) / (R⁻ − R*)
//! ```
//!
//! with * the least and ⁻ the greatest over units. LOWER is better, in all three. Source: Opricovic and Tzeng,
//! *European Journal of Operational Research* 156 (2004).
//!
//! Trap: where all units have the same S or the same R (many equal weights: everybody is worst at something)
//! Q is 0/0; it is refused.

use super::{Normalisation, Problem, fold_units};
use crate::{Refusal, stats};

/// The three measures, one value a unit; lower is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Vikor {
    /// S, the group's utility.
    pub utility: Vec<f64>,
    /// R, the individual's regret.
    pub regret: Vec<f64>,
    /// Q, the compromise.
    pub compromise: Vec<f64>,
}

/// Compares by the compromise; `v` is the weight of the group's utility.
///
/// # Errors
/// [`Refusal::Parameter`] where v is not in `0..=1`; [`Refusal::Constant`] with the column;
/// [`Refusal::Undefined`] where all S or all R are equal.
pub fn vikor(problem: &Problem, v: f64) -> Result<Vikor, Refusal> {
    if !(0.0..=1.0).contains(&v) {
        return Err(Refusal::Parameter { name: "v", why: format!("{v} is not between 0 and 1") });
    }
    // Min–max has the best unit at 1: what is missing to it is VIKOR's ratio.
    let columns = problem.normalised(Normalisation::MinMax)?;
    let loss = |criterion: usize, n: f64| problem.weights[criterion] * (1.0 - n);
    let utility = fold_units(&columns, 0.0, |sum, criterion, n| sum + loss(criterion, n));
    let regret = fold_units(&columns, 0.0, |most: f64, criterion, n| most.max(loss(criterion, n)));
    let (s, r) = (relative(&utility, "group's utility")?, relative(&regret, "individual's regret")?);
    let compromise = s.iter().zip(&r).map(|(s, r)| v * s + (1.0 - v) * r).collect();
    Ok(Vikor { utility, regret, compromise })
}

fn relative(measure: &[f64], name: &str) -> Result<Vec<f64>, Refusal> {
    let (least, greatest) = stats::range(measure)?;
    if least >= greatest {
        return Err(Refusal::Undefined { why: format!("the {name} is the same for all units") });
    }
    Ok(measure.iter().map(|x| (x - least) / (greatest - least)).collect())
}
