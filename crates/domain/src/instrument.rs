//! The instrument 指标体系: a weighted tree of dimensions and indicators.

mod build;

use serde::{Deserialize, Serialize};

use crate::{
    problem::{Place, Problem},
    text::Text,
};

/// Which way an indicator points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Direction {
    /// More is better 正向.
    #[default]
    #[serde(rename = "+1")]
    Positive,
    /// Less is better 逆向.
    #[serde(rename = "-1")]
    Negative,
}

/// One node as it was read, before the tree is known to hold together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NodeDraft {
    /// Code as written, trimmed.
    pub code: String,
    /// Code of the parent; `None` for the root.
    pub parent: Option<String>,
    /// Share within the parent, on the scale of the file (sums to 100 or to 1).
    pub weight: Option<f64>,
    /// `None` reads as [`Direction::Positive`].
    pub direction: Option<Direction>,
    /// Name; the code where none is given.
    pub name: Option<Text>,
    /// Unit of measurement of the raw value.
    pub unit: Option<Text>,
    /// Where the raw value comes from.
    pub source: Option<Text>,
    /// Where this row stands in the file.
    pub place: Place,
}

/// A node of a checked instrument: a dimension 维度 if it has children, else an indicator 指标.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Unique within the instrument.
    pub code: String,
    /// Code of the parent; `None` for the root only.
    pub parent: Option<String>,
    /// Share within the parent in percent: siblings sum to 100. 100 for the root.
    pub weight: f64,
    /// Which way the raw value points; dimensions are always positive.
    pub direction: Direction,
    /// Name in both languages.
    pub name: Text,
    /// Unit of measurement of the raw value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// Where the raw value comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// A checked tree. Node 0 is the root; parents stand before their children and siblings keep the
/// order of the file (depth first). Only [`Instrument::build`] makes one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Node>", into = "Vec<Node>")]
pub struct Instrument {
    nodes: Vec<Node>,
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    depths: Vec<usize>,
}

impl Instrument {
    /// Checks the drafts and arranges them depth first.
    ///
    /// Weights under each parent must sum to 100, or in the whole file to 1 (then they are multiplied
    /// by 100); a difference of 0.01 % is taken as rounding of the printed weights.
    ///
    /// # Errors
    /// Every problem found, each with the place of its row: empty or repeated codes, unknown parents,
    /// cycles, no or several roots, missing, negative or non-finite weights, sums.
    pub fn build(drafts: Vec<NodeDraft>) -> Result<Self, Vec<Problem>> {
        build::build(drafts)
    }

    /// All nodes, depth first, root first.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The root, which names the whole index.
    pub fn root(&self) -> &Node {
        &self.nodes[0]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never true: an instrument has a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Position of a code in [`Instrument::nodes`].
    pub fn position(&self, code: &str) -> Option<usize> {
        self.nodes.iter().position(|n| n.code == code)
    }

    /// Position of the parent; `None` for the root.
    pub fn parent(&self, node: usize) -> Option<usize> {
        self.parents[node]
    }

    /// Positions of the children, in the order of the file.
    pub fn children(&self, node: usize) -> &[usize] {
        &self.children[node]
    }

    /// Steps from the root, which has depth 0.
    pub fn depth(&self, node: usize) -> usize {
        self.depths[node]
    }

    /// Whether the node is an indicator 指标: it has no children and takes raw values.
    pub fn is_indicator(&self, node: usize) -> bool {
        self.children[node].is_empty()
    }

    /// Positions of all indicators, in tree order.
    pub fn indicators(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(|&i| self.is_indicator(i))
    }

    /// Share of a node in the root in `0..=1`: the product of the shares on its path.
    pub fn effective_weight(&self, node: usize) -> f64 {
        let mut share = 1.0;
        let mut at = node;
        while let Some(parent) = self.parents[at] {
            let total: f64 = self.children[parent].iter().map(|&c| self.nodes[c].weight).sum();
            share *= self.nodes[at].weight / total;
            at = parent;
        }
        share
    }
}

impl From<Instrument> for Vec<Node> {
    fn from(instrument: Instrument) -> Self {
        instrument.nodes
    }
}

impl TryFrom<Vec<Node>> for Instrument {
    type Error = String;

    fn try_from(nodes: Vec<Node>) -> Result<Self, Self::Error> {
        let drafts = nodes
            .into_iter()
            .map(|n| NodeDraft {
                weight: n.parent.is_some().then_some(n.weight),
                code: n.code,
                parent: n.parent,
                direction: Some(n.direction),
                name: Some(n.name),
                unit: n.unit,
                source: n.source,
                place: Place::default(),
            })
            .collect();
        Self::build(drafts)
            .map_err(|problems| problems.iter().map(|p| p.message.en.as_str()).collect::<Vec<_>>().join("; "))
    }
}
