//! A workbook: finds the sheet of each item, and reads it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Problem, Questionnaire, Text,
    calendar::Period,
    questionnaire::{Filler, Item},
};

use super::{
    Examined, Expected, Respondent, Submission,
    cell::Context,
    heads::{self, Home},
    identity::{self, Identity},
    not_applicable,
    places::Places,
    table::{self, Plan},
};
use crate::{
    book::{Book, Sheet, SparseRow},
    findings::Findings,
    grid,
    header::SEARCHED_ROWS,
    layout, questionnaire_checksum,
    rows::StoredTable,
};

/// Reads a workbook.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    questionnaire: &Questionnaire,
    expected: &Expected<'_>,
) -> Result<Examined, Problem> {
    let mut book = Book::open(bytes)?;
    let mut findings = Findings::new(file, None);
    let identity = Identity::read(&mut book)?;
    if let Some(identity) = &identity
        && !identity.check(questionnaire, expected, &mut findings)
    {
        return Ok(nothing(findings));
    }
    let own = identity.clone().unwrap_or_default();
    let respondent = respondent(&own, expected);
    let region = respondent.as_ref().and_then(|r| r.region.as_deref());
    let places = Places::of(&questionnaire.regions, region);
    let period = own.period().unwrap_or(expected.period);
    if own.period().is_none() {
        expected.say_if_assumed(&mut findings);
    }
    let mut reading = Reading { questionnaire, places: &places, period, changed: Vec::new() };
    let found = find_sheets(&mut book, questionnaire, respondent.as_ref())?;
    if identity.is_none() {
        if found.iter().all(|entry| entry.sheet.is_none()) {
            findings.add(identity::not_a_template(questionnaire));
            return Ok(nothing(findings));
        }
        findings.add(identity::missing());
    }
    let mut submission = Submission {
        respondent,
        round: own.get(layout::identity::ROUND).map(str::to_owned),
        period,
        tables: BTreeMap::new(),
    };
    // By the order of the workbook; what is missing stands before.
    let mut faulty = BTreeSet::new();
    let mut pages: Vec<(usize, Vec<Problem>)> = Vec::new();
    for entry in &found {
        match &entry.sheet {
            None => findings.add(missing(entry.item)),
            Some(sheet) => {
                let mut own = Findings::new(file, Some(&sheet.name));
                let table = reading.sheet(&mut book, entry.item, sheet, &mut own)?;
                if own.has_errors() {
                    faulty.insert(entry.item.code.clone());
                }
                submission.tables.insert(entry.item.code.clone(), table);
                pages.push((position(&book, &sheet.name), own.into_problems()));
            }
        }
    }
    for name in strangers(&mut book, &found)? {
        let mut own = Findings::new(file, Some(&name));
        own.add(stranger());
        pages.push((position(&book, &name), own.into_problems()));
    }
    if identity.is_some_and(|identity| identity.is_stale(&questionnaire_checksum(questionnaire))) {
        findings.add(identity::stale(&reading.changed));
    }
    pages.sort_by_key(|(position, _)| *position);
    let mut problems = findings.into_problems();
    problems.extend(pages.into_iter().flat_map(|(_, problems)| problems));
    Ok(Examined { submission: Some(submission), faulty, problems })
}

/// The answer to a workbook whose tables are not looked at.
fn nothing(findings: Findings) -> Examined {
    Examined { problems: findings.into_problems(), ..Examined::default() }
}

/// Who filed it: as expected, else as the file says.
fn respondent(identity: &Identity, expected: &Expected<'_>) -> Option<Respondent> {
    let region = identity.get(layout::identity::REGION).map(str::to_owned);
    let own = identity
        .get(layout::identity::DEPARTMENT)
        .map(|department| Respondent { region: region.clone(), department: department.to_owned() });
    match expected.respondent {
        Some(respondent) => {
            Some(Respondent { region: respondent.region.clone().or(region), department: respondent.department.clone() })
        }
        None => own,
    }
}

fn position(book: &Book<'_>, name: &str) -> usize {
    book.sheets().iter().position(|sheet| sheet.name == name).unwrap_or(usize::MAX)
}

/// An item that belongs into the workbook, and its sheet.
struct Entry<'a> {
    item: &'a Item,
    sheet: Option<Sheet>,
}

