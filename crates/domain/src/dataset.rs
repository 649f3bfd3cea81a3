//! The values an index is computed from: units × indicators, for one period.

mod adjustment;
mod cell;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Text;

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

    /// What is to be known of a cell beside its value.
    pub fn note(&self, indicator: &str, unit: &str) -> Option<&CellNote> {
        self.notes.get(indicator)?.get(unit)
    }

    /// A cell's standing, where it is not simply a value or missing.
    pub fn status(&self, indicator: &str, unit: &str) -> Option<CellStatus> {
        self.note(indicator, unit).map(|note| note.status)
    }
}
