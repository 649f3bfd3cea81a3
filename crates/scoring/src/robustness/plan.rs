//! What may be drawn, and the random numbers of each run.

use domain::{
    Recipe,
    recipe::{Aggregate, Impute, Normalise, Robustness, Treat},
};

use super::Input;
use crate::{run::Run, uncertainty::random::Random};

/// The choices of a recipe and its robustness: of each list the first is the recipe's own.
pub(super) struct Plan<'a> {
    pub(super) robustness: &'a Robustness,
    pub(super) impute: Vec<Impute>,
    pub(super) treat: Vec<Treat>,
    pub(super) normalise: Vec<&'a Normalise>,
    /// `None` for the recipe's own, which may differ from level to level.
    pub(super) aggregate: Vec<Option<Aggregate>>,
    /// What is varied.
    pub(super) inputs: Vec<Input>,
}

impl<'a> Plan<'a> {
    /// What a recipe's robustness varies in this run's data.
    pub(super) fn new(run: &Run<'_>, recipe: &'a Recipe, robustness: &'a Robustness) -> Self {
        let first = |others: &[_]| std::iter::once(recipe.impute).chain(others.iter().copied()).collect();
        let mut plan = Self {
            robustness,
            impute: first(&robustness.impute),
            treat: std::iter::once(recipe.treat).chain(robustness.treat.iter().copied()).collect(),
            normalise: std::iter::once(&recipe.normalise).chain(&robustness.normalise).collect(),
            aggregate: std::iter::once(None).chain(robustness.aggregate.iter().copied().map(Some)).collect(),
            inputs: Vec::new(),
        };
        plan.inputs = Input::ALL.into_iter().filter(|input| plan.varies(run, *input)).collect();
        plan
    }

    fn varies(&self, run: &Run<'_>, input: Input) -> bool {
        let robustness = self.robustness;
        match input {
            Input::Weights => robustness.weights.is_some() || !robustness.weights_at.is_empty(),
            Input::Normalise => self.normalise.len() > 1,
            Input::Aggregate => self.aggregate.len() > 1,
            Input::Impute => self.impute.len() > 1,
            Input::Treat => self.treat.len() > 1,
            Input::LeaveOneOut => robustness.leave_one_out,
            Input::Sampling => robustness.sampling && !run.data.standard_errors.is_empty(),
            Input::Raters => robustness.raters && !run.data.ratings.is_empty(),
        }
    }

    /// Which of the prepared tables these choices are.
    pub(super) fn table(&self, impute: usize, treat: usize, normalise: usize) -> usize {
        (impute * self.treat.len() + treat) * self.normalise.len() + normalise
    }

    /// How many tables there may be.
    pub(super) fn tables(&self) -> usize {
        self.impute.len() * self.treat.len() * self.normalise.len()
    }
}

/// The random numbers of one run: a sequence for each input, so that one input can be drawn anew while the others stay.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys([Random; Input::ALL.len()]);

impl Keys {
    /// Row `row` of the first sample, A, which is also what intervals are computed from.
    pub(super) fn first(seed: u64, row: u64) -> Self {
        Self::at(seed, row, 0)
    }

    /// Row `row` of the second sample, B.
    pub(super) fn second(seed: u64, row: u64) -> Self {
        Self::at(seed, row, Input::ALL.len() as u64)
    }

    fn at(seed: u64, row: u64, sample: u64) -> Self {
        // Stream 0 is the seed itself; each input of each sample has a stream of its own.
        Self(Input::ALL.map(|input| Random::new(Random::new(seed, 1 + sample + input as u64).bits(row), 0)))
    }

    /// The same with one input of another run.
    pub(super) fn with(mut self, input: Input, other: &Self) -> Self {
        self.0[input as usize] = other.0[input as usize];
        self
    }

    /// The sequence of an input.
    pub(super) fn of(&self, input: Input) -> Random {
        self.0[input as usize]
    }
}
