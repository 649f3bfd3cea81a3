//! How the scores of indicators and dimensions hang together.

use domain::{Instrument, ScoreSheet};
use scoring::{
    agreement::cronbach,
    structure::{Correlation, Method, matrix, pca},
};

/// What the scores say of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Structure {
    /// Between all indicators.
    pub indicators: Correlations,
    /// Between the top dimensions.
    pub top: Correlations,
    /// Each dimension with two children or more, in the order of the tree.
    pub dimensions: Vec<Coherence>,
}

/// Pearson's correlations of normalised scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlations {
    /// Positions of the nodes in the instrument.
    pub nodes: Vec<usize>,
    /// Each with each; `None` where there is none.
    pub cells: Vec<Vec<Option<Correlation>>>,
}

/// How far the children of a dimension say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Coherence {
    /// Position of the dimension in the instrument.
    pub node: usize,
    /// How many children it has.
    pub children: usize,
    /// Cronbach's alpha of their scores; `None` where there is none.
    pub alpha: Option<f64>,
    /// Their first principal component; `None` where there is none.
    pub component: Option<Component>,
}

/// A first principal component.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// The share of all variance it explains.
    pub share: f64,
    /// Positions of the nodes that run against it.
    pub negative: Vec<usize>,
    /// How many units have all scores.
    pub units: usize,
}

/// Looks at the scores of a result.
pub fn structure(instrument: &Instrument, sheet: &ScoreSheet) -> Structure {
    let dimensions = (0..instrument.len())
        .filter(|&node| instrument.children(node).len() > 1)
        .map(|node| coherence(instrument, sheet, node))
        .collect();
    Structure {
        indicators: correlations(sheet, instrument.indicators().collect()),
        top: correlations(sheet, instrument.children(0).to_vec()),
        dimensions,
    }
}

/// The scores of all units on a node.
fn column(sheet: &ScoreSheet, node: usize) -> Vec<Option<f64>> {
    sheet.units.iter().map(|unit| unit.nodes.get(node).and_then(|found| found.score)).collect()
}

fn correlations(sheet: &ScoreSheet, nodes: Vec<usize>) -> Correlations {
    let columns: Vec<_> = nodes.iter().map(|&node| column(sheet, node)).collect();
    // Scores are finite and of one length: nothing is refused.
    let none = || vec![vec![None; nodes.len()]; nodes.len()];
    let cells = matrix(&columns, Method::Pearson).unwrap_or_else(|_| none());
    Correlations { nodes, cells }
}

fn coherence(instrument: &Instrument, sheet: &ScoreSheet, node: usize) -> Coherence {
    let children = instrument.children(node);
    let columns: Vec<_> = children.iter().map(|&child| column(sheet, child)).collect();
    let component = pca::correlation(&columns).ok().and_then(|found| {
        let share = *found.explained.first()?;
        let loadings = found.loadings.first()?;
        let negative = children.iter().zip(loadings).filter(|(_, loading)| **loading < 0.0);
        Some(Component { share, negative: negative.map(|(&child, _)| child).collect(), units: found.rows })
    });
    Coherence { node, children: children.len(), alpha: cronbach::alpha(&columns).ok(), component }
}

#[cfg(test)]
mod tests {
    use domain::{NodeScore, UnitScore, instrument::NodeDraft};

    use super::*;

    /// A dimension of three: two that say the same, and one that says the opposite.
    fn example() -> (Instrument, ScoreSheet) {
        let draft = |code: &str, parent: Option<&str>, weight: f64| NodeDraft {
            code: code.into(),
            parent: parent.map(Into::into),
            weight: Some(weight),
            ..NodeDraft::default()
        };
        let drafts = vec![
            draft("all", None, 100.0),
            draft("a", Some("all"), 50.0),
            draft("b", Some("all"), 25.0),
            draft("c", Some("all"), 25.0),
        ];
        let instrument = Instrument::build(drafts).expect("a tree");
        let unit = |scores: [f64; 4]| UnitScore {
            nodes: scores.iter().map(|s| NodeScore { score: Some(*s), ..NodeScore::default() }).collect(),
            ..UnitScore::default()
        };
        let units = [[2.0, 1.0, 2.0, 9.0], [3.0, 2.0, 4.0, 5.0], [4.0, 4.0, 8.0, 1.0]].map(unit).to_vec();
        (instrument, ScoreSheet { units, ..ScoreSheet::default() })
    }

    #[test]
    fn what_runs_against_the_rest_is_named() {
        let (instrument, sheet) = example();
        let found = structure(&instrument, &sheet);
        let all = &found.dimensions[0];
        let component = all.component.as_ref().expect("a component");
        assert_eq!((all.children, component.negative.as_slice(), component.units), (3, [3].as_slice(), 3));
        assert!(all.alpha.expect("an alpha") < 0.0);
        let r = |i: usize, j: usize| found.indicators.cells[i][j].expect("a correlation").coefficient;
        assert!((r(0, 1) - 1.0).abs() < 1e-12 && r(0, 2) < -0.9);
    }
}
