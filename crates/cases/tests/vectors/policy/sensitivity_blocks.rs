//! `sensitivity_blocks.json`.

use super::{Row, as_expected};

pub const ROWS: &[Row] = &[as_expected(
    "o-sample2para-disc",
    "the case asks for breaks from the sample's own range; runs of our own map [0, 1) into equal parts instead",
)];
