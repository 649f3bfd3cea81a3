//! Is what stands outside the weighted tree sound: bonuses, deductions, vetoes, subtotals?

use std::collections::BTreeSet;

use domain::{Instrument, Recipe, recipe::Adjust};

use crate::ScoringError;

pub(super) fn check(recipe: &Recipe, instrument: &Instrument) -> Vec<ScoringError> {
    let mut errors = Vec::new();
    if let Some(rule) = &recipe.adjust {
        check_caps(rule, &mut errors);
    }
    let capped = recipe.adjust.iter().flat_map(|rule| rule.bonuses.iter().chain(&rule.deductions));
    let mut codes: BTreeSet<&str> = instrument.nodes().iter().map(|node| node.code.as_str()).collect();
    for code in capped.map(|item| &item.code).chain(recipe.vetoes.iter().map(|veto| &veto.code)) {
        if !codes.insert(code) {
            errors.push(ScoringError::ItemRepeated { code: code.clone() });
        }
    }
    for veto in &recipe.vetoes {
        if !recipe.grades.iter().any(|grade| grade.letter == veto.ceiling) {
            errors.push(ScoringError::CeilingUnknown { veto: veto.code.clone(), ceiling: veto.ceiling.clone() });
        }
    }
    let unknown = recipe.subjective.iter().filter(|code| instrument.position(code).is_none());
    errors.extend(unknown.map(|code| ScoringError::SubjectiveUnknown { node: code.clone() }));
    errors
}

fn check_caps(rule: &Adjust, errors: &mut Vec<ScoringError>) {
    let items = rule.bonuses.iter().chain(&rule.deductions).map(|item| (item.code.as_str(), item.cap));
    let common = [("bonus_cap", rule.bonus_cap), ("deduction_cap", rule.deduction_cap)];
    for (item, cap) in items.chain(common.into_iter().filter_map(|(field, cap)| Some((field, cap?)))) {
        if !(cap.is_finite() && cap >= 0.0) {
            errors.push(ScoringError::Cap { item: item.to_owned(), cap });
        }
    }
    if !(rule.lower.is_finite() && rule.upper.is_finite() && rule.lower < rule.upper) {
        errors.push(ScoringError::TotalEnds { lower: rule.lower, upper: rule.upper });
    }
}
