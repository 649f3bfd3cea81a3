//! Collects what is wrong with one file, keeps it in the order of the cells, and folds a fault that
//! fills a whole column into one line.

use std::collections::{HashMap, HashSet};

use domain::Problem;

use crate::grid;

/// How often a fault is listed cell by cell in one column; beyond, only the first is kept, counted.
const LISTED: usize = 20;

/// The group of faults that are counted together, whatever their column.
const ANYWHERE: usize = usize::MAX;

/// Errors and warnings about one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Findings {
    file: String,
    sheet: Option<String>,
    entries: Vec<Entry>,
    /// How often a fault occurs, by code and group.
    counts: HashMap<String, HashMap<usize, usize>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    /// Row and column; `None` for what concerns the whole file, which is listed first.
    at: Option<(usize, usize)>,
    /// What it is counted with: its column, most often.
    group: usize,
    problem: Problem,
}

impl Findings {
    pub(crate) fn new(file: &str, sheet: Option<&str>) -> Self {
        Self { file: file.to_owned(), sheet: sheet.map(str::to_owned), ..Self::default() }
    }

    /// Adds something about the whole file.
    pub(crate) fn add(&mut self, problem: Problem) {
        let mut problem = problem.in_file(&self.file);
        problem.place.sheet = problem.place.sheet.or_else(|| self.sheet.clone());
        self.entries.push(Entry { at: None, group: 0, problem });
    }

    /// Adds something about a cell: the row counts from 1, the column from 0.
    pub(crate) fn add_at(&mut self, row: usize, column: usize, problem: Problem) {
        if self.counts_in(&problem.code, column) {
            self.list(row, column, column, problem);
        }
    }

    /// As [`Self::add_at`] for a fault that may fill a million cells: it is only put into words where
    /// it will be listed.
    pub(crate) fn add_lazily(&mut self, row: usize, column: usize, code: &str, problem: impl FnOnce() -> Problem) {
        if self.counts_in(code, column) {
            self.list(row, column, column, problem());
        }
    }

    /// As [`Self::add_lazily`] for a fault that is one and the same in whichever column it occurs.
    pub(crate) fn add_anywhere(&mut self, row: usize, column: usize, code: &str, problem: impl FnOnce() -> Problem) {
        if self.counts_in(code, ANYWHERE) {
            self.list(row, column, ANYWHERE, problem());
        }
    }

    /// Counts a fault; whether it is still listed.
    fn counts_in(&mut self, code: &str, group: usize) -> bool {
        let by_group = match self.counts.get_mut(code) {
            Some(by_group) => by_group,
            None => self.counts.entry(code.to_owned()).or_default(),
        };
        let count = by_group.entry(group).or_default();
        *count += 1;
        *count <= LISTED
    }

    fn list(&mut self, row: usize, column: usize, group: usize, problem: Problem) {
        let problem = problem.in_file(&self.file).at_cell(self.sheet.as_deref(), grid::address(row, column));
        self.entries.push(Entry { at: Some((row, column)), group, problem });
    }

    /// Takes over what was found elsewhere in the same file.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.entries.extend(other.entries);
        for (code, columns) in other.counts {
            let own = self.counts.entry(code).or_default();
            for (column, count) in columns {
                *own.entry(column).or_default() += count;
            }
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.entries.iter().any(|e| e.problem.is_error())
    }

    /// Everything, in the order of the cells.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        self.entries.sort_by_key(|e| e.at);
        let mut folded = Vec::with_capacity(self.entries.len());
        let mut seen = HashSet::new();
        for Entry { at, group, mut problem } in self.entries {
            if at.is_some() {
                let count = self.counts.get(&problem.code).and_then(|c| c.get(&group)).copied().unwrap_or(1);
                if count > LISTED {
                    if !seen.insert((problem.code.clone(), group)) {
                        continue;
                    }
                    problem.count = count;
                }
            }
            folded.push(problem);
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    fn fault() -> Problem {
        Problem::error("value.not_number", Text::same("no number"))
    }

    #[test]
    fn a_thousand_equal_faults_in_a_column_are_one_line_with_a_count() {
        let mut findings = Findings::new("t.csv", None);
        for row in 2..1002 {
            findings.add_at(row, 1, fault());
        }
        findings.add_at(5, 2, fault());
        let problems = findings.into_problems();
        assert_eq!(problems.len(), 2);
        assert_eq!((problems[0].count, problems[0].place.cell.as_deref()), (1000, Some("B2")));
        assert_eq!((problems[1].count, problems[1].place.cell.as_deref()), (1, Some("C5")));
    }

    #[test]
    fn twenty_equal_faults_are_listed_one_by_one_in_the_order_of_the_cells() {
        let mut findings = Findings::new("t.csv", None);
        for row in (2..22).rev() {
            findings.add_at(row, 0, fault());
        }
        findings.add(fault());
        let problems = findings.into_problems();
        assert_eq!(problems.len(), 21);
        assert_eq!(problems[0].place.cell, None);
        assert_eq!(problems[1].place.cell.as_deref(), Some("A2"));
    }
}
