//! What must be true of every parser, whatever it is given: it answers, with values or with problems
//! that people understand, and what it read it would read again.
//!
//! ```text
//! fuzz/fuzz_targets/NAME.rs ─┐
//!                            ├─► Target::run(bytes), one for each parser
//! tests/parsers.rs ──────────┘
//! ```
//!
//! Nothing of the product uses this crate. A body panics where a promise is broken: that is its answer.

#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test may panic")]

mod bundle;
mod condition;
mod document;
mod expect;
mod instrument;
mod package;
mod questionnaire;
mod recipe;
mod sample;
mod short_text;
mod submission;
mod table;

/// A parser, and how to try it.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The name of its file in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// Gives it some bytes, and panics where it breaks a promise.
    pub run: fn(&[u8]),
    /// Sound input to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words that mean something to it.
    pub words: &'static [&'static str],
}

/// Every parser of what comes from outside.
pub const TARGETS: [Target; 13] = [
    bundle::BUNDLE,
    condition::CONDITION,
    document::DOCUMENT,
    bundle::EDITION,
    instrument::INSTRUMENT,
    questionnaire::QUESTIONNAIRE,
    recipe::RECIPE,
    short_text::SHORT_TEXT,
    submission::SUBMISSION,
    submission::SUBMISSION_PART,
    submission::SUBMISSION_TABLE,
    table::TABLE,
    table::TABLE_PART,
];

/// Runs the target of that name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    (target.run)(bytes);
}
