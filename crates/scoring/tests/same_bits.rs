//! The same bits natively and in WASM: this file runs as a native test and, under Node, as a WASM
//! test. Both must arrive at the digests written here.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use std::collections::BTreeMap;

use domain::{
    Dataset, Direction, Instrument, NodeDraft, Recipe, ScoreSheet, Text, Unit,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    recipe::{Adjust, CappedItem, Coverage, Grade, Method, Normalise, Posts, Veto},
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

/// FNV-1a.
struct Digest(u64);

impl Digest {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn eat(&mut self, bits: u64) {
        for byte in bits.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Every bit of every score, weight, contribution and rank, and of every share that withholds a
    /// score.
    fn eat_nodes(&mut self, sheet: &ScoreSheet) {
        for node in sheet.units.iter().flat_map(|u| &u.nodes) {
            for value in [node.score, node.weight, node.contribution] {
                self.eat(value.map_or(u64::MAX, f64::to_bits));
            }
            self.eat(node.rank.map_or(u64::MAX, u64::from));
            if let Some(share) = node.withheld {
                self.eat(share.to_bits());
            }
        }
    }
}

/// The digest of 200 random runs.
fn digest(coverage: Coverage, normalise: impl Fn(&Instrument) -> Normalise) -> u64 {
    let mut digest = Digest::new();
    for seed in 0..200 {
        let mut random = Random(seed);
        let instrument = random_instrument(&mut random);
        let data = random_data(&mut random, &instrument);
        let recipe = Recipe { normalise: normalise(&instrument), coverage, ..Recipe::default() };
        let sheet = scoring::score(&instrument, &data, &recipe).expect("random data are sound");
        digest.eat_nodes(&sheet);
    }
    digest.0
}

/// A recipe with every method for items, and everything that comes after the weighted sum.
fn item_recipe(random: &mut Random, instrument: &Instrument) -> Recipe {
    let methods = instrument.indicators().map(|i| {
        let node = &instrument.nodes()[i];
        let method = match (node.direction, random.below(4)) {
            (Direction::Negative, _) => Method::Goalposts(Posts { floor: 91.0, target: 7.0 }),
            (Direction::Positive, 0) => Method::Goalposts(Posts { floor: 12.0, target: 83.0 }),
            (Direction::Positive, 1) => Method::RubricPoints,
            (Direction::Positive, 2) => Method::YesShare,
            (Direction::Positive, _) => Method::LikertMean,
        };
        (node.code.clone(), method)
    });
    let items = |prefix: &str, cap: f64| {
        (0..3).map(|i| CappedItem { code: format!("{prefix}{i}"), name: Text::same(prefix), cap }).collect()
    };
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    Recipe {
        normalise: Normalise::PerIndicator { methods: methods.collect() },
        subjective: [instrument.nodes()[instrument.children(0)[0]].code.clone()].into(),
        adjust: Some(Adjust {
            bonuses: items("F", 2.3),
            bonus_cap: Some(5.0),
            deductions: items("E", 7.7),
            deduction_cap: Some(20.0),
            lower: 0.0,
            upper: 100.0,
        }),
        vetoes: vec![Veto { code: "V".into(), name: Text::same("V"), ceiling: "C".into() }],
        grades: vec![grade("A", 60.0), grade("B", 50.0), grade("C", 40.0)],
        ..Recipe::default()
    }
}

/// Data with every standing of a cell, standard errors, points and findings.
fn item_data(random: &mut Random, instrument: &Instrument) -> Dataset {
    let codes: Vec<String> = (0..3 + random.below(30)).map(|i| format!("u{i}")).collect();
    let mut data = Dataset {
        units: codes.iter().map(|code| Unit { code: code.clone(), name: Text::same(code), league: None }).collect(),
        ..Dataset::default()
    };
    for indicator in instrument.indicators().map(|i| &instrument.nodes()[i].code) {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for unit in &codes {
            let status = match random.below(12) {
                0 => Some(CellStatus::NotSubmitted),
                1 => Some(CellStatus::NotApplicable),
                2 => Some(CellStatus::LowDenominator),
                _ => None,
            };
            let value = match status {
                Some(CellStatus::NotSubmitted | CellStatus::NotApplicable) => None,
                Some(CellStatus::LowDenominator) | None => Some(100.0 * random.unit()),
            };
            if let Some(status) = status {
                let note = CellNote { status, reason: Some(Text::same("r")) };
                data.notes.entry(indicator.clone()).or_default().insert(unit.clone(), note);
            }
            errors.push(value.filter(|_| random.below(3) == 0).map(|_| 5.0 * random.unit()));
            values.push(value);
        }
        data.values.insert(indicator.clone(), values);
        data.standard_errors.insert(indicator.clone(), errors);
    }
    for unit in &codes {
        for item in ["F0", "F1", "F2", "E0", "E1", "E2"] {
            if random.below(3) == 0 {
                let points = RawPoints { rows: 1, points: 9.0 * random.unit() };
                data.points.entry(item.into()).or_default().insert(unit.clone(), points);
            }
        }
        if random.below(5) == 0 {
            let findings = data.findings.entry("V".into()).or_default();
            findings.insert(unit.clone(), Finding { basis: Text::same("b") });
        }
    }
    data
}

/// The digest of 200 random runs of a questionnaire: with what [`Digest::eat_nodes`] leaves out.
fn item_digest() -> u64 {
    let mut digest = Digest::new();
    for seed in 0..200 {
        let mut random = Random(seed);
        let instrument = random_instrument(&mut random);
        let recipe = item_recipe(&mut random, &instrument);
        let data = item_data(&mut random, &instrument);
        let sheet = scoring::score(&instrument, &data, &recipe).expect("random data are sound");
        digest.eat_nodes(&sheet);
        for unit in &sheet.units {
            for error in unit.nodes.iter().filter_map(|node| node.standard_error) {
                digest.eat(error.to_bits());
            }
            for part in unit.subtotals.iter().flat_map(|s| [s.objective, s.subjective]).flatten() {
                digest.eat(part.score.to_bits());
                digest.eat(part.share.to_bits());
            }
            if let Some(total) = &unit.adjusted {
                digest.eat(total.bonus.to_bits());
                digest.eat(total.deduction.to_bits());
            }
            let letters: BTreeMap<&str, u64> = [("A", 1), ("B", 2), ("C", 3)].into();
            digest.eat(unit.grade.as_deref().map_or(0, |letter| letters[letter]));
        }
    }
    digest.0
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

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn runs_of_questionnaires_have_the_same_bits_everywhere() {
    assert_eq!(format!("{:016x}", item_digest()), "1edb9eef959862a7");
}
