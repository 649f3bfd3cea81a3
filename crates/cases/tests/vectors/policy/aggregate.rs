//! `aggregate.json`.

use super::{Row, as_expected, refuse};

pub const ROWS: &[Row] = &[
    as_expected("o-*-allna-*", "a parent of which no child has a score has none"),
    as_expected("o-amean-one-zerow", "no child with weight has a score: the parent has none"),
    as_expected("o-gmean-one-zerow", "no child with weight has a score: the parent has none"),
    as_expected("o-hmean-one-zerow", "no child with weight has a score: the parent has none"),
    refuse(
        "o-genmean-na-*",
        "COINr answers missing against its own help text; the engine's mean would answer otherwise",
    ),
    refuse(
        "o-genmean-one-*",
        "COINr answers missing against its own help text; the engine's mean would answer otherwise",
    ),
    as_expected("o-genmean-zero-*-2", "a positive power of 0 is 0"),
    refuse("o-*-zero-*", "0 has neither a logarithm nor a reciprocal"),
    refuse("o-*-neg-*", "with negative scores the formula gives a number that is no mean"),
    refuse("o-outrank-na-*", "what is missing cannot be compared; COINr's answer depends on the order of the rows"),
    refuse("o-copeland-na-*", "what is missing cannot be compared; COINr's answer depends on the order of the rows"),
];
