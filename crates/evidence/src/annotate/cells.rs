//! The cells of a sheet, with another style on some; cells and rows that are not there are added.

use std::{collections::BTreeMap, fmt::Write as _, iter::Peekable};

use super::{
    styles::Styles,
    tags::{self, Step},
};
use crate::grid;

/// Row and column from 0 of the cells to mark, and whether for an error.
pub(super) type Targets = BTreeMap<(u32, u32), bool>;

/// The text of a sheet with the cells filled; `None` where it is not sound.
pub(super) fn restyle(text: &str, targets: &Targets, styles: &mut Styles) -> Option<String> {
    let mut sheet = Restyled {
        text: String::with_capacity(text.len() + targets.len() * 40),
        waiting: targets.iter().map(|(at, is_error)| (*at, *is_error)).collect::<Vec<_>>().into_iter().peekable(),
        styles,
        prefix: String::new(),
        row: 0,
        column: 0,
        in_row: false,
    };
    tags::walk(text, |step, range| sheet.step(step, &text[range]))?;
    Some(sheet.text)
}

struct Restyled<'a, I: Iterator<Item = ((u32, u32), bool)>> {
    text: String,
    /// Cells still to mark, in order.
    waiting: Peekable<I>,
    styles: &'a mut Styles,
    /// Of the tags of this sheet.
    prefix: String,
    /// The next row where none is given, from 0; within a row, this row.
    row: u32,
    /// The next column where none is given.
    column: u32,
    in_row: bool,
}

impl<I: Iterator<Item = ((u32, u32), bool)>> Restyled<'_, I> {
    fn step(&mut self, step: Step<'_>, own: &str) {
        match step {
            Step::Open { tag, empty } => match tag.local_name().as_ref() {
                "sheetData" => {
                    self.prefix = tags::prefix(&tag);
                    if empty {
                        self.text.push_str(&tags::with_attributes(&tag, false, &[]));
                        self.rows_before(u32::MAX);
                        self.close(tag.name().as_ref());
                    } else {
                        self.text.push_str(own);
                    }
                }
                "row" => {
                    let number = tags::value_of(&tag, "r").and_then(|r| r.parse::<u32>().ok());
                    self.row = number.and_then(|n| n.checked_sub(1)).unwrap_or(self.row);
                    self.rows_before(self.row);
                    (self.column, self.in_row) = (0, !empty);
                    if empty && self.waiting.peek().is_some_and(|((row, _), _)| *row == self.row) {
                        self.text.push_str(&tags::with_attributes(&tag, false, &[]));
                        self.cells_before(u32::MAX);
                        self.close(tag.name().as_ref());
                    } else {
                        self.text.push_str(own);
                    }
                    self.row += u32::from(empty);
                }
                "c" if self.in_row => {
                    let place = tags::value_of(&tag, "r").and_then(|r| grid::parse_address(&r));
                    self.column = place.and_then(|(_, c)| u32::try_from(c).ok()).unwrap_or(self.column);
                    self.cells_before(self.column);
                    let here = (self.row, self.column);
                    match self.waiting.next_if(|(at, _)| *at == here) {
                        Some((_, is_error)) => {
                            let style = tags::value_of(&tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                            let style = self.styles.filled(style, is_error).to_string();
                            self.text.push_str(&tags::with_attributes(&tag, empty, &[("s", &style)]));
                        }
                        None => self.text.push_str(own),
                    }
                    self.column += 1;
                }
                _ => self.text.push_str(own),
            },
            Step::Close(name) => {
                match name.as_str() {
                    "row" if self.in_row => {
                        self.cells_before(u32::MAX);
                        self.in_row = false;
                        self.row += 1;
                    }
                    "sheetData" => self.rows_before(u32::MAX),
                    _ => {}
                }
                self.text.push_str(own);
            }
            Step::Other => self.text.push_str(own),
        }
    }

    fn close(&mut self, name: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "</{name}>");
    }

    /// Adds the rows before this one that have cells to mark but are not there.
    fn rows_before(&mut self, row: u32) {
        let here = self.row;
        while let Some(&((next, _), _)) = self.waiting.peek().filter(|((next, _), _)| *next < row) {
            let _ = write!(self.text, "<{}row r=\"{}\">", self.prefix, next + 1);
            self.row = next;
            self.cells_before(u32::MAX);
            let _ = write!(self.text, "</{}row>", self.prefix);
        }
        self.row = here;
    }

    /// Adds the cells of this row before this column that are to be marked but are not there.
    fn cells_before(&mut self, column: u32) {
        let row = self.row;
        while let Some(((_, next), is_error)) = self.waiting.next_if(|((r, c), _)| *r == row && *c < column) {
            let address = grid::address(row as usize + 1, next as usize);
            let style = self.styles.filled(0, is_error);
            let _ = write!(self.text, "<{}c r=\"{address}\" s=\"{style}\"/>", self.prefix);
        }
    }
}
