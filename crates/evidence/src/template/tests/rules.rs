//! One rule writes the note, Excel's validation, the server's check and the message: this holds them
//! together over all kinds of rules.

use domain::questionnaire::{Column, Department, Sensitivity, ValueRule, column::Value};
use time::Date;

use super::*;

/// A validation as it stands in the file.
#[derive(Debug)]
struct Written {
    kind: String,
    operator: String,
    formulas: Vec<String>,
    error: String,
}

fn attribute(tag: &str, name: &str) -> String {
    let text = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    unescape(text)
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#10;", "\n")
        .replace("&#xA;", "\n")
        .replace("_x000a_", "\n")
        .replace("&amp;", "&")
}

fn validation(xml: &str, cell: &str) -> Written {
    let range = format!("sqref=\"{cell}:");
    let element = xml
        .split("<dataValidation ")
        .skip(1)
        .find(|element| element.contains(&range))
        .unwrap_or_else(|| panic!("no validation at {cell}"));
    let tag = format!(" {}", element.split('>').next().unwrap_or_default());
    let formulas = ["formula1", "formula2"]
        .iter()
        .filter_map(|name| element.split(&format!("<{name}>")).nth(1)?.split(&format!("</{name}>")).next())
        .map(unescape)
        .collect();
    Written {
        kind: attribute(&tag, "type"),
        operator: attribute(&tag, "operator"),
        formulas,
        error: attribute(&tag, "error"),
    }
}

impl Written {
    /// What Excel makes of a cell; `None` for a formula, which is compared as it stands.
    fn accepts(&self, value: &Value, rule: &ValueRule, lists: &BTreeMap<String, Vec<String>>) -> Option<bool> {
        let number = |i: usize| -> f64 {
            let text = &self.formulas[i];
            let parts = text.strip_prefix("DATE(").and_then(|text| text.strip_suffix(')'));
            let Some(parts) = parts else { return text.parse().expect("a number") };
            let parts: Vec<i32> = parts.split(',').map(|part| part.parse().expect("a number")).collect();
            let month = Month::try_from(u8::try_from(parts[1]).expect("a month")).expect("a month");
            let day = Date::from_calendar_date(parts[0], month, u8::try_from(parts[2]).expect("a day"));
            f64::from(day.expect("a date").to_julian_day())
        };
        let between = |x: f64| {
            assert_eq!((self.operator.as_str(), self.formulas.len()), ("", 2), "between: {self:?}");
            (number(0)..=number(1)).contains(&x)
        };
        match self.kind.as_str() {
            "whole" | "decimal" => match value {
                Value::Number(x) => {
                    let shown = if matches!(rule, ValueRule::Percent { .. }) { x / 100.0 } else { *x };
                    Some(between(shown) && (self.kind == "decimal" || x.fract() == 0.0))
                }
                Value::Bool(_) | Value::Date(_) | Value::Text(_) => Some(false),
            },
            "date" => match value {
                Value::Date(day) => Some(between(f64::from(day.to_julian_day()))),
                Value::Bool(_) | Value::Number(_) | Value::Text(_) => Some(false),
            },
            "textLength" => {
                assert_eq!(self.operator, "lessThanOrEqual");
                let Value::Text(text) = value else { return None };
                Some(text.chars().count() as f64 <= number(0))
            }
            "list" => {
                let options = match self.formulas[0].strip_prefix('"').and_then(|list| list.strip_suffix('"')) {
                    Some(list) => list.split(',').map(str::to_owned).collect(),
                    None => lists[&self.formulas[0]].clone(),
                };
                let written = match value {
                    Value::Bool(truth) => if *truth { "是" } else { "否" }.to_owned(),
                    Value::Text(text) => text.clone(),
                    Value::Number(_) | Value::Date(_) => return Some(false),
                };
                Some(options.contains(&written))
            }
            "custom" => None,
            other => panic!("validation of type {other}"),
        }
    }
}

fn options(count: usize) -> ValueRule {
    let option = |i| Text::same(format!("第{i}种情形，说明文字"));
    ValueRule::Options { options: (0..count).map(option).collect() }
}

fn rules() -> Vec<ValueRule> {
    let day = |year| Date::from_calendar_date(year, Month::March, 1).ok();
    vec![
        ValueRule::Text { max_chars: None },
        ValueRule::Text { max_chars: Some(10) },
        ValueRule::Integer { min: None, max: None },
        ValueRule::Integer { min: Some(-5), max: Some(5_000_000_000) },
        ValueRule::Decimal { min: None, max: None },
        ValueRule::Decimal { min: Some(0.01), max: Some(99.5) },
        ValueRule::Percent { min: None, max: None },
        ValueRule::Percent { min: Some(-10.0), max: Some(1000.0) },
        ValueRule::Date { from: None, to: None },
        ValueRule::Date { from: day(2020), to: day(2025) },
        ValueRule::YesNo,
        options(3),
        options(40),
        ValueRule::Options { options: vec![Text::new("甲,乙", "A, B"), Text::new("丙", "C")] },
        ValueRule::Url,
        ValueRule::Region,
        ValueRule::CreditCode,
        ValueRule::Documents,
    ]
}

