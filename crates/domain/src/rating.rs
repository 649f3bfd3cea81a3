//! A rating 评定: what an evaluator found where no formula can tell, and on which evidence.

#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, ops::RangeInclusive};

use serde::{Deserialize, Serialize};

use crate::{
    problem::Problem,
    questionnaire::{
        EvidenceRow, EvidenceTable, Filler, Item, ItemKind, Questionnaire, ValueRule,
        column::{Value, document_numbers},
        item::Level,
    },
    text::Text,
};

/// Fewest and most characters of a reason: one word explains nothing to the city that is rated.
pub const REASON_CHARS: RangeInclusive<usize> = 5..=2000;

/// A rating of one item of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// What was found.
    pub judgement: Judgement,
    /// Why, in the words of the evaluator.
    pub reason: String,
    /// What it rests on; at least one.
    pub citations: Vec<Citation>,
}

/// What an evaluator finds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Judgement {
    /// A level of a rubric, by its points.
    Level {
        /// Its points.
        points: f64,
    },
    /// Which answers of a yes-or-no table stand.
    Answers {
        /// Numbers of the rows whose “yes” the evidence does not bear out: they count as no.
        refused: BTreeSet<u32>,
    },
}

/// A piece of evidence: a row, a supporting document, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Number of a row of the filed table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Number of a supporting document 佐证材料.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<u32>,
}

/// Whether an item has a value only once an evaluator has rated it: rubrics, and yes-or-no tables that
/// a respondent fills about itself. What the assessor fills from its own checks is its finding already.
pub fn is_rated(item: &Item) -> bool {
    match item.kind {
        ItemKind::Rubric { .. } => true,
        ItemKind::YesNo { .. } => item.filler == Filler::Respondent,
        ItemKind::Quantitative { .. }
        | ItemKind::Survey { .. }
        | ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Veto { .. } => false,
    }
}

/// The numbers of the supporting documents that the rows of a table name.
pub fn named_documents(questionnaire: &Questionnaire, item: &Item, table: &EvidenceTable) -> BTreeSet<u32> {
    let columns = questionnaire.columns(item).enumerate().filter(|(_, column)| column.rule == ValueRule::Documents);
    let cells = columns.flat_map(|(at, _)| table.rows.iter().filter_map(move |row| row.values.get(at)?.as_ref()));
    let numbers = cells.filter_map(|cell| match cell {
        Value::Text(text) => document_numbers(text),
        Value::Bool(_) | Value::Number(_) | Value::Date(_) => None,
    });
    numbers.flatten().collect()
}

impl Rating {
    /// The level of the item's rubric that it names.
    pub fn level<'a>(&self, item: &'a Item) -> Option<&'a Level> {
        match (&self.judgement, &item.kind) {
            (Judgement::Level { points }, ItemKind::Rubric { levels }) => {
                levels.iter().find(|level| level.points.total_cmp(points).is_eq())
            }
            (Judgement::Level { .. } | Judgement::Answers { .. }, _) => None,
        }
    }

    /// Everything that is wrong with it as a rating of this item upon this table, each at the field
    /// `level`, `refused`, `reason`, `rows` or `documents`.
    pub fn check(&self, questionnaire: &Questionnaire, item: &Item, table: &EvidenceTable) -> Vec<Problem> {
        let mut problems = match (&self.judgement, &item.kind) {
            (Judgement::Level { .. }, ItemKind::Rubric { .. }) => {
                if self.level(item).is_some() {
                    Vec::new()
                } else {
                    vec![no_such_level()]
                }
            }
            (Judgement::Answers { refused }, ItemKind::YesNo { column }) => {
                let yes = rows_saying_yes(questionnaire, item, column, table);
                refused.difference(&yes).map(|&row| not_a_yes(row)).collect()
            }
            (Judgement::Level { .. } | Judgement::Answers { .. }, _) => vec![wrong_judgement()],
        };
        let length = self.reason.trim().chars().count();
        if !REASON_CHARS.contains(&length) {
            problems.push(reason_length(length));
        }
        self.check_citations(&named_documents(questionnaire, item, table), table, &mut problems);
        problems
    }

    fn check_citations(&self, documents: &BTreeSet<u32>, table: &EvidenceTable, problems: &mut Vec<Problem>) {
        for row in self.citations.iter().filter_map(|citation| citation.row) {
            if !table.rows.iter().any(|known| known.number == row) {
                problems.push(no_such_row("rows", row));
            }
        }
        for document in self.citations.iter().filter_map(|citation| citation.document) {
            if !documents.contains(&document) {
                problems.push(no_such_document(document));
            }
        }
        if !self.citations.iter().any(|citation| citation.row.is_some() || citation.document.is_some()) {
            problems.push(nothing_cited());
        }
    }
}

fn rows_saying_yes(questionnaire: &Questionnaire, item: &Item, column: &str, table: &EvidenceTable) -> BTreeSet<u32> {
    let at = questionnaire.columns(item).position(|known| known.key == column);
    let says_yes = |row: &&EvidenceRow| at.and_then(|at| row.values.get(at)) == Some(&Some(Value::Bool(true)));
    table.rows.iter().filter(says_yes).map(|row| row.number).collect()
}

fn no_such_level() -> Problem {
    let message = Text::new("请选择一个档次。", "Choose a level.");
    Problem::error("rating.level", message).at_field("level")
}

fn wrong_judgement() -> Problem {
    let message = Text::new(
        "这个题项不这样评定。请刷新页面再试。",
        "This item is not rated like this. Reload the page and try again.",
    );
    Problem::error("rating.judgement", message).at_field("level")
}

fn not_a_yes(row: u32) -> Problem {
    let zh = format!("第 {row} 行填的不是“是”，不需要否定。");
    let en = format!("Row {row} does not say yes; there is nothing to refuse.");
    Problem::error("rating.refused", Text::new(zh, en)).at_field("refused").found(row.to_string())
}

fn reason_length(length: usize) -> Problem {
    let (least, most) = (REASON_CHARS.start(), REASON_CHARS.end());
    let zh = format!("请写明评定的理由，{least} 至 {most} 个字；现在是 {length} 个字。");
    let en = format!("Give the reason in {least} to {most} characters; it has {length} now.");
    Problem::error("rating.reason", Text::new(zh, en)).at_field("reason")
}

fn no_such_row(field: &str, row: u32) -> Problem {
    let zh = format!("填报表里没有第 {row} 行。");
    let en = format!("The table has no row {row}.");
    Problem::error("rating.row", Text::new(zh, en)).at_field(field).found(row.to_string())
}

fn no_such_document(document: u32) -> Problem {
    let zh = format!("填报表的各行都没有提到 {document} 号佐证材料。");
    let en = format!("No row of the table names document {document}.");
    Problem::error("rating.document", Text::new(zh, en)).at_field("documents").found(document.to_string())
}

fn nothing_cited() -> Problem {
    let message =
        Text::new("请指明评定依据的行或佐证材料，至少一处。", "Cite at least one row or supporting document.");
    Problem::error("rating.citation", message)
        .at_field("rows")
        .remedy(Text::new("请勾选行，或填写佐证材料的编号。", "Tick rows, or write the numbers of documents."))
}
