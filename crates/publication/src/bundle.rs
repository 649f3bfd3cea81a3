//! The JSON bundle: everything a stranger needs to recompute an edition, with hashes that name the
//! part that was changed.
//!
//! ```json
//! {"content":{…},"format":"chengping-edition/1","sections":{"data":"<sha256>",…},"sha256":"<sha256 of content>"}
//! ```
//!
//! The whole file is canonical JSON on one line. So it has one spelling, and every changed byte
//! shows: as broken JSON, as another spelling, or as a hash that does not match.

mod integrity;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::EditionContent;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Difference, PublicationError,
    canonical::{sha256_hex, to_canonical},
};

/// The format this code writes and reads. Another meaning of the bundle is another name.
pub const FORMAT: &str = "chengping-edition/1";

/// The parts of the content that have a hash of their own: fields of [`EditionContent`].
const SECTIONS: [&str; 5] = ["index", "instrument", "recipe", "data", "result"];
/// A section that only editions with evidence have.
const EVIDENCE: &str = "evidence";
/// The hash over what is left of the content: period, version, time, engine, assessor, how much is released.
const REST: &str = "edition";

/// A written bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of the file, in hexadecimal: what an edition is known by.
    pub sha256_of_file: String,
}

/// A bundle that was read and found whole.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBundle {
    /// The content.
    pub content: EditionContent,
    /// SHA-256 of the canonical content, as the bundle states it and as it is.
    pub sha256_of_content: String,
    /// SHA-256 of the file.
    pub sha256_of_file: String,
}

/// A bundle that is not whole, and the first place that shows it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.message.en)]
pub struct BundleError(pub Box<Difference>);

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    content: &'a EditionContent,
    sections: BTreeMap<String, String>,
    sha256: String,
}

/// What is read of a bundle whose hashes were compared before.
#[derive(Deserialize)]
struct Known {
    format: String,
    content: EditionContent,
}

/// Writes an edition as a bundle; the same content gives the same bytes.
///
/// # Errors
/// A number in the content is not finite.
pub fn write(content: &EditionContent) -> Result<Bundle, PublicationError> {
    let canonical = to_canonical(content)?;
    let sections = hash_sections(&serde_json::from_slice(&canonical)?)?;
    let bytes = to_canonical(&File { format: FORMAT, content, sections, sha256: sha256_hex(&canonical) })?;
    Ok(Bundle { sha256_of_file: sha256_hex(&bytes), bytes })
}

/// Reads a bundle, and only a whole one: unchanged to the byte, nothing unknown, nothing missing.
///
/// # Errors
/// The first difference between this file and a bundle.
pub fn read(bytes: &[u8]) -> Result<ReadBundle, BundleError> {
    integrity::read(bytes).map_err(BundleError)
}

/// The content of a bundle of which is known already that it is whole: its bytes were compared with
/// the SHA-256 it is known by, which was noted when it was written.
///
/// Then there is nothing left for [`read`] to find, which spells the file out several times to compare
/// it with itself, and takes more than ten times as long.
///
/// # Errors
/// The bytes are no bundle of this format.
pub fn content_of_whole(bytes: &[u8]) -> Result<EditionContent, serde_json::Error> {
    let known: Known = serde_json::from_slice(bytes)?;
    if known.format == FORMAT {
        Ok(known.content)
    } else {
        Err(serde::de::Error::custom(format_args!("the format is {}, not {FORMAT}", known.format)))
    }
}

/// The first sign that a file is not a bundle as it was written; `None` for a whole one.
///
/// It does not recompute the scores: a forger may have computed all hashes anew. Compare the hash of
/// the file with the published one, and the result with [`crate::first_value_difference`].
pub fn first_integrity_difference(bytes: &[u8]) -> Option<Difference> {
    integrity::read(bytes).err().map(|difference| *difference)
}

/// The hash of each section of some content.
fn hash_sections(content: &Value) -> Result<BTreeMap<String, String>, PublicationError> {
    let mut rest = content.clone();
    let mut hashes = BTreeMap::new();
    for name in SECTIONS {
        let section = rest.as_object_mut().and_then(|fields| fields.shift_remove(name)).unwrap_or_default();
        hashes.insert(name.to_owned(), sha256_hex(&to_canonical(&section)?));
    }
    if let Some(evidence) = rest.as_object_mut().and_then(|fields| fields.shift_remove(EVIDENCE)) {
        hashes.insert(EVIDENCE.to_owned(), sha256_hex(&to_canonical(&evidence)?));
    }
    hashes.insert(REST.to_owned(), sha256_hex(&to_canonical(&rest)?));
    Ok(hashes)
}
