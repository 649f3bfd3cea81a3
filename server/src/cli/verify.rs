//! `chengping verify`: anyone can check a bundle, with no database and no trust.

use std::path::PathBuf;

use clap::Args;
use service::verify::{Verification, verify};

use super::{Failure, output, read_file};

#[derive(Debug, Args)]
#[command(after_help = "Example:
  chengping verify hfi-2016-v1.json
Every hash is computed again, and so is every score and every value whose rows are shown: exit code 0
means identical, 1 not. Of an edition that withholds its scores only the hashes can be.
Compare the SHA-256 with the one on the edition's page to know that it is that edition.")]
pub(super) struct Verify {
    /// The JSON bundle of an edition
    bundle: PathBuf,
    #[arg(
        long,
        help = "Print JSON: {\"identical\", \"first_difference\", \"sha256\", \"scores_withheld\", \"values_recomputed\", \"values_withheld\"}"
    )]
    json: bool,
}

impl Verify {
    pub(super) fn run(self) -> Result<(), Failure> {
        let (_, bytes) = read_file(&self.bundle)?;
        let verification = verify(&bytes);
        if self.json {
            output::print_json(&verification)?;
        } else {
            output::print(&describe(&verification))?;
        }
        if verification.identical { Ok(()) } else { Err(Failure::Answered) }
    }
}

/// How many values were computed from their rows; nothing for an edition without evidence.
fn values(verification: &Verification) -> String {
    match (verification.values_recomputed, verification.values_withheld) {
        (0, 0) => String::new(),
        (recomputed, withheld) => format!(
            "由公开的各行重新算出的数值：{recomputed}；因行、列或数值不公开而不能重算的：{withheld}。\nValues computed again from the rows shown: {recomputed}; withheld rows, columns or values leave out {withheld}.\n"
        ),
    }
}

fn describe(verification: &Verification) -> String {
    let sha256 = &verification.sha256;
    match &verification.first_difference {
        None if verification.scores_withheld => format!(
            "完全一致：文件未被改动。本版不公布得分，没有可以重新计算的内容。\nIdentical: no byte was changed. This edition withholds its scores: there is nothing to compute again.\nSHA-256 {sha256}\n"
        ),
        None => format!(
            "完全一致：文件未被改动，重新计算的每个得分都相同。\nIdentical: no byte was changed, and every score computed again is the same.\n{values}SHA-256 {sha256}\n",
            values = values(verification),
        ),
        Some(difference) => format!(
            "不一致 {pointer}\n  {zh}\nNot identical at {pointer}\n  {en}\n  应为 expected {expected}\n  实为 found    {found}\nSHA-256 {sha256}\n",
            pointer = if difference.pointer.is_empty() { "/" } else { &difference.pointer },
            zh = difference.message.zh,
            en = difference.message.en,
            expected = difference.expected,
            found = difference.found,
        ),
    }
}
