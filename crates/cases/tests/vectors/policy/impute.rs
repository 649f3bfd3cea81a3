//! `impute.json`.

#[expect(unused_imports, reason = "rows follow")]
use super::{Row, as_expected, refuse};

pub const ROWS: &[Row] = &[];
