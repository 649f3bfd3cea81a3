//! Items of which only the score may be known 只公开得分: the data hold the points in the place of the
//! value, and the recipe says so. The points are those the value gave, so every score stays as it is.

use domain::{
    EditionContent, Recipe, Text,
    dataset::RawPoints,
    questionnaire::{Disclosure, Item},
    recipe::{Method, Normalise},
    score_sheet::ItemPoints,
};

use crate::PublicationError;

pub(super) fn withhold_values(content: &mut EditionContent) -> Result<(), PublicationError> {
    let items: Vec<Item> = items(content).cloned().collect();
    for Item { code, .. } in &items {
        match content.instrument.position(code) {
            Some(node) => withhold_value(content, code, node)?,
            None => withhold_rows(content, code),
        }
    }
    Ok(())
}

/// The recipe without the methods of these items, for a release that shows no score: beside the score that
/// another version shows, a method would tell the value. Where the recipe has no method of each indicator,
/// no version shows such a score.
pub(super) fn without_methods(content: &EditionContent) -> Recipe {
    let mut recipe = content.recipe.clone();
    for item in items(content).filter(|item| content.instrument.position(&item.code).is_some()) {
        withhold_method(&mut recipe, &item.code);
    }
    recipe
}

fn items(content: &EditionContent) -> impl Iterator<Item = &Item> {
    let items = content.evidence.iter().flat_map(|evidence| &evidence.questionnaire.items);
    items.filter(|item| item.disclosure == Disclosure::ScoreOnly)
}

/// Puts the method of points in the place of the item's own; says whether the recipe could.
fn withhold_method(recipe: &mut Recipe, code: &str) -> bool {
    match &mut recipe.normalise {
        Normalise::PerIndicator { methods } => {
            methods.insert(code.to_owned(), Method::PointsAsGiven);
            true
        }
        Normalise::None
        | Normalise::MinMax { .. }
        | Normalise::Goalposts { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. }
        | Normalise::Bands { .. } => false,
    }
}

fn withhold_value(content: &mut EditionContent, code: &str, node: usize) -> Result<(), PublicationError> {
    if !withhold_method(&mut content.recipe, code) {
        return Err(PublicationError::ScoreOnly(code.to_owned()));
    }
    let data = &mut content.data;
    let (mut values, mut errors) = (data.values.get_mut(code), data.standard_errors.get_mut(code));
    for (unit, score) in content.result.units.iter_mut().enumerate() {
        let Some(node) = score.nodes.get_mut(node) else { continue };
        // What was not submitted earns points without a value: a cell without one keeps none.
        node.raw = node.raw.and(node.score);
        if let Some(value) = values.as_mut().and_then(|column| column.get_mut(unit)) {
            *value = value.and(node.score);
        }
        if let Some(error) = errors.as_mut().and_then(|column| column.get_mut(unit)) {
            *error = error.and(node.standard_error);
        }
    }
    for note in data.notes.get_mut(code).into_iter().flat_map(|notes| notes.values_mut()) {
        note.reason = note.reason.as_ref().map(|_| Text::new("理由不公开。", "The reason is not public."));
    }
    data.published.remove(code);
    Ok(())
}

/// Of a bonus or deduction the points within its cap are the score. The law that a grade ceiling rests on
/// is always said: without it there is no ceiling.
fn withhold_rows(content: &mut EditionContent, code: &str) {
    let items = content.recipe.adjust.iter().flat_map(|rule| rule.bonuses.iter().chain(&rule.deductions));
    let Some(cap) = items.into_iter().find(|item| item.code == code).map(|item| item.cap) else { return };
    for raw in content.data.points.get_mut(code).into_iter().flat_map(|by_unit| by_unit.values_mut()) {
        *raw = RawPoints { rows: 0, points: raw.points.min(cap) };
    }
    let adjusted = content.result.units.iter_mut().filter_map(|unit| unit.adjusted.as_mut());
    let scored = adjusted.flat_map(|adjusted| adjusted.bonuses.iter_mut().chain(&mut adjusted.deductions));
    for item in scored.filter(|item| item.code == code) {
        let ItemPoints { rows, points, capped, code: _ } = item;
        (*rows, *points) = (0, *capped);
    }
}
