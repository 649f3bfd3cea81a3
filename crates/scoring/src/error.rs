//! Why a run is refused: which indicator, which unit, what to do.

use domain::{Problem, Text};

/// A reason to refuse a run. The engine never returns a silent number instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ScoringError {
    /// The data set has no column for an indicator.
    #[error("no values for indicator {indicator}")]
    ColumnMissing {
        /// Code of the indicator.
        indicator: String,
    },
    /// A column has another length than the list of units.
    #[error("indicator {indicator} has {found} values for {expected} units")]
    ColumnLength {
        /// Code of the indicator.
        indicator: String,
        /// How many units there are.
        expected: usize,
        /// How many values there are.
        found: usize,
    },
    /// The data set has no units.
    #[error("there are no units")]
    NoUnits,
    /// A value is infinite or not a number.
    #[error("indicator {indicator} of unit {unit} is not finite")]
    NotFinite {
        /// Code of the indicator.
        indicator: String,
        /// Code of the unit.
        unit: String,
    },
    /// Min–max needs two different values.
    #[error("indicator {indicator} has the same value everywhere")]
    Constant {
        /// Code of the indicator.
        indicator: String,
    },
    /// The recipe refuses missing values, and one is missing.
    #[error("indicator {indicator} of unit {unit} is missing")]
    Missing {
        /// Code of the indicator.
        indicator: String,
        /// Code of the unit.
        unit: String,
    },
    /// The recipe names no floor and target for an indicator.
    #[error("no goalposts for indicator {indicator}")]
    PostsMissing {
        /// Code of the indicator.
        indicator: String,
    },
    /// The recipe names floor and target for something that is no indicator.
    #[error("goalposts for unknown indicator {indicator}")]
    PostsUnknown {
        /// The code in the recipe.
        indicator: String,
    },
    /// Floor and target are equal, not finite, or point against the indicator's direction.
    #[error("the goalposts of indicator {indicator} do not fit its direction")]
    PostsDirection {
        /// Code of the indicator.
        indicator: String,
    },
    /// The lower end of the scale is not below the upper one.
    #[error("the scale runs from {lower} to {upper}")]
    Scale {
        /// Its lower end.
        lower: f64,
        /// Its upper end.
        upper: f64,
    },
    /// A least coverage is no share.
    #[error("{field} is {share}, not a share from 0 to 1")]
    Coverage {
        /// The field of the recipe.
        field: &'static str,
        /// What stands there.
        share: f64,
    },
    /// The grades do not fall strictly, or one of them is not finite or not unique.
    #[error("grade {letter} is out of order")]
    GradeOrder {
        /// Letter of the first grade that is wrong.
        letter: String,
    },
    /// A score left the range of floating-point numbers.
    #[error("the score of node {node} for unit {unit} overflows")]
    Overflow {
        /// Code of the node.
        node: String,
        /// Code of the unit.
        unit: String,
    },
}

