//! Points of answers, rows and options: whether each of them has some.

use std::collections::BTreeMap;

use domain::{
    Problem, Text,
    questionnaire::{Column, ValueRule, item::Points},
};

use super::item::{Columns, Needed, at_least_zero, formula};

/// Most answers that a column of whole numbers may allow in a survey.
const MAX_ANSWERS: i64 = 100;

/// Checks what rows take or add.
pub(super) fn check(points: &Points, columns: &Columns<'_>, problems: &mut Vec<Problem>) {
    match points {
        Points::Row { when, points, closed } => {
            if let Some(when) = when {
                columns.condition(when, "kind.points.when", problems);
            }
            at_least_zero(*points, &columns.at("kind.points.points"), problems);
            if let Some(closed) = closed {
                columns.condition(&closed.when, "kind.points.closed.when", problems);
                at_least_zero(closed.points, &columns.at("kind.points.closed.points"), problems);
            }
        }
        Points::Option { column, points } => {
            let Some(found) = columns.find(column, Needed::Any, "kind.points.column", problems) else { return };
            let Some(answers) = answers(found) else {
                let text =
                    Text::new(format!("“{column}”不是单选列。"), format!("“{column}” is not a column with options."));
                problems.push(columns.fault("questionnaire.column_type", text, "kind.points.column").found(column));
                return;
            };
            cover(&answers, points, &[], columns, "kind.points.points", problems);
            for (option, points) in points {
                at_least_zero(*points, &columns.at(&format!("kind.points.points.{option}")), problems);
            }
        }
        Points::Value { formula: of, points } => {
            formula(of, columns, "kind.points.formula", problems);
            at_least_zero(*points, &columns.at("kind.points.points"), problems);
        }
    }
}

/// Checks that each answer of a survey either has points or is left out on purpose.
pub(super) fn survey(
    answer: &str,
    points: &BTreeMap<String, f64>,
    exclude: &[String],
    columns: &Columns<'_>,
    problems: &mut Vec<Problem>,
) {
    for (answer, worth) in points.iter().filter(|(_, worth)| !(0.0..=100.0).contains(*worth)) {
        let text = Text::new("答案的分数在 0 至 100 之间。", "An answer is worth 0 to 100 points.");
        let problem = columns.fault("questionnaire.points", text, &format!("kind.points.{answer}"));
        problems.push(problem.found(worth.to_string()));
    }
    if points.is_empty() {
        let text = Text::new("没有任何答案有分数。", "No answer is worth points.");
        problems.push(columns.fault("questionnaire.points", text, "kind.points"));
    }
    let Some(column) = columns.find(answer, Needed::Any, "kind.answer", problems) else { return };
    let Some(answers) = answers(column) else {
        let text = Text::new(
            "答案列应为单选列，或有上下限的整数列。",
            "The column of answers has options, or whole numbers within limits.",
        );
        problems.push(columns.fault("questionnaire.column_type", text, "kind.answer").found(answer));
        return;
    };
    cover(&answers, points, exclude, columns, "kind.points", problems);
}

/// Checks that points and answers name the same things.
fn cover(
    answers: &[String],
    points: &BTreeMap<String, f64>,
    exclude: &[String],
    columns: &Columns<'_>,
    part: &str,
    problems: &mut Vec<Problem>,
) {
    for answer in answers.iter().filter(|answer| !points.contains_key(*answer) && !exclude.contains(answer)) {
        let text = Text::new(format!("“{answer}”没有分数。"), format!("“{answer}” has no points."));
        problems.push(columns.fault("questionnaire.points", text, part).found(answer));
    }
    for answer in points.keys().chain(exclude).filter(|answer| !answers.contains(answer)) {
        let text = Text::new(
            format!("“{answer}”不是这一列可填的内容。"),
            format!("“{answer}” is not among what the column may hold."),
        );
        problems.push(columns.fault("questionnaire.points", text, part).found(answer));
    }
}

/// All that a column may hold, as written; `None` if that cannot be listed.
fn answers(column: &Column) -> Option<Vec<String>> {
    match &column.rule {
        ValueRule::Options { options } => Some(options.iter().map(|option| option.zh.clone()).collect()),
        ValueRule::Integer { min, max } => {
            let (low, high) = (min.unwrap_or(0), (*max)?);
            (high.checked_sub(low)? < MAX_ANSWERS).then(|| (low..=high).map(|n| n.to_string()).collect())
        }
        ValueRule::YesNo => Some(vec!["是".to_owned(), "否".to_owned()]),
        ValueRule::Text { .. }
        | ValueRule::Decimal { .. }
        | ValueRule::Percent { .. }
        | ValueRule::Date { .. }
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode
        | ValueRule::Documents => None,
    }
}
