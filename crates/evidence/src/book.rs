//! A workbook of several sheets, each read as a stream of rows: no sheet is ever held whole.

use std::{borrow::Cow, collections::HashMap, io::Cursor};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Style, Xlsx, XlsxCellReader};
use domain::{Problem, Text};
use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use crate::{
    delimited::too_large,
    grid::{Cell, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, address},
    package::{self, Marks, Package},
    workbook::{broken, cell},
};

/// Most sheets of a workbook: twice the items of the largest questionnaire known.
const MAX_SHEETS: usize = 300;

/// An opened workbook.
pub(crate) struct Book<'a> {
    reader: Xlsx<Cursor<&'a [u8]>>,
    package: Package,
    /// Paths of the parts by name of the sheet.
    parts: HashMap<String, String>,
    sheets: Vec<Sheet>,
    /// Cells that may still be read, blank ones between others included.
    room: usize,
}

/// A worksheet, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) visible: bool,
}

/// A row with only the cells that hold something, by column from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SparseRow {
    /// Its number in the file, from 1.
    pub(crate) number: usize,
    /// Its cells in the order of the columns.
    pub(crate) cells: Vec<(usize, Cell)>,
    /// Columns whose number is shown in percent, as far as that was looked for.
    pub(crate) percent: Vec<usize>,
}

impl SparseRow {
    fn push(&mut self, placed: Placed) {
        if placed.percent {
            self.percent.push(placed.column);
        }
        self.cells.push((placed.column, placed.cell));
    }

    /// The cell of a column.
    pub(crate) fn cell(&self, column: usize) -> &Cell {
        self.cells.iter().find(|(at, _)| *at == column).map_or(&Cell::Blank, |(_, cell)| cell)
    }
}

/// Where rows come from: a worksheet or a CSV file.
pub(crate) trait Rows {
    /// Replaces the row by the next one that is not blank; false at the end.
    fn next_row(&mut self, row: &mut SparseRow) -> Result<bool, Problem>;
}

impl<'a> Book<'a> {
    /// Inspects and opens a workbook.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let package = package::inspect(bytes)?;
        let reader: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        let metadata = reader.sheets_metadata();
        if metadata.len() > MAX_SHEETS {
            return Err(too_many_sheets(metadata.len()));
        }
        let sheets = metadata
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| Sheet { name: sheet.name.clone(), visible: sheet.visible == SheetVisible::Visible })
            .collect();
        Ok(Self { parts: parts(bytes).unwrap_or_default(), reader, package, sheets, room: MAX_CELLS })
    }

    /// The worksheets in the order of the workbook.
    pub(crate) fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Whether days are counted from 1904.
    pub(crate) fn counts_from_1904(&self) -> bool {
        self.reader.has_1904_epoch()
    }

    /// The path of a sheet's part.
    pub(crate) fn path(&self, sheet: &str) -> Option<&str> {
        self.parts.get(sheet).map(String::as_str)
    }

    /// Hidden rows and merged ranges of a sheet.
    pub(crate) fn marks(&self, sheet: &str) -> Option<&Marks> {
        self.path(sheet).and_then(|path| self.package.marks(path))
    }

    /// The rows of a sheet from the top.
    pub(crate) fn rows(&mut self, sheet: &str) -> Result<SheetRows<'_, 'a>, Problem> {
        let cells = self.reader.worksheet_cells_reader(sheet).map_err(|e| broken(&e))?;
        Ok(SheetRows { cells, look: Look::Formulas, waiting: None, last: 0, ended: false, room: &mut self.room })
    }

    /// The same, with the columns shown in percent; a formula without a stored result looks blank, which
    /// only matters below [`Marks::last_formula_row`].
    pub(crate) fn rows_with_percent(&mut self, sheet: &str) -> Result<SheetRows<'_, 'a>, Problem> {
        let cells = self.reader.worksheet_cells_reader(sheet).map_err(|e| broken(&e))?;
        let look = Look::Styles(percent_styles(&cells));
        Ok(SheetRows { cells, look, waiting: None, last: 0, ended: false, room: &mut self.room })
    }

    /// The first rows of a sheet, those up to and with number `last`.
    pub(crate) fn top(&mut self, sheet: &str, last: usize) -> Result<Vec<SparseRow>, Problem> {
        let mut rows = self.rows(sheet)?;
        let mut top = Vec::new();
        let mut row = SparseRow::default();
        while rows.next_row(&mut row)? && row.number <= last {
            top.push(std::mem::take(&mut row));
        }
        Ok(top)
    }

    /// For each of the columns, the numbers of the rows whose cell is shown in percent, ascending.
    pub(crate) fn percent_cells(&mut self, sheet: &str, columns: &[usize]) -> Result<Vec<Vec<u32>>, Problem> {
        let mut found = vec![Vec::new(); columns.len()];
        let mut cells = self.reader.worksheet_cells_reader(sheet).map_err(|e| broken(&e))?;
        let percent = percent_styles(&cells);
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|e| broken(&e))? {
            if !matches!(cell.get_value(), DataRef::Float(_) | DataRef::Int(_)) {
                continue;
            }
            let (row, column) = cell.get_position();
            if let Some(slot) = columns.iter().position(|&c| c == column as usize)
                && percent.get(style).copied().unwrap_or(false)
            {
                found[slot].push(row + 1);
            }
        }
        Ok(found)
    }
}

