//! What kind of file a supporting document 佐证材料 is: by its bytes, which must agree with its name.
//!
//! Documents are kept and given back, never opened: of an Office file only the list of its parts and
//! `[Content_Types].xml` are looked at, and of no part more than a bound is unpacked.

use std::io::{Cursor, Read};

use domain::{Problem, Text, document::DocumentKind};
use zip::ZipArchive;

use crate::{file::OLE, package};

/// Most parts of an Office file; a presentation of a hundred slides has some hundreds.
const MAX_PARTS: usize = 10_000;
/// Most bytes of `[Content_Types].xml` that are unpacked: every part may have a line.
const MAX_TYPES: u64 = 4 << 20;
/// How the header of a part begins in the directory of a zip file.
const PART: [u8; 4] = *b"PK\x01\x02";
/// Where a PDF may begin: some programs write a few bytes before it.
const PDF_WITHIN: usize = 1024;

/// The kind of a document.
///
/// # Errors
/// Why it is not taken: empty, of another kind than its name says, of a kind that is not taken,
/// protected by a password, with macros.
pub fn document_kind(file_name: &str, bytes: &[u8]) -> Result<DocumentKind, Problem> {
    let kind = sniff(bytes)?;
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if kind.endings().contains(&ending.as_str()) { Ok(kind) } else { Err(misnamed(kind, &ending)) }
}

fn sniff(bytes: &[u8]) -> Result<DocumentKind, Problem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty());
    }
    if bytes.starts_with(&OLE) {
        return Err(encrypted_or_old());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packaged(bytes);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(DocumentKind::Png);
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Ok(DocumentKind::Jpeg);
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return Ok(DocumentKind::Tiff);
    }
    let start = &bytes[..PDF_WITHIN.min(bytes.len())];
    if start.windows(5).any(|five| five == b"%PDF-") { Ok(DocumentKind::Pdf) } else { Err(not_taken()) }
}

