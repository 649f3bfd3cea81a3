//! Random tables, the same for the same numbers everywhere.
#![allow(dead_code, clippy::expect_used, reason = "each test takes what it needs, and ends where that is not there")]

use std::collections::BTreeMap;

use domain::{Dataset, Direction, Instrument, NodeDraft, Text, dataset::Unit};
use scoring::uncertainty::random::Random;

/// So many units and indicators in three dimensions; values between 1 and 200, weights of all sizes.
pub fn table(units: usize, indicators: usize, seed: u64) -> (Instrument, Dataset) {
    let random = Random::new(seed, 1);
    let dimensions = 3.min(indicators);
    let draft = |code: String, parent: Option<String>, weight: Option<f64>, direction: Direction| NodeDraft {
        code,
        parent,
        weight,
        direction: Some(direction),
        ..NodeDraft::default()
    };
    let mut drafts = vec![draft("all".into(), None, None, Direction::Positive)];
    let shares = |count: usize, from: u64| -> Vec<f64> {
        let raw: Vec<f64> = (0..count).map(|i| 1.0 + 4.0 * random.uniform(from + i as u64)).collect();
        let total: f64 = raw.iter().sum();
        raw.into_iter().map(|w| w / total * 100.0).collect()
    };
    for (d, weight) in shares(dimensions, 1_000).into_iter().enumerate() {
        drafts.push(draft(format!("d{d}"), Some("all".into()), Some(weight), Direction::Positive));
        let own: Vec<usize> = (0..indicators).filter(|i| i % dimensions == d).collect();
        for (i, weight) in own.iter().zip(shares(own.len(), 2_000 + 1_000 * d as u64)) {
            let direction = if i % 4 == 3 { Direction::Negative } else { Direction::Positive };
            drafts.push(draft(format!("i{i:03}"), Some(format!("d{d}")), Some(weight), direction));
        }
    }
    let instrument = Instrument::build(drafts).expect("a sound tree");
    let values: BTreeMap<String, Vec<Option<f64>>> = (0..indicators)
        .map(|i| {
            let at = |unit: usize| 10_000 + (i * units + unit) as u64;
            (format!("i{i:03}"), (0..units).map(|unit| Some(1.0 + 199.0 * random.uniform(at(unit)))).collect())
        })
        .collect();
    let units = (0..units)
        .map(|u| Unit { code: format!("u{u:04}"), name: Text::same(format!("Unit {u}")), league: None })
        .collect();
    (instrument, Dataset { period: "2025".into(), units, values, ..Dataset::default() })
}

/// The same with this share of cells missing; every unit and indicator keeps some.
pub fn gaps((instrument, mut data): (Instrument, Dataset), share: f64) -> (Instrument, Dataset) {
    let random = Random::new(99, 3);
    for (i, column) in data.values.values_mut().enumerate() {
        for (unit, value) in column.iter_mut().enumerate() {
            if (unit + i) % 5 != 0 && random.uniform((i * 100_000 + unit) as u64) < share {
                *value = None;
            }
        }
    }
    (instrument, data)
}
