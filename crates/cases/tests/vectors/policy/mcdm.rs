//! `mcdm.json`.

use super::{Row, as_expected, refuse};

pub const ROWS: &[Row] = &[
    as_expected("o-critic-nodir-*", "CRITIC with all criteria as more is better: the case asks for it by name"),
    refuse("o-critic-constant", "0/0 in min-max: one dead criterion would make all weights NaN"),
    refuse("o-saw-constant", "0/0 in min-max: packages answer 1, NaN and 0"),
];
