//! The same bits natively and in WASM for every choice of a recipe of version 2: this file runs as a native test and,
//! under Node, as a WASM test. Both must arrive at the digests written here, on any number of threads.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod common;

use domain::{
    Dataset, Instrument, Recipe, Text,
    recipe::{
        Aggregate, Bands, Grade, Impute, Normalise, Objective, RecipeVersion, Robustness, Treat, WeightDraw, Weighting,
    },
};
use scoring::{ScoringError, robustness, score, uncertainty::random::Random};

use common::{gaps, table};

/// FNV-1a over text: numbers are printed so that they are read back bit for bit.
struct Digest(u64);

impl Digest {
    fn eat(&mut self, found: &impl serde::Serialize) {
        for byte in serde_json::to_vec(found).expect("results are JSON") {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// A refusal counts by its code: what is refused must be refused everywhere.
    fn eat_result<T: serde::Serialize>(&mut self, found: Result<T, Vec<ScoringError>>) {
        match found {
            Ok(found) => self.eat(&found),
            Err(errors) => self.eat(&errors.iter().map(ScoringError::code).collect::<Vec<_>>()),
        }
    }
}

fn normalisations(instrument: &Instrument, data: &Dataset) -> Vec<Normalise> {
    let codes = || instrument.indicators().map(|i| instrument.nodes()[i].code.clone());
    let bands = || Bands { cuts: vec![40.0, 90.0, 150.0], points: vec![10.0, 40.0, 70.0, 100.0] };
    vec![
        Normalise::MinMax { lower: 1.0, upper: 100.0 },
        Normalise::ZScore { mean: 100.0, sd: 10.0 },
        Normalise::Rank,
        Normalise::PercentileRank { upper: 100.0 },
        Normalise::Borda,
        Normalise::Efficacy { base: 60.0, span: 40.0 },
        Normalise::DistanceToBest { upper: 1.0 },
        Normalise::DistanceToReference { unit: data.units[0].code.clone(), upper: 100.0 },
        Normalise::DistanceToTarget { upper: 100.0, targets: codes().map(|code| (code, 120.0)).collect() },
        Normalise::FractionOfMaximum { upper: 100.0 },
        Normalise::Bands { bands: codes().map(|code| (code, bands())).collect() },
    ]
}

const AGGREGATIONS: [Aggregate; 8] = [
    Aggregate::ArithmeticMean,
    Aggregate::GeometricMean,
    Aggregate::HarmonicMean,
    Aggregate::GeneralisedMean { power: -0.5 },
    Aggregate::MazziottaPareto,
    Aggregate::OrderedMean { orness: 0.35 },
    Aggregate::Copeland,
    Aggregate::Borda,
];

fn weightings() -> Vec<Weighting> {
    let mut all =
        vec![Weighting::Given, Weighting::Equal, Weighting::Combined { from: Objective::Critic, share: None }];
    all.extend(Objective::ALL.map(|from| Weighting::Objective { from }));
    all
}

const IMPUTATIONS: [Impute; 4] = [Impute::None, Impute::Mean, Impute::Median, Impute::UnitMean];
const TREATMENTS: [Treat; 5] =
    [Treat::None, Treat::Winsorise { most: 3 }, Treat::TwoStage { most: 1 }, Treat::Log, Treat::BoxCox { lambda: 0.3 }];

/// A table with some far outliers, so that there is something to treat.
fn data(seed: u64) -> (Instrument, Dataset) {
    let (instrument, mut data) = gaps(table(24 + usize::try_from(seed % 20).expect("small"), 9, seed), 0.08);
    for (i, column) in data.values.values_mut().enumerate().filter(|(i, _)| i % 3 == 0) {
        if let Some(value) = column[i].as_mut() {
            *value *= 60.0;
        }
    }
    (instrument, data)
}

/// The digest of runs with every choice drawn at random, and how many were not refused.
fn runs() -> (u64, usize) {
    let mut scored = 0;
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    for seed in 0..240_u64 {
        let random = Random::new(seed, 7);
        let (instrument, data) = data(seed);
        let pick = |at: u64, count: usize| random.below(at, count);
        let normalise = normalisations(&instrument, &data).swap_remove(pick(0, 11));
        let recipe = Recipe {
            version: RecipeVersion::V2,
            impute: IMPUTATIONS[pick(1, 4)],
            treat: TREATMENTS[pick(2, 5)],
            normalise,
            weight: weightings().swap_remove(pick(3, 8)),
            aggregate: AGGREGATIONS[pick(4, 8)],
            aggregate_at: [(0, AGGREGATIONS[pick(5, 8)])].into(),
            ..Recipe::default()
        };
        let sheet = score(&instrument, &data, &recipe);
        scored += usize::from(sheet.is_ok());
        digest.eat_result(sheet);
    }
    (digest.0, scored)
}

fn robust(seed: u64) -> Recipe {
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    Recipe {
        version: RecipeVersion::V2,
        normalise: Normalise::MinMax { lower: 1.0, upper: 100.0 },
        grades: vec![grade("A", 60.0), grade("B", 50.0), grade("C", 0.0)],
        robustness: Some(Robustness {
            seed,
            runs: 150,
            weights: Some(WeightDraw::Dirichlet { concentration: 20.0 }),
            weights_at: [(0, WeightDraw::Uniform { share: 0.25 })].into(),
            normalise: vec![Normalise::MinMax { lower: 1.0, upper: 100.0 }],
            aggregate: vec![Aggregate::GeometricMean, Aggregate::GeneralisedMean { power: 0.5 }],
            impute: vec![Impute::Median],
            treat: vec![Treat::TwoStage { most: 3 }],
            leave_one_out: true,
            ..Robustness::default()
        }),
        ..Recipe::default()
    }
}

/// The digest of runs that impute from other periods and screen indicators.
fn panels() -> u64 {
    const METHODS: [Impute; 4] = [
        Impute::CarryForward { within: None },
        Impute::CarryForward { within: Some(1) },
        Impute::Constant,
        Impute::Linear,
    ];
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    for seed in 0..40 {
        let (instrument, mut now) = data(seed);
        let others: Vec<Dataset> = [2019, 2021, 2028]
            .map(|year| Dataset { period: year.to_string(), ..gaps(table(now.units.len(), 9, 500 + year), 0.3).1 })
            .to_vec();
        for impute in METHODS {
            let mut recipe = Recipe {
                version: RecipeVersion::V2,
                impute,
                normalise: Normalise::ZScore { mean: 100.0, sd: 10.0 },
                ..Recipe::default()
            };
            recipe.select.indicator_unique = 0.9;
            recipe.select.indicator_non_zero = 0.9;
            now.take_from_other_periods(&others, &recipe);
            digest.eat_result(score(&instrument, &now, &recipe));
        }
    }
    digest.0
}

/// The digest of rank intervals, dominance and drivers.
fn intervals() -> u64 {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    for seed in 0..6 {
        let (instrument, mut data) = data(seed);
        let sampled = data.values.keys().next().expect("an indicator").clone();
        let errors = data.values[&sampled].iter().map(|value| value.map(|x| x.abs() / 10.0)).collect();
        data.standard_errors.insert(sampled, errors);
        digest.eat_result(score(&instrument, &data, &robust(seed)));
        digest.eat_result(robustness::intervals(&instrument, &data, &robust(seed)));
        digest.eat_result(robustness::drivers(&instrument, &data, &robust(seed), 24));
    }
    digest.0
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn runs_of_every_choice_have_the_same_bits_everywhere() {
    let (digest, scored) = runs();
    assert_eq!((format!("{digest:016x}").as_str(), scored), ("af12d8008c11e4d2", 105));
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn rank_intervals_have_the_same_bits_everywhere() {
    assert_eq!(format!("{:016x}", intervals()), "50da33dadd750c09");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn values_of_other_periods_have_the_same_bits_everywhere() {
    assert_eq!(format!("{:016x}", panels()), "3f663c7137b18bc5");
}
