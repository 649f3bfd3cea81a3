//! What commands print: data on standard output, problems on standard error.

use std::{
    fmt,
    io::{self, Write},
};

use domain::{Problem, Severity};
use serde::Serialize;

use super::Failure;

/// Prints text; a reader who has gone away is no error (`… | head`).
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints one JSON document.
pub(super) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// Prints problems for people, in both languages, with their places.
pub(super) fn print_problems(problems: &[Problem]) {
    let text: Vec<String> = problems.iter().map(|problem| Told(problem).to_string()).collect();
    // Nobody left to tell.
    let _ = io::stderr().lock().write_all(text.concat().as_bytes());
}

/// A problem as it is told in a terminal.
struct Told<'a>(&'a Problem);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = self.0;
        let severity = match problem.severity {
            Severity::Error => "错误 error",
            Severity::Warning => "提醒 warning",
        };
        write!(f, "{severity} {}:", problem.code)?;
        let place = &problem.place;
        for part in [&place.file, &place.sheet, &place.cell, &place.field].into_iter().flatten() {
            write!(f, " {part}")?;
        }
        if let Some(value) = &problem.value {
            write!(f, " “{value}”")?;
        }
        if problem.count > 1 {
            write!(f, " ×{}", problem.count)?;
        }
        writeln!(f, "\n  {}\n  {}", problem.message.zh, problem.message.en)?;
        match &problem.remedy {
            Some(remedy) => writeln!(f, "  → {}\n  → {}", remedy.zh, remedy.en),
            None => Ok(()),
        }
    }
}

/// Columns a text takes in a terminal, where Chinese characters are twice as wide.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if ('\u{1100}'..='\u{ffe6}').contains(&c) && !('\u{2000}'..='\u{2e7f}').contains(&c) { 2 } else { 1 })
        .sum()
}

/// A text followed by blanks up to a width.
pub(super) fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    #[test]
    fn a_problem_is_told_with_its_place_in_both_languages() {
        let problem = Problem::error("value.not_a_number", Text::new("不是数字。", "Not a number."))
            .at_cell(Some("数据"), "C14")
            .in_file("table.xlsx")
            .found("十")
            .remedy(Text::new("请写数字。", "Write a number."));
        assert_eq!(
            Told(&problem).to_string(),
            "错误 error value.not_a_number: table.xlsx 数据 C14 “十”\n  不是数字。\n  Not a number.\n  → 请写数字。\n  → Write a number.\n"
        );
    }

    #[test]
    fn chinese_takes_two_columns_a_character() {
        assert_eq!((width("名次"), width("rank")), (4, 4));
        assert_eq!(padded("名次", 6), "名次  ");
    }
}
