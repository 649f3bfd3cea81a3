//! The same bits natively and in WASM: this file runs as a native test and, under Node, as a WASM
//! test. Both must arrive at the digests written here.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use domain::{
    Dataset, Direction, Instrument, NodeDraft, Recipe, Text, Unit,
    recipe::{Coverage, Normalise, Posts},
};

/// SplitMix64: a counter-based generator, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in `0..1`.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

fn random_instrument(random: &mut Random) -> Instrument {
    let mut drafts = vec![NodeDraft { code: "r".into(), ..NodeDraft::default() }];
    let mut open = vec![("r".to_owned(), 0)];
    while let Some((parent, depth)) = open.pop() {
        let shares: Vec<f64> = (0..2 + random.below(4)).map(|_| random.unit() + 0.01).collect();
        let total: f64 = shares.iter().sum();
        for (i, share) in shares.iter().enumerate() {
            let code = format!("{parent}.{i}");
            if depth < 2 && random.below(2) == 0 {
                open.push((code.clone(), depth + 1));
            }
            drafts.push(NodeDraft {
                code,
                parent: Some(parent.clone()),
                weight: Some(share / total * 100.0),
                direction: Some(if random.below(3) == 0 { Direction::Negative } else { Direction::Positive }),
                ..NodeDraft::default()
            });
        }
    }
    Instrument::build(drafts).expect("a sound instrument")
}

fn random_data(random: &mut Random, instrument: &Instrument) -> Dataset {
    let units = 3 + usize::try_from(random.below(60)).expect("small");
    Dataset {
        period: "2026".into(),
        units: (0..units)
            .map(|i| Unit { code: format!("u{i}"), name: Text::same(format!("u{i}")), league: None })
            .collect(),
        values: instrument
            .indicators()
            .map(|i| {
                let scale = 1000.0 * random.unit() + 1.0;
                let column = (0..units).map(|_| (random.below(12) > 0).then(|| random.unit() * scale - scale / 3.0));
                (instrument.nodes()[i].code.clone(), column.collect())
            })
            .collect(),
        ..Dataset::default()
    }
}

fn goalposts(instrument: &Instrument) -> Normalise {
    let posts = instrument.indicators().map(|i| {
        let node = &instrument.nodes()[i];
        let posts = match node.direction {
            Direction::Positive => Posts { floor: -50.0, target: 317.0 },
            Direction::Negative => Posts { floor: 401.0, target: 3.0 },
        };
        (node.code.clone(), posts)
    });
    Normalise::Goalposts { lower: 0.0, upper: 100.0, posts: posts.collect() }
}

/// FNV-1a over every bit of every score, weight, contribution and rank, and of every share that
/// withholds a score, of 200 random runs.
fn digest(coverage: Coverage, normalise: impl Fn(&Instrument) -> Normalise) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bits: u64| {
        for byte in bits.to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for seed in 0..200 {
        let mut random = Random(seed);
        let instrument = random_instrument(&mut random);
        let data = random_data(&mut random, &instrument);
        let recipe = Recipe { normalise: normalise(&instrument), coverage, ..Recipe::default() };
        let sheet = scoring::score(&instrument, &data, &recipe).expect("random data are sound");
        for node in sheet.units.iter().flat_map(|u| &u.nodes) {
            for value in [node.score, node.weight, node.contribution] {
                eat(value.map_or(u64::MAX, f64::to_bits));
            }
            eat(node.rank.map_or(u64::MAX, u64::from));
            if let Some(share) = node.withheld {
                eat(share.to_bits());
            }
        }
    }
    hash
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn unnormalised_runs_have_the_same_bits_everywhere() {
    assert_eq!(format!("{:016x}", digest(Coverage::default(), |_| Normalise::None)), "7655acc05f20c92a");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn min_max_runs_have_the_same_bits_everywhere() {
    let min_max = |_: &Instrument| Normalise::MinMax { lower: 0.0, upper: 100.0 };
    assert_eq!(format!("{:016x}", digest(Coverage::default(), min_max)), "a95c994bf284e41d");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn goalpost_runs_have_the_same_bits_everywhere() {
    assert_eq!(format!("{:016x}", digest(Coverage::default(), goalposts)), "cf56ee5d181d9159");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn runs_with_a_least_coverage_have_the_same_bits_everywhere() {
    let coverage = Coverage { dimension: 0.8, overall: 0.9 };
    assert_eq!(format!("{:016x}", digest(coverage, goalposts)), "1c6c82c1aaa93648");
}
