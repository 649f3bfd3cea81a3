//! Hostile and broken files by kind. Each is made here, from a sound template: what is wrong with it
//! can be read.

use super::package::{edited, patched, put_together, put_together_as, replaced, take_apart, without};

const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const SHEET: &str = "xl/worksheets/sheet3.xml";
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STRINGS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

pub struct Hostile {
    /// What is wrong with it.
    pub name: String,
    /// The name of the file.
    pub file: &'static str,
    pub bytes: Vec<u8>,
    /// The code of the first problem; `None` where any answer will do.
    pub code: Option<&'static str>,
}

/// A file of each kind, made from a sound template.
pub fn every_kind(sound: Vec<u8>) -> Vec<Hostile> {
    let mut corpus = Corpus { sound, kinds: Vec::new() };
    corpus.no_workbooks();
    corpus.packages();
    corpus.markup();
    corpus.links();
    corpus.cells();
    assert!(corpus.kinds.len() >= 60, "{} kinds", corpus.kinds.len());
    corpus.kinds
}

struct Corpus {
    sound: Vec<u8>,
    kinds: Vec<Hostile>,
}

impl Corpus {
    fn add(&mut self, name: &str, code: Option<&'static str>, bytes: Vec<u8>) {
        self.named(name, "t.xlsx", code, bytes);
    }

    fn named(&mut self, name: &str, file: &'static str, code: Option<&'static str>, bytes: Vec<u8>) {
        self.kinds.push(Hostile { name: name.to_owned(), file, bytes, code });
    }

    /// A change in one part of the sound workbook.
    fn edit(&mut self, name: &str, code: Option<&'static str>, (part, from, to): (&str, &str, &str)) {
        let bytes = edited(&self.sound, part, from, to);
        self.add(name, code, bytes);
    }

    /// Rows added at the end of an item's sheet.
    fn rows(&mut self, name: &str, code: Option<&'static str>, rows: &str) {
        self.edit(name, code, (SHEET, "</sheetData>", &format!("{rows}</sheetData>")));
    }

    fn no_workbooks(&mut self) {
        self.add("nothing", Some("file.empty"), Vec::new());
        self.add("spaces", Some("file.empty"), b" \r\n\t ".to_vec());
        self.add("old format or encrypted", Some("file.encrypted_or_old"), [OLE.as_slice(), &[0xFF; 4_096]].concat());
        self.add("an OLE chain that runs in a circle", Some("file.encrypted_or_old"), ole_circle());
        self.add("words", Some("file.not_a_workbook"), b"hello".to_vec());
        self.add("a page", Some("file.format_unknown"), b"<html><table><tr><td>1".to_vec());
        self.add("a PDF", Some("file.format_unknown"), b"%PDF-1.7\n".to_vec());
        self.add("half a signature", Some("xlsx.damaged"), b"PK\x03\x04".to_vec());
        self.add("an empty package", Some("xlsx.not_a_workbook"), [b"PK\x05\x06".as_slice(), &[0; 18]].concat());
        self.add("another package", Some("xlsx.not_a_workbook"), put_together(&[("a.txt".to_owned(), b"1".to_vec())]));
        let types_only = put_together(&[("[Content_Types].xml".to_owned(), b"<Types/>".to_vec())]);
        self.add("a package of types", Some("xlsx.damaged"), types_only);
        self.named("macros by name", "t.xlsm", Some("file.format_unknown"), self.sound.clone());
        self.named("an old name", "t.xls", Some("file.format_unknown"), b"a,b\n".to_vec());
        self.named("a workbook named CSV", "t.csv", None, self.sound.clone());
        self.named("zeros named CSV", "t.csv", Some("file.binary"), vec![0; 10_000]);
        self.named("noise named CSV", "t.csv", None, (0..=255).cycle().take(10_000).collect());
        self.named("one endless line", "t.csv", None, vec![b'a'; 1 << 20]);
        self.named("quotes that never close", "t.csv", Some("csv.quote_open"), b"a,b\n\"1,2\n3,4".to_vec());
        self.named("only delimiters", "t.csv", None, vec![b','; 100_000]);
        self.named("half of UTF-16", "t.csv", Some("csv.encoding_unknown"), b"\xFF\xFEa".to_vec());
        self.named("no name", "", None, self.sound.clone());
    }

