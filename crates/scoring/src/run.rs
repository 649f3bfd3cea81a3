//! One run: data set and recipe in, score sheet with its whole derivation out.

use domain::{Dataset, Instrument, NodeScore, Recipe, ScoreSheet, UnitScore, recipe::Missing};

use crate::{
    Column, ScoringError, aggregate, coverage::LeastCoverage, grade::grade, normalise::normalise, rank, recipe,
};

/// Scores a data set by a recipe.
///
/// Units and nodes keep their order; every number is unrounded. The result is a pure function of the
/// arguments, bit for bit, on every platform.
///
/// # Errors
/// All reasons at once, each naming its indicator and unit; then there is no score sheet at all.
pub fn score(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Result<ScoreSheet, Vec<ScoringError>> {
    let mut errors = recipe::check(recipe, instrument);
    check_data(instrument, data, recipe, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let least = LeastCoverage::new(recipe.coverage, instrument, data);
    let columns = score_nodes(instrument, data, recipe, &least)?;
    Ok(derive(instrument, data, recipe, &least, &columns))
}

fn check_data(instrument: &Instrument, data: &Dataset, recipe: &Recipe, errors: &mut Vec<ScoringError>) {
    if data.units.is_empty() {
        errors.push(ScoringError::NoUnits);
    }
    for node in instrument.indicators().map(|i| &instrument.nodes()[i]) {
        let indicator = || node.code.clone();
        let Some(column) = data.values.get(&node.code) else {
            errors.push(ScoringError::ColumnMissing { indicator: indicator() });
            continue;
        };
        if column.len() != data.units.len() {
            errors.push(ScoringError::ColumnLength {
                indicator: indicator(),
                expected: data.units.len(),
                found: column.len(),
            });
            continue;
        }
        for (unit, value) in data.units.iter().zip(column) {
            match (value, recipe.missing) {
                (Some(x), Missing::Redistribute | Missing::Refuse) => {
                    if !x.is_finite() {
                        errors.push(ScoringError::NotFinite { indicator: indicator(), unit: unit.code.clone() });
                    }
                }
                (None, Missing::Refuse) => {
                    errors.push(ScoringError::Missing { indicator: indicator(), unit: unit.code.clone() });
                }
                (None, Missing::Redistribute) => {}
            }
        }
    }
}

/// Scores of all units on every node, node by node.
fn score_nodes(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    least: &LeastCoverage<'_>,
) -> Result<Vec<Column>, Vec<ScoringError>> {
    let mut columns: Vec<Column> = vec![Vec::new(); instrument.len()];
    let mut errors = Vec::new();
    // Parents stand before their children, so backwards every child is ready when its parent asks.
    for node in (0..instrument.len()).rev() {
        let column = if instrument.is_indicator(node) {
            let indicator = &instrument.nodes()[node];
            match normalise(&recipe.normalise, indicator, &data.values[&indicator.code]) {
                Ok(column) => column,
                Err(error) => {
                    errors.push(error);
                    vec![None; data.units.len()]
                }
            }
        } else {
            (0..data.units.len())
                .map(|unit| {
                    if least.withholds(node, unit).is_some() {
                        return None;
                    }
                    let children = instrument
                        .children(node)
                        .iter()
                        .map(|&child| (instrument.nodes()[child].weight, columns[child][unit]));
                    aggregate::aggregate(recipe.aggregate, children)
                })
                .collect()
        };
        for (unit, score) in data.units.iter().zip(&column) {
            if score.is_some_and(|s| !s.is_finite()) {
                let node = instrument.nodes()[node].code.clone();
                errors.push(ScoringError::Overflow { node, unit: unit.code.clone() });
            }
        }
        columns[node] = column;
    }
    // Found from the leaves up; people read from the top down.
    errors.reverse();
    if errors.is_empty() { Ok(columns) } else { Err(errors) }
}

fn derive(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    least: &LeastCoverage<'_>,
    columns: &[Column],
) -> ScoreSheet {
    let ranks: Vec<Vec<Option<u32>>> = columns.iter().map(|c| rank::competition(c)).collect();
    let raw: Vec<Option<&Column>> = instrument.nodes().iter().map(|n| data.values.get(&n.code)).collect();
    let units = data
        .units
        .iter()
        .enumerate()
        .map(|(unit, about)| {
            let mut nodes = vec![NodeScore::default(); instrument.len()];
            // Share of each node in the root, after redistribution along the whole path; `None` beneath
            // a withheld score, from where nothing reaches the root.
            let mut path = vec![None; instrument.len()];
            for node in 0..instrument.len() {
                let score = columns[node][unit];
                let weight = applied_weight(instrument, columns, node, unit);
                let withheld = least.withholds(node, unit);
                let above = instrument.parent(node).map_or(Some(1.0), |p| path[p]);
                path[node] = above.filter(|_| withheld.is_none()).map(|share| share * weight.unwrap_or(0.0));
                nodes[node] = NodeScore {
                    raw: if instrument.is_indicator(node) { raw[node].and_then(|c| c[unit]) } else { None },
                    score,
                    weight,
                    contribution: score.zip(path[node]).map(|(s, share)| share * s),
                    withheld,
                    rank: ranks[node][unit],
                };
            }
            let grade = nodes[0].score.and_then(|s| grade(&recipe.grades, s)).map(|g| g.letter.clone());
            UnitScore { code: about.code.clone(), grade, nodes }
        })
        .collect();
    ScoreSheet { units }
}

/// Share of a node within its parent after the weights of missing siblings went to those present.
fn applied_weight(instrument: &Instrument, columns: &[Column], node: usize, unit: usize) -> Option<f64> {
    columns[node][unit]?;
    let Some(parent) = instrument.parent(node) else { return Some(1.0) };
    let siblings = instrument.children(parent).iter().map(|&c| (instrument.nodes()[c].weight, columns[c][unit]));
    let total = aggregate::present_weight(siblings);
    (total > 0.0).then(|| instrument.nodes()[node].weight / total)
}

#[cfg(test)]
mod tests;
