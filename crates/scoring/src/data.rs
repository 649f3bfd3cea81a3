//! Do the data fit the instrument and the recipe?

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Dataset, Instrument, Node, Recipe, Text,
    dataset::{CellNote, CellStatus},
    recipe::{Method, Missing, Normalise},
};

use crate::{ScoringError, normalise::points, standard_error::carries};

/// Everything that is wrong with the data, in the order of the tree, then of what stands outside it.
pub(crate) fn check(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Vec<ScoringError> {
    let mut errors = Vec::new();
    if data.units.is_empty() {
        errors.push(ScoringError::NoUnits);
    }
    let indicators = || instrument.indicators().map(|i| &instrument.nodes()[i]);
    for node in indicators() {
        let Some(column) = data.values.get(&node.code) else {
            errors.push(ScoringError::ColumnMissing { indicator: node.code.clone() });
            continue;
        };
        if let Some(error) = length(node, column, data) {
            errors.push(error);
            continue;
        }
        check_values(node, column, data, recipe, &mut errors);
        check_standard_errors(node, column, data, recipe, &mut errors);
    }
    let units: BTreeSet<&str> = data.units.iter().map(|unit| unit.code.as_str()).collect();
    let codes: BTreeSet<&str> = indicators().map(|node| node.code.as_str()).collect();
    check_codes(&data.notes, &codes, &units, &mut errors);
    let sampled = data.standard_errors.keys().filter(|code| !codes.contains(code.as_str()));
    errors.extend(sampled.map(|code| ScoringError::ItemUnknown { item: code.clone() }));
    let references = std::iter::once(&recipe.normalise).chain(recipe.robustness.iter().flat_map(|r| &r.normalise));
    for normalise in references {
        if let Normalise::DistanceToReference { unit, .. } = normalise
            && !units.contains(unit.as_str())
        {
            errors.push(ScoringError::Choice {
                field: "normalise.unit".into(),
                why: Text::new(
                    format!("评估对象里没有参照对象“{unit}”。"),
                    format!("The reference unit “{unit}” is not among the units."),
                ),
            });
        }
    }
    check_outside(data, recipe, &units, &mut errors);
    check_other_periods(data, &codes, &units, &mut errors);
    check_codes(&data.ratings, &codes, &units, &mut errors);
    for (indicator, by_unit) in &data.ratings {
        for (unit, values) in by_unit {
            if values.iter().any(|x| !x.is_finite()) {
                errors.push(ScoringError::NotFinite { indicator: indicator.clone(), unit: unit.clone() });
            }
        }
    }
    errors
}

fn length(node: &Node, column: &[Option<f64>], data: &Dataset) -> Option<ScoringError> {
    let (expected, found) = (data.units.len(), column.len());
    (found != expected).then(|| ScoringError::ColumnLength { indicator: node.code.clone(), expected, found })
}

fn check_values(about: &Node, column: &[Option<f64>], data: &Dataset, recipe: &Recipe, errors: &mut Vec<ScoringError>) {
    let wants_points = wants_points(&recipe.normalise, &about.code);
    for (unit, value) in data.units.iter().zip(column) {
        let note = data.note(&about.code, &unit.code);
        let (indicator, unit) = (|| about.code.clone(), || unit.code.clone());
        match value {
            Some(x) if !x.is_finite() => {
                errors.push(ScoringError::NotFinite { indicator: indicator(), unit: unit() });
            }
            Some(x) if wants_points && points::is_outside(*x) => {
                errors.push(ScoringError::OutsideScale { indicator: indicator(), unit: unit(), value: *x });
            }
            Some(_) => {}
            None => match (note, recipe.missing) {
                (None, Missing::Refuse) if !recipe.select.exclude.contains(&about.code) => {
                    errors.push(ScoringError::Missing { indicator: indicator(), unit: unit() });
                }
                (None | Some(_), Missing::Redistribute | Missing::Refuse) => {}
            },
        }
        let Some(note) = note else { continue };
        if value.is_some() != has_value(note.status) {
            errors.push(ScoringError::NoteContradicts { indicator: indicator(), unit: unit() });
        }
        if note.status == CellStatus::NotApplicable && !gives_reason(note) {
            errors.push(ScoringError::ReasonMissing { indicator: indicator(), unit: unit() });
        }
    }
}

fn wants_points(normalise: &Normalise, indicator: &str) -> bool {
    match normalise.method_of(indicator) {
        Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) => true,
        Some(Method::Goalposts(_)) | None => false,
    }
}

