//! Workbooks made by hand as the layout says, each with one thing amiss.

mod book;
mod csv;
mod preview;

use domain::{
    Questionnaire, Severity,
    questionnaire::{EvidenceRow, column::Value},
};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde_json::json;
use time::macros::date;

use super::*;
use crate::{layout, questionnaire_checksum};

/// Two items of one department, with every kind of column.
pub(super) fn questionnaire() -> Questionnaire {
    let text = |zh: &str, en: &str| json!({ "zh": zh, "en": en });
    let item = |code: &str, name: &str, columns: serde_json::Value| {
        json!({
            "code": code, "parent": "A1", "name": text(name, code), "weight": 50,
            "kind": { "type": "yes-no", "column": "done" },
            "lead": "FIN", "source": text("台账", "Register"), "columns": columns, "may_not_apply": code == "A1.1",
            "row_rules": [{ "column": "end", "holds": "end >= start",
                "text": text("“办结日期”不早于“受理日期”。", "It must not end before it starts.") }],
        })
    };
    let column = |key: &str, zh: &str, rule: serde_json::Value, required: bool| json!({ "key": key, "label": text(zh, key), "rule": rule, "required": required, "unique": key == "no" });
    let shared = |extra: serde_json::Value| {
        let mut columns = vec![
            column("no", "案号", json!({ "type": "text" }), true),
            column("start", "受理日期", json!({ "type": "date" }), true),
            column("end", "办结日期", json!({ "type": "date" }), false),
            column("done", "是否办结", json!({ "type": "yes-no" }), true),
            column("amount", "金额", json!({ "type": "decimal" }), false),
            column("share", "比例", json!({ "type": "percent" }), false),
        ];
        columns.push(extra);
        serde_json::Value::Array(columns)
    };
    serde_json::from_value(json!({
        "format": "1", "id": "test", "title": text("测试问卷", "Test"),
        "departments": [{ "code": "FIN", "name": text("市财政局", "Finance") }, { "code": "LAW", "name": text("市司法局", "Justice") }],
        "regions": [
            { "code": "140000", "level": "province", "name": text("山西省", "Shanxi") },
            { "code": "140100", "parent": "140000", "level": "prefecture", "name": text("太原市", "Taiyuan") },
            { "code": "140105", "parent": "140100", "level": "county", "name": text("小店区", "Xiaodian") },
            { "code": "140200", "parent": "140000", "level": "prefecture", "name": text("大同市", "Datong") },
        ],
        "dimensions": [{ "code": "A1", "name": text("维度", "Dimension"), "weight": 100 }],
        "items": [
            item("A1.1", "第一项", shared(column("place", "地区", json!({ "type": "region" }), false))),
            item("A1.2", "第二项", shared(column("state", "状态", json!({ "type": "options", "options": [text("在办", "Open"), text("办结", "Closed")] }), false))),
        ],
    }))
    .expect("a questionnaire")
}

pub(super) const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

pub(super) fn expected() -> Expected<'static> {
    Expected { respondent: None, round: None, item: None, encoding: None, period: PERIOD, period_is_assumed: false }
}

/// First row of evidence, as the writer counts.
pub(super) const FIRST: u32 = layout::FIRST_ROW;

/// Writes the template of FIN in 140100 with a sound row on each sheet, after `fill` had its way.
pub(super) fn filled(fill: impl Fn(&mut Workbook)) -> Vec<u8> {
    let questionnaire = questionnaire();
    filled_for(&questionnaire, &questionnaire_checksum(&questionnaire), fill)
}

