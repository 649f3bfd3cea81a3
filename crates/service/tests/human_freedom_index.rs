//! A real published index, recomputed: the Human Freedom Index of 2016, against its publisher's own
//! scores.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use domain::{Dataset, Recipe, ScoreSheet, job::ColumnMapping, recipe::Coverage};
use service::score_files::{ScoreRequest, score_files};

const TREE: &[u8] = include_bytes!("../../../fixtures/hfi/tree.csv");
const TABLE: &[u8] = include_bytes!("../../../fixtures/hfi/hfi_2008_2016.csv");

/// The trees of the demonstration, which share out missing branches as the publisher does; and the first
/// year of each.
const DEMO_TREES: [(u16, &[u8]); 2] = [
    (2008, include_bytes!("../../../server/src/demo/hfi_tree_2008.csv")),
    (2011, include_bytes!("../../../server/src/demo/hfi_tree.csv")),
];

/// Largest difference that the publisher's rounding of `ef_score` to two decimals explains, and theirs
/// of `hf_score` itself.
const ROUNDING: f64 = 0.0051;

fn scored(year: &str) -> (Dataset, ScoreSheet, domain::Instrument) {
    scored_by(TREE, &Recipe::default(), year)
}

fn scored_by(tree: &[u8], recipe: &Recipe, year: &str) -> (Dataset, ScoreSheet, domain::Instrument) {
    let (instrument, _) = evidence::read_instrument("tree.csv", tree).expect("a sound tree");
    let table = evidence::read_table("table.csv", TABLE, &ColumnMapping::default()).expect("a sound table");
    let (data, _) = evidence::select_dataset(&table, &instrument, Some(year)).expect("the year");
    let sheet = scoring::score(&instrument, &data, recipe).expect("a score sheet");
    (data, sheet, instrument)
}

/// Our score minus the publisher's on a node, for each unit that has a score on every dimension of
/// personal freedom. Where one is missing altogether the publisher's own rule differs from ours.
fn differences(year: &str, node: &str) -> Vec<f64> {
    let (data, sheet, instrument) = scored(year);
    let position = instrument.position(node).expect("a node");
    let personal = instrument.position("pf_score").expect("a node");
    let complete =
        |unit: usize| instrument.children(personal).iter().all(|&n| sheet.units[unit].nodes[n].score.is_some());
    (0..data.units.len())
        .filter(|&unit| complete(unit))
        .filter_map(|unit| Some(sheet.units[unit].nodes[position].score? - data.published.get(node)?[unit]?))
        .collect()
}

#[test]
fn personal_freedom_of_the_complete_countries_is_the_publishers_to_1e_8() {
    let differences = differences("2016", "pf_score");
    assert_eq!(differences.len(), 136);
    let worst = differences.iter().fold(0.0_f64, |worst, d| worst.max(d.abs()));
    assert!(worst < 1e-8, "off by {worst}");
}

#[test]
fn human_freedom_of_the_complete_countries_is_the_publishers_to_their_rounding() {
    let differences = differences("2016", "hf_score");
    assert_eq!(differences.len(), 136);
    let worst = differences.iter().fold(0.0_f64, |worst, d| worst.max(d.abs()));
    assert!(worst < ROUNDING, "off by {worst}");
}

#[test]
fn the_demonstration_ranks_the_publishers_countries_with_the_publishers_personal_freedom() {
    let recipe = Recipe { coverage: Coverage { dimension: 0.25, overall: 0.5 }, ..Recipe::default() };
    for year in 2008..=2016 {
        let (_, tree) = DEMO_TREES.iter().rfind(|(first, _)| *first <= year).expect("a tree");
        let (data, sheet, instrument) = scored_by(tree, &recipe, &year.to_string());
        for (code, theirs) in &data.published {
            let node = instrument.position(code).expect("a node");
            for (unit, theirs) in sheet.units.iter().zip(theirs) {
                let ours = unit.nodes[node].score;
                assert!(ours.is_some() || theirs.is_none(), "{year} {} {code}", unit.code);
                // Below these the publisher withholds a few that we give.
                if ["hf_score", "pf_score", "ef_score"].contains(&code.as_str()) {
                    assert_eq!(ours.is_some(), theirs.is_some(), "{year} {} {code}", unit.code);
                }
            }
        }
        let personal = instrument.position("pf_score").expect("a node");
        for (unit, theirs) in sheet.units.iter().zip(&data.published["pf_score"]) {
            let difference = unit.nodes[personal].score.zip(*theirs).map_or(0.0, |(ours, theirs)| ours - theirs);
            assert!(difference.abs() < 1e-9, "{year} {}: off by {difference}", unit.code);
        }
    }
}

#[test]
fn the_files_alone_are_enough_to_score() {
    let request = ScoreRequest {
        tree: ("tree.csv", TREE),
        table: ("hfi.csv", TABLE),
        mapping: ColumnMapping::default(),
        period: Some("2016"),
        recipe: Recipe::default(),
    };
    let answer = score_files(&request);
    assert!(!answer.failed(), "{:?}", answer.problems);
    assert_eq!(answer.units.len(), 162);
    let first = answer.units.iter().find(|u| u.rank == Some(1)).expect("a first");
    assert_eq!(first.name.en, "New Zealand");

    let nothing = score_files(&ScoreRequest { period: None, ..request });
    assert!(nothing.problems.iter().any(|p| p.code == "table.period_needed"), "nine years and none chosen");
}
