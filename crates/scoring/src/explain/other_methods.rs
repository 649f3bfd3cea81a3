//! How would other methods rank 与其他综合评价方法对照: the ranking beside those of multi-criteria decision making, on the
//! same values with the same weights.
//!
//! The methods take the values that were normalised — per denominator, imputed, treated — with the directions of the
//! indicators and their effective weights, and normalise in their own way ([`crate::compare`]):
//!
//! ```text
//! SAW      Σ w r                    min–max
//! WPM      Π r^w                    shares of the best
//! WASPAS   ½ SAW + ½ WPM            shares of the best
//! TOPSIS   d⁻ / (d⁺ + d⁻)           vector
//! VIKOR    ½ S + ½ R, less is better
//! ```
//!
//! They compare only units that have every value, and an indicator on which all of those are equal tells nobody apart:
//! both are named and left out. Ranks are counted among the units compared, also those of the recipe itself: before
//! bonuses and deductions, of which no other method knows.
//!
//! Traps: agreement between methods on the same weights says nothing about the weights; and what these methods rank on
//! is the table, not the tree, so that a mean other than the arithmetic one at any level is not theirs. Where scores
//! do not rise or fall with the value throughout (targets, bands), they go by the direction all the same.
//!
//! Sources: as in [`crate::compare`]; the comparison is that of Chinese practice 多方法对照, e.g. TOPSIS beside the weighted
//! sum.

use std::fmt;

use domain::{Dataset, Direction, Instrument, Recipe, dataset::Unit, recipe::Normalise};
use serde::Serialize;

use crate::{
    Column, Refusal, ScoringError,
    compare::{self, Normalisation, Problem},
    normalise::refused,
    rank,
    run::Run,
    structure::{Method, correlation},
    uncertainty::rank_stats::mean_absolute_change,
};

/// A method of multi-criteria decision making.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Other {
    /// Simple additive weighting 简单加权.
    Saw,
    /// The weighted product 加权积.
    Wpm,
    /// Half of each 加权聚合和积.
    Waspas,
    /// 逼近理想解排序.
    Topsis,
    /// 多准则妥协排序.
    Vikor,
}

impl Other {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Saw, Self::Wpm, Self::Waspas, Self::Topsis, Self::Vikor];

    /// A figure a unit; more is better.
    fn figures(self, problem: &Problem) -> Result<Vec<f64>, Refusal> {
        match self {
            Self::Saw => compare::saw(problem, Normalisation::MinMax),
            Self::Wpm => compare::wpm(problem, Normalisation::Linear),
            Self::Waspas => compare::waspas(problem, Normalisation::Linear, 0.5),
            Self::Topsis => compare::topsis(problem, Normalisation::Vector),
            Self::Vikor => Ok(compare::vikor(problem, 0.5)?.compromise.into_iter().map(|q| -q).collect()),
        }
    }
}

impl fmt::Display for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Saw => "SAW",
            Self::Wpm => "WPM",
            Self::Waspas => "WASPAS",
            Self::Topsis => "TOPSIS",
            Self::Vikor => "VIKOR",
        })
    }
}

/// The ranking beside others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Codes of the units compared, in the order of the data set.
    pub units: Vec<String>,
    /// Codes of the units that have a score and not every value.
    pub incomplete: Vec<String>,
    /// Codes of indicators on which all units compared are equal.
    pub constant: Vec<String>,
    /// The rank of each unit by the recipe before bonuses and deductions, among those compared.
    pub own: Vec<u32>,
    /// The other methods.
    pub others: Vec<Ranking>,
}

/// The ranks of another method.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// The method.
    pub method: Other,
    /// Its ranks, or why it has none.
    #[serde(flatten)]
    pub found: Found,
}

/// What a method finds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Found {
    /// Ranks.
    Ranks {
        /// One a unit compared.
        ranks: Vec<u32>,
        /// Kendall's τ-b with the recipe's ranks; `None` where one of the two has all ranks equal.
        tau: Option<f64>,
        /// By how many places a unit moves, in the mean.
        moved: f64,
    },
    /// The method has no answer for these values.
    Refused {
        /// Why.
        problem: Box<domain::Problem>,
    },
}

