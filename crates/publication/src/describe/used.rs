//! What a run normalised: the raw values, or what the steps before made of them.

use std::collections::BTreeSet;

use domain::{EditionContent, Node, Text};

use super::normalise;
use crate::format::rows;

/// The values of an indicator that took part, in the order of the data.
pub(super) fn values(content: &EditionContent, indicator: &str) -> Vec<f64> {
    let out: BTreeSet<&str> = content.result.steps.excluded_units.iter().map(|unit| unit.code.as_str()).collect();
    let node = content.instrument.position(indicator);
    let used = |unit: usize| node.and_then(|node| rows::node_score(content, unit, node).used);
    let taking_part = content.data.units.iter().enumerate().filter(|(_, about)| !out.contains(about.code.as_str()));
    taking_part.filter_map(|(unit, _)| used(unit).or_else(|| rows::raw(content, unit, indicator))).collect()
}

/// The unit of measurement as it follows a number that took part; nothing where a denominator or a transformation
/// changed it.
pub(super) fn measured_in(content: &EditionContent, node: &Node) -> Text {
    let divided = content.recipe.select.denominators.contains_key(&node.code);
    let transformed = content.result.steps.treated.iter().any(|t| t.code == node.code && t.transformed);
    if divided || transformed { Text::default() } else { normalise::measured_in(node) }
}

/// The indicators that are scored, in the order of the tree.
pub(super) fn scored(content: &EditionContent) -> impl Iterator<Item = &Node> {
    let out: BTreeSet<&str> = content.result.steps.excluded_indicators.iter().map(|i| i.code.as_str()).collect();
    normalise::indicators(content).filter(move |node| !out.contains(node.code.as_str()))
}
