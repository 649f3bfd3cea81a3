//! What is done about every `policy` case, and why: a table a file of cases. The first row whose `ids` fit decides;
//! `*` stands for any text.

mod aggregate;
mod impute;
mod mcdm;
mod normalise;
mod outliers;
mod reliability;
mod sensitivity_blocks;

/// What must come of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The value that the file expects, within tolerance.
    AsExpected,
    /// A named refusal.
    Refuse,
}

/// A decision and its reason.
pub struct Row {
    /// The cases it is about: `o-zscore-const-*`.
    pub ids: &'static str,
    pub decision: Decision,
    pub why: &'static str,
}

const fn as_expected(ids: &'static str, why: &'static str) -> Row {
    Row { ids, decision: Decision::AsExpected, why }
}

const fn refuse(ids: &'static str, why: &'static str) -> Row {
    Row { ids, decision: Decision::Refuse, why }
}

/// The table of a file of cases.
pub fn rows(file: &str) -> &'static [Row] {
    match file {
        "aggregate.json" => aggregate::ROWS,
        "impute.json" => impute::ROWS,
        "mcdm.json" => mcdm::ROWS,
        "normalise.json" => normalise::ROWS,
        "outliers.json" => outliers::ROWS,
        "reliability.json" => reliability::ROWS,
        "sensitivity_blocks.json" => sensitivity_blocks::ROWS,
        _ => &[],
    }
}

/// The row that decides a case.
pub fn decision(file: &str, id: &str) -> Option<&'static Row> {
    rows(file).iter().find(|row| fits(row.ids, id))
}

fn fits(pattern: &str, id: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == id,
        Some((start, rest)) => id.strip_prefix(start).is_some_and(|tail| {
            tail.char_indices().map(|(at, _)| at).chain([tail.len()]).any(|at| fits(rest, &tail[at..]))
        }),
    }
}

#[test]
fn a_star_stands_for_any_text() {
    assert!(fits("a-*-1", "a-b-1") && fits("*", "") && fits("a*", "a") && fits("a", "a"));
    assert!(!fits("a-*-1", "a-1") && !fits("a*", "ba") && !fits("a", "ab"));
}