/// The kind of a zip package, by the part that every file of the kind has.
fn packaged(bytes: &[u8]) -> Result<DocumentKind, Problem> {
    // Counted before the directory is read, which keeps all of it in memory.
    if bytes.windows(PART.len()).filter(|four| *four == PART).count() > MAX_PARTS {
        return Err(damaged());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut found = None;
    let mut types = None;
    for (index, name) in archive.file_names().enumerate() {
        let name = name.map_err(|_| damaged())?.replace('\\', "/").to_ascii_lowercase();
        if package::is_macro(&name) {
            return Err(macros());
        }
        let kind = match name.as_str() {
            "[content_types].xml" => {
                types = Some(index);
                None
            }
            "word/document.xml" => Some(DocumentKind::Docx),
            "xl/workbook.xml" => Some(DocumentKind::Xlsx),
            "ppt/presentation.xml" => Some(DocumentKind::Pptx),
            "ofd.xml" => Some(DocumentKind::Ofd),
            _ => None,
        };
        if let Some(kind) = kind
            && found.replace(kind).is_some_and(|other| other != kind)
        {
            // A program that opens it might take it for something else than we do.
            return Err(damaged());
        }
    }
    match (found, types) {
        (Some(kind @ DocumentKind::Ofd), None) => Ok(kind),
        (Some(kind), Some(types)) if kind != DocumentKind::Ofd => {
            let types = content_types(&mut archive, types)?;
            if types.contains("macroenabled") || types.contains("vbaproject") { Err(macros()) } else { Ok(kind) }
        }
        (Some(_) | None, Some(_) | None) => Err(not_taken()),
    }
}

/// `[Content_Types].xml` in lower case: it names macros by their kind, whatever their part is called.
fn content_types(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<String, Problem> {
    let part = archive.by_index(index).map_err(|_| damaged())?;
    let mut bytes = Vec::new();
    part.take(MAX_TYPES + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > MAX_TYPES {
        return Err(damaged());
    }
    // In UTF-16 the words looked for would stand apart; dropping what is not ASCII joins them again.
    let ascii = bytes.iter().filter(|byte| byte.is_ascii_graphic() || **byte == b' ').map(|&byte| char::from(byte));
    Ok(ascii.collect::<String>().to_ascii_lowercase())
}

/// `PDF、OFD、PNG…`
fn taken(separator: &str) -> String {
    DocumentKind::ALL.map(DocumentKind::label).join(separator)
}

fn empty() -> Problem {
    Problem::error("document.empty", Text::new("文件是空的，没有保存。", "The file is empty and was not kept."))
        .remedy(Text::new("请选择有内容的文件。", "Choose a file with content."))
}

fn encrypted_or_old() -> Problem {
    Problem::error(
        "document.encrypted_or_old",
        Text::new(
            "文件有打开密码，或是旧的 Office、WPS 格式（.doc、.xls、.ppt、.wps），没有保存。",
            "The file is protected by a password, or it is in an old format of Office or WPS (.doc, .xls, .ppt, \
             .wps); it was not kept.",
        ),
    )
    .remedy(Text::new(
        "请去掉密码，另存为 PDF 或 .docx、.xlsx、.pptx。",
        "Remove the password and save it as PDF, or as .docx, .xlsx or .pptx.",
    ))
}

fn macros() -> Problem {
    Problem::error("document.macros", Text::new("文件带有宏，没有保存。", "The file carries macros and was not kept."))
        .remedy(Text::new(
            "请另存为 PDF，或不带宏的 .docx、.xlsx、.pptx。",
            "Save it as PDF, or as .docx, .xlsx or .pptx without macros.",
        ))
}

fn damaged() -> Problem {
    Problem::error("document.damaged", Text::new("文件已损坏，没有保存。", "The file is damaged and was not kept."))
        .remedy(Text::new(
            "请打开原文件检查，另存后再上传。",
            "Open the original, see whether it is whole, save it anew and upload that.",
        ))
}

fn not_taken() -> Problem {
    Problem::error(
        "document.kind",
        Text::new(
            format!("不接受这种文件，没有保存。可以上传：{}。", taken("、")),
            format!("Files of this kind are not taken; it was not kept. What is taken: {}.", taken(", ")),
        ),
    )
    .remedy(Text::new(
        "请另存或打印为 PDF；压缩包请解开后逐个上传。",
        "Save or print it as PDF; unpack an archive and upload what is in it.",
    ))
}

fn misnamed(kind: DocumentKind, ending: &str) -> Problem {
    let (label, right) = (kind.label(), kind.endings()[0]);
    let problem = Problem::error(
        "document.misnamed",
        Text::new(
            format!("文件的内容是 {label}，文件名的后缀却不是 .{right}，没有保存。"),
            format!("The content of the file is {label}, but its name does not end in .{right}; it was not kept."),
        ),
    )
    .remedy(Text::new(
        format!("如果内容没错，请把后缀改成 .{right} 再上传。"),
        format!("If the content is right, change the ending to .{right} and upload it again."),
    ));
    if ending.is_empty() { problem } else { problem.found(format!(".{}", crate::grid::shorten(ending))) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(content.as_bytes()).expect("its content");
        }
        writer.finish().expect("a package").into_inner()
    }

    fn code(name: &str, bytes: &[u8]) -> String {
        let problem = document_kind(name, bytes).expect_err("a file that is not taken");
        assert!(problem.remedy.is_some(), "{problem:?}");
        problem.code
    }

    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

    #[test]
    fn each_kind_is_known_by_its_bytes() {
        for (name, bytes, kind) in [
            ("批复.PDF", b"%PDF-1.7\n".to_vec(), DocumentKind::Pdf),
            ("a.pdf", b"\xEF\xBB\xBF%PDF-1.4".to_vec(), DocumentKind::Pdf),
            ("a.png", b"\x89PNG\r\n\x1a\n\0".to_vec(), DocumentKind::Png),
            ("a.JPEG", b"\xFF\xD8\xFF\xE0".to_vec(), DocumentKind::Jpeg),
            ("扫描.tif", b"II*\0\x08\0\0\0".to_vec(), DocumentKind::Tiff),
            ("a.docx", package(&[TYPES, ("word/document.xml", "")]), DocumentKind::Docx),
            ("a.xlsx", package(&[TYPES, ("xl/workbook.xml", "")]), DocumentKind::Xlsx),
            ("a.pptx", package(&[TYPES, ("ppt\\presentation.xml", "")]), DocumentKind::Pptx),
            ("公文.ofd", package(&[("OFD.xml", ""), ("Doc_0/Document.xml", "")]), DocumentKind::Ofd),
        ] {
            assert_eq!(document_kind(name, &bytes), Ok(kind), "{name}");
        }
    }

    #[test]
    fn the_name_must_agree_with_the_content() {
        assert_eq!(code("a.png", b"%PDF-1.7"), "document.misnamed");
        assert_eq!(code("a.pdf.exe", b"%PDF-1.7"), "document.misnamed");
        assert_eq!(code("a", b"%PDF-1.7"), "document.misnamed");
        assert_eq!(code("a.docm", &package(&[TYPES, ("word/document.xml", "")])), "document.misnamed");
    }

    #[test]
    fn what_runs_or_cannot_be_opened_is_refused() {
        assert_eq!(code("a.pdf", b" \r\n"), "document.empty");
        assert_eq!(code("a.docx", &[OLE.as_slice(), &[0; 600]].concat()), "document.encrypted_or_old");
        let named = package(&[TYPES, ("word/document.xml", ""), ("word/VbaProject.bin", "")]);
        assert_eq!(code("a.docx", &named), "document.macros");
        let typed = "<Override PartName=\"/x.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>";
        let renamed = package(&[("[Content_Types].xml", typed), ("word/document.xml", ""), ("word/x.bin", "")]);
        assert_eq!(code("a.docx", &renamed), "document.macros");
        for (name, bytes) in [
            ("a.html", b"<html><script>alert(1)</script>".as_slice()),
            ("a.svg", b"<svg onload='alert(1)'/>"),
            ("a.exe", b"MZ\x90\0"),
            ("a.gif", b"GIF89a"),
            ("a.txt", b"text"),
        ] {
            assert_eq!(code(name, bytes), "document.kind", "{name}");
        }
    }

    #[test]
    fn a_zip_file_that_is_none_or_two_of_the_kinds_is_refused() {
        assert_eq!(code("a.zip", &package(&[("a.exe", "")])), "document.kind");
        assert_eq!(code("a.docx", &package(&[("word/document.xml", "")])), "document.kind");
        let both = package(&[TYPES, ("word/document.xml", ""), ("xl/workbook.xml", "")]);
        assert_eq!(code("a.docx", &both), "document.damaged");
        assert_eq!(code("a.docx", b"PK\x03\x04 half a file"), "document.damaged");
    }

    #[test]
    fn a_package_that_would_fill_the_memory_is_refused_before_it_is_read() {
        let many = [b"PK\x03\x04".as_slice(), &PART.repeat(MAX_PARTS + 1)].concat();
        assert_eq!(code("a.docx", &many), "document.damaged");
        let long = " ".repeat(usize::try_from(MAX_TYPES).expect("a size") + 1);
        let bomb = package(&[("[Content_Types].xml", &long), ("word/document.xml", "")]);
        assert!(bomb.len() < 1 << 16);
        assert_eq!(code("a.docx", &bomb), "document.damaged");
    }
}