fn values() -> Vec<Value> {
    let numbers =
        [-11.0, -5.0, -0.5, 0.0, 0.01, 0.5, 1.0, 57.0, 99.5, 99.6, 100.0, 100.5, 1000.0, 1001.0, 5e9, 6e9, 1e15];
    let dates = [(1899, 1), (1990, 1), (2020, 2), (2020, 3), (2025, 3), (2025, 4), (2099, 12), (2100, 1)];
    let texts = [
        "短".to_owned(),
        "长".repeat(10),
        "长".repeat(11),
        "长".repeat(500),
        "长".repeat(501),
        "第0种情形，说明文字".to_owned(),
        "第39种情形，说明文字".to_owned(),
        "第40种情形，说明文字".to_owned(),
        "甲,乙".to_owned(),
        "140100".to_owned(),
        "140105".to_owned(),
        "140200".to_owned(),
    ];
    let day = |(year, month)| {
        let month = Month::try_from(month).expect("a month");
        Value::Date(Date::from_calendar_date(year, month, 1).expect("a day"))
    };
    numbers
        .into_iter()
        .map(Value::Number)
        .chain(dates.into_iter().map(day))
        .chain(texts.into_iter().map(Value::Text))
        .chain([Value::Bool(true), Value::Bool(false)])
        .collect()
}

/// The Shanxi places, one department, and one item with a column of each rule.
fn questionnaire() -> Questionnaire {
    let mut questionnaire = shanxi();
    let mut item = questionnaire.items.swap_remove(0);
    item.row_rules.clear();
    item.columns = (0..)
        .zip(rules())
        .map(|(i, rule)| Column {
            key: format!("c{i}"),
            label: Text::same(format!("列{i}")),
            required: i % 2 == 0,
            unique: i % 3 == 0,
            sensitivity: Sensitivity::Public,
            rule,
        })
        .collect();
    questionnaire.departments.retain(|department: &Department| department.code == item.lead);
    questionnaire.leading_columns.clear();
    questionnaire.trailing_columns.clear();
    questionnaire.items = vec![item];
    questionnaire
}

#[test]
fn note_validation_check_and_message_say_the_same_for_every_rule() {
    let (questionnaire, none) = (questionnaire(), BTreeMap::new());
    let template = template(&questionnaire, &questionnaire.items[0].lead, &none);
    let bytes = write_template(&template).expect("a workbook");
    let xml = part(&bytes, "xl/worksheets/sheet3.xml");
    let notes = unescape(&part(&bytes, "xl/comments1.xml"));
    let own: Vec<Region> = questionnaire
        .regions
        .iter()
        .filter(|region| region.code == "140100" || region.parent.as_deref() == Some("140100"))
        .cloned()
        .collect();
    // The lists of the sheet 代码, as the validations name them.
    let names = |rule: &ValueRule| -> Vec<String> {
        let ValueRule::Options { options } = rule else { panic!("no list") };
        options.iter().map(|option| option.zh.clone()).collect()
    };
    let rules = rules();
    let lists = BTreeMap::from([
        (format!("代码!$A$4:$A${}", own.len() + 3), own.iter().map(|region| region.code.clone()).collect()),
        ("代码!$E$4:$E$43".to_owned(), names(&rules[12])),
        ("代码!$F$4:$F$5".to_owned(), names(&rules[13])),
    ]);
    for (place, column) in (0..).zip(&questionnaire.items[0].columns) {
        let cell = format!("{}7", rust_xlsxwriter::utility::column_number_to_name(place));
        let written = validation(&xml, &cell);
        let requirement = column.rule.requirement();
        assert!(
            requirement.zh.starts_with(written.error.trim_end_matches('…'))
                || written.error.starts_with(&requirement.zh),
            "{written:?}"
        );
        assert!(notes.contains(&column.instruction().zh) && notes.contains(&column.instruction().en), "{cell}");
        assert!(column.instruction().zh.contains(&requirement.zh));
        for value in values() {
            let server = column.rule.accepts(&value, &own);
            if let Some(excel) = written.accepts(&value, &column.rule, &lists) {
                assert_eq!(excel, server, "{:?} under {:?}: {written:?}", value, column.rule);
            }
        }
    }
}

#[test]
fn rules_that_excel_has_no_type_for_are_formulas() {
    let (questionnaire, none) = (questionnaire(), BTreeMap::new());
    let template = template(&questionnaire, &questionnaire.items[0].lead, &none);
    let xml = part(&write_template(&template).expect("a workbook"), "xl/worksheets/sheet3.xml");
    for (cell, inside) in [("O7", "EXACT(LEFT(O7,8),\"https://\")"), ("Q7", "LEN(Q7)=18"), ("R7", "TRIM(R7)")] {
        let written = validation(&xml, cell);
        assert_eq!(written.kind, "custom");
        let formula = &written.formulas[0];
        // Excel takes neither array constants here nor more than 255 characters.
        assert!(formula.contains(inside) && !formula.contains('{') && formula.chars().count() <= 255, "{formula}");
    }
}
