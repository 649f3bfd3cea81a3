//! Random numbers that are a function of their place: `SplitMix64`, asked by index.
//!
//! ```text
//! mix(z):  z ← (z ⊕ z≫30) · 0xBF58476D1CE4E5B9;  z ← (z ⊕ z≫27) · 0x94D049BB133111EB;  z ⊕ z≫31
//! bits(i)    = mix(key + (i + 1) γ)       γ = 0x9E3779B97F4A7C15, modulo 2⁶⁴
//! key        = seed for stream 0, else mix(seed + mix(stream γ))
//! uniform(i) = (bits(i) ≫ 11) / 2⁵³       in [0, 1)
//! ```
//!
//! No state is carried along, so that the order in which numbers are asked for does not matter: threads need not agree
//! on one. Stream 0 is `SplitMix64` with this seed as published. Source: Steele, Lea and Flood, *Fast splittable
//! pseudorandom number generators* (OOPSLA 2014).
//!
//! Trap: not for secrets.

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

/// A sequence of random numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Random {
    key: u64,
}

impl Random {
    /// The sequence with this seed and stream; streams of one seed are independent of each other.
    pub const fn new(seed: u64, stream: u64) -> Self {
        let key = if stream == 0 { seed } else { mix(seed.wrapping_add(mix(stream.wrapping_mul(GAMMA)))) };
        Self { key }
    }

    /// The bits at this place.
    pub const fn bits(self, index: u64) -> u64 {
        mix(self.key.wrapping_add(index.wrapping_add(1).wrapping_mul(GAMMA)))
    }

    /// The number at this place, uniform in [0, 1).
    pub fn uniform(self, index: u64) -> f64 {
        (self.bits(index) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The place of one of `count` equally likely things; `count` is not 0.
    pub fn below(self, index: u64, count: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "less than count")]
        let place = (self.uniform(index) * count as f64) as usize;
        place.min(count.saturating_sub(1))
    }
}

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stream_0_is_the_published_generator() {
        let random = Random::new(1_234_567, 0);
        let first: Vec<u64> = (0..3).map(|i| random.bits(i)).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn numbers_are_uniform_and_streams_differ() {
        let (a, b) = (Random::new(7, 1), Random::new(7, 2));
        let n = 100_000;
        let mean = (0..n).map(|i| a.uniform(i)).sum::<f64>() / n as f64;
        assert!((mean - 0.5).abs() < 0.005, "{mean}");
        let product = (0..n).map(|i| a.uniform(i) * b.uniform(i)).sum::<f64>() / n as f64;
        assert!((product - 0.25).abs() < 0.005, "{product}");
        assert!((0..n).all(|i| a.uniform(i) < 1.0 && a.below(i, 3) < 3));
    }
}
