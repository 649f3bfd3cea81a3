//! Looks through the zip package of a workbook before the workbook reader sees it: what a file
//! declares about itself may be a lie that costs gigabytes.

use std::{
    collections::HashSet,
    io::{Cursor, Read},
};

use domain::{Problem, Text};
use zip::ZipArchive;

/// Most parts in a package; a workbook of ordinary size has some dozens.
const MAX_PARTS: usize = 2_000;
/// Most bytes of all parts together, unpacked.
const MAX_UNPACKED: u64 = 256 << 20;
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

/// Refuses a package that is damaged, too large, ambiguous or carries what no table needs.
pub(crate) fn inspect(bytes: &[u8]) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(&format!("{} > {MAX_PARTS}", archive.len())));
    }
    check_names(&archive)?;
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|e| damaged(&e.to_string()))?;
        declared = declared.saturating_add(part.size());
    }
    if declared > MAX_UNPACKED {
        return Err(too_large(&format!("{} MiB", declared >> 20)));
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| damaged(&e.to_string()))?;
        let picture = part.name().map_err(|e| damaged(&e.to_string()))?.to_ascii_lowercase().starts_with("xl/media/");
        scan(part, picture, &mut unpacked)?;
    }
    Ok(())
}

fn check_names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), Problem> {
    let mut names = HashSet::new();
    let mut repeated = archive.has_duplicate_names();
    for name in archive.file_names() {
        // As the workbook reader looks parts up: without regard to case and kind of slash.
        let name = name.map_err(|e| damaged(&e.to_string()))?.replace('\\', "/").to_ascii_lowercase();
        if name.rsplit('/').next().is_some_and(|n| n.starts_with("vbaproject")) {
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
fn scan(mut part: impl Read, picture: bool, unpacked: &mut u64) -> Result<(), Problem> {
    let before = *unpacked;
    let mut window: Vec<u8> = Vec::with_capacity(CHUNK + WINDOW);
    let mut count = 0_u64;
    let mut first = true;
    loop {
        let read = (&mut part).take(CHUNK as u64).read_to_end(&mut window).map_err(|e| damaged(&e.to_string()))?;
        *unpacked += read as u64;
        if *unpacked > MAX_UNPACKED {
            return Err(too_large(&format!("> {} MiB", MAX_UNPACKED >> 20)));
        }
        let last = read == 0;
        if first && !picture {
            check_encoding(&window)?;
        }
        first = false;
        // The last bytes may begin something that the next chunk completes.
        let settled = if last { window.len() } else { window.len().saturating_sub(WINDOW) };
        count = count.max(look(&window, settled, picture)?);
        if last {
            break;
        }
        window.drain(..settled);
    }
    let size = *unpacked - before;
    if count > SMALL_COUNT.max(size / SHORTEST_STRING) {
        return Err(harmful("xlsx.count_false", &count.to_string()));
    }
    Ok(())
}

/// Looks at everything that begins in the settled bytes; returns the largest `uniqueCount`.
fn look(window: &[u8], settled: usize, picture: bool) -> Result<u64, Problem> {
    let mut count = 0;
    for at in 0..settled {
        let rest = &window[at..];
        match rest[0] {
            b'<' if !picture && (rest.starts_with(b"<!DOCTYPE") || rest.starts_with(b"<!ENTITY")) => {
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
            _ => {}
        }
    }
    Ok(count)
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

pub(crate) fn damaged(detail: &str) -> Problem {
    Problem::error("xlsx.damaged", Text::new("工作簿已损坏，无法读取。", "The workbook is damaged and cannot be read."))
        .found(crate::grid::shorten(detail))
        .remedy(resave())
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
        assert_eq!(inspect(&package(&[("xl/sharedStrings.xml", strings)])), Ok(()));
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
        let zeros = vec![0_u8; 1 << 20];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("[Content_Types].xml", SimpleFileOptions::default()).expect("a part");
        for _ in 0..=MAX_UNPACKED >> 20 {
            writer.write_all(&zeros).expect("its content");
        }
        let bomb = writer.finish().expect("a package").into_inner();
        assert!(bomb.len() < 1 << 20);
        assert_eq!(inspect(&bomb).expect_err("a bomb").code, "xlsx.too_large");
        let mut unpacked = MAX_UNPACKED - (1 << 20);
        let lying = scan(std::io::repeat(b' '), false, &mut unpacked).expect_err("an endless part");
        assert_eq!(lying.code, "xlsx.too_large");
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
        assert_eq!(inspect(b"PK\x03\x04").expect_err("half a zip").code, "xlsx.damaged");
    }
}
