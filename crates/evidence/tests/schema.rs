//! The JSON Schemas in the documents are those of the types.

use serde_json::Value;

#[test]
fn the_schema_of_questionnaires_is_current() {
    let written: Value =
        serde_json::from_str(include_str!("../../../docs/schema/questionnaire-1.json")).expect("the schema is JSON");
    let current = serde_json::to_value(schemars::schema_for!(domain::Questionnaire)).expect("a schema is JSON");
    assert!(written == current, "run `cargo run -p evidence --example write_schema`");
}

#[test]
fn the_schema_of_recipes_is_current() {
    let written: Value =
        serde_json::from_str(include_str!("../../../docs/schema/recipe-2.json")).expect("the schema is JSON");
    let current = serde_json::to_value(schemars::schema_for!(domain::Recipe)).expect("a schema is JSON");
    assert!(written == current, "run `cargo run -p evidence --example write_schema`");
}
