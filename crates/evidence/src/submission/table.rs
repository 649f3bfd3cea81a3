//! Reads one evidence table, row by row, and checks every cell, row and column of it.

use domain::{
    Problem, Text,
    calendar::Period,
    questionnaire::{Column, EvidenceRow, Item, ItemKind, Questionnaire, ValueRule, column::Value},
};

use super::{
    cell::{self, Context, Said},
    fault::Fault,
    heads::Heads,
    repeats::Repeats,
};
use crate::{
    Predicate,
    book::{Rows, SparseRow},
    findings::Findings,
    grid::Cell,
    rows::StoredTable,
};

/// What is known of a table before its rows are read.
pub(super) struct Plan<'a> {
    pub(super) item: &'a Item,
    pub(super) columns: Vec<&'a Column>,
    pub(super) heads: Heads,
    pub(super) context: Context<'a>,
    pub(super) period: Period,
    /// For each column of the questionnaire, the rows whose cell is shown in percent, ascending; empty where
    /// the rows tell it themselves.
    pub(super) percent: Vec<Vec<u32>>,
    /// Rows that are hidden, ascending.
    pub(super) hidden_rows: &'a [u32],
}

impl<'a> Plan<'a> {
    /// The columns of an item, in order.
    pub(super) fn columns(questionnaire: &'a Questionnaire, item: &'a Item) -> Vec<&'a Column> {
        questionnaire.columns(item).collect()
    }

    /// The column of the sheet of each percent column, with its place among the columns.
    pub(super) fn percent_columns(columns: &[&Column], heads: &Heads) -> Vec<(usize, usize)> {
        let percent = columns.iter().enumerate().filter(|(_, c)| matches!(c.rule, ValueRule::Percent { .. }));
        percent.filter_map(|(index, _)| Some((index, heads.columns[index]?))).collect()
    }

    /// Reads the rows below the heads.
    pub(super) fn read(&self, rows: &mut impl Rows, findings: &mut Findings) -> Result<StoredTable, Problem> {
        let rules = self.rules(findings);
        let by_place = self.by_place();
        let mut repeats = Repeats::of(&self.columns, !matches!(self.item.kind, ItemKind::Survey { .. }));
        let mut table = StoredTable::default();
        let mut row = SparseRow::default();
        while rows.next_row(&mut row)? {
            if row.number <= self.heads.head_row {
                continue;
            }
            let Some(read) = self.row(&row, &by_place, findings) else { continue };
            if let Ok(number) = u32::try_from(row.number)
                && self.hidden_rows.binary_search(&number).is_ok()
            {
                findings.add_lazily(row.number, 0, HIDDEN_ROW, hidden_row);
            }
            if read.sound {
                for (rule, place) in &rules {
                    if rule.predicate.evaluate(&read.values, &self.period) == Some(false) {
                        let cell = row.cell(*place);
                        findings.add_at(row.number, *place, rule.problem(cell));
                    }
                }
            }
            let read = EvidenceRow { number: u32::try_from(row.number).unwrap_or(u32::MAX), values: read.values };
            repeats.look(&read, &table.rows, &self.heads, findings);
            table.rows.push(&read);
        }
        Ok(table)
    }

    /// The values of a row; `None` where none of the table's cells holds anything.
    fn row(&self, row: &SparseRow, by_place: &[Option<usize>], findings: &mut Findings) -> Option<ReadRow> {
        let mut read = ReadRow { values: vec![None; self.columns.len()], sound: true };
        let mut filled = false;
        let mut wrong = Vec::new();
        for (place, cell) in &row.cells {
            let Some(index) = by_place.get(*place).copied().flatten() else {
                findings.add_anywhere(row.number, *place, OUTSIDE_TABLE, || outside_table(cell));
                continue;
            };
            let column = self.columns[index];
            let percent = row.percent.contains(place)
                || (!self.percent[index].is_empty()
                    && u32::try_from(row.number)
                        .is_ok_and(|number| self.percent[index].binary_search(&number).is_ok()));
            match cell::read(cell, &column.rule, percent, self.context) {
                Said::Nothing => {
                    // A dash in a row says “nothing here”; only spaces say nothing at all.
                    filled |= !cell.is_blank() && !cell::trim(&cell.shown()).is_empty();
                }
                Said::Value(value) => {
                    filled = true;
                    read.values[index] = Some(value);
                }
                Said::Doubtful(value, fault) => {
                    filled = true;
                    read.values[index] = Some(value);
                    self.say(fault, row.number, *place, cell, column, findings);
                }
                Said::Wrong(fault) => {
                    (filled, read.sound) = (true, false);
                    wrong.push(index);
                    self.say(fault, row.number, *place, cell, column, findings);
                }
            }
        }
        if !filled {
            return None;
        }
        for (index, column) in self.columns.iter().enumerate() {
            let Some(place) = self.heads.columns[index] else { continue };
            if column.required && read.values[index].is_none() {
                read.sound = false;
                if !wrong.contains(&index) {
                    self.say(Fault::Required, row.number, place, row.cell(place), column, findings);
                }
            }
        }
        Some(read)
    }

    fn say(&self, fault: Fault, row: usize, place: usize, cell: &Cell, column: &Column, findings: &mut Findings) {
        findings.add_lazily(row, place, fault.code(), || fault.problem(cell, column, self.context.places));
    }

    /// For each column of the sheet, the column of the questionnaire.
    fn by_place(&self) -> Vec<Option<usize>> {
        let last = self.heads.columns.iter().flatten().max().copied().unwrap_or_default();
        let mut by_place = vec![None; last + 1];
        for (index, place) in self.heads.columns.iter().enumerate() {
            if let Some(place) = place {
                by_place[*place] = Some(index);
            }
        }
        by_place
    }

    /// The rules of the item that can be checked, each with the column of the sheet it marks.
    fn rules(&self, findings: &mut Findings) -> Vec<(Rule<'a>, usize)> {
        let mut rules = Vec::new();
        for rule in &self.item.row_rules {
            let index = self.columns.iter().position(|column| column.key == rule.column);
            let place = index.and_then(|index| self.heads.columns[index]);
            match Predicate::compile(&rule.holds, &self.columns) {
                Ok(predicate) => rules.push((Rule { predicate, text: &rule.text }, place.unwrap_or_default())),
                Err(problems) => problems.into_iter().for_each(|problem| findings.add(problem)),
            }
        }
        rules
    }
}

