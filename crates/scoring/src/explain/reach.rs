//! What would it take 提升路径: the smallest change of **one** indicator's raw value with which a unit reaches a grade or
//! a rank, all else equal, for each indicator by itself.
//!
//! [`score`] is the judge: every value that is returned was scored, and reaches the goal. Between the own value and the
//! best attainable one the least value that is enough is searched; it exceeds the threshold by at most 2⁻²⁴ of that
//! distance, and by a thousandth of the change itself, for the sake of a number with few digits.
//!
//! The best attainable value is the target of goalposts, 100 where the raw value is points, and otherwise the best value
//! any unit has. It is not a promise that the unit can attain it.
//!
//! Traps: with methods that look at the whole table (min–max, z-scores, ranks) a change of one unit moves the scores
//! of the others too, which is counted here. Where the score is not monotone in the raw value, a smaller change than
//! the one returned may exist, and what the best value does not reach is called out of reach though a value between
//! might. All else is never equal: others move, too.
//!
//! Source: the question is that of the World Bank's *Doing Business* reform simulator, which set new values of one economy
//! and ranked it anew, all else equal; here it is answered backwards, from the goal to the value.

mod search;

use domain::{
    Dataset, Direction, Instrument, Node, Problem, Recipe, ScoreSheet,
    recipe::{Method, Normalise},
    score_sheet::GradeCeiling,
};
use serde::Serialize;

use self::search::{Probe, few_digits, least};
use super::{ExplainError, Standing};
use crate::{ScoringError, score_without_intervals};

/// What a unit wants to reach.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// This grade, or a better one.
    Grade(String),
    /// This rank, or a better one.
    Rank(u32),
}

/// What it would take to reach a goal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reach {
    /// Code of the unit.
    pub unit: String,
    /// The goal.
    pub goal: Goal,
    /// Where the unit stands.
    pub now: Standing,
    /// Its grade.
    pub grade: Option<String>,
    /// What it would take.
    pub answer: Answer,
}

/// What it would take, in one word or an indicator at a time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// Nothing: the goal is reached.
    Reached,
    /// No indicator helps: the grade is limited below the goal, whatever the score.
    Limited {
        /// What limits it.
        ceiling: GradeCeiling,
    },
    /// A change of one of these, where it can be reached so.
    Ways {
        /// One entry an indicator, in the order of the instrument.
        ways: Vec<Way>,
    },
}

/// What one indicator alone could do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Way {
    /// Code of the indicator.
    pub indicator: String,
    /// The unit's raw value.
    pub from: Option<f64>,
    /// The best attainable raw value; `None` where nobody has a value.
    pub best: Option<f64>,
    /// Whether it is enough.
    pub outcome: Outcome,
}

/// Whether one indicator alone is enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// It is, with this change.
    Enough(Step),
    /// Not even the best attainable value is enough.
    OutOfReach {
        /// Where it would put the unit; `None` if it had no score then.
        then: Option<Standing>,
    },
    /// The unit has the best attainable value, or a better one.
    AtBest,
    /// The unit has no value that could change.
    Missing,
    /// The recipe refuses the data with the best attainable value in them.
    Refused {
        /// Why.
        problems: Vec<Problem>,
    },
}

/// A change that is enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// The raw value that is enough.
    pub to: f64,
    /// It less the unit's own; below 0 where less is better.
    pub change: f64,
    /// The size of the change as a share of the range of values in the data; `None` where that is 0.
    pub share_of_range: Option<f64>,
    /// Where it puts the unit.
    pub then: Standing,
    /// The grade it earns.
    pub grade: Option<String>,
}

