//! Columns that a table has only where the edition uses them: an edition without bonuses has no column
//! for them.

use domain::{EditionContent, Text, UnitScore, dataset::CellStatus, recipe::Recipe, score_sheet::Subtotal};

use super::rows;

/// What stands in a cell.
pub(super) enum Cell {
    /// Points, on the scale of the scores.
    Points(Option<f64>),
    /// A share in `0..=1`.
    Share(Option<f64>),
    /// A letter or code.
    Text(String),
}

/// A column of the ranking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitColumn {
    StandardError,
    Objective,
    ObjectiveShare,
    Subjective,
    SubjectiveShare,
    WeightedSum,
    Bonus,
    Deduction,
    GradeWithoutCeiling,
    CeilingReasons,
}

impl UnitColumn {
    const ALL: [Self; 10] = [
        Self::StandardError,
        Self::Objective,
        Self::ObjectiveShare,
        Self::Subjective,
        Self::SubjectiveShare,
        Self::WeightedSum,
        Self::Bonus,
        Self::Deduction,
        Self::GradeWithoutCeiling,
        Self::CeilingReasons,
    ];

    /// Those this edition uses, in their order.
    pub(super) fn of(content: &EditionContent) -> Vec<Self> {
        Self::ALL.into_iter().filter(|column| column.is_used(content)).collect()
    }

    fn is_used(self, EditionContent { recipe, data, .. }: &EditionContent) -> bool {
        match self {
            Self::StandardError => !data.standard_errors.is_empty(),
            Self::Objective | Self::ObjectiveShare | Self::Subjective | Self::SubjectiveShare => {
                !recipe.subjective.is_empty()
            }
            Self::WeightedSum | Self::Bonus | Self::Deduction => recipe.adjust.is_some(),
            Self::GradeWithoutCeiling | Self::CeilingReasons => !recipe.vetoes.is_empty(),
        }
    }

    /// The head of a CSV column.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::StandardError => "standard_error",
            Self::Objective => "objective",
            Self::ObjectiveShare => "objective_share",
            Self::Subjective => "subjective",
            Self::SubjectiveShare => "subjective_share",
            Self::WeightedSum => "weighted_sum",
            Self::Bonus => "bonus",
            Self::Deduction => "deduction",
            Self::GradeWithoutCeiling => "grade_without_ceiling",
            Self::CeilingReasons => "ceiling_reasons",
        }
    }

    /// The head of a column for people.
    pub(super) fn head(self) -> Text {
        match self {
            Self::StandardError => Text::new("标准误", "Standard error"),
            Self::Objective => Text::new("客观分", "Objective score"),
            Self::ObjectiveShare => Text::new("客观部分权重", "Share of the objective part"),
            Self::Subjective => Text::new("主观分", "Subjective score"),
            Self::SubjectiveShare => Text::new("主观部分权重", "Share of the subjective part"),
            Self::WeightedSum => Text::new("加权得分", "Weighted sum"),
            Self::Bonus => Text::new("加分", "Bonus"),
            Self::Deduction => Text::new("扣分", "Deduction"),
            Self::GradeWithoutCeiling => Text::new("不受限制时的等次", "Grade without ceiling"),
            Self::CeilingReasons => Text::new("等次限制", "Reasons of the ceiling"),
        }
    }

    /// What stands in it for a unit.
    pub(super) fn cell(self, content: &EditionContent, unit: usize) -> Cell {
        let score = rows::score(content, unit);
        let adjusted = score.and_then(|s| s.adjusted.as_ref());
        let ceiling = score.and_then(|s| s.ceiling.as_ref());
        match self {
            Self::StandardError => Cell::Points(rows::node_score(content, unit, 0).standard_error),
            Self::Objective => Cell::Points(objective(score).map(|part| part.score)),
            Self::ObjectiveShare => Cell::Share(objective(score).map(|part| part.share)),
            Self::Subjective => Cell::Points(subjective(score).map(|part| part.score)),
            Self::SubjectiveShare => Cell::Share(subjective(score).map(|part| part.share)),
            Self::WeightedSum => Cell::Points(adjusted.map(|a| a.base)),
            Self::Bonus => Cell::Points(adjusted.map(|a| a.bonus)),
            Self::Deduction => Cell::Points(adjusted.map(|a| a.deduction)),
            Self::GradeWithoutCeiling => Cell::Text(ceiling.and_then(|c| c.without.clone()).unwrap_or_default()),
            Self::CeilingReasons => {
                let codes = ceiling.map(|c| c.reasons.iter().map(|r| r.code.as_str()).collect::<Vec<_>>().join(" "));
                Cell::Text(codes.unwrap_or_default())
            }
        }
    }
}

fn objective(score: Option<&UnitScore>) -> Option<Subtotal> {
    score?.subtotals?.objective
}

fn subjective(score: Option<&UnitScore>) -> Option<Subtotal> {
    score?.subtotals?.subjective
}

/// A column of the derivation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeColumn {
    StandardError,
    Status,
    Reason,
}

impl NodeColumn {
    const ALL: [Self; 3] = [Self::StandardError, Self::Status, Self::Reason];

    /// Those this edition uses, in their order.
    pub(super) fn of(content: &EditionContent) -> Vec<Self> {
        Self::ALL.into_iter().filter(|column| column.is_used(content)).collect()
    }

    fn is_used(self, EditionContent { data, .. }: &EditionContent) -> bool {
        match self {
            Self::StandardError => !data.standard_errors.is_empty(),
            Self::Status | Self::Reason => !data.notes.is_empty(),
        }
    }

    /// The head of a CSV column.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::StandardError => "standard_error",
            Self::Status => "status",
            Self::Reason => "reason",
        }
    }

    /// The head of a column for people.
    pub(super) fn head(self) -> Text {
        match self {
            Self::StandardError => Text::new("标准误", "Standard error"),
            Self::Status => Text::new("情况", "Status"),
            Self::Reason => Text::new("理由", "Reason"),
        }
    }

    /// What stands in it for a unit and node.
    pub(super) fn cell(self, content: &EditionContent, unit: usize, node: usize) -> Cell {
        let score = rows::node_score(content, unit, node);
        match self {
            Self::StandardError => Cell::Points(score.standard_error),
            Self::Status => Cell::Text(score.status.map(status).unwrap_or_default().to_owned()),
            Self::Reason => {
                let (indicator, unit) = (&content.instrument.nodes()[node].code, &content.data.units[unit].code);
                let reason = content.data.note(indicator, unit).and_then(|note| note.reason.as_ref());
                Cell::Text(reason.map(Text::to_string).unwrap_or_default())
            }
        }
    }
}

/// As in the bundle.
const fn status(status: CellStatus) -> &'static str {
    match status {
        CellStatus::NotSubmitted => "not-submitted",
        CellStatus::NotApplicable => "not-applicable",
        CellStatus::LowDenominator => "low-denominator",
    }
}

/// Whether bonuses, deductions or vetoes have a table of their own.
pub(super) fn has_adjustments(recipe: &Recipe) -> bool {
    recipe.adjust.is_some() || !recipe.vetoes.is_empty()
}
