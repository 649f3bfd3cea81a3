//! One cell under the rule of its column: the value that is meant, or why there is none.
//!
//! Accepted as meant, without a word: full-width digits, numbers and dates as text, spaces around,
//! 是 as Y, yes, TRUE or √, 否 as N, no, FALSE or ×. Asked about, never guessed: a percentage without
//! its sign (85.5 and 0.855 alike), 有 and 无 or 1 and 0 for 是 and 否, digits that a spreadsheet has
//! rounded away.

use std::borrow::Cow;

use domain::questionnaire::{
    Region, ValueRule,
    column::{Value, document_numbers},
};

use super::{
    dates::{self, Day},
    fault::Fault,
    places::Places,
};
use crate::{
    grid::Cell,
    header,
    value::{self, Reading, fold, is_missing, read_number},
};

/// Whole numbers from here on may have lost digits in a spreadsheet, which keeps fifteen.
const FIFTEEN_DIGITS: f64 = 1e15;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// Nothing.
    Nothing,
    /// A value that the rule accepts.
    Value(Value),
    /// A value that the rule accepts, though a person should look.
    Doubtful(Value, Fault),
    /// No value.
    Wrong(Fault),
}

/// What a cell is read by, besides its rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The regions the respondent may name.
    pub(super) places: &'a Places<'a>,
    /// Whether the workbook counts days from 1904.
    pub(super) counts_from_1904: bool,
    /// Whether a comma may be a decimal comma.
    pub(super) comma_is_ambiguous: bool,
}

/// Reads a cell; `percent` says whether it is shown in percent.
pub(super) fn read(cell: &Cell, rule: &ValueRule, percent: bool, context: Context<'_>) -> Said {
    let cell = match tidy(cell) {
        Cow::Borrowed(Cell::Blank) | Cow::Owned(Cell::Blank) => return Said::Nothing,
        cell => cell,
    };
    let cell = cell.as_ref();
    match cell {
        Cell::Error(_) => return Said::Wrong(Fault::Number(value::Fault::SpreadsheetError)),
        Cell::Uncalculated => return Said::Wrong(Fault::Number(value::Fault::Uncalculated)),
        Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) => {}
    }
    match rule {
        ValueRule::Text { .. } => text(cell, rule),
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } => number(cell, rule, context),
        ValueRule::Percent { .. } => percentage(cell, rule, percent, context),
        ValueRule::Date { .. } => day(cell, rule, context),
        ValueRule::YesNo => yes_no(cell),
        ValueRule::Options { options } => {
            let Some(text) = written(cell) else { return Said::Wrong(Fault::NotAnOption) };
            let wanted = header::key(&text);
            let alike = |name: &str| header::key(name) == wanted;
            match options
                .iter()
                .find(|o| o.zh == *text)
                .or_else(|| options.iter().find(|option| alike(&option.zh) || alike(&option.en)))
            {
                Some(option) => Said::Value(Value::Text(option.zh.clone())),
                None => missing_or(&text, Fault::NotAnOption),
            }
        }
        ValueRule::Region => region(cell, context.places),
        ValueRule::CreditCode => match code(cell) {
            Ok(code) => checked(rule, Value::Text(code), Fault::CreditCode),
            Err(fault) => Said::Wrong(fault),
        },
        ValueRule::Url => match cell {
            Cell::Text(text) => checked(rule, Value::Text(text.clone()), Fault::Url),
            Cell::Blank | Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
                Said::Wrong(Fault::Url)
            }
        },
        ValueRule::Documents => documents(cell),
    }
}

/// The cell without spaces and invisible characters around its text; blank if nothing is left.
fn tidy(cell: &Cell) -> Cow<'_, Cell> {
    let Cell::Text(text) = cell else { return Cow::Borrowed(cell) };
    let trimmed = trim(text);
    if trimmed.is_empty() {
        Cow::Owned(Cell::Blank)
    } else if trimmed.len() == text.len() {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(Cell::Text(trimmed.to_owned()))
    }
}

