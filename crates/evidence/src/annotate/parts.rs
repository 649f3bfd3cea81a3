//! The parts of a package: read, replaced, and written again with the others as they were.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use domain::{Problem, Text};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::tags;
use crate::package::damaged;

/// Longest part that is edited, in bytes.
const MAX_EDITED: u64 = 64 << 20;

/// A package that is being edited.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    replaced: BTreeMap<String, String>,
}

/// A relation of a part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `comments`.
    pub(super) kind: String,
    /// Name of the part it leads to.
    pub(super) target: String,
}

impl<'a> Parts<'a> {
    /// Opens a package that has been inspected.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        Ok(Self { archive, replaced: BTreeMap::new() })
    }

    /// The name as the package writes it: letter case does not count in a path.
    pub(super) fn actual_name(&self, path: &str) -> Option<String> {
        let names = self.archive.file_names().flatten().map(std::borrow::Cow::into_owned);
        names.chain(self.replaced.keys().cloned()).find(|name| name.replace('\\', "/").eq_ignore_ascii_case(path))
    }

    /// The text of a part, as replaced so far; `None` where there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        if let Some(text) = self.replaced.get(name) {
            return Ok(Some(text.clone()));
        }
        let Some(name) = self.actual_name(name) else { return Ok(None) };
        let part = self.archive.by_name(&name).map_err(|_| damaged())?;
        let mut text = String::new();
        part.take(MAX_EDITED + 1).read_to_string(&mut text).map_err(|_| damaged())?;
        if text.len() as u64 > MAX_EDITED { Err(too_large()) } else { Ok(Some(text)) }
    }

    /// Replaces a part, or adds it.
    pub(super) fn replace(&mut self, name: String, text: String) {
        self.replaced.insert(name, text);
    }

    /// The relations of a part.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Problem> {
        let Some(text) = self.text(&relations_of(part))? else { return Ok(Vec::new()) };
        let relation = |tag: &str| {
            let value = |name| tags::attribute(tag, name);
            let (id, kind, target) = (value("Id")?, value("Type")?, value("Target")?);
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            Some(Relation { id, kind, target: resolve(part, &target) })
        };
        Ok(tags::named(&text, "Relationship").iter().filter_map(|range| relation(&text[range.clone()])).collect())
    }

    /// Adds a relation from a part to another, by its full type, and gives its id.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Problem> {
        const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let name = relations_of(part);
        let taken = self.relations(part)?;
        let text = self.text(&name)?.unwrap_or_else(|| EMPTY.to_owned());
        let id = (1..=u16::MAX)
            .map(|n| format!("rIdNote{n}"))
            .find(|id| taken.iter().all(|r| r.id != *id))
            .unwrap_or_default();
        let added = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>");
        let text = tags::append(&text, "Relationships", &added).ok_or_else(damaged)?;
        let name = self.actual_name(&name).unwrap_or(name);
        self.replace(name, text);
        Ok(id)
    }

    /// Declares the type of a part, or of an ending (`ext`) that no other rule covers.
    pub(super) fn declare(&mut self, part: &str, content_type: &str) -> Result<(), Problem> {
        const TYPES: &str = "[Content_Types].xml";
        let name = self.actual_name(TYPES).ok_or_else(damaged)?;
        let text = self.text(&name)?.ok_or_else(damaged)?;
        let added = format!("<Override PartName=\"/{part}\" ContentType=\"{content_type}\"/>");
        let text = tags::append(&text, "Types", &added).ok_or_else(damaged)?;
        self.replace(name, text);
        Ok(())
    }

    /// A name that no part has: the stem, a number, the ending.
    pub(super) fn free_name(&self, stem: &str, ending: &str) -> String {
        let mut names = (1..=u16::MAX).map(|n| format!("{stem}{n}.{ending}"));
        names.find(|name| self.actual_name(name).is_none()).unwrap_or_default()
    }

    /// Writes the package.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Problem> {
        let broken = |_: zip::result::ZipError| damaged();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(broken)?;
            let name = part.name().map_err(|_| damaged())?.into_owned();
            match self.replaced.remove(&name) {
                None => writer.raw_copy_file(part).map_err(broken)?,
                Some(text) => write(&mut writer, &name, &text)?,
            }
        }
        for (name, text) in &self.replaced {
            write(&mut writer, name, text)?;
        }
        Ok(writer.finish().map_err(broken)?.into_inner())
    }
}

fn write(writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), Problem> {
    writer.start_file(name, SimpleFileOptions::default()).map_err(|_| damaged())?;
    writer.write_all(text.as_bytes()).map_err(|_| damaged())
}

/// The part that holds the relations of a part.
fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

/// The part that a target means: absolute, or relative to the folder of the part.
fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

fn too_large() -> Problem {
    let limit = MAX_EDITED >> 20;
    Problem::error(
        "annotate.too_large",
        Text::new(
            format!("工作表太大（上限 {limit} MiB），不能生成带批注的副本。"),
            format!("The sheet is too large (at most {limit} MiB) for a copy with comments."),
        ),
    )
    .remedy(Text::new("请按问题列表修改。", "Please mend the file by the list of problems."))
}
