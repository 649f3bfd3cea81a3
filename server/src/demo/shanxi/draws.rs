//! Where invented figures come from: a stream of numbers that is the same on every machine.

/// Numbers drawn from a seed, by splitmix64. Nobody needs to be unable to guess them.
#[derive(Debug, Clone)]
pub(super) struct Draws(u64);

impl Draws {
    /// A stream of its own for everything that is named differently (FNV-1a over the names).
    pub(super) fn of(names: &[&str]) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let bytes = names.iter().flat_map(|name| name.bytes().chain([0]));
        for byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to but without 1.
    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something of this probability happens.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.share() < probability
    }

    /// A whole number between two, both with them.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.abs_diff(low) + 1;
        // What is drawn is below a width that is itself a difference of two i64.
        low.saturating_add(i64::try_from(self.next() % width).unwrap_or_default())
    }

    /// A measure between two, with one decimal.
    pub(super) fn measure(&mut self, low: f64, high: f64) -> f64 {
        ((low + (high - low) * self.share()) * 10.0).round() / 10.0
    }

    /// Up or down by at most this much, mostly by less.
    pub(super) fn swing(&mut self, most: f64) -> f64 {
        (self.share() + self.share() - 1.0) * most
    }

    /// A place in a list of this length; 0 in an empty one.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).unwrap_or(i64::MAX).saturating_sub(1).max(0);
        usize::try_from(self.between(0, last)).unwrap_or_default()
    }

    /// One of a list.
    pub(super) fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> Option<&'a T> {
        list.get(self.place(list.len())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_names_draw_the_same_numbers_and_others_draw_others() {
        let first = |names: &[&str]| {
            let mut draws = Draws::of(names);
            [draws.next(), draws.next(), draws.next()]
        };
        assert_eq!(first(&["140100", "A1.1"]), first(&["140100", "A1.1"]));
        assert_ne!(first(&["140100", "A1.1"]), first(&["140100A", "1.1"]));
    }

    #[test]
    fn everything_drawn_lies_where_it_must() {
        let mut draws = Draws::of(&["limits"]);
        for _ in 0..1_000 {
            assert!((0.0..1.0).contains(&draws.share()));
            assert!((-3..=4).contains(&draws.between(-3, 4)));
            assert!((2.0..=2.5).contains(&draws.measure(2.0, 2.5)));
            assert!(draws.swing(0.1).abs() <= 0.1);
        }
        assert_eq!((draws.one_of::<str>(&[]), draws.one_of(&["only"])), (None, Some("only")));
        assert!((0..300).map(|_| draws.between(0, 2)).collect::<std::collections::BTreeSet<_>>().len() == 3);
    }
}
