//! Noise on weights 权重扰动: `w′ = w + (2u − 1) f w`, each weight by up to the share f of itself.
//!
//! Trap: the weights are not scaled back to their sum; that is done where they are used.

use crate::Refusal;

/// Noise on the weights of one level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// The level, 1 for indicators.
    pub level: usize,
    /// The greatest change, as a share of the weight; from 0 to 1, so that no weight turns negative.
    pub factor: f64,
}

/// Sets of weights with noise. `levels` says at which level each weight stands; `u` are uniform numbers, taken set by
/// set, noise by noise, weight by weight, and there are as many sets as they suffice for.
///
/// # Errors
/// [`Refusal::Shape`] where `levels` is not as long as `weights` or `u` no multiple of what a set takes,
/// [`Refusal::Weights`], [`Refusal::Parameter`] for a factor or a number that is not between 0 and 1.
pub fn noisy(weights: &[f64], levels: &[usize], noise: &[Noise], u: &[f64]) -> Result<Vec<Vec<f64>>, Refusal> {
    if levels.len() != weights.len() {
        return Err(Refusal::Shape { found: levels.len(), expected: weights.len() });
    }
    if weights.iter().any(|w| !w.is_finite() || *w < 0.0) {
        return Err(Refusal::Weights);
    }
    if let Some(bad) = noise.iter().find(|noise| !(0.0..=1.0).contains(&noise.factor)) {
        return Err(Refusal::Parameter { name: "factor", why: format!("{} is not between 0 and 1", bad.factor) });
    }
    if let Some(bad) = u.iter().find(|u| !(0.0..=1.0).contains(*u)) {
        return Err(Refusal::Parameter { name: "u", why: format!("{bad} is not between 0 and 1") });
    }
    let places: Vec<(usize, f64)> = noise
        .iter()
        .flat_map(|noise| {
            levels.iter().enumerate().filter(|(_, level)| **level == noise.level).map(|(i, _)| (i, noise.factor))
        })
        .collect();
    if places.is_empty() || !u.len().is_multiple_of(places.len()) {
        return Err(Refusal::Shape { found: u.len(), expected: places.len() });
    }
    let set = |u: &[f64]| {
        let mut set = weights.to_vec();
        for ((i, factor), u) in places.iter().zip(u) {
            set[*i] += (2.0 * u - 1.0) * factor * set[*i];
        }
        set
    };
    Ok(u.chunks_exact(places.len()).map(set).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_move_by_up_to_the_factor_and_other_levels_stay() {
        let noise = [Noise { level: 1, factor: 0.25 }];
        let sets = noisy(&[2.0, 4.0, 1.0], &[1, 1, 2], &noise, &[0.0, 1.0, 0.5, 0.5]);
        assert_eq!(sets, Ok(vec![vec![1.5, 5.0, 1.0], vec![2.0, 4.0, 1.0]]));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let noise = [Noise { level: 1, factor: 0.25 }];
        assert_eq!(noisy(&[1.0, 1.0], &[1, 1], &noise, &[0.5]), Err(Refusal::Shape { found: 1, expected: 2 }));
        assert_eq!(noisy(&[-1.0], &[1], &noise, &[0.5]), Err(Refusal::Weights));
        assert!(noisy(&[1.0], &[1], &[Noise { level: 1, factor: 1.5 }], &[0.5]).is_err());
        assert!(noisy(&[1.0], &[1], &noise, &[f64::NAN]).is_err());
    }
}
