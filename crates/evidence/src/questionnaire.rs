//! Reads a questionnaire from its JSON file and checks that it holds together.
//!
//! ```text
//! bytes → json (syntax, repeated names) → parts (each element on its own) → check (what refers to what)
//! ```

mod check;
mod explain;
mod json;
mod parts;
#[cfg(test)]
mod tests;

use domain::{Problem, Questionnaire, Text, problem::any_error};
use sha2::{Digest, Sha256};

use crate::encoding::decode;

/// Largest questionnaire that is read, in bytes: the example of 59 items has 150 KB.
const MAX_BYTES: usize = 8 << 20;

/// Reads a questionnaire, with the warnings about it.
///
/// # Errors
/// Everything wrong with the file at once, each at the path of the faulty part:
/// `items.A1.1.kind.formula.numerator`. List elements are named by their code, else by their number
/// from 1.
pub fn read_questionnaire(file: &str, bytes: &[u8]) -> Result<(Questionnaire, Vec<Problem>), Vec<Problem>> {
    let mut problems = Vec::new();
    let questionnaire = read(bytes, &mut problems);
    let problems: Vec<Problem> = problems.into_iter().map(|problem| problem.in_file(file)).collect();
    match questionnaire {
        Some(questionnaire) if !any_error(&problems) => Ok((questionnaire, problems)),
        Some(_) | None => Err(problems),
    }
}

fn read(bytes: &[u8], problems: &mut Vec<Problem>) -> Option<Questionnaire> {
    if bytes.len() > MAX_BYTES {
        problems.push(Problem::error(
            "file.too_large",
            Text::new(
                format!("文件有 {} MiB，问卷文件最多 {} MiB。", bytes.len() >> 20, MAX_BYTES >> 20),
                format!("The file has {} MiB; a questionnaire has at most {} MiB.", bytes.len() >> 20, MAX_BYTES >> 20),
            ),
        ));
        return None;
    }
    let decoded = decode(bytes).map_err(|problem| problems.push(problem)).ok()?;
    problems.extend(decoded.warning);
    let value = json::parse(&decoded.text, problems)?;
    let parts = parts::assemble(value, problems)?;
    check::check(&parts, problems);
    Some(parts.questionnaire)
}

/// A questionnaire as canonical JSON (RFC 8785): the same bytes for whatever says the same.
pub fn canonical_questionnaire(questionnaire: &Questionnaire) -> Vec<u8> {
    // Only a number that is not finite cannot be written, and no file holds one.
    serde_jcs::to_vec(questionnaire).unwrap_or_default()
}

/// The SHA-256 of the canonical JSON of a questionnaire, hexadecimal: what a workbook names the version
/// by that it was made from.
pub fn questionnaire_checksum(questionnaire: &Questionnaire) -> String {
    hex::encode(Sha256::digest(canonical_questionnaire(questionnaire)))
}
