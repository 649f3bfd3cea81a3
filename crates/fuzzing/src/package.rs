//! Packages taken apart, so that a change reaches the XML inside and is not caught by a checksum.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The parts of a package in order.
pub struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    pub fn take_apart(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let count = archive.len();
        let part = |index| {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            (name, content)
        };
        Self((0..count).map(part).collect())
    }

    /// The package with one part of other content: the first byte of the input says which, the rest is
    /// what stands in it.
    pub fn with(&self, input: &[u8]) -> Vec<u8> {
        let changed = input.split_first().map(|(&which, content)| (usize::from(which) % self.0.len(), content));
        // Not compressed: the fuzzer has better things to do.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, (name, own)) in self.0.iter().enumerate() {
            let content = changed.filter(|(which, _)| *which == index).map_or(own.as_slice(), |(_, content)| content);
            writer.start_file(name.as_str(), options).expect("a part");
            writer.write_all(content).expect("its content");
        }
        writer.finish().expect("a package").into_inner()
    }

    /// Inputs for [`Parts::with`] that change nothing, one for each part.
    pub fn inputs(&self) -> Vec<Vec<u8>> {
        let input = |(which, (_, content)): (usize, &(String, Vec<u8>))| {
            [&[u8::try_from(which).expect("few parts")], content.as_slice()].concat()
        };
        self.0.iter().enumerate().map(input).collect()
    }
}