    fn packages(&mut self) {
        let parts = take_apart(&self.sound);
        let mut bomb = parts.clone();
        // Deflate packs zeros a thousandfold; a gibibyte would take this test too long to write.
        bomb.push(("xl/media/image1.png".to_owned(), vec![0; 130 << 20]));
        self.add("a bomb", Some("xlsx.too_large"), put_together(&bomb));
        let spaces = [b"<sst>".as_slice(), &vec![b' '; 130 << 20], b"</sst>"].concat();
        self.add("strings beyond all memory", Some("xlsx.too_large"), replaced(&self.sound, STRINGS, &spaces));
        let many: Vec<(String, Vec<u8>)> = (0..2_500).map(|n| (format!("xl/{n}.xml"), Vec::new())).collect();
        self.add("thousands of parts", Some("xlsx.too_large"), put_together(&[parts.clone(), many].concat()));
        let size = u32::try_from(parts.iter().find(|(n, _)| n == SHEET).map_or(0, |(_, c)| c.len())).expect("a size");
        let lying = patched(&self.sound, &size.to_le_bytes(), &u32::MAX.to_le_bytes());
        self.add("a part of four gigabytes, it says", None, lying);
        self.add("a part of no bytes, it says", None, patched(&self.sound, &size.to_le_bytes(), &[0; 4]));
        let mut twice = parts.clone();
        twice.push((SHEET.to_uppercase(), b"<worksheet/>".to_vec()));
        self.add("a part twice, in capitals", Some("xlsx.part_repeated"), put_together(&twice));
        let twin = SHEET.replace("sheet3", "sheet2");
        let renamed = patched(&self.sound, twin.as_bytes(), SHEET.as_bytes());
        self.add("a part twice", Some("xlsx.part_repeated"), renamed);
        let macros = replaced(&self.sound, "xl/vbaProject.bin", &OLE);
        self.add("macros inside", Some("xlsx.macros"), macros);
        let outside = replaced(&self.sound, "../../etc/passwd", b"x");
        self.add("a part outside the package", None, outside);
        self.add("a folder as a part", None, replaced(&self.sound, "xl/worksheets/", b""));
        let stored = put_together_as(&parts, zip::CompressionMethod::Stored);
        self.add("nothing compressed", None, stored);
        self.add("something behind the end", None, [self.sound.as_slice(), &[0; 1_000]].concat());
        self.add("something before the start", None, [vec![0; 1_000], self.sound.clone()].concat());
        self.add("two packages in one", None, [self.sound.clone(), self.sound.clone()].concat());
        for name in ["[Content_Types].xml", "_rels/.rels", WORKBOOK, RELATIONS, SHEET, STRINGS, STYLES] {
            self.add(&format!("without {name}"), None, without(&self.sound, name));
            self.add(&format!("blank {name}"), None, replaced(&self.sound, name, b""));
            self.add(&format!("noise in {name}"), None, replaced(&self.sound, name, &[0xFE; 3_000]));
            let half = parts.iter().find(|(own, _)| own == name).map(|(_, c)| c[..c.len() / 2].to_vec());
            self.add(&format!("half of {name}"), None, replaced(&self.sound, name, &half.unwrap_or_default()));
        }
        for cut in 1..12 {
            let length = self.sound.len() * cut / 12;
            self.add(&format!("cut at {cut}/12"), Some("xlsx.damaged"), self.sound[..length].to_vec());
        }
    }

