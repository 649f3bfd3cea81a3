//! The questionnaire 评估问卷: for each indicator of an instrument, what is asked of whom, in which
//! evidence table 填报表, and how the answers become the indicator's value.
//!
//! [`Questionnaire`] is written as one JSON file (`fixtures/shanxi/instrument.json`). It is checked
//! once, by `evidence::read_questionnaire`; what comes out holds together: every condition names
//! columns that exist, every department is known, every weight sums.

pub mod column;
pub mod evidence;
pub mod formula;
pub mod item;
pub mod lineage;
pub mod region;
mod tree;

use serde::{Deserialize, Serialize};

use crate::{recipe::Grade, text::Text};

pub use column::{Column, Sensitivity, ValueRule};
pub use evidence::{EvidenceRow, EvidenceRows, EvidenceTable};
pub use formula::{Condition, Formula, Measure};
pub use item::{Disclosure, Filler, Item, ItemKind};
pub use region::{Region, RegionLevel};

/// The version of the file format. A published questionnaire is never reinterpreted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// November 2026.
    #[default]
    #[serde(rename = "1")]
    V1,
}

/// A questionnaire as it stands in its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// The version of the file format.
    pub format: Format,
    /// Identifies it among others: `shanxi-gov-integrity`; letters, digits and hyphens.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What a reader must know of its standing: an example, a draft, the law in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Text>,
    /// The documents it rests on.
    #[serde(default)]
    pub basis: Vec<Text>,
    /// Tags that cut across the tree, such as principles 原则.
    #[serde(default)]
    pub principles: Vec<Principle>,
    /// Who may be asked.
    pub departments: Vec<Department>,
    /// The places that rows may name; empty if the questionnaire has no region columns.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// The dimensions 维度, parents before children, without the root.
    pub dimensions: Vec<Dimension>,
    /// Columns of every evidence table, before its own.
    #[serde(default)]
    pub leading_columns: Vec<Column>,
    /// Columns of every evidence table, after its own.
    #[serde(default)]
    pub trailing_columns: Vec<Column>,
    /// The items 题项 in the order of the questionnaire.
    pub items: Vec<Item>,
    /// What changes a total after the weighted sum.
    #[serde(default)]
    pub adjustments: Adjustments,
    /// The grades 等次, best first.
    #[serde(default)]
    pub grades: Vec<Grade>,
    /// The phases 阶段 of a round, in their order.
    #[serde(default)]
    pub phases: Vec<Phase>,
}

impl Questionnaire {
    /// The item with this code.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The department with this code.
    pub fn department(&self, code: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.code == code)
    }

    /// The region with this code.
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// The items a department leads 牵头, in order.
    pub fn led_by<'a>(&'a self, department: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.lead == department)
    }

    /// The items whose tables a department fills, in order: the sheets of its workbook. The assessor
    /// fills what no department may say of itself; everybody else what they lead besides.
    pub fn asked_of<'a>(&'a self, department: &'a str) -> impl Iterator<Item = &'a Item> {
        let assessor = self.department(department).is_some_and(|department| department.assessor);
        self.items.iter().filter(move |item| match item.filler {
            Filler::Assessor => assessor,
            Filler::Respondent => item.lead == department,
        })
    }

    /// All columns of an item's evidence table, in the order of the sheet.
    pub fn columns<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Column> + Clone {
        self.leading_columns.iter().chain(&item.columns).chain(&self.trailing_columns)
    }
}

/// A tag that cuts across the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Principle {
    /// `P1`.
    pub code: String,
    /// 依法行政, lawful administration.
    pub name: Text,
}

/// A kind of department that leads or assists items; each unit has its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// `FIN`.
    pub code: String,
    /// Its name in a unit: 市财政局.
    pub name: Text,
    /// Its superior in the founding document, as it is called now: 省财政厅.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<Text>,
    /// Its superior as the founding document called it, where that has changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formerly: Option<Text>,
    /// Whether it is the assessor itself 评估组: it fills the items whose `filler` is the assessor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assessor: bool,
}

/// A dimension 维度 of the weighted tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Unique among dimensions and items.
    pub code: String,
    /// The dimension above; `None` directly below the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its name.
    pub name: Text,
    /// Share within the parent in percent; siblings sum to 100.
    pub weight: f64,
    /// Where the founding document speaks of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// Whether it rests on what people say rather than on records; objective and subjective
    /// subtotals are published apart.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub subjective: bool,
}

/// What changes a total after the weighted sum: `clamp(Σ + bonus − deductions, 0, 100)`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjustments {
    /// Most points all deductions 扣分 together take away; `None` for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deduction_cap: Option<f64>,
    /// Most points all bonuses 加分 together add; `None` for no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus_cap: Option<f64>,
}

/// A phase 阶段 of a round and the working days it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// `self-report`.
    pub code: String,
    /// 自评填报与佐证上传.
    pub name: Text,
    /// Working days 工作日, by the calendar with make-up days.
    pub working_days: u16,
}