/// For each indicator by itself, the smallest change of its raw value with which a unit reaches a goal.
///
/// # Errors
/// [`ExplainError::UnitUnknown`], [`ExplainError::NoScore`], [`ExplainError::GradeUnknown`],
/// [`ExplainError::RankZero`]; [`ExplainError::Refused`] where the data as they are cannot be scored.
pub fn reach(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    unit: &str,
    goal: &Goal,
) -> Result<Reach, ExplainError> {
    let aim = Aim::new(goal, recipe)?;
    let place = (data.units.iter().position(|u| u.code == unit))
        .ok_or_else(|| ExplainError::UnitUnknown { unit: unit.into() })?;
    let sheet = score_without_intervals(instrument, data, recipe).map_err(ExplainError::Refused)?;
    let own = &sheet.units[place];
    let now = Standing::of(own).ok_or_else(|| ExplainError::NoScore { unit: unit.into() })?;
    let trial = aim.judge(recipe, &sheet, place);
    let answer = if trial.reached {
        Answer::Reached
    } else if let Some(ceiling) = own.ceiling.as_ref().filter(|ceiling| aim.is_above(recipe, ceiling)) {
        Answer::Limited { ceiling: ceiling.clone() }
    } else {
        let mut bench = Workbench { instrument, recipe, data: data.clone(), aim, place, margin: trial.margin };
        let ways = instrument.indicators().map(|node| bench.way(&instrument.nodes()[node])).collect();
        Answer::Ways { ways }
    };
    Ok(Reach { unit: unit.into(), goal: goal.clone(), now, grade: own.grade.clone(), answer })
}

/// A goal that the recipe knows.
#[derive(Debug, Clone, Copy)]
enum Aim {
    /// The grade at this place, 0 = best, and its line.
    Grade { place: usize, at_least: f64 },
    /// The rank.
    Rank(u32),
}

/// What became of a unit.
struct Trial {
    reached: bool,
    /// Its score less what the goal asks for; infinite where nothing is asked, or there is no score.
    margin: f64,
    then: Option<Standing>,
    grade: Option<String>,
}

impl Aim {
    fn new(goal: &Goal, recipe: &Recipe) -> Result<Self, ExplainError> {
        match goal {
            Goal::Grade(letter) => {
                let place = (recipe.grades.iter().position(|grade| grade.letter == *letter))
                    .ok_or_else(|| ExplainError::GradeUnknown { letter: letter.clone() })?;
                Ok(Self::Grade { place, at_least: recipe.grades[place].at_least })
            }
            Goal::Rank(0) => Err(ExplainError::RankZero),
            Goal::Rank(rank) => Ok(Self::Rank(*rank)),
        }
    }

    fn judge(self, recipe: &Recipe, sheet: &ScoreSheet, unit: usize) -> Trial {
        let own = &sheet.units[unit];
        let then = Standing::of(own);
        let (reached, asked) = match self {
            Self::Grade { place, at_least } => {
                let earned = own.grade.as_deref().and_then(|letter| grade_place(recipe, letter));
                (earned.is_some_and(|earned| earned <= place), at_least)
            }
            Self::Rank(rank) => (then.is_some_and(|then| then.rank <= rank), asked_by_rank(sheet, unit, rank)),
        };
        Trial { reached, margin: then.map_or(f64::NEG_INFINITY, |t| t.score - asked), then, grade: own.grade.clone() }
    }

    /// Whether the goal is a better grade than a ceiling allows. A ceiling never limits a rank.
    fn is_above(self, recipe: &Recipe, ceiling: &GradeCeiling) -> bool {
        match self {
            Self::Grade { place, .. } => grade_place(recipe, &ceiling.ceiling).is_some_and(|limit| limit > place),
            Self::Rank(_) => false,
        }
    }
}

fn grade_place(recipe: &Recipe, letter: &str) -> Option<usize> {
    recipe.grades.iter().position(|grade| grade.letter == letter)
}

/// The score of the other unit with this rank among the others: who has it as well has the rank. Anything is enough
/// where there are fewer others.
fn asked_by_rank(sheet: &ScoreSheet, unit: usize, rank: u32) -> f64 {
    let others = sheet.units.iter().enumerate().filter(|(other, _)| *other != unit);
    let mut scores: Vec<f64> = others.filter_map(|(_, other)| other.score()).collect();
    scores.sort_unstable_by(|a, b| b.total_cmp(a));
    let at = usize::try_from(rank - 1).ok();
    at.and_then(|at| scores.get(at)).copied().unwrap_or(f64::NEG_INFINITY)
}

/// The data, to change one value at a time in.
struct Workbench<'a> {
    instrument: &'a Instrument,
    recipe: &'a Recipe,
    data: Dataset,
    aim: Aim,
    /// Position of the unit.
    place: usize,
    /// How far the unit is from the goal as it is.
    margin: f64,
}

