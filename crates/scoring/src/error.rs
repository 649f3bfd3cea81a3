//! Why a run is refused: which indicator, which unit, what to do.

mod words;

use domain::{Problem, Text};

use crate::Refusal;

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
    /// The recipe names no method for an indicator.
    #[error("no method for indicator {indicator}")]
    MethodMissing {
        /// Code of the indicator.
        indicator: String,
    },
    /// The recipe names a method for something that is no indicator.
    #[error("a method for unknown indicator {indicator}")]
    MethodUnknown {
        /// The code in the recipe.
        indicator: String,
    },
    /// Points reward more, but less is better on the indicator.
    #[error("the method of indicator {indicator} does not fit its direction")]
    MethodDirection {
        /// Code of the indicator.
        indicator: String,
    },
    /// A value that should be points from 0 to 100 is not.
    #[error("indicator {indicator} of unit {unit} is {value}, not points from 0 to 100")]
    OutsideScale {
        /// Code of the indicator.
        indicator: String,
        /// Code of the unit.
        unit: String,
        /// The value.
        value: f64,
    },
    /// A cap is negative or not finite.
    #[error("the cap of {item} is {cap}")]
    Cap {
        /// Code of the item, or the field of the common cap.
        item: String,
        /// The cap.
        cap: f64,
    },
    /// The least total is not below the largest.
    #[error("totals run from {lower} to {upper}")]
    TotalEnds {
        /// The least total.
        lower: f64,
        /// The largest total.
        upper: f64,
    },
    /// Two bonuses, deductions, vetoes or nodes have one code.
    #[error("the code {code} occurs twice")]
    ItemRepeated {
        /// The code.
        code: String,
    },
    /// A veto names a grade that the recipe does not have.
    #[error("veto {veto} limits to grade {ceiling}, which there is not")]
    CeilingUnknown {
        /// Code of the veto.
        veto: String,
        /// The letter it names.
        ceiling: String,
    },
    /// The recipe calls something subjective that the instrument does not have.
    #[error("there is no {node} that could be subjective")]
    SubjectiveUnknown {
        /// The code in the recipe.
        node: String,
    },
    /// The data speak of an indicator or item that instrument and recipe do not have.
    #[error("the data speak of {item}, which there is not")]
    ItemUnknown {
        /// The code in the data.
        item: String,
    },
    /// The data speak of a unit that is not among them.
    #[error("{item} speaks of unit {unit}, which there is not")]
    UnitUnknown {
        /// Code of the indicator or item.
        item: String,
        /// The code in the data.
        unit: String,
    },
    /// Points of a bonus or deduction are negative or not finite.
    #[error("the points of {item} for unit {unit} are negative or not finite")]
    Points {
        /// Code of the item.
        item: String,
        /// Code of the unit.
        unit: String,
    },
    /// A grade is to be limited without a decision and an article of law.
    #[error("veto {veto} for unit {unit} has no legal basis")]
    BasisMissing {
        /// Code of the veto.
        veto: String,
        /// Code of the unit.
        unit: String,
    },
    /// A cell has a value and is said to have none, or the other way round.
    #[error("value and note of indicator {indicator} for unit {unit} contradict each other")]
    NoteContradicts {
        /// Code of the indicator.
        indicator: String,
        /// Code of the unit.
        unit: String,
    },
    /// An item is said not to apply, without a reason.
    #[error("indicator {indicator} does not apply to unit {unit}, but nobody says why")]
    ReasonMissing {
        /// Code of the indicator.
        indicator: String,
        /// Code of the unit.
        unit: String,
    },
    /// A standard error is negative or not finite, or there is no value it could belong to.
    #[error("the standard error of indicator {indicator} for unit {unit} is none")]
    StandardError {
        /// Code of the indicator.
        indicator: String,
        /// Code of the unit.
        unit: String,
    },
    /// The steps cannot carry standard errors: scores depend on other values, too.
    #[error("these steps cannot carry the standard errors of indicator {indicator}")]
    StandardErrorScale {
        /// Code of the indicator.
        indicator: String,
    },
    /// The recipe says it is of a version that does not know what it asks for.
    #[error("the recipe needs version {needs}")]
    Version {
        /// The version that knows it.
        needs: &'static str,
    },
    /// A choice of the recipe is none, or does not fit the instrument, the data or another choice.
    #[error("{field}: {}", why.en)]
    Choice {
        /// The field of the recipe.
        field: String,
        /// What is wrong.
        why: Text,
    },
    /// A method has no answer for what it was given.
    #[error("node {node}: {refusal}")]
    Refused {
        /// Code of the indicator or dimension.
        node: String,
        /// Code of the unit, where the method knows it.
        unit: Option<String>,
        /// Why.
        refusal: Refusal,
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
            Self::MethodMissing { .. } => "score.method_missing",
            Self::MethodUnknown { .. } => "score.method_unknown",
            Self::MethodDirection { .. } => "score.method_direction",
            Self::OutsideScale { .. } => "score.outside_scale",
            Self::Cap { .. } => "score.cap",
            Self::TotalEnds { .. } => "score.total_ends",
            Self::ItemRepeated { .. } => "score.item_repeated",
            Self::CeilingUnknown { .. } => "score.ceiling_unknown",
            Self::SubjectiveUnknown { .. } => "score.subjective_unknown",
            Self::ItemUnknown { .. } => "score.item_unknown",
            Self::UnitUnknown { .. } => "score.unit_unknown",
            Self::Points { .. } => "score.points",
            Self::BasisMissing { .. } => "score.basis_missing",
            Self::NoteContradicts { .. } => "score.note_contradicts",
            Self::ReasonMissing { .. } => "score.reason_missing",
            Self::StandardError { .. } => "score.standard_error",
            Self::StandardErrorScale { .. } => "score.standard_error_scale",
            Self::Version { .. } => "score.version",
            Self::Choice { .. } => "score.choice",
            Self::Refused { refusal, .. } => refusal.code(),
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
            | Self::PostsDirection { indicator }
            | Self::MethodMissing { indicator }
            | Self::MethodUnknown { indicator }
            | Self::MethodDirection { indicator }
            | Self::StandardErrorScale { indicator } => Some(indicator.clone()),
            Self::NotFinite { indicator: item, unit }
            | Self::Missing { indicator: item, unit }
            | Self::OutsideScale { indicator: item, unit, .. }
            | Self::NoteContradicts { indicator: item, unit }
            | Self::ReasonMissing { indicator: item, unit }
            | Self::StandardError { indicator: item, unit }
            | Self::UnitUnknown { item, unit }
            | Self::Points { item, unit }
            | Self::BasisMissing { veto: item, unit } => Some(format!("{item} · {unit}")),
            Self::Cap { item: code, .. }
            | Self::ItemRepeated { code }
            | Self::CeilingUnknown { veto: code, .. }
            | Self::SubjectiveUnknown { node: code }
            | Self::Refused { node: code, unit: None, .. }
            | Self::ItemUnknown { item: code } => Some(code.clone()),
            Self::TotalEnds { .. } => Some("adjust".into()),
            Self::Version { .. } => Some("version".into()),
            Self::Choice { field, .. } => Some(field.clone()),
            Self::Refused { node, unit: Some(unit), .. } | Self::Overflow { node, unit } => {
                Some(format!("{node} · {unit}"))
            }
            Self::Coverage { field, .. } => Some((*field).into()),
            Self::GradeOrder { .. } => Some("grades".into()),
            Self::Scale { .. } => Some("normalise".into()),
            Self::NoUnits => None,
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
