use rust_xlsxwriter::{Format, Formula, Note as CellNote, Workbook};

use super::*;
use crate::{
    book::{Rows, SparseRow},
    grid::Cell,
};

fn problem(cell: &str) -> Problem {
    Problem::error("value.not_number", Text::new("“<x>”不是数。", "“<x>” is not a number."))
        .at_cell(Some("数据"), cell)
        .remedy(Text::new("请填一个数。", "Write a number."))
}

fn workbook(with_note: bool) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("数据").expect("a name");
    sheet.write(0, 0, "甲").expect("a cell");
    sheet.write_with_format(1, 1, 0.57, &Format::new().set_num_format("0.0%")).expect("a cell");
    sheet.write_formula(1, 2, Formula::new("=1+1").set_result("2")).expect("a cell");
    sheet.write(4, 0, 5).expect("a cell");
    if with_note {
        sheet.insert_note(0, 0, &CellNote::new("说明")).expect("a note");
    }
    workbook.add_worksheet().write(0, 0, "别的").expect("a cell");
    workbook.save_to_buffer().expect("a workbook")
}

fn cells(bytes: &[u8]) -> Vec<(usize, Vec<(usize, Cell)>)> {
    let mut book = Book::open(bytes).expect("a workbook");
    let mut rows = book.rows("数据").expect("rows");
    let (mut found, mut row) = (Vec::new(), SparseRow::default());
    while rows.next_row(&mut row).expect("a row") {
        found.push((row.number, row.cells.clone()));
    }
    found
}

fn part(bytes: &[u8], name: &str) -> String {
    Parts::open(bytes).expect("a package").text(name).expect("a part").expect("its text")
}

#[test]
fn marked_cells_keep_their_values_and_get_words_and_a_fill() {
    let before = workbook(false);
    let problems = ["A1", "B2", "D2", "A4", "C5", "A7"].map(problem);
    let after = annotate(&before, &problems).expect("an annotated copy");
    assert_eq!(cells(&after), cells(&before));
    let sheet = part(&after, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<row r=\"4\"><c r=\"A4\"") && sheet.contains("<row r=\"7\"><c r=\"A7\""), "{sheet}");
    assert!(sheet.contains("<legacyDrawing"), "{sheet}");
    let words = part(&after, "xl/commentsNote1.xml");
    assert_eq!(words.matches("<comment ref=").count(), problems.len());
    assert!(words.contains("“&lt;x&gt;”不是数。") && words.contains("→ Write a number."), "{words}");
    assert!(part(&after, "xl/styles.xml").contains("FFFFC7CE"));
    let percent = Book::open(&after).expect("a workbook").percent_cells("数据", &[1]).expect("cells");
    assert_eq!(percent, [vec![2]], "the format stays");
}

#[test]
fn notes_that_are_there_stay() {
    let before = workbook(true);
    let after = annotate(&before, &[problem("A1"), problem("B2")]).expect("an annotated copy");
    let words = part(&after, "xl/comments1.xml");
    assert!(words.contains("说明"));
    assert_eq!((words.matches("ref=\"A1\"").count(), words.matches("ref=\"B2\"").count()), (1, 1));
    assert_eq!(part(&after, "xl/worksheets/sheet1.xml").matches("<legacyDrawing").count(), 1);
    assert!(part(&after, "xl/drawings/vmlDrawing1.vml").contains("_x0000_s900001"));
}

#[test]
fn a_copy_of_a_copy_is_a_workbook_too() {
    let once = annotate(&workbook(true), &[problem("B2")]).expect("an annotated copy");
    let twice = annotate(&once, &[problem("B2"), problem("C3")]).expect("another");
    assert_eq!(cells(&twice), cells(&once));
    assert_eq!(part(&twice, "xl/comments1.xml").matches("<comment ref=").count(), 3);
}

#[test]
fn what_names_no_cell_stands_at_the_first_and_other_sheets_stay_as_they_were() {
    let mut whole = problem("A1");
    whole.place.cell = None;
    let before = workbook(false);
    let after = annotate(&before, &[whole]).expect("an annotated copy");
    assert!(part(&after, "xl/commentsNote1.xml").contains("ref=\"A1\""));
    assert_eq!(part(&after, "xl/worksheets/sheet2.xml"), part(&before, "xl/worksheets/sheet2.xml"));
}