/// The sheet of each item that the respondent leads: by its name, else by its title, else by its keys.
fn find_sheets<'a>(
    book: &mut Book<'_>,
    questionnaire: &'a Questionnaire,
    respondent: Option<&Respondent>,
) -> Result<Vec<Entry<'a>>, Problem> {
    let asked = |item: &&Item| {
        respondent.is_none_or(|r| questionnaire.asked_of(&r.department).any(|asked| asked.code == item.code))
    };
    let by_name = |book: &Book<'_>, item: &Item| book.sheets().iter().find(|s| s.name == item.code).cloned();
    let mut found: Vec<Entry<'a>> =
        questionnaire.items.iter().filter(asked).map(|item| Entry { item, sheet: by_name(book, item) }).collect();
    if found.iter().any(|entry| entry.sheet.is_none()) {
        for (sheet, top) in free_sheets(book, &found)? {
            let title = title(&top);
            let waiting = |entry: &&Entry<'_>| entry.sheet.is_none();
            let by_title = found.iter().filter(waiting).find(|entry| names(&title, &entry.item.code));
            let by_keys = || {
                let fits = |entry: &&Entry<'_>| heads::has_all_keys(&top, &Plan::columns(questionnaire, entry.item));
                let mut fitting = found.iter().filter(waiting).filter(fits);
                // Keys that fit several items tell nothing.
                fitting.next().filter(|_| fitting.next().is_none())
            };
            if let Some(code) = by_title.or_else(by_keys).map(|entry| &entry.item.code)
                && let Some(index) = found.iter().position(|entry| entry.item.code == *code)
            {
                found[index].sheet = Some(sheet);
            }
        }
    }
    // Without a respondent, and for what the assessor fills, sheets may be absent.
    found.retain(|entry| entry.sheet.is_some() || (respondent.is_some() && entry.item.filler == Filler::Respondent));
    Ok(found)
}

/// Sheets that belong neither to the template nor to an item found so far, with their first rows.
fn free_sheets(book: &mut Book<'_>, found: &[Entry<'_>]) -> Result<Vec<(Sheet, Vec<SparseRow>)>, Problem> {
    let taken = |sheet: &Sheet| found.iter().any(|entry| entry.sheet.as_ref() == Some(sheet));
    let free: Vec<Sheet> =
        book.sheets().iter().filter(|sheet| !is_furniture(&sheet.name) && !taken(sheet)).cloned().collect();
    let mut with_tops = Vec::new();
    for sheet in free {
        let top = book.top(&sheet.name, SEARCHED_ROWS)?;
        with_tops.push((sheet, top));
    }
    Ok(with_tops)
}

/// Names of the sheets with content that were not read.
fn strangers(book: &mut Book<'_>, found: &[Entry<'_>]) -> Result<Vec<String>, Problem> {
    let free = free_sheets(book, found)?;
    Ok(free.into_iter().filter(|(_, top)| !top.is_empty()).map(|(sheet, _)| sheet.name).collect())
}

/// Whether a sheet of the template holds no evidence.
fn is_furniture(name: &str) -> bool {
    [layout::COVER, layout::INSTRUCTIONS, layout::CODES, layout::CALENDAR, layout::IDENTITY].contains(&name)
}

fn title(top: &[SparseRow]) -> String {
    let row = top.iter().find(|row| row.number == layout::TITLE_ROW as usize + 1);
    row.map(|row| row.cell(0).shown()).unwrap_or_default()
}

/// Whether a title begins with the code: `A1.1 …`, but not `A1.10 …`.
fn names(title: &str, code: &str) -> bool {
    title
        .trim_start()
        .strip_prefix(code)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
}

/// What all sheets of a workbook are read by.
struct Reading<'a> {
    questionnaire: &'a Questionnaire,
    places: &'a Places<'a>,
    period: Period,
    /// Columns that no longer agree with the questionnaire.
    changed: Vec<String>,
}

