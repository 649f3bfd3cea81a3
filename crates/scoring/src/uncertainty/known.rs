//! Functions of independent uniform numbers whose Sobol indices are known in closed form: to see how good estimates
//! are.
//!
//! ```text
//! linear    c + Σ c_i u_i                         V_i = c_i² / 12
//! Ishigami  sin z1 + a sin² z2 + b z3⁴ sin z1     z = 2π u − π
//!           V_1 = ½ (1 + b π⁴ / 5)²,  V_2 = a² / 8,  V_13 = 8 b² π⁸ / 225
//! G         Π (|4 u_i − 2| + a_i) / (1 + a_i)     V_i = 1 / (3 (1 + a_i)²),  V = Π (1 + V_i) − 1
//!           total of i: V_i Π_{j≠i} (1 + V_j)
//! ```
//!
//! Sources: Ishigami and Homma (1990); Sobol (1993); Saltelli et al., *Global Sensitivity Analysis* (2008).

use std::f64::consts::PI;

use crate::{Refusal, stats};

/// A function with known indices.
#[derive(Debug, Clone, PartialEq)]
pub enum Function {
    /// By its coefficients; a constant changes nothing.
    Linear(Vec<f64>),
    /// Of three inputs.
    Ishigami {
        /// Of the second input.
        a: f64,
        /// Of the third input.
        b: f64,
    },
    /// Sobol's G, by its constants.
    G(Vec<f64>),
}

/// What is true of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// Its variance.
    pub variance: f64,
    /// The share each input causes alone.
    pub first: Vec<f64>,
    /// The share each input causes in all.
    pub total: Vec<f64>,
}

impl Function {
    /// Its variance and indices.
    ///
    /// # Errors
    /// [`Refusal::Undefined`] where it has no variance, or none that is a number.
    pub fn truth(&self) -> Result<Truth, Refusal> {
        let (variance, first, total) = match self {
            Self::Linear(coefficients) => {
                let parts: Vec<f64> = coefficients.iter().map(|c| c * c / 12.0).collect();
                (stats::sum(&parts), parts.clone(), parts)
            }
            Self::Ishigami { a, b } => {
                let fourth = PI * PI * PI * PI;
                let one = 0.5 * (1.0 + b * fourth / 5.0) * (1.0 + b * fourth / 5.0);
                let two = a * a / 8.0;
                let both = 8.0 * b * b * fourth * fourth / 225.0;
                (one + two + both, vec![one, two, 0.0], vec![one + both, two, both])
            }
            Self::G(constants) => {
                let parts: Vec<f64> = constants.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
                let product: f64 = parts.iter().map(|v| 1.0 + v).product();
                let total = parts.iter().map(|v| v * product / (1.0 + v)).collect();
                (product - 1.0, parts, total)
            }
        };
        if variance.partial_cmp(&0.0).is_none_or(std::cmp::Ordering::is_le) || !variance.is_finite() {
            return Err(Refusal::Undefined { why: "the function has no variance".into() });
        }
        let shares = |parts: Vec<f64>| parts.into_iter().map(|part| part / variance).collect();
        Ok(Truth { variance, first: shares(first), total: shares(total) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_a_sum_add_up_and_those_of_a_product_do_not() {
        let sum = Function::Linear(vec![1.0, 2.0, 3.0]).truth().unwrap();
        assert!((sum.first.iter().sum::<f64>() - 1.0).abs() < 1e-15);
        let product = Function::G(vec![0.0, 1.0, 4.5]).truth().unwrap();
        assert!(product.first.iter().sum::<f64>() < 1.0 && product.total.iter().sum::<f64>() > 1.0);
    }

    #[test]
    fn a_constant_has_none() {
        assert!(matches!(Function::Linear(vec![0.0]).truth(), Err(Refusal::Undefined { .. })));
        assert!(matches!(Function::Linear(vec![]).truth(), Err(Refusal::Undefined { .. })));
    }
}
