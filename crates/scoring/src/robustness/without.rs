//! The ranking without one indicator, and without one unit.

use std::collections::BTreeMap;

use domain::{Dataset, Instrument, Recipe, recipe::RecipeVersion};

use super::{Change, Moved, Without, parallel};
use crate::{ScoringError, rank, run::Run, score_without_intervals, uncertainty::rank_stats::mean_absolute_change};

/// Without each indicator that is scored.
pub(super) fn each_indicator(run: &Run<'_>) -> Vec<Without> {
    let (instrument, data) = (run.instrument, run.data);
    let before = ranks(run.instrument, data, run.recipe).unwrap_or_default();
    let indicators: Vec<usize> = instrument.indicators().filter(|&node| !run.selection.nodes_out[node]).collect();
    parallel::each(indicators.len(), |place| {
        let code = instrument.nodes()[indicators[place]].code.clone();
        let mut recipe = run.recipe.clone();
        recipe.select.exclude.insert(code.clone());
        recipe.version = RecipeVersion::V2;
        let after = ranks(instrument, data, &recipe).ok();
        Without { code, change: after.map(|after| change(data, &before, &after)) }
    })
}

/// Without each unit that has a rank.
pub(super) fn each_unit(run: &Run<'_>) -> Vec<Without> {
    let recipe = run.recipe;
    let Ok(sheet) = score_without_intervals(run.instrument, run.data, recipe) else { return Vec::new() };
    let ranked: Vec<usize> = (0..sheet.units.len()).filter(|&unit| sheet.units[unit].rank().is_some()).collect();
    parallel::each(ranked.len(), |place| {
        let unit = ranked[place];
        let rest = without(run.data, unit);
        // Among the others: their ranks before are counted without it, too.
        let scores: Vec<Option<f64>> = sheet
            .units
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != unit)
            .map(|(_, other)| other.score())
            .collect();
        let before = rank::competition(&scores);
        let after = ranks(run.instrument, &rest, recipe).ok();
        let code = run.data.units[unit].code.clone();
        Without { code, change: after.map(|after| change(&rest, &before, &after)) }
    })
}

fn ranks(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Result<Vec<Option<u32>>, Vec<ScoringError>> {
    score_without_intervals(instrument, data, recipe)
        .map(|sheet| sheet.units.iter().map(domain::UnitScore::rank).collect())
}

fn change(data: &Dataset, before: &[Option<u32>], after: &[Option<u32>]) -> Change {
    let moved = data.units.iter().zip(before.iter().zip(after)).filter_map(|(unit, (from, to))| {
        let (from, to) = ((*from)?, (*to)?);
        (from != to).then(|| Moved { unit: unit.code.clone(), from, to })
    });
    // Of several that move equally far, the first of the table.
    let most =
        moved.reduce(|most, next| if next.from.abs_diff(next.to) > most.from.abs_diff(most.to) { next } else { most });
    Change { mean: mean_absolute_change(before, after).unwrap_or_default(), most }
}

/// The data of all units but one.
fn without(data: &Dataset, unit: usize) -> Dataset {
    let mut rest = data.clone();
    let gone = rest.units.remove(unit);
    for column in rest.values.values_mut().chain(rest.published.values_mut()).chain(rest.standard_errors.values_mut()) {
        column.remove(unit);
    }
    for by_unit in rest.notes.values_mut() {
        by_unit.remove(&gone.code);
    }
    for by_unit in rest.ratings.values_mut() {
        by_unit.remove(&gone.code);
    }
    for by_unit in rest.other_periods.values_mut().flat_map(BTreeMap::values_mut) {
        by_unit.remove(&gone.code);
    }
    for by_unit in rest.points.values_mut() {
        by_unit.remove(&gone.code);
    }
    for by_unit in rest.findings.values_mut() {
        by_unit.remove(&gone.code);
    }
    rest
}
