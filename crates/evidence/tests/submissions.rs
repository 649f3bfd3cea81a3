//! Filled workbooks from strangers: sound ones, saved by other programs, and hostile ones. Each gets an
//! answer that a clerk can act on; none panics, and none takes long.
#![expect(clippy::expect_used, reason = "a test may panic")]

#[path = "submissions/corpus.rs"]
mod corpus;
#[path = "submissions/hostile.rs"]
mod hostile;
#[path = "submissions/libreoffice.rs"]
mod libreoffice;
#[path = "submissions/mutations.rs"]
mod mutations;
#[path = "submissions/package.rs"]
mod package;

use std::collections::BTreeMap;

use domain::{
    Period, Problem, Questionnaire,
    problem::any_error,
    questionnaire::{Column, EvidenceRow, Item, ValueRule, column::Value},
};
use evidence::{Checked, Expected, Template, check_submission, read_questionnaire, write_template};
use time::macros::date;

const SHANXI: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/shanxi/instrument.json"));
const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

fn shanxi() -> Questionnaire {
    read_questionnaire("instrument.json", SHANXI).expect("a sound questionnaire").0
}

/// The template of the finance department of Taiyuan, blank.
fn blank(questionnaire: &Questionnaire) -> Vec<u8> {
    let template = Template {
        questionnaire,
        department: "FIN",
        region: questionnaire.region("140100"),
        round: None,
        deadline: None,
        period: PERIOD,
        previous: &BTreeMap::new(),
        carried_from: None,
        notice: None,
    };
    write_template(&template).expect("a template")
}

fn check(file: &str, bytes: &[u8], questionnaire: &Questionnaire) -> Checked {
    let expected = Expected {
        respondent: None,
        round: None,
        item: None,
        encoding: None,
        period: PERIOD,
        period_is_assumed: false,
    };
    check_submission(file, bytes, questionnaire, &expected).checked
}

/// What must be true of every answer, whatever the file.
fn expect_useful(name: &str, checked: &Checked) {
    assert_eq!(checked.accepted, !any_error(&checked.problems), "{name}");
    assert!(checked.problems.len() < 3_000, "{name}: {} problems", checked.problems.len());
    for problem in &checked.problems {
        assert!(problem.place.file.is_some(), "{name}: {problem:?}");
        assert!(problem.remedy.is_some(), "{name}: {problem:?}");
        assert!(!problem.message.zh.is_empty() && !problem.message.en.is_empty(), "{name}: {problem:?}");
        assert!(problem.value.as_ref().is_none_or(|value| value.chars().count() <= 81), "{name}: {problem:?}");
    }
    assert!(checked.values.values().all(|value| value.is_finite()), "{name}");
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// A row that every rule of an item's columns accepts.
fn sample_row(questionnaire: &Questionnaire, item: &Item, row: u32) -> EvidenceRow {
    let value = |column: &Column| match &column.rule {
        ValueRule::Text { .. } => Value::Text(format!("第 {row} 件")),
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => {
            Value::Number(column.rule.number_range().0 + f64::from(row))
        }
        ValueRule::Date { .. } => Value::Date(date!(2025 - 03 - 01)),
        ValueRule::YesNo => Value::Bool(true),
        ValueRule::Options { options } => Value::Text(options[row as usize % options.len()].zh.clone()),
        ValueRule::Url => Value::Text(format!("https://www.example.cn/{row}")),
        ValueRule::Region => Value::Text("140100".to_owned()),
        ValueRule::CreditCode => Value::Text("91350100M000100Y43".to_owned()),
        ValueRule::Documents => Value::Text("1,2".to_owned()),
    };
    let values = questionnaire.columns(item).map(|column| Some(value(column))).collect();
    EvidenceRow { number: row + 1, values }
}
