//! Finds the columns of an evidence table by their keys, or by what their heads say where the keys
//! are gone: people move columns.

use domain::{Problem, Text, questionnaire::Column};

use crate::{
    book::SparseRow,
    findings::Findings,
    grid::{self, Cell},
    header::{SEARCHED_ROWS, key, listed},
    layout,
    value::fold,
};

/// Where the columns of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heads {
    /// Number of the row with the heads, from 1; evidence begins below.
    pub(super) head_row: usize,
    /// Number of the row with the keys, where there is one.
    pub(super) key_row: Option<usize>,
    /// Column of the sheet, from 0, of each column of the questionnaire.
    pub(super) columns: Vec<Option<usize>>,
    /// Names of columns that are missing or say something else than they should.
    pub(super) changed: Vec<String>,
}

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// On a sheet of the template: a row of keys, then one of heads.
    Sheet,
    /// In a CSV file: one row, of keys or heads, in any order.
    Delimited,
}

/// Finds the heads in the first rows of a table.
pub(super) fn find(top: &[SparseRow], columns: &[&Column], home: Home, findings: &mut Findings) -> Option<Heads> {
    let keys = best_row(top, |text| columns.iter().any(|c| c.key == text));
    let labels = best_row(top, |text| columns.iter().any(|c| says(text, c)));
    // Half of the columns is enough to tell the row; what is missing is said below.
    let enough = columns.len().div_ceil(2).max(1);
    let (row, by_key) = match (keys, labels) {
        (Some((row, hits)), _) if hits >= enough => (row, true),
        (_, Some((row, hits))) if hits >= enough => (row, false),
        _ => {
            findings.add_at(layout::HEAD_ROW as usize + 1, 0, not_found(columns));
            return None;
        }
    };
    let below = top.iter().find(|below| below.number == row.number + 1);
    let has_labels = below.is_some_and(|below| texts(below).any(|(_, text)| columns.iter().any(|c| says(text, c))));
    let has_labels = by_key && (home == Home::Sheet || has_labels);
    let is = |column: &Column, text: &str| if by_key { text == column.key } else { says(text, column) };
    let mut heads = Heads {
        head_row: if has_labels { row.number + 1 } else { row.number },
        key_row: by_key.then_some(row.number),
        columns: Vec::with_capacity(columns.len()),
        changed: Vec::new(),
    };
    for column in columns {
        let mut places = texts(row).filter(|(_, text)| is(column, text)).map(|(place, _)| place);
        let first = places.next();
        match (first, places.next()) {
            (Some(first), Some(second)) => {
                findings.add_at(row.number, second, repeated(column, &grid::address(row.number, first)));
            }
            (Some(_), None) => {}
            (None, _) => {
                heads.changed.push(column.label.zh.clone());
                findings.add_at(heads.head_row, 0, missing(column));
            }
        }
        heads.columns.push(first);
    }
    if has_labels {
        check_labels(top, columns, &mut heads, findings);
    }
    if home == Home::Sheet {
        say_if_moved(columns, &heads, findings);
    }
    Some(heads)
}

/// Whether the keys of all columns stand in one of the rows: so a renamed sheet is recognised.
pub(super) fn has_all_keys(top: &[SparseRow], columns: &[&Column]) -> bool {
    top.iter().any(|row| columns.iter().all(|column| texts(row).any(|(_, text)| text == column.key)))
}

/// How many of an item's own columns one of the rows names; `None` unless it names them all.
pub(super) fn own_columns_found(top: &[SparseRow], columns: &[Column]) -> Option<usize> {
    let named = |row: &SparseRow, column: &Column| texts(row).any(|(_, text)| says(text, column));
    let complete = top.iter().any(|row| columns.iter().all(|column| named(row, column)));
    (complete && !columns.is_empty()).then_some(columns.len())
}

/// Says where a head no longer says what its key stands for.
fn check_labels(top: &[SparseRow], columns: &[&Column], heads: &mut Heads, findings: &mut Findings) {
    let blank = SparseRow::default();
    let row = top.iter().find(|row| row.number == heads.head_row).unwrap_or(&blank);
    for (column, place) in columns.iter().zip(&heads.columns) {
        let Some(place) = *place else { continue };
        let cell = row.cell(place);
        // What is shown of a long head is cut.
        let said = match cell {
            Cell::Text(text) => says(text, column),
            Cell::Blank | Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
                says(&cell.shown(), column)
            }
        };
        if !said {
            heads.changed.push(column.label.zh.clone());
            findings.add_at(heads.head_row, place, changed(column, cell));
        }
    }
}

