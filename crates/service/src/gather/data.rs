//! The data of a round from its settled cells, and the manifest that says what they come from.

use std::collections::BTreeMap;

use domain::{
    Dataset, Unit,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    questionnaire::{Item, ItemKind},
};
use scoring::questionnaire::blank_dataset;
use serde_json::{Value, json};

use super::{CellState, GatherCell, Ratings};
use crate::counted::{Counted, CountedFieldwork};

/// The data: every cell of the tree has a value, or a note that says why it has none.
pub(crate) fn of(counted: &CountedFieldwork, cells: &BTreeMap<String, BTreeMap<String, GatherCell>>) -> Dataset {
    let unit = |region: &domain::questionnaire::Region| Unit {
        code: region.code.clone(),
        name: region.name.clone(),
        league: None,
    };
    let units = counted.units.iter().map(unit).collect();
    let mut data = blank_dataset(&counted.questionnaire, &counted.fieldwork.period, units);
    for item in &counted.questionnaire.items {
        for (at, unit) in counted.units.iter().enumerate() {
            let Some(cell) = cells.get(&item.code).and_then(|column| column.get(&unit.code)) else { continue };
            if item.weighs() {
                weighed(&mut data, item, (at, &unit.code), cell);
            } else {
                outside(&mut data, item, &unit.code, cell);
            }
        }
    }
    data
}

fn weighed(data: &mut Dataset, item: &Item, (at, unit): (usize, &str), cell: &GatherCell) {
    if let Some(slot) = data.values.get_mut(&item.code).and_then(|column| column.get_mut(at)) {
        *slot = cell.value;
    }
    if let Some(error) = cell.standard_error {
        let blank = vec![None; data.units.len()];
        let column = data.standard_errors.entry(item.code.clone()).or_insert(blank);
        if let Some(slot) = column.get_mut(at) {
            *slot = Some(error);
        }
    }
    if let Some(status) = status(cell.state) {
        let note = CellNote { status, reason: cell.reason.clone() };
        data.notes.entry(item.code.clone()).or_default().insert(unit.to_owned(), note);
    }
}

fn outside(data: &mut Dataset, item: &Item, unit: &str, cell: &GatherCell) {
    match item.kind {
        ItemKind::Veto { .. } => {
            if let Some(basis) = cell.finding.clone() {
                data.findings.entry(item.code.clone()).or_default().insert(unit.to_owned(), Finding { basis });
            }
        }
        ItemKind::Deduction { .. } | ItemKind::Bonus { .. } => {
            if let Some(points) = cell.value {
                let points = RawPoints { rows: u32::try_from(cell.rows).unwrap_or(u32::MAX), points };
                data.points.entry(item.code.clone()).or_default().insert(unit.to_owned(), points);
            }
        }
        // These weigh.
        ItemKind::Quantitative { .. } | ItemKind::YesNo { .. } | ItemKind::Rubric { .. } | ItemKind::Survey { .. } => {}
    }
}

/// What is to be known of a cell. What is not settled has no note, so that no score can be computed from it.
const fn status(state: CellState) -> Option<CellStatus> {
    match state {
        CellState::LowDenominator => Some(CellStatus::LowDenominator),
        CellState::NotApplicable => Some(CellStatus::NotApplicable),
        CellState::NotSubmitted => Some(CellStatus::NotSubmitted),
        CellState::Ready | CellState::NotConfirmed | CellState::ToRate | CellState::Outdated => None,
    }
}

/// What the data were gathered from: for each respondent the revision that counts, with the hashes of its
/// file and of what was read, and the revision of each rating.
pub(super) fn manifest(counted: &CountedFieldwork, ratings: &Ratings) -> Value {
    let respondents = counted.respondents.iter().map(|counted| {
        let respondent = &counted.respondent;
        let mut entry = json!({ "unit": respondent.region, "department": respondent.department });
        match &counted.counted {
            Counted::Revision(head) => {
                entry["revision"] = head.revision.into();
                entry["file_sha256"] = head.file_sha256.as_str().into();
                entry["content_sha256"] = head.content_sha256.as_deref().into();
            }
            Counted::Pending(_) | Counted::Nothing => entry["revision"] = Value::Null,
        }
        entry
    });
    let ratings = ratings.values().map(|record| {
        json!({
            "unit": record.unit,
            "item": record.item,
            "revision": record.revision,
            "rating": record.rating,
        })
    });
    json!({
        "format": "1",
        "index": counted.index.about.slug.as_str(),
        "period": counted.fieldwork.period,
        "respondents": respondents.collect::<Vec<_>>(),
        "ratings": ratings.collect::<Vec<_>>(),
    })
}
