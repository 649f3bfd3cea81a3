//! `reliability.json`.

use super::{Row, refuse};

pub const ROWS: &[Row] = &[refuse(
    "o-kripp-constant-*",
    "without variation neither agreement nor disagreement can be told from chance: alpha is 0/0",
)];
