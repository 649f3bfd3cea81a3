//! One run: data set and recipe in, score sheet with its whole derivation out.

use domain::{
    Dataset, Instrument, NodeScore, Recipe, ScoreSheet, UnitScore, dataset::CellStatus, score_sheet::AdjustedTotal,
};

use crate::{
    Column, ScoringError, adjust, aggregate, ceiling,
    coverage::LeastCoverage,
    data as checks,
    grade::grade,
    normalise::{lowest, normalise},
    rank, recipe,
    standard_error::standard_errors,
    subtotal,
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
    errors.extend(checks::check(instrument, data, recipe));
    if !errors.is_empty() {
        return Err(errors);
    }
    let least = LeastCoverage::new(recipe.coverage, instrument, data);
    let columns = score_nodes(instrument, data, recipe, &least)?;
    derive(instrument, data, recipe, &least, &columns)
}

/// Weighted sums of all units on every node, node by node: normalise, then aggregate.
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
                Ok(column) => settle(column, &indicator.code, data, lowest(&recipe.normalise)),
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

/// What was not submitted earns the lowest score. What does not apply stays missing, and its weight
/// goes to its siblings like that of any missing value.
fn settle(mut column: Column, indicator: &str, data: &Dataset, lowest: f64) -> Column {
    if !data.notes.contains_key(indicator) {
        return column;
    }
    for (unit, score) in data.units.iter().zip(&mut column) {
        match data.status(indicator, &unit.code) {
            Some(CellStatus::NotSubmitted) => *score = Some(lowest),
            Some(CellStatus::NotApplicable | CellStatus::LowDenominator) | None => {}
        }
    }
    column
}

/// The weighted sums become totals, ranks and grades, each with where it comes from.
fn derive(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    least: &LeastCoverage<'_>,
    sums: &[Column],
) -> Result<ScoreSheet, Vec<ScoringError>> {
    let adjusted = adjusted_totals(instrument, data, recipe, &sums[0])?;
    let totals: Column = sums[0]
        .iter()
        .zip(&adjusted)
        .map(|(sum, adjusted)| adjusted.as_ref().map_or(*sum, |a| Some(a.total)))
        .collect();
    let mut ranks: Vec<Vec<Option<u32>>> = vec![rank::competition(&totals)];
    ranks.extend(sums[1..].iter().map(|column| rank::competition(column)));
    let errors = standard_errors(instrument, data, recipe, sums);
    let marks = subtotal::subjective(recipe, instrument);
    let units = data.units.iter().zip(adjusted).enumerate().map(|(unit, (about, adjusted))| {
        let mut nodes = vec![NodeScore::default(); instrument.len()];
        // Share of each node in the root, after redistribution along the whole path; `None` beneath
        // a withheld score, from where nothing reaches the root.
        let mut path = vec![None; instrument.len()];
        for node in 0..instrument.len() {
            let code = &instrument.nodes()[node].code;
            let sum = sums[node][unit];
            let weight = applied_weight(instrument, sums, node, unit);
            let withheld = least.withholds(node, unit);
            let above = instrument.parent(node).map_or(Some(1.0), |p| path[p]);
            path[node] = above.filter(|_| withheld.is_none()).map(|share| share * weight.unwrap_or(0.0));
            let indicator = instrument.is_indicator(node);
            nodes[node] = NodeScore {
                raw: if indicator { data.values.get(code).and_then(|column| column[unit]) } else { None },
                score: if node == 0 { totals[unit] } else { sum },
                weight,
                contribution: sum.zip(path[node]).map(|(s, share)| share * s),
                standard_error: errors.get(node).and_then(|column| column[unit]),
                status: if indicator { data.status(code, &about.code) } else { None },
                withheld,
                rank: ranks[node][unit],
            };
        }
        let (grade, ceiling) = match totals[unit] {
            Some(total) => ceiling::limit(recipe, data, &about.code, grade(&recipe.grades, total)),
            None => (None, None),
        };
        let subtotals = subtotal::subtotals(recipe.aggregate, instrument, &marks, &nodes, &path);
        UnitScore { code: about.code.clone(), grade, ceiling, adjusted, subtotals, nodes }
    });
    Ok(ScoreSheet { units: units.collect() })
}

/// From the weighted sum to the total, a unit; `None` without a sum, or if the recipe adjusts nothing.
fn adjusted_totals(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    sums: &[Option<f64>],
) -> Result<Vec<Option<AdjustedTotal>>, Vec<ScoringError>> {
    let Some(rule) = &recipe.adjust else { return Ok(vec![None; sums.len()]) };
    let adjusted: Vec<Option<AdjustedTotal>> =
        data.units.iter().zip(sums).map(|(unit, sum)| sum.map(|s| adjust::adjust(rule, data, &unit.code, s))).collect();
    let overflows = data.units.iter().zip(&adjusted).filter(|(_, a)| a.as_ref().is_some_and(|a| !a.total.is_finite()));
    let errors: Vec<ScoringError> = overflows
        .map(|(unit, _)| ScoringError::Overflow { node: instrument.root().code.clone(), unit: unit.code.clone() })
        .collect();
    if errors.is_empty() { Ok(adjusted) } else { Err(errors) }
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
