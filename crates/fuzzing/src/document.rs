//! Supporting documents, known by their bytes.

use evidence::document_kind;

use crate::{
    Target, expect,
    sample::{TABLE_XLSX, WORKBOOK},
};

pub const DOCUMENT: Target = Target {
    name: "document",
    run,
    seeds: || {
        let mut seeds: Vec<Vec<u8>> =
            [b"%PDF-1.7\n".as_slice(), b"\x89PNG\r\n\x1a\n\0", b"\xFF\xD8\xFF\xE0", b"II*\0\x08\0\0\0", TABLE_XLSX]
                .map(Into::into)
                .into();
        seeds.push(WORKBOOK.clone());
        seeds
    },
    words: &[
        "PK\u{3}\u{4}",
        "PK\u{1}\u{2}",
        "PK\u{5}\u{6}",
        "%PDF-",
        "[Content_Types].xml",
        "word/document.xml",
        "OFD.xml",
    ],
};

fn run(bytes: &[u8]) {
    let names = ["a.pdf", "a.png", "a.jpeg", "a.tif", "a.docx", "a.xlsx", "a.pptx", "a.ofd", "a", ""];
    let mut kinds = Vec::new();
    for name in names {
        match document_kind(name, bytes) {
            Ok(kind) => kinds.push(kind),
            Err(problem) => expect::refused(&[problem]),
        }
    }
    assert!(kinds.len() <= 1, "one file is of several kinds: {kinds:?}");
}