pub(super) fn filled_for(questionnaire: &Questionnaire, checksum: &str, fill: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name(layout::COVER).expect("a name").write(0, 0, "封面").expect("a cell");
    for item in &questionnaire.items {
        let sheet = workbook.add_worksheet().set_name(&item.code).expect("a name");
        sheet.write(layout::TITLE_ROW, 0, format!("{} {}", item.code, item.name.zh)).expect("a cell");
        sheet.write(layout::NOT_APPLICABLE_ROW, 0, "不适用").expect("a cell");
        sheet.write_formula(layout::VALUE_ROW, 1, Formula::new("=1+1").set_result("2")).expect("a cell");
        for (column, at) in questionnaire.columns(item).zip(0_u16..) {
            sheet.write(layout::KEY_ROW, at, &column.key).expect("a cell");
            sheet.write(layout::HEAD_ROW, at, &column.label.zh).expect("a cell");
        }
        sheet.set_row_hidden(layout::KEY_ROW).expect("a row");
        sound_row(sheet, FIRST, "〔2025〕1号");
    }
    let identity = workbook.add_worksheet().set_name(layout::IDENTITY).expect("a name").set_very_hidden(true);
    let entries = [
        ("layout", layout::VERSION),
        ("round", "2025"),
        ("questionnaire", &questionnaire.id),
        ("checksum", checksum),
        ("department", "FIN"),
        ("region", "140100"),
        ("period", "2025-01-01/2025-12-31"),
    ];
    for (row, (key, value)) in (0..).zip(entries) {
        identity.write(row, 0, key).expect("a cell");
        identity.write(row, 1, value).expect("a cell");
    }
    fill(&mut workbook);
    workbook.save_to_buffer().expect("a workbook")
}

pub(super) fn sound_row(sheet: &mut Worksheet, row: u32, number: &str) {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let percent = Format::new().set_num_format("0.0%");
    sheet.write(row, 0, number).expect("a cell");
    sheet.write_with_format(row, 1, 45_717, &day).expect("a cell");
    sheet.write_with_format(row, 2, 45_720, &day).expect("a cell");
    sheet.write(row, 3, "是").expect("a cell");
    sheet.write(row, 4, 12.5).expect("a cell");
    sheet.write_with_format(row, 5, 0.57, &percent).expect("a cell");
}

pub(super) fn sheet<'a>(workbook: &'a mut Workbook, name: &str) -> &'a mut Worksheet {
    workbook.worksheet_from_name(name).expect("a sheet")
}

/// Codes and cells of all that is said about the file.
pub(super) fn said(bytes: &[u8], expected: &Expected<'_>) -> Vec<String> {
    said_of("t.xlsx", bytes, &questionnaire(), expected)
}

pub(super) fn said_of(file: &str, bytes: &[u8], questionnaire: &Questionnaire, expected: &Expected<'_>) -> Vec<String> {
    let problems = examine_submission(file, bytes, questionnaire, expected).problems;
    for problem in &problems {
        assert!(problem.remedy.is_some(), "{problem:?}");
        assert!(!problem.message.zh.is_empty() && !problem.message.en.is_empty());
        assert_eq!(problem.place.file.as_deref(), Some(file));
    }
    let parts = |p: &Problem| {
        let mark = if p.severity == Severity::Error { "" } else { "~" };
        let place = [p.place.sheet.clone(), p.place.cell.clone()].into_iter().flatten().collect::<Vec<_>>().join("!");
        if place.is_empty() { format!("{mark}{}", p.code) } else { format!("{mark}{} {place}", p.code) }
    };
    problems.iter().map(parts).collect()
}

/// What is said after one change to the sheet of A1.1.
pub(super) fn after(change: impl Fn(&mut Worksheet)) -> Vec<String> {
    said(&filled(|workbook| change(sheet(workbook, "A1.1"))), &expected())
}

#[test]
fn a_sound_workbook_is_read_exactly() {
    let bytes = filled(|_| {});
    let (submission, warnings) =
        read_submission("t.xlsx", &bytes, &questionnaire(), &expected()).expect("a sound workbook");
    assert_eq!(warnings, []);
    assert_eq!(submission.respondent.map(|r| r.to_string()).as_deref(), Some("140100/FIN"));
    assert_eq!((submission.round.as_deref(), submission.period), (Some("2025"), PERIOD));
    let row = EvidenceRow {
        number: 7,
        values: vec![
            Some(Value::Text("〔2025〕1号".into())),
            Some(Value::Date(date!(2025 - 03 - 01))),
            Some(Value::Date(date!(2025 - 03 - 04))),
            Some(Value::Bool(true)),
            Some(Value::Number(12.5)),
            Some(Value::Number(57.0)),
            None,
        ],
    };
    assert_eq!(submission.tables["A1.1"].rows, std::slice::from_ref(&row));
    assert_eq!(submission.tables["A1.2"].rows, [row]);
}

#[test]
fn respondents_are_written_with_or_without_a_region() {
    for text in ["FIN", "140100/FIN"] {
        assert_eq!(text.parse::<Respondent>().map(|r| r.to_string()), Ok(text.to_owned()));
    }
}