impl Reading<'_> {
    fn sheet(
        &mut self,
        book: &mut Book<'_>,
        item: &Item,
        sheet: &Sheet,
        findings: &mut Findings,
    ) -> Result<StoredTable, Problem> {
        if sheet.name != item.code {
            findings.add(renamed(&sheet.name, item));
        }
        if !sheet.visible {
            findings.add(hidden());
        }
        let top = book.top(&sheet.name, SEARCHED_ROWS)?;
        let columns = Plan::columns(self.questionnaire, item);
        let Some(heads) = heads::find(&top, &columns, Home::Sheet, findings) else {
            return Ok(StoredTable::default());
        };
        self.changed.extend(heads.changed.iter().map(|label| format!("{} {label}", item.code)));
        let marks = book.marks(&sheet.name).cloned().unwrap_or_default();
        check_merged(&marks.merged, heads.head_row, &heads.columns, findings);
        let mut percent = vec![Vec::new(); columns.len()];
        let wanted = Plan::percent_columns(&columns, &heads);
        // One pass tells of formulas or of styles; where no formula is among the rows, it need not tell of them.
        let one_pass = marks.last_formula_row as usize <= heads.head_row;
        if !wanted.is_empty() && !one_pass {
            let places: Vec<usize> = wanted.iter().map(|(_, place)| *place).collect();
            for ((index, _), rows) in wanted.iter().zip(book.percent_cells(&sheet.name, &places)?) {
                percent[*index] = rows;
            }
        }
        let key_row = heads.key_row.unwrap_or(heads.head_row.saturating_sub(1));
        let mut hidden_rows = marks.hidden_rows;
        hidden_rows.sort_unstable();
        let plan = Plan {
            item,
            columns,
            heads,
            context: Context {
                places: self.places,
                counts_from_1904: book.counts_from_1904(),
                comma_is_ambiguous: false,
            },
            period: self.period,
            percent,
            hidden_rows: &hidden_rows,
        };
        let mut rows = if one_pass { book.rows_with_percent(&sheet.name)? } else { book.rows(&sheet.name)? };
        let mut table = plan.read(&mut rows, findings)?;
        not_applicable::read(&top, key_row, item, &mut table, findings);
        if table.rows.is_empty() && table.not_applicable.is_none() && item.filler == Filler::Respondent {
            findings.add(table::empty(item));
        }
        Ok(table)
    }
}

/// Says where cells of the table are merged: all but the first of them have lost their value.
fn check_merged(merged: &[String], head_row: usize, places: &[Option<usize>], findings: &mut Findings) {
    for range in merged {
        let Some(((row, first), (last_row, last))) = corners(range) else { continue };
        let inside = |place: &&Option<usize>| place.is_some_and(|place| (first..=last).contains(&place));
        if last_row > head_row && (last_row > row || last > first) && places.iter().any(|p| inside(&p)) {
            let at = row.max(head_row + 1);
            findings.add_at(at, first, merged_cells(range));
        }
    }
}

/// Row from 1 and column from 0 of both corners of `A1:B2`.
fn corners(range: &str) -> Option<((usize, usize), (usize, usize))> {
    let (from, to) = range.split_once(':')?;
    Some((grid::parse_address(from)?, grid::parse_address(to)?))
}

fn missing(item: &Item) -> Problem {
    Problem::error(
        "sheet.missing",
        Text::new(
            format!("缺少题项“{} {}”的工作表。", item.code, item.name.zh),
            format!("The sheet of the item “{} {}” is missing.", item.code, item.name.en),
        ),
    )
    .found(&item.code)
    .remedy(Text::new(
        "请从模板中找回这张表；不适用的题项在表内填“不适用”。",
        "Take the sheet from the template again; if the item does not apply, say so on its sheet.",
    ))
}

fn renamed(name: &str, item: &Item) -> Problem {
    Problem::warning(
        "sheet.renamed",
        Text::new(
            format!("工作表改了名，按内容认作题项“{}”。", item.code),
            format!("The sheet has another name; by its content it was read as the item “{}”.", item.code),
        ),
    )
    .found(grid::shorten(name))
    .remedy(Text::new(
        format!("请核对，最好把表名改回“{}”。", item.code),
        format!("Please check it; best name the sheet “{}” again.", item.code),
    ))
}

fn hidden() -> Problem {
    Problem::warning(
        "sheet.hidden",
        Text::new("这张工作表是隐藏的，仍然读取了。", "This sheet is hidden; it was read all the same."),
    )
    .remedy(Text::new("请取消隐藏，核对内容。", "Unhide it and check what it holds."))
}

fn stranger() -> Problem {
    Problem::warning(
        "sheet.unknown",
        Text::new("这张工作表不属于模板，没有读取。", "This sheet is not part of the template and was not read."),
    )
    .remedy(Text::new(
        "如果里面有证据，请移到对应题项的表中。",
        "If it holds evidence, move it to the sheet of its item.",
    ))
}

fn merged_cells(range: &str) -> Problem {
    Problem::error(
        "cell.merged",
        Text::new(
            format!("{range} 是合并单元格，只有左上角一格有值。"),
            format!("{range} is merged; only its first cell has a value."),
        ),
    )
    .found(range)
    .remedy(Text::new("请取消合并，每一格都填上。", "Unmerge the cells and fill each of them."))
}
