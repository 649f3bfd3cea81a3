mod rules;

use std::{collections::BTreeMap, io::Read};

use calamine::{Reader, SheetVisible, Xlsx};
use domain::questionnaire::{EvidenceRow, EvidenceTable, column::Value};
use time::Month;

use super::*;
use crate::{Expected, Respondent, read_questionnaire, read_submission};

const SHANXI: &[u8] = include_bytes!("../../../../fixtures/shanxi/instrument.json");

fn shanxi() -> Questionnaire {
    read_questionnaire("instrument.json", SHANXI).expect("a sound questionnaire").0
}

fn period() -> Period {
    "2025-01-01/2025-12-31".parse().expect("a period")
}

fn template<'a>(
    questionnaire: &'a Questionnaire,
    department: &'a str,
    previous: &'a BTreeMap<String, EvidenceTable>,
) -> Template<'a> {
    let region = questionnaire.region("140100");
    Template {
        questionnaire,
        department,
        region,
        round: None,
        deadline: None,
        period: period(),
        previous,
        carried_from: None,
        notice: None,
    }
}

/// A part of the workbook as text.
fn part(bytes: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    archive.by_name(path).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn each_item_a_department_fills_has_a_sheet_between_cover_and_codes() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    let bytes = write_template(&template(&questionnaire, "FIN", &none)).expect("a workbook");
    let book = Xlsx::new(std::io::Cursor::new(&bytes)).expect("calamine opens it");
    let sheets: Vec<(&str, SheetVisible)> =
        book.sheets_metadata().iter().map(|sheet| (sheet.name.as_str(), sheet.visible)).collect();
    let shown = [
        "封面",
        "填报说明",
        "C08.1",
        "C08.2",
        "C08.3",
        "C08.4",
        "C09.1",
        "C09.2",
        "C12.1",
        "C12.2",
        "C12.3",
        "E3",
        "代码",
    ];
    let mut expected: Vec<_> = shown.map(|name| (name, SheetVisible::Visible)).to_vec();
    expected.extend([("_calendar", SheetVisible::Hidden), ("_chengping", SheetVisible::VeryHidden)]);
    assert_eq!(sheets, expected);
}

#[test]
fn a_workbook_of_an_example_says_so_on_its_cover_first() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    let notice = Text::new("示例数据", "Example data");
    let example = Template { notice: Some(&notice), ..template(&questionnaire, "STAT", &none) };
    let cover = |template: &Template<'_>| {
        let bytes = write_template(template).expect("a workbook");
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).expect("calamine opens it");
        let sheet = book.worksheet_range("封面").expect("a cover");
        sheet.get_value((3, 0)).map(ToString::to_string)
    };
    assert_eq!(cover(&example).as_deref(), Some("示例数据\nExample data"));
    let status = questionnaire.status.as_ref().expect("a status");
    assert_eq!(cover(&template(&questionnaire, "STAT", &none)), Some(format!("{}\n{}", status.zh, status.en)));
}

#[test]
fn the_calendar_is_there_only_where_a_formula_needs_it() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    let bytes = write_template(&template(&questionnaire, "STAT", &none)).expect("a workbook");
    let book = Xlsx::new(std::io::Cursor::new(&bytes)).expect("calamine opens it");
    assert!(!book.sheet_names().contains(&"_calendar".to_owned()));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    let once = write_template(&template(&questionnaire, "GOV", &none)).expect("a workbook");
    assert!(once == write_template(&template(&questionnaire, "GOV", &none)).expect("a workbook"));
}

