//! One item of one unit: what it comes to, or why it comes to nothing.

use domain::{
    Text,
    questionnaire::{Item, ItemKind},
    rating::{Judgement, is_rated},
};
use evidence::Outcome;
use storage::ratings::RatingRecord;

use super::{CellState, GatherCell};
use crate::{
    counted::{Counted, CountedRespondent},
    digest::ItemDigest,
};

/// The newest rating of an item of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Newest<'a> {
    pub record: &'a RatingRecord,
    /// Whether the table that counts is the one it judged.
    pub stands: bool,
}

/// The cell of an item from what its respondent said of it and the newest rating.
pub(super) fn of(
    item: &Item,
    asked: Option<&CountedRespondent>,
    said: Option<&ItemDigest>,
    rating: Option<Newest<'_>>,
) -> GatherCell {
    let found = match asked.map(|asked| &asked.counted) {
        None => not_submitted(Text::new("没有部门填报这个题项。", "Nobody was asked about this item.")),
        Some(Counted::Pending(progress)) => {
            let label = progress.label();
            GatherCell { reason: Some(label), ..blank(CellState::NotConfirmed) }
        }
        Some(Counted::Nothing) => not_submitted(Text::new(
            "填报已结束，没有经负责人确认的填报。",
            "Filing is over, and no head confirmed anything.",
        )),
        Some(Counted::Revision(head)) => {
            let cell = said.map_or_else(no_rows, |said| confirmed(item, said, rating));
            GatherCell { revision: Some(head.revision), ..cell }
        }
    };
    GatherCell { respondent: asked.map(|asked| asked.respondent.id), ..found }
}

/// What a confirmed table comes to.
fn confirmed(item: &Item, said: &ItemDigest, rating: Option<Newest<'_>>) -> GatherCell {
    if let Some(reason) = &said.not_applicable {
        return GatherCell { reason: Some(Text::same(reason)), ..blank(CellState::NotApplicable) };
    }
    let cell = match &said.outcome {
        None => no_rows(),
        Some(outcome) if !item.weighs() => outside(item, said, outcome),
        Some(_) if said.rows == 0 => no_rows(),
        Some(outcome) if is_rated(item) => rated(item, outcome, rating),
        Some(outcome) => measured(item, outcome, outcome.value),
    };
    GatherCell { rows: said.rows, ..cell }
}

/// A bonus, deduction or veto: without a row nothing was found, which is an answer too.
fn outside(item: &Item, said: &ItemDigest, outcome: &Outcome) -> GatherCell {
    let value = match item.kind {
        ItemKind::Veto { .. } => Some(said.rows as f64),
        ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Quantitative { .. }
        | ItemKind::YesNo { .. }
        | ItemKind::Rubric { .. }
        // The recipe caps them. Amounts below zero would turn a deduction into a bonus.
        | ItemKind::Survey { .. } => outcome.numerator.map(|points| points.max(0.0)),
    };
    match value {
        Some(value) => GatherCell { value: Some(value), finding: said.finding.clone(), ..blank(CellState::Ready) },
        None => not_submitted(outcome.reason.clone().unwrap_or_default()),
    }
}

fn rated(item: &Item, outcome: &Outcome, rating: Option<Newest<'_>>) -> GatherCell {
    let Some(Newest { record, stands }) = rating else { return blank(CellState::ToRate) };
    if !stands {
        return blank(CellState::Outdated);
    }
    match &record.rating.judgement {
        Judgement::Level { points } => GatherCell { value: Some(*points), ..blank(CellState::Ready) },
        Judgement::Answers { refused } => {
            // Every refused row said yes: a rating upon this very table was checked against it.
            let share = |outcome: &Outcome| {
                let stand = outcome.numerator? - refused.len() as f64;
                outcome.denominator.filter(|&rows| rows > 0.0).map(|rows| 100.0 * stand / rows)
            };
            measured(item, outcome, share(outcome))
        }
    }
}

fn measured(item: &Item, outcome: &Outcome, value: Option<f64>) -> GatherCell {
    let Some(value) = value else {
        let reason = outcome.reason.clone().unwrap_or_default();
        // There are rows, but none counts, as where no case fell due: an item that need not apply does not.
        return if item.may_not_apply {
            GatherCell { reason: Some(reason), ..blank(CellState::NotApplicable) }
        } else {
            not_submitted(reason)
        };
    };
    let few = item.min_denominator.filter(|_| outcome.low_denominator).map(|least| {
        Text::new(format!("分母不足 {least}。"), format!("Fewer than {least} cases stand below the line."))
    });
    GatherCell {
        value: Some(value),
        standard_error: outcome.standard_error,
        reason: few,
        ..blank(if outcome.low_denominator { CellState::LowDenominator } else { CellState::Ready })
    }
}

fn no_rows() -> GatherCell {
    not_submitted(Text::new(
        "已确认的填报表没有一行，也没有说明不适用。",
        "The confirmed table has no row and does not say that the item does not apply.",
    ))
}

fn not_submitted(reason: Text) -> GatherCell {
    GatherCell { reason: Some(reason), ..blank(CellState::NotSubmitted) }
}

fn blank(state: CellState) -> GatherCell {
    GatherCell {
        state,
        value: None,
        standard_error: None,
        rows: 0,
        reason: None,
        finding: None,
        respondent: None,
        revision: None,
    }
}
