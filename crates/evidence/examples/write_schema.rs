//! Writes the JSON Schemas of questionnaires and recipes, `docs/schema/questionnaire-1.json` and `recipe-2.json`.

use std::{error::Error, fs, path::Path};

use schemars::{Schema, schema_for};

fn main() -> Result<(), Box<dyn Error>> {
    write("questionnaire-1.json", &schema_for!(domain::Questionnaire))?;
    write("recipe-2.json", &schema_for!(domain::Recipe))
}

fn write(file: &str, schema: &Schema) -> Result<(), Box<dyn Error>> {
    let mut text = serde_json::to_string_pretty(schema)?;
    text.push('\n');
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    fs::write(folder.join(file), text)?;
    Ok(())
}
