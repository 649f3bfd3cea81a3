//! What a cell means: a number, a missing value, a text, or a fault that a person must mend. Nothing
//! is guessed, and nothing unreadable becomes 0.

use domain::{Problem, Text};

use crate::grid::Cell;

/// What stands for a missing value, in lower case.
const MISSING: [&str; 21] = [
    "na",
    "n/a",
    "nan",
    "-",
    "--",
    "—",
    "——",
    "–",
    "..",
    "...",
    "…",
    "……",
    "无",
    "缺失",
    "不适用",
    "暂无",
    "无数据",
    "null",
    "none",
    "#n/a",
    "/",
];

/// What spreadsheet programs write where a formula failed.
const ERRORS: [&str; 7] = ["#div/0!", "#name?", "#null!", "#num!", "#ref!", "#value!", "#data!"];

/// A cell read as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Reading {
    /// Blank, or a mark for a missing value.
    Missing,
    /// A finite number.
    Number(f64),
    /// Neither.
    Fault(Fault),
}

/// Why a cell is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Any other text.
    Words,
    /// A number with a percent sign: 85.5 or 0.855?
    Percent,
    /// Commas that do not separate thousands: a decimal comma, most often.
    Comma,
    /// Beyond the numbers a computer holds.
    Infinite,
    /// `#DIV/0!` and its like.
    SpreadsheetError,
    /// A formula without a stored result.
    Uncalculated,
    /// A date or a time.
    Date,
    /// TRUE or FALSE.
    Bool,
}

/// Reads a cell as a number. Where `comma_is_ambiguous`, no comma is taken as a thousands separator.
pub(crate) fn read_number(cell: &Cell, comma_is_ambiguous: bool) -> Reading {
    match cell {
        Cell::Blank => Reading::Missing,
        Cell::Text(text) => read_number_text(text, comma_is_ambiguous),
        Cell::Number(number) => finite(*number),
        Cell::Bool(_) => Reading::Fault(Fault::Bool),
        Cell::Date(_) => Reading::Fault(Fault::Date),
        Cell::Error(error) if error == "#N/A" => Reading::Missing,
        Cell::Error(_) => Reading::Fault(Fault::SpreadsheetError),
        Cell::Uncalculated => Reading::Fault(Fault::Uncalculated),
    }
}

/// Whether a text stands for a missing value.
pub(crate) fn is_missing(text: &str) -> bool {
    MISSING.contains(&fold(text).to_lowercase().as_str())
}

/// Reads a weight: as a number, and `33.3%` as 33.3.
pub(crate) fn read_weight(cell: &Cell, comma_is_ambiguous: bool) -> Reading {
    let reading = read_number(cell, comma_is_ambiguous);
    match (reading, cell) {
        (Reading::Fault(Fault::Percent), Cell::Text(text)) => {
            read_number_text(fold(text).trim_end_matches('%'), comma_is_ambiguous)
        }
        _ => reading,
    }
}

/// The text of a cell that names something; numbers are written out, `None` where it is blank.
pub(crate) fn read_text(cell: &Cell) -> Result<Option<String>, Problem> {
    let wrong = || {
        Problem::error(
            "value.not_text",
            Text::new("这里应是文字或编号。", "A text or a number that names something belongs here."),
        )
        .found(cell.shown())
        .remedy(Text::new("请把单元格格式改为“文本”后重新填写。", "Format the cell as text and write it again."))
    };
    match cell {
        Cell::Blank => Ok(None),
        Cell::Text(text) => {
            let text = one_line(text);
            Ok((!text.is_empty()).then_some(text))
        }
        Cell::Number(number) if number.is_finite() => Ok(Some(number.to_string())),
        Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => Err(wrong()),
    }
}

