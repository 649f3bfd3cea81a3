//! Random weights and errors.

use domain::{
    Instrument,
    recipe::{Robustness, WeightDraw},
};

use crate::uncertainty::random::Random;

/// One weight a node, drawn around these.
///
/// Uniform: `w (1 + f (2u − 1))`. Dirichlet: independent gamma variables with shape `concentration × share`, whose
/// shares of their sum are Dirichlet distributed.
pub(super) fn weights(
    instrument: &Instrument,
    robustness: &Robustness,
    around: &[f64],
    random: Random,
    weights: &mut [f64],
) {
    weights.copy_from_slice(around);
    for dimension in (0..instrument.len()).filter(|&node| !instrument.is_indicator(node)) {
        let depth = instrument.depth(dimension);
        let Some(draw) = robustness.weights_at.get(&depth).copied().or(robustness.weights) else { continue };
        let children = instrument.children(dimension);
        match draw {
            WeightDraw::Uniform { share } => {
                for &child in children {
                    weights[child] += weights[child] * share * (2.0 * random.uniform(child as u64) - 1.0);
                }
            }
            WeightDraw::Dirichlet { concentration } => {
                let total: f64 = children.iter().map(|&child| around[child]).sum();
                for &child in children.iter().filter(|&&child| around[child] > 0.0) {
                    let shape = concentration * around[child] / total;
                    weights[child] = gamma(shape, Random::new(random.bits(child as u64), 0));
                }
            }
        }
    }
}

/// A standard normal number by the method of Box and Muller (1958); the sequence's numbers `at` and `at + 1` are used.
pub(super) fn normal(random: Random, at: u64) -> f64 {
    // 1 − u is not 0, of which there is no logarithm.
    let radius = libm::sqrt(-2.0 * libm::log(1.0 - random.uniform(at)));
    radius * libm::cos(std::f64::consts::TAU * random.uniform(at + 1))
}

/// A gamma variable with scale 1: Marsaglia and Tsang, *ACM Transactions on Mathematical Software* 26 (2000). Below shape 1 by
/// `gamma(shape + 1) · u^(1 / shape)`.
fn gamma(shape: f64, random: Random) -> f64 {
    let boost = if shape < 1.0 { libm::pow(1.0 - random.uniform(0), 1.0 / shape) } else { 1.0 };
    let centre = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
    let slope = 1.0 / libm::sqrt(9.0 * centre);
    let mut at = 1;
    // A try is accepted in more than 95 of 100 cases.
    loop {
        let x = normal(random, at);
        let root = 1.0 + slope * x;
        let u = 1.0 - random.uniform(at + 2);
        at += 3;
        if root > 0.0 {
            let cube = root * root * root;
            if libm::log(u) < 0.5 * x * x + centre * (1.0 - cube + libm::log(cube)) {
                return centre * cube * boost;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(of: impl Fn(u64) -> f64) -> (f64, f64) {
        let n = 20_000_u64;
        let mean = (0..n).map(&of).sum::<f64>() / n as f64;
        let variance = (0..n).map(|i| (of(i) - mean) * (of(i) - mean)).sum::<f64>() / n as f64;
        (mean, variance)
    }

    #[test]
    fn normal_numbers_have_mean_0_and_variance_1() {
        let random = Random::new(5, 1);
        let (mean, variance) = moments(|i| normal(random, 2 * i));
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
    }

    #[test]
    fn gamma_numbers_have_their_shape_as_mean_and_variance() {
        for shape in [0.3, 1.0, 7.5] {
            let (mean, variance) = moments(|i| gamma(shape, Random::new(Random::new(9, 2).bits(i), 0)));
            assert!((mean - shape).abs() < 0.04 * (1.0 + shape), "{shape}: {mean}");
            assert!((variance - shape).abs() < 0.08 * (1.0 + shape), "{shape}: {variance}");
        }
    }
}
