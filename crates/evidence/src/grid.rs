//! A grid of cells with addresses: what a CSV file and a worksheet have in common.

use domain::Problem;

/// Most rows a worksheet can have.
pub const MAX_ROWS: usize = 1_048_576;
/// Most columns a worksheet can have.
pub const MAX_COLUMNS: usize = 16_384;
/// Most cells that are read from one file, blank cells between others included.
pub const MAX_CELLS: usize = 20_000_000;

/// Longest value repeated in a problem, in characters.
const SHOWN_CHARS: usize = 80;

/// What a cell holds, as the file says it; nothing is interpreted yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Text as written; every CSV cell that is not blank.
    Text(String),
    /// A number; percent formats are a way to show it and leave it as it is.
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// A date, a time or a duration, as ISO 8601 where the file allows.
    Date(String),
    /// An error of the spreadsheet: `#DIV/0!`.
    Error(String),
    /// A formula whose result was never stored; it holds no value to read.
    Uncalculated,
}

impl Cell {
    /// Whether the cell holds nothing or only spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Bool(_) | Self::Date(_) | Self::Error(_) | Self::Uncalculated => false,
        }
    }

    /// The value for people, shortened.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => shorten(text),
            Self::Number(number) => number.to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Uncalculated => "=…".to_owned(),
        }
    }
}

/// The text, cut at the length that a message can carry.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// One row that is not blank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number in the file, from 1, as a spreadsheet program counts.
    pub number: usize,
    /// Its cells from column A; trailing blank cells may be absent.
    pub cells: Vec<Cell>,
    /// How many fields a CSV row was written with; `None` in a worksheet, where rows have no length.
    pub fields: Option<usize>,
}

impl Row {
    /// The cell of a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Blank)
    }

    /// Columns and cells that hold something.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}

/// All rows of a CSV file or of one worksheet that are not blank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Name of the worksheet; `None` for CSV.
    pub sheet: Option<String>,
    /// Rows in the order of the file.
    pub rows: Vec<Row>,
    /// What was assumed while reading: an encoding, a sheet among several.
    pub warnings: Vec<Problem>,
    /// Whether a comma in a number may be a decimal comma: where semicolons separate the fields, it
    /// usually is, so `1,234` has no sure meaning.
    pub comma_is_ambiguous: bool,
}

/// The address of a cell, such as `B7`: the row counts from 1, the column from 0.
pub fn address(row: usize, column: usize) -> String {
    column_letters(column) + &row.to_string()
}

/// The letters of a column, such as `B`; it counts from 0.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The row from 1 and the column from 0 of an address such as `B7`; `None` outside a worksheet.
pub(crate) fn parse_address(address: &str) -> Option<(usize, usize)> {
    let digits = address.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &address[..address.len() - digits.len()];
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |n, b| n * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: usize = digits.parse().ok()?;
    ((1..=MAX_ROWS).contains(&row) && column <= MAX_COLUMNS).then(|| (row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_a_spreadsheet_program() {
        for (column, expected) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1"), (16_383, "XFD1")] {
            assert_eq!(address(1, column), expected);
            assert_eq!(parse_address(expected), Some((1, column)));
        }
        for nowhere in ["", "A", "7", "A0", "XFE1", "A1048577", "AAAA1", "A-1"] {
            assert_eq!(parse_address(nowhere), None, "{nowhere:?}");
        }
    }

    #[test]
    fn a_long_value_is_shortened_between_characters() {
        assert_eq!(shorten(&"值".repeat(81)), "值".repeat(80) + "…");
        assert_eq!(shorten("short"), "short");
    }
}