/// The text without spaces, no-break and zero-width ones too, at its ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The text without invisible characters inside, for what is compared rather than shown.
fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_invisible) {
        Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A mark for a missing value says nothing; anything else is the fault.
fn missing_or(text: &str, fault: Fault) -> Said {
    if is_missing(text) { Said::Nothing } else { Said::Wrong(fault) }
}

fn checked(rule: &ValueRule, value: Value, fault: Fault) -> Said {
    const NOWHERE: &[Region] = &[];
    if rule.accepts(&value, NOWHERE) {
        return Said::Value(value);
    }
    match &value {
        Value::Text(text) => missing_or(text, fault),
        Value::Bool(_) | Value::Number(_) | Value::Date(_) => Said::Wrong(fault),
    }
}

fn text(cell: &Cell, rule: &ValueRule) -> Said {
    let text = match cell {
        Cell::Text(text) | Cell::Date(text) => text.clone(),
        Cell::Number(number) if number.abs() >= FIFTEEN_DIGITS => return Said::Wrong(Fault::DigitsLost),
        Cell::Number(number) => number.to_string(),
        Cell::Bool(_) | Cell::Blank | Cell::Error(_) | Cell::Uncalculated => cell.shown(),
    };
    let value = Value::Text(text);
    if rule.accepts(&value, &[]) { Said::Value(value) } else { Said::Wrong(Fault::TooLong) }
}

/// The text of a cell that holds a name or a number.
fn written(cell: &Cell) -> Option<Cow<'_, str>> {
    match cell {
        Cell::Text(text) => Some(visible(text)),
        Cell::Number(number) => Some(Cow::Owned(number.to_string())),
        Cell::Blank | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => None,
    }
}

fn number(cell: &Cell, rule: &ValueRule, context: Context<'_>) -> Said {
    match read_visible(cell, context) {
        Reading::Missing => Said::Nothing,
        Reading::Fault(fault) => Said::Wrong(Fault::Number(fault)),
        Reading::Number(number) => in_range(rule, number),
    }
}

fn read_visible(cell: &Cell, context: Context<'_>) -> Reading {
    match cell {
        Cell::Text(text) => match visible(text) {
            Cow::Borrowed(_) => read_number(cell, context.comma_is_ambiguous),
            Cow::Owned(text) => read_number(&Cell::Text(text), context.comma_is_ambiguous),
        },
        Cell::Blank | Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
            read_number(cell, context.comma_is_ambiguous)
        }
    }
}

fn in_range(rule: &ValueRule, number: f64) -> Said {
    let value = Value::Number(number);
    if rule.accepts(&value, &[]) {
        Said::Value(value)
    } else if matches!(rule, ValueRule::Integer { .. }) && number.fract() != 0.0 {
        Said::Wrong(Fault::NotWhole)
    } else {
        Said::Wrong(Fault::OutOfRange)
    }
}

/// 0.855 shown in percent and the text “85.5%” are 85.5; any other number but 0 could be either.
fn percentage(cell: &Cell, rule: &ValueRule, percent: bool, context: Context<'_>) -> Said {
    let (cell, percent) = match cell {
        Cell::Text(text) => {
            let text = fold(&visible(text));
            match text.strip_suffix('%') {
                Some(number) => (Cow::Owned(Cell::Text(number.to_owned())), Some(false)),
                None => (Cow::Borrowed(cell), None),
            }
        }
        Cell::Blank | Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
            (Cow::Borrowed(cell), percent.then_some(true))
        }
    };
    match (read_visible(&cell, context), percent) {
        // “%” alone is no sign for a missing value.
        (Reading::Missing, Some(_)) => Said::Wrong(Fault::Number(value::Fault::Words)),
        (Reading::Missing, None) => Said::Nothing,
        (Reading::Fault(fault), _) => Said::Wrong(Fault::Number(fault)),
        (Reading::Number(number), Some(false)) => in_range(rule, number),
        (Reading::Number(number), Some(true)) => in_range(rule, hundredfold(number)),
        (Reading::Number(number), None) if number == 0.0 => in_range(rule, number),
        (Reading::Number(_), None) => Said::Wrong(Fault::PercentUnclear),
    }
}

/// A hundred times the number as it is written: 0.57 becomes 57, where the product of the two
/// floating-point numbers would be 56.99999999999999.
fn hundredfold(number: f64) -> f64 {
    format!("{number}e2").parse().unwrap_or(number * 100.0)
}

