//! XLSX: the first visible worksheet with content, cell by cell as the file gives them.

use std::{
    collections::BTreeMap,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use domain::{Problem, Text};

use crate::{
    delimited::too_large,
    findings::Findings,
    grid::{Cell, Grid, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Row},
    package,
};

/// Reads a workbook that is not yet known to be sound.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Grid, Vec<Problem>> {
    let read = || {
        package::inspect(bytes)?;
        read_sheets(bytes)
    };
    // The last resort: the reader panics on some inputs that no check above knows of.
    let result = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(package::damaged()));
    match result {
        Ok(mut grid) => {
            let mut findings = Findings::new(file, grid.sheet.as_deref());
            for warning in std::mem::take(&mut grid.warnings) {
                findings.add(warning);
            }
            grid.warnings = findings.into_problems();
            Ok(grid)
        }
        Err(problem) => {
            let mut findings = Findings::new(file, None);
            findings.add(problem);
            Err(findings.into_problems())
        }
    }
}

fn read_sheets(bytes: &[u8]) -> Result<Grid, Problem> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet)
        .map(|s| s.name.clone())
        .collect();
    let mut chosen: Option<Grid> = None;
    let mut others = Vec::new();
    for name in sheets {
        if chosen.is_some() {
            if has_content(&mut workbook, &name)? {
                others.push(name);
            }
            continue;
        }
        let rows = read_rows(&mut workbook, &name)?;
        if !rows.is_empty() {
            chosen = Some(Grid { sheet: Some(name), rows, ..Grid::default() });
        }
    }
    let mut grid = chosen.ok_or_else(no_content)?;
    if !others.is_empty() {
        grid.warnings.push(several_sheets(grid.sheet.as_deref().unwrap_or_default(), &others));
    }
    Ok(grid)
}

fn has_content(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<bool, Problem> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|e| broken(&e))?;
    while let Some(cell) = cells.next_cell().map_err(|e| broken(&e))? {
        if !self::cell(cell.get_value(), false).is_blank() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_rows(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<Row>, Problem> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|e| broken(&e))?;
    let mut rows: BTreeMap<usize, Vec<Cell>> = BTreeMap::new();
    let mut room = MAX_CELLS;
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(|e| broken(&e))? {
        let (row, column) = (record.pos.0 as usize, record.pos.1 as usize);
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(package::outside_grid(&format!("R{}C{}", row + 1, column + 1)));
        }
        let cell = cell(&record.value, record.formula.is_some());
        if cell.is_blank() {
            continue;
        }
        let slots = rows.entry(row).or_default();
        if column >= slots.len() {
            // Blank cells before this one take memory too.
            room = room.checked_sub(column + 1 - slots.len()).ok_or_else(too_large)?;
            slots.resize(column + 1, Cell::Blank);
        }
        if slots[column] != Cell::Blank {
            return Err(package::damaged_at(&crate::grid::address(row + 1, column)));
        }
        slots[column] = cell;
    }
    Ok(rows.into_iter().map(|(row, cells)| Row { number: row + 1, cells, fields: None }).collect())
}

