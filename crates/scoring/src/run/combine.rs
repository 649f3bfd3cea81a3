//! From normalised indicators to scores on every node.

use domain::{Dataset, Instrument, Recipe, dataset::CellStatus, recipe::Normalise};

use super::selection::Selection;
use crate::{
    Column, Refusal, ScoringError, aggregate,
    coverage::LeastCoverage,
    normalise::{lowest, normalise},
};

/// The score column of an indicator from its value column.
///
/// # Errors
/// What the normalisation refuses.
pub(crate) fn scored(
    instrument: &Instrument,
    data: &Dataset,
    method: &Normalise,
    node: usize,
    values: &[Option<f64>],
    units_out: &[bool],
) -> Result<Column, ScoringError> {
    let about = &instrument.nodes()[node];
    normalise(method, about, values, &data.units).map(|column| settle(column, method, &about.code, data, units_out))
}

/// What was not submitted earns the lowest score. What does not apply stays missing, and its weight
/// goes to its siblings like that of any missing value.
fn settle(mut column: Column, method: &Normalise, indicator: &str, data: &Dataset, units_out: &[bool]) -> Column {
    if !data.notes.contains_key(indicator) {
        return column;
    }
    let lowest = lowest(method, indicator, &column);
    for ((unit, score), out) in data.units.iter().zip(&mut column).zip(units_out) {
        match data.status(indicator, &unit.code) {
            Some(CellStatus::NotSubmitted) if !out => *score = Some(lowest),
            Some(CellStatus::NotSubmitted | CellStatus::NotApplicable | CellStatus::LowDenominator) | None => {}
        }
    }
    column
}

/// Scores of all dimensions from those of the indicators, which stand in `columns` already.
///
/// # Errors
/// What an aggregation refuses, with the child and unit it refuses; scores that leave the range of numbers.
pub(crate) fn combine(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    selection: &Selection,
    least: &LeastCoverage<'_>,
    weights: &[f64],
    columns: &mut [Column],
) -> Result<(), Vec<ScoringError>> {
    let mut errors = Vec::new();
    // Parents stand before their children, so backwards every child is ready when its parent asks.
    for node in (0..instrument.len()).rev() {
        if !instrument.is_indicator(node) {
            let children = instrument.children(node);
            let method = recipe.aggregate_of(instrument.depth(node));
            let own: Vec<f64> = children.iter().map(|&child| weights[child]).collect();
            let below: Vec<&[Option<f64>]> = children.iter().map(|&child| columns[child].as_slice()).collect();
            let left_out = |unit: usize| selection.units_out[unit] || least.withholds(node, unit).is_some();
            let column = aggregate::children_of_units(method, &own, &below, left_out);
            columns[node] = column.unwrap_or_else(|refusal| {
                errors.push(named(instrument, data, node, refusal));
                vec![None; data.units.len()]
            });
        }
        for (unit, score) in data.units.iter().zip(&columns[node]) {
            if score.is_some_and(|s| !s.is_finite()) {
                let node = instrument.nodes()[node].code.clone();
                errors.push(ScoringError::Overflow { node, unit: unit.code.clone() });
            }
        }
    }
    // Found from the leaves up; people read from the top down.
    errors.reverse();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// A refusal of an aggregation, with the child and the unit it is about.
fn named(instrument: &Instrument, data: &Dataset, node: usize, refusal: Refusal) -> ScoringError {
    let (child, unit) = match &refusal {
        Refusal::NotPositive { column, row }
        | Refusal::NotFinite { column, row }
        | Refusal::Missing { column, row } => (instrument.children(node).get(*column), data.units.get(*row)),
        Refusal::Constant { .. }
        | Refusal::Empty { .. }
        | Refusal::TooFew { .. }
        | Refusal::Shape { .. }
        | Refusal::Weights
        | Refusal::Parameter { .. }
        | Refusal::Undefined { .. } => (None, None),
    };
    let node = child.copied().unwrap_or(node);
    let unit = unit.map(|unit| unit.code.clone());
    ScoringError::Refused { node: instrument.nodes()[node].code.clone(), unit, refusal }
}
