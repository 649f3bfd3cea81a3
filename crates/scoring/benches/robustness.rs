//! Rank intervals at the sizes of the comparisons. `bare` is what nobody can do without: the matrix product of a
//! linear algebra library and the sorts of the standard library, on the same numbers.

#![expect(clippy::expect_used, reason = "a benchmark ends at the first thing that is not as it must be")]

#[path = "../tests/common/mod.rs"]
mod common;

use divan::{Bencher, black_box};
use domain::{
    Recipe,
    recipe::{Aggregate, Impute, Normalise, RecipeVersion, Robustness, Treat, WeightDraw},
};
use scoring::{robustness, score};

use common::{gaps, table};

fn main() {
    divan::main();
}

fn recipe(robustness: Option<Robustness>) -> Recipe {
    Recipe {
        version: RecipeVersion::V2,
        normalise: Normalise::MinMax { lower: 1.0, upper: 100.0 },
        robustness,
        ..Recipe::default()
    }
}

fn weights(runs: u32) -> Robustness {
    Robustness { runs, weights: Some(WeightDraw::Uniform { share: 0.25 }), ..Robustness::default() }
}

/// One thread, as numpy's product and sort have one.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread").install(work)
}

#[divan::bench]
fn whole_run_51_x_49(bencher: Bencher) {
    let (instrument, data) = gaps(table(51, 49, 1), 0.05);
    let recipe = Recipe {
        impute: Impute::Median,
        treat: Treat::TwoStage { most: 5 },
        aggregate_at: [(0, Aggregate::GeometricMean)].into(),
        ..recipe(None)
    };
    bencher.bench_local(|| score(black_box(&instrument), black_box(&data), black_box(&recipe)));
}

/// The same draws are given: what numpy's product and two argsorts do, and normalisation.
#[divan::bench]
fn ranks_117_x_50_under_1000_sets_one_thread(bencher: Bencher) {
    let (instrument, data) = table(117, 50, 2);
    let recipe = recipe(None);
    let random = scoring::uncertainty::random::Random::new(6, 1);
    let weight = |set: usize, node: usize| 0.5 + random.uniform((set * instrument.len() + node) as u64);
    let sets: Vec<Vec<f64>> =
        (0..1000).map(|set| (0..instrument.len()).map(|node| weight(set, node)).collect()).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    bencher.bench_local(|| pool.install(|| robustness::ranks_under(&instrument, &data, &recipe, black_box(&sets))));
}

#[divan::bench]
fn weights_117_x_50_1000_draws_one_thread(bencher: Bencher) {
    let (instrument, data) = table(117, 50, 2);
    let recipe = recipe(Some(weights(1000)));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    bencher.bench_local(|| pool.install(|| robustness::intervals(&instrument, &data, black_box(&recipe))));
}

#[divan::bench]
fn all_steps_51_x_49_1000_runs(bencher: Bencher) {
    let (instrument, data) = gaps(table(51, 49, 3), 0.05);
    let recipe = Recipe {
        impute: Impute::Median,
        treat: Treat::TwoStage { most: 5 },
        ..recipe(Some(Robustness {
            normalise: vec![Normalise::ZScore { mean: 100.0, sd: 10.0 }, Normalise::PercentileRank { upper: 100.0 }],
            aggregate: vec![Aggregate::GeneralisedMean { power: 0.5 }],
            impute: vec![Impute::None, Impute::UnitMean],
            treat: vec![Treat::None],
            leave_one_out: true,
            ..Robustness::default()
        }))
    };
    bencher.bench_local(|| robustness::intervals(&instrument, &data, black_box(&recipe)));
}

#[divan::bench(sample_count = 5)]
fn weights_3000_x_100_10000_draws_one_thread(bencher: Bencher) {
    let (instrument, data) = table(3000, 100, 4);
    let recipe = recipe(Some(weights(10_000)));
    bencher.bench_local(|| alone(|| robustness::intervals(&instrument, &data, black_box(&recipe))));
}

#[divan::bench(sample_count = 5)]
fn weights_3000_x_100_10000_draws_all_threads(bencher: Bencher) {
    let (instrument, data) = table(3000, 100, 4);
    let recipe = recipe(Some(weights(10_000)));
    bencher.bench_local(|| robustness::intervals(&instrument, &data, black_box(&recipe)));
}

fn matrices() -> (nalgebra::DMatrix<f64>, nalgebra::DMatrix<f64>) {
    let (_, data) = table(3000, 100, 4);
    let columns: Vec<f64> = data.values.values().flatten().flatten().copied().collect();
    let scores = nalgebra::DMatrix::from_vec(3000, 100, columns);
    let random = scoring::uncertainty::random::Random::new(5, 1);
    let weights = nalgebra::DMatrix::from_fn(100, 10_000, |i, j| random.uniform((i * 10_000 + j) as u64));
    (scores, weights)
}

/// In parts of 1,000 draws, so that it needs no more memory than it must.
#[divan::bench(sample_count = 5)]
fn bare_product_3000_x_100_x_10000(bencher: Bencher) {
    let (scores, weights) = matrices();
    bencher.bench_local(|| {
        for part in 0..10 {
            black_box(&scores * weights.columns(part * 1000, 1000));
        }
    });
}

#[divan::bench(sample_count = 5)]
fn bare_sorts_10000_x_3000(bencher: Bencher) {
    let (scores, weights) = matrices();
    let product = &scores * weights.columns(0, 1000);
    bencher.bench_local(|| {
        for _ in 0..10 {
            for column in product.column_iter() {
                // Sorting scores without their units: less than ranking them.
                let mut sorted: Vec<f64> = column.iter().copied().collect();
                sorted.sort_unstable_by(f64::total_cmp);
                black_box(&sorted);
            }
        }
    });
}
