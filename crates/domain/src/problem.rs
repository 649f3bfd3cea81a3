//! What is wrong with an input, where, and how to mend it: for people, in both languages.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Whether a problem stops the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be accepted as it is.
    Error,
    /// Accepted, but a person should look.
    Warning,
}

/// Where a problem is. Every part is optional: a whole file, a sheet, a cell, a form field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// File name as the person knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Worksheet name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Cell address such as `C14`; CSV files count the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Form field name, command line flag, or the code of a node or unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// One thing that is wrong: a stable code for programs, a message and a remedy for people.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// Stable, dotted, lower case: `instrument.weights_sum`.
    pub code: String,
    /// Whether it stops the work.
    pub severity: Severity,
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// The value that was found, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is wrong.
    pub message: Text,
    /// How to mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Text>,
    /// How often the same fault occurs, this being the first place; 1 for a single one.
    #[serde(default = "one")]
    pub count: usize,
}

const fn one() -> usize {
    1
}

impl Problem {
    /// An error: the input cannot be accepted.
    pub fn error(code: impl Into<String>, message: Text) -> Self {
        Self {
            code: code.into(),
            severity: Severity::Error,
            place: Place::default(),
            value: None,
            message,
            remedy: None,
            count: 1,
        }
    }

    /// A warning: accepted, but a person should look.
    pub fn warning(code: impl Into<String>, message: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Names the form field, flag, node or unit.
    #[must_use]
    pub fn at_field(mut self, field: impl Into<String>) -> Self {
        self.place.field = Some(field.into());
        self
    }

    /// Names the cell, and its sheet where the file has sheets.
    #[must_use]
    pub fn at_cell(mut self, sheet: Option<&str>, cell: impl Into<String>) -> Self {
        self.place.sheet = sheet.map(str::to_owned);
        self.place.cell = Some(cell.into());
        self
    }

    /// Names the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// Sets the whole place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Shows the value that was found.
    #[must_use]
    pub fn found(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn remedy(mut self, remedy: Text) -> Self {
        self.remedy = Some(remedy);
        self
    }

    /// Whether it stops the work.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of the problems stops the work.
pub fn any_error(problems: &[Problem]) -> bool {
    problems.iter().any(Problem::is_error)
}
