//! What a person is shown of a CSV file.

use encoding_rs::GB18030;

use super::*;
use crate::{Separator, TextEncoding};

const HEAD: &str = "案号,受理日期,办结日期,是否办结,金额,比例,地区\n";
const ROW: &str = "1号,2025-03-01,,是,12,57%,140105\n";

fn table(bytes: &[u8], expected: &Expected<'_>) -> (Examined, Option<TablePreview>) {
    examine_table("t.txt", bytes, &questionnaire(), expected)
}

fn preview(bytes: &[u8]) -> TablePreview {
    table(bytes, &expected()).1.expect("text")
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn it_says_how_the_file_was_read_and_shows_it_as_it_stands() {
    let text = format!("太原市财政局\n{HEAD}{ROW}\n2号,2025-03-01,,也许,12,57%,140105\n");
    let shown = preview(text.as_bytes());
    assert_eq!((shown.encoding, shown.separator), (TextEncoding::Utf8, Separator::Comma));
    assert_eq!((shown.item.as_deref(), shown.head_row, shown.rows), (Some("A1.1"), Some(2), 2));
    let numbers: Vec<usize> = shown.first.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 3, 5]);
    assert_eq!(shown.first[3].fields[3], "也许", "a faulty cell stands there too");
}

#[test]
fn encodings_and_separators_are_told() {
    let text = format!("{HEAD}{ROW}");
    let (gbk, ..) = GB18030.encode(&text);
    assert_eq!(preview(&gbk).encoding, TextEncoding::Gb18030);
    let marked = [b"\xFF\xFE".as_slice(), &utf16(&text)].concat();
    assert_eq!(preview(&marked).encoding, TextEncoding::Utf16Le);
    for (mark, separator) in [(";", Separator::Semicolon), ("\t", Separator::Tab)] {
        let shown = preview(text.replace(',', mark).as_bytes());
        assert_eq!((shown.separator, shown.rows), (separator, 1));
    }
}

#[test]
fn a_named_encoding_takes_the_place_of_a_guess() {
    let unmarked = utf16(&format!("{HEAD}{ROW}"));
    let (examined, guessed) = table(&unmarked, &expected());
    assert_eq!((examined.problems[0].code.as_str(), guessed), ("file.binary", None));
    let named = Expected { encoding: Some(TextEncoding::Utf16Le), ..expected() };
    let (examined, shown) = table(&unmarked, &named);
    assert_eq!(examined.problems, []);
    assert_eq!(shown.map(|shown| shown.rows), Some(1));

    // As GB18030 anything in UTF-8 is text, but not the text that was meant.
    let wrong = Expected { encoding: Some(TextEncoding::Gb18030), ..expected() };
    let (examined, shown) = table(format!("{HEAD}{ROW}").as_bytes(), &wrong);
    let codes: Vec<_> = examined.problems.iter().map(|p| p.code.as_str()).collect();
    assert!(codes == ["item.not_recognised"] || codes == ["csv.encoding_unknown"], "{codes:?}");
    assert!(shown.is_none_or(|shown| shown.item.is_none()));
}

#[test]
fn a_line_break_within_quotes_is_part_of_its_field() {
    let shown = preview(format!("{HEAD}\"1号\n（续）\",2025-03-01,,是,\"1,234\",57%,140105\n").as_bytes());
    assert_eq!((shown.rows, shown.first[1].fields[0].as_str()), (1, "1号\n（续）"));
}

#[test]
fn no_more_is_shown_than_a_page_holds() {
    let shown = preview(format!("{HEAD}{}", ROW.repeat(50)).as_bytes());
    assert_eq!((shown.rows, shown.first.len()), (50, 21));
    let wide = preview(format!("{}\n", "a,".repeat(100)).as_bytes());
    assert_eq!((wide.first[0].fields.len(), wide.first[0].fields[64].as_str()), (65, "…"));
    assert_eq!((wide.item, wide.rows), (None, 1), "all rows, where no heads were found");
}

#[test]
fn whatever_is_no_text_is_refused_whatever_its_name() {
    for (bytes, code) in [(filled(|_| {}), "file.binary"), (b"%PDF-1.7".to_vec(), "file.format_unknown")] {
        let (examined, shown) = table(&bytes, &expected());
        assert_eq!((examined.problems[0].code.as_str(), shown), (code, None));
    }
}
