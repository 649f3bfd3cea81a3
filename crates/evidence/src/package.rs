//! Looks through the zip package of a workbook before the workbook reader sees it: what a file
//! declares about itself may be a lie that costs gigabytes.

use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Read},
};

use domain::{Problem, Text};
use zip::ZipArchive;

/// Most parts in a package; a workbook of ordinary size has some dozens.
const MAX_PARTS: usize = 2_000;
/// Most bytes of all parts together, unpacked: a million rows of ten cells fit.
const MAX_UNPACKED: u64 = 1 << 30;
/// Most bytes of a part that is no worksheet, unpacked: the reader keeps such parts whole.
const MAX_PART: u64 = 128 << 20;
/// Most merged ranges remembered in a worksheet; one is enough to refuse it.
const MAX_MERGED: usize = 1_000;
/// Bytes unpacked at a time.
const CHUNK: usize = 64 << 10;
/// Longest construct searched for across the border of two chunks.
const WINDOW: usize = 256;
/// A count of shared strings this small reserves no memory worth a look.
const SMALL_COUNT: u64 = 100_000;
/// Bytes of the shortest shared string, `<si/>`.
const SHORTEST_STRING: u64 = 5;
/// Digits of the largest row number.
const ROW_DIGITS: usize = 7;
/// Letters of the last column.
const COLUMN_LETTERS: usize = 3;

/// What the parts say that the cell reader passes over, by the path of the part in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Package {
    marks: HashMap<String, Marks>,
}

/// Marks of a worksheet that change how its cells must be understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    /// Rows that are not shown, counted from 1, in the order of the file.
    pub(crate) hidden_rows: Vec<u32>,
    /// Merged ranges such as `A1:B2`.
    pub(crate) merged: Vec<String>,
    /// The last row that may hold a formula, counted from 1; 0 where there is none.
    pub(crate) last_formula_row: u32,
    /// The row that was looked at last.
    row: u32,
}

impl Package {
    /// The marks of a part.
    pub(crate) fn marks(&self, path: &str) -> Option<&Marks> {
        self.marks.get(&path.to_ascii_lowercase())
    }
}

/// Refuses a package that is damaged, too large, ambiguous or carries what no table needs.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Package, Problem> {
    inspect_within(bytes, MAX_UNPACKED)
}

fn inspect_within(bytes: &[u8], limit: u64) -> Result<Package, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(&format!("{} > {MAX_PARTS}", archive.len())));
    }
    check_names(&archive)?;
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| damaged())?;
        declared = declared.saturating_add(part.size());
    }
    if declared > limit {
        return Err(too_large(&format!("{} MiB", declared >> 20)));
    }
    let mut package = Package::default();
    let mut room = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| damaged())?;
        let name = part.name().map_err(|_| damaged())?.replace('\\', "/").to_ascii_lowercase();
        let kind = Kind::of(&name);
        let mut marks = Marks::default();
        let mut own = if kind == Kind::Worksheet { room } else { room.min(MAX_PART) };
        let before = own;
        scan(part, kind, &mut own, &mut marks)?;
        room -= before - own;
        if marks != Marks::default() {
            package.marks.insert(name, marks);
        }
    }
    Ok(package)
}

/// What is looked for in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Worksheet,
    Picture,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        if name.starts_with("xl/media/") {
            Self::Picture
        } else if name.starts_with("xl/worksheets/") {
            Self::Worksheet
        } else {
            Self::Other
        }
    }
}

/// Whether a part holds macros, by its path in lower case.
pub(crate) fn is_macro(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("vbaproject"))
}

fn check_names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), Problem> {
    let mut names = HashSet::new();
    let mut repeated = archive.has_duplicate_names();
    for name in archive.file_names() {
        // As the workbook reader looks parts up: without regard to case and kind of slash.
        let name = name.map_err(|_| damaged())?.replace('\\', "/").to_ascii_lowercase();
        if is_macro(&name) {
            return Err(Problem::error(
                "xlsx.macros",
                Text::new("工作簿带有宏，不能读取。", "The workbook carries macros and is not read."),
            )
            .found(name)
            .remedy(Text::new("请另存为不带宏的 .xlsx。", "Save it as .xlsx without macros.")));
        }
        repeated |= !names.insert(name);
    }
    if repeated {
        return Err(Problem::error(
            "xlsx.part_repeated",
            Text::new(
                "文件内部有两个同名的部分，无法确定哪个有效。",
                "Two parts inside the file have the same name; which one counts is unclear.",
            ),
        )
        .remedy(resave()));
    }
    if names.contains("[content_types].xml") {
        Ok(())
    } else {
        Err(Problem::error(
            "xlsx.not_a_workbook",
            Text::new("这是压缩文件，但不是 .xlsx 工作簿。", "This is a zip file, but no .xlsx workbook."),
        )
        .remedy(resave()))
    }
}

