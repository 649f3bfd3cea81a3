//! Conditions over the columns of one row.

use domain::questionnaire::{Column, Condition, Item, column::Value};
use evidence::Predicate;
use time::macros::date;

use crate::{
    Target, expect,
    sample::{PERIOD, QUESTIONNAIRE},
};

pub const CONDITION: Target = Target {
    name: "condition",
    run,
    seeds: || {
        [
            "ok && workdays(day, period_end) <= 20 || n > 3",
            "status in [\"已办结\", \"办理中\"] ? share >= 57.5 : !ok",
            "day - date(\"2025-03-01\") == (n + 1) * 2 / -3",
            "day != null && day + 5 >= period_start",
        ]
        .map(Into::into)
        .to_vec()
    },
    words: &[
        "&&",
        "||",
        "!",
        "==",
        "!=",
        "<=",
        ">=",
        "<",
        ">",
        " in ",
        "[",
        "]",
        "(",
        ")",
        "?",
        ":",
        "+",
        "-",
        "*",
        "/",
        "%",
        "null",
        "true",
        "false",
        "date(\"2025-03-01\")",
        "date(\"9999-12-31\")",
        "workdays(",
        "period_start",
        "day",
        "ok",
        "n",
        "share",
        "status",
        "no",
        "\"",
        "'",
        "\"\"\"",
        "\\u",
        "1e308",
        "9223372036854775807",
        "0x",
        "1u",
        "r\"",
        "b\"",
        "size(",
        ".",
        "{",
        "}",
        "//",
        "，",
    ],
};

/// The item with a column of every kind.
fn item() -> &'static Item {
    &QUESTIONNAIRE.items[0]
}

fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let columns: Vec<&Column> = QUESTIONNAIRE.columns(item()).collect();
    let predicate = match Predicate::compile(&Condition(text.to_owned()), &columns) {
        Ok(predicate) => predicate,
        Err(problems) => return expect::refused(&problems),
    };
    expect::in_both_languages(&predicate.to_words(&columns));
    let excel = predicate.to_excel(&|column| format!("$A${column}"), &PERIOD);
    assert!(excel.is_none_or(|formula| !formula.is_empty()));
    let blank = vec![None; columns.len()];
    for days in [date!(2025 - 03 - 01), date!(1900 - 01 - 01), date!(9999 - 12 - 31)] {
        for number in [0.0, -1.5, 1e15] {
            let row: Vec<Option<Value>> = columns.iter().map(|column| Some(value(column, days, number))).collect();
            let holds = predicate.evaluate(&row, &PERIOD);
            assert_eq!(predicate.holds(&row, &PERIOD), holds == Some(true));
        }
    }
    predicate.evaluate(&blank, &PERIOD);
}

fn value(column: &Column, day: time::Date, number: f64) -> Value {
    use domain::questionnaire::ValueRule;
    match &column.rule {
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => Value::Number(number),
        ValueRule::Date { .. } => Value::Date(day),
        ValueRule::YesNo => Value::Bool(number > 0.0),
        ValueRule::Text { .. }
        | ValueRule::Options { .. }
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode
        | ValueRule::Documents => Value::Text("已办结".to_owned()),
    }
}
