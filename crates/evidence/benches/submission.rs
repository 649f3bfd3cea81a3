//! How fast filled workbooks are read and checked, beside bare calamine that only looks at the cells.
//!
//! `cargo bench -p evidence`; the targets are 3 s for 100 000 × 20 and 20 s for 1 000 000 × 10.
#![expect(clippy::expect_used, reason = "a benchmark that cannot set up its stage must end at once")]

use std::{io::Cursor, sync::LazyLock};

use calamine::{Reader as _, Xlsx};
use divan::{Bencher, counter::ItemsCount};
use domain::{Period, Questionnaire};
use evidence::{Expected, check_submission, questionnaire_checksum};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::json;
use time::macros::date;

const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

fn main() {
    divan::main();
}

/// A questionnaire with one item of so many columns, and its workbook with so many rows.
struct Stage {
    questionnaire: Questionnaire,
    workbook: Vec<u8>,
    rows: u32,
}

static HUNDRED_THOUSAND: LazyLock<Stage> = LazyLock::new(|| stage(100_000, 20));
static MILLION: LazyLock<Stage> = LazyLock::new(|| stage(1_000_000, 10));

/// Kinds of columns, in turn: a case has a number, days, an amount, a share, a yes or no, a note.
const KINDS: [&str; 5] = ["date", "decimal", "percent", "yes-no", "text"];

fn kind(column: u16) -> &'static str {
    if column == 0 { "text" } else { KINDS[usize::from(column) % KINDS.len()] }
}

fn stage(rows: u32, columns: u16) -> Stage {
    let described: Vec<serde_json::Value> = (0..columns)
        .map(|n| {
            json!({
                "key": format!("c{n}"), "label": { "zh": format!("第{n}列"), "en": format!("Column {n}") },
                "required": n == 0, "unique": n == 0, "rule": { "type": kind(n) },
            })
        })
        .collect();
    let name = json!({ "zh": "甲", "en": "A" });
    let questionnaire: Questionnaire = serde_json::from_value(json!({
        "format": "1", "id": "bench", "title": name,
        "departments": [{ "code": "FIN", "name": name }],
        "dimensions": [{ "code": "A", "name": name, "weight": 100 }],
        "items": [{
            "code": "A1", "parent": "A", "name": name, "weight": 100, "lead": "FIN", "source": name,
            "kind": { "type": "yes-no", "column": "c3" }, "columns": described,
            "row_rules": [{ "column": "c5", "holds": "c5 <= period_end", "text": name }],
        }],
    }))
    .expect("a questionnaire");
    Stage { workbook: workbook(&questionnaire, rows), questionnaire, rows }
}

fn workbook(questionnaire: &Questionnaire, rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let percent = Format::new().set_num_format("0.0%");
    let date = ExcelDateTime::from_ymd(2025, 3, 1).expect("a day");
    let sheet = workbook.add_worksheet_with_constant_memory().expect("a sheet").set_name("A1").expect("a name");
    let columns = || questionnaire.columns(&questionnaire.items[0]).zip(0_u16..);
    sheet.write(0, 0, "A1 甲").expect("a cell");
    for (column, at) in columns() {
        sheet.write(4, at, &column.key).expect("a cell");
    }
    for (column, at) in columns() {
        sheet.write(5, at, &column.label.zh).expect("a cell");
    }
    for row in 6..6 + rows {
        for (_, at) in columns() {
            match kind(at) {
                "date" => sheet.write_with_format(row, at, &date, &day),
                "decimal" => sheet.write(row, at, f64::from(row) / 8.0),
                "percent" => sheet.write_with_format(row, at, 0.855, &percent),
                "yes-no" => sheet.write(row, at, if row % 3 == 0 { "否" } else { "是" }),
                _ => sheet.write(row, at, format!("〔2025〕{row}号")),
            }
            .expect("a cell");
        }
    }
    let identity = workbook.add_worksheet().set_name("_chengping").expect("a name");
    let checksum = questionnaire_checksum(questionnaire);
    let entries = [("questionnaire", "bench"), ("checksum", checksum.as_str()), ("department", "FIN")];
    for (row, (key, value)) in (0..).zip(entries) {
        identity.write(row, 0, key).expect("a cell");
        identity.write(row, 1, value).expect("a cell");
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn check(stage: &Stage) -> usize {
    let expected = Expected {
        respondent: None,
        round: None,
        item: None,
        encoding: None,
        period: PERIOD,
        period_is_assumed: false,
    };
    let judged = check_submission("t.xlsx", &stage.workbook, &stage.questionnaire, &expected);
    assert!(judged.checked.accepted, "{:?}", judged.checked.problems.first());
    judged.submission.expect("a submission").tables["A1"].rows.len()
}

fn look(stage: &Stage) -> usize {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(stage.workbook.as_slice())).expect("a workbook");
    let mut cells = workbook.worksheet_cells_reader("A1").expect("a sheet");
    let mut count = 0;
    while cells.next_cell().expect("a cell").is_some() {
        count += 1;
    }
    count
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn check_100k_by_20(bencher: Bencher) {
    let stage = &*HUNDRED_THOUSAND;
    bencher.counter(ItemsCount::new(stage.rows)).bench(|| check(stage));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn calamine_alone_100k_by_20(bencher: Bencher) {
    let stage = &*HUNDRED_THOUSAND;
    bencher.counter(ItemsCount::new(stage.rows)).bench(|| look(stage));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn check_1m_by_10(bencher: Bencher) {
    let stage = &*MILLION;
    bencher.counter(ItemsCount::new(stage.rows)).bench(|| check(stage));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn calamine_alone_1m_by_10(bencher: Bencher) {
    let stage = &*MILLION;
    bencher.counter(ItemsCount::new(stage.rows)).bench(|| look(stage));
}