/// Unpacks a part, counting what really comes out, and looks for constructs that harm the reader.
fn scan(mut part: impl Read, kind: Kind, room: &mut u64, marks: &mut Marks) -> Result<(), Problem> {
    let mut window: Vec<u8> = Vec::with_capacity(CHUNK + WINDOW);
    let (mut count, mut size) = (0_u64, 0_u64);
    loop {
        let read = (&mut part).take(CHUNK as u64).read_to_end(&mut window).map_err(|_| damaged())?;
        let first = size == 0;
        size += read as u64;
        *room = room.checked_sub(read as u64).ok_or_else(|| too_large(&format!("> {} MiB", size >> 20)))?;
        let last = read == 0;
        if first && kind != Kind::Picture {
            check_encoding(&window)?;
        }
        // The last bytes may begin something that the next chunk completes.
        let settled = if last { window.len() } else { window.len().saturating_sub(WINDOW) };
        count = count.max(look(&window, settled, kind, marks)?);
        if last {
            break;
        }
        window.drain(..settled);
    }
    if count > SMALL_COUNT.max(size / SHORTEST_STRING) {
        return Err(harmful("xlsx.count_false", &count.to_string()));
    }
    Ok(())
}

/// Looks at everything that begins in the settled bytes; returns the largest `uniqueCount`.
fn look(window: &[u8], settled: usize, kind: Kind, marks: &mut Marks) -> Result<u64, Problem> {
    let mut count = 0;
    for at in 0..settled {
        let rest = &window[at..];
        match rest[0] {
            b'<' if kind != Kind::Picture && (rest.starts_with(b"<!DOCTYPE") || rest.starts_with(b"<!ENTITY")) => {
                return Err(harmful("xlsx.dtd", "<!DOCTYPE"));
            }
            // The count reserves memory before a single string is read.
            b'u' if rest.starts_with(b"uniqueCount") => {
                let digits = attribute(&rest[b"uniqueCount".len()..]);
                match digits.and_then(|d| d.parse().ok()) {
                    Some(declared) => count = u64::max(count, declared),
                    None => return Err(harmful("xlsx.count_false", digits.unwrap_or("uniqueCount"))),
                }
            }
            // A number that overflows would put its values into another row or column.
            b'r' if at > 0 && window[at - 1].is_ascii_whitespace() => {
                if let Some(reference) = attribute(&rest[1..])
                    && overflows(reference)
                {
                    return Err(outside_grid(reference));
                }
            }
            b'r' | b'm' | b'f' if kind == Kind::Worksheet && at > 0 && matches!(window[at - 1], b'<' | b':') => {
                mark(tag(rest), marks);
            }
            _ => {}
        }
    }
    Ok(count)
}

/// Remembers a hidden row, a row with a formula or a merged range, if the tag is one.
fn mark(tag: &[u8], marks: &mut Marks) {
    if let Some(attributes) = tag.strip_prefix(b"row") {
        let number = named(attributes, b"r").and_then(|r| r.parse().ok());
        marks.row = number.unwrap_or(marks.row.saturating_add(1));
        if let Some(row) = number.filter(|_| matches!(named(attributes, b"hidden"), Some("1" | "true"))) {
            marks.hidden_rows.push(row);
        }
    } else if tag
        .strip_prefix(b"f")
        .is_some_and(|rest| rest.first().is_none_or(|&b| b == b'/' || b.is_ascii_whitespace()))
    {
        marks.last_formula_row = marks.last_formula_row.max(marks.row);
    } else if let Some(attributes) = tag.strip_prefix(b"mergeCell")
        && let Some(range) = named(attributes, b"ref")
        && marks.merged.len() < MAX_MERGED
    {
        marks.merged.push(range.to_owned());
    }
}

