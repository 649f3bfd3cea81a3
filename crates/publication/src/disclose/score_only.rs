//! Items of which only the score may be known 只公开得分: the data hold the points in the place of the
//! value, and the recipe says so. The points are those the value gave, so every score stays as it is.

use domain::{
    EditionContent, Recipe, Text,
    dataset::RawPoints,
    questionnaire::{Disclosure, Item},
    recipe::{Impute, Method, Normalise},
    score_sheet::{Exclusion, ItemPoints},
};

use crate::{PublicationError, format::rows};

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
    let Normalise::PerIndicator { methods } = &mut recipe.normalise else { return false };
    methods.insert(code.to_owned(), Method::PointsAsGiven);
    true
}

/// Whether a step or a run of robustness looks at the raw value of this item, so that points in its place would not give
/// the same result again. What was disclosed already holds the points as its values, and was allowed once.
fn is_looked_at(content: &EditionContent, code: &str, node: usize) -> bool {
    let Recipe { normalise, select, impute, treat, robustness, .. } = &content.recipe;
    let divides = select.denominators.iter().any(|(above, denominator)| above == code || denominator.by == code);
    let cell = |node: usize, unit: usize| rows::node_score(content, unit, node);
    let units = 0..content.result.units.len();
    // A unit or indicator that is left out has values and no points.
    let steps = &content.result.steps;
    let out = |unit: &str| steps.excluded_units.iter().any(|excluded| excluded.code == unit);
    let counted = [select.unit_non_zero, select.indicator_non_zero, select.indicator_unique].iter().any(|s| *s > 0.0)
        || content.result.units.iter().enumerate().any(|(i, unit)| out(&unit.code) && cell(node, i).raw.is_some())
        || steps.excluded_indicators.iter().any(|out| out.code == code && out.reason != Exclusion::Decided);
    let fills = |method: &Impute| match method {
        Impute::None => false,
        Impute::Mean | Impute::Median | Impute::GroupMean | Impute::GroupMedian => {
            units.clone().any(|unit| cell(node, unit).raw.is_none() && cell(node, unit).status.is_none())
        }
        // Beside this period's points, another period's value would be out of place.
        Impute::CarryForward { .. } | Impute::Constant | Impute::Linear => {
            content.data.other_periods.values().any(|by_code| by_code.contains_key(code))
        }
        // Of a dimension that has a gap anywhere, each indicator is looked at.
        Impute::UnitMean => content.instrument.parent(node).is_some_and(|parent| {
            let group = content.instrument.children(parent).iter();
            group.into_iter().any(|&node| units.clone().any(|unit| cell(node, unit).raw.is_none()))
        }),
    };
    let fills = std::iter::once(impute).chain(robustness.iter().flat_map(|r| &r.impute)).any(fills);
    let varied = robustness.as_ref().is_some_and(|robustness| {
        // Points as they are have the error of the value: only between goalposts the two are different numbers.
        let is_scaled = match normalise.method_of(code) {
            Some(Method::Goalposts(_)) => true,
            Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) | None => false,
        };
        !robustness.normalise.is_empty()
            || !robustness.treat.is_empty()
            || (robustness.sampling && is_scaled && content.data.standard_errors.contains_key(code))
            || (robustness.raters && content.data.ratings.contains_key(code))
    });
    divides || counted || fills || !treat.is_none() || varied
}

fn withhold_value(content: &mut EditionContent, code: &str, node: usize) -> Result<(), PublicationError> {
    if is_looked_at(content, code, node) || !withhold_method(&mut content.recipe, code) {
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
    // What each rater gave is more than the score.
    data.ratings.remove(code);
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
