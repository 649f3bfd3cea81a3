//! The values an index is computed from: units × indicators, for one period.

mod adjustment;
mod cell;
pub mod periods;

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

use crate::{
    recipe::{Impute, Recipe},
    text::Text,
};

pub use adjustment::{Finding, RawPoints};
pub use cell::{CellNote, CellStatus};

/// A unit 评估对象: the city, county, department or country that is scored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// Unique within a data set; the key between periods.
    pub code: String,
    /// Name in both languages.
    pub name: Text,
    /// The group it is compared in 分组 (region, class of city), where the table names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub league: Option<Text>,
}

/// A table as it was read: several periods may stand in one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableDraft {
    /// One row a unit and period.
    pub rows: Vec<TableRow>,
    /// Columns that hold values, by code as in the header, in file order.
    pub columns: Vec<String>,
}

/// One row of a table: a unit in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// The unit.
    pub unit: Unit,
    /// The period 年度 as written (`2016`); `None` where the table has no such column.
    pub period: Option<String>,
    /// A value a column of [`TableDraft::columns`]; `None` where the cell is blank or says missing.
    pub values: Vec<Option<f64>>,
    /// Row number in the file, from 1.
    pub row: usize,
}

/// The values of one period, in the order of the table. Columns are exactly the indicators of an
/// instrument; the publisher's own results, where the table has them, stand apart in `published`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Dataset {
    /// The period 年度 (`2016`), empty where the table has none.
    pub period: String,
    /// The units, in the order of the table.
    pub units: Vec<Unit>,
    /// Raw values by indicator code; each list has one entry a unit, `None` where missing.
    pub values: BTreeMap<String, Vec<Option<f64>>>,
    /// Scores the publisher printed, by node code, one entry a unit: for comparison only, never scored.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub published: BTreeMap<String, Vec<Option<f64>>>,
    /// Cells of `values` that are not simply a value or missing, by indicator and unit code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, BTreeMap<String, CellNote>>,
    /// Standard errors of values that come from samples, by indicator code, in the unit of the raw value,
    /// one entry a unit. A value without one is taken as exact.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub standard_errors: BTreeMap<String, Vec<Option<f64>>>,
    /// What several raters gave, where they judged one cell apart from each other, by indicator and unit code, in the
    /// unit of the raw value. The value in `values` is the one that was agreed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ratings: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
    /// Values of other periods, in the unit of the raw value, for cells that have none in this one, and for their
    /// denominators: by period, indicator and unit code. Only where a recipe imputes from them; a period that has
    /// nothing for these cells is named all the same.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other_periods: BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>,
    /// Points of bonuses and deductions, by item and unit code; nothing is 0.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub points: BTreeMap<String, BTreeMap<String, RawPoints>>,
    /// What limits grades, by veto and unit code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, BTreeMap<String, Finding>>,
}

impl Dataset {
    /// How many raw values are present.
    pub fn present(&self) -> usize {
        self.values.values().flatten().filter(|v| v.is_some()).count()
    }

    /// How many raw values there could be.
    pub fn possible(&self) -> usize {
        self.units.len() * self.values.len()
    }

    /// Takes from data of other periods what the cells that are simply missing here had there, as far as a recipe may
    /// impute from it. Where an indicator is divided by another, both are needed. Each of the periods is named, also
    /// where it has nothing: how long ago another one was is counted by them.
    pub fn take_from_other_periods<'a>(&mut self, others: impl IntoIterator<Item = &'a Self>, recipe: &Recipe) {
        let is_missing = |code: &str, unit: usize| {
            self.values.get(code).and_then(|column| *column.get(unit)?).is_none()
                && self.note(code, &self.units[unit].code).is_none()
        };
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for code in self.values.keys().filter(|code| !recipe.select.exclude.contains(*code)) {
            let below = recipe.select.denominators.get(code).map(|denominator| denominator.by.as_str());
            for (unit, about) in self.units.iter().enumerate() {
                if is_missing(code, unit) || below.is_some_and(|below| is_missing(below, unit)) {
                    for code in std::iter::once(code.as_str()).chain(below) {
                        wanted.entry(code).or_default().insert(&about.code);
                    }
                }
            }
        }
        let looks_ahead = recipe.imputations().any(Impute::looks_ahead);
        let is_wanted = |period: &str| match periods::compare(period, &self.period) {
            Ordering::Less => true,
            Ordering::Equal => false,
            Ordering::Greater => looks_ahead,
        };
        let mut found_in = BTreeMap::new();
        for other in others.into_iter().filter(|other| is_wanted(&other.period)) {
            let mut found: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
            for (&code, units) in &wanted {
                let Some(column) = other.values.get(code) else { continue };
                for (unit, value) in other.units.iter().zip(column) {
                    if let Some(value) = value.filter(|_| units.contains(unit.code.as_str())) {
                        found.entry(code.to_owned()).or_default().insert(unit.code.clone(), value);
                    }
                }
            }
            found_in.insert(other.period.clone(), found);
        }
        self.other_periods = found_in;
    }

    /// What is to be known of a cell beside its value.
    pub fn note(&self, indicator: &str, unit: &str) -> Option<&CellNote> {
        self.notes.get(indicator)?.get(unit)
    }

    /// A cell's standing, where it is not simply a value or missing.
    pub fn status(&self, indicator: &str, unit: &str) -> Option<CellStatus> {
        self.note(indicator, unit).map(|note| note.status)
    }
}