/// The inside of the tag that the bytes begin with, as far as the window shows it.
fn tag(rest: &[u8]) -> &[u8] {
    let rest = &rest[..WINDOW.min(rest.len())];
    &rest[..rest.iter().position(|&b| b == b'>').unwrap_or(rest.len())]
}

/// The value of the attribute with this name.
fn named<'a>(attributes: &'a [u8], name: &[u8]) -> Option<&'a str> {
    (1..attributes.len()).find_map(|at| {
        let value = attributes[at..].strip_prefix(name).filter(|_| attributes[at - 1].is_ascii_whitespace())?;
        attribute(value)
    })
}

/// Whether a cell reference such as `B7` has more letters or digits than any worksheet needs.
fn overflows(reference: &str) -> bool {
    let digits = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = reference.len() - digits.len();
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.len() > ROW_DIGITS || letters > COLUMN_LETTERS)
}

/// The value in `= "…"`, if it is closed within the window.
fn attribute(rest: &[u8]) -> Option<&str> {
    let rest = rest.get(..WINDOW.min(rest.len()))?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *rest.first().filter(|q| matches!(q, b'"' | b'\''))?;
    let value = &rest[1..];
    let end = value.iter().position(|&b| b == quote)?;
    std::str::from_utf8(&value[..end]).ok()
}

/// The parts of a workbook are UTF-8; any other encoding could hide what is looked for here.
fn check_encoding(start: &[u8]) -> Result<(), Problem> {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let utf16 = start.starts_with(&[0xFF, 0xFE])
        || start.starts_with(&[0xFE, 0xFF])
        || start.starts_with(b"<\0")
        || start.starts_with(b"\0<");
    let declared = start.starts_with(b"<?xml").then(|| {
        let end = start.windows(2).position(|w| w == b"?>").unwrap_or(start.len());
        String::from_utf8_lossy(&start[..end.min(1024)]).to_ascii_lowercase()
    });
    let other = declared.is_some_and(|d| d.contains("encoding") && !d.contains("utf-8") && !d.contains("ascii"));
    if utf16 || other { Err(harmful("xlsx.encoding", "encoding")) } else { Ok(()) }
}

fn resave() -> Text {
    Text::new(
        "请在表格软件中打开，另存为新的 .xlsx。",
        "Open it in a spreadsheet program and save it as a new .xlsx file.",
    )
}

/// What the unpacker or the workbook reader says of it is for programmers, and in English: left out.
pub(crate) fn damaged() -> Problem {
    Problem::error("xlsx.damaged", Text::new("工作簿已损坏，无法读取。", "The workbook is damaged and cannot be read."))
        .remedy(resave())
}

/// As [`damaged`], where a cell is known.
pub(crate) fn damaged_at(address: &str) -> Problem {
    damaged().found(crate::grid::shorten(address))
}

pub(crate) fn outside_grid(reference: &str) -> Problem {
    Problem::error(
        "xlsx.outside_grid",
        Text::new("有单元格的地址超出了工作表的范围。", "The address of a cell lies outside any worksheet."),
    )
    .found(crate::grid::shorten(reference))
    .remedy(resave())
}

fn too_large(found: &str) -> Problem {
    let limit = MAX_UNPACKED >> 20;
    Problem::error(
        "xlsx.too_large",
        Text::new(
            format!("工作簿解压后太大（上限 {limit} MiB、{MAX_PARTS} 个部分）。"),
            format!("The workbook is too large once unpacked (at most {limit} MiB and {MAX_PARTS} parts)."),
        ),
    )
    .found(found)
    .remedy(Text::new(
        "请只把需要的工作表复制到新文件，粘贴为数值。",
        "Copy only the sheet that is needed into a new file, as values.",
    ))
}