/// Ranks by other methods; `None` where fewer than three units can be compared.
///
/// # Errors
/// As [`crate::score`].
pub fn other_methods(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
) -> Result<Option<Comparison>, Vec<ScoringError>> {
    let run = Run::new(instrument, data, recipe)?;
    let scored: Vec<usize> = (0..data.units.len()).filter(|&unit| run.scores[0][unit].is_some()).collect();
    let weights = effective(&run);
    let indicators: Vec<usize> =
        instrument.indicators().filter(|&node| !run.selection.nodes_out[node] && weights[node] > 0.0).collect();
    let value = |node: usize, unit: usize| run.value(node, unit);
    let has_all = |unit: usize| indicators.iter().all(|&node| value(node, unit).is_some());
    let (complete, incomplete): (Vec<usize>, Vec<usize>) = scored.into_iter().partition(|&unit| has_all(unit));
    if complete.len() < 3 {
        return Ok(None);
    }
    let code = |unit: &usize| data.units[*unit].code.clone();
    let node_code = |node: usize| instrument.nodes()[node].code.clone();
    let column = |node: usize| -> Column { complete.iter().map(|&unit| value(node, unit)).collect() };
    let is_constant = |column: &Column| column.windows(2).all(|pair| pair[0] == pair[1]);
    let (constant, compared): (Vec<_>, Vec<_>) =
        indicators.into_iter().map(|node| (node, column(node))).partition(|(_, column)| is_constant(column));
    let nodes: Vec<usize> = compared.iter().map(|(node, _)| *node).collect();
    let columns: Vec<Column> = compared.into_iter().map(|(_, column)| column).collect();
    // Without normalisation direction has no effect in the recipe, and so has none here.
    let turns = recipe.normalise != Normalise::None;
    let direction = |node: usize| if turns { instrument.nodes()[node].direction } else { Direction::Positive };
    let directions: Vec<Direction> = nodes.iter().map(|&node| direction(node)).collect();
    let shares: Vec<f64> = nodes.iter().map(|&node| weights[node]).collect();
    let totals: Column = complete.iter().map(|&unit| run.scores[0][unit]).collect();
    let own = ranks(&totals);
    let units: Vec<Unit> = complete.iter().map(|&unit| data.units[unit].clone()).collect();
    let problem = Problem::new(&columns, &directions, &shares);
    let of = |method: Other| {
        let figures = problem.as_ref().map_err(Clone::clone).and_then(|problem| method.figures(problem));
        let found = match figures {
            Ok(figures) => against(&own, &figures.into_iter().map(Some).collect::<Column>()),
            Err(refusal) => {
                let node = refusal.column().and_then(|column| nodes.get(column).copied()).unwrap_or_default();
                let error = refused(&instrument.nodes()[node], &units, refusal);
                Found::Refused { problem: Box::new(domain::Problem::from(&error)) }
            }
        };
        Ranking { method, found }
    };
    Ok(Some(Comparison {
        units: complete.iter().map(code).collect(),
        incomplete: incomplete.iter().map(code).collect(),
        constant: constant.iter().map(|(node, _)| node_code(*node)).collect(),
        others: Other::ALL.map(of).to_vec(),
        own,
    }))
}

/// What each node weighs in the whole; what is left out weighs nothing.
fn effective(run: &Run<'_>) -> Vec<f64> {
    let tree = run.instrument;
    let mut shares = vec![0.0; tree.len()];
    shares[0] = 1.0;
    // Parents stand before their children.
    for node in (0..tree.len()).filter(|&node| !tree.is_indicator(node)) {
        let children = || tree.children(node).iter().copied().filter(|&child| !run.selection.nodes_out[child]);
        let total: f64 = children().map(|child| run.weights[child]).sum();
        for child in children().filter(|_| total > 0.0) {
            shares[child] = shares[node] * run.weights[child] / total;
        }
    }
    shares
}

fn ranks(figures: &Column) -> Vec<u32> {
    rank::competition(figures).into_iter().map(Option::unwrap_or_default).collect()
}

fn against(own: &[u32], figures: &Column) -> Found {
    let ranks = ranks(figures);
    let column = |ranks: &[u32]| -> Column { ranks.iter().map(|rank| Some(f64::from(*rank))).collect() };
    let tau = correlation(&column(own), &column(&ranks), Method::Kendall).ok().map(|found| found.coefficient);
    let all = |ranks: &[u32]| ranks.iter().copied().map(Some).collect::<Vec<_>>();
    let moved = mean_absolute_change(&all(own), &all(&ranks)).unwrap_or_default();
    Found::Ranks { ranks, tau, moved }
}