fn say_if_moved(columns: &[&Column], heads: &Heads, findings: &mut Findings) {
    let moved: Vec<&str> = columns
        .iter()
        .zip(&heads.columns)
        .enumerate()
        .filter(|(expected, (_, place))| place.is_some_and(|place| place != *expected))
        .map(|(_, (column, _))| column.label.zh.as_str())
        .collect();
    if let Some(first) = moved.first() {
        let problem = Problem::warning(
            "header.moved",
            Text::new(
                format!("有的列不在原来的位置，已按列名读取：{}。", listed(moved.iter().copied())),
                format!(
                    "Columns are not where they were and were read by their names: {}.",
                    listed(moved.iter().copied())
                ),
            ),
        )
        .found(*first)
        .remedy(Text::new("请核对这几列的内容。", "Please check what these columns hold."));
        findings.add_at(heads.head_row, 0, problem);
    }
}

/// The row among the first with the most texts that are recognised, and how many.
fn best_row(top: &[SparseRow], recognised: impl Fn(&str) -> bool) -> Option<(&SparseRow, usize)> {
    let hits = |row: &SparseRow| texts(row).filter(|(_, text)| recognised(text)).count();
    let rows = top.iter().filter(|row| row.number <= SEARCHED_ROWS).map(|row| (row, hits(row)));
    // The first of equals.
    rows.rev().max_by_key(|(_, hits)| *hits).filter(|(_, hits)| *hits > 0)
}

fn texts(row: &SparseRow) -> impl Iterator<Item = (usize, &str)> {
    row.cells.iter().filter_map(|(column, cell)| match cell {
        Cell::Text(text) => Some((*column, text.trim())),
        Cell::Blank | Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => None,
    })
}

/// Whether a head names the column: its key, its name in Chinese, in English or in both. Spaces, stars
/// and line breaks do not count.
fn says(text: &str, column: &Column) -> bool {
    let plain = |text: &str| -> String {
        key(&fold(text)).chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '/' | '|')).collect()
    };
    let text = plain(text);
    let (zh, en) = (plain(&column.label.zh), plain(&column.label.en));
    text == column.key
        || text.strip_prefix(&zh).is_some_and(|rest| rest.is_empty() || rest == en)
        || (!en.is_empty() && text == en)
}

fn restore() -> Text {
    Text::new(
        "请恢复模板原来的表头，或重新下载模板，把数据粘贴过去。",
        "Restore the head of the template, or download the template again and paste the data into it.",
    )
}

fn not_found(columns: &[&Column]) -> Problem {
    let names = listed(columns.iter().map(|column| column.label.zh.as_str()));
    Problem::error(
        "header.not_found",
        Text::new(
            format!("找不到表头，应有的列：{names}。"),
            format!("The heads of the columns are not there; they should be {names}."),
        ),
    )
    .remedy(restore())
}

fn missing(column: &Column) -> Problem {
    Problem::error(
        "header.missing",
        Text::new(
            format!("缺少“{}”这一列。", column.label.zh),
            format!("The column “{}” is missing.", column.label.en),
        ),
    )
    .found(&column.label.zh)
    .remedy(restore())
}

fn changed(column: &Column, cell: &Cell) -> Problem {
    Problem::error(
        "header.changed",
        Text::new(
            format!("表头被改过，这里应是“{}”。", column.label.zh),
            format!("The head was changed; it should be “{}”.", column.label.en),
        ),
    )
    .found(cell.shown())
    .remedy(restore())
}

fn repeated(column: &Column, first: &str) -> Problem {
    Problem::error(
        "header.repeated",
        Text::new(
            format!("“{}”这一列出现了两次，前一次在 {first}。", column.label.zh),
            format!("The column “{}” is there twice; the first is at {first}.", column.label.en),
        ),
    )
    .found(&column.label.zh)
    .remedy(Text::new("请删去其中一列。", "Remove one of the two columns."))
}
