//! Tables of values: units 评估对象 × indicators, for one or several periods.

mod roles;
mod rows;

use domain::{Problem, TableDraft, Text, job::ColumnMapping};

use self::{
    roles::Roles,
    rows::{RowReader, rows_without_header},
};
use crate::{
    delimited::check_lengths,
    file::read_grid,
    findings::Findings,
    grid::{Cell, Grid, Row},
    header::{self, Header, SEARCHED_ROWS, listed},
    value::{Fault, Reading, read_number},
};

/// A table as it was read. Every cell of its value columns is a number or missing: a table with any
/// other cell there is not read at all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableRead {
    /// Rows and values.
    pub draft: TableDraft,
    /// What each header was taken for.
    pub headers: HeaderReport,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
    pub(crate) worded: Vec<Worded>,
}

/// What each header of a table was taken for, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeaderReport {
    /// Number of the header row in the file, from 1.
    pub row: usize,
    /// The column with the unit's name.
    pub name: Option<String>,
    /// The column with the unit's English name, beside the other.
    pub name_en: Option<String>,
    /// The column with the unit's code.
    pub code: Option<String>,
    /// The column with the period.
    pub period: Option<String>,
    /// The column with the league 分组.
    pub league: Option<String>,
    /// The column with the league's English name, beside the other.
    pub league_en: Option<String>,
    /// Columns of numbers, in file order.
    pub values: Vec<String>,
    /// Columns of words or dates without a meaning known here.
    pub others: Vec<String>,
}

/// A column of words: harmless beside the indicators, a fault in place of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Worded {
    pub(crate) header: String,
    pub(crate) faults: Findings,
}

/// Reads a table from CSV or XLSX. A name in the mapping is the header of the column with that
/// meaning; other meanings are recognised by their headers.
///
/// # Errors
/// Everything wrong with the file, its header and its cells, at once.
pub fn read_table(file_name: &str, bytes: &[u8], mapping: &ColumnMapping) -> Result<TableRead, Vec<Problem>> {
    let grid = read_grid(file_name, bytes)?;
    let mut findings = Findings::new(file_name, grid.sheet.as_deref());
    for warning in &grid.warnings {
        findings.add(warning.clone());
    }
    let read = read_grid_as_table(&grid, mapping, file_name, &mut findings);
    let failed = findings.has_errors();
    let problems = findings.into_problems();
    match read {
        Some(table) if !failed => Ok(TableRead { warnings: problems, ..table }),
        Some(_) | None => Err(problems),
    }
}

fn read_grid_as_table(grid: &Grid, mapping: &ColumnMapping, file: &str, findings: &mut Findings) -> Option<TableRead> {
    let Some(position) = roles::find_header(grid, mapping) else {
        findings.add(header_missing());
        return None;
    };
    let (header_row, rows) = (&grid.rows[position], &grid.rows[position + 1..]);
    let headers = header::headers(header_row);
    for (header, first) in header::repeated(&headers) {
        findings.add_at(header_row.number, header.column, header::repeated_problem(header_row, header, first));
    }
    check_lengths(header_row, rows, findings);
    rows_without_header(header_row, rows, findings);
    if rows.is_empty() {
        findings.add_at(header_row.number + 1, 0, no_rows());
    }
    let mut roles = Roles::recognise(&headers, mapping, findings);
    let mut columns = read_columns(&headers, &roles, rows, grid, file);
    if let Some(name) = roles.guess_name(&columns, rows) {
        findings.add(name_guessed(&columns[name].header.text));
        columns.remove(name);
    }
    if !roles.can_name_units() {
        findings.add(name_missing(&headers));
    }
    let (numeric, worded): (Vec<_>, Vec<_>) = columns.into_iter().partition(|c| !c.is_worded());
    if numeric.is_empty() && !rows.is_empty() {
        findings.add(no_values());
    }
    let draft = TableDraft {
        rows: RowReader::new(&roles).read(rows, &numeric, findings),
        columns: numeric.iter().map(|c| c.header.text.clone()).collect(),
    };
    let report = HeaderReport {
        row: header_row.number,
        values: draft.columns.clone(),
        others: worded.iter().map(|c| c.header.text.clone()).collect(),
        ..roles.report(&headers)
    };
    for column in numeric {
        findings.absorb(column.faults);
    }
    Some(TableRead {
        draft,
        headers: report,
        warnings: Vec::new(),
        file: file.to_owned(),
        sheet: grid.sheet.clone(),
        worded: worded.into_iter().map(|c| Worded { header: c.header.text.clone(), faults: c.faults }).collect(),
    })
}

