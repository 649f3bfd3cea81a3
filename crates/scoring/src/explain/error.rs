//! Why a question about a result has no answer.

use domain::{Problem, Text};

use crate::ScoringError;

/// A reason to give no explanation.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ExplainError {
    /// There is no such unit.
    #[error("there is no unit {unit}")]
    UnitUnknown {
        /// The code that was asked for.
        unit: String,
    },
    /// The unit is in one of the two editions only: nothing of it changed, it came or went.
    #[error("unit {unit} is in one of the two editions only")]
    OnlyInOne {
        /// Code of the unit.
        unit: String,
    },
    /// The unit has no overall score.
    #[error("unit {unit} has no score")]
    NoScore {
        /// Code of the unit.
        unit: String,
    },
    /// The recipe has no such grade.
    #[error("there is no grade {letter}")]
    GradeUnknown {
        /// The letter that was asked for.
        letter: String,
    },
    /// Ranks begin at 1.
    #[error("there is no rank 0")]
    RankZero,
    /// The score sheet does not belong to this instrument and these data.
    #[error("the score sheet does not belong to these data")]
    OtherSheet,
    /// There is nothing to explain: the run itself is refused.
    #[error("the run is refused: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Refused(Vec<ScoringError>),
}

impl ExplainError {
    /// The stable code programs see.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnitUnknown { .. } => "explain.unit_unknown",
            Self::OnlyInOne { .. } => "explain.only_in_one",
            Self::NoScore { .. } => "explain.no_score",
            Self::GradeUnknown { .. } => "explain.grade_unknown",
            Self::RankZero => "explain.rank_zero",
            Self::OtherSheet => "explain.other_sheet",
            Self::Refused(_) => "explain.refused",
        }
    }

    /// The same for people; a refused run says all its reasons.
    pub fn problems(&self) -> Vec<Problem> {
        let one = |zh: String, en: String| vec![Problem::error(self.code(), Text::new(zh, en))];
        match self {
            Self::UnitUnknown { unit } => one(format!("没有评估对象“{unit}”。"), format!("There is no unit “{unit}”.")),
            Self::OnlyInOne { unit } => one(
                format!("两个发布版中只有一个包含“{unit}”，无法比较。"),
                format!("Only one of the two editions has “{unit}”: there is nothing to compare."),
            ),
            Self::NoScore { unit } => one(format!("“{unit}”没有总分。"), format!("“{unit}” has no overall score.")),
            Self::GradeUnknown { letter } => {
                one(format!("计分方法中没有等次“{letter}”。"), format!("The recipe has no grade “{letter}”."))
            }
            Self::RankZero => one("名次从 1 开始。".into(), "Ranks begin at 1.".into()),
            Self::OtherSheet => {
                one("成绩与数据不相符。".into(), "The score sheet does not belong to these data.".into())
            }
            Self::Refused(errors) => errors.iter().map(Problem::from).collect(),
        }
    }
}
