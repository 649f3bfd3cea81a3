//! Aggregation over all levels of a tree.

use std::collections::BTreeMap;

use super::{Dataset, State};
use crate::{
    Refusal,
    aggregate::{Weighted, arithmetic, enough, generalised, geometric, harmonic},
};

/// A mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mean {
    /// Arithmetic.
    Arithmetic,
    /// Geometric.
    Geometric,
    /// Harmonic.
    Harmonic,
    /// Of this power.
    Generalised(f64),
}

/// Where weights come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Weights {
    /// The data set.
    Dataset,
    /// All siblings weigh the same.
    Equal,
    /// The data set, but for these nodes, by their codes.
    Given(BTreeMap<String, f64>),
}

/// How children become their parents' scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregation {
    /// One mean for all levels, or one for each level from 2 upwards.
    pub means: Vec<Mean>,
    /// The weights.
    pub weights: Weights,
    /// The least share of children that must have a score.
    pub threshold: Option<f64>,
}

impl Aggregation {
    pub(super) fn apply(&self, dataset: &Dataset, state: &State) -> Result<State, Refusal> {
        let weights = self.weights.of(dataset)?;
        let units = state.rows.len();
        let mut columns = state.columns[..dataset.indicators()].to_vec();
        columns.resize(dataset.nodes().len(), vec![None; units]);
        let mut children: Vec<Weighted> = Vec::new();
        for level in 2..=dataset.top() {
            let mean = self.mean(level, dataset.top())?;
            for node in dataset.at_level(level) {
                let mut scores = Vec::with_capacity(units);
                #[expect(clippy::needless_range_loop, reason = "a unit is an entry in many columns")]
                for unit in 0..units {
                    children.clear();
                    children
                        .extend(dataset.children(node).iter().map(|child| (weights[*child], columns[*child][unit])));
                    let score = match self.threshold {
                        Some(threshold) if !enough(&children, threshold)? => None,
                        Some(_) | None => mean.of(&children).map_err(|refusal| in_unit(refusal, node, unit))?,
                    };
                    scores.push(score);
                }
                columns[node] = scores;
            }
        }
        Ok(State { rows: state.rows.clone(), columns })
    }

    fn mean(&self, level: usize, top: usize) -> Result<Mean, Refusal> {
        match self.means[..] {
            [mean] => Ok(mean),
            ref means if means.len() == top - 1 => Ok(means[level - 2]),
            ref means => Err(Refusal::Shape { found: means.len(), expected: top - 1 }),
        }
    }
}

impl Mean {
    fn of(self, children: &[Weighted]) -> Result<Option<f64>, Refusal> {
        match self {
            Self::Arithmetic => arithmetic::mean(children),
            Self::Geometric => geometric::mean(children),
            Self::Harmonic => harmonic::mean(children),
            Self::Generalised(p) => generalised::mean(children, p),
        }
    }
}

impl Weights {
    /// A weight a node.
    ///
    /// # Errors
    /// [`Refusal::Parameter`] for a code that there is not, [`Refusal::Weights`].
    pub(super) fn of(&self, dataset: &Dataset) -> Result<Vec<f64>, Refusal> {
        let nodes = dataset.nodes();
        let own = || nodes.iter().map(|node| node.weight).collect();
        let mut weights: Vec<f64> = match self {
            Self::Dataset | Self::Given(_) => own(),
            Self::Equal => vec![1.0; nodes.len()],
        };
        if let Self::Given(given) = self {
            for (code, weight) in given {
                let place = nodes.iter().position(|node| node.code == *code);
                let unknown = || Refusal::Parameter { name: "weights", why: format!("there is no {code}") };
                weights[place.ok_or_else(unknown)?] = *weight;
            }
        }
        if weights.iter().any(|w| !w.is_finite() || *w < 0.0) { Err(Refusal::Weights) } else { Ok(weights) }
    }
}

/// A mean sees one unit's children; whoever reads the refusal must be told which unit and which node.
fn in_unit(refusal: Refusal, node: usize, unit: usize) -> Refusal {
    match refusal {
        Refusal::NotPositive { .. } => Refusal::NotPositive { column: node, row: unit },
        Refusal::NotFinite { .. } => Refusal::NotFinite { column: node, row: unit },
        other => other,
    }
}
