//! Why did a score change 变化分解: the change of a unit's score and rank between two editions, in four parts that sum to
//! it (ranks exactly, scores up to the rounding of the sums).
//!
//! One thing after another is taken from the new edition, and everything is scored anew after each step:
//!
//! ```text
//! the old edition
//!   │ membership: only units that both have
//! the old edition, common units
//!   │ method: the new recipe and directions; only indicators that both have, in the old tree
//! the old data under the new method
//!   │ weights: the new tree, its groups and weights
//! the back-cast 追溯重算: the old data as the new edition would have scored them
//!   │ values: the new data
//! the new data on the common indicators
//!   │ method: the indicators that only the new edition has
//! the new edition, common units
//!   │ membership: the units that only it has
//! the new edition
//! ```
//!
//! **Indicators in one tree only** have no value in the other edition. They belong to the method: the old ones leave in
//! the first step of it, the new ones come in its second, with their new values. The weight of an indicator that is not
//! there goes to its siblings in proportion, and that of a dimension left empty to its own siblings. A code that is an
//! indicator in one tree and a dimension in the other is not common.
//!
//! Bonuses and deductions come with the data they are in, under the items the recipe of the step has: a new item has no
//! points before the new data. Where the recipe finds the weights from the data, a change of the tree's weights has no
//! part, and theirs is in method and values.
//!
//! Traps: the parts depend on the order of the steps, as those of every such decomposition do; the order here is fixed,
//! and the back-cast shows where it turns from method to data. Parts of ranks are what the steps did to a rank, not what
//! they would do alone. A rank falls when it gets better: a negative part is a gain.
//!
//! Sources: Fortin, Lemieux and Firpo, “Decomposition Methods in Economics”, *Handbook of Labor Economics* 4A (2011), for
//! sequential decompositions and their dependence on the path; back-casting after a change of method is the practice of
//! the *Human Development Report* and of *Doing Business* (“back-calculated” scores of the year before).

mod restrict;

use std::{collections::BTreeMap, fmt};

use domain::{Dataset, Instrument, Problem, Recipe, ScoreSheet};
use serde::Serialize;

use self::restrict::{Codes, indicators};
use super::{ExplainError, Standing};
use crate::{ScoringError, score_without_intervals};

/// What an edition is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Its tree.
    pub instrument: &'a Instrument,
    /// Its data.
    pub data: &'a Dataset,
    /// Its recipe.
    pub recipe: &'a Recipe,
}

/// A point on the way from the old edition to the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The old edition.
    Old,
    /// The old edition with the units that both have.
    OldCommonUnits,
    /// The old data on common indicators under the new method, with the old tree and weights.
    NewMethod,
    /// The old data on common indicators under the new method and weights.
    BackCast,
    /// The new data on common indicators.
    NewValues,
    /// The new edition with the units that both have.
    NewCommonUnits,
    /// The new edition.
    New,
}

impl Stage {
    /// All of them, in order.
    const WAY: [Self; 7] = [
        Self::Old,
        Self::OldCommonUnits,
        Self::NewMethod,
        Self::BackCast,
        Self::NewValues,
        Self::NewCommonUnits,
        Self::New,
    ];
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Old => "the old edition",
            Self::OldCommonUnits => "the old edition with common units",
            Self::NewMethod => "the old data under the new method",
            Self::BackCast => "the old data under the new method and weights",
            Self::NewValues => "the new data on common indicators",
            Self::NewCommonUnits => "the new edition with common units",
            Self::New => "the new edition",
        })
    }
}

/// Why a stage has no figure.
#[derive(Debug, Clone, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum StageError {
    /// The run is refused.
    #[error("{stage} is refused: {}", .problems.iter().map(|p| p.message.en.as_str()).collect::<Vec<_>>().join("; "))]
    Refused {
        /// The stage.
        stage: Stage,
        /// All reasons.
        problems: Vec<Problem>,
    },
    /// There is no tree for it.
    #[error("{stage} has no tree: {why}")]
    Tree {
        /// The stage.
        stage: Stage,
        /// Why.
        why: String,
    },
    /// The unit has no score there.
    #[error("{stage} has no score for unit {unit}")]
    NoScore {
        /// The stage.
        stage: Stage,
        /// Code of the unit.
        unit: String,
    },
}

/// How far a unit moved.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Delta {
    /// New score less old one.
    pub score: f64,
    /// New rank less old one: below 0 is better.
    pub rank: i64,
}

/// A part of a change, or the stage for want of which it is not known.
pub type Part = Result<Delta, StageError>;

/// The change of one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Code of the unit.
    pub unit: String,
    /// Where it stood in the old edition.
    pub before: Standing,
    /// Where it stands in the new one.
    pub after: Standing,
    /// How far it moved: the sum of the parts.
    pub total: Delta,
    /// Because units came and went.
    pub membership: Part,
    /// Because its values, and those of others, changed.
    pub values: Part,
    /// Because the tree's weights changed.
    pub weights: Part,
    /// Because the recipe or the indicators changed.
    pub method: Part,
    /// Where it would have stood in the old edition under the new method and weights, among common units on common
    /// indicators.
    pub back_cast: Result<Standing, StageError>,
}

/// All standings of a stage by unit, or why there are none.
type Standings = Result<BTreeMap<String, Standing>, StageError>;

/// Two editions, and every stage between them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Between {
    /// What each stage of the way gives.
    #[serde(skip)]
    stages: [Standings; 7],
    /// Units that only the old edition has, by code.
    pub left: Vec<String>,
    /// Units that only the new edition has.
    pub joined: Vec<String>,
    /// Units that both have.
    pub common: Vec<String>,
    /// Indicators that only the old edition has, by code.
    pub indicators_dropped: Vec<String>,
    /// Indicators that only the new edition has.
    pub indicators_added: Vec<String>,
}

