//! CSV with commas, tabs or semicolons.
//!
//! Our own reader, because addresses must be those a spreadsheet program shows: blank lines count as
//! rows, and a quote that is never closed is reported where it opens instead of swallowing the rest.

use domain::{Problem, Text};
use serde::{Deserialize, Serialize};

use crate::{
    encoding::{TextEncoding, decode, decode_as},
    findings::Findings,
    grid::{self, Cell, Grid, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Row},
};

/// Lines looked at to find the delimiter.
const SNIFFED_LINES: usize = 30;

/// What stands between the fields of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// The tabulator.
    Tab,
}

impl Separator {
    /// All of them, the likeliest last.
    const BY_LIKELIHOOD: [Self; 3] = [Self::Semicolon, Self::Tab, Self::Comma];

    const fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
}

/// A CSV file, and how it was written.
pub(crate) struct Delimited {
    pub(crate) grid: Grid,
    pub(crate) encoding: TextEncoding,
    pub(crate) separator: Separator,
}

/// Reads the text of a CSV file.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Grid, Vec<Problem>> {
    read_as(file, bytes, None).map(|delimited| delimited.grid)
}

/// As [`read`], in the encoding that a person named, if one did.
pub(crate) fn read_as(file: &str, bytes: &[u8], encoding: Option<TextEncoding>) -> Result<Delimited, Vec<Problem>> {
    let mut findings = Findings::new(file, None);
    let decoded = match encoding.map_or_else(|| decode(bytes), |encoding| decode_as(bytes, encoding)) {
        Ok(decoded) => decoded,
        Err(problem) => {
            findings.add(problem);
            return Err(findings.into_problems());
        }
    };
    if let Some(warning) = decoded.warning {
        findings.add(warning);
    }
    let separator = sniff(&decoded.text);
    match Parser::new(separator.character()).parse(&decoded.text) {
        Ok(rows) => {
            let comma_is_ambiguous = separator == Separator::Semicolon;
            let grid = Grid { sheet: None, rows, warnings: findings.into_problems(), comma_is_ambiguous };
            Ok(Delimited { grid, encoding: decoded.encoding, separator })
        }
        Err(Broken { row, column, problem }) => {
            findings.add_at(row, column, problem);
            Err(findings.into_problems())
        }
    }
}

/// The separator that splits most lines into the same number of fields.
fn sniff(text: &str) -> Separator {
    let score = |delimiter: char| {
        let mut counts = Vec::new();
        let (mut count, mut quoted, mut blank) = (0_usize, false, true);
        for c in text.chars().chain(['\n']) {
            match c {
                '"' => quoted = !quoted,
                '\n' | '\r' if !quoted => {
                    if !blank {
                        counts.push(count);
                    }
                    (count, blank) = (0, true);
                }
                c if c == delimiter && !quoted => (count, blank) = (count + 1, false),
                c => blank = blank && c.is_whitespace(),
            }
            if counts.len() == SNIFFED_LINES {
                break;
            }
        }
        let agreeing = |n: usize| counts.iter().filter(|&&c| c == n).count();
        counts.iter().filter(|&&n| n > 0).map(|&n| (agreeing(n), n)).max().unwrap_or_default()
    };
    // `max_by_key` prefers the last of equals: the comma.
    Separator::BY_LIKELIHOOD.into_iter().max_by_key(|by| score(by.character())).unwrap_or(Separator::Comma)
}

struct Broken {
    row: usize,
    column: usize,
    problem: Problem,
}

struct Parser {
    delimiter: char,
    rows: Vec<Row>,
    row: Row,
    field: String,
    cells: usize,
}

impl Parser {
    fn new(delimiter: char) -> Self {
        let row = Row { number: 1, ..Row::default() };
        Self { delimiter, rows: Vec::new(), row, field: String::new(), cells: 0 }
    }

    fn parse(mut self, text: &str) -> Result<Vec<Row>, Broken> {
        let mut chars = text.chars().peekable();
        // Where the quote that is still open was opened.
        let mut quote: Option<(usize, usize)> = None;
        while let Some(c) = chars.next() {
            if quote.is_some() {
                match c {
                    '"' if chars.peek() == Some(&'"') => {
                        chars.next();
                        self.field.push('"');
                    }
                    '"' => quote = None,
                    c => self.field.push(c),
                }
                continue;
            }
            match c {
                // A quote inside a field, as in 5" pipe, is a character like any other.
                '"' if self.field.trim().is_empty() => {
                    self.field.clear();
                    quote = Some((self.row.number, self.row.cells.len()));
                }
                '\n' => self.end_row()?,
                '\r' => {
                    chars.next_if_eq(&'\n');
                    self.end_row()?;
                }
                c if c == self.delimiter => self.end_field()?,
                c => self.field.push(c),
            }
        }
        if let Some((row, column)) = quote {
            return Err(Broken { row, column, problem: quote_open() });
        }
        if !self.field.is_empty() || !self.row.cells.is_empty() {
            self.end_row()?;
        }
        Ok(self.rows)
    }