impl ScoringError {
    /// The stable code programs see.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ColumnMissing { .. } => "score.column_missing",
            Self::ColumnLength { .. } => "score.column_length",
            Self::NoUnits => "score.no_units",
            Self::NotFinite { .. } => "score.not_finite",
            Self::Constant { .. } => "score.constant",
            Self::Missing { .. } => "score.missing",
            Self::PostsMissing { .. } => "score.posts_missing",
            Self::PostsUnknown { .. } => "score.posts_unknown",
            Self::PostsDirection { .. } => "score.posts_direction",
            Self::Scale { .. } => "score.scale",
            Self::Coverage { .. } => "score.coverage",
            Self::GradeOrder { .. } => "score.grade_order",
            Self::Overflow { .. } => "score.overflow",
        }
    }

    fn field(&self) -> Option<String> {
        match self {
            Self::ColumnMissing { indicator }
            | Self::ColumnLength { indicator, .. }
            | Self::Constant { indicator }
            | Self::PostsMissing { indicator }
            | Self::PostsUnknown { indicator }
            | Self::PostsDirection { indicator } => Some(indicator.clone()),
            Self::NotFinite { indicator, unit } | Self::Missing { indicator, unit } => {
                Some(format!("{indicator} · {unit}"))
            }
            Self::Overflow { node, unit } => Some(format!("{node} · {unit}")),
            Self::Coverage { field, .. } => Some((*field).into()),
            Self::GradeOrder { .. } => Some("grades".into()),
            Self::Scale { .. } => Some("normalise".into()),
            Self::NoUnits => None,
        }
    }

    fn message(&self) -> Text {
        match self {
            Self::ColumnMissing { indicator } => Text::new(
                format!("数据中没有指标“{indicator}”。"),
                format!("The data have no indicator “{indicator}”."),
            ),
            Self::ColumnLength { indicator, expected, found } => Text::new(
                format!("指标“{indicator}”有 {found} 个值，但评估对象有 {expected} 个。"),
                format!("Indicator “{indicator}” has {found} values for {expected} units."),
            ),
            Self::NoUnits => Text::new("数据中没有评估对象。", "The data have no units."),
            Self::NotFinite { indicator, unit } => Text::new(
                format!("“{unit}”的指标“{indicator}”不是有限的数。"),
                format!("Indicator “{indicator}” of “{unit}” is not a finite number."),
            ),
            Self::Constant { indicator } => Text::new(
                format!("指标“{indicator}”在所有评估对象上取值相同，不能按最小–最大值标准化。"),
                format!("Indicator “{indicator}” has the same value for every unit: min–max cannot normalise it."),
            ),
            Self::Missing { indicator, unit } => Text::new(
                format!("“{unit}”缺少指标“{indicator}”，而计分方法不允许缺失。"),
                format!("“{unit}” has no value for indicator “{indicator}”, and the recipe refuses missing values."),
            ),
            Self::PostsMissing { indicator } => Text::new(
                format!("指标“{indicator}”没有底线值和目标值。"),
                format!("Indicator “{indicator}” has no floor and target."),
            ),
            Self::PostsUnknown { indicator } => Text::new(
                format!("计分方法为“{indicator}”给出了底线值和目标值，但它不是指标。"),
                format!("The recipe gives a floor and target for “{indicator}”, which is no indicator."),
            ),
            Self::PostsDirection { indicator } => Text::new(
                format!("指标“{indicator}”的底线值与目标值和它的方向不符。"),
                format!("The floor and target of indicator “{indicator}” do not fit its direction."),
            ),
            Self::Scale { lower, upper } => Text::new(
                format!("分值范围从 {lower} 到 {upper}：下限必须小于上限。"),
                format!("The scale runs from {lower} to {upper}: the lower end must be below the upper."),
            ),
            Self::Coverage { share, .. } => Text::new(
                format!("最低数据覆盖是 {share}：它必须在 0 到 1（0% 到 100%）之间。"),
                format!("The least coverage is {share}: it must lie between 0 and 1 (0 % and 100 %)."),
            ),
            Self::GradeOrder { letter } => Text::new(
                format!("等次“{letter}”的分数线没有低于前一等次，或等次重复。"),
                format!("Grade “{letter}” does not begin below the one before it, or occurs twice."),
            ),
            Self::Overflow { node, unit } => Text::new(
                format!("“{unit}”在“{node}”上的得分超出了数值范围。"),
                format!("The score of “{unit}” on “{node}” is too large a number."),
            ),
        }
    }

    fn remedy(&self) -> Text {
        match self {
            Self::ColumnMissing { .. } | Self::ColumnLength { .. } | Self::NoUnits => {
                Text::new("补全数据表后重新上传。", "Complete the table and upload it again.")
            }
            Self::NotFinite { .. } | Self::Overflow { .. } => {
                Text::new("改正这个值；没有数据就留空。", "Correct the value; leave it blank if there is none.")
            }
            Self::Constant { .. } => Text::new(
                "改用固定的底线值和目标值，或把这个指标移出指标体系。",
                "Use a fixed floor and target, or take the indicator out of the instrument.",
            ),
            Self::Missing { .. } => Text::new(
                "补上这个值，或在计分方法中选择“缺失时重新分配权重”。",
                "Supply the value, or choose “redistribute” for missing values in the recipe.",
            ),
            Self::PostsMissing { .. } | Self::PostsUnknown { .. } => Text::new(
                "在计分方法中为每个指标各写一组底线值和目标值。",
                "Give each indicator one floor and one target in the recipe.",
            ),
            Self::PostsDirection { .. } => Text::new(
                "正向指标的目标值要高于底线值，逆向指标要低于底线值。",
                "The target is above the floor where more is better, below it where less is better.",
            ),
            Self::Scale { .. } => Text::new("例如 0 到 100。", "For example 0 to 100."),
            Self::Coverage { .. } => Text::new(
                "例如 0.5，即一半权重有数据；不设要求就写 0。",
                "For example 0.5, half of the weight; 0 asks for nothing.",
            ),
            Self::GradeOrder { .. } => {
                Text::new("从最好的等次写起，分数线依次降低。", "Begin with the best grade and let each begin lower.")
            }
        }
    }
}

impl From<&ScoringError> for Problem {
    fn from(error: &ScoringError) -> Self {
        let problem = Self::error(error.code(), error.message()).remedy(error.remedy());
        match error.field() {
            Some(field) => problem.at_field(field),
            None => problem,
        }
    }
}
