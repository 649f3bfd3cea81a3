//! A worksheet that is filled from left to right and from top to bottom.

use domain::Text;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::format::looks_like_formula;

/// Most characters a cell may hold, as Excel counts them.
const MAX_CELL: usize = 32_767;
/// Most decimals a number format may ask for.
const MAX_DECIMALS: u8 = 15;

/// The looks of cells.
pub(super) struct Styles {
    head: Format,
    plain: Format,
    strong: Format,
    prose: Format,
    score: Format,
    share: Format,
    rank: Format,
    header: Option<String>,
}

impl Styles {
    /// Scores show this many decimals; the notice is printed above every page.
    pub(super) fn new(decimals: u8, notice: Option<&Text>) -> Self {
        let score = match decimals.min(MAX_DECIMALS) {
            0 => "0".to_owned(),
            n => format!("0.{}", "0".repeat(n.into())),
        };
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: top()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00EE_F1F4))
                .set_border_bottom(FormatBorder::Thin),
            plain: top(),
            strong: top().set_bold().set_text_wrap(),
            prose: top().set_text_wrap(),
            score: top().set_num_format(score),
            share: top().set_num_format("0.00%"),
            rank: top().set_num_format("0"),
            header: notice.map(|notice| format!("&C&9{notice}")),
        }
    }
}

/// A worksheet and the cell that is written next.
pub(super) struct Sheet<'a> {
    worksheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: u32,
    column: u16,
    columns: u16,
}

impl<'a> Sheet<'a> {
    /// Adds an empty sheet to a workbook.
    pub(super) fn add(workbook: &'a mut Workbook, name: &str, styles: &'a Styles) -> Result<Self, XlsxError> {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name)?.set_landscape().set_print_fit_to_pages(1, 0);
        if let Some(header) = &styles.header {
            worksheet.set_header(header);
        }
        Ok(Self { worksheet, styles, row: 0, column: 0, columns: 0 })
    }

    /// Writes the head, in both languages, and sets the widths of the first columns and of the rest.
    pub(super) fn heads(&mut self, heads: &[Text], widths: &[f64], rest: f64) -> Result<(), XlsxError> {
        for (column, head) in (0..).zip(heads) {
            let width = widths.get(usize::from(column)).copied().unwrap_or(rest);
            self.worksheet.set_column_width(column, width)?;
            self.write(&head.to_string(), &self.styles.head)?;
        }
        self.columns = self.column;
        self.worksheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Goes to the beginning of the next row.
    pub(super) fn next_row(&mut self) -> &mut Self {
        self.row += 1;
        self.column = 0;
        self
    }

    /// A name or code.
    pub(super) fn text(&mut self, text: &str) -> Result<&mut Self, XlsxError> {
        self.write(text, &self.styles.plain)
    }

    /// A heading within the sheet.
    pub(super) fn strong(&mut self, text: &str) -> Result<&mut Self, XlsxError> {
        self.write(text, &self.styles.strong)
    }

    /// A longer text, wrapped.
    pub(super) fn prose(&mut self, text: &str) -> Result<&mut Self, XlsxError> {
        self.write(text, &self.styles.prose)
    }

    /// A number as it is.
    pub(super) fn value(&mut self, value: Option<f64>) -> Result<&mut Self, XlsxError> {
        self.number(value, &self.styles.plain)
    }

    /// A score, shown with the recipe's decimals.
    pub(super) fn score(&mut self, value: Option<f64>) -> Result<&mut Self, XlsxError> {
        self.number(value, &self.styles.score)
    }

    /// A share in 0–1, shown as percent.
    pub(super) fn share(&mut self, value: Option<f64>) -> Result<&mut Self, XlsxError> {
        self.number(value, &self.styles.share)
    }

    /// A rank.
    pub(super) fn rank(&mut self, value: Option<u32>) -> Result<&mut Self, XlsxError> {
        self.number(value.map(f64::from), &self.styles.rank)
    }

    /// Keeps the heads and the first columns in view.
    pub(super) fn freeze(&mut self, rows: u32, columns: u16) -> Result<(), XlsxError> {
        self.worksheet.set_freeze_panes(rows, columns)?;
        Ok(())
    }

    /// Lets people filter and sort by the head in this row.
    pub(super) fn filter(&mut self, head: u32) -> Result<&mut Self, XlsxError> {
        if let (true, Some(last)) = (self.row > head, self.columns.checked_sub(1)) {
            self.worksheet.autofilter(head, 0, self.row, last)?;
        }
        Ok(self)
    }

    fn write(&mut self, text: &str, format: &Format) -> Result<&mut Self, XlsxError> {
        if !text.is_empty() {
            let text = clip(text);
            if looks_like_formula(&text) {
                let quoted = format.clone().set_quote_prefix();
                self.worksheet.write_string_with_format(self.row, self.column, text, &quoted)?;
            } else {
                self.worksheet.write_string_with_format(self.row, self.column, text, format)?;
            }
        }
        self.column += 1;
        Ok(self)
    }

    fn number(&mut self, value: Option<f64>, format: &Format) -> Result<&mut Self, XlsxError> {
        if let Some(value) = value {
            self.worksheet.write_number_with_format(self.row, self.column, value, format)?;
        }
        self.column += 1;
        Ok(self)
    }
}

/// A text that fits into a cell.
fn clip(text: &str) -> String {
    if text.encode_utf16().count() <= MAX_CELL {
        return text.to_owned();
    }
    let mut room = MAX_CELL - 1;
    let fits = |c: &char| {
        let size = c.len_utf16();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_marked() {
        let cut = clip(&"😀".repeat(20_000));
        assert!(cut.ends_with('…'));
        assert!(cut.encode_utf16().count() <= MAX_CELL);
        assert_eq!(clip("短"), "短");
    }
}
