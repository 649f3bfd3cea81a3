//! Columns: whether a rule can be met, and written into a workbook.

use std::collections::HashSet;

use domain::{
    Problem, Questionnaire, Text,
    questionnaire::{Column, ValueRule, column::MAX_NUMBER},
};

use crate::condition::RESERVED;

/// Most characters of a cell, as Excel counts them.
const MAX_CELL: u32 = 32_767;
/// Longest option that a list can offer.
const MAX_OPTION: usize = 255;

/// Checks a column by itself.
pub(super) fn check(questionnaire: &Questionnaire, column: &Column, path: &str, problems: &mut Vec<Problem>) {
    key(&column.key, path, problems);
    rule(questionnaire, &column.rule, &format!("{path}.rule"), problems);
}

fn key(key: &str, path: &str, problems: &mut Vec<Problem>) {
    let letters = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let sound = letters && key.len() <= 64 && key.starts_with(|c: char| c.is_ascii_lowercase());
    if !sound || RESERVED.contains(&key) {
        problems.push(
            Problem::error(
                "questionnaire.key_form",
                Text::new(
                    "列的 key 以小写字母开头，只用小写字母、数字和下划线，不用条件中的保留字。",
                    "The key of a column begins with a lower-case letter, has lower-case letters, digits and underscores only, and is no word of the conditions.",
                ),
            )
            .at_field(format!("{path}.key"))
            .found(key),
        );
    }
}

fn rule(questionnaire: &Questionnaire, rule: &ValueRule, path: &str, problems: &mut Vec<Problem>) {
    match rule {
        ValueRule::Text { .. } => {
            let most = rule.max_chars();
            if most == 0 || most > MAX_CELL {
                let text = Text::new(
                    format!("字数上限在 1 至 {MAX_CELL} 之间。"),
                    format!("The most characters of a text lie between 1 and {MAX_CELL}."),
                );
                problems.push(fault(text, &format!("{path}.max_chars")).found(most.to_string()));
            }
        }
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => {
            let (low, high) = rule.number_range();
            // Written so that NaN fails.
            let sound = low <= high && low >= -MAX_NUMBER && high <= MAX_NUMBER;
            if !sound {
                let text = Text::new(
                    "最小值不能大于最大值，两者都不超过 15 位整数。",
                    "The smallest value is not above the largest, and both have at most 15 digits before the point.",
                );
                problems.push(fault(text, path).found(format!("{low}…{high}")));
            }
        }
        ValueRule::Date { .. } => {
            let (from, to) = rule.date_range();
            if from > to || !(1900..=9999).contains(&from.year()) || !(1900..=9999).contains(&to.year()) {
                let text = Text::new(
                    "起始日期不能晚于截止日期，年份在 1900 至 9999 之间。",
                    "The first day is not after the last, and years lie between 1900 and 9999.",
                );
                problems.push(fault(text, path).found(format!("{from}…{to}")));
            }
        }
        ValueRule::Options { options } => self::options(options, &format!("{path}.options"), problems),
        ValueRule::Region => {
            if questionnaire.regions.is_empty() {
                let text = Text::new(
                    "有行政区划代码列，但问卷没有 regions 列表。",
                    "There is a column of division codes, but the questionnaire lists no regions.",
                );
                problems.push(fault(text, path));
            }
        }
        ValueRule::YesNo | ValueRule::Url | ValueRule::CreditCode | ValueRule::Documents => {}
    }
}

fn options(options: &[Text], path: &str, problems: &mut Vec<Problem>) {
    if options.is_empty() {
        let text = Text::new("单选列至少要有一个选项。", "A column with options has at least one.");
        problems.push(fault(text, path));
    }
    let mut seen = HashSet::new();
    for (i, option) in options.iter().enumerate() {
        let path = format!("{path}.{}", i + 1);
        let zh = option.zh.as_str();
        if zh.trim() != zh || zh.contains(char::is_control) {
            let text =
                Text::new("选项前后不留空格，不换行。", "An option has no spaces around it and stands in one line.");
            problems.push(fault(text, &path).found(zh));
        } else if zh.encode_utf16().count() > MAX_OPTION {
            let text = Text::new(
                format!("选项不超过 {MAX_OPTION} 个字。"),
                format!("An option has at most {MAX_OPTION} characters."),
            );
            problems.push(fault(text, &path));
        } else if !seen.insert(zh) {
            let text = Text::new(format!("选项“{zh}”重复。"), format!("The option “{zh}” stands twice."));
            problems.push(fault(text, &path).found(zh));
        }
    }
}

fn fault(text: Text, path: &str) -> Problem {
    Problem::error("questionnaire.rule", text).at_field(path)
}
