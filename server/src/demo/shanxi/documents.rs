//! Supporting documents of the invented filings: for each table with rows a page that says what it would
//! prove, and that it is invented.

use std::{collections::BTreeMap, fmt::Write as _};

use bytes::Bytes;
use domain::{
    Actor, Questionnaire,
    questionnaire::{EvidenceTable, Item},
};
use service::{
    Services,
    documents::{NewFile, attach},
};

use super::words;
use crate::cli::Failure;

/// Attaches the documents that the rows of these tables name, under their numbers.
///
/// # Errors
/// What the services say.
pub(super) async fn attach_all(
    services: &Services,
    filler: &Actor,
    (respondent, department): (i64, &str),
    questionnaire: &Questionnaire,
    tables: &BTreeMap<String, EvidenceTable>,
) -> Result<(), Failure> {
    for item in questionnaire.asked_of(department) {
        if tables.get(&item.code).is_none_or(|table| table.rows.is_empty()) {
            continue;
        }
        let number = number(questionnaire, item, department).to_string();
        let file_name = format!("{} {}-{}.pdf", item.code, words::DOCUMENT, number);
        let bytes = Bytes::from(page(&[words::INVENTED, &format!("{} {}", item.code, item.name.zh), &item.source.zh]));
        attach(services, filler, respondent, NewFile { number: &number, file_name: &file_name, bytes }).await?;
    }
    Ok(())
}

/// The number of the document that proves a table of a department: its place among those asked.
pub(super) fn number(questionnaire: &Questionnaire, item: &Item, department: &str) -> usize {
    1 + questionnaire.asked_of(department).position(|asked| asked.code == item.code).unwrap_or_default()
}

/// A page of A4 with these lines, in one of the Chinese fonts that every reader of PDF brings along.
fn page(lines: &[&str]) -> Vec<u8> {
    let mut text = String::from("BT /F 18 Tf 34 TL 72 740 Td\n");
    for line in lines {
        text.push('<');
        for unit in line.encode_utf16() {
            // Writing to a string cannot fail.
            let _ = write!(text, "{unit:04X}");
        }
        text.push_str("> Tj T*\n");
    }
    text.push_str("ET\n");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}endstream", text.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 \
         /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
            .to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let _ = write!(file, "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_a_page_says_where_each_object_begins() {
        let bytes = page(&["示例 example", "A1.1"]);
        let text = String::from_utf8(bytes).expect("text");
        let table = text.split_once("65535 f \n").expect("a table").1;
        let offsets: Vec<usize> =
            table.lines().map_while(|line| line.strip_suffix(" 00000 n ")?.parse().ok()).collect();
        assert_eq!(offsets.len(), 7);
        for (number, offset) in (1..).zip(offsets) {
            assert!(text[offset..].starts_with(&format!("{number} 0 obj\n")), "{number}");
        }
        let length: usize = text
            .split_once("/Length ")
            .expect("one")
            .1
            .split(' ')
            .next()
            .and_then(|n| n.parse().ok())
            .expect("a number");
        let stream = text.split_once("stream\n").expect("one").1.split_once("endstream").expect("its end").0;
        assert_eq!(stream.len(), length);
    }
}