const fn has_value(status: CellStatus) -> bool {
    match status {
        CellStatus::NotSubmitted | CellStatus::NotApplicable => false,
        CellStatus::LowDenominator => true,
    }
}

fn gives_reason(note: &CellNote) -> bool {
    note.reason.as_ref().is_some_and(|reason| !reason.zh.trim().is_empty())
}

fn check_standard_errors(
    node: &Node,
    values: &[Option<f64>],
    data: &Dataset,
    recipe: &Recipe,
    errors: &mut Vec<ScoringError>,
) {
    let Some(column) = data.standard_errors.get(&node.code) else { return };
    if let Some(error) = length(node, column, data) {
        errors.push(error);
        return;
    }
    // Drawn anew in every run, they need no slope.
    let drawn = recipe.robustness.as_ref().is_some_and(|robustness| robustness.sampling);
    if !carries(recipe, &node.code) && !drawn {
        errors.push(ScoringError::StandardErrorScale { indicator: node.code.clone() });
    }
    for ((unit, error), value) in data.units.iter().zip(column).zip(values) {
        if error.is_some_and(|e| !(e.is_finite() && e >= 0.0) || value.is_none()) {
            errors.push(ScoringError::StandardError { indicator: node.code.clone(), unit: unit.code.clone() });
        }
    }
}

fn check_other_periods(data: &Dataset, codes: &BTreeSet<&str>, units: &BTreeSet<&str>, errors: &mut Vec<ScoringError>) {
    for (period, values) in &data.other_periods {
        if *period == data.period {
            errors.push(ScoringError::Choice {
                field: "other_periods".into(),
                why: Text::new(
                    format!("“{period}”就是本期，不是另一个时期。"),
                    format!("“{period}” is the period itself and no other one."),
                ),
            });
        }
        check_codes(values, codes, units, errors);
        for (indicator, by_unit) in values {
            for (unit, _) in by_unit.iter().filter(|(_, x)| !x.is_finite()) {
                errors.push(ScoringError::NotFinite { indicator: indicator.clone(), unit: unit.clone() });
            }
        }
    }
}

/// Bonuses, deductions and vetoes.
fn check_outside(data: &Dataset, recipe: &Recipe, units: &BTreeSet<&str>, errors: &mut Vec<ScoringError>) {
    let items = recipe.adjust.iter().flat_map(|rule| rule.bonuses.iter().chain(&rule.deductions));
    check_codes(&data.points, &items.map(|item| item.code.as_str()).collect(), units, errors);
    for (item, points) in &data.points {
        for (unit, points) in points {
            if !(points.points.is_finite() && points.points >= 0.0) {
                errors.push(ScoringError::Points { item: item.clone(), unit: unit.clone() });
            }
        }
    }
    let vetoes = recipe.vetoes.iter().map(|veto| veto.code.as_str());
    check_codes(&data.findings, &vetoes.collect(), units, errors);
    for (veto, findings) in &data.findings {
        for (unit, finding) in findings {
            if finding.basis.zh.trim().is_empty() {
                errors.push(ScoringError::BasisMissing { veto: veto.clone(), unit: unit.clone() });
            }
        }
    }
}

/// Whether entries by code and unit speak only of what there is.
fn check_codes<T>(
    entries: &BTreeMap<String, BTreeMap<String, T>>,
    codes: &BTreeSet<&str>,
    units: &BTreeSet<&str>,
    errors: &mut Vec<ScoringError>,
) {
    for (item, by_unit) in entries {
        if !codes.contains(item.as_str()) {
            errors.push(ScoringError::ItemUnknown { item: item.clone() });
            continue;
        }
        let strangers = by_unit.keys().filter(|unit| !units.contains(unit.as_str()));
        errors.extend(strangers.map(|unit| ScoringError::UnitUnknown { item: item.clone(), unit: unit.clone() }));
    }
}
