//! What is looked at beside an index: effective weights, the consistency of its parts, and what each part does to the
//! ranks.

use std::collections::BTreeMap;

use super::{Aggregation, Dataset, State, Step, Weights};
use crate::{
    Column, Refusal, agreement::cronbach as alpha, rank, uncertainty::rank_stats::mean_absolute_change,
    weight::effective,
};

/// The weight of every node among its siblings, as it stands in these weights.
///
/// # Errors
/// [`Refusal::Parameter`] for a code that there is not, [`Refusal::Weights`].
pub fn weights(dataset: &Dataset, weights: &Weights) -> Result<Vec<f64>, Refusal> {
    weights.of(dataset)
}

/// The weight of every node in the whole, with these weights.
///
/// # Errors
/// What [`effective::weights`] refuses.
pub fn effective_weights(dataset: &Dataset, weights: &Weights) -> Result<Vec<f64>, Refusal> {
    let parents: Vec<Option<usize>> = dataset.nodes().iter().map(|node| node.parent).collect();
    effective::weights(&parents, &weights.of(dataset)?)
}

/// Cronbach's alpha of the indicators below a node.
///
/// # Errors
/// What [`alpha::alpha`] refuses.
pub fn cronbach(dataset: &Dataset, state: &State, node: usize) -> Result<f64, Refusal> {
    let items: Vec<Column> = dataset.indicators_below(node).into_iter().map(|i| state.columns[i].clone()).collect();
    alpha::alpha(&items)
}

/// The index without a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    /// The node.
    pub node: usize,
    /// The scores of the index.
    pub scores: Column,
    /// The mean number of places by which units moved.
    pub mean_rank_change: Option<f64>,
}

/// Leaves each node of a level out in turn, by giving it no weight; `normalised` is what aggregation reads.
///
/// # Errors
/// What aggregation refuses.
pub fn without_each(
    dataset: &Dataset,
    normalised: &State,
    aggregation: &Aggregation,
    level: usize,
) -> Result<Vec<Removal>, Refusal> {
    let index = dataset.index()?;
    let scores = |weights: Weights| -> Result<Column, Refusal> {
        let step = Step::Aggregate(Aggregation { weights, ..aggregation.clone() });
        let (mut state, _) = step.apply(dataset, normalised)?;
        Ok(state.columns.swap_remove(index))
    };
    let nominal = rank::competition(&scores(aggregation.weights.clone())?);
    let all = aggregation.weights.of(dataset)?;
    let codes = || dataset.nodes().iter().map(|node| node.code.clone());
    let without = |node: usize| {
        let mut weights: BTreeMap<String, f64> = codes().zip(all.iter().copied()).collect();
        weights.insert(dataset.nodes()[node].code.clone(), 0.0);
        let scores = scores(Weights::Given(weights))?;
        let mean_rank_change = mean_absolute_change(&nominal, &rank::competition(&scores));
        Ok(Removal { node, scores, mean_rank_change })
    };
    dataset.at_level(level).into_iter().map(without).collect()
}
