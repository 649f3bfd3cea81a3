//! Packages taken apart and put together again, with one thing changed.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The parts of a package in order, each with its bytes.
pub type Parts = Vec<(String, Vec<u8>)>;

pub fn take_apart(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            (name, content)
        })
        .collect()
}

pub fn put_together(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    put_together_as(parts, CompressionMethod::Deflated)
}

pub fn put_together_as(parts: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name.as_str(), options).expect("a part");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}

/// The package with a text replaced in one part; the text must be there.
pub fn edited(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = take_apart(bytes);
    let content = &mut parts.iter_mut().find(|(name, _)| name == part).expect("the part").1;
    let text = String::from_utf8(content.clone()).expect("text");
    assert!(text.contains(from), "{from} is not in {part}: {}", &text[..text.len().min(2_000)]);
    *content = text.replacen(from, to, 1).into_bytes();
    put_together(&parts)
}

/// The package with a part of other content, or with one more part.
pub fn replaced(bytes: &[u8], part: &str, content: &[u8]) -> Vec<u8> {
    let mut parts = take_apart(bytes);
    match parts.iter_mut().find(|(name, _)| name == part) {
        Some((_, own)) => *own = content.to_vec(),
        None => parts.push((part.to_owned(), content.to_vec())),
    }
    put_together(&parts)
}

pub fn without(bytes: &[u8], part: &str) -> Vec<u8> {
    let mut parts = take_apart(bytes);
    parts.retain(|(name, _)| name != part);
    put_together(&parts)
}

/// Overwrites all places where the bytes stand.
pub fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut patched = bytes.to_vec();
    for at in 0..=bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            patched[at..at + to.len()].copy_from_slice(to);
        }
    }
    patched
}
