//! The rows of a table: who each is about, and whether two are about the same.

use std::collections::{HashMap, HashSet};

use domain::{Problem, Text, Unit, dataset::TableRow};

use super::{Column, roles::Roles};
use crate::{
    findings::Findings,
    grid::{self, Cell, Row},
    value::{fold, read_text},
};

/// Longest code or period; they stand in URLs and file names.
const MAX_CHARS: usize = 100;

pub(super) struct RowReader<'a> {
    roles: &'a Roles,
    /// Row numbers by period and code.
    seen: HashMap<(Option<String>, String), usize>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(roles: &'a Roles) -> Self {
        Self { roles, seen: HashMap::new() }
    }

    /// Reads every row; those that name no unit are left out and reported.
    pub(super) fn read(mut self, rows: &[Row], columns: &[Column<'_>], findings: &mut Findings) -> Vec<TableRow> {
        let mut read = Vec::with_capacity(rows.len());
        for (position, row) in rows.iter().enumerate() {
            let values: Vec<Option<f64>> = columns.iter().map(|c| c.values.get(position).copied().flatten()).collect();
            let unit = self.unit(row, findings);
            let period = self.period(row, findings);
            let Some(unit) = unit else { continue };
            self.check_repeated(row, &unit, period.as_deref(), findings);
            let blank = columns.iter().all(|c| row.cell(c.header.column).is_blank());
            if blank && !columns.is_empty() {
                let column = self.naming_column();
                findings.add_at(row.number, column, row_empty(&unit.name));
            }
            read.push(TableRow { unit, period, values, row: row.number });
        }
        read
    }

    fn naming_column(&self) -> usize {
        self.roles.code.or(self.roles.name).unwrap_or_default()
    }

    fn unit(&self, row: &Row, findings: &mut Findings) -> Option<Unit> {
        let name = required(row, self.roles.name, "name", findings);
        let code = required(row, self.roles.code, "code", findings);
        let name_en = text(row, self.roles.name_en, findings);
        let league = text(row, self.roles.league, findings);
        let league_en = text(row, self.roles.league_en, findings);
        let (name, code) = match (name, code) {
            (Needed::Absent, Needed::Absent) | (Needed::Faulty, _) | (_, Needed::Faulty) => return None,
            (Needed::Given(name), Needed::Given(code)) => (name, code),
            (Needed::Given(one), Needed::Absent) | (Needed::Absent, Needed::Given(one)) => (one.clone(), one),
        };
        if code.chars().count() > MAX_CHARS || code.chars().any(|c| c.is_control() || c == '/') {
            findings.add_at(row.number, self.naming_column(), code_form(&code));
            return None;
        }
        let name = Text::from_parts(Some(&name), name_en.as_deref())?;
        let league = Text::from_parts(league.as_deref(), league_en.as_deref());
        Some(Unit { code, name, league })
    }

    fn period(&self, row: &Row, findings: &mut Findings) -> Option<String> {
        let column = self.roles.period?;
        match read_period(row.cell(column)) {
            Ok(period) => Some(period),
            Err(problem) => {
                findings.add_at(row.number, column, problem.at_field("period"));
                None
            }
        }
    }

    fn check_repeated(&mut self, row: &Row, unit: &Unit, period: Option<&str>, findings: &mut Findings) {
        // A period that could not be read is reported as such.
        if self.roles.period.is_some() && period.is_none() {
            return;
        }
        let unit_key = (period.map(str::to_owned), unit.code.clone());
        if let Some(&first) = self.seen.get(&unit_key) {
            let problem = unit_repeated(unit, period, first, row.number);
            findings.add_at(row.number, self.naming_column(), problem);
        } else {
            self.seen.insert(unit_key, row.number);
        }
    }
}

/// A text that a row must have where the table has the column.
enum Needed {
    /// The table has no such column.
    Absent,
    /// The cell is blank or unreadable, which is reported.
    Faulty,
    Given(String),
}

fn required(row: &Row, column: Option<usize>, role: &str, findings: &mut Findings) -> Needed {
    let Some(column) = column else { return Needed::Absent };
    match read_text(row.cell(column)) {
        Ok(Some(text)) => Needed::Given(text),
        Ok(None) => {
            findings.add_at(row.number, column, naming_missing(role));
            Needed::Faulty
        }
        Err(problem) => {
            findings.add_at(row.number, column, problem.at_field(role));
            Needed::Faulty
        }
    }
}

fn text(row: &Row, column: Option<usize>, findings: &mut Findings) -> Option<String> {
    let column = column?;
    read_text(row.cell(column)).unwrap_or_else(|problem| {
        findings.add_at(row.number, column, problem);
        None
    })
}

