//! Robustness 稳健性: how far ranks can be trusted, which choice moves them, and what becomes of them without one
//! indicator or unit.

mod report;

use domain::{Dataset, Instrument, Recipe, ScoreSheet};

pub use report::{Change, Driver, Drivers, Input, Intervals, Moved, UnitRanks, Without};

use crate::{ScoringError, run::Run};

/// Pairs of so many units are compared, and no more: the table grows with their square.
pub const MOST_COMPARED: usize = 500;

/// Writes the rank intervals into a score sheet.
pub(crate) fn mark(_run: &Run<'_>, _sheet: &mut ScoreSheet) -> Result<(), Vec<ScoringError>> {
    Ok(())
}

/// The ranks over all runs.
///
/// # Errors
/// As [`crate::score`]; [`ScoringError::Choice`] where the recipe asks for no robustness.
pub fn intervals(_instrument: &Instrument, _data: &Dataset, _recipe: &Recipe) -> Result<Intervals, Vec<ScoringError>> {
    Err(Vec::new())
}

/// Which choice moves the ranks; `None` where nothing is varied or ranks never move. `rows` is the number of rows of the Sobol sample.
///
/// # Errors
/// As [`intervals`].
pub fn drivers(
    _instrument: &Instrument,
    _data: &Dataset,
    _recipe: &Recipe,
    _rows: usize,
) -> Result<Option<Drivers>, Vec<ScoringError>> {
    Err(Vec::new())
}

/// The ranking without each indicator in turn, in the order of the tree.
///
/// # Errors
/// As [`crate::score`].
pub fn without_each_indicator(
    _instrument: &Instrument,
    _data: &Dataset,
    _recipe: &Recipe,
) -> Result<Vec<Without>, Vec<ScoringError>> {
    Err(Vec::new())
}

/// The ranking without each unit in turn, in the order of the data set; ranks are counted among the others.
///
/// # Errors
/// As [`crate::score`].
pub fn without_each_unit(
    _instrument: &Instrument,
    _data: &Dataset,
    _recipe: &Recipe,
) -> Result<Vec<Without>, Vec<ScoringError>> {
    Err(Vec::new())
}
