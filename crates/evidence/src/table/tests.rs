use domain::Unit;
use rust_xlsxwriter::Workbook;

use super::*;

fn read(csv: &str) -> Result<TableRead, Vec<Problem>> {
    read_table("table.csv", csv.as_bytes(), &ColumnMapping::default())
}

fn places(problems: &[Problem]) -> Vec<(&str, Option<&str>)> {
    problems.iter().map(|p| (p.code.as_str(), p.place.cell.as_deref())).collect()
}

fn broken(csv: &str) -> Vec<Problem> {
    let problems = read(csv).expect_err("a broken table");
    for problem in &problems {
        assert_eq!(problem.place.file.as_deref(), Some("table.csv"));
        assert!(problem.remedy.is_some(), "{} has no remedy", problem.code);
    }
    problems
}

#[test]
fn units_periods_leagues_and_values_are_read() {
    let table =
        read("year,ISO_code,countries,region,a,b\n2016.0,ALB,Albania,Europe,1.5,\n2016年,DZA,Algeria,,-2,\"1,000\"\n")
            .expect("a good table");
    assert_eq!(table.warnings, []);
    assert_eq!(table.headers.code.as_deref(), Some("ISO_code"));
    assert_eq!(table.headers.name.as_deref(), Some("countries"));
    assert_eq!(table.headers.league.as_deref(), Some("region"));
    assert_eq!(table.draft.columns, ["a", "b"]);
    let [first, second] = table.draft.rows.as_slice() else { panic!("two rows") };
    assert_eq!((first.period.as_deref(), second.period.as_deref()), (Some("2016"), Some("2016")));
    assert_eq!((first.unit.league.clone(), second.unit.league.clone()), (Some(Text::same("Europe")), None));
    assert_eq!(first.values, [Some(1.5), None]);
    assert_eq!(second.values, [Some(-2.0), Some(1000.0)]);
    assert_eq!(second.row, 3);
}

#[test]
fn the_code_of_namibia_is_not_a_missing_mark() {
    let table = read("iso,country,a\nNA,Namibia,NA\n").expect("a good table");
    assert_eq!(table.draft.rows[0].unit.code, "NA");
    assert_eq!(table.draft.rows[0].values, [None]);
}

#[test]
fn a_name_stands_in_for_a_code_and_a_code_for_a_name() {
    let unit = |csv| read(csv).expect("a good table").draft.rows[0].unit.clone();
    assert_eq!(unit("城市,a\n甲市,1\n"), Unit { code: "甲市".into(), name: Text::same("甲市"), league: None });
    assert_eq!(unit("code,a\n110000,1\n").name, Text::same("110000"));
    assert_eq!(unit("名称,name_en,a\n甲市,Jia,1\n").name, Text::new("甲市", "Jia"));
}

#[test]
fn leagues_are_read_in_both_languages_and_one_fills_the_other() {
    let league = |csv| read(csv).expect("a good table").draft.rows[0].unit.league.clone();
    assert_eq!(league("name,league_zh,league_en,a\nX,东部,East,1\n"), Some(Text::new("东部", "East")));
    assert_eq!(league("name,分组,region_en,a\nX,东部,East,1\n"), Some(Text::new("东部", "East")));
    assert_eq!(league("name,league_zh,league_en,a\nX,,East,1\n"), Some(Text::same("East")));
    assert_eq!(league("name,league_en,a\nX,East,1\n"), Some(Text::same("East")));
    assert_eq!(league("name,league_zh,league_en,a\nX,,,1\n"), None);
}

#[test]
fn the_mapping_overrides_what_headers_say() {
    let mapping =
        ColumnMapping { name: Some(" MUNICIPALITY ".into()), league: Some("tier".into()), ..ColumnMapping::default() };
    let csv = "Municipality,name,tier,a\nX,mayor,1,5\nY,none,2,6\n";
    let table = read_table("table.csv", csv.as_bytes(), &mapping).expect("a good table");
    assert_eq!(table.draft.rows[0].unit.name, Text::same("X"));
    assert_eq!(table.draft.rows[1].unit.league, Some(Text::same("2")));
    assert_eq!(table.headers.others, ["name"]);
}

#[test]
fn a_mapped_header_that_is_absent_names_the_headers_there_are() {
    let mapping = ColumnMapping { code: Some("FIPS".into()), ..ColumnMapping::default() };
    let problems = read_table("table.csv", b"name,a\nX,1\n", &mapping).expect_err("no such header");
    assert_eq!(places(&problems), [("table.mapped_missing", None)]);
    assert_eq!(problems[0].place.field.as_deref(), Some("code"));
    assert!(problems[0].message.en.contains("“name”, “a”"));
}

#[test]
fn the_only_column_of_words_is_taken_for_the_name_and_said_so() {
    let table = read("Gemeinde,a,b\nX,1,2\nY,3,\n").expect("a good table");
    assert_eq!(places(&table.warnings), [("table.name_guessed", None)]);
    assert_eq!(table.draft.rows[1].unit.name, Text::same("Y"));
    assert_eq!(table.draft.columns, ["a", "b"]);
    let two = broken("Gemeinde,Kanton,a\nX,K,1\nY,L,3\n");
    assert_eq!(places(&two), [("table.name_missing", None)]);
}

