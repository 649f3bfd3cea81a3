//! Conditions over the rows of evidence tables, for programs that make rows.

pub use evidence::Predicate;