/// Trims the text and joins its lines and runs of spaces by one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Trims the text and turns full-width letters, digits and signs into their plain forms.
pub(crate) fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match c {
            '−' | '﹣' => '-',
            '％' | '﹪' => '%',
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

fn read_number_text(text: &str, comma_is_ambiguous: bool) -> Reading {
    let text = fold(text).to_lowercase();
    if text.is_empty() || MISSING.contains(&text.as_str()) {
        return Reading::Missing;
    }
    if ERRORS.contains(&text.as_str()) {
        return Reading::Fault(Fault::SpreadsheetError);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    if ["inf", "infinity", "∞"].contains(&unsigned) {
        return Reading::Fault(Fault::Infinite);
    }
    if let Some(number) = text.strip_suffix('%') {
        let percent = matches!(read_number_text(number, false), Reading::Number(_) | Reading::Fault(Fault::Comma));
        return Reading::Fault(if percent { Fault::Percent } else { Fault::Words });
    }
    if is_decimal(unsigned) {
        return text.parse().map_or(Reading::Fault(Fault::Words), finite);
    }
    if unsigned.contains(',') && is_decimal(&unsigned.replace([',', '.'], "")) {
        return if !comma_is_ambiguous && has_thousands(unsigned) {
            text.replace(',', "").parse().map_or(Reading::Fault(Fault::Comma), finite)
        } else {
            Reading::Fault(Fault::Comma)
        };
    }
    Reading::Fault(Fault::Words)
}

fn finite(number: f64) -> Reading {
    if number.is_finite() {
        // Adding 0 turns −0 into 0: they are equal, but not the same bits in a published file.
        Reading::Number(number + 0.0)
    } else {
        Reading::Fault(Fault::Infinite)
    }
}

/// Digits with at most one point and an exponent; no sign, no `inf` or `nan`.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once('e').map_or((text, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let exponent = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        !e.is_empty() && digits(e)
    });
    exponent && digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

/// Whether the commas stand before groups of three digits: `1,234,567.8`.
fn has_thousands(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3) && !fraction.contains([',', '.'])
}

impl Fault {
    /// Whether the cell looks like part of a column of words or dates rather than of a number gone
    /// wrong.
    pub(crate) const fn is_wordy(self) -> bool {
        match self {
            Self::Words | Self::Date | Self::Bool => true,
            Self::Percent | Self::Comma | Self::Infinite | Self::SpreadsheetError | Self::Uncalculated => false,
        }
    }