#[cfg(test)]
mod tests {
    use crate::recipe::Denominator;

    use super::*;

    fn data(period: &str, units: [&str; 2], values: &[(&str, [Option<f64>; 2])]) -> Dataset {
        Dataset {
            period: period.into(),
            units: units.map(|code| Unit { code: code.into(), name: Text::same(code), league: None }).to_vec(),
            values: values.iter().map(|(code, column)| ((*code).to_owned(), column.to_vec())).collect(),
            ..Dataset::default()
        }
    }

    fn taken(data: &Dataset) -> Vec<(&str, &str, &str, f64)> {
        let periods = data.other_periods.iter();
        let cells = periods.flat_map(|(period, by_code)| {
            by_code.iter().flat_map(move |(code, by_unit)| {
                by_unit.iter().map(move |(unit, x)| (period.as_str(), code.as_str(), unit.as_str(), *x))
            })
        });
        cells.collect()
    }

    fn recipe(impute: Impute) -> Recipe {
        Recipe { impute, ..Recipe::default() }
    }

    #[test]
    fn other_periods_give_only_what_is_missing_here() {
        let mut now = data("2020", ["a", "b"], &[("x", [None, Some(2.0)]), ("y", [Some(1.0), None])]);
        let note = CellNote { status: CellStatus::NotApplicable, reason: Some(Text::same("-")) };
        now.notes.entry("y".into()).or_default().insert("b".into(), note);
        let before = data("2019", ["b", "a"], &[("x", [Some(7.0), Some(8.0)]), ("y", [Some(9.0), Some(9.0)])]);
        let itself = data("2020", ["a", "b"], &[("x", [Some(5.0), Some(5.0)])]);
        let nothing = data("2018", ["a", "b"], &[("x", [None, Some(5.0)])]);
        now.take_from_other_periods([&before, &itself, &nothing], &recipe(Impute::Linear));
        assert_eq!(taken(&now), [("2019", "x", "a", 8.0)]);
        assert_eq!(now.other_periods.keys().collect::<Vec<_>>(), ["2018", "2019"], "each period counts");
    }

    #[test]
    fn what_cannot_be_used_is_not_taken() {
        let mut now = data("2020", ["a", "b"], &[("x", [None, Some(2.0)]), ("y", [None, Some(2.0)])]);
        let [before, after] =
            ["2019", "2021"].map(|year| data(year, ["a", "b"], &[("x", [Some(8.0), None]), ("y", [Some(9.0), None])]));
        let mut forward = recipe(Impute::CarryForward { within: None });
        forward.select.exclude.insert("y".into());
        now.take_from_other_periods([&before, &after], &forward);
        assert_eq!(taken(&now), [("2019", "x", "a", 8.0)], "neither what came later nor what is left out");
        now.take_from_other_periods([&before, &after], &recipe(Impute::Constant));
        assert_eq!(taken(&now).len(), 4);
    }

    #[test]
    fn what_is_divided_needs_both_parts() {
        let mut now = data("2020", ["a", "b"], &[("x", [Some(1.0), Some(2.0)]), ("y", [None, Some(2.0)])]);
        let before = data("2019", ["a", "b"], &[("x", [Some(3.0), Some(4.0)]), ("y", [Some(5.0), Some(6.0)])]);
        let mut recipe = recipe(Impute::Linear);
        recipe.select.denominators.insert("x".into(), Denominator { by: "y".into(), scale: 1.0 });
        now.take_from_other_periods([&before], &recipe);
        assert_eq!(taken(&now), [("2019", "x", "a", 3.0), ("2019", "y", "a", 5.0)]);
    }
}
