//! The cells of an item's sheet, as its live formula sees them.

use domain::Period;
use rust_xlsxwriter::utility::column_number_to_name;

use super::table::NumberColumn;
use crate::{
    condition::{Predicate, cells},
    layout::{FIRST_ROW, PREPARED_ROWS},
};

/// Longest formula that Excel takes, in characters.
pub(super) const MAX_FORMULA: usize = 8_192;

pub(super) struct Sheet {
    columns: usize,
    period: Period,
}

impl Sheet {
    pub(super) fn new(columns: usize, period: Period) -> Self {
        Self { columns, period }
    }

    pub(super) const fn period(&self) -> Period {
        self.period
    }

    /// The prepared cells of a column.
    pub(super) fn range(index: usize) -> String {
        let column = letters(index);
        format!("${column}${}:${column}${}", FIRST_ROW + 1, FIRST_ROW + PREPARED_ROWS)
    }

    pub(super) fn number(column: NumberColumn) -> String {
        cells::number(&Self::range(column.index), column.percent)
    }

    pub(super) fn has_number(column: NumberColumn) -> String {
        cells::has_number(&Self::range(column.index))
    }

    /// Weights: 1 where the cell is blank, or without a column of weights.
    pub(super) fn weight(column: Option<NumberColumn>) -> String {
        column.map_or_else(
            || "1".to_owned(),
            |column| format!("IF({},{},1)", Self::has_number(column), Self::number(column)),
        )
    }

    /// 1 for each row with anything in it, else 0.
    pub(super) fn filled(&self) -> String {
        let last = letters(self.columns.saturating_sub(1));
        let (top, bottom) = (FIRST_ROW + 1, FIRST_ROW + PREPARED_ROWS);
        format!(
            "SIGN(MMULT(IFERROR(LEN(TRIM($A${top}:${last}${bottom})),1),TRANSPOSE(COLUMN($A${top}:${last}${top})^0)))"
        )
    }

    /// 1 for each row for which all conditions hold, else 0; without conditions, for each filled row.
    pub(super) fn rows_where(&self, conditions: &[&Predicate]) -> Option<String> {
        let mut factors = Vec::new();
        for condition in conditions {
            factors.push(condition.to_excel(&Self::range, &self.period)?);
        }
        // A blank row of the sheet is no row: it must fall out by a condition, or be tested for.
        let blank = vec![None; self.columns];
        if conditions.iter().all(|condition| condition.holds(&blank, &self.period)) {
            factors.push(self.filled());
        }
        Some(factors.join("*"))
    }
}

fn letters(index: usize) -> String {
    column_number_to_name(u16::try_from(index).unwrap_or(u16::MAX))
}