pub(crate) fn cell(value: &DataRef<'_>, formula: bool) -> Cell {
    match value {
        DataRef::Empty if formula => Cell::Uncalculated,
        DataRef::Empty => Cell::Blank,
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets hold doubles; larger whole numbers do not occur")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(moment) => Cell::Date(date(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Date(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn date(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

pub(crate) fn broken(_: &XlsxError) -> Problem {
    package::damaged()
}

fn no_content() -> Problem {
    Problem::error(
        "xlsx.no_content",
        Text::new("没有一张可见的工作表有内容。", "No visible worksheet has any content."),
    )
    .remedy(Text::new(
        "请填写工作表；隐藏的工作表不会读取，请取消隐藏。",
        "Fill in a worksheet; hidden ones are not read, so unhide it.",
    ))
}

fn several_sheets(chosen: &str, others: &[String]) -> Problem {
    let list = crate::header::listed(others.iter().map(String::as_str));
    Problem::warning(
        "xlsx.several_sheets",
        Text::new(
            format!("只读取了工作表“{chosen}”，没有读取 {list}。"),
            format!("Only the worksheet “{chosen}” was read, not {list}."),
        ),
    )
    .remedy(Text::new("若要读取别的工作表，请把它移到最前面。", "To read another worksheet, move it to the front."))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn grid(build: impl FnOnce(&mut Workbook)) -> Result<Grid, Vec<Problem>> {
        let mut workbook = Workbook::new();
        build(&mut workbook);
        read("t.xlsx", &workbook.save_to_buffer().expect("a workbook"))
    }

    #[test]
    fn cells_keep_their_kind_and_address() {
        let grid = grid(|workbook| {
            let sheet = workbook.add_worksheet();
            sheet.write(2, 1, "城市").expect("text");
            sheet.write(2, 3, 2.5).expect("number");
            sheet.write(4, 0, true).expect("bool");
            let day = ExcelDateTime::from_ymd(2016, 3, 1).expect("a day");
            sheet.write_with_format(4, 1, &day, &Format::new().set_num_format("yyyy-mm-dd")).expect("date");
            sheet.write_formula(4, 2, Formula::new("=1/0").set_result("#DIV/0!")).expect("formula");
            sheet.write_formula(4, 3, Formula::new("=1+1").set_result("2")).expect("formula");
        })
        .expect("a readable workbook");
        assert_eq!(grid.sheet.as_deref(), Some("Sheet1"));
        let numbers: Vec<usize> = grid.rows.iter().map(|r| r.number).collect();
        assert_eq!(numbers, [3, 5]);
        assert_eq!(*grid.rows[0].cell(1), Cell::Text("城市".to_owned()));
        assert_eq!(*grid.rows[0].cell(3), Cell::Number(2.5));
        assert_eq!(*grid.rows[1].cell(0), Cell::Bool(true));
        assert_eq!(*grid.rows[1].cell(1), Cell::Date("2016-03-01".to_owned()));
        assert_eq!(*grid.rows[1].cell(2), Cell::Error("#DIV/0!".to_owned()));
        assert_eq!(*grid.rows[1].cell(3), Cell::Number(2.0));
    }

    /// The workbook with a text in the XML of its first sheet replaced.
    fn edited(from: &str, to: &str) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, 1).expect("a number");
        sheet.write_formula(1, 1, Formula::new("=A1+1").set_result("2")).expect("a formula");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in archive.file_names().map(|n| n.expect("a name").into_owned()).collect::<Vec<_>>() {
            let mut content = String::new();
            archive.by_name(&name).expect("a part").read_to_string(&mut content).expect("XML");
            if name == "xl/worksheets/sheet1.xml" {
                assert!(content.contains(from), "{from} is not in {content}");
                content = content.replace(from, to);
            }
            writer.start_file(name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(content.as_bytes()).expect("its content");
        }
        writer.finish().expect("a package").into_inner()
    }

    #[test]
    fn a_formula_without_a_stored_result_is_told_from_a_blank_cell() {
        for result in ["", "<v></v>", "<v/>"] {
            let grid = read("t.xlsx", &edited("<v>2</v>", result)).expect("a readable workbook");
            assert_eq!(*grid.rows[1].cell(1), Cell::Uncalculated, "{result:?}");
        }
    }

    #[test]
    fn addresses_outside_the_grid_and_cells_given_twice_are_refused() {
        let code = |from, to| read("t.xlsx", &edited(from, to)).expect_err("a false address")[0].code.clone();
        assert_eq!(code("r=\"A1\"", "r=\"A1048577\""), "xlsx.outside_grid");
        assert_eq!(code("r=\"A1\"", "r=\"XFE1\""), "xlsx.outside_grid");
        assert_eq!(code("r=\"A1\"", "r=\"A99999999999\""), "xlsx.outside_grid");
        assert_eq!(code("r=\"A1\"", "r=\"ZZZZZZZZ1\""), "xlsx.outside_grid");
        assert_eq!(code("r=\"A1\"", "r=\"B2\""), "xlsx.damaged");
        assert_eq!(
            code("</sheetData>", "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>99</v></c></row></sheetData>"),
            "xlsx.damaged"
        );
    }

    #[test]
    fn the_first_visible_sheet_with_content_is_read_and_the_others_are_named() {
        let grid = grid(|workbook| {
            workbook.add_worksheet().set_name("空").expect("a name");
            workbook.add_worksheet().set_name("隐藏").expect("a name").set_hidden(true).write(0, 0, 1).expect("a cell");
            workbook.add_worksheet().set_name("数据").expect("a name").write(0, 0, 2).expect("a cell");
            workbook.add_worksheet().set_name("说明").expect("a name").write(0, 0, 3).expect("a cell");
        })
        .expect("a readable workbook");
        assert_eq!(grid.sheet.as_deref(), Some("数据"));
        assert_eq!(grid.warnings.len(), 1);
        assert!(grid.warnings[0].message.zh.contains("说明") && !grid.warnings[0].message.zh.contains("隐藏"));
        assert_eq!(grid.warnings[0].place.file.as_deref(), Some("t.xlsx"));
    }

    #[test]
    fn a_workbook_without_visible_content_is_a_problem() {
        let problems = grid(|workbook| {
            workbook.add_worksheet();
        })
        .expect_err("nothing to read");
        assert_eq!(problems[0].code, "xlsx.no_content");
    }

    #[test]
    fn cells_at_opposite_corners_cost_no_rectangle() {
        let grid = grid(|workbook| {
            let sheet = workbook.add_worksheet();
            sheet.write(0, 0, 1).expect("a cell");
            sheet.write(1_048_575, 16_383, 2).expect("a cell");
        })
        .expect("a readable workbook");
        assert_eq!(grid.rows.len(), 2);
        assert_eq!(grid.rows[1].number, MAX_ROWS);
    }
}
