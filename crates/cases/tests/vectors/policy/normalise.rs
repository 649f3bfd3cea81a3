//! `normalise.json`.

use super::{Row, as_expected, refuse};

pub const ROWS: &[Row] = &[
    as_expected("o-*-all_na-+1*", "a column without values has no scores: missing stays missing"),
    refuse("o-fracmax-*--1", "x / max of -x is above 1 and grows as the unit gets worse: no fraction at all"),
    refuse("o-fracmax-neg-+1", "the share of the greatest is defined for amounts, not for negative values"),
    as_expected("o-*-all_na--1*", "a column without values has no scores: missing stays missing"),
    as_expected("o-fracmax-*-+1", "one positive value is the whole of itself"),
    as_expected("o-goalposts-*", "posts are fixed: a score needs no other unit"),
    as_expected("o-rank-*", "places exist also among equals"),
    as_expected("o-borda-*", "places exist also among equals"),
    as_expected("o-prank-const-*", "places exist also among equals"),
    refuse("o-prank-single_valid-*", "a single unit has no others to be above: 0/0"),
    refuse("o-minmax-*", "without spread the formula is 0/0"),
    refuse("o-zscore-*", "without spread the formula is 0/0"),
    refuse("o-dist2max-*", "without spread the formula is 0/0"),
    refuse("o-dist2ref-*", "without spread the formula is 0/0"),
    refuse("o-dist2targ-*", "without spread the formula is 0/0"),
];
