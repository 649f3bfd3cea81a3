//! `outliers.json`.

use super::{Row, as_expected, refuse};

pub const ROWS: &[Row] = &[
    refuse("o-skew-const", "without spread the formula is 0/0"),
    refuse("o-kurt-const", "without spread the formula is 0/0"),
    refuse("o-check-const", "a column without spread has no shape to test"),
    refuse("o-winsor-const-*", "a column without spread has no outlier"),
    refuse("o-logCT-const", "ln 0: the shift is a part of a range that is 0"),
    refuse("o-logCTplus-const", "a column without spread has no tail"),
    as_expected("o-logCTorig-const", "ln 1 = 0 is the value of the formula"),
    as_expected("o-boxcox-const-*", "every power of 1, less 1, is 0: the value of the formula"),
    as_expected("o-treat-const-*", "untreated, with no verdict; the normalisation afterwards refuses it by name"),
];
