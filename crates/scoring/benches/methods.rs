//! How long the methods take that look at every pair: of units (3,000 × 100: all counties of a country) or of
//! indicators (117 × 50: the cities of a ranking).

use domain::Direction;
use scoring::{
    Column,
    aggregate::outranking,
    structure::{Method, matrix},
    weight::{critic, entropy},
};

fn main() {
    divan::main();
}

fn columns(units: usize, indicators: usize) -> Vec<Column> {
    let value =
        |unit: usize, column: usize| ((unit * 7919 + column * 104_729 + unit * unit * column) % 1000 + 1) as f64;
    (0..indicators).map(|column| (0..units).map(|unit| Some(value(unit, column))).collect()).collect()
}

#[divan::bench(args = [(117, 50), (3000, 100)])]
fn copeland(bencher: divan::Bencher, (units, indicators): (usize, usize)) {
    let (columns, weights) = (columns(units, indicators), vec![1.0; indicators]);
    bencher.bench(|| outranking::copeland(&columns, &weights));
}

#[divan::bench]
fn entropy_weights(bencher: divan::Bencher) {
    let columns = columns(117, 50);
    bencher.bench(|| entropy::weights(&columns));
}

#[divan::bench]
fn critic_weights(bencher: divan::Bencher) {
    let columns = columns(117, 50);
    bencher.bench(|| critic::weights(&columns, &[Direction::Positive; 50]));
}

#[divan::bench(args = [Method::Pearson, Method::Spearman, Method::Kendall])]
fn correlation_of_300000_pairs(bencher: divan::Bencher, method: Method) {
    let columns = columns(300_000, 2);
    bencher.bench(|| matrix(&columns, method));
}
