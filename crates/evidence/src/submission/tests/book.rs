//! Whole workbooks: identity, sheets, heads, rows.

use super::*;

fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    sheet.write(row, column, text).expect("a cell");
}

fn clear(sheet: &mut Worksheet, row: u32) {
    (0..7).for_each(|column| {
        sheet.clear_cell(row, column);
    });
}

#[test]
fn another_questionnaire_an_old_one_and_anothers_workbook_are_told_apart() {
    let mut other = questionnaire();
    "other".clone_into(&mut other.id);
    assert_eq!(said(&filled_for(&other, "x", |_| {}), &expected()), ["template.other_questionnaire"]);
    assert_eq!(said(&filled_for(&questionnaire(), "older", |_| {}), &expected()), ["template.stale"]);
    let law = "140100/LAW".parse().expect("a respondent");
    let codes = said(&filled(|_| {}), &Expected { respondent: Some(&law), ..expected() });
    assert!(codes.contains(&"template.wrong_respondent".to_owned()), "{codes:?}");
    let datong = "140200/FIN".parse().expect("a respondent");
    let codes = said(&filled(|_| {}), &Expected { respondent: Some(&datong), ..expected() });
    assert_eq!(codes, ["template.wrong_respondent"]);
    let codes = said(&filled(|_| {}), &Expected { round: Some("2026"), ..expected() });
    assert_eq!(codes, ["template.other_round"]);
}

#[test]
fn a_wrong_workbook_is_told_by_names_not_by_keys() {
    let message = |expected: &Expected<'_>| {
        let found = examine_submission("t.xlsx", &filled(|_| {}), &questionnaire(), expected).problems;
        format!("{} {}", found[0].message.zh, found[0].value.clone().unwrap_or_default())
    };
    let datong = "140200/FIN".parse().expect("a respondent");
    let wrong = message(&Expected { respondent: Some(&datong), ..expected() });
    assert!(!wrong.contains("FIN") && !wrong.contains('/') && wrong.contains("财政"), "{wrong}");
    let round = message(&Expected { round: Some("cities/2099"), ..expected() });
    assert!(round.contains("本轮是 2099") && !round.contains("cities"), "{round}");
}

#[test]
fn a_stale_template_names_the_columns_that_changed() {
    let mut older = questionnaire();
    "旧名".clone_into(&mut older.items[0].columns[4].label.zh);
    let bytes = filled_for(&older, &questionnaire_checksum(&older), |_| {});
    let problems = examine_submission("t.xlsx", &bytes, &questionnaire(), &expected()).problems;
    assert_eq!(problems[0].code, "template.stale");
    assert!(problems[0].message.zh.contains("A1.1 金额"), "{}", problems[0].message.zh);
    assert_eq!(problems[1].code, "header.changed");
}

#[test]
fn a_workbook_that_is_not_ours_is_refused_in_one_sentence() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "别的").expect("a cell");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    assert_eq!(said(&bytes, &expected()), ["template.unknown"]);
}

#[test]
fn renamed_hidden_and_foreign_sheets_are_told() {
    let bytes = filled(|workbook| {
        sheet(workbook, "A1.1").set_name("我的表").expect("a name").set_hidden(true);
        workbook.add_worksheet().set_name("草稿").expect("a name").write(0, 0, "草稿").expect("a cell");
    });
    assert_eq!(said(&bytes, &expected()), ["~sheet.renamed 我的表", "~sheet.hidden 我的表", "~sheet.unknown 草稿"]);
}

#[test]
fn a_missing_sheet_is_an_error() {
    let mut smaller = questionnaire();
    smaller.items.remove(1);
    let bytes = filled_for(&smaller, &questionnaire_checksum(&questionnaire()), |_| {});
    assert_eq!(said(&bytes, &expected()), ["sheet.missing"]);
}

#[test]
fn columns_that_moved_are_read_by_their_keys() {
    let bytes = filled(|workbook| {
        let sheet = sheet(workbook, "A1.1");
        for (row, left, right) in [(layout::KEY_ROW, "start", "no"), (layout::HEAD_ROW, "受理日期", "案号")] {
            sheet.write(row, 0, left).expect("a cell");
            sheet.write(row, 1, right).expect("a cell");
        }
        sheet.write(FIRST, 0, "2025年3月1日").expect("a cell");
        sheet.write(FIRST, 1, "1号").expect("a cell");
    });
    let (submission, warnings) =
        read_submission("t.xlsx", &bytes, &questionnaire(), &expected()).expect("a sound workbook");
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].code, "header.moved");
    assert_eq!(submission.tables["A1.1"].rows[0].values[0], Some(Value::Text("1号".into())));
}

#[test]
fn heads_that_changed_or_are_gone_are_errors() {
    assert_eq!(after(|s| put(s, layout::HEAD_ROW, 4, "总价")), ["header.changed A1.1!E6"]);
    let codes = after(|s| {
        s.clear_cell(layout::KEY_ROW, 4);
        s.clear_cell(layout::HEAD_ROW, 4);
    });
    assert_eq!(codes, ["header.missing A1.1!A6", "~cell.outside_table A1.1!E7"]);
    let codes = after(|s| {
        clear(s, layout::KEY_ROW);
    });
    assert_eq!(codes, Vec::<String>::new(), "the heads are enough");
    let codes = after(|s| {
        clear(s, layout::KEY_ROW);
        clear(s, layout::HEAD_ROW);
    });
    assert_eq!(codes, ["header.not_found A1.1!A6"]);
}

