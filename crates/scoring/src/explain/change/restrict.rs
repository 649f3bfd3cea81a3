//! Data, tree and recipe of an edition, restricted to what it has in common with another.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Dataset, Instrument, Node, Recipe,
    recipe::{Normalise, Weighting},
};

/// Codes of units or indicators.
pub(super) type Codes<'a> = BTreeSet<&'a str>;

/// The indicators of a tree.
pub(super) fn indicators(tree: &Instrument) -> Codes<'_> {
    tree.indicators().map(|i| tree.nodes()[i].code.as_str()).collect()
}

/// The tree with only these indicators, and the dimensions above them. The weight of what is dropped goes to its
/// siblings in proportion, as that of a missing value does. Indicators point as they do in `directions`.
///
/// # Errors
/// Why there is no such tree.
pub(super) fn tree(tree: &Instrument, keep: &Codes<'_>, directions: &Instrument) -> Result<Instrument, String> {
    let alive = alive(tree, keep);
    if !alive[0] {
        return Err("the two editions have no indicator in common".into());
    }
    let mut nodes: Vec<Node> = Vec::with_capacity(tree.len());
    for position in (0..tree.len()).filter(|&position| alive[position]) {
        let mut node = tree.nodes()[position].clone();
        if let Some(parent) = tree.parent(position) {
            node.weight = share(tree, parent, &alive, node.weight)?;
        }
        if tree.is_indicator(position)
            && let Some(other) = directions.position(&node.code)
        {
            node.direction = directions.nodes()[other].direction;
        }
        nodes.push(node);
    }
    Instrument::try_from(nodes)
}

/// Whether a node is kept: an indicator that is named, or a dimension above one.
fn alive(tree: &Instrument, keep: &Codes<'_>) -> Vec<bool> {
    let mut alive = vec![false; tree.len()];
    // Parents stand before their children, so backwards every child is ready when its parent asks.
    for node in (0..tree.len()).rev() {
        alive[node] = if tree.is_indicator(node) {
            keep.contains(tree.nodes()[node].code.as_str())
        } else {
            tree.children(node).iter().any(|&child| alive[child])
        };
    }
    alive
}

/// A weight in percent of those that stay; as it was where all of them do.
fn share(tree: &Instrument, parent: usize, alive: &[bool], weight: f64) -> Result<f64, String> {
    let children = tree.children(parent);
    if children.iter().all(|&child| alive[child]) {
        return Ok(weight);
    }
    let kept: f64 = children.iter().filter(|&&child| alive[child]).map(|&child| tree.nodes()[child].weight).sum();
    if kept > 0.0 {
        Ok(weight / kept * 100.0)
    } else {
        Err(format!("nothing with a weight is left of {}", tree.nodes()[parent].code))
    }
}

/// The recipe with what it says of these indicators only, for a tree of them; `whole` is the tree it was written for. The parts of a total that it would tell apart
/// name dimensions the tree may not have, and change no score. What people
/// say of siblings that are others in this tree goes: the tree's weights take its place.
pub(super) fn recipe(recipe: &Recipe, whole: &Instrument, tree: &Instrument, keep: &Codes<'_>) -> Recipe {
    let mut recipe = recipe.clone();
    let kept = |code: &String| keep.contains(code.as_str());
    match &mut recipe.normalise {
        Normalise::Goalposts { posts, .. } => posts.retain(|code, _| kept(code)),
        Normalise::PerIndicator { methods } => methods.retain(|code, _| kept(code)),
        Normalise::DistanceToTarget { targets, .. } => targets.retain(|code, _| kept(code)),
        Normalise::Bands { bands } => bands.retain(|code, _| kept(code)),
        Normalise::None
        | Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::FractionOfMaximum { .. } => {}
    }
    recipe.select.exclude.retain(|code| kept(code));
    recipe.select.denominators.retain(|code, denominator| kept(code) && kept(&denominator.by));
    let children = |tree: &Instrument, node: usize| -> Vec<String> {
        tree.children(node).iter().map(|&child| tree.nodes()[child].code.clone()).collect()
    };
    // Whether a dimension has the same children, in the same order, in both trees.
    let unchanged = |code: &str| match (whole.position(code), tree.position(code)) {
        (Some(there), Some(here)) => children(whole, there) == children(tree, here),
        (Some(_) | None, Some(_) | None) => false,
    };
    match &mut recipe.weight {
        Weighting::BudgetAllocation { experts } => {
            for expert in experts.iter_mut() {
                expert.points.retain(|code, _| {
                    let above = whole.position(code).and_then(|node| whole.parent(node));
                    above.is_some_and(|above| unchanged(&whole.nodes()[above].code))
                });
            }
        }
        Weighting::Ahp { judgements, .. } => {
            judgements.retain(|code, _| unchanged(code));
            if judgements.is_empty() {
                recipe.weight = Weighting::Given;
            }
        }
        Weighting::Given | Weighting::Equal | Weighting::Objective { .. } | Weighting::Combined { .. } => {}
    }
    let deepest = (0..tree.len()).filter(|&node| !tree.is_indicator(node)).map(|node| tree.depth(node)).max();
    recipe.aggregate_at.retain(|depth, _| deepest.is_some_and(|deepest| *depth <= deepest));
    recipe.subjective.clear();
    // What is varied may name indicators of its own, and no stage asks for it.
    recipe.robustness = None;
    recipe
}

/// The data of these units on these indicators, with the points a recipe knows. Findings, standard errors, ratings of single
/// raters and published scores stay behind: no score and no rank depends on them.
pub(super) fn data(data: &Dataset, units: &Codes<'_>, keep: &Codes<'_>, recipe: &Recipe) -> Dataset {
    let rows: Vec<usize> = (0..data.units.len()).filter(|&row| units.contains(data.units[row].code.as_str())).collect();
    let pick = |column: &Vec<Option<f64>>| rows.iter().filter_map(|&row| column.get(row).copied()).collect();
    let items: Codes<'_> = recipe
        .adjust
        .iter()
        .flat_map(|rule| rule.bonuses.iter().chain(&rule.deductions))
        .map(|item| item.code.as_str())
        .collect();
    let values = data.values.iter().filter(|(code, _)| keep.contains(code.as_str()));
    Dataset {
        period: data.period.clone(),
        units: rows.iter().map(|&row| data.units[row].clone()).collect(),
        values: values.map(|(code, column)| (code.clone(), pick(column))).collect(),
        notes: entries(&data.notes, keep, units),
        points: entries(&data.points, &items, units),
        other_periods: data
            .other_periods
            .iter()
            .map(|(period, values)| (period.clone(), entries(values, keep, units)))
            .collect(),
        ..Dataset::default()
    }
}

/// Entries by code and unit, of these codes and units.
fn entries<T: Clone>(
    all: &BTreeMap<String, BTreeMap<String, T>>,
    codes: &Codes<'_>,
    units: &Codes<'_>,
) -> BTreeMap<String, BTreeMap<String, T>> {
    let of_units = |entries: &BTreeMap<String, T>| {
        let kept = entries.iter().filter(|(unit, _)| units.contains(unit.as_str()));
        kept.map(|(unit, entry)| (unit.clone(), entry.clone())).collect()
    };
    let kept = all.iter().filter(|(code, _)| codes.contains(code.as_str()));
    kept.map(|(code, entries)| (code.clone(), of_units(entries))).collect()
}
