//! How long explanations take: 117 × 50 is the size of a provincial index.

#![expect(clippy::expect_used, reason = "a benchmark ends at the first thing that is not as it must be")]

use domain::{
    Dataset, Instrument, NodeDraft, Recipe, Text, Unit,
    recipe::{Normalise, Posts},
};
use scoring::explain::{
    change::{self, Inputs},
    peers,
    reach::{self, Goal},
};

fn main() {
    divan::main();
}

const UNITS: usize = 117;

fn input() -> (Instrument, Dataset) {
    let node = |code: String, parent: &str, weight: f64| NodeDraft {
        code,
        parent: Some(parent.into()),
        weight: Some(weight),
        ..NodeDraft::default()
    };
    let mut drafts = vec![NodeDraft { code: "r".into(), ..NodeDraft::default() }];
    for group in 0..5 {
        let code = format!("g{group}");
        drafts.push(node(code.clone(), "r", 20.0));
        drafts.extend((0..10).map(|i| node(format!("{code}.{i}"), &code, 10.0)));
    }
    let instrument = Instrument::build(drafts).expect("a sound instrument");
    let value = |unit: usize, column: usize| Some(((unit * 7919 + column * 104_729) % 1000) as f64);
    let column = |c: usize| (0..UNITS).map(|unit| value(unit, c)).collect();
    let unit = |i: usize| Unit { code: format!("u{i}"), name: Text::same(format!("u{i}")), league: None };
    let data = Dataset {
        units: (0..UNITS).map(unit).collect(),
        values: instrument
            .indicators()
            .enumerate()
            .map(|(c, i)| (instrument.nodes()[i].code.clone(), column(c)))
            .collect(),
        ..Dataset::default()
    };
    (instrument, data)
}

fn recipe(name: &str, instrument: &Instrument) -> Recipe {
    let posts = || instrument.indicators().map(|i| (instrument.nodes()[i].code.clone(), POSTS)).collect();
    let normalise = match name {
        "goalposts" => Normalise::Goalposts { lower: 0.0, upper: 100.0, posts: posts() },
        _ => Normalise::MinMax { lower: 0.0, upper: 100.0 },
    };
    Recipe { normalise, ..Recipe::default() }
}

const POSTS: Posts = Posts { floor: 200.0, target: 1200.0 };
const RECIPES: [&str; 2] = ["min-max", "goalposts"];

/// A single run, to compare with.
#[divan::bench(args = RECIPES)]
fn score(bencher: divan::Bencher, name: &str) {
    let (instrument, data) = input();
    let recipe = recipe(name, &instrument);
    bencher.bench(|| scoring::score(&instrument, &data, &recipe));
}

/// One unit, every indicator, to a rank that most can reach.
#[divan::bench(args = RECIPES)]
fn reach_near(bencher: divan::Bencher, name: &str) {
    reach_rank(bencher, name, 2);
}

/// One unit, every indicator, to a rank that few can reach.
#[divan::bench(args = RECIPES)]
fn reach_far(bencher: divan::Bencher, name: &str) {
    reach_rank(bencher, name, 30);
}

/// From some places below a rank.
fn reach_rank(bencher: divan::Bencher, name: &str, places: u32) {
    let (instrument, data) = input();
    let recipe = recipe(name, &instrument);
    let sheet = scoring::score(&instrument, &data, &recipe).expect("a score sheet");
    let unit = sheet.units.iter().find(|unit| unit.rank() == Some(60)).expect("a unit in the middle");
    bencher.bench(|| reach::reach(&instrument, &data, &recipe, &unit.code, &Goal::Rank(60 - places)));
}

/// One unit on every node.
#[divan::bench]
fn compare(bencher: divan::Bencher) {
    let (instrument, data) = input();
    let sheet = scoring::score(&instrument, &data, &recipe("min-max", &instrument)).expect("a score sheet");
    bencher.bench(|| peers::compare(&instrument, &data, &sheet, "u60"));
}

/// All units between two editions.
#[divan::bench]
fn changes(bencher: divan::Bencher) {
    let (instrument, data) = input();
    let [old, new] = RECIPES.map(|name| recipe(name, &instrument));
    let of = |recipe| Inputs { instrument: &instrument, data: &data, recipe };
    bencher.bench(|| change::between(of(&old), of(&new)).map(|between| between.changes()));
}