/// Scores every stage between two editions, for all units at once.
///
/// # Errors
/// [`ExplainError::Refused`] where one of the two editions itself cannot be scored.
pub fn between(old: Inputs<'_>, new: Inputs<'_>) -> Result<Between, ExplainError> {
    let [first, last] =
        [old, new].map(|edition| score_without_intervals(edition.instrument, edition.data, edition.recipe));
    let (first, last) = (first.map_err(ExplainError::Refused)?, last.map_err(ExplainError::Refused)?);
    let (old_units, new_units) = (units(old.data), units(new.data));
    let (old_indicators, new_indicators) = (indicators(old.instrument), indicators(new.instrument));
    let (units, common) = (&old_units & &new_units, &old_indicators & &new_indicators);
    let (old_all, new_all) = (&old_indicators, &new_indicators);
    Ok(Between {
        stages: [
            Ok(standings(&first)),
            stage(Stage::OldCommonUnits, old, old, old, &units, old_all),
            stage(Stage::NewMethod, old, old, new, &units, &common),
            stage(Stage::BackCast, old, new, new, &units, &common),
            stage(Stage::NewValues, new, new, new, &units, &common),
            stage(Stage::NewCommonUnits, new, new, new, &units, new_all),
            Ok(standings(&last)),
        ],
        left: owned(&(&old_units - &new_units)),
        joined: owned(&(&new_units - &old_units)),
        common: owned(&units),
        indicators_dropped: owned(&(&old_indicators - &new_indicators)),
        indicators_added: owned(&(&new_indicators - &old_indicators)),
    })
}

impl Between {
    /// The change of a unit.
    ///
    /// # Errors
    /// [`ExplainError::UnitUnknown`], [`ExplainError::OnlyInOne`]; [`ExplainError::NoScore`] where one of the
    /// editions has none.
    pub fn change(&self, unit: &str) -> Result<Change, ExplainError> {
        let has = |units: &[String]| units.iter().any(|code| code == unit);
        if has(&self.left) || has(&self.joined) {
            return Err(ExplainError::OnlyInOne { unit: unit.into() });
        }
        if !has(&self.common) {
            return Err(ExplainError::UnitUnknown { unit: unit.into() });
        }
        let [old, common, method, back_cast, values, new_common, new] =
            Stage::WAY.map(|stage| self.standing(stage, unit));
        let (Ok(before), Ok(after)) = (&old, &new) else {
            return Err(ExplainError::NoScore { unit: unit.into() });
        };
        Ok(Change {
            unit: unit.into(),
            before: *before,
            after: *after,
            total: delta(*before, *after),
            membership: sum(step(&old, &common), step(&new_common, &new)),
            values: step(&back_cast, &values),
            weights: step(&method, &back_cast),
            method: sum(step(&common, &method), step(&values, &new_common)),
            back_cast,
        })
    }

    /// The changes of all common units that both editions score, by code.
    pub fn changes(&self) -> Vec<Change> {
        self.common.iter().filter_map(|unit| self.change(unit).ok()).collect()
    }

    /// Where a unit stands at a stage.
    ///
    /// # Errors
    /// The stage is refused, or has no score for the unit.
    pub fn standing(&self, stage: Stage, unit: &str) -> Result<Standing, StageError> {
        let standings = match stage {
            Stage::Old => &self.stages[0],
            Stage::OldCommonUnits => &self.stages[1],
            Stage::NewMethod => &self.stages[2],
            Stage::BackCast => &self.stages[3],
            Stage::NewValues => &self.stages[4],
            Stage::NewCommonUnits => &self.stages[5],
            Stage::New => &self.stages[6],
        };
        let standings = standings.as_ref().map_err(Clone::clone)?;
        standings.get(unit).copied().ok_or_else(|| StageError::NoScore { stage, unit: unit.into() })
    }
}

/// Data of one edition in the tree of another by the method of a third, on these units and indicators.
fn stage(
    stage: Stage,
    data: Inputs<'_>,
    weights: Inputs<'_>,
    method: Inputs<'_>,
    units: &Codes<'_>,
    keep: &Codes<'_>,
) -> Standings {
    let tree =
        restrict::tree(weights.instrument, keep, method.instrument).map_err(|why| StageError::Tree { stage, why })?;
    let recipe = restrict::recipe(method.recipe, method.instrument, &tree, keep);
    let data = restrict::data(data.data, units, keep, &recipe);
    score_without_intervals(&tree, &data, &recipe)
        .map(|sheet| standings(&sheet))
        .map_err(|errors| StageError::Refused { stage, problems: problems(&errors) })
}

fn problems(errors: &[ScoringError]) -> Vec<Problem> {
    errors.iter().map(Problem::from).collect()
}

fn standings(sheet: &ScoreSheet) -> BTreeMap<String, Standing> {
    sheet.units.iter().filter_map(|unit| Some((unit.code.clone(), Standing::of(unit)?))).collect()
}

fn units(data: &Dataset) -> Codes<'_> {
    data.units.iter().map(|unit| unit.code.as_str()).collect()
}

fn owned(codes: &Codes<'_>) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

fn step(from: &Result<Standing, StageError>, to: &Result<Standing, StageError>) -> Part {
    Ok(delta(*from.as_ref().map_err(Clone::clone)?, *to.as_ref().map_err(Clone::clone)?))
}

fn delta(from: Standing, to: Standing) -> Delta {
    Delta { score: to.score - from.score, rank: i64::from(to.rank) - i64::from(from.rank) }
}

fn sum(a: Part, b: Part) -> Part {
    let (a, b) = (a?, b?);
    Ok(Delta { score: a.score + b.score, rank: a.rank + b.rank })
}

#[cfg(test)]
mod tests;
