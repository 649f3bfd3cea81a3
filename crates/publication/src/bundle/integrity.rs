//! Whether a file is a bundle as it was written, in the order in which an answer helps most: is it
//! JSON, is it ours, are its fields there, is it spelled canonically, do the hashes match.

use domain::{Dataset, EditionContent, Index, Instrument, Recipe, ScoreSheet, Text, edition::PublishedEvidence};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{EVIDENCE, FORMAT, REST, ReadBundle, SECTIONS, hash_sections};
use crate::{
    Difference, PublicationError,
    canonical::{sha256_hex, to_canonical},
    difference::{escape, first_difference_below},
};

const FILE_FIELDS: [&str; 4] = ["content", "format", "sections", "sha256"];
/// Fields of the content beside [`SECTIONS`].
const REST_FIELDS: [&str; 6] = ["period", "version", "corrects", "frozen_at", "engine", "assessor"];
/// Fields of the content that only some editions have.
const OPTIONAL_FIELDS: [&str; 4] = [EVIDENCE, "release", "withheld", "salt"];
/// How many bytes of a place are shown.
const EXCERPT: usize = 40;

pub(super) fn read(bytes: &[u8]) -> Result<ReadBundle, Box<Difference>> {
    let file: Value = serde_json::from_slice(bytes).map_err(|e| not_json(bytes, &e))?;
    check_format(&file)?;
    let file_fields = fields(&file, "", &FILE_FIELDS, &[])?;
    let content = &file_fields["content"];
    fields(content, "/content", &[SECTIONS.as_slice(), REST_FIELDS.as_slice()].concat(), &OPTIONAL_FIELDS)?;
    check_spelling(bytes, &file)?;
    let sha256_of_content = check_hashes(&file)?;
    let content = typed(content)?;
    Ok(ReadBundle { content, sha256_of_content, sha256_of_file: sha256_hex(bytes) })
}

fn not_json(bytes: &[u8], error: &serde_json::Error) -> Box<Difference> {
    // serde_json counts lines, and bytes within a line, from 1.
    let line_start: usize =
        bytes.split_inclusive(|&b| b == b'\n').take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let offset = (line_start + error.column()).saturating_sub(1).min(bytes.len());
    Box::new(Difference {
        pointer: String::new(),
        expected: Value::Null,
        found: excerpt(bytes, offset),
        message: Text::new(
            format!("文件不是完好的 JSON：第 {offset} 字节（从 0 数起）处无法读下去。请重新下载。"),
            format!("The file is not sound JSON: reading stops at byte {offset}, counted from 0. Download it again."),
        ),
    })
}

fn check_format(file: &Value) -> Result<(), Box<Difference>> {
    let found = file.get("format").cloned().unwrap_or_default();
    if found == FORMAT {
        return Ok(());
    }
    Err(Box::new(Difference {
        pointer: "/format".to_owned(),
        expected: json!(FORMAT),
        found,
        message: Text::new(
            format!("这不是 {FORMAT} 格式的发布包。请选择从发布页下载的 JSON 文件。"),
            format!("This is not a bundle of the format {FORMAT}. Choose the JSON file from the page of the edition."),
        ),
    }))
}

/// The object at `pointer`, if it has all of these fields, perhaps the optional ones, and no others.
fn fields<'a>(
    value: &'a Value,
    pointer: &str,
    names: &[&str],
    optional: &[&str],
) -> Result<&'a Map<String, Value>, Box<Difference>> {
    let Some(object) = value.as_object() else {
        return Err(Box::new(Difference {
            pointer: pointer.to_owned(),
            expected: json!({}),
            found: value.clone(),
            message: Text::new(format!("“{pointer}”应是一个对象。"), format!("“{pointer}” must be an object.")),
        }));
    };
    if let Some(missing) = names.iter().find(|name| !object.contains_key(**name)) {
        return Err(Box::new(Difference {
            pointer: format!("{pointer}/{missing}"),
            expected: json!(missing),
            found: Value::Null,
            message: Text::new(format!("缺少“{missing}”。"), format!("The field “{missing}” is missing.")),
        }));
    }
    if let Some((unknown, found)) =
        object.iter().find(|(name, _)| !names.contains(&name.as_str()) && !optional.contains(&name.as_str()))
    {
        return Err(Box::new(Difference {
            pointer: format!("{pointer}/{}", escape(unknown)),
            expected: Value::Null,
            found: found.clone(),
            message: Text::new(
                format!("有不认识的字段“{unknown}”。"),
                format!("The field “{unknown}” does not belong there."),
            ),
        }));
    }
    Ok(object)
}

/// Repeated keys, other number spellings, blanks and line ends all show here.
fn check_spelling(bytes: &[u8], file: &Value) -> Result<(), Box<Difference>> {
    let canonical = to_canonical(file).map_err(|e| unwritable(&e))?;
    if canonical == bytes {
        return Ok(());
    }
    let offset = canonical.iter().zip(bytes).take_while(|(a, b)| a == b).count();
    Err(Box::new(Difference {
        pointer: String::new(),
        expected: excerpt(&canonical, offset),
        found: excerpt(bytes, offset),
        message: Text::new(
            format!("从第 {offset} 字节（从 0 数起）起，文件不再是规范写法（RFC 8785）：它被改写过。"),
            format!("From byte {offset} on, counted from 0, the file is not canonical (RFC 8785): it was rewritten."),
        ),
    }))
}

