//! Grades, coverage and what else stands at the end.

use std::collections::BTreeSet;

use domain::{
    Text,
    recipe::{Coverage, Grade, Missing},
};

use super::reader::Reader;

/// The most decimals a page shows.
const MOST_DECIMALS: u8 = 6;

impl Reader<'_> {
    pub(super) fn missing(&mut self) -> Missing {
        match self.form.get("missing") {
            "redistribute" => Missing::Redistribute,
            "refuse" => Missing::Refuse,
            // Anything may be sent.
            other => {
                if self.form.has("missing") {
                    self.choose("missing", other);
                }
                self.stored.missing
            }
        }
    }

    /// Shares are typed as percentages.
    pub(super) fn coverage(&mut self) -> Coverage {
        let mut share = |field: &str| self.share(field).unwrap_or(0.0);
        Coverage { dimension: share("coverage.dimension"), overall: share("coverage.overall") }
    }

    pub(super) fn grades(&mut self) -> Vec<Grade> {
        let rows: BTreeSet<u16> =
            self.form.names().filter_map(|name| name.strip_prefix("grade.")?.split('.').next()?.parse().ok()).collect();
        let mut grades = Vec::new();
        for row in rows {
            let name = |cell: &str| format!("grade.{row}.{cell}");
            let cells = ["letter", "name_zh", "name_en", "at_least"].map(|cell| self.form.get(&name(cell)).trim());
            if cells.iter().all(|cell| cell.is_empty()) {
                continue;
            }
            let [letter, name_zh, name_en, _] = cells.map(str::to_owned);
            if letter.is_empty() {
                let message = Text::new("请写等次的字母或代号。", "Give the letter of the grade.");
                self.wrong(&name("letter"), "form.missing", message, "");
            }
            let word = Text::from_parts(Some(&name_zh), Some(&name_en)).unwrap_or_else(|| Text::same(letter.as_str()));
            if let Some(at_least) = self.required_number(&name("at_least")) {
                grades.push(Grade { letter, name: word, at_least });
            }
        }
        grades
    }

    pub(super) fn decimals(&mut self) -> u8 {
        let decimals = self.whole("decimals", self.stored.decimals);
        if decimals > MOST_DECIMALS {
            let message = Text::new(
                format!("小数位数是 0 到 {MOST_DECIMALS} 的整数。"),
                format!("Decimals are a whole number from 0 to {MOST_DECIMALS}."),
            );
            self.wrong("decimals", "form.number", message, self.form.get("decimals"));
        }
        decimals
    }
}
