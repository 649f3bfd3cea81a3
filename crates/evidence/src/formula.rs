//! From the rows of an evidence table to the value of its item: computed here, and written as the live
//! formula of the item's sheet. One file a formula; a test recalculates sheets in LibreOffice and
//! holds the two together.
//!
//! Blank cells: a condition that a blank cell leaves open does not count; what a blank cell means in a
//! sum or a mean stands in the file of the formula. Nothing is ever divided by zero: without a
//! denominator there is no value, and a reason.

mod mean_of_days;
mod points;
mod quotient;
mod rate;
mod ratio_of_counts;
mod ratio_of_sums;
mod sheet;
mod survey_mean;
mod table;
mod weighted_mean;
mod yes_share;

use domain::{
    Period, Problem, Questionnaire, Text,
    questionnaire::{EvidenceRow, EvidenceRows, Formula, Item, ItemKind},
};
use serde::{Deserialize, Serialize};

use points::points_of;
pub use points::{PointsOutcome, points};
use quotient::{Fraction, Quotient};
use sheet::Sheet;
use table::Table;

/// What the live formula of a sheet shows where there is no value.
pub(crate) const NO_VALUE: &str = "暂无数值";

/// What the rows of an item come to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The value in the item's unit: of a deduction or bonus its points after the cap, of a veto the
    /// number of its rows. `None` where there is none; then `reason` says why.
    pub value: Option<f64>,
    /// What stands above the line. Of points, the points before the cap.
    pub numerator: Option<f64>,
    /// What stands below the line.
    pub denominator: Option<f64>,
    /// How many rows went into it.
    pub rows: usize,
    /// The standard error of the value; only of surveys.
    pub standard_error: Option<f64>,
    /// Whether the value rests on fewer cases than the item's `min_denominator`: shown, but marked.
    pub low_denominator: bool,
    /// Why there is no value.
    pub reason: Option<Text>,
}

/// A formula that fits the columns of its table.
trait Method {
    /// Both sides of the line, from the rows.
    fn quotient(&self, rows: &dyn EvidenceRows, period: Period) -> Quotient;

    /// Both sides of the line, as parts of an Excel array formula. `None` where a condition grows too
    /// long for Excel.
    fn fraction(&self, sheet: &Sheet) -> Option<Fraction>;
}

/// Computes an item from its rows, whose cells stand in the order of [`Questionnaire::columns`].
///
/// # Errors
/// Where the item's formula does not fit its columns; a questionnaire that was read has none such.
pub fn compute(
    questionnaire: &Questionnaire,
    item: &Item,
    rows: &[EvidenceRow],
    period: &Period,
) -> Result<Outcome, Vec<Problem>> {
    compute_rows(questionnaire, item, &rows, *period)
}

/// As [`compute`], for rows that are kept in whatever way.
pub(crate) fn compute_rows(
    questionnaire: &Questionnaire,
    item: &Item,
    rows: &dyn EvidenceRows,
    period: Period,
) -> Result<Outcome, Vec<Problem>> {
    if let Some(method) = method(item, &Table::of(questionnaire, item))? {
        return Ok(method.quotient(rows, period).outcome(item.min_denominator));
    }
    if let Some(outcome) = points_of(questionnaire, item, rows, period)? {
        return Ok(outcome.into());
    }
    // What is left: rubrics are rated by people, and of vetoes the rows count.
    let veto = matches!(item.kind, ItemKind::Veto { .. });
    let rated = || Text::new("由评估人员按分档标准评定，不由公式计算。", "An evaluator rates this; no formula does.");
    Ok(Outcome {
        value: veto.then_some(rows.count() as f64),
        rows: rows.count(),
        reason: (!veto).then(rated),
        ..Outcome::default()
    })
}

/// The live formula of an item's sheet, with its `=`; to be entered as an array formula into one cell.
/// It sees the prepared rows, and needs the hidden sheet of [`crate::calendar_rows`]. Where there is no
/// value it shows a text. `None` for rubrics, and for a condition that grows too long for Excel.
pub fn excel_value(questionnaire: &Questionnaire, item: &Item, period: &Period) -> Option<String> {
    let table = Table::of(questionnaire, item);
    let sheet = Sheet::new(table.len(), *period);
    let text = if let Some(method) = method(item, &table).ok()? {
        method.fraction(&sheet)?.to_excel()
    } else {
        match &item.kind {
            ItemKind::Deduction { points, cap } | ItemKind::Bonus { points, cap } => {
                points::to_excel(points, *cap, &table, &sheet)?
            }
            ItemKind::Veto { ceiling: _ } => format!("SUM({})", sheet.filled()),
            ItemKind::Rubric { .. }
            | ItemKind::Quantitative { .. }
            | ItemKind::YesNo { .. }
            | ItemKind::Survey { .. } => return None,
        }
    };
    let formula = format!("={text}");
    (formula.len() <= sheet::MAX_FORMULA).then_some(formula)
}

/// The method of an item that is measured; `None` for items with points or levels.
fn method(item: &Item, table: &Table) -> Result<Option<Box<dyn Method>>, Vec<Problem>> {
    Ok(Some(match &item.kind {
        ItemKind::Quantitative { formula, floor: _, target: _ } => compile(formula, table)?,
        ItemKind::YesNo { column } => Box::new(yes_share::YesShare::compile(column, table)?),
        ItemKind::Survey { question: _, answer, weight, points, exclude, sampling: _ } => {
            Box::new(survey_mean::SurveyMean::compile(answer, weight.as_deref(), points, exclude, table)?)
        }
        ItemKind::Rubric { .. } | ItemKind::Deduction { .. } | ItemKind::Bonus { .. } | ItemKind::Veto { .. } => {
            return Ok(None);
        }
    }))
}

fn compile(formula: &Formula, table: &Table) -> Result<Box<dyn Method>, Vec<Problem>> {
    Ok(match formula {
        Formula::RatioOfCounts { numerator, denominator } => {
            Box::new(ratio_of_counts::RatioOfCounts::compile(numerator, denominator.as_ref(), table)?)
        }
        Formula::RatioOfSums { numerator, denominator } => {
            Box::new(ratio_of_sums::RatioOfSums::compile(numerator, denominator, table)?)
        }
        Formula::Rate { numerator, denominator, per } => {
            Box::new(rate::Rate::compile(numerator, denominator, *per, table)?)
        }
        Formula::MeanOfDays { start, end } => Box::new(mean_of_days::MeanOfDays::compile(start, end, table)?),
        Formula::WeightedMean { value, weight } => {
            Box::new(weighted_mean::WeightedMean::compile(value, weight.as_deref(), table)?)
        }
    })
}

#[cfg(test)]
mod spreadsheet_tests;
#[cfg(test)]
mod tests;