fn check_hashes(file: &Value) -> Result<String, Box<Difference>> {
    let content = &file["content"];
    let hashes = hash_sections(content).map_err(|e| unwritable(&e))?;
    let whole = sha256_hex(&to_canonical(content).map_err(|e| unwritable(&e))?);
    let evidence = hashes.contains_key(EVIDENCE).then_some(EVIDENCE);
    let names: Vec<&str> = SECTIONS.into_iter().chain(evidence).chain([REST]).collect();
    let stated = fields(&file["sections"], "/sections", &names, &[])?;
    let content_is_whole = file["sha256"] == whole;
    for name in names {
        let (stated, computed) = (&stated[name], &hashes[name]);
        if stated == computed {
            continue;
        }
        // With the content whole, it is the hash that was changed.
        let pointer = match (content_is_whole, name) {
            (true, _) => format!("/sections/{name}"),
            (false, REST) => "/content".to_owned(),
            (false, _) => format!("/content/{name}"),
        };
        let (expected, found) =
            if content_is_whole { (json!(computed), stated.clone()) } else { (stated.clone(), json!(computed)) };
        let (zh, en) = section_words(name);
        return Err(Box::new(Difference {
            pointer,
            expected,
            found,
            message: Text::new(
                format!("“{zh}”部分（{name}）与它的 SHA-256 不符：发布之后被改动过。"),
                format!("The section “{name}” ({en}) does not match its SHA-256: it was changed after publication."),
            ),
        }));
    }
    if content_is_whole {
        return Ok(whole);
    }
    Err(Box::new(Difference {
        pointer: "/sha256".to_owned(),
        expected: json!(whole),
        found: file["sha256"].clone(),
        message: Text::new(
            "全部内容的 SHA-256 不符：这个校验值被改动过。",
            "The SHA-256 of the whole content does not match: the hash was changed.",
        ),
    }))
}

fn section_words(name: &str) -> (&'static str, &'static str) {
    match name {
        "index" => ("指数说明", "about the index"),
        "instrument" => ("指标体系", "the instrument"),
        "recipe" => ("计分方法", "the recipe"),
        "data" => ("数据", "the data"),
        "result" => ("结果", "the result"),
        EVIDENCE => ("佐证", "the evidence"),
        _ => ("版本信息", "about the edition"),
    }
}

/// The content as its type; whatever the type does not know or would write in another way is refused.
fn typed(found: &Value) -> Result<EditionContent, Box<Difference>> {
    let content: EditionContent = serde_json::from_value(found.clone()).map_err(|e| untypable(found, &e))?;
    let written = to_canonical(&content)
        .and_then(|bytes| Ok(serde_json::from_slice::<Value>(&bytes)?))
        .map_err(|e| unwritable(&e))?;
    match first_difference_below("/content", &written, found) {
        None => Ok(content),
        Some(difference) => Err(Box::new(difference)),
    }
}

/// Names the section that cannot be read; `serde` does not say where it was.
fn untypable(content: &Value, error: &serde_json::Error) -> Box<Difference> {
    fn fault<T: DeserializeOwned>(section: &Value) -> Option<String> {
        serde_json::from_value::<T>(section.clone()).err().map(|e| e.to_string())
    }
    let (pointer, reason) = [
        ("index", fault::<Index>(&content["index"])),
        ("instrument", fault::<Instrument>(&content["instrument"])),
        ("recipe", fault::<Recipe>(&content["recipe"])),
        ("data", fault::<Dataset>(&content["data"])),
        ("result", fault::<ScoreSheet>(&content["result"])),
        (EVIDENCE, fault::<Option<PublishedEvidence>>(&content[EVIDENCE])),
    ]
    .into_iter()
    .find_map(|(name, fault)| fault.map(|reason| (format!("/content/{name}"), reason)))
    .unwrap_or_else(|| ("/content".to_owned(), error.to_string()));
    Box::new(Difference {
        message: Text::new(
            format!("{pointer} 的内容读不懂：{reason}"),
            format!("What stands at {pointer} cannot be read: {reason}"),
        ),
        pointer,
        expected: Value::Null,
        found: json!(reason),
    })
}

/// A file holds only what JSON can hold, so this is a number that is out of range.
fn unwritable(error: &PublicationError) -> Box<Difference> {
    Box::new(Difference {
        pointer: String::new(),
        expected: Value::Null,
        found: json!(error.to_string()),
        message: error.message(),
    })
}

fn excerpt(bytes: &[u8], offset: usize) -> Value {
    let end = bytes.len().min(offset + EXCERPT);
    json!(String::from_utf8_lossy(&bytes[offset.min(end)..end]))
}