/// `2016`, `2016.0` and `2016年` are one period.
fn read_period(cell: &Cell) -> Result<String, Problem> {
    let written = match cell {
        Cell::Number(number) if number.fract() != 0.0 => return Err(period_form(cell)),
        _ => read_text(cell).map_err(|_| period_form(cell))?,
    };
    let Some(written) = written else { return Err(period_missing()) };
    let period = fold(&written);
    let year = period.strip_suffix('年').or_else(|| period.strip_suffix("年度")).unwrap_or(&period).trim_end();
    let year = year.strip_suffix(".0").unwrap_or(year);
    let period = if !year.is_empty() && year.bytes().all(|b| b.is_ascii_digit()) { year } else { &period };
    let bad = period.chars().count() > MAX_CHARS || period.chars().any(|c| c.is_control() || "/\\?#%".contains(c));
    if bad { Err(period_form(cell)) } else { Ok(period.to_owned()) }
}

/// Warns about values in columns without a header; nobody can say what they mean.
pub(super) fn rows_without_header(header: &Row, rows: &[Row], findings: &mut Findings) {
    let width = header.fields.unwrap_or(usize::MAX);
    let mut warned = HashSet::new();
    for row in rows {
        for (column, cell) in row.filled() {
            // Beyond the width of a CSV header, the row is too long and reported as such.
            if column < width && header.cell(column).is_blank() && warned.insert(column) {
                findings.add_at(row.number, column, header_blank(cell));
            }
        }
    }
}

fn header_blank(cell: &Cell) -> Problem {
    Problem::warning(
        "header.blank",
        Text::new("这一列没有表头，没有读取。", "This column has no header and was not read."),
    )
    .found(cell.shown())
    .remedy(Text::new("若需要这一列，请写上表头；否则请删去。", "Write a header if the column matters, or remove it."))
}

fn naming_missing(role: &str) -> Problem {
    let (code, zh, en) = if role == "name" {
        ("table.unit_name_missing", "这一行没有名称。", "This row has no name.")
    } else {
        ("table.unit_code_missing", "这一行没有代码。", "This row has no code.")
    };
    Problem::error(code, Text::new(zh, en)).at_field(role).remedy(Text::new(
        "请补上；若是合并的单元格，请取消合并后逐行填写；若是备注，请删去这一行。",
        "Fill it in; write it in every row if cells are merged; remove the row if it is a note.",
    ))
}

fn code_form(code: &str) -> Problem {
    Problem::error(
        "table.unit_code_form",
        Text::new(
            format!("代码不能超过 {MAX_CHARS} 个字，也不能含斜杠。"),
            format!("A code has at most {MAX_CHARS} characters and no slash."),
        ),
    )
    .found(grid::shorten(code))
    .remedy(Text::new(
        "请改短；若名称需要斜杠，请另加一列代码。",
        "Use another code; add a code column if the names need a slash.",
    ))
}

fn period_missing() -> Problem {
    Problem::error("table.unit_period_missing", Text::new("这一行没有年度。", "This row has no period."))
        .remedy(Text::new("请写上年度，例如 2016。", "Write the period, such as 2016."))
}

fn period_form(cell: &Cell) -> Problem {
    let shown = cell.shown();
    Problem::error(
        "table.period_form",
        Text::new(format!("看不懂年度“{shown}”。"), format!("The period “{shown}” is not understood.")),
    )
    .found(shown)
    .remedy(Text::new(
        "请写年份，例如 2016；不要用日期、小数或斜杠。",
        "Write the year, such as 2016, without date formats, decimals or slashes.",
    ))
}

fn unit_repeated(unit: &Unit, period: Option<&str>, first: usize, second: usize) -> Problem {
    let (code, name) = (&unit.code, &unit.name);
    let shown = if name.zh == *code { code.clone() } else { format!("{code} {}", name.zh) };
    let shown_en = if name.en == *code { code.clone() } else { format!("{code} {}", name.en) };
    let (zh, en) = period.map(|p| (format!("（{p}）"), format!(" ({p})"))).unwrap_or_default();
    Problem::error(
        "table.unit_repeated",
        Text::new(
            format!("“{shown}”{zh}出现了两次：第 {first} 行和第 {second} 行。"),
            format!("“{shown_en}”{en} occurs twice: in rows {first} and {second}."),
        ),
    )
    .at_field(code)
    .found(grid::shorten(code))
    .remedy(Text::new("请删去其中一行，或改正代码、年度。", "Remove one of the rows, or correct its code or period."))
}

fn row_empty(name: &Text) -> Problem {
    Problem::warning(
        "table.row_empty",
        Text::new(format!("“{}”没有任何数据。", name.zh), format!("“{}” has no values at all.", name.en)),
    )
    .remedy(Text::new("若是备注，请删去这一行。", "Remove the row if it is a note."))
}