/// For each style whether it shows a percentage.
fn percent_styles(cells: &XlsxCellReader<'_, Cursor<&[u8]>>) -> Vec<bool> {
    let shows = |style: &Style| style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code));
    cells.styles().iter().map(shows).collect()
}

/// Whether a number format shows a percentage: a percent sign outside quotes and escapes.
fn is_percent(format: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for c in format.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// The rows of a worksheet as they stand in the file.
pub(crate) struct SheetRows<'b, 'a> {
    cells: XlsxCellReader<'b, Cursor<&'a [u8]>>,
    look: Look,
    /// The first cell of the next row.
    waiting: Option<Placed>,
    /// Number of the last row given.
    last: usize,
    /// Whether the end was reached: the cell reader must not be asked again.
    ended: bool,
    room: &'b mut usize,
}

/// What is looked for beside the values: the reader tells one or the other in a pass.
enum Look {
    /// Formulas without a stored result.
    Formulas,
    /// Styles that show a percentage.
    Styles(Vec<bool>),
}

/// A cell that is not blank.
struct Placed {
    /// Its row, from 0.
    row: usize,
    /// Its column, from 0.
    column: usize,
    cell: Cell,
    /// Whether its number is shown in percent, where that is looked for.
    percent: bool,
}

impl SheetRows<'_, '_> {
    /// The next cell of the file, blank or not.
    fn read(&mut self) -> Result<Option<Placed>, Problem> {
        let (position, cell, percent) = match &self.look {
            Look::Formulas => {
                let read = self.cells.next_cell_with_formula_metadata().map_err(|e| broken(&e))?;
                let Some(record) = read else { return Ok(None) };
                (record.pos, cell(&record.value, record.formula.is_some()), false)
            }
            Look::Styles(percent) => {
                let read = self.cells.next_cell_with_style_id().map_err(|e| broken(&e))?;
                let Some((read, style)) = read else { return Ok(None) };
                let value = cell(read.get_value(), false);
                let shown = matches!(value, Cell::Number(_)) && percent.get(style).copied().unwrap_or(false);
                (read.get_position(), value, shown)
            }
        };
        Ok(Some(Placed { row: position.0 as usize, column: position.1 as usize, cell, percent }))
    }

    /// The next cell that is not blank.
    fn next_cell(&mut self) -> Result<Option<Placed>, Problem> {
        if let Some(waiting) = self.waiting.take() {
            return Ok(Some(waiting));
        }
        if self.ended {
            return Ok(None);
        }
        while let Some(placed) = self.read()? {
            let Placed { row, column, .. } = placed;
            if row >= MAX_ROWS || column >= MAX_COLUMNS {
                return Err(package::outside_grid(&format!("R{}C{}", row + 1, column + 1)));
            }
            if !placed.cell.is_blank() {
                *self.room = self.room.checked_sub(1).ok_or_else(too_large)?;
                return Ok(Some(placed));
            }
        }
        self.ended = true;
        Ok(None)
    }
}

impl Rows for SheetRows<'_, '_> {
    fn next_row(&mut self, row: &mut SparseRow) -> Result<bool, Problem> {
        row.cells.clear();
        row.percent.clear();
        let Some(first) = self.next_cell()? else { return Ok(false) };
        let index = first.row;
        row.number = index + 1;
        // Rows and cells come in order; where they do not, spreadsheet programs call the file damaged.
        if row.number <= self.last {
            return Err(package::damaged_at(&address(row.number, first.column)));
        }
        self.last = row.number;
        row.push(first);
        while let Some(next) = self.next_cell()? {
            if next.row != index {
                self.waiting = Some(next);
                break;
            }
            if row.cells.last().is_some_and(|(last, _)| *last >= next.column) {
                return Err(package::damaged_at(&address(row.number, next.column)));
            }
            row.push(next);
        }
        Ok(true)
    }
}

/// The paths of the worksheets by name. The cell reader knows them but does not tell; where they
/// cannot be found out, hidden rows and merged cells go unnoticed and nothing else.
fn parts(bytes: &[u8]) -> Option<HashMap<String, String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let targets: HashMap<String, String> =
        elements(&mut archive, "xl/_rels/workbook.xml.rels", "Relationship", ["Id", "Target"])?.into_iter().collect();
    let sheets = elements(&mut archive, "xl/workbook.xml", "sheet", ["name", "id"])?;
    let path = |target: &String| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    };
    Some(sheets.into_iter().filter_map(|(name, id)| Some((name, path(targets.get(&id)?)))).collect())
}

