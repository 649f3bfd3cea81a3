//! Recipes as JSON, and scores by each that can be read.

use domain::{Problem, Recipe};

use crate::{
    Target, expect,
    sample::{ASSESSED, EDITION},
};

pub const RECIPE: Target = Target {
    name: "recipe",
    run,
    seeds,
    words: &[
        "null",
        "1e308",
        "-1e308",
        "0",
        "5e-324",
        "\"min-max\"",
        "\"goalposts\"",
        "\"z-score\"",
        "\"rank\"",
        "\"none\"",
        "\"geometric-mean\"",
        "\"arithmetic-mean\"",
        "\"livability\"",
        "\"air_days\"",
        "\"lower\":",
        "\"upper\":",
        "\"grades\":",
        "\"adjust\":",
        "\"vetoes\":",
        "\"missing\":",
    ],
};

fn seeds() -> Vec<Vec<u8>> {
    [&EDITION.recipe, &ASSESSED.recipe].map(|recipe| serde_json::to_vec(recipe).expect("is written")).into()
}

fn run(bytes: &[u8]) {
    let Ok(recipe) = serde_json::from_slice::<Recipe>(bytes) else { return };
    let json = serde_json::to_vec(&recipe).expect("is written");
    assert!(recipe == serde_json::from_slice(&json).expect("is read"), "{recipe:?}");
    for content in [&*EDITION, &*ASSESSED] {
        expect::told(&scoring::recipe::warnings(&recipe, &content.instrument));
        match scoring::score(&content.instrument, &content.data, &recipe) {
            Ok(sheet) => {
                for score in sheet.units.iter().flat_map(|unit| &unit.nodes).filter_map(|node| node.score) {
                    assert!(score.is_finite(), "{recipe:?}");
                }
            }
            Err(errors) => expect::refused(&errors.iter().map(Problem::from).collect::<Vec<_>>()),
        }
    }
}
