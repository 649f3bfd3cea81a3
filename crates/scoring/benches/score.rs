//! How long a run takes: 162 × 50 is the size of a world index, 3,000 × 100 all counties of a country.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use domain::{Dataset, Instrument, NodeDraft, Recipe, Text, Unit, recipe::Normalise};

fn main() {
    divan::main();
}

fn input(units: usize, indicators: usize) -> (Instrument, Dataset) {
    let groups = indicators / 10;
    let mut drafts = vec![NodeDraft { code: "r".into(), ..NodeDraft::default() }];
    for group in 0..groups {
        let node = |code: String, parent: &str, weight: f64| NodeDraft {
            code,
            parent: Some(parent.into()),
            weight: Some(weight),
            ..NodeDraft::default()
        };
        let code = format!("g{group}");
        drafts.push(node(code.clone(), "r", 100.0 / groups as f64));
        drafts.extend((0..10).map(|i| node(format!("{code}.{i}"), &code, 10.0)));
    }
    let instrument = Instrument::build(drafts).expect("a sound instrument");
    let value = |unit: usize, column: usize| (unit * 7919 + column * 104_729) % 1000;
    let data = Dataset {
        units: (0..units)
            .map(|i| Unit { code: format!("u{i}"), name: Text::same(format!("u{i}")), league: None })
            .collect(),
        values: instrument
            .indicators()
            .enumerate()
            .map(|(c, i)| (instrument.nodes()[i].code.clone(), (0..units).map(|u| Some(value(u, c) as f64)).collect()))
            .collect(),
        ..Dataset::default()
    };
    (instrument, data)
}

#[divan::bench(args = [(162, 50), (3000, 100)])]
fn full_run(bencher: divan::Bencher, (units, indicators): (usize, usize)) {
    let (instrument, data) = input(units, indicators);
    let recipe = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() };
    bencher.bench(|| scoring::score(&instrument, &data, &recipe));
}

#[divan::bench(args = [162, 3000])]
fn reweight(bencher: divan::Bencher, units: usize) {
    let dimensions: Vec<Vec<Option<f64>>> =
        (0..5).map(|d| (0..units).map(|u| Some(((u * 7919 + d * 31) % 1000) as f64)).collect()).collect();
    bencher.bench(|| {
        scoring::reweight::reweight(
            domain::recipe::Aggregate::ArithmeticMean,
            &dimensions,
            &[30.0, 20.0, 10.0, 25.0, 15.0],
            &[],
        )
    });
}