#[test]
fn every_department_gets_a_workbook_that_reads_back_without_errors() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    let asked: Vec<&str> = questionnaire
        .departments
        .iter()
        .map(|department| department.code.as_str())
        .filter(|code| questionnaire.asked_of(code).next().is_some())
        .collect();
    assert_eq!(asked, ["GOV", "NDRC", "FIN", "HRSS", "COMM", "SAFE", "ENV", "STAT", "CIVIL", "TPA"]);
    for department in asked {
        let bytes = write_template(&template(&questionnaire, department, &none)).expect("a workbook");
        let respondent = Respondent { region: Some("140100".to_owned()), department: department.to_owned() };
        let expected = Expected {
            respondent: Some(&respondent),
            round: None,
            item: None,
            encoding: None,
            period: period(),
            period_is_assumed: false,
        };
        let (submission, warnings) =
            read_submission("t.xlsx", &bytes, &questionnaire, &expected).expect("a blank template has no errors");
        assert_eq!(submission.tables.len(), questionnaire.asked_of(department).count(), "{department}");
        let odd: Vec<_> = warnings.iter().filter(|warning| warning.code != "table.empty").collect();
        assert!(odd.is_empty(), "{department}: {odd:#?}");
    }
}

#[test]
fn rows_of_the_year_before_stand_in_their_cells_as_they_were() {
    let questionnaire = shanxi();
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let day = |month, day| Some(Value::Date(Date::from_calendar_date(2025, month, day).expect("a day")));
    let contracts = vec![
        text("140105"),
        text("小店区财政局"),
        text("00123"),
        day(Month::January, 2),
        Some(Value::Number(1234.56)),
        day(Month::January, 3),
        text("https://example.cn/1"),
        text("1,2"),
        None,
    ];
    let debt = vec![
        text("140100"),
        text("太原市财政局"),
        text("绿"),
        Some(Value::Number(57.0)),
        day(Month::June, 30),
        text("3"),
        text("=1+1"),
    ];
    let table = |values: &Vec<Option<Value>>| EvidenceTable {
        rows: vec![EvidenceRow { number: 7, values: values.clone() }],
        not_applicable: None,
    };
    let previous = BTreeMap::from([("C08.1".to_owned(), table(&contracts)), ("C12.1".to_owned(), table(&debt))]);
    let bytes = write_template(&template(&questionnaire, "FIN", &previous)).expect("a workbook");
    let expected = Expected {
        respondent: None,
        round: None,
        item: None,
        encoding: None,
        period: period(),
        period_is_assumed: false,
    };
    let (submission, _) = read_submission("t.xlsx", &bytes, &questionnaire, &expected).expect("sound rows");
    assert_eq!(submission.tables["C08.1"].rows, table(&contracts).rows);
    assert_eq!(submission.tables["C12.1"].rows, table(&debt).rows);
}

#[test]
fn rows_that_stand_in_it_already_are_announced_and_counted_sheet_by_sheet() {
    let questionnaire = shanxi();
    let row = |number| EvidenceRow { number, values: vec![Some(Value::Text("140100".into()))] };
    let table = EvidenceTable { rows: vec![row(1), row(2)], not_applicable: None };
    let previous = BTreeMap::from([("C08.1".to_owned(), table)]);
    let said = |carried_from| {
        let of = Template { carried_from, ..template(&questionnaire, "FIN", &previous) };
        part(&write_template(&of).expect("a workbook"), "xl/sharedStrings.xml")
    };
    let words = said(Some("2024"));
    assert!(words.contains("已填入 2024 的行") && words.contains("本表已填入 2024 的 2 行"), "{words}");
    assert!(!said(None).contains("已填入"), "who writes a workbook filled says nothing of another period");
}

#[test]
fn a_department_that_is_asked_nothing_has_no_workbook() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    assert!(matches!(write_template(&template(&questionnaire, "PBC", &none)), Err(TemplateError::NothingAsked(_))));
    assert!(matches!(write_template(&template(&questionnaire, "X", &none)), Err(TemplateError::UnknownDepartment(_))));
}

#[test]
fn live_formulas_stand_in_their_row() {
    let (questionnaire, none) = (shanxi(), BTreeMap::new());
    let bytes = write_template(&template(&questionnaire, "FIN", &none)).expect("a workbook");
    // The third sheet is C08.1, whose formula counts working days.
    let xml = part(&bytes, "xl/worksheets/sheet3.xml");
    let formula = xml.split("<c r=\"B4\"").nth(1).and_then(|rest| rest.split("</c>").next()).expect("a cell");
    assert!(formula.contains("t=\"array\"") && formula.contains("_calendar"), "{formula}");
}
