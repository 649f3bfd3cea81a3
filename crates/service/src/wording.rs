//! Conditions and formulas of questionnaires in words, for the pages that show them.

pub use evidence::{condition_in_words as condition, formula_in_words as formula};