    fn markup(&mut self) {
        let dtd = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        self.edit("entities that grow", Some("xlsx.dtd"), (SHEET, "<worksheet", &format!("{dtd}<worksheet")));
        let file = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>";
        self.edit("an entity that reads a file", Some("xlsx.dtd"), (STRINGS, "<sst", &format!("{file}<sst")));
        self.edit("another encoding", Some("xlsx.encoding"), (SHEET, "UTF-8", "UTF-16"));
        let wide: Vec<u8> = "<worksheet/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.add("a sheet in UTF-16", Some("xlsx.encoding"), replaced(&self.sound, SHEET, &wide));
        self.edit(
            "a count that lies",
            Some("xlsx.count_false"),
            (STRINGS, "uniqueCount=\"", "uniqueCount=\"99999999999"),
        );
        let count = (STRINGS, "uniqueCount=\"", "uniqueCount=\"-1\" x=\"");
        self.edit("a count below nothing", Some("xlsx.count_false"), count);
        self.edit("tags never closed", None, (SHEET, "</sheetData>", ""));
        self.edit("tags closed twice", None, (SHEET, "</sheetData>", "</sheetData></sheetData>"));
        let deep = "<a>".repeat(200_000);
        self.edit("tags very deep", None, (SHEET, "</sheetData>", &format!("</sheetData>{deep}")));
        self.edit(
            "a very long attribute",
            None,
            (SHEET, "<sheetData", &format!("<x a=\"{}\"/><sheetData", "a".repeat(2_000_000))),
        );
        let attributes = repeated(0..20_000, |n| format!(" a{n}=\"1\""));
        self.edit("very many attributes", None, (SHEET, "<sheetData", &format!("<x{attributes}/><sheetData")));
        self.edit(
            "a dimension beyond the sheet",
            None,
            (SHEET, "<sheetData", "<dimension ref=\"A1:ZZZ9999999\"/><sheetData"),
        );
        self.edit("a dimension backwards", None, (SHEET, "<sheetData", "<dimension ref=\"C9:A1\"/><sheetData"));
    }

    fn links(&mut self) {
        self.edit("a relation nobody knows", None, (WORKBOOK, "r:id=\"rId3\"", "r:id=\"rId999\""));
        self.edit(
            "a sheet of another kind",
            None,
            (RELATIONS, "relationships/worksheet\"", "relationships/chartsheet\""),
        );
        self.edit("a sheet of no kind", None, (RELATIONS, "relationships/worksheet\"", "x\""));
        self.edit("a sheet outside", None, (RELATIONS, "worksheets/sheet3.xml", "../../../../etc/passwd"));
        self.edit("a sheet on the network", None, (RELATIONS, "worksheets/sheet3.xml", "http://127.0.0.1/x"));
        self.edit("a sheet that is the workbook", None, (RELATIONS, "worksheets/sheet3.xml", "workbook.xml"));
        self.edit("two sheets in one part", None, (RELATIONS, "worksheets/sheet4.xml", "worksheets/sheet3.xml"));
        self.edit("a state nobody knows", None, (WORKBOOK, "state=\"veryHidden\"", "state=\"gone\""));
        self.edit("a sheet without a name", None, (WORKBOOK, "<sheet name=\"", "<sheet name=\"\" x=\""));
        let sheets = repeated(0..5_000, |n| format!("<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"rId3\"/>"));
        self.edit(
            "five thousand sheets",
            Some("xlsx.too_many_sheets"),
            (WORKBOOK, "</sheets>", &format!("{sheets}</sheets>")),
        );
    }