struct ReadRow {
    values: Vec<Option<Value>>,
    /// Whether every cell could be read: then the rules between them can be asked.
    sound: bool,
}

struct Rule<'a> {
    predicate: Predicate,
    text: &'a Text,
}

impl Rule<'_> {
    fn problem(&self, cell: &Cell) -> Problem {
        Problem::error("row.rule", self.text.clone()).found(cell.shown()).remedy(Text::new(
            "请核对这一行中有关的各格。",
            "Please check the cells of this row that the rule speaks of.",
        ))
    }
}

const HIDDEN_ROW: &str = "row.hidden";
const OUTSIDE_TABLE: &str = "cell.outside_table";

/// Says that a table of which rows are expected has none.
pub(super) fn empty(item: &Item) -> Problem {
    Problem::warning(
        "table.empty",
        Text::new(
            format!("题项“{} {}”没有填任何一行。", item.code, item.name.zh),
            format!("The item “{} {}” has no rows.", item.code, item.name.en),
        ),
    )
    .remedy(Text::new("请确认确实没有可填的内容。", "Please make sure that there is really nothing to file."))
}

fn hidden_row() -> Problem {
    Problem::warning(
        HIDDEN_ROW,
        Text::new("这一行是隐藏的，仍然读取了。", "This row is hidden; it was read all the same."),
    )
    .remedy(Text::new("不需要的行请删除，不要隐藏。", "Delete rows that do not belong, instead of hiding them."))
}

fn outside_table(cell: &Cell) -> Problem {
    Problem::warning(
        OUTSIDE_TABLE,
        Text::new("这一格在填报表之外，没有读取。", "This cell is outside the table and was not read."),
    )
    .found(cell.shown())
    .remedy(Text::new(
        "如果是证据，请移到表内对应的列；否则可以不管。",
        "If it is evidence, move it to its column in the table; otherwise leave it.",
    ))
}
