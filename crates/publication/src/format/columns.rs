//! Columns that a table has only where the edition uses them: an edition without bonuses has no column
//! for them.

use domain::{
    EditionContent, Text, UnitScore,
    dataset::CellStatus,
    recipe::Recipe,
    score_sheet::{Exclusion, Subtotal},
};

use super::rows;

/// What stands in a cell.
pub(super) enum Cell {
    /// Points, on the scale of the scores.
    Points(Option<f64>),
    /// A share in `0..=1`.
    Share(Option<f64>),
    /// A number as it is: a value in the unit of its indicator, a median rank.
    Number(Option<f64>),
    /// A rank or the number of a band.
    Rank(Option<u32>),
    /// A letter or code.
    Text(String),
}

/// A column of the ranking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitColumn {
    RankBest,
    RankMedian,
    RankWorst,
    Band,
    Excluded,
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
    const ALL: [Self; 15] = [
        Self::RankBest,
        Self::RankMedian,
        Self::RankWorst,
        Self::Band,
        Self::Excluded,
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

    fn is_used(self, EditionContent { recipe, data, result, .. }: &EditionContent) -> bool {
        match self {
            Self::RankBest | Self::RankMedian | Self::RankWorst | Self::Band => recipe.robustness.is_some(),
            Self::Excluded => !result.steps.excluded_units.is_empty(),
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
            Self::RankBest => "rank_best",
            Self::RankMedian => "rank_median",
            Self::RankWorst => "rank_worst",
            Self::Band => "band",
            Self::Excluded => "excluded",
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
            Self::RankBest => Text::new("名次区间：最好", "Rank interval: best"),
            Self::RankMedian => Text::new("中位名次", "Median rank"),
            Self::RankWorst => Text::new("名次区间：最差", "Rank interval: worst"),
            Self::Band => Text::new("名次段", "Band"),
            Self::Excluded => Text::new("不计分的原因", "Why it is not scored"),
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
        let interval = score.and_then(|s| s.interval.as_ref());
        match self {
            Self::RankBest => Cell::Rank(interval.map(|i| i.best)),
            Self::RankMedian => Cell::Number(interval.map(|i| i.median)),
            Self::RankWorst => Cell::Rank(interval.map(|i| i.worst)),
            Self::Band => Cell::Rank(interval.map(|i| i.band)),
            Self::Excluded => {
                let code = &content.data.units[unit].code;
                let excluded = content.result.steps.excluded_units.iter().find(|excluded| excluded.code == *code);
                Cell::Text(excluded.map(|e| exclusion(e.reason)).unwrap_or_default().to_owned())
            }
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
    Used,
    Steps,
    StandardError,
    Status,
    Reason,
}

impl NodeColumn {
    const ALL: [Self; 5] = [Self::Used, Self::Steps, Self::StandardError, Self::Status, Self::Reason];

    /// Those this edition uses, in their order.
    pub(super) fn of(content: &EditionContent) -> Vec<Self> {
        Self::ALL.into_iter().filter(|column| column.is_used(content)).collect()
    }

    fn is_used(self, EditionContent { recipe, data, .. }: &EditionContent) -> bool {
        match self {
            Self::Used | Self::Steps => {
                !(recipe.select.denominators.is_empty() && recipe.impute.is_none() && recipe.treat.is_none())
            }
            Self::StandardError => !data.standard_errors.is_empty(),
            Self::Status | Self::Reason => !data.notes.is_empty(),
        }
    }

    /// The head of a CSV column.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Steps => "steps",
            Self::StandardError => "standard_error",
            Self::Status => "status",
            Self::Reason => "reason",
        }
    }

    /// The head of a column for people.
    pub(super) fn head(self) -> Text {
        match self {
            Self::Used => Text::new("计分所用的值（与原始值不同时）", "Value scored, where it is not the raw one"),
            Self::Steps => Text::new("所作处理", "Steps"),
            Self::StandardError => Text::new("标准误", "Standard error"),
            Self::Status => Text::new("情况", "Status"),
            Self::Reason => Text::new("理由", "Reason"),
        }
    }

    /// What stands in it for a unit and node.
    pub(super) fn cell(self, content: &EditionContent, unit: usize, node: usize) -> Cell {
        let score = rows::node_score(content, unit, node);
        match self {
            Self::Used => Cell::Number(score.used),
            Self::Steps => Cell::Text(steps(content, unit, node)),
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
const fn exclusion(reason: Exclusion) -> &'static str {
    match reason {
        Exclusion::Decided => "decided",
        Exclusion::TooFewValues { .. } => "too-few-values",
        Exclusion::TooManyZeros { .. } => "too-many-zeros",
        Exclusion::TooFewDifferent { .. } => "too-few-different",
    }
}

/// What made the value that was scored, in the order of the steps: `divided`, `imputed`, `winsorised`, `transformed`.
fn steps(content: &EditionContent, unit: usize, node: usize) -> String {
    let score = rows::node_score(content, unit, node);
    let Some(used) = score.used else { return String::new() };
    let code = &content.instrument.nodes()[node].code;
    let treated = content.result.steps.treated.iter().find(|treated| treated.code == *code);
    let denominator = content.recipe.select.denominators.get(code);
    let divided = denominator.and_then(|d| Some(score.raw? / (rows::raw(content, unit, &d.by)? / d.scale)));
    let before = if denominator.is_some() { divided } else { score.raw };
    let mut steps = Vec::new();
    if divided.is_some() {
        steps.push("divided");
    }
    if score.imputed {
        steps.push("imputed");
    }
    match treated {
        Some(treated) if treated.transformed => steps.push("transformed"),
        // The quotient is that of the run, computed in the same way: a value that is another was clipped.
        Some(_) if before.is_some_and(|before| before.to_bits() != used.to_bits()) => steps.push("winsorised"),
        Some(_) | None => {}
    }
    steps.join(" ")
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