    fn cells(&mut self) {
        self.rows("opposite corners", None, "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
        let outside = Some("xlsx.outside_grid");
        self.rows("a row beyond the last", outside, "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>");
        self.rows("a column beyond the last", outside, "<row r=\"9000\"><c r=\"XFE9000\"><v>1</v></c></row>");
        self.rows(
            "a row number that overflows",
            outside,
            "<row r=\"999999999\"><c r=\"A999999999\"><v>1</v></c></row>",
        );
        self.rows("a cell number that overflows", outside, "<row r=\"9000\"><c r=\"A4294967297\"><v>1</v></c></row>");
        self.rows("row nothing", None, "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>");
        self.rows("a row below nothing", None, "<row r=\"-1\"><c r=\"A-1\"><v>1</v></c></row>");
        self.rows("an address in Chinese", None, "<row r=\"9000\"><c r=\"甲9000\"><v>1</v></c></row>");
        self.rows(
            "rows backwards",
            Some("xlsx.damaged"),
            "<row r=\"9001\"><c r=\"A9001\"><v>1</v></c></row><row r=\"9000\"><c r=\"A9000\"><v>1</v></c></row>",
        );
        self.rows(
            "a cell twice",
            Some("xlsx.damaged"),
            "<row r=\"9000\"><c r=\"A9000\"><v>1</v></c><c r=\"A9000\"><v>2</v></c></row>",
        );
        self.rows(
            "cells backwards",
            Some("xlsx.damaged"),
            "<row r=\"9000\"><c r=\"B9000\"><v>1</v></c><c r=\"A9000\"><v>2</v></c></row>",
        );
        self.rows(
            "a string that is not there",
            Some("xlsx.damaged"),
            "<row r=\"9000\"><c r=\"A9000\" t=\"s\"><v>4000000000</v></c></row>",
        );
        self.rows("a string below nothing", None, "<row r=\"9000\"><c r=\"A9000\" t=\"s\"><v>-1</v></c></row>");
        self.rows(
            "a style that is not there",
            None,
            "<row r=\"9000\"><c r=\"A9000\" s=\"4000000000\"><v>1</v></c></row>",
        );
        self.rows("a kind nobody knows", None, "<row r=\"9000\"><c r=\"A9000\" t=\"zz\"><v>1</v></c></row>");
        self.rows("an error nobody knows", None, "<row r=\"9000\"><c r=\"A9000\" t=\"e\"><v>#ZZ!</v></c></row>");
        self.rows("neither true nor false", None, "<row r=\"9000\"><c r=\"A9000\" t=\"b\"><v>7</v></c></row>");
        for number in ["1e999", "-1e999", "NaN", "INF", "0x10", "1,5", "--1", "９"] {
            let row = format!(
                "<row r=\"9000\"><c r=\"A9000\"><v>{number}</v></c><c r=\"B9000\" t=\"n\"><v>{number}</v></c></row>"
            );
            self.rows(&format!("the number {number}"), None, &row);
        }
        let long = "字".repeat(1_000_000);
        self.rows(
            "a million characters",
            None,
            &format!("<row r=\"9000\"><c r=\"A9000\" t=\"inlineStr\"><is><t>{long}</t></is></c></row>"),
        );
        self.rows("a formula about itself", None, "<row r=\"9000\"><c r=\"A9000\"><f>A9000+1</f></c></row>");
        self.rows("a shared formula of four billion", None, "<row r=\"9000\"><c r=\"A9000\"><f t=\"shared\" si=\"4294967295\" ref=\"A1:XFD1048576\">A1</f><v>1</v></c></row>");
        self.rows(
            "a shared formula of nobody",
            None,
            "<row r=\"9000\"><c r=\"A9000\"><f t=\"shared\"/><v>1</v></c></row>",
        );
        self.rows("a day before all days", None, "<row r=\"9000\"><c r=\"A9000\" t=\"d\"><v>-9999-99-99</v></c></row>");
        let faulty =
            repeated(9_000..12_000, |r| format!("<row r=\"{r}\"><c r=\"A{r}\" t=\"e\"><v>#REF!</v></c></row>"));
        self.rows("three thousand faults", None, &faulty);
        let wide: String = (0..16_384).map(|_| "<c><v>1</v></c>").collect();
        self.rows("a row as wide as the sheet", None, &format!("<row r=\"9000\">{wide}</row>"));
        let merged = "</sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"zz\"/><mergeCell ref=\"A9:A1\"/></mergeCells>";
        self.edit("merged beyond measure", None, (SHEET, "</sheetData>", merged));
    }
}

/// The text for each number, one after another.
fn repeated(numbers: std::ops::Range<u32>, text: impl Fn(u32) -> String) -> String {
    numbers.map(text).collect::<Vec<_>>().concat()
}

/// A container whose allocation chain leads back to itself.
fn ole_circle() -> Vec<u8> {
    let mut bytes = vec![0_u8; 2_048];
    bytes[..8].copy_from_slice(&OLE);
    bytes[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    bytes[44] = 1;
    bytes[512..].fill(0);
    bytes
}
