//! What is found about how far ranks can be trusted.

use domain::score_sheet::{RankInterval, Runs};
use serde::Serialize;

/// What all runs together say of the ranks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Intervals {
    /// How many runs there were.
    pub runs: Runs,
    /// The share of runs that an interval holds.
    pub interval: f64,
    /// The units that have a rank, best first, equal ones in the order of the data set.
    pub units: Vec<UnitRanks>,
    /// How often each unit is ahead of each other; `None` for more than [`super::MOST_COMPARED`] units.
    pub dominance: Option<Vec<Vec<f64>>>,
}

/// The ranks of one unit over all runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitRanks {
    /// Code of the unit.
    pub code: String,
    /// Its rank by the recipe.
    pub rank: u32,
    /// The mean rank.
    pub mean: f64,
    /// Where its rank lies, its band, and how often it has each grade.
    pub interval: RankInterval,
    /// The share of runs in which it has each rank, from rank 1 on, as far as it ever falls.
    pub ranks: Vec<f64>,
}

/// The ranks of all units under some sets of weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RanksBySet {
    units: usize,
    /// Set by set, unit by unit; 0 for none. One list, and two bytes each: a list for each set would have to be
    /// allocated, and take eight.
    ranks: Vec<u16>,
}

impl RanksBySet {
    pub(super) fn new(units: usize, ranks: Vec<u16>) -> Self {
        Self { units, ranks }
    }

    /// The ranks under one set, a unit in the order of the data set; `None` for one without. Nothing for a set that was
    /// not given.
    pub fn under(&self, set: usize) -> impl ExactSizeIterator<Item = Option<u32>> {
        let ranks = self.ranks.chunks(self.units.max(1)).nth(set).unwrap_or_default();
        ranks.iter().map(|&rank| (rank > 0).then(|| u32::from(rank)))
    }
}

/// Something that is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// Weights.
    Weights,
    /// Normalisation.
    Normalise,
    /// Aggregation.
    Aggregate,
    /// Imputation.
    Impute,
    /// Treatment of outliers.
    Treat,
    /// Which indicator is left out.
    LeaveOneOut,
    /// The error of samples.
    Sampling,
    /// Which rater judged.
    Raters,
}

impl Input {
    /// All of them, in the order in which they stand in a recipe.
    pub const ALL: [Self; 8] = [
        Self::Weights,
        Self::Normalise,
        Self::Aggregate,
        Self::Impute,
        Self::Treat,
        Self::LeaveOneOut,
        Self::Sampling,
        Self::Raters,
    ];
}

/// Which choice moves the ranks: Sobol indices of the mean number of places by which units move from the recipe's
/// ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drivers {
    /// How many runs there were, and how many failed.
    pub runs: Runs,
    /// The mean of the result: by how many places units move in a run.
    pub mean_change: f64,
    /// Each input that is varied, in the order of [`Input::ALL`].
    pub inputs: Vec<Driver>,
}

/// How much one input moves the ranks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Driver {
    /// The input.
    pub input: Input,
    /// The share of the variance it causes alone.
    pub first: f64,
    /// Its 90 % bootstrap interval.
    pub first_interval: (f64, f64),
    /// The share of the variance it causes in all, with others.
    pub total: f64,
    /// Its 90 % bootstrap interval.
    pub total_interval: (f64, f64),
}

/// What becomes of the ranking without one indicator or one unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Without {
    /// Code of what is left out.
    pub code: String,
    /// What it does; `None` where the index cannot be computed without.
    pub change: Option<Change>,
}

/// By how much a ranking changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The mean number of places by which units move.
    pub mean: f64,
    /// The unit that moves most, with its ranks before and after; `None` if none moves.
    pub most: Option<Moved>,
}

/// A unit that moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Code of the unit.
    pub unit: String,
    /// Its rank before.
    pub from: u32,
    /// Its rank after.
    pub to: u32,
}