/// Two attributes of every element with this name in a part, whatever their prefixes.
fn elements(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    element: &str,
    names: [&str; 2],
) -> Option<Vec<(String, String)>> {
    let text = std::io::read_to_string(archive.by_name(part).ok()?).ok()?;
    let mut reader = Reader::from_str(&text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == element => {
                let value = |name: &str| {
                    let attributes = tag.attributes().flatten();
                    let mut own = attributes.filter(|a| a.key.local_name().as_ref() == name);
                    own.next().and_then(|a| quick_xml::escape::unescape(&a.value).map(Cow::into_owned).ok())
                };
                if let (Some(first), Some(second)) = (value(names[0]), value(names[1])) {
                    found.push((first, second));
                }
            }
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}

fn too_many_sheets(found: usize) -> Problem {
    Problem::error(
        "xlsx.too_many_sheets",
        Text::new(
            format!("工作簿的工作表太多（最多 {MAX_SHEETS} 张）。"),
            format!("The workbook has too many sheets (at most {MAX_SHEETS})."),
        ),
    )
    .found(found.to_string())
    .remedy(Text::new("请删去与填报无关的工作表。", "Remove the sheets that are not part of the template."))
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use super::*;

    #[test]
    fn rows_come_one_by_one_with_only_their_filled_cells() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(2, 1, "甲").expect("a cell");
        sheet.write(2, 16_383, 2).expect("a cell");
        sheet.write(1_048_575, 0, 3).expect("a cell");
        sheet.set_row_hidden(2).expect("a row");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut book = Book::open(&bytes).expect("an open workbook");
        assert_eq!(book.marks("Sheet1").expect("marks").hidden_rows, [3]);
        let mut rows = book.rows("Sheet1").expect("rows");
        let mut row = SparseRow::default();
        assert!(rows.next_row(&mut row).expect("a row"));
        assert_eq!((row.number, row.cells.len()), (3, 2));
        assert_eq!(*row.cell(16_383), Cell::Number(2.0));
        assert!(rows.next_row(&mut row).expect("a row"));
        assert_eq!(row.number, MAX_ROWS);
        assert!(!rows.next_row(&mut row).expect("the end"));
    }

    #[test]
    fn percent_formats_are_told_from_percent_signs_in_quotes() {
        for (format, percent) in
            [("0%", true), ("0.00%;[Red]-0.0%", true), ("General", false), ("0\"%\"", false), ("0\\%", false)]
        {
            assert_eq!(is_percent(format), percent, "{format}");
        }
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_with_format(0, 2, 0.5, &Format::new().set_num_format("0.0%")).expect("a cell");
        sheet.write(1, 2, 0.5).expect("a cell");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut book = Book::open(&bytes).expect("an open workbook");
        assert_eq!(book.percent_cells("Sheet1", &[0, 2]).expect("cells"), [vec![], vec![1]]);
    }
}
