//! The tree as the runs go over it: dimension by dimension, from below.

use std::ops::Range;

use super::tables::Tables;
use crate::run::Run;

/// A dimension and what is beneath it.
pub(super) struct Dimension {
    pub(super) node: usize,
    pub(super) children: Vec<Child>,
    /// Where its children's shares begin among those of all dimensions.
    first_share: usize,
    /// The first leaf, if all children are leaves that follow each other.
    pub(super) row: Option<usize>,
    /// Where its score is withheld, unit by unit; empty if nowhere.
    pub(super) withheld: Vec<bool>,
}

/// A node beneath a dimension.
#[derive(Clone, Copy)]
pub(super) struct Child {
    pub(super) node: usize,
    pub(super) at: At,
}

/// Where a child's scores are.
#[derive(Clone, Copy)]
pub(super) enum At {
    /// Which indicator that is scored.
    Leaf(usize),
    /// Which dimension, by its place among all.
    Dimension(usize),
}

impl Dimension {
    /// The places of its children's shares among those of all dimensions.
    #[inline]
    pub(super) fn shares(&self) -> Range<usize> {
        self.first_share..self.first_share + self.children.len()
    }
}

/// The dimensions that are scored, children before their parents; the root is the last.
pub(super) fn dimensions(run: &Run<'_>, tables: &Tables) -> Vec<Dimension> {
    let instrument = run.instrument;
    let mut places = vec![None; instrument.len()];
    let mut dimensions: Vec<Dimension> = Vec::new();
    let mut shares = 0;
    for node in (0..instrument.len()).rev() {
        if instrument.is_indicator(node) || run.selection.nodes_out[node] {
            continue;
        }
        let at = |child: usize| match (tables.leaf_of[child], places[child]) {
            (Some(leaf), _) => Some(At::Leaf(leaf)),
            (None, Some(place)) => Some(At::Dimension(place)),
            // What is left out.
            (None, None) => None,
        };
        let children: Vec<Child> = instrument
            .children(node)
            .iter()
            .filter_map(|&child| at(child).map(|at| Child { node: child, at }))
            .collect();
        let withheld: Vec<bool> = tables.units.iter().map(|&unit| run.least.withholds(node, unit).is_some()).collect();
        let withheld = if withheld.iter().any(|withheld| *withheld) { withheld } else { Vec::new() };
        let row = row(&children);
        places[node] = Some(dimensions.len());
        let first_share = shares;
        shares += children.len();
        dimensions.push(Dimension { node, children, first_share, row, withheld });
    }
    dimensions
}

/// The first leaf of children that are leaves in a row.
fn row(children: &[Child]) -> Option<usize> {
    let At::Leaf(first) = children.first()?.at else { return None };
    let in_row = |(place, child): (usize, &Child)| matches!(child.at, At::Leaf(leaf) if leaf == first + place);
    children.iter().enumerate().all(in_row).then_some(first)
}
