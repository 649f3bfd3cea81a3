//! What changed between two versions of one period.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EditionContent, Release};

/// What changed between two versions of one period, for the page and the reason of a correction.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EditionDiff {
    /// Raw values that differ.
    pub values: Vec<ValueChange>,
    /// Whether values of other periods differ from which missing ones are imputed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other_periods_changed: bool,
    /// Units that came in or went out, by code.
    pub units_added: Vec<String>,
    /// Units no longer there, by code.
    pub units_removed: Vec<String>,
    /// Whether weights, names or the shape of the tree differ.
    pub instrument_changed: bool,
    /// Whether the recipe differs.
    pub recipe_changed: bool,
    /// Units whose overall score or rank differs.
    pub results: Vec<ResultChange>,
    /// Units whose grade differs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<GradeChange>,
    /// Whether one of the two versions withholds its scores. Then only grades are compared, and units
    /// where both show all of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub scores_withheld: bool,
    /// How much of each the public sees, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub releases: Option<(Release, Release)>,
    /// Whether data changed that one of the two withholds. Two versions as they were published cannot tell;
    /// whoever has both full contents says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden_changed: bool,
}

/// A raw value that differs between two versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueChange {
    /// Code of the unit.
    pub unit: String,
    /// Code of the indicator.
    pub indicator: String,
    /// The value before.
    pub before: Option<f64>,
    /// The value now.
    pub after: Option<f64>,
}

/// A unit whose overall result differs between two versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultChange {
    /// Code of the unit.
    pub unit: String,
    /// Score before and now.
    pub score: (Option<f64>, Option<f64>),
    /// Rank before and now.
    pub rank: (Option<u32>, Option<u32>),
}

/// A unit whose grade differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeChange {
    /// Code of the unit.
    pub unit: String,
    /// Letter before.
    pub before: Option<String>,
    /// Letter now.
    pub after: Option<String>,
}

/// Compares two versions of one period; units and nodes are matched by code.
pub fn diff(before: &EditionContent, after: &EditionContent) -> EditionDiff {
    let (old, new) = (positions(before), positions(after));
    let mut diff = EditionDiff {
        instrument_changed: before.instrument != after.instrument,
        recipe_changed: before.recipe != after.recipe,
        other_periods_changed: !(before.withholds_scores() || after.withholds_scores())
            && before.data.other_periods != after.data.other_periods,
        scores_withheld: before.withholds_scores() || after.withholds_scores(),
        releases: (before.release != after.release).then(|| (before.release.clone(), after.release.clone())),
        ..EditionDiff::default()
    };
    if shows_every_unit(before) && shows_every_unit(after) {
        diff.units_added = new.keys().filter(|c| !old.contains_key(*c)).map(|&c| c.to_owned()).collect();
        diff.units_removed = old.keys().filter(|c| !new.contains_key(*c)).map(|&c| c.to_owned()).collect();
    }
    for (&unit, &i) in &old {
        let Some(&j) = new.get(unit) else { continue };
        let (Some(a), Some(b)) = (before.result.units.get(i), after.result.units.get(j)) else { continue };
        if a.grade != b.grade {
            let (before, after) = (a.grade.clone(), b.grade.clone());
            diff.grades.push(GradeChange { unit: unit.to_owned(), before, after });
        }
        if diff.scores_withheld {
            continue;
        }
        diff.values.extend(value_changes(unit, (before, i), (after, j)));
        if a.score() != b.score() || a.rank() != b.rank() {
            diff.results.push(ResultChange {
                unit: unit.to_owned(),
                score: (a.score(), b.score()),
                rank: (a.rank(), b.rank()),
            });
        }
    }
    diff
}

fn positions(content: &EditionContent) -> BTreeMap<&str, usize> {
    content.data.units.iter().enumerate().map(|(i, unit)| (unit.code.as_str(), i)).collect()
}

/// Where only the best units are shown, one that is absent may still be there.
fn shows_every_unit(content: &EditionContent) -> bool {
    match content.release {
        Release::Full | Release::Grades => true,
        Release::BestGrades { .. } => false,
    }
}

fn value_changes<'a>(
    unit: &'a str,
    (before, i): (&'a EditionContent, usize),
    (after, j): (&'a EditionContent, usize),
) -> impl Iterator<Item = ValueChange> + use<'a> {
    let value = |content: &EditionContent, indicator: &str, unit: usize| {
        content.data.values.get(indicator).and_then(|column| column.get(unit)).copied().flatten()
    };
    let gone = before.data.values.keys().filter(|code| !after.data.values.contains_key(*code));
    after.data.values.keys().chain(gone).filter_map(move |indicator| {
        let (before, after) = (value(before, indicator, i), value(after, indicator, j));
        (before != after).then(|| ValueChange { unit: unit.to_owned(), indicator: indicator.clone(), before, after })
    })
}
