//! The weights that are used: the instrument's, or what the recipe makes of them.

use std::collections::BTreeMap;

use domain::{
    Direction, Instrument,
    recipe::{Expert, Objective, RandomIndex, Weighting},
};

use super::selection::Selection;
use crate::{
    Column, Refusal, ScoringError,
    weight::{
        ahp::{self, Judgements},
        balanced, budget, combine, critic, entropy, pca, spread,
    },
};

/// The weights in use, and what is to be known of the people behind them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Weights {
    /// One a node on any scale within its siblings.
    pub(crate) by_node: Vec<f64>,
    /// Consistency ratios of pairwise judgements, by code of the dimension.
    pub(crate) consistency: BTreeMap<String, f64>,
    /// Standard deviations between experts, by node code, in points of 100.
    pub(crate) spread: BTreeMap<String, f64>,
}

/// What one group of siblings gets.
struct Siblings {
    shares: Vec<f64>,
    consistency: Option<f64>,
    spread: Option<Vec<f64>>,
}

impl From<Vec<f64>> for Siblings {
    fn from(shares: Vec<f64>) -> Self {
        Self { shares, consistency: None, spread: None }
    }
}

/// One weight a node on any scale within its siblings: percent, unless the instrument's are used as they are. What is left out
/// weighs nothing. `scores` are the normalised columns of the indicators.
///
/// # Errors
/// What the method refuses, with the dimension or indicator.
pub(crate) fn weights(
    instrument: &Instrument,
    weighting: &Weighting,
    selection: &Selection,
    scores: &[Column],
) -> Result<Weights, Vec<ScoringError>> {
    let mut weights: Vec<f64> = instrument.nodes().iter().map(|node| node.weight).collect();
    for (weight, out) in weights.iter_mut().zip(&selection.nodes_out) {
        if *out {
            *weight = 0.0;
        }
    }
    let mut found = Weights::default();
    if weighting.is_given() {
        found.by_node = weights;
        return Ok(found);
    }
    let mut errors = Vec::new();
    for dimension in (0..instrument.len()).filter(|&node| !instrument.is_indicator(node)) {
        let children: Vec<usize> =
            instrument.children(dimension).iter().copied().filter(|&child| !selection.nodes_out[child]).collect();
        if children.is_empty() {
            continue;
        }
        match of_siblings(instrument, weighting, dimension, &children, &weights, scores) {
            Ok(None) => {}
            Ok(Some(siblings)) => {
                for (&child, share) in children.iter().zip(siblings.shares) {
                    weights[child] = share * 100.0;
                }
                let code = |node: usize| instrument.nodes()[node].code.clone();
                found.consistency.extend(siblings.consistency.map(|ratio| (code(dimension), ratio)));
                let spread = siblings.spread.into_iter().flatten();
                found.spread.extend(children.iter().zip(spread).map(|(&child, sd)| (code(child), sd * 100.0)));
            }
            Err(refusal) => errors.push(named(instrument, dimension, &children, refusal)),
        }
    }
    found.by_node = weights;
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

/// The shares of siblings; `None` where they keep the instrument's.
fn of_siblings(
    instrument: &Instrument,
    weighting: &Weighting,
    dimension: usize,
    children: &[usize],
    given: &[f64],
    scores: &[Column],
) -> Result<Option<Siblings>, Refusal> {
    let computed = |from: Objective| {
        let all = children.len() > 1 && children.iter().all(|&child| instrument.is_indicator(child));
        all.then(|| objective(from, children, scores)).transpose()
    };
    match weighting {
        Weighting::Given => Ok(None),
        Weighting::Equal => crate::weight::equal(children.len()).map(|shares| Some(shares.into())),
        Weighting::BudgetAllocation { experts } => {
            allocated(instrument, experts, instrument.children(dimension), children)
        }
        Weighting::Ahp { judgements, random_index } => {
            judged(instrument, *random_index, judgements.get(&instrument.nodes()[dimension].code), dimension, children)
        }
        Weighting::Objective { from } => Ok(computed(*from)?.map(Siblings::from)),
        Weighting::Combined { from, share } => {
            let Some(objective) = computed(*from)? else { return Ok(None) };
            let given: Vec<f64> = children.iter().map(|&child| given[child]).collect();
            match share {
                None => combine::multiplicative(&given, &objective),
                Some(share) => combine::additive(&given, &objective, 1.0 - share),
            }
            .map(|shares| Some(shares.into()))
        }
    }
}

fn objective(from: Objective, children: &[usize], scores: &[Column]) -> Result<Vec<f64>, Refusal> {
    let units = scores[children[0]].len();
    let complete: Vec<usize> =
        (0..units).filter(|&unit| children.iter().all(|&child| scores[child][unit].is_some())).collect();
    if complete.len() < 3 {
        return Err(Refusal::TooFew { found: complete.len(), needed: 3 });
    }
    let columns: Vec<Column> =
        children.iter().map(|&child| complete.iter().map(|&unit| scores[child][unit]).collect()).collect();
    match from {
        Objective::Entropy => entropy::weights(&columns),
        // Scores are turned round already.
        Objective::Critic => critic::weights(&columns, &vec![Direction::Positive; columns.len()]),
        Objective::StandardDeviation => spread::standard_deviation(&columns),
        Objective::Pca => pca::weights(&columns),
        Objective::CorrelationBalanced => {
            balanced::weights(&columns, &vec![1.0; columns.len()]).map(|balanced| balanced.weights)
        }
    }
}

/// The mean of what experts give these siblings; `None` where none of them speaks of any. Points of what is left out go to
/// those that stay, in proportion.
fn allocated(
    instrument: &Instrument,
    experts: &[Expert],
    all: &[usize],
    kept: &[usize],
) -> Result<Option<Siblings>, Refusal> {
    let points = |expert: &Expert| -> Option<Vec<f64>> {
        let own: Vec<Option<f64>> =
            all.iter().map(|&child| expert.points.get(&instrument.nodes()[child].code).copied()).collect();
        own.iter().any(Option::is_some).then(|| own.into_iter().map(Option::unwrap_or_default).collect())
    };
    let lists: Vec<Vec<f64>> = experts.iter().filter_map(points).collect();
    if lists.is_empty() {
        return Ok(None);
    }
    let found = budget::allocate(&lists, 100.0)?;
    let stays: Vec<bool> = all.iter().map(|child| kept.contains(child)).collect();
    let of_kept = |values: Vec<f64>| -> Vec<f64> {
        values.into_iter().zip(&stays).filter(|(_, stays)| **stays).map(|(value, _)| value).collect()
    };
    let shares = crate::weight::shares(&of_kept(found.weights))?;
    Ok(Some(Siblings { shares, consistency: None, spread: found.spread.map(of_kept) }))
}

fn judged(
    instrument: &Instrument,
    random_index: RandomIndex,
    matrices: Option<&Vec<Vec<Vec<f64>>>>,
    dimension: usize,
    children: &[usize],
) -> Result<Option<Siblings>, Refusal> {
    let Some(matrices) = matrices.filter(|matrices| !matrices.is_empty()) else { return Ok(None) };
    let all = instrument.children(dimension);
    let kept: Vec<usize> = (0..all.len()).filter(|&place| children.contains(&all[place])).collect();
    let experts = matrices
        .iter()
        .map(|rows| {
            if rows.len() != all.len() || rows.iter().any(|row| row.len() != all.len()) {
                return Err(Refusal::Shape { found: rows.len(), expected: all.len() });
            }
            // What is left out is not compared.
            Judgements::new(kept.iter().map(|&row| kept.iter().map(|&column| rows[row][column]).collect()).collect())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let together = Judgements::combine(&experts, &vec![1.0; experts.len()])?;
    let table = match random_index {
        RandomIndex::Saaty => ahp::RandomIndex::Saaty,
        RandomIndex::SaatyLater => ahp::RandomIndex::SaatyLater,
        RandomIndex::TummalaLing => ahp::RandomIndex::TummalaLing,
        RandomIndex::DoneganDodd => ahp::RandomIndex::DoneganDodd,
    };
    let priorities = together.priorities()?;
    let consistency = priorities.consistency_ratio(table);
    Ok(Some(Siblings { shares: priorities.weights, consistency, spread: None }))
}

/// A refusal of siblings names the sibling where the method knows it, else the dimension.
fn named(instrument: &Instrument, dimension: usize, children: &[usize], refusal: Refusal) -> ScoringError {
    let column = match &refusal {
        Refusal::Constant { column }
        | Refusal::Empty { column }
        | Refusal::NotFinite { column, .. }
        | Refusal::NotPositive { column, .. }
        | Refusal::Missing { column, .. } => children.get(*column).copied(),
        Refusal::TooFew { .. }
        | Refusal::Shape { .. }
        | Refusal::Weights
        | Refusal::Parameter { .. }
        | Refusal::Undefined { .. } => None,
    };
    let node = column.unwrap_or(dimension);
    ScoringError::Refused { node: instrument.nodes()[node].code.clone(), unit: None, refusal }
}

/// The weights in use, as shares of 100 among siblings; none where they are the instrument's.
pub(crate) fn changed(instrument: &Instrument, weighting: &Weighting, weights: &[f64]) -> BTreeMap<String, f64> {
    if weighting.is_given() {
        return BTreeMap::new();
    }
    let share = |node: usize| {
        let siblings = instrument.parent(node).map_or(&[][..], |parent| instrument.children(parent));
        let total: f64 = siblings.iter().map(|&sibling| weights[sibling]).sum();
        if total > 0.0 { weights[node] / total * 100.0 } else { 0.0 }
    };
    (1..instrument.len()).map(|node| (instrument.nodes()[node].code.clone(), share(node))).collect()
}
