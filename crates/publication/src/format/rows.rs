//! What the tables of CSV and XLSX have in common. Lists that are too short read as missing values:
//! a forged bundle must not bring the writer down.

use domain::{EditionContent, NodeScore, Text, UnitScore, score_sheet::ItemPoints};

/// Our overall score beside the one the publisher printed.
pub(crate) struct Published {
    pub score: Option<f64>,
    /// Ours minus the publisher's.
    pub difference: Option<f64>,
}

/// Positions of the units by rank; ties in the order of the data, units without a rank last.
pub(crate) fn by_rank(content: &EditionContent) -> Vec<usize> {
    let mut order: Vec<usize> = (0..content.data.units.len()).collect();
    order.sort_by_key(|&unit| score(content, unit).and_then(UnitScore::rank).unwrap_or(u32::MAX));
    order
}

/// Positions of the dimensions right under the root.
pub(crate) fn top_dimensions(content: &EditionContent) -> &[usize] {
    content.instrument.children(0)
}

/// What a unit scored.
pub(crate) fn score(content: &EditionContent, unit: usize) -> Option<&UnitScore> {
    content.result.units.get(unit)
}

/// What a unit scored on a node; empty where the result has no such entry.
pub(crate) fn node_score(content: &EditionContent, unit: usize, node: usize) -> NodeScore {
    score(content, unit).and_then(|s| s.nodes.get(node)).copied().unwrap_or_default()
}

/// The raw value of a unit.
pub(crate) fn raw(content: &EditionContent, unit: usize, indicator: &str) -> Option<f64> {
    content.data.values.get(indicator).and_then(|column| column.get(unit)).copied().flatten()
}

/// The publisher's overall score; `None` if the data have none for any unit.
pub(crate) fn published(content: &EditionContent, unit: usize) -> Option<Published> {
    let column = content.data.published.get(&content.instrument.root().code)?;
    let score = column.get(unit).copied().flatten();
    let ours = node_score(content, unit, 0).score;
    Some(Published { score, difference: ours.zip(score).map(|(ours, theirs)| ours - theirs) })
}

/// Share of a node within its parent in `0..=1`, before any redistribution; 1 for the root. By the weights in use,
/// which are the instrument's unless the recipe makes others.
pub(crate) fn share(content: &EditionContent, node: usize) -> f64 {
    let (instrument, in_use) = (&content.instrument, &content.result.steps.weights);
    let weight = |n: usize| {
        let about = &instrument.nodes()[n];
        in_use.get(&about.code).copied().unwrap_or(about.weight)
    };
    instrument.parent(node).map_or(1.0, |parent| {
        let total: f64 = instrument.children(parent).iter().map(|&n| weight(n)).sum();
        if total > 0.0 { weight(node) / total } else { 0.0 }
    })
}

/// What an item outside the weighted tree does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AdjustmentKind {
    Bonus,
    Deduction,
    Veto,
}

impl AdjustmentKind {
    /// As in CSV.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Bonus => "bonus",
            Self::Deduction => "deduction",
            Self::Veto => "veto",
        }
    }

    /// For people.
    pub(crate) fn name(self) -> Text {
        match self {
            Self::Bonus => Text::new("加分", "bonus"),
            Self::Deduction => Text::new("扣分", "deduction"),
            Self::Veto => Text::new("等次限制", "grade ceiling"),
        }
    }
}

/// One item outside the weighted tree, for one unit.
pub(crate) struct AdjustmentRow {
    pub kind: AdjustmentKind,
    pub code: String,
    pub name: Text,
    /// Confirmed rows behind it.
    pub rows: Option<u32>,
    /// Points as the rows give them.
    pub points: Option<f64>,
    /// Points within the item's own cap.
    pub capped: Option<f64>,
    /// Letter of the best grade that is still possible.
    pub ceiling: String,
    /// What a ceiling rests on.
    pub basis: Text,
}

/// The items outside the weighted tree that a unit has, bonuses first, vetoes last.
pub(crate) fn adjustments(content: &EditionContent, unit: usize) -> Vec<AdjustmentRow> {
    let Some(score) = score(content, unit) else { return Vec::new() };
    let recipe = &content.recipe;
    let points = |kind: AdjustmentKind, item: &ItemPoints| {
        let items = recipe.adjust.iter().flat_map(|rule| rule.bonuses.iter().chain(&rule.deductions));
        AdjustmentRow {
            kind,
            code: item.code.clone(),
            name: items.into_iter().find(|i| i.code == item.code).map(|i| i.name.clone()).unwrap_or_default(),
            rows: Some(item.rows),
            points: Some(item.points),
            capped: Some(item.capped),
            ceiling: String::new(),
            basis: Text::default(),
        }
    };
    let adjusted = score.adjusted.iter();
    let bonuses = adjusted.clone().flat_map(|a| &a.bonuses).map(|item| points(AdjustmentKind::Bonus, item));
    let deductions = adjusted.flat_map(|a| &a.deductions).map(|item| points(AdjustmentKind::Deduction, item));
    let vetoes = score.ceiling.iter().flat_map(|ceiling| &ceiling.reasons).map(|reason| AdjustmentRow {
        kind: AdjustmentKind::Veto,
        code: reason.code.clone(),
        name: recipe.vetoes.iter().find(|veto| veto.code == reason.code).map(|v| v.name.clone()).unwrap_or_default(),
        rows: None,
        points: None,
        capped: None,
        ceiling: reason.ceiling.clone(),
        basis: reason.basis.clone(),
    });
    bonuses.chain(deductions).chain(vetoes).collect()
}
