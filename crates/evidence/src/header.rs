//! Header rows: finding them, and recognising what a column holds by what people call it.

use std::collections::{HashMap, hash_map::Entry};

use domain::{Problem, Text};

use crate::{
    grid::{self, Cell, Grid, Row},
    value::{fold, one_line},
};

/// Titles and notes may stand above a header, but not more rows than this.
pub(crate) const SEARCHED_ROWS: usize = 20;

/// A header cell that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// Column, from 0.
    pub(crate) column: usize,
    /// Its text, on one line.
    pub(crate) text: String,
}

/// The header cells of a row.
pub(crate) fn headers(row: &Row) -> Vec<Header> {
    row.filled()
        .filter_map(|(column, cell)| match cell {
            Cell::Text(text) => Some(Header { column, text: one_line(text) }),
            Cell::Number(_) | Cell::Bool(_) | Cell::Date(_) => Some(Header { column, text: cell.shown() }),
            Cell::Blank | Cell::Error(_) | Cell::Uncalculated => None,
        })
        .collect()
}

/// Position of the first row, among those searched, of which `is_header` holds.
pub(crate) fn find_row(grid: &Grid, is_header: impl Fn(&Row, &[Header]) -> bool) -> Option<usize> {
    grid.rows.iter().take(SEARCHED_ROWS).position(|row| is_header(row, &headers(row)))
}

/// A text for comparing names of columns: letter case and surrounding spaces do not count.
pub(crate) fn key(text: &str) -> String {
    one_line(&fold(text)).to_lowercase()
}

/// A text for recognising what people call a column: neither case, width, spaces, underscores,
/// hyphens, brackets nor percent signs count.
fn plain(text: &str) -> String {
    fold(text).to_lowercase().chars().filter(|c| !c.is_whitespace() && !"_-()[]%*:".contains(*c)).collect()
}

/// The columns whose header is one of the aliases, the best alias first. Columns in `taken` have
/// another meaning already. Aliases are written plainly: lower case, no spaces or underscores.
pub(crate) fn recognise(headers: &[Header], aliases: &[&str], taken: &[usize]) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = headers
        .iter()
        .filter(|h| !taken.contains(&h.column))
        .filter_map(|h| {
            let text = plain(&h.text);
            aliases.iter().position(|alias| *alias == text).map(|rank| (rank, h.column))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, column)| column).collect()
}

/// Headers that occurred before, each with its first occurrence.
pub(crate) fn repeated(headers: &[Header]) -> Vec<(&Header, &Header)> {
    let mut first: HashMap<String, &Header> = HashMap::new();
    let mut repeated = Vec::new();
    for header in headers {
        match first.entry(key(&header.text)) {
            Entry::Occupied(earlier) => repeated.push((header, *earlier.get())),
            Entry::Vacant(slot) => {
                slot.insert(header);
            }
        }
    }
    repeated
}

/// Says that two columns have the same header.
pub(crate) fn repeated_problem(row: &Row, header: &Header, first: &Header) -> Problem {
    let at = grid::address(row.number, first.column);
    Problem::error(
        "header.repeated",
        Text::new(
            format!("表头“{}”重复，前一次在 {at}。", header.text),
            format!("The header “{}” occurs twice; the first is at {at}.", header.text),
        ),
    )
    .found(grid::shorten(&header.text))
    .remedy(Text::new("请改名或删去其中一列。", "Rename or remove one of the two columns."))
}

/// Header texts for a message: `“a”, “b”`, cut when there are many.
pub(crate) fn listed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    const LISTED: usize = 30;
    let texts: Vec<&str> = texts.into_iter().collect();
    let mut listed: Vec<String> = texts.iter().take(LISTED).map(|text| format!("“{text}”")).collect();
    if texts.len() > LISTED {
        listed.push(format!("… (+{})", texts.len() - LISTED));
    }
    listed.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised_however_they_are_spaced_and_spelt() {
        for text in ["Parent code", "parent_code", " PARENT-CODE ", "ｐａｒｅｎｔ code"] {
            let headers = [Header { column: 3, text: text.to_owned() }];
            assert_eq!(recognise(&headers, &["parent", "parentcode"], &[]), [3], "{text:?}");
        }
        let weight = [Header { column: 0, text: "权重（％）".to_owned() }];
        assert_eq!(recognise(&weight, &["权重"], &[]), [0]);
    }

    #[test]
    fn the_better_alias_comes_first() {
        let headers = [Header { column: 0, text: "id".to_owned() }, Header { column: 1, text: "Code".to_owned() }];
        assert_eq!(recognise(&headers, &["code", "id"], &[]), [1, 0]);
        assert_eq!(recognise(&headers, &["code", "id"], &[1]), [0]);
    }
}