/// A column that is not known to name units, periods or leagues.
struct Column<'a> {
    header: &'a Header,
    /// One entry a row, `None` where missing or at fault.
    values: Vec<Option<f64>>,
    faults: Findings,
    /// How many cells hold numbers, or numbers gone wrong.
    numeric: usize,
    /// How many cells hold words or dates.
    wordy: usize,
}

impl Column<'_> {
    /// Whether most cells hold words: then the column is not meant to hold values.
    fn is_worded(&self) -> bool {
        self.wordy > self.numeric
    }
}

fn read_columns<'a>(headers: &'a [Header], roles: &Roles, rows: &[Row], grid: &Grid, file: &str) -> Vec<Column<'a>> {
    headers
        .iter()
        .filter(|header| !roles.has(header.column))
        .map(|header| {
            let faults = Findings::new(file, grid.sheet.as_deref());
            let mut column = Column { header, values: Vec::with_capacity(rows.len()), faults, numeric: 0, wordy: 0 };
            for row in rows {
                let cell = row.cell(header.column);
                column.push(row.number, cell, read_number(cell, grid.comma_is_ambiguous));
            }
            column
        })
        .collect()
}

impl Column<'_> {
    fn push(&mut self, row: usize, cell: &Cell, reading: Reading) {
        let value = match reading {
            Reading::Missing => None,
            Reading::Number(number) => {
                self.numeric += 1;
                Some(number)
            }
            Reading::Fault(fault) => {
                self.count(fault);
                self.faults.add_at(row, self.header.column, fault.problem(cell).at_field(&self.header.text));
                None
            }
        };
        self.values.push(value);
    }

    fn count(&mut self, fault: Fault) {
        if fault.is_wordy() {
            self.wordy += 1;
        } else {
            self.numeric += 1;
        }
    }
}

fn header_missing() -> Problem {
    Problem::error(
        "table.header_missing",
        Text::new(
            format!("前 {SEARCHED_ROWS} 行里找不到表头。"),
            format!("No header was found in the first {SEARCHED_ROWS} rows."),
        ),
    )
    .remedy(Text::new(
        "第一行请写：名称、代码（可选）、年度（可选），然后是各指标的代码。",
        "Begin with a row: name, code and year if there are any, then the codes of the indicators.",
    ))
}

fn no_rows() -> Problem {
    Problem::error("table.empty", Text::new("表头下面没有数据。", "There are no rows below the header."))
        .remedy(Text::new("每行写一个评估对象。", "Write one unit a row."))
}

fn no_values() -> Problem {
    Problem::error("table.no_values", Text::new("没有一列是数。", "No column holds numbers."))
        .remedy(Text::new("每个指标一列，表头写指标代码。", "Add a column for each indicator, headed by its code."))
}

fn name_missing(headers: &[Header]) -> Problem {
    Problem::error(
        "table.name_missing",
        Text::new(
            "看不出哪一列是评估对象的名称或代码。",
            "It is not clear which column holds the name or the code of the units.",
        ),
    )
    .at_field("name")
    .found(listed(headers.iter().map(|h| h.text.as_str())))
    .remedy(Text::new(
        "请把那一列的表头改为“名称”，或指定哪一列是名称。",
        "Head that column “name”, or say which column holds the names.",
    ))
}

fn name_guessed(header: &str) -> Problem {
    Problem::warning(
        "table.name_guessed",
        Text::new(
            format!("把“{header}”列当作评估对象的名称：它是唯一的文字列。"),
            format!("The column “{header}” was taken for the names of the units: it is the only one with text."),
        ),
    )
    .at_field("name")
    .found(header)
    .remedy(Text::new("若不是，请指定哪一列是名称。", "If it is not, say which column holds the names."))
}

#[cfg(test)]
mod tests;
