//! What does imputation do 插补的影响: the result with and without it, side by side.
//!
//! Both are computed by [`crate::score`], the second by the same recipe without imputation: then the weight of what is
//! missing goes to its siblings. Units without an imputed value are listed too, since their ranks can move as others do.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3: the influence of imputation on the
//! results is to be shown.

use domain::{Dataset, Instrument, Recipe, ScoreSheet, recipe::Impute};
use serde::Serialize;

use super::Standing;
use crate::{ScoringError, score_without_intervals};

/// Results with and without imputation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Influence {
    /// How many values are imputed, of all that are scored.
    pub imputed: usize,
    /// How many values are scored.
    pub scored: usize,
    /// One entry a unit, in the order of the data set.
    pub units: Vec<UnitInfluence>,
}

/// A unit with and without imputation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitInfluence {
    /// Its code.
    pub code: String,
    /// How many of its values are imputed.
    pub imputed: usize,
    /// With them; `None` without a score.
    pub with: Option<Standing>,
    /// Without them; `None` without a score.
    pub without: Option<Standing>,
}

impl UnitInfluence {
    /// Whether its rank is another one, or there is one on one side alone.
    pub fn moves(&self) -> bool {
        self.with.map(|with| with.rank) != self.without.map(|without| without.rank)
    }

    /// Places gained by imputation, below 0 for places lost; `None` where there is no rank to compare with.
    pub fn gained(&self) -> Option<i64> {
        Some(i64::from(self.without?.rank) - i64::from(self.with?.rank))
    }
}

/// Scores with and without imputation; `None` where nothing is imputed.
///
/// # Errors
/// As [`crate::score`], of the recipe without imputation as well.
pub fn influence(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
) -> Result<Option<Influence>, Vec<ScoringError>> {
    if recipe.impute.is_none() {
        return Ok(None);
    }
    let with = score_without_intervals(instrument, data, recipe)?;
    let imputed = |unit: usize| instrument.indicators().filter(|&i| with.units[unit].nodes[i].imputed).count();
    let counts: Vec<usize> = (0..with.units.len()).map(imputed).collect();
    let all = counts.iter().sum();
    if all == 0 {
        return Ok(None);
    }
    let without = score_without_intervals(instrument, data, &Recipe { impute: Impute::None, ..recipe.clone() })?;
    let units = with.units.iter().zip(&without.units).zip(counts);
    let units = units.map(|((with, without), imputed)| UnitInfluence {
        code: with.code.clone(),
        imputed,
        with: Standing::of(with),
        without: Standing::of(without),
    });
    Ok(Some(Influence { imputed: all, scored: scored(instrument, &with), units: units.collect() }))
}

/// How many cells have a score.
fn scored(instrument: &Instrument, sheet: &ScoreSheet) -> usize {
    let cells = |unit: &domain::UnitScore| instrument.indicators().filter(|&i| unit.nodes[i].score.is_some()).count();
    sheet.units.iter().map(cells).sum()
}
