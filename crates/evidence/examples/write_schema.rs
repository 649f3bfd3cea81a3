//! Writes the JSON Schema of questionnaires, `docs/schema/questionnaire-1.json`.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(domain::Questionnaire))?;
    text.push('\n');
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/questionnaire-1.json");
    fs::write(path, text)?;
    Ok(())
}
