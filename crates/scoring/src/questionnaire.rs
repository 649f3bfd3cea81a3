//! A questionnaire 评估问卷 says how each of its items is scored: here its recipe, and the empty data
//! its answers fill. Its tree is [`Questionnaire::tree`].

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{
    Dataset, Questionnaire, Recipe, Unit,
    questionnaire::{Item, ItemKind},
    recipe::{Adjust, CappedItem, Method, Missing, Normalise, Posts, Veto},
};

/// The recipe a questionnaire stands for: every weighted item by its own method to points from 0 to
/// 100, the weighted arithmetic mean, bonuses and deductions within their caps, a total from 0 to 100,
/// its grades and their ceilings.
///
/// A value that is missing without a note is refused: a cell is filled, was not submitted, or does not
/// apply.
pub fn recipe_of(questionnaire: &Questionnaire) -> Recipe {
    let (mut methods, mut vetoes) = (BTreeMap::new(), Vec::new());
    let mut adjust = Adjust {
        bonuses: Vec::new(),
        bonus_cap: questionnaire.adjustments.bonus_cap,
        deductions: Vec::new(),
        deduction_cap: questionnaire.adjustments.deduction_cap,
        lower: 0.0,
        upper: 100.0,
    };
    let capped = |item: &Item, cap: f64| CappedItem { code: item.code.clone(), name: item.name.clone(), cap };
    for item in &questionnaire.items {
        let method = match &item.kind {
            ItemKind::Quantitative { floor, target, .. } => Method::Goalposts(Posts { floor: *floor, target: *target }),
            ItemKind::YesNo { .. } => Method::YesShare,
            ItemKind::Rubric { .. } => Method::RubricPoints,
            ItemKind::Survey { .. } => Method::LikertMean,
            ItemKind::Deduction { cap, .. } => {
                adjust.deductions.push(capped(item, *cap));
                continue;
            }
            ItemKind::Bonus { cap, .. } => {
                adjust.bonuses.push(capped(item, *cap));
                continue;
            }
            ItemKind::Veto { ceiling } => {
                vetoes.push(Veto { code: item.code.clone(), name: item.name.clone(), ceiling: ceiling.clone() });
                continue;
            }
        };
        methods.insert(item.code.clone(), method);
    }
    let subjective = questionnaire.dimensions.iter().filter(|dimension| dimension.subjective);
    let adjusts = !(adjust.bonuses.is_empty() && adjust.deductions.is_empty());
    Recipe {
        normalise: Normalise::PerIndicator { methods },
        missing: Missing::Refuse,
        subjective: subjective.map(|dimension| dimension.code.clone()).collect(),
        adjust: adjusts.then_some(adjust),
        vetoes,
        grades: questionnaire.grades.clone(),
        ..Recipe::default()
    }
}

/// The data of a round before anybody answered: a column without values for each weighted item. Values
/// and what is to be known of their cells, points and findings are put in as they are confirmed.
pub fn blank_dataset(questionnaire: &Questionnaire, period: &str, units: Vec<Unit>) -> Dataset {
    let items = questionnaire.items.iter().filter(|item| item.weighs());
    Dataset {
        period: period.to_owned(),
        values: items.map(|item| (item.code.clone(), vec![None; units.len()])).collect(),
        units,
        ..Dataset::default()
    }
}