fn harmful(code: &str, found: &str) -> Problem {
    Problem::error(
        code,
        Text::new(
            "文件内部的写法不属于正常的工作簿，为安全起见不读取。",
            "The inside of the file is not that of an ordinary workbook; to be safe it is not read.",
        ),
    )
    .found(crate::grid::shorten(found))
    .remedy(resave())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [("[Content_Types].xml", b"<Types/>".as_slice())].iter().chain(parts) {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("a package").into_inner()
    }

    fn code(parts: &[(&str, &[u8])]) -> String {
        inspect(&package(parts)).expect_err("a package to refuse").code
    }

    #[test]
    fn an_ordinary_package_passes() {
        let strings = br#"<sst uniqueCount="2"><si><t>a</t></si><si><t>b</t></si></sst>"#;
        assert_eq!(inspect(&package(&[("xl/sharedStrings.xml", strings)])), Ok(Package::default()));
    }

    #[test]
    fn a_false_count_of_strings_is_refused_wherever_it_stands() {
        let lie = br#"<sst uniqueCount="4000000000"><si/></sst>"#.as_slice();
        assert_eq!(code(&[("xl/sharedStrings.xml", lie)]), "xlsx.count_false");
        let spaced = [b"<!--".as_slice(), &vec![b'x'; CHUNK - 10], b"--><sst uniqueCount = '4000000000'>"].concat();
        assert_eq!(code(&[("other/sharedStrings.xml", &spaced)]), "xlsx.count_false");
        let hidden = [b"<sst uniqueCount".as_slice(), &[b' '; 400], b"='4000000000'>"].concat();
        assert_eq!(code(&[("xl/sharedStrings.xml", &hidden)]), "xlsx.count_false");
    }

    #[test]
    fn more_than_the_limit_unpacked_is_refused_whatever_is_declared() {
        const LIMIT: u64 = 4 << 20;
        let zeros = vec![0_u8; 1 << 20];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("[Content_Types].xml", SimpleFileOptions::default()).expect("a part");
        for _ in 0..=LIMIT >> 20 {
            writer.write_all(&zeros).expect("its content");
        }
        let bomb = writer.finish().expect("a package").into_inner();
        assert!(bomb.len() < 1 << 16);
        assert_eq!(inspect_within(&bomb, LIMIT).expect_err("a bomb").code, "xlsx.too_large");
        for kind in [Kind::Worksheet, Kind::Picture, Kind::Other] {
            let endless = scan(std::io::repeat(b' '), kind, &mut (1 << 20), &mut Marks::default());
            assert_eq!(endless.expect_err("an endless part").code, "xlsx.too_large");
        }
    }

    #[test]
    fn hidden_rows_and_merged_ranges_are_remembered() {
        let sheet = br#"<row r="3" hidden="1"/><x:row spans="1:2" r='9' hidden = "true"></x:row><row r="4" hidden="0"/>
            <mergeCells count="1"><mergeCell ref="B3:C4"/></mergeCells>"#;
        let package = inspect(&package(&[("xl/worksheets/Sheet1.xml", sheet)])).expect("a sound package");
        let marks = package.marks("xl/worksheets/sheet1.xml").expect("marks");
        assert_eq!(marks.hidden_rows, [3, 9]);
        assert_eq!(marks.merged, ["B3:C4"]);
    }

    #[test]
    fn too_many_parts_are_refused() {
        let names: Vec<String> = (0..MAX_PARTS).map(|i| format!("{i}.xml")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
        assert_eq!(code(&parts), "xlsx.too_large");
    }

    #[test]
    fn repeated_parts_macros_and_document_types_are_refused() {
        assert_eq!(code(&[("xl/a.xml", b"1"), ("XL\\a.xml", b"2")]), "xlsx.part_repeated");
        assert_eq!(code(&[("xl/vbaProject.bin", b"")]), "xlsx.macros");
        assert_eq!(code(&[("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]>")]), "xlsx.dtd");
        assert_eq!(code(&[("xl/workbook.xml", b"\xFF\xFE<\0!\0")]), "xlsx.encoding");
        assert_eq!(code(&[("xl/workbook.xml", b"<?xml version='1.0' encoding='iso-2022-jp'?>")]), "xlsx.encoding");
    }

    #[test]
    fn row_numbers_that_overflow_are_refused() {
        let sheet = br#"<sheetData><row r="1"><c r="A4294967298"><v>1</v></c></row></sheetData>"#;
        assert_eq!(code(&[("xl/worksheets/sheet1.xml", sheet)]), "xlsx.outside_grid");
    }

    #[test]
    fn a_zip_file_that_is_no_workbook_is_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("mimetype", SimpleFileOptions::default()).expect("a part");
        let zip = writer.finish().expect("a package").into_inner();
        assert_eq!(inspect(&zip).expect_err("no workbook").code, "xlsx.not_a_workbook");
        let half = inspect(b"PK\x03\x04").expect_err("half a zip");
        assert_eq!((half.code.as_str(), half.value), ("xlsx.damaged", None), "no inner English for people");
    }
}
