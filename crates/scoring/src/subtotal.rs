//! Objective and subjective subtotals 客观分与主观分: the weighted sum in two parts, so that everybody
//! sees how much of a score rests on what people say.
//!
//! With `vᵢ` the share of an indicator in the whole after redistribution, each part has the share
//! `Σ vᵢ` and the score `Σ vᵢ·sᵢ / Σ vᵢ` over its indicators; bonuses and deductions come after. Only arithmetic means have such
//! parts: with another one the recipe is refused.

use domain::{
    Instrument, NodeScore, Recipe,
    score_sheet::{Subtotal, Subtotals},
};

/// Whether each node is subjective: named so, or beneath one that is. Empty if the recipe names none.
pub(crate) fn subjective(recipe: &Recipe, instrument: &Instrument) -> Vec<bool> {
    if recipe.subjective.is_empty() {
        return Vec::new();
    }
    let mut marks = vec![false; instrument.len()];
    for node in 0..instrument.len() {
        marks[node] = recipe.subjective.contains(&instrument.nodes()[node].code)
            || instrument.parent(node).is_some_and(|parent| marks[parent]);
    }
    marks
}

/// Both parts of a unit, from its nodes and the share of each in the whole; `None` without marks or
/// score.
pub(crate) fn subtotals(
    instrument: &Instrument,
    marks: &[bool],
    nodes: &[NodeScore],
    shares: &[Option<f64>],
) -> Option<Subtotals> {
    if marks.is_empty() {
        return None;
    }
    nodes.first()?.score?;
    let part = |subjective: bool| {
        let (mut share, mut sum) = (0.0, 0.0);
        for node in instrument.indicators().filter(|&node| marks[node] == subjective) {
            if let (Some(own), Some(contribution)) = (shares[node], nodes[node].contribution) {
                share += own;
                sum += contribution;
            }
        }
        (share > 0.0).then(|| Subtotal { score: sum / share, share })
    };
    Some(Subtotals { objective: part(false), subjective: part(true) })
}
