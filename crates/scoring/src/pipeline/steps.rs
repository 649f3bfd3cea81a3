//! The steps, each of which hands columns to the method of its name.

use domain::Direction;

use super::{Aggregation, Dataset, Node, State};
use crate::{
    Column, Refusal,
    impute::{self, Centre},
    normalise::{distance, min_max, ranks, z_score},
    select::{self, Demands, OnZero},
    stats,
    treat::{
        two_stage::{self, Plan},
        winsorise,
    },
};

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Indicators that name a denominator are divided by it.
    Denominate,
    /// Units with too little are removed.
    Screen(Demands),
    /// Missing values are filled.
    Impute(Impute),
    /// Outliers are treated in two stages.
    Treat(Plan),
    /// Indicators become comparable.
    Normalise(Normalise),
    /// Children become their parents' scores, level by level.
    Aggregate(Aggregation),
}

/// Where an imputed value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impute {
    /// The column.
    Column(Centre),
    /// The unit's group in the grouping of this name.
    Group(String, Centre),
}

/// How indicators become comparable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Normalise {
    /// Min–max over the units.
    MinMax {
        /// Of the worst unit.
        lower: f64,
        /// Of the best unit.
        upper: f64,
    },
    /// By mean and standard deviation.
    ZScore {
        /// Of the mean.
        mean: f64,
        /// What one standard deviation is worth.
        sd: f64,
    },
    /// Closeness to the indicator's target.
    Target {
        /// Whether no score is above 1.
        cap: bool,
    },
    /// Closeness to the best unit.
    Best,
    /// Rank from 1, the lowest, upwards.
    Rank(ranks::Ties),
    /// Percentile rank.
    Percentile(ranks::Ties),
    /// Borda score.
    Borda(ranks::Ties),
}

/// Shape of a column, as the test of outliers sees it; `None` where it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// The verdict.
    pub passes: Option<bool>,
    /// Skewness, type 2.
    pub skewness: Option<f64>,
    /// Excess kurtosis, type 2.
    pub kurtosis: Option<f64>,
}

/// What treatment did to an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treatment {
    /// Before.
    pub untreated: Shape,
    /// Units clipped, and the shape after, where that was tried.
    pub winsorised: Option<(usize, Shape)>,
    /// The shape after transformation, where there was one.
    pub transformed: Option<Shape>,
}

impl Step {
    /// Applies the step; a treatment of each indicator comes with it where the step is one.
    ///
    /// # Errors
    /// What the method refuses, with the column.
    pub fn apply(&self, dataset: &Dataset, state: &State) -> Result<(State, Vec<Treatment>), Refusal> {
        let mut treatments = Vec::new();
        let next = match self {
            Self::Denominate => each(dataset, state, |node, column| match &node.denominator {
                None => Ok(column.to_vec()),
                Some(name) => {
                    let below = of_rows(dataset.denominator(name)?, state);
                    select::denominate(column, &below, 1.0, OnZero::Refuse).map(|done| done.column)
                }
            })?,
            Self::Screen(demands) => screen(state, *demands)?,
            Self::Impute(Impute::Column(centre)) => {
                each(dataset, state, |_, column| impute::column(column, *centre).map(|done| done.column))?
            }
            Self::Impute(Impute::Group(name, centre)) => {
                let groups = of_rows(dataset.group(name)?, state);
                each(dataset, state, |_, column| impute::group(column, &groups, *centre).map(|done| done.column))?
            }
            Self::Treat(plan) => each(dataset, state, |_, column| {
                let (column, treatment) = treat(column, *plan)?;
                treatments.push(treatment);
                Ok(column)
            })?,
            Self::Normalise(method) => each(dataset, state, |node, column| normalise(*method, node, column))?,
            Self::Aggregate(aggregation) => aggregation.apply(dataset, state)?,
        };
        Ok((next, treatments))
    }
}

/// Rewrites the column of every indicator.
fn each(
    dataset: &Dataset,
    state: &State,
    mut method: impl FnMut(&Node, &[Option<f64>]) -> Result<Column, Refusal>,
) -> Result<State, Refusal> {
    let columns = state.columns[..dataset.indicators()].iter().zip(dataset.nodes()).enumerate();
    let columns = columns
        .map(|(number, (column, node))| method(node, column).map_err(|refusal| refusal.in_column(number)))
        .collect::<Result<_, _>>()?;
    Ok(State { rows: state.rows.clone(), columns })
}

fn screen(state: &State, demands: Demands) -> Result<State, Refusal> {
    let verdicts = select::screen(&state.columns, demands)?;
    let stays = |place: &usize| verdicts[*place].stays();
    let places: Vec<usize> = (0..state.rows.len()).filter(stays).collect();
    Ok(State {
        rows: places.iter().map(|place| state.rows[*place]).collect(),
        columns: state.columns.iter().map(|column| places.iter().map(|place| column[*place]).collect()).collect(),
    })
}

fn treat(raw: &[Option<f64>], plan: Plan) -> Result<(Column, Treatment), Refusal> {
    let done = two_stage::treat(raw, plan)?;
    let winsorised = match (done.winsorised, done.transformed) {
        (None, _) => None,
        (Some(count), false) => Some((count, shape(done.passes_winsorised, &done.column)?)),
        // The transformation began anew, or went on from it: what was between is not kept.
        (Some(count), true) => {
            let between = winsorise::winsorise(raw, plan.most, plan.limits)?.column;
            Some((count, shape(done.passes_winsorised, &between)?))
        }
    };
    let transformed = done.transformed.then(|| shape(done.passes_transformed, &done.column)).transpose()?;
    let treatment = Treatment { untreated: shape(done.passes_untreated, raw)?, winsorised, transformed };
    Ok((done.column, treatment))
}

fn shape(passes: Option<bool>, column: &[Option<f64>]) -> Result<Shape, Refusal> {
    let present = stats::present(column)?;
    // A column without a shape has no verdict either, and is left as it is.
    Ok(Shape { passes, skewness: stats::skewness(&present).ok(), kurtosis: stats::kurtosis(&present).ok() })
}

fn normalise(method: Normalise, node: &Node, column: &[Option<f64>]) -> Result<Column, Refusal> {
    let direction: Direction = node.direction;
    match method {
        Normalise::MinMax { lower, upper } => min_max::column(column, direction, lower, upper),
        Normalise::ZScore { mean, sd } => z_score::column(column, direction, mean, sd),
        Normalise::Target { cap } => {
            let why = || Refusal::Parameter { name: "target", why: format!("{} has none", node.code) };
            distance::to_target(column, direction, node.target.ok_or_else(why)?, cap)
        }
        Normalise::Best => distance::to_best(column, direction),
        Normalise::Rank(ties) => ranks::rank(column, direction, ties),
        Normalise::Percentile(ties) => ranks::percentile(column, direction, ties),
        Normalise::Borda(ties) => ranks::borda(column, direction, ties),
    }
}

/// What belongs to the units that are left.
fn of_rows<T: Clone>(all: &[T], state: &State) -> Vec<T> {
    state.rows.iter().map(|row| all[*row].clone()).collect()
}