impl Workbench<'_> {
    /// What one indicator can do; the data are as before afterwards.
    fn way(&mut self, indicator: &Node) -> Way {
        let code = &indicator.code;
        let column = self.data.values.get(code).map_or(&[][..], Vec::as_slice);
        let from = column.get(self.place).copied().flatten();
        let range = range(column);
        let upwards = rises(self.recipe, indicator);
        let best = target(self.recipe, code).or(range.map(|(low, high)| if upwards { high } else { low }));
        let outcome = match (from, best) {
            (None, _) | (_, None) => Outcome::Missing,
            (Some(from), Some(best)) if (upwards && best <= from) || (!upwards && best >= from) => Outcome::AtBest,
            (Some(from), Some(best)) => {
                let width = range.map(|(low, high)| high - low).filter(|width| *width > 0.0);
                let outcome = self.between(code, from, best, width);
                self.set(code, from);
                outcome
            }
        };
        Way { indicator: code.clone(), from, best, outcome }
    }

    fn between(&mut self, code: &str, from: f64, best: f64, width: Option<f64>) -> Outcome {
        let end = match self.try_value(code, best) {
            Ok(end) => end,
            Err(errors) => return Outcome::Refused { problems: errors.iter().map(Problem::from).collect() },
        };
        if !end.reached {
            return Outcome::OutOfReach { then: end.then };
        }
        let start = Probe { at: from, margin: self.margin };
        let found = least(start, Probe { at: best, margin: end.margin }, |value| {
            // What is refused on the way is not enough, and says nothing about how far it is.
            self.try_value(code, value).map_or((false, f64::NAN), |trial| (trial.reached, trial.margin))
        });
        let nice = few_digits(from, found).into_iter().filter(|to| is_between(*to, from, best));
        for to in nice.chain([found, best]) {
            if let Ok(Trial { reached: true, then: Some(then), grade, .. }) = self.try_value(code, to) {
                let change = to - from;
                let share_of_range = width.map(|width| change.abs() / width);
                return Outcome::Enough(Step { to, change, share_of_range, then, grade });
            }
        }
        Outcome::OutOfReach { then: end.then }
    }

    /// Scores the data with another value for the unit.
    fn try_value(&mut self, code: &str, value: f64) -> Result<Trial, Vec<ScoringError>> {
        self.set(code, value);
        let sheet = score_without_intervals(self.instrument, &self.data, self.recipe)?;
        Ok(self.aim.judge(self.recipe, &sheet, self.place))
    }

    fn set(&mut self, code: &str, value: f64) {
        if let Some(cell) = self.data.values.get_mut(code).and_then(|column| column.get_mut(self.place)) {
            *cell = Some(value);
        }
    }
}

/// The least and the greatest value that is present.
fn range(column: &[Option<f64>]) -> Option<(f64, f64)> {
    column.iter().flatten().fold(None, |range, &x| match range {
        None => Some((x, x)),
        Some((low, high)) => Some((low.min(x), high.max(x))),
    })
}

fn is_between(value: f64, from: f64, best: f64) -> bool {
    (from.min(best)..=from.max(best)).contains(&value)
}

/// Whether a larger raw value scores higher: without normalisation always.
fn rises(recipe: &Recipe, indicator: &Node) -> bool {
    let by_direction = match indicator.direction {
        Direction::Positive => true,
        Direction::Negative => false,
    };
    match &recipe.normalise {
        Normalise::None => true,
        Normalise::PerIndicator { methods } => {
            by_direction || methods.get(&indicator.code) == Some(&Method::PointsAsGiven)
        }
        // The points of the bands say which end is the better one.
        Normalise::Bands { bands } => {
            bands.get(&indicator.code).is_none_or(|bands| bands.points.last() >= bands.points.first())
        }
        Normalise::MinMax { .. }
        | Normalise::Goalposts { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. } => by_direction,
    }
}

/// The raw value beyond which a recipe rewards nothing; `None` where it is not fixed, and the data tell.
fn target(recipe: &Recipe, indicator: &str) -> Option<f64> {
    match &recipe.normalise {
        Normalise::Goalposts { posts, .. } => posts.get(indicator).map(|posts| posts.target),
        Normalise::DistanceToTarget { targets, .. } => targets.get(indicator).copied(),
        Normalise::PerIndicator { methods } => methods.get(indicator).map(|method| match method {
            Method::Goalposts(posts) => posts.target,
            Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven => 100.0,
        }),
        Normalise::None
        | Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::FractionOfMaximum { .. }
        | Normalise::Bands { .. } => None,
    }
}

#[cfg(test)]
mod tests;
