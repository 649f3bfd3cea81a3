//! Units, their raw values, and the tree of indicators and aggregates.

use std::collections::BTreeMap;

use domain::Direction;

use super::State;
use crate::{Column, Refusal, table};

/// An indicator or an aggregate.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its code.
    pub code: String,
    /// The node above it, by its place; none at the top.
    pub parent: Option<usize>,
    /// 1 for indicators; a parent's is above its children's.
    pub level: usize,
    /// Its weight among its siblings, on any scale.
    pub weight: f64,
    /// Whether more is better.
    pub direction: Direction,
    /// What its values are divided by, by name.
    pub denominator: Option<String>,
    /// The value that is aimed at.
    pub target: Option<f64>,
}

/// A checked data set.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    units: usize,
    nodes: Vec<Node>,
    data: Vec<Column>,
    groups: BTreeMap<String, Vec<Option<String>>>,
    denominators: BTreeMap<String, Column>,
    children: Vec<Vec<usize>>,
}

impl Dataset {
    /// Checks a data set: `nodes` are the indicators, one for each column of `data`, then the aggregates.
    ///
    /// # Errors
    /// [`Refusal::Shape`] where columns, groups or denominators differ in length; [`Refusal::Weights`];
    /// [`Refusal::Parameter`] where a parent does not exist or does not stand above its child, or an aggregate has
    /// no children; [`Refusal::NotFinite`].
    pub fn new(
        nodes: Vec<Node>,
        data: Vec<Column>,
        groups: BTreeMap<String, Vec<Option<String>>>,
        denominators: BTreeMap<String, Column>,
    ) -> Result<Self, Refusal> {
        let units = data.first().ok_or(Refusal::TooFew { found: 0, needed: 1 })?.len();
        for (number, column) in data.iter().enumerate() {
            table::same_length(column.len(), units)?;
            crate::stats::finite(column).map_err(|refusal| refusal.in_column(number))?;
        }
        for length in groups.values().map(Vec::len).chain(denominators.values().map(Vec::len)) {
            table::same_length(length, units)?;
        }
        if nodes.len() < data.len() {
            return Err(Refusal::Shape { found: nodes.len(), expected: data.len() });
        }
        if nodes.iter().any(|node| !node.weight.is_finite() || node.weight < 0.0) {
            return Err(Refusal::Weights);
        }
        let mut children = vec![Vec::new(); nodes.len()];
        for (place, node) in nodes.iter().enumerate() {
            let Some(parent) = node.parent else { continue };
            if parent < data.len() || nodes.get(parent).is_none_or(|above| above.level <= node.level) {
                return Err(tree(format!("{} has no parent above it", node.code)));
            }
            children[parent].push(place);
        }
        if let Some(empty) = (data.len()..nodes.len()).find(|place| children[*place].is_empty()) {
            return Err(tree(format!("{} has no children", nodes[empty].code)));
        }
        Ok(Self { units, nodes, data, groups, denominators, children })
    }

    /// Indicators, then aggregates.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// How many of the nodes are indicators.
    pub fn indicators(&self) -> usize {
        self.data.len()
    }

    /// The highest level.
    pub fn top(&self) -> usize {
        self.nodes.iter().map(|node| node.level).max().unwrap_or(1)
    }

    /// The node of the index: the only one at the highest level.
    ///
    /// # Errors
    /// [`Refusal::Parameter`] where several nodes stand there.
    pub fn index(&self) -> Result<usize, Refusal> {
        let mut highest = self.at_level(self.top()).into_iter();
        match (highest.next(), highest.next()) {
            (Some(index), None) => Ok(index),
            _ => Err(tree("there is more than one node at the highest level".into())),
        }
    }

    /// The nodes at a level, by the code of their parents and then in the order of the data set.
    pub fn at_level(&self, level: usize) -> Vec<usize> {
        let mut nodes: Vec<usize> = (0..self.nodes.len()).filter(|place| self.nodes[*place].level == level).collect();
        nodes.sort_by_key(|place| self.nodes[*place].parent.map(|parent| self.nodes[parent].code.as_str()));
        nodes
    }

    /// The nodes right below.
    pub(super) fn children(&self, node: usize) -> &[usize] {
        &self.children[node]
    }

    /// All indicators below, in the order of the data set.
    pub fn indicators_below(&self, node: usize) -> Vec<usize> {
        let mut open = vec![node];
        let mut found = Vec::new();
        while let Some(node) = open.pop() {
            if node < self.data.len() {
                found.push(node);
            }
            open.extend(self.children(node));
        }
        found.sort_unstable();
        found
    }

    pub(super) fn group(&self, name: &str) -> Result<&[Option<String>], Refusal> {
        let found = self.groups.get(name).map(Vec::as_slice);
        found.ok_or_else(|| Refusal::Parameter { name: "group", why: format!("there is no grouping {name}") })
    }

    pub(super) fn denominator(&self, name: &str) -> Result<&[Option<f64>], Refusal> {
        let found = self.denominators.get(name).map(Vec::as_slice);
        found.ok_or_else(|| Refusal::Parameter { name: "denominator", why: format!("there is no {name}") })
    }

    /// All units with their raw values.
    pub fn state(&self) -> State {
        State { rows: (0..self.units).collect(), columns: self.data.clone() }
    }
}

fn tree(why: String) -> Refusal {
    Refusal::Parameter { name: "tree", why }
}
