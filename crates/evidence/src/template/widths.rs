//! How wide columns are and how high wrapped text stands, in the half-width characters that Excel
//! counts columns in.

use domain::questionnaire::{Column, ValueRule};

/// Height of a line in points.
pub(super) const LINE: f64 = 14.5;
/// Texts longer than this get the widest column.
const LONG_TEXT: u32 = 200;

/// Half-width characters a text takes: two for a Chinese one.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Lines a text takes in a column of this width.
pub(super) fn lines(text: &str, column: f64) -> f64 {
    text.split('\n').map(|line| (width(line) * 1.08 / column).ceil().max(1.0)).sum()
}

/// Width of a column of evidence: by what it holds, and its head in no more than two lines.
pub(super) fn of(column: &Column) -> f64 {
    let content: f64 = match &column.rule {
        ValueRule::Text { .. } if column.rule.max_chars() > LONG_TEXT => 36.0,
        ValueRule::Text { .. } => 20.0,
        ValueRule::Integer { .. } | ValueRule::Percent { .. } => 11.0,
        ValueRule::Decimal { .. } | ValueRule::Date { .. } | ValueRule::Region => 13.0,
        ValueRule::YesNo => 9.0,
        ValueRule::Options { options } => {
            options.iter().map(|option| width(&option.zh) + 4.0).fold(9.0, f64::max).min(26.0)
        }
        ValueRule::Url => 30.0,
        ValueRule::CreditCode => 22.0,
        ValueRule::Documents => 15.0,
    };
    let head = (width(&column.label.zh) + 4.0) / if width(&column.label.zh) > 16.0 { 2.0 } else { 1.0 };
    content.max(head).min(40.0)
}