#[test]
fn every_kind_of_broken_cell_is_reported_at_its_address() {
    let problems = broken("name,a,b,c\nU,1,2,3\nV,x,85.5%,\"3,5\"\nW,#DIV/0!,1e999,4\nX,１２．５,…,−1\n");
    assert_eq!(
        places(&problems),
        [
            ("value.not_number", Some("B3")),
            ("value.percent", Some("C3")),
            ("value.comma", Some("D3")),
            ("value.spreadsheet_error", Some("B4")),
            ("value.infinite", Some("C4")),
        ]
    );
    assert_eq!(problems[1].value.as_deref(), Some("85.5%"));
    assert_eq!(problems[1].place.field.as_deref(), Some("b"));
}

#[test]
fn words_beside_the_values_do_no_harm() {
    let table = read("name,a,note,checked\nX,1,estimated,2024-01-05\nY,2,,2024-01-06\n").expect("a good table");
    assert_eq!(table.headers.values, ["a"]);
    assert_eq!(table.headers.others, ["note", "checked"]);
}

#[test]
fn a_repeated_unit_names_both_rows() {
    let problems = broken("code,name,year,a\n1,X,2015,1\n1,X,2016,1\n2,Y,2016,1\n1,X,2016,2\n");
    assert_eq!(places(&problems), [("table.unit_repeated", Some("A5"))]);
    assert_eq!(problems[0].message.en, "“1 X” (2016) occurs twice: in rows 3 and 5.");
}

#[test]
fn rows_that_lack_a_name_a_code_or_a_period_are_reported() {
    let problems = broken("code,name,year,a\n1,,2015,1\n,Y,2016,1\n3,Z,,1\n4,V,2016.5,1\n5,W,1/2016,1\n");
    assert_eq!(
        places(&problems),
        [
            ("table.unit_name_missing", Some("B2")),
            ("table.unit_code_missing", Some("A3")),
            ("table.unit_period_missing", Some("C4")),
            ("table.period_form", Some("C6")),
        ]
    );
    assert_eq!(read("name,a\nX/Y,1\n").expect_err("a slash")[0].code, "table.unit_code_form");
}

#[test]
fn blank_rows_and_trailing_blank_columns_are_skipped() {
    let table = read("Title,,,\n\nname,a,,\n,,,\nX,1,,\n\n").expect("a good table");
    assert_eq!(table.warnings, []);
    assert_eq!((table.headers.row, table.draft.rows[0].row), (3, 5));
}

#[test]
fn repeated_headers_and_tables_without_rows_are_problems() {
    assert_eq!(places(&broken("name,a,A \nX,1,2\n")), [("header.repeated", Some("C1"))]);
    assert_eq!(places(&broken("name,a\n")), [("table.empty", Some("A2"))]);
    assert_eq!(places(&broken("1,2\n3,4\n")), [("table.header_missing", None)]);
    assert_eq!(places(&broken("name,note\nX,words\n")), [("table.no_values", None)]);
}

#[test]
fn ragged_rows_are_reported_by_cell() {
    let problems = broken("name,a,b\nX,1\nY,1,2,3\nZ,1,2,\n");
    assert_eq!(places(&problems), [("csv.row_short", Some("C2")), ("csv.row_long", Some("D3"))]);
}

#[test]
fn values_without_a_header_and_rows_without_values_are_warned_about() {
    let table = read(",name,a\n7,X,1\n8,Y,\n").expect("a good table");
    assert_eq!(places(&table.warnings), [("header.blank", Some("A2")), ("table.row_empty", Some("B3"))]);
}

#[test]
fn several_columns_that_may_name_the_unit_are_warned_about() {
    let table = read("country,name,a\nNo,X,1\nNo,Y,2\n").expect("a good table");
    assert_eq!(table.headers.name.as_deref(), Some("name"));
    assert_eq!(places(&table.warnings), [("table.several_columns", None)]);
}

#[test]
fn a_fault_that_fills_a_column_is_one_line_with_a_count() {
    use std::fmt::Write;
    let mut csv = "name,a\n".to_owned();
    for i in 0..1000 {
        writeln!(csv, "U{i},{i}%").expect("a row");
    }
    let problems = broken(&csv);
    assert_eq!((problems.len(), problems[0].count, problems[0].code.as_str()), (1, 1000, "value.percent"));
}

#[test]
fn a_decimal_comma_is_never_guessed_in_a_file_with_semicolons() {
    let problems = broken("name;a\nX;1,234\nY;5\n");
    assert_eq!(places(&problems), [("value.comma", Some("B2"))]);
}

#[test]
fn worksheet_cells_of_the_wrong_kind_are_problems() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("数据").expect("a name");
    for (column, header) in (0..).zip(["code", "name", "year", "a", "b"]) {
        sheet.write(1, column, header).expect("a header");
    }
    for (row, (code, value)) in (2..).zip([(1, 10.5), (2, 11.5), (3, 12.5)]) {
        sheet.write(row, 0, code).expect("a code");
        sheet.write(row, 1, format!("U{code}")).expect("a name");
        sheet.write(row, 2, 2016).expect("a year");
        sheet.write(row, 3, value).expect("a value");
        sheet.write(row, 4, 1).expect("a value");
    }
    sheet.write(3, 3, true).expect("a value");
    sheet.write(4, 3, "85.5%").expect("a value");
    sheet.write(3, 1, false).expect("a name");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let problems = read_table("table.xlsx", &bytes, &ColumnMapping::default()).expect_err("a broken table");
    assert_eq!(
        places(&problems),
        [("value.not_text", Some("B4")), ("value.boolean", Some("D4")), ("value.percent", Some("D5"))]
    );
    assert!(problems.iter().all(|p| p.place.sheet.as_deref() == Some("数据")));
}
