//! Reads CSV and XLSX into instruments and tables, and says what is wrong cell by cell. No IO: bytes
//! in, values out.
//!
//! ```text
//! bytes → Grid → NodeDraft → Instrument
//!              → TableRead → Dataset (one period, by an instrument)
//! bytes → Questionnaire → workbook to fill
//! bytes → Book, sheet by sheet → Submission → values of its items, or a copy with comments
//! bytes → kind of a supporting document
//! ```
//!
//! Every function returns all problems at once, each with file, sheet, cell, value, message and
//! remedy. A failed reading lists its warnings too, after the errors in the order of the file. Bytes
//! come from strangers: nothing here panics, trusts a declared size or guesses a value.

#![expect(
    clippy::result_large_err,
    reason = "a problem tells people everything at once; it is made once a fault, not in a loop"
)]

mod annotate;
mod book;
mod check;
mod condition;
mod dataset;
mod delimited;
mod document;
mod encoding;
mod file;
mod findings;
mod formula;
pub mod grid;
mod header;
mod layout;
mod package;
mod questionnaire;
mod rows;
mod submission;
mod table;
mod template;
mod tree;
mod value;
mod wording;
mod workbook;

pub use annotate::annotate;
pub use check::{Checked, Judged, check_submission, check_table};
pub use condition::{Predicate, calendar_rows};
pub use dataset::{periods, select_dataset};
pub use delimited::Separator;
pub use document::document_kind;
pub use encoding::TextEncoding;
pub use file::read_grid;
pub use formula::{Outcome, PointsOutcome, compute, excel_value, points};
pub use grid::Grid;
pub use questionnaire::{canonical_questionnaire, questionnaire_checksum, read_questionnaire};
pub use rows::{StoredRows, StoredTable};
pub use submission::{
    Examined, Expected, PreviewRow, Respondent, Submission, TablePreview, examine_submission, read_submission,
};
pub use table::{HeaderReport, TableRead, read_table};
pub use template::{Template, TemplateError, TemplateRound, write_head, write_template};
pub use tree::{TreeRead, read_instrument, read_tree};
pub use wording::{condition_in_words, formula_in_words};

/// Largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 64 << 20;
