//! Conditions over the columns of one row: parsed as CEL, checked against the columns, evaluated
//! row by row, and written as Excel formulas.
//!
//! ```text
//! text → parse (crate `cel`) → check → Truth → evaluate, to_excel
//! ```
//!
//! A blank cell makes a comparison unknown, and unknown spreads as in Kleene's logic: `false && ?` is
//! false, `true && ?` is unknown. `x == null` and `x != null` are always known.
//!
//! Of CEL there are literals, `== != < <= > >=`, `&& || !`, `in [..]`, `? :`, `+ - * /`, the columns,
//! `period_start`, `period_end`, `workdays(a, b)` and `date("2025-03-01")`. A date less a date is a
//! number of calendar days; a date plus or less a number is a date.

pub(crate) mod cells;
mod check;
mod excel;
mod expression;
mod fault;
mod parse;
mod render;
mod words;

use domain::{
    Lang, Period, Problem, Text,
    questionnaire::{Column, Condition, column::Value},
};

use expression::Truth;

/// Words of conditions that cannot be the key of a column.
pub(crate) const RESERVED: [&str; 25] = [
    "as",
    "break",
    "const",
    "continue",
    "date",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "null",
    "package",
    "period_end",
    "period_start",
    "return",
    "true",
    "var",
    "void",
    "while",
    "workdays",
];

/// A condition that has been parsed and fits the columns it was checked against.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    truth: Truth,
}

impl Predicate {
    /// Parses a condition and checks it against the columns of the rows it will see.
    ///
    /// # Errors
    /// Everything that is wrong with it. Each problem quotes the part of the condition, and names the
    /// column where there is one; its place is for the caller to add.
    pub fn compile(condition: &Condition, columns: &[&Column]) -> Result<Self, Vec<Problem>> {
        let parsed = parse::parse(&condition.0).map_err(|problem| vec![problem])?;
        check::check(&parsed, columns).map(|truth| Self { truth })
    }

    /// Whether it holds for a row; `None` where a blank cell leaves that open. Cells stand in the
    /// order of the columns it was compiled for.
    pub fn evaluate(&self, row: &[Option<Value>], period: &Period) -> Option<bool> {
        self.truth.evaluate(row, *period)
    }

    /// Whether it holds for a row, unknown counting as “no”: how formulas count.
    pub fn holds(&self, row: &[Option<Value>], period: &Period) -> bool {
        self.evaluate(row, period) == Some(true)
    }

    /// The condition as a person would say it; `columns` are those it was compiled for.
    pub fn to_words(&self, columns: &[&Column]) -> Text {
        let write = |lang| words::Writer { lang, columns }.truth(&self.truth);
        Text::new(write(Lang::Zh), write(Lang::En))
    }

    /// The condition as an expression of an Excel array formula: one 1 or 0 for each row, never an
    /// error. `range` gives the cells of a column. `None` where it grows beyond what Excel takes.
    ///
    /// It stands in a formula entered as an array, since only there `IF` looks at every row in Excel
    /// before 2021, in WPS and in LibreOffice. Workdays are looked up in the sheet that
    /// [`calendar_rows`] fills.
    pub fn to_excel(&self, range: &dyn Fn(usize) -> String, period: &Period) -> Option<String> {
        excel::truth(&self.truth, range, *period)
    }
}

/// The rows of the hidden sheet `_calendar` that formulas look working days up in: in column A the
/// serial number of a day, in column B how many more working days than the plain week there have been
/// from that day on. From row 1 without a head, in ascending order.
pub fn calendar_rows() -> Vec<(f64, f64)> {
    excel::calendar_rows()
}

#[cfg(test)]
mod tests;
