//! Recalculates live formulas in LibreOffice and compares them with [`compute`], row by row of doubt:
//! random rows with blanks, random conditions of every kind, every formula, and the example questionnaire.

mod generate;

use std::{
    fs,
    io::{self, Cursor, Write as _},
    path::Path,
    process::Command,
};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use domain::questionnaire::{ValueRule, column::Value};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::json;

use self::generate::Chance;
use super::{
    tests::{PERIOD, questionnaire},
    *,
};
use crate::{
    condition::{calendar_rows, cells},
    layout::{CALENDAR, FIRST_ROW},
};

/// Where a sheet of the test has its formulas: right of every column, one below the other.
const FORMULA_COLUMN: u16 = 60;

/// Questionnaires that share their columns, and rows for each of them.
struct Case {
    sheet: String,
    questionnaires: Vec<Questionnaire>,
    item: usize,
    rows: Vec<EvidenceRow>,
}

#[test]
fn libreoffice_comes_to_the_same_values() {
    if Command::new("soffice").arg("--version").output().is_err() {
        let message = "SKIPPED libreoffice_comes_to_the_same_values: LibreOffice (soffice) is not installed\n";
        io::stderr().write_all(message.as_bytes()).expect("stderr");
        return;
    }
    let mut chance = Chance(20_251_231);
    let cases: Vec<_> = formulas(&mut chance).into_iter().chain(example(&mut chance)).collect();
    let mut book = write(&cases);
    let recalculated = recalculate(&book.save_to_buffer().expect("a workbook"));
    let mut reader: Xlsx<_> = open_workbook_from_rs(Cursor::new(recalculated)).expect("a workbook");
    let mut differences = Vec::new();
    // A file that was not recalculated has 0 everywhere.
    let (mut compared, mut telling) = (0, 0);
    for case in &cases {
        let range = reader.worksheet_range(&case.sheet).expect("the sheet");
        for (i, questionnaire) in case.questionnaires.iter().enumerate() {
            let item = &questionnaire.items[case.item];
            if excel_value(questionnaire, item, &PERIOD).is_none() {
                continue;
            }
            compared += 1;
            let ours = compute(questionnaire, item, &case.rows, &PERIOD).expect("fits").value;
            telling += usize::from(ours.is_some_and(|x| x.abs() > 1e-9 && (x - 100.0).abs() > 1e-9));
            let at = (u32::try_from(i).expect("few"), u32::from(FORMULA_COLUMN));
            let theirs = match range.get_value(at) {
                Some(Data::Float(x)) => Ok(*x),
                #[expect(clippy::cast_precision_loss, reason = "small")]
                Some(Data::Int(x)) => Ok(*x as f64),
                other => Err(format!("{other:?}")),
            };
            let same = match (ours, &theirs) {
                (Some(ours), Ok(theirs)) => (ours - theirs).abs() <= 1e-9 * ours.abs().max(1.0),
                (None, Err(text)) => text.contains(NO_VALUE),
                (Some(_), Err(_)) | (None, Ok(_)) => false,
            };
            if !same {
                differences.push(format!("{} {}: {ours:?} but {theirs:?}: {:?}", case.sheet, i, item.kind));
            }
        }
    }
    assert!(differences.is_empty(), "{} of {compared} differ:\n{}", differences.len(), differences.join("\n"));
    assert!(compared > 700 && telling > 200, "{telling} of {compared}");
}

