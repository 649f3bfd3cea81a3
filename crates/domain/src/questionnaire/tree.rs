//! The questionnaire as a weighted tree 指标体系.

use super::{Item, ItemKind, Questionnaire};
use crate::{
    instrument::{Direction, Instrument, NodeDraft},
    problem::{Place, Problem},
};

impl Questionnaire {
    /// The weighted tree: a root that bears the questionnaire's title and identifier, its dimensions,
    /// and the items that weigh. Deductions, bonuses and vetoes stand outside.
    ///
    /// # Errors
    /// Every reason why dimensions and items do not form a tree whose weights sum, each at the code
    /// it concerns.
    pub fn tree(&self) -> Result<Instrument, Vec<Problem>> {
        let root = NodeDraft { code: self.id.clone(), name: Some(self.title.clone()), ..NodeDraft::default() };
        let dimensions = self.dimensions.iter().map(|dimension| NodeDraft {
            code: dimension.code.clone(),
            parent: Some(dimension.parent.as_ref().unwrap_or(&self.id).clone()),
            weight: Some(dimension.weight),
            name: Some(dimension.name.clone()),
            source: dimension.basis.clone(),
            place: at("dimensions", &dimension.code),
            ..NodeDraft::default()
        });
        let items = self.items.iter().filter(|item| item.weighs()).map(|item| NodeDraft {
            code: item.code.clone(),
            parent: item.parent.clone(),
            weight: item.weight,
            direction: Some(item.direction()),
            name: Some(item.name.clone()),
            unit: item.unit.clone(),
            source: Some(item.source.clone()),
            place: at("items", &item.code),
        });
        Instrument::build(std::iter::once(root).chain(dimensions).chain(items).collect())
    }
}

impl Item {
    /// Whether it stands in the weighted tree: deductions, bonuses and vetoes do not.
    pub fn weighs(&self) -> bool {
        match self.kind {
            ItemKind::Quantitative { .. }
            | ItemKind::YesNo { .. }
            | ItemKind::Rubric { .. }
            | ItemKind::Survey { .. } => true,
            ItemKind::Deduction { .. } | ItemKind::Bonus { .. } | ItemKind::Veto { .. } => false,
        }
    }

    /// Which way its value points: a target below the floor means less is better.
    pub fn direction(&self) -> Direction {
        match self.kind {
            ItemKind::Quantitative { floor, target, .. } if target < floor => Direction::Negative,
            ItemKind::Quantitative { .. }
            | ItemKind::YesNo { .. }
            | ItemKind::Rubric { .. }
            | ItemKind::Survey { .. }
            | ItemKind::Bonus { .. } => Direction::Positive,
            ItemKind::Deduction { .. } | ItemKind::Veto { .. } => Direction::Negative,
        }
    }
}

fn at(list: &str, code: &str) -> Place {
    Place { field: Some(format!("{list}.{code}")), ..Place::default() }
}
