//! “Does not apply” 不适用: the answer above a table, with its reason.

use domain::{Problem, Text, questionnaire::Item};

use super::cell;
use crate::{book::SparseRow, findings::Findings, grid::Cell, layout, rows::StoredTable, value::fold};

/// Fewest characters of a reason: one word is none.
const REASON_CHARS: usize = 4;
/// Most characters of a reason.
const MAX_REASON_CHARS: usize = 2_000;

/// Reads the answer, and checks it against the rows that were read.
pub(super) fn read(top: &[SparseRow], key_row: usize, item: &Item, table: &mut StoredTable, findings: &mut Findings) {
    let above = (layout::KEY_ROW - layout::NOT_APPLICABLE_ROW) as usize;
    let Some(row) = key_row.checked_sub(above).and_then(|n| top.iter().find(|row| row.number == n)) else { return };
    let (answer_at, reason_at) = (usize::from(layout::NOT_APPLICABLE_COLUMN), usize::from(layout::REASON_COLUMN));
    let answer = row.cell(answer_at);
    let reason = cell::trim(&match row.cell(reason_at) {
        Cell::Text(text) => text.clone(),
        other => other.shown(),
    })
    .to_owned();
    let claimed = match answer {
        Cell::Blank => false,
        Cell::Bool(truth) => *truth,
        Cell::Text(text) => match fold(cell::trim(text)).to_lowercase().as_str() {
            "是" | "y" | "yes" | "true" | "√" | "不适用" => true,
            "" | "否" | "n" | "no" | "false" | "×" | "适用" => false,
            _ => return findings.add_at(row.number, answer_at, unclear(answer)),
        },
        Cell::Number(_) | Cell::Date(_) | Cell::Error(_) | Cell::Uncalculated => {
            return findings.add_at(row.number, answer_at, unclear(answer));
        }
    };
    if !claimed {
        if !reason.is_empty() {
            findings.add_at(row.number, reason_at, idle_reason(&reason));
        }
        return;
    }
    if !item.may_not_apply {
        findings.add_at(row.number, answer_at, not_allowed(answer));
    }
    let length = reason.chars().count();
    if !(REASON_CHARS..=MAX_REASON_CHARS).contains(&length) {
        findings.add_at(row.number, reason_at, no_reason(&reason));
    }
    if let Some(first) = table.rows.get(0) {
        findings.add_at(row.number, answer_at, with_rows(answer, first.number, table.rows.len()));
    }
    table.not_applicable = Some(reason);
}

fn unclear(answer: &Cell) -> Problem {
    Problem::error(
        "not_applicable.unclear",
        Text::new("“不适用”请填“是”或“否”。", "Write 是 (yes) or 否 (no) at “does not apply”."),
    )
    .found(answer.shown())
    .remedy(Text::new("适用的题项填“否”或留空。", "Leave it empty or write 否 where the item applies."))
}

fn not_allowed(answer: &Cell) -> Problem {
    Problem::error(
        "not_applicable.not_allowed",
        Text::new("这个题项不能填“不适用”。", "This item cannot be said not to apply."),
    )
    .found(answer.shown())
    .remedy(Text::new("请改为“否”，并填写证据。", "Change it to 否 (no) and file the evidence."))
}

fn no_reason(reason: &str) -> Problem {
    Problem::error(
        "not_applicable.no_reason",
        Text::new(
            format!("填了“不适用”，但没有写清理由（{REASON_CHARS} 至 {MAX_REASON_CHARS} 个字）。"),
            format!("“Does not apply” needs a reason of {REASON_CHARS} to {MAX_REASON_CHARS} characters."),
        ),
    )
    .found(crate::grid::shorten(reason))
    .remedy(Text::new("请写明为什么不适用于本单位。", "Write why it does not apply to you."))
}

fn with_rows(answer: &Cell, first: u32, rows: usize) -> Problem {
    Problem::error(
        "not_applicable.with_rows",
        Text::new(
            format!("填了“不适用”，下面却有 {rows} 行证据（从第 {first} 行起）。"),
            format!("It is said not to apply, but {rows} rows of evidence follow (from row {first})."),
        ),
    )
    .found(answer.shown())
    .remedy(Text::new("请改为“否”，或删去这些行。", "Change it to 否 (no), or remove these rows."))
}

fn idle_reason(reason: &str) -> Problem {
    Problem::warning(
        "not_applicable.idle_reason",
        Text::new("写了不适用的理由，但没有填“是”。", "There is a reason for not applying, but no 是 (yes)."),
    )
    .found(crate::grid::shorten(reason))
    .remedy(Text::new("如果不适用，请填“是”；否则请删去理由。", "Write 是 if it does not apply, or remove the reason."))
}
