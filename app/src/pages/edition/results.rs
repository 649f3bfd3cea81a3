//! Reading the results of an edition. Lists that are too short read as missing values: a page shows
//! what there is.

use domain::{
    EditionContent, Instrument, Lang, NodeScore, UnitScore,
    recipe::{Method, Normalise},
};

use crate::{locales::common, number, routes};

/// Positions of the units by their rank on a node; ties in the order of the data, units without a rank
/// last.
pub(super) fn by_rank(content: &EditionContent, node: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..content.data.units.len()).collect();
    order.sort_by_key(|&unit| node_score(content, unit, node).rank.unwrap_or(u32::MAX));
    order
}

/// What a unit scored.
pub(super) fn unit_score(content: &EditionContent, unit: usize) -> Option<&UnitScore> {
    content.result.units.get(unit)
}

/// What a unit scored on a node.
pub(super) fn node_score(content: &EditionContent, unit: usize, node: usize) -> NodeScore {
    unit_score(content, unit).and_then(|s| s.nodes.get(node)).copied().unwrap_or_default()
}

/// The scores of all units on a node.
pub(super) fn column(content: &EditionContent, node: usize) -> Vec<Option<f64>> {
    (0..content.data.units.len()).map(|unit| node_score(content, unit, node).score).collect()
}

/// How many units have a rank on a node.
pub(super) fn ranked(content: &EditionContent, node: usize) -> usize {
    content.result.units.iter().filter(|u| u.nodes.get(node).is_some_and(|n| n.rank.is_some())).count()
}

/// The publisher's own score.
pub(super) fn published(content: &EditionContent, code: &str, unit: usize) -> Option<f64> {
    content.data.published.get(code)?.get(unit).copied().flatten()
}

/// Why a unit has no overall score, in words.
pub(super) fn no_score(lang: Lang, content: &EditionContent, withheld: Option<f64>) -> String {
    match withheld {
        Some(share) => {
            common::withheld_why(lang, number::percent(share), number::percent(content.recipe.coverage.overall))
        }
        None => common::nothing_why(lang).to_owned(),
    }
}

/// Share of a node within its parent in `0..=1`, before any redistribution; 1 for the root.
pub(super) fn share(instrument: &Instrument, node: usize) -> f64 {
    let weight = |n: usize| instrument.nodes()[n].weight;
    instrument.parent(node).map_or(1.0, |parent| {
        let total: f64 = instrument.children(parent).iter().map(|&n| weight(n)).sum();
        if total > 0.0 { weight(node) / total } else { 0.0 }
    })
}

/// The page of a unit in this edition.
pub(super) fn unit_href(content: &EditionContent, code: &str) -> String {
    routes::unit(content.index.slug.as_str(), &content.period, content.version, code)
}

/// The page of an indicator or dimension in this edition.
pub(super) fn indicator_href(content: &EditionContent, code: &str) -> String {
    routes::indicator(content.index.slug.as_str(), &content.period, content.version, code)
}

/// The page of what a unit answered to an item in this edition.
pub(super) fn item_href(content: &EditionContent, unit: &str, item: &str) -> String {
    routes::item(content.index.slug.as_str(), &content.period, content.version, unit, item)
}

/// A grade as people know it: `A 优秀`.
pub(super) fn grade_name(lang: Lang, content: &EditionContent, letter: &str) -> String {
    let grade = content.recipe.grades.iter().find(|grade| grade.letter == letter);
    grade.map_or_else(|| letter.to_owned(), |grade| format!("{letter} {}", grade.name.get(lang)))
}

/// Whether a node is an indicator whose values are public; of some only the score is.
pub(super) fn has_values(content: &EditionContent, node: usize) -> bool {
    let code = &content.instrument.nodes()[node].code;
    let given = match &content.recipe.normalise {
        Normalise::PerIndicator { methods } => methods.get(code) == Some(&Method::PointsAsGiven),
        Normalise::None | Normalise::MinMax { .. } | Normalise::Goalposts { .. } => false,
    };
    content.instrument.is_indicator(node) && !given
}
