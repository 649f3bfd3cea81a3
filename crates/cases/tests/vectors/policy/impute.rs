//! `impute.json`.

use super::{Row, as_expected, refuse};

pub const ROWS: &[Row] = &[
    as_expected("o-imp-mean-grpNA", "a unit without a group is left as it is"),
    as_expected("o-imp-mean-emptygrp", "a group without values has none to give: its units stay missing, unflagged"),
    refuse("o-panel-linear", "there is no line through one value"),
];