fn day(cell: &Cell, rule: &ValueRule, context: Context<'_>) -> Said {
    let day = match cell {
        Cell::Text(text) => match dates::read_day(&visible(text)) {
            Some(day) => day,
            None => return missing_or(text, Fault::NotDate),
        },
        Cell::Date(text) => match dates::read_stored(text) {
            Some(day) => day,
            None => return Said::Wrong(Fault::NotDate),
        },
        Cell::Number(number) => return day_number(*number, rule, context.counts_from_1904),
        Cell::Blank | Cell::Bool(_) | Cell::Error(_) | Cell::Uncalculated => return Said::Wrong(Fault::NotDate),
    };
    let Day { date, with_time } = day;
    let value = Value::Date(date);
    if !rule.accepts(&value, &[]) {
        Said::Wrong(Fault::OutOfRange)
    } else if with_time {
        Said::Doubtful(value, Fault::TimeDropped)
    } else {
        Said::Value(value)
    }
}

/// 20250301, or the number by which a spreadsheet keeps a day.
fn day_number(number: f64, rule: &ValueRule, counts_from_1904: bool) -> Said {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of eight digits")]
    let compact = (number.fract() == 0.0 && (1e7..1e8).contains(&number)).then(|| dates::compact(number as u32));
    if let Some(date) = compact.flatten() {
        return checked(rule, Value::Date(date), Fault::OutOfRange);
    }
    match dates::from_serial(number, counts_from_1904).map(Value::Date) {
        Some(value) if rule.accepts(&value, &[]) => {
            let Value::Date(date) = value else { return Said::Wrong(Fault::NotDate) };
            Said::Doubtful(value, Fault::DateSerial { date, counts_from_1904 })
        }
        Some(_) | None => Said::Wrong(Fault::NotDate),
    }
}

fn yes_no(cell: &Cell) -> Said {
    match cell {
        Cell::Bool(truth) => Said::Value(Value::Bool(*truth)),
        Cell::Text(text) => {
            let text = fold(&visible(text)).to_lowercase();
            match text.as_str() {
                "是" | "y" | "yes" | "true" | "√" | "✓" | "✔" | "☑" => Said::Value(Value::Bool(true)),
                "否" | "n" | "no" | "false" | "×" | "✗" | "✘" | "✕" | "☒" => Said::Value(Value::Bool(false)),
                // 无 may mean no, or that there is nothing to say.
                "有" | "无" | "对" | "错" => Said::Wrong(Fault::YesNoUnclear),
                other => missing_or(other, Fault::NotYesNo),
            }
        }
        Cell::Number(number) if [0.0, 1.0].contains(number) => Said::Wrong(Fault::YesNoUnclear),
        Cell::Number(_) | Cell::Blank | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
            Said::Wrong(Fault::NotYesNo)
        }
    }
}

/// A code of letters and digits, in capitals and plain width.
fn code(cell: &Cell) -> Result<String, Fault> {
    match cell {
        Cell::Number(number) if number.abs() >= FIFTEEN_DIGITS => Err(Fault::DigitsLost),
        Cell::Text(_) | Cell::Number(_) => Ok(written(cell).map(|text| fold(&text).to_uppercase()).unwrap_or_default()),
        Cell::Blank | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => Err(Fault::CreditCode),
    }
}

fn region(cell: &Cell, places: &Places<'_>) -> Said {
    let Ok(code) = code(cell) else { return Said::Wrong(Fault::RegionUnknown) };
    if places.allows(&code) {
        Said::Value(Value::Text(code))
    } else if places.knows(&code) {
        Said::Wrong(Fault::RegionForeign)
    } else {
        missing_or(&code, Fault::RegionUnknown)
    }
}

fn documents(cell: &Cell) -> Said {
    let text = match cell {
        Cell::Text(text) => fold(&visible(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Blank | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
            return Said::Wrong(Fault::Documents);
        }
    };
    match document_numbers(&text) {
        Some(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            Said::Value(Value::Text(numbers.join(",")))
        }
        None => missing_or(&text, Fault::Documents),
    }
}

#[cfg(test)]
mod tests;
