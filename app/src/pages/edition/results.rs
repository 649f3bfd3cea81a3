//! Reading the results of an edition. Lists that are too short read as missing values: a page shows
//! what there is.

use domain::{
    EditionContent, Instrument, Lang, NodeScore, UnitScore,
    recipe::{Aggregate, Method},
    score_sheet::{Exclusion, RankInterval},
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
pub(super) fn no_score(lang: Lang, content: &EditionContent, unit: &str, withheld: Option<f64>) -> String {
    if let Some(excluded) = content.result.steps.excluded_units.iter().find(|excluded| excluded.code == unit) {
        return not_scored(lang, excluded.reason);
    }
    match withheld {
        Some(share) => {
            common::withheld_why(lang, number::percent(share), number::percent(content.recipe.coverage.overall))
        }
        None => common::nothing_why(lang).to_owned(),
    }
}

/// Why a unit is not scored at all, in words.
fn not_scored(lang: Lang, reason: Exclusion) -> String {
    match reason {
        Exclusion::Decided => common::excluded_decided(lang).to_owned(),
        Exclusion::TooFewValues { available } => common::excluded_few(lang, number::percent(available)),
        Exclusion::TooManyZeros { non_zero } => common::excluded_zeros(lang, number::percent(non_zero)),
        Exclusion::TooFewDifferent { unique } => common::excluded_same(lang, number::percent(unique)),
    }
}

/// Share of a node within its parent in `0..=1` by the weights that were used, before any redistribution; 1 for
/// the root.
pub(super) fn used_share(content: &EditionContent, node: usize) -> f64 {
    let code = &content.instrument.nodes()[node].code;
    content.result.steps.weights.get(code).map_or_else(|| share(&content.instrument, node), |weight| weight / 100.0)
}

/// The same of the total: the product of the shares on the way up.
pub(super) fn used_share_of_total(content: &EditionContent, node: usize) -> f64 {
    std::iter::successors(Some(node), |&at| content.instrument.parent(at)).map(|at| used_share(content, at)).product()
}

/// Share of a node within its parent in `0..=1` by the instrument's weights; 1 for the root.
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
    let given = content.recipe.normalise.method_of(code) == Some(&Method::PointsAsGiven);
    content.instrument.is_indicator(node) && !given
}

/// Whether an indicator is not scored at all.
pub(super) fn is_excluded(content: &EditionContent, code: &str) -> bool {
    content.result.steps.excluded_indicators.iter().any(|excluded| excluded.code == code)
}

/// How the children of each dimension on the way from a node up to the root are aggregated.
pub(super) fn aggregates_above(content: &EditionContent, node: usize) -> impl Iterator<Item = Aggregate> + '_ {
    let instrument = &content.instrument;
    std::iter::successors(instrument.parent(node), |&at| instrument.parent(at))
        .map(|dimension| content.recipe.aggregate_of(instrument.depth(dimension)))
}

/// How dimensions are aggregated in this edition, the root first; each way once.
pub(super) fn aggregates(content: &EditionContent) -> Vec<Aggregate> {
    let instrument = &content.instrument;
    let mut found = Vec::new();
    for node in (0..instrument.len()).filter(|&node| !instrument.is_indicator(node)) {
        let aggregate = content.recipe.aggregate_of(instrument.depth(node));
        if !found.contains(&aggregate) {
            found.push(aggregate);
        }
    }
    found
}

/// The interval of a unit's rank, where the edition has one and shows ranks.
pub(super) fn interval(content: &EditionContent, unit: usize) -> Option<&RankInterval> {
    unit_score(content, unit)?.interval.as_ref().filter(|_| !content.withholds_scores())
}

/// Where the method page explains rank intervals and bands.
pub(super) fn intervals_href(content: &EditionContent) -> String {
    format!("{}#rank-intervals", routes::method(content.index.slug.as_str(), &content.period, content.version))
}
