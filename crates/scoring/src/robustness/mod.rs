//! Robustness 稳健性: how far ranks can be trusted, which choice moves them, and what becomes of them without one
//! indicator or unit.
//!
//! ```text
//! recipe.robustness ─ plan ─► tables, one a way of imputing, treating, normalising
//!                        └──► keys of each run ─► drawn ─► model: totals ─► ranks ─► tally: intervals, dominance, bands
//!                                                                            └───► sensitivity: Sobol indices
//! ```
//!
//! Every run draws one value of everything that is varied: weights around those of the table at hand; normalisation,
//! aggregation, imputation and treatment among alternatives that are equally likely; an indicator that is left out,
//! or none; values from samples with their error; one of several raters. Imputed values are not drawn anew, and
//! weights that are computed from data are those of the table without what was drawn. A run for which a method has no
//! answer has failed, and is counted.
//!
//! Sources: Saisana, Saltelli and Tarantola, *Journal of the Royal Statistical Society* A 168 (2005); OECD/JRC, *Handbook on
//! Constructing Composite Indicators* (2008), step 7.

mod dimensions;
mod draw;
mod drawn;
mod model;
mod parallel;
mod plan;
mod ranks;
mod report;
mod sensitivity;
mod tables;
mod tally;
mod without;

use domain::{Dataset, Instrument, Recipe, ScoreSheet, Text, recipe::Robustness};

pub use report::{Change, Driver, Drivers, Input, Intervals, Moved, RanksBySet, UnitRanks, Without};

use self::{model::Model, tally::Tally};
use crate::{ScoringError, run::Run};

/// Pairs of so many units are compared, and no more: the table grows with their square.
pub const MOST_COMPARED: usize = 500;

/// Ranks are kept in two bytes.
const MOST_UNITS: usize = u16::MAX as usize - 1;

/// Writes the rank intervals into a score sheet.
///
/// # Errors
/// [`ScoringError::Choice`] for more units than ranks can be kept of.
pub(crate) fn mark(run: &Run<'_>, robustness: &Robustness, sheet: &mut ScoreSheet) -> Result<(), Vec<ScoringError>> {
    let found = of_run(run, robustness)?;
    sheet.steps.runs = Some(found.runs);
    for unit in found.units {
        if let Some(scored) = sheet.units.iter_mut().find(|scored| scored.code == unit.code) {
            scored.interval = Some(unit.interval);
        }
    }
    Ok(())
}

/// The ranks over all runs.
///
/// # Errors
/// As [`crate::score`]; [`ScoringError::Choice`] where the recipe asks for no robustness.
pub fn intervals(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Result<Intervals, Vec<ScoringError>> {
    let robustness = asked(recipe)?;
    of_run(&Run::new(instrument, data, recipe)?, robustness)
}

/// The ranks under given sets of weights, one weight a node on any scale within its siblings: those of each expert, say.
/// A unit without a score has no rank, and none has one under a set for which a method has no answer.
///
/// # Errors
/// As [`crate::score`]; [`ScoringError::Choice`] for a set that has not one weight, finite and not negative, a node.
pub fn ranks_under(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    sets: &[Vec<f64>],
) -> Result<RanksBySet, Vec<ScoringError>> {
    let sound = |set: &Vec<f64>| set.len() == instrument.len() && set.iter().all(|w| w.is_finite() && *w >= 0.0);
    if !sets.iter().all(sound) {
        return Err(vec![ScoringError::Choice {
            field: "weights".into(),
            why: Text::new(
                "每组权重要为每个节点各给一个不小于 0 的数。",
                "Each set of weights needs one number, 0 or more, a node.",
            ),
        }]);
    }
    let run = Run::new(instrument, data, recipe)?;
    few_enough(&run)?;
    let robustness = Robustness { weights: None, ..Robustness::default() };
    Ok(RanksBySet::new(data.units.len(), tally::ranks_under(&Model::new(&run, recipe, &robustness), sets)))
}

/// Which choice moves the ranks; `None` where nothing is varied or ranks never move. `rows` is the number of rows of
/// the Sobol sample: with d things that are varied there are `rows × (d + 2)` runs.
///
/// # Errors
/// As [`intervals`]; [`ScoringError::Choice`] where too many runs fail.
pub fn drivers(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    rows: usize,
) -> Result<Option<Drivers>, Vec<ScoringError>> {
    let robustness = asked(recipe)?;
    let run = Run::new(instrument, data, recipe)?;
    few_enough(&run)?;
    sensitivity::drivers(&Model::new(&run, recipe, robustness), rows).map_err(|error| vec![error])
}

/// The ranking without each indicator in turn, in the order of the tree.
///
/// # Errors
/// As [`crate::score`].
pub fn without_each_indicator(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
) -> Result<Vec<Without>, Vec<ScoringError>> {
    Ok(without::each_indicator(&Run::new(instrument, data, recipe)?))
}

/// The ranking without each unit in turn, in the order of the data set; ranks are counted among the others.
///
/// # Errors
/// As [`crate::score`].
pub fn without_each_unit(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
) -> Result<Vec<Without>, Vec<ScoringError>> {
    Ok(without::each_unit(&Run::new(instrument, data, recipe)?))
}

fn of_run(run: &Run<'_>, robustness: &Robustness) -> Result<Intervals, Vec<ScoringError>> {
    few_enough(run)?;
    let model = Model::new(run, run.recipe, robustness);
    Ok(Tally::new(&model).intervals(&model))
}

fn asked(recipe: &Recipe) -> Result<&Robustness, Vec<ScoringError>> {
    recipe.robustness.as_ref().ok_or_else(|| {
        vec![ScoringError::Choice {
            field: "robustness".into(),
            why: Text::new("计分方法没有设稳健性分析。", "The recipe asks for no robustness analysis."),
        }]
    })
}

fn few_enough(run: &Run<'_>) -> Result<(), Vec<ScoringError>> {
    if run.data.units.len() <= MOST_UNITS {
        return Ok(());
    }
    Err(vec![ScoringError::Choice {
        field: "robustness".into(),
        why: Text::new(
            format!("名次区间最多可用于 {MOST_UNITS} 个评估对象。"),
            format!("Rank intervals can be computed for {MOST_UNITS} units at most."),
        ),
    }])
}