    fn end_field(&mut self) -> Result<(), Broken> {
        let (row, column) = (self.row.number, self.row.cells.len());
        if column >= MAX_COLUMNS || self.cells >= MAX_CELLS {
            return Err(Broken { row, column: column.min(MAX_COLUMNS - 1), problem: too_large() });
        }
        self.cells += 1;
        self.row.cells.push(cell(std::mem::take(&mut self.field)));
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Broken> {
        self.end_field()?;
        let number = self.row.number;
        if number > MAX_ROWS {
            return Err(Broken { row: number, column: 0, problem: too_large() });
        }
        let mut row = std::mem::replace(&mut self.row, Row { number: number + 1, ..Row::default() });
        if row.filled().next().is_some() {
            row.fields = Some(row.cells.len());
            self.rows.push(row);
        }
        Ok(())
    }
}

/// Undoes the quote that exports write before text which a spreadsheet program would run as a
/// formula; otherwise such a text would grow with each round trip.
fn cell(field: String) -> Cell {
    if field.trim().is_empty() {
        return Cell::Blank;
    }
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']) => {
            Cell::Text(rest.to_owned())
        }
        Some(_) | None => Cell::Text(field),
    }
}

fn quote_open() -> Problem {
    Problem::error("csv.quote_open", Text::new("这里的引号没有结束。", "The quote that opens here is never closed."))
        .remedy(Text::new("请补上或删去这个引号。", "Close the quote or remove it."))
}

pub(crate) fn too_large() -> Problem {
    Problem::error(
        "file.too_many_cells",
        Text::new(
            format!("表格太大：最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列、共 {MAX_CELLS} 个单元格。"),
            format!("The table is too large: at most {MAX_ROWS} rows, {MAX_COLUMNS} columns and {MAX_CELLS} cells."),
        ),
    )
    .remedy(Text::new("请删去无关的行和列，或分成几个文件。", "Remove what is not needed, or split the file."))
}

/// Says where the rows below the header have more or fewer fields than it: a lost or extra delimiter
/// shifts values into the wrong columns.
pub(crate) fn check_lengths(header: &Row, rows: &[Row], findings: &mut Findings) {
    let (Some(fields), Some(last)) = (header.fields, header.filled().map(|(column, _)| column).last()) else { return };
    for row in rows {
        let own = row.fields.unwrap_or_default();
        if let Some((column, extra)) = row.filled().find(|&(column, _)| column >= fields) {
            findings.add_at(
                row.number,
                column,
                Problem::error(
                    "csv.row_long",
                    Text::new(
                        format!("这一行有 {own} 格，表头只有 {fields} 格。"),
                        format!("This row has {own} fields, the header only {fields}."),
                    ),
                )
                .found(extra.shown())
                .remedy(Text::new(
                    "请检查多出的分隔符；含分隔符的文字要加引号。",
                    "Look for an extra delimiter; put text that contains one in quotes.",
                )),
            );
        } else if own <= last {
            findings.add_at(
                row.number,
                own,
                Problem::error(
                    "csv.row_short",
                    Text::new(
                        format!(
                            "这一行只有 {own} 格，表头到 {} 为止有 {} 格。",
                            grid::address(header.number, last),
                            last + 1
                        ),
                        format!("This row has only {own} fields, the header has {}.", last + 1),
                    ),
                )
                .remedy(Text::new(
                    "请补上缺少的分隔符；没有数据的格留空即可。",
                    "Add the missing delimiters; leave a field empty where there is no value.",
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid) -> Vec<(usize, Vec<String>)> {
        grid.rows.iter().map(|r| (r.number, r.cells.iter().map(Cell::shown).collect())).collect()
    }

    fn read_text(text: &str) -> Grid {
        read("t.csv", text.as_bytes()).expect("a readable CSV file")
    }

    #[test]
    fn quotes_hold_delimiters_line_breaks_and_doubled_quotes() {
        let grid = read_text("name,a\r\n\"Congo, \"\"Dem.\"\"\nRep.\",1\r\n");
        assert_eq!(texts(&grid)[1], (2, vec!["Congo, \"Dem.\"\nRep.".to_owned(), "1".to_owned()]));
    }

    #[test]
    fn blank_lines_count_as_rows_as_in_a_spreadsheet_program() {
        let numbers: Vec<usize> = read_text("a,b\n\n,\n1,2").rows.iter().map(|r| r.number).collect();
        assert_eq!(numbers, [1, 4]);
    }

    #[test]
    fn the_delimiter_is_found_in_the_first_lines() {
        for text in ["n,a,b\nx,1,2\n", "n\ta\tb\nx\t1,5\t2\n", "n;a;b\nx;1,5;2,5\ny;3,5;4,5\n"] {
            assert_eq!(read_text(text).rows[0].cells.len(), 3, "{text:?}");
        }
        assert!(read_text("n;a\nx;1,5\n").comma_is_ambiguous);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_reported_where_it_opens() {
        let problems = read("t.csv", b"a,b\n1,\"2\n3,4\n").expect_err("an open quote");
        assert_eq!(problems[0].code, "csv.quote_open");
        assert_eq!(problems[0].place.cell.as_deref(), Some("B2"));
        assert_eq!(problems[0].place.file.as_deref(), Some("t.csv"));
    }

    #[test]
    fn the_guard_before_a_formula_is_taken_off_again() {
        assert_eq!(texts(&read_text("a,b\n'=1+1,'tis\n"))[1].1, ["=1+1", "'tis"]);
    }

    #[test]
    fn too_many_columns_are_refused() {
        let problems = read("t.csv", ",".repeat(MAX_COLUMNS + 1).as_bytes()).expect_err("too wide");
        assert_eq!(problems[0].code, "file.too_many_cells");
    }
}