    /// Its stable code.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Words => "value.not_number",
            Self::Percent => "value.percent",
            Self::Comma => "value.comma",
            Self::Infinite => "value.infinite",
            Self::SpreadsheetError => "value.spreadsheet_error",
            Self::Uncalculated => "value.uncalculated",
            Self::Date => "value.date",
            Self::Bool => "value.boolean",
        }
    }

    /// The fault for people.
    pub(crate) fn problem(self, cell: &Cell) -> Problem {
        let shown = cell.shown();
        let (message, remedy) = self.words(&shown);
        Problem::error(self.code(), message).found(shown).remedy(remedy)
    }

    fn words(self, shown: &str) -> (Text, Text) {
        let (zh, en, remedy_zh, remedy_en) = match self {
            Self::Words => (
                format!("“{shown}”不是数。"),
                format!("“{shown}” is not a number."),
                "请填一个数；没有数据就留空。",
                "Write a number, or leave the cell empty where there is no value.",
            ),
            Self::Percent => (
                format!("“{shown}”是带百分号的文字，看不出是 85.5 还是 0.855 这样的写法。"),
                format!("“{shown}” is text with a percent sign: it may mean 85.5 or 0.855."),
                "请去掉百分号，按指标的计量单位填数。",
                "Remove the percent sign and write the number in the unit of the indicator.",
            ),
            Self::Comma => (
                format!("“{shown}”里的逗号不是千分位。"),
                format!("The comma in “{shown}” does not separate thousands."),
                "小数请用点号（3.5），千分位的逗号请去掉。",
                "Write a point before decimals (3.5) and no separator between thousands.",
            ),
            Self::Infinite => (
                format!("“{shown}”超出了可以计算的范围。"),
                format!("“{shown}” is beyond what can be computed with."),
                "请填一个有限的数；没有数据就留空。",
                "Write a finite number, or leave the cell empty.",
            ),
            Self::SpreadsheetError => (
                format!("单元格是表格软件的错误值“{shown}”。"),
                format!("The cell holds the spreadsheet error “{shown}”."),
                "请改正公式，或把单元格留空。",
                "Correct the formula, or leave the cell empty.",
            ),
            Self::Uncalculated => (
                "单元格是公式，但文件里没有存它的结果。".to_owned(),
                "The cell holds a formula, but the file does not hold its result.".to_owned(),
                "请在表格软件中打开并保存一次，或粘贴为数值。",
                "Open and save the file in a spreadsheet program once, or paste as values.",
            ),
            Self::Date => (
                format!("单元格是日期或时间（{shown}），不是数。"),
                format!("The cell holds a date or time ({shown}), not a number."),
                "请把单元格格式改为“数值”后重新填写。",
                "Format the cell as a number and write the value again.",
            ),
            Self::Bool => (
                format!("单元格是逻辑值 {shown}，不是数。"),
                format!("The cell holds the truth value {shown}, not a number."),
                "请填 1 或 0 这样的数；没有数据就留空。",
                "Write a number such as 1 or 0, or leave the cell empty.",
            ),
        };
        (Text::new(zh, en), Text::new(remedy_zh, remedy_en))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Reading {
        read_number(&Cell::Text(text.to_owned()), false)
    }

    #[test]
    fn numbers_are_read_in_the_ways_people_write_them() {
        for (written, expected) in [
            ("12.5", 12.5),
            (" 12.5 ", 12.5),
            ("１２．５", 12.5),
            ("−3", -3.0),
            ("－３", -3.0),
            ("+4", 4.0),
            ("1,234.5", 1234.5),
            ("-1,234,567", -1_234_567.0),
            ("1e3", 1000.0),
            ("2.5E-3", 0.0025),
            (".5", 0.5),
            ("5.", 5.0),
            ("\u{a0}7\u{3000}", 7.0),
        ] {
            assert_eq!(text(written), Reading::Number(expected), "{written:?}");
        }
    }

    #[test]
    fn marks_for_missing_values_are_missing_and_never_zero() {
        for mark in "NA N/A n/a NaN - — – .. … …… 无 缺失 不适用 暂无 null None #N/A －".split(' ').chain(["", "  "])
        {
            assert_eq!(text(mark), Reading::Missing, "{mark:?}");
        }
        assert_eq!(read_number(&Cell::Error("#N/A".to_owned()), false), Reading::Missing);
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (written, fault) in [
            ("85.5%", Fault::Percent),
            ("８５％", Fault::Percent),
            ("3,5", Fault::Comma),
            ("1,23,456", Fault::Comma),
            ("1.234,5", Fault::Comma),
            ("1,234,", Fault::Comma),
            ("1e999", Fault::Infinite),
            ("inf", Fault::Infinite),
            ("-∞", Fault::Infinite),
            ("#DIV/0!", Fault::SpreadsheetError),
            ("约12", Fault::Words),
            ("12 万", Fault::Words),
            ("2016-01-01", Fault::Words),
            ("1 234", Fault::Words),
            ("--5", Fault::Words),
            ("0x10", Fault::Words),
            ("%", Fault::Words),
            (".", Fault::Words),
            ("e5", Fault::Words),
        ] {
            assert_eq!(text(written), Reading::Fault(fault), "{written:?}");
        }
        assert_eq!(read_number(&Cell::Bool(true), false), Reading::Fault(Fault::Bool));
        assert_eq!(read_number(&Cell::Number(f64::NAN), false), Reading::Fault(Fault::Infinite));
        assert_eq!(read_number(&Cell::Uncalculated, false), Reading::Fault(Fault::Uncalculated));
    }

    #[test]
    fn thousands_are_not_taken_for_granted_where_semicolons_separate_fields() {
        assert_eq!(read_number(&Cell::Text("1,234".to_owned()), true), Reading::Fault(Fault::Comma));
    }

    #[test]
    fn minus_zero_becomes_zero() {
        let Reading::Number(zero) = text("-0") else { panic!("a number") };
        assert!(zero.is_sign_positive());
    }

    #[test]
    fn a_weight_may_carry_a_percent_sign() {
        for written in ["33.3", "33.3%", "３３．３％", " 33.3 % "] {
            assert_eq!(read_weight(&Cell::Text(written.to_owned()), false), Reading::Number(33.3), "{written:?}");
        }
    }

    #[test]
    fn codes_written_as_numbers_lose_no_digit_and_gain_none() {
        assert_eq!(read_text(&Cell::Number(110_000.0)), Ok(Some("110000".to_owned())));
        assert_eq!(read_text(&Cell::Text(" 北京\n市 ".to_owned())), Ok(Some("北京 市".to_owned())));
        assert!(read_text(&Cell::Bool(true)).is_err());
    }
}