#[test]
fn every_fault_of_a_row_is_told_at_once_in_the_order_of_the_cells() {
    let codes = after(|s| {
        let row = FIRST + 1;
        s.write(row, 1, "三月一日").expect("a cell");
        s.write(row, 3, "有").expect("a cell");
        s.write(row, 4, "12万元").expect("a cell");
        s.write(row, 5, 85.5).expect("a cell");
        s.write(row, 6, 140_200).expect("a cell");
        s.write(row, 9, "备注").expect("a cell");
    });
    assert_eq!(
        codes,
        [
            "cell.required A1.1!A8",
            "cell.not_date A1.1!B8",
            "cell.yes_no_unclear A1.1!D8",
            "value.not_number A1.1!E8",
            "cell.percent_unclear A1.1!F8",
            "cell.region_foreign A1.1!G8",
            "~cell.outside_table A1.1!J8",
        ]
    );
}

#[test]
fn the_error_of_a_formula_is_told() {
    let codes = after(|s| {
        s.write_formula(FIRST, 4, Formula::new("=1/0").set_result("#REF!")).expect("a cell");
    });
    assert_eq!(codes, ["value.spreadsheet_error A1.1!E7"]);
}

#[test]
fn rules_between_columns_are_checked_and_hold_where_a_cell_is_blank() {
    assert_eq!(after(|s| put(s, FIRST, 2, "2025-02-01")), ["row.rule A1.1!C7"]);
    assert_eq!(after(|s| put(s, FIRST, 2, " ")), Vec::<String>::new());
}

#[test]
fn repeated_rows_and_values_are_told_once_each() {
    let codes = after(|s| sound_row(s, FIRST + 3, "〔2025〕1号"));
    assert_eq!(codes, ["column.repeated A1.1!A10"]);
    let mut questionnaire = questionnaire();
    questionnaire.items[0].columns[0].unique = false;
    let bytes = filled_for(&questionnaire, &questionnaire_checksum(&questionnaire), |w| {
        sound_row(sheet(w, "A1.1"), FIRST + 1, "〔2025〕1号");
    });
    assert_eq!(said_of("t.xlsx", &bytes, &questionnaire, &expected()), ["row.repeated A1.1!A8"]);
}

#[test]
fn merged_cells_are_errors_and_hidden_rows_are_read_with_a_warning() {
    let codes = after(|s| {
        s.merge_range(FIRST + 1, 0, FIRST + 2, 0, "2号", &Format::new()).expect("a merged range");
        s.write(FIRST + 1, 1, "2025-03-01").expect("a cell");
        s.write(FIRST + 1, 3, "否").expect("a cell");
        sound_row(s, FIRST + 4, "5号");
        s.set_row_hidden(FIRST + 4).expect("a row");
    });
    assert_eq!(codes, ["cell.merged A1.1!A8", "~row.hidden A1.1!A11"]);
}

#[test]
fn not_applicable_needs_permission_a_reason_and_no_rows() {
    let claim = |name: &str, reason: &str, rows: bool| {
        let bytes = filled(|workbook| {
            let sheet = sheet(workbook, name);
            sheet.write(layout::NOT_APPLICABLE_ROW, 1, "是").expect("a cell");
            sheet.write(layout::NOT_APPLICABLE_ROW, 3, reason).expect("a cell");
            if !rows {
                clear(sheet, FIRST);
            }
        });
        said(&bytes, &expected())
    };
    assert_eq!(claim("A1.1", "本地区没有此类事项", false), Vec::<String>::new());
    assert_eq!(claim("A1.1", "无", false), ["not_applicable.no_reason A1.1!D3"]);
    assert_eq!(claim("A1.1", "本地区没有此类事项", true), ["not_applicable.with_rows A1.1!B3"]);
    assert_eq!(claim("A1.2", "本地区没有此类事项", false), ["not_applicable.not_allowed A1.2!B3"]);
}

#[test]
fn rows_beyond_the_prepared_ones_are_read_and_blank_ones_are_not() {
    let bytes = filled(|workbook| {
        let sheet = sheet(workbook, "A1.1");
        sheet.write(FIRST + 9, 0, " \u{200b}").expect("a cell");
        sound_row(sheet, FIRST + layout::PREPARED_ROWS + 10, "远");
    });
    let (submission, warnings) = read_submission("t.xlsx", &bytes, &questionnaire(), &expected()).expect("sound");
    assert_eq!((submission.tables["A1.1"].rows.len(), warnings.len()), (2, 0));
    assert_eq!(submission.tables["A1.1"].rows[1].number, FIRST + layout::PREPARED_ROWS + 11);
}

#[test]
fn a_fault_in_a_thousand_rows_is_one_line_with_its_count() {
    let bytes = filled(|workbook| {
        let sheet = sheet(workbook, "A1.1");
        for row in 0..1_000 {
            sound_row(sheet, FIRST + row, &format!("{row}号"));
            sheet.write(FIRST + row, 4, "若干").expect("a cell");
        }
    });
    let problems = read_submission("t.xlsx", &bytes, &questionnaire(), &expected()).expect_err("a fault");
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].count, problems[0].place.cell.as_deref()), (1_000, Some("E7")));
}

#[test]
fn an_empty_table_is_accepted_with_a_warning() {
    let codes = after(|s| clear(s, FIRST));
    assert_eq!(codes, ["~table.empty A1.1"]);
}