/// Every formula and kind of points, and many random conditions, over random rows.
fn formulas(chance: &mut Chance) -> Vec<Case> {
    let quantitative =
        |formula: &serde_json::Value| json!({"type": "quantitative", "formula": formula, "floor": 0, "target": 1});
    let points = json!({"高": 90, "中": 50.5, "低": -3});
    let mut kinds = vec![
        quantitative(&json!({"op": "ratio-of-counts", "numerator": "a == null"})),
        quantitative(&json!({"op": "ratio-of-counts", "numerator": "ok", "denominator": "name == null || b > 2"})),
        quantitative(&json!({"op": "ratio-of-sums", "numerator": "a", "denominator": "b"})),
        quantitative(&json!({"op": "ratio-of-sums", "numerator": "share", "denominator": "b"})),
        quantitative(&json!({"op": "mean-of-days", "start": "from", "end": "to"})),
        quantitative(&json!({"op": "weighted-mean", "value": "a"})),
        quantitative(&json!({"op": "weighted-mean", "value": "share", "weight": "b"})),
        json!({"type": "yes-no", "column": "ok"}),
        json!({"type": "veto", "ceiling": "C"}),
        json!({"type": "survey", "question": {"zh": "问", "en": "q"}, "answer": "level", "weight": "b",
               "points": {"高": 100, "中": 50}, "exclude": ["低"]}),
        json!({"type": "bonus", "cap": 500, "points": {"by": "option", "column": "level", "points": points}}),
        json!({"type": "bonus", "cap": 500, "points": {"by": "row", "points": 1.5}}),
        json!({"type": "deduction", "cap": 7, "points": {"by": "row", "when": "ok", "points": 2,
               "closed": {"when": "to != null", "points": 0.5}}}),
        json!({"type": "deduction", "cap": 900, "points": {"by": "value", "points": 1.5,
               "formula": {"op": "ratio-of-sums", "numerator": "a", "denominator": "b"}}}),
    ];
    let count = json!({"measure": "count"});
    let some = json!({"measure": "count", "when": "b > 4"});
    let sum = json!({"measure": "sum", "column": "a", "times": 10});
    let max = json!({"measure": "max", "column": "share", "times": 0.5});
    for (numerator, denominator) in [(&count, &some), (&sum, &max), (&max, &count), (&some, &sum), (&sum, &sum)] {
        kinds.push(quantitative(&json!({"op": "rate", "numerator": numerator, "denominator": denominator, "per": 7})));
    }
    for _ in 0..150 {
        let numerator = generate::truth(chance, 3);
        kinds.push(quantitative(&json!({"op": "ratio-of-counts", "numerator": numerator, "denominator": "true"})));
    }
    let questionnaires: Vec<_> = kinds.iter().map(questionnaire).collect();
    let days = |numerator| quantitative(&json!({"op": "ratio-of-counts", "numerator": numerator}));
    let workdays = Case {
        sheet: "days".to_owned(),
        rows: generate::rows_with_their_days(chance, 300),
        questionnaires: ["workdays(from, to) == b", "to - from == a", "from + a == to"]
            .map(|x| questionnaire(&days(x)))
            .to_vec(),
        item: 0,
    };
    [0, 1, 2, 40]
        .into_iter()
        .map(|count| Case {
            sheet: format!("rows{count}"),
            rows: generate::rows(chance, &questionnaires[0], 0, count),
            questionnaires: questionnaires.clone(),
            item: 0,
        })
        .chain([workdays])
        .collect()
}

/// The items of the example questionnaire.
fn example(chance: &mut Chance) -> Vec<Case> {
    let file = include_bytes!("../../../../fixtures/shanxi/instrument.json");
    let (questionnaire, _) = crate::read_questionnaire("instrument.json", file).expect("the example");
    (0..questionnaire.items.len())
        .map(|item| Case {
            sheet: questionnaire.items[item].code.clone(),
            rows: generate::rows(chance, &questionnaire, item, 12),
            questionnaires: vec![questionnaire.clone()],
            item,
        })
        .collect()
}

fn write(cases: &[Case]) -> Workbook {
    let mut book = Workbook::new();
    for case in cases {
        let sheet = book.add_worksheet().set_name(&case.sheet).expect("a name");
        let first = &case.questionnaires[0];
        for (i, row) in case.rows.iter().enumerate() {
            let at = FIRST_ROW + u32::try_from(i).expect("few");
            for (column, (value, rule)) in
                row.values.iter().zip(first.columns(&first.items[case.item]).map(|c| &c.rule)).enumerate()
            {
                write_cell(sheet, at, u16::try_from(column).expect("few"), value.as_ref(), rule);
            }
        }
        for (i, questionnaire) in case.questionnaires.iter().enumerate() {
            let row = u32::try_from(i).expect("few");
            if let Some(formula) = excel_value(questionnaire, &questionnaire.items[case.item], &PERIOD) {
                sheet.write_array_formula(row, FORMULA_COLUMN, row, FORMULA_COLUMN, formula.as_str()).expect("fits");
            }
        }
    }
    let calendar = book.add_worksheet().set_name(CALENDAR).expect("a name");
    for (row, (day, correction)) in calendar_rows().into_iter().enumerate() {
        let row = u32::try_from(row).expect("few");
        calendar.write_number(row, 0, day).expect("fits");
        calendar.write_number(row, 1, correction).expect("fits");
    }
    book
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, value: Option<&Value>, rule: &ValueRule) {
    let Some(value) = value else { return };
    match value {
        Value::Bool(yes) => sheet.write_string(row, column, if *yes { cells::YES } else { cells::NO }),
        Value::Number(x) if matches!(rule, ValueRule::Percent { .. }) => sheet.write_number(row, column, x / 100.0),
        Value::Number(x) => sheet.write_number(row, column, *x),
        Value::Date(day) => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_number_with_format(row, column, cells::serial(*day), &format)
        }
        Value::Text(text) => sheet.write_string(row, column, text),
    }
    .expect("fits");
}

/// Opens a workbook in LibreOffice, which calculates every formula anew, and saves it again.
fn recalculate(book: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = folder.path().join("profile/user");
    fs::create_dir_all(&profile).expect("a folder");
    fs::write(profile.join("registrymodifications.xcu"), ALWAYS_RECALCULATE).expect("the profile");
    fs::write(folder.path().join("in.xlsx"), book).expect("the workbook");
    let out = folder.path().join("out");
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .args([out.as_path(), Path::new("in.xlsx")])
        .current_dir(folder.path())
        .output()
        .expect("soffice");
    fs::read(out.join("in.xlsx")).unwrap_or_else(|error| panic!("{error}: {status:?}"))
}

/// Without it LibreOffice trusts the values that a file brings along.
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>"#;
