//! One evidence table as CSV: its item is named by the one who asks, else recognised by its columns.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Problem, Questionnaire, Text,
    questionnaire::{Filler, Item},
};

use super::{
    Examined, Expected, Submission,
    cell::Context,
    heads::{self, Home},
    places::Places,
    preview::TablePreview,
    table::{self, Plan},
};
use crate::{
    book::{Rows, SparseRow},
    delimited::{self, Delimited},
    findings::Findings,
    grid::{Cell, Grid, Row},
    header::SEARCHED_ROWS,
    rows::StoredTable,
};

/// Reads a CSV file; also what a person is shown of it, where it has rows and fields at all.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> (Examined, Option<TablePreview>) {
    let mut read = match delimited::read_as(file, bytes, expected.encoding) {
        Ok(read) => read,
        Err(problems) => return (Examined { problems, ..Examined::default() }, None),
    };
    let mut problems = std::mem::take(&mut read.grid.warnings);
    let mut findings = Findings::new(file, None);
    let mut preview = TablePreview::of(&read);
    let Delimited { grid, encoding: _, separator: _ } = read;
    let submission = read_grid(grid, questionnaire, expected, &mut preview, &mut findings);
    let codes = submission.iter().flat_map(|s| s.tables.keys().cloned());
    let faulty = if findings.has_errors() { codes.collect() } else { BTreeSet::new() };
    problems.extend(findings.into_problems());
    (Examined { submission, faulty, problems }, Some(preview))
}

fn read_grid(
    grid: Grid,
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
    preview: &mut TablePreview,
    findings: &mut Findings,
) -> Option<Submission<StoredTable>> {
    let comma_is_ambiguous = grid.comma_is_ambiguous;
    let top: Vec<SparseRow> = grid.rows.iter().take(SEARCHED_ROWS).map(sparse).collect();
    let item = match expected.item {
        Some(code) => questionnaire.item(code).ok_or_else(|| unknown_item(code)),
        None => recognise(&top, questionnaire, expected),
    };
    let item = match item {
        Ok(item) => item,
        Err(problem) => {
            findings.add(problem);
            return None;
        }
    };
    preview.item = Some(item.code.clone());
    let columns = Plan::columns(questionnaire, item);
    let heads = heads::find(&top, &columns, Home::Delimited, findings)?;
    preview.head_row = Some(heads.head_row);
    if let Some(header) = grid.rows.iter().position(|row| row.number == heads.head_row) {
        delimited::check_lengths(&grid.rows[header], &grid.rows[header + 1..], findings);
    }
    expected.say_if_assumed(findings);
    let region = expected.respondent.and_then(|respondent| respondent.region.as_deref());
    let places = Places::of(&questionnaire.regions, region);
    let plan = Plan {
        item,
        percent: vec![Vec::new(); columns.len()],
        columns,
        heads,
        context: Context { places: &places, counts_from_1904: false, comma_is_ambiguous },
        period: expected.period,
        hidden_rows: &[],
    };
    let mut rows = GridRows { rows: grid.rows.into_iter() };
    match plan.read(&mut rows, findings) {
        Ok(table) => {
            preview.rows = table.rows.len();
            if table.rows.is_empty() && item.filler == Filler::Respondent {
                findings.add(table::empty(item));
            }
            Some(Submission {
                respondent: expected.respondent.cloned(),
                round: expected.round.map(str::to_owned),
                period: expected.period,
                tables: BTreeMap::from([(item.code.clone(), table)]),
            })
        }
        Err(problem) => {
            findings.add(problem);
            None
        }
    }
}

/// The one item whose columns agree best with a row among the first.
fn recognise<'a>(
    top: &[SparseRow],
    questionnaire: &'a Questionnaire,
    expected: &Expected<'a>,
) -> Result<&'a Item, Problem> {
    let asked: Vec<&Item> = match expected.respondent {
        Some(respondent) => questionnaire.asked_of(&respondent.department).collect(),
        None => questionnaire.items.iter().collect(),
    };
    let mut fits: Vec<(usize, &Item)> =
        asked.into_iter().filter_map(|item| Some((heads::own_columns_found(top, &item.columns)?, item))).collect();
    fits.sort_by_key(|(columns, _)| std::cmp::Reverse(*columns));
    match fits.as_slice() {
        [(best, _), (second, _), ..] if best == second => {
            let codes: Vec<&str> =
                fits.iter().take_while(|(columns, _)| columns == best).map(|(_, item)| item.code.as_str()).collect();
            Err(ambiguous_item(&codes))
        }
        [(_, item), ..] => Ok(item),
        [] => Err(no_item()),
    }
}

fn sparse(row: &Row) -> SparseRow {
    SparseRow {
        number: row.number,
        cells: row.filled().map(|(column, cell)| (column, cell.clone())).collect(),
        percent: Vec::new(),
    }
}

/// The rows of a CSV file, given away one by one.
struct GridRows {
    rows: std::vec::IntoIter<Row>,
}

impl Rows for GridRows {
    fn next_row(&mut self, row: &mut SparseRow) -> Result<bool, Problem> {
        let Some(next) = self.rows.next() else { return Ok(false) };
        row.number = next.number;
        row.cells.clear();
        row.cells.extend(next.cells.into_iter().enumerate().filter(|(_, cell)| *cell != Cell::Blank));
        Ok(true)
    }
}

fn unknown_item(code: &str) -> Problem {
    Problem::error("item.unknown", Text::new("问卷中没有这个题项。", "The questionnaire has no such item."))
        .found(crate::grid::shorten(code))
        .remedy(Text::new("请核对题项代码。", "Please check the code of the item."))
}

fn ambiguous_item(codes: &[&str]) -> Problem {
    let list = crate::header::listed(codes.iter().copied());
    Problem::error(
        "item.ambiguous",
        Text::new(
            format!("看不出这是哪个题项的表：{list} 的列都符合。"),
            format!("It cannot be told which item this table belongs to: the columns fit {list}."),
        ),
    )
    .remedy(Text::new("请选择或指明题项。", "Choose or name the item."))
}

fn no_item() -> Problem {
    Problem::error(
        "item.not_recognised",
        Text::new(
            "表头与问卷中任何题项的列都不符。",
            "The heads agree with the columns of no item of the questionnaire.",
        ),
    )
    .remedy(Text::new(
        "请保留模板的表头，或选择、指明题项。",
        "Keep the heads of the template, or choose or name the item.",
    ))
}
