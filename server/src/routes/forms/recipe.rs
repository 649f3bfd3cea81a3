//! The form of a recipe. It is read here, field by field; whether the recipe makes sense for its
//! instrument is decided by `scoring`. What the form does not hold stays as it is stored.

mod grades;
mod normalise;
mod reader;
mod robustness;
mod steps;
#[cfg(test)]
mod tests;

use domain::{Instrument, Problem, Recipe};

use self::reader::Reader;
use crate::web::form::Form;

/// Reads the form over a stored recipe. One that follows a questionnaire keeps what the questionnaire says: which items
/// there are, how they become points, and the grades.
///
/// # Errors
/// Every field that cannot be read.
pub(super) fn read(form: &Form, stored: &Recipe, instrument: &Instrument) -> Result<Recipe, Vec<Problem>> {
    let mut reader = Reader::new(form, stored, instrument);
    let mut recipe = stored.clone();
    if !stored.follows_questionnaire() {
        recipe.select = reader.select();
        recipe.treat = reader.treat();
        recipe.normalise = reader.normalise();
        recipe.grades = reader.grades();
    }
    recipe.impute = reader.impute();
    recipe.weight = reader.weight();
    recipe.aggregate = reader.aggregate();
    recipe.aggregate_at = reader.aggregate_at();
    recipe.missing = reader.missing();
    recipe.coverage = reader.coverage();
    recipe.decimals = reader.decimals();
    recipe.robustness = reader.robustness(&recipe);
    // The first version that knows all its choices: who uses nothing new has a recipe that every engine reads.
    recipe.version = recipe.needs();
    reader.done(recipe)
}
