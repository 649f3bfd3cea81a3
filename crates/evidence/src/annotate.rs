//! Gives a workbook back with a comment and a fill on every faulty cell.
//!
//! The package is edited in place: parts that carry no fault are copied byte by byte, and in the
//! others only tags are added or changed. So values, formulas, formats and whatever else the person
//! has in the file stay as they were found
//! (docs/decisions/2026-11-24_annotate-by-editing-the-package.md).

mod cells;
mod comments;
mod parts;
mod styles;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{Problem, Text};

use self::{cells::Targets, parts::Parts, styles::Styles};
use crate::{book::Book, grid, package};

/// Most cells that are marked on one sheet.
const MAX_MARKED: usize = 2_000;

/// Marks the cells that the problems name. Problems of a sheet as a whole stand at its first cell;
/// those of the whole file are left to the one who shows the list.
///
/// # Errors
/// The workbook cannot be opened or is too large to be copied.
pub fn annotate(bytes: &[u8], problems: &[Problem]) -> Result<Vec<u8>, Problem> {
    let book = Book::open(bytes)?;
    let mut parts = Parts::open(bytes)?;
    let mut styles = Styles::read(&mut parts)?;
    for sheet in book.sheets() {
        let Some(path) = book.path(&sheet.name) else { continue };
        let notes = notes_of(&sheet.name, problems);
        if notes.is_empty() {
            continue;
        }
        let path = parts.actual_name(path).ok_or_else(package::damaged)?;
        let text = parts.text(&path)?.ok_or_else(package::damaged)?;
        let targets: Targets = notes.iter().map(|(at, note)| (*at, note.is_error)).collect();
        let mut text = cells::restyle(&text, &targets, &mut styles).ok_or_else(package::damaged)?;
        comments::add(&mut parts, &path, &mut text, &notes)?;
        parts.replace(path, text);
    }
    styles.write(&mut parts);
    parts.finish()
}

/// What is to be said at a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Note {
    /// Whether any of it stops the file.
    is_error: bool,
    /// The words.
    text: String,
}

/// What is to be said on a sheet, by row and column from 0.
fn notes_of(sheet: &str, problems: &[Problem]) -> BTreeMap<(u32, u32), Note> {
    let mut notes: BTreeMap<(u32, u32), Note> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.place.sheet.as_deref() == Some(sheet)) {
        let at = problem.place.cell.as_deref().map_or(Some((1, 0)), grid::parse_address);
        let Some(at) = at.and_then(|(row, column)| Some((u32::try_from(row - 1).ok()?, u32::try_from(column).ok()?)))
        else {
            continue;
        };
        if notes.len() >= MAX_MARKED && !notes.contains_key(&at) {
            continue;
        }
        let note = notes.entry(at).or_default();
        note.is_error |= problem.is_error();
        if !note.text.is_empty() {
            note.text.push_str("\n\n");
        }
        note.text.push_str(&words(problem));
    }
    notes
}

fn words(problem: &Problem) -> String {
    let times = if problem.count > 1 {
        Text::new(format!("（本列共 {} 处）", problem.count), format!(" ({} in this column)", problem.count))
    } else {
        Text::default()
    };
    let kind = if problem.is_error() { Text::new("错误", "Error") } else { Text::new("提醒", "Warning") };
    let say = |kind: &str, times: &str, message: &str, remedy: Option<&str>| {
        let remedy = remedy.map(|remedy| format!("\n→ {remedy}")).unwrap_or_default();
        format!("{kind}{times}: {message}{remedy}")
    };
    let remedy = problem.remedy.as_ref();
    let zh = say(&kind.zh, &times.zh, &problem.message.zh, remedy.map(|text| text.zh.as_str()));
    let en = say(&kind.en, &times.en, &problem.message.en, remedy.map(|text| text.en.as_str()));
    format!("{zh}\n{en}")
}
