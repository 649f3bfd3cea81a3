//! An item 题项: one indicator, deduction, bonus or veto, and how it is asked and scored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    column::Column,
    formula::{Condition, Formula},
};
use crate::text::Text;

/// One item of a questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Unique among dimensions and items: `A1.1`.
    pub code: String,
    /// The dimension it weighs in; `None` for deductions, bonuses and vetoes, which weigh nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its name.
    pub name: Text,
    /// Share within the parent in percent; siblings sum to 100. `None` as for `parent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// Its type, and how its rows become a value.
    pub kind: ItemKind,
    /// Unit of measurement of the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// Code of the department that answers 牵头.
    pub lead: String,
    /// Codes of departments that help 配合.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assist: Vec<String>,
    /// Who fills the table.
    #[serde(default)]
    pub filler: Filler,
    /// Tasks of the founding document it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<u16>,
    /// Codes of its principles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<String>,
    /// Where the rows come from: ledgers, portals, registers.
    pub source: Text,
    /// The columns of its evidence table, between the common ones.
    pub columns: Vec<Column>,
    /// What must hold between the columns of each row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub row_rules: Vec<RowRule>,
    /// Whether a unit may say, with a reason, that the item does not apply to it 不适用. Its weight
    /// then goes to its siblings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_not_apply: bool,
    /// Below this denominator a value is shown but marked: too few cases to say much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_denominator: Option<u32>,
    /// How the assessor checks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verification: Vec<Verification>,
    /// What of it the public may see.
    #[serde(default)]
    pub disclosure: Disclosure,
    /// What the filler must know besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The type of an item and how its rows become a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ItemKind {
    /// 定量: a formula over the rows; the value earns 0 at the floor and 100 at the target, linearly,
    /// and is cut beyond. A target below the floor means less is better.
    Quantitative {
        /// From rows to the value.
        formula: Formula,
        /// The value that earns 0 points, in the item's unit.
        floor: f64,
        /// The value that earns 100 points, in the item's unit.
        target: f64,
    },
    /// 清单: the share of rows whose yes-or-no column says yes, in percent.
    YesNo {
        /// Key of the yes-or-no column.
        column: String,
    },
    /// 分档: an evaluator chooses a level on the evidence and gives a reason.
    Rubric {
        /// The levels, lowest points first.
        levels: Vec<Level>,
    },
    /// 问卷调查: the weighted mean of answers, each worth points, with its standard error.
    Survey {
        /// What is asked.
        question: Text,
        /// Key of the column of answers.
        answer: String,
        /// Key of the column of sample weights; blank cells weigh 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<String>,
        /// Points of each answer, by the answer as written.
        points: BTreeMap<String, f64>,
        /// Answers that say nothing, such as “do not know”; they are counted but not averaged.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        exclude: Vec<String>,
        /// Frame, strata and size of the sample.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sampling: Option<Text>,
    },
    /// 扣分: points taken from the total, at most `cap`.
    Deduction {
        /// What each row or the value of a formula takes.
        points: Points,
        /// Most points it takes.
        cap: f64,
    },
    /// 加分: points added to the total, at most `cap`.
    Bonus {
        /// What each row or the value of a formula adds.
        points: Points,
        /// Most points it adds.
        cap: f64,
    },
    /// 等次限制: any confirmed row keeps the grade at `ceiling` or below. Needs a legal basis.
    Veto {
        /// Letter of the best grade that is still possible.
        ceiling: String,
    },
}

/// A level of a rubric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Points of the level, 0 to 100.
    pub points: f64,
    /// What must be true for it.
    pub text: Text,
}

/// What rows take or add.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Points {
    /// The same points for each row, or fewer once its matter is closed.
    Row {
        /// Only rows for which this holds; all without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<Condition>,
        /// Points of a row.
        points: f64,
        /// Other points for rows whose matter is closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closed: Option<Closed>,
    },
    /// Points by the option a column says.
    Option {
        /// Key of a column with options.
        column: String,
        /// Points by option, as written in Chinese.
        points: BTreeMap<String, f64>,
    },
    /// Points by the value of a formula.
    Value {
        /// From rows to the value.
        formula: Formula,
        /// Points for each whole or part unit of the value.
        points: f64,
    },
}

/// Rows whose matter is closed, and their points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// When a row counts as closed.
    pub when: Condition,
    /// Points of such a row.
    pub points: f64,
}

/// What must hold between the columns of a row 表内关系.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowRule {
    /// Key of the column whose cell is marked where the rule is broken.
    pub column: String,
    /// What must hold. A rule that meets a blank optional cell holds.
    pub holds: Condition,
    /// The rule in words: the instruction and the message in one.
    pub text: Text,
}

/// Who fills a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Filler {
    /// The department that leads it.
    #[default]
    Respondent,
    /// The assessor, from lists the department does not control.
    Assessor,
}

/// What of an item the public may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Disclosure {
    /// Score, value and rows, without internal columns.
    #[default]
    Public,
    /// Score and value, no rows.
    AggregateOnly,
    /// Score only.
    ScoreOnly,
}

/// How the assessor checks an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// 书面审核.
    Desk,
    /// 交叉核验 against other registers.
    CrossCheck,
    /// 实地核查.
    FieldCheck,
    /// 网上核查.
    WebCheck,
    /// 暗访体验.
    MysteryTest,
    /// 抽样回访.
    SampleCallback,
    /// 企业回访.
    EnterpriseCallback,
    /// 第三方比对.
    ThirdPartyMatch,
    /// 独立调查.
    IndependentSurvey,
    /// 与调查结果互证.
    SurveyCrossCheck,
    /// 双人复核.
    TwoPersonReview,
    /// 委托方确认.
    CommissionerConfirm,
}
