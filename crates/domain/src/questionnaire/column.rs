//! A column of an evidence table 填报表 and the one rule that governs its cells.
//!
//! [`ValueRule::requirement`] is the sentence a person reads in the column's note, in the warning of
//! Excel's validation and in the problem after an upload; [`ValueRule::accepts`] is the check on the
//! server; `evidence::template` writes Excel's validation from the same fields. So the instruction
//! cannot contradict the check.

mod value;

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use super::region::Region;
use crate::text::Text;

/// Longest text where a column sets no limit of its own.
pub const DEFAULT_MAX_CHARS: u32 = 500;
/// Largest number a cell may hold where a column sets no limit: all digits of a whole number up to
/// here survive in a spreadsheet.
pub const MAX_NUMBER: f64 = 999_999_999_999_999.0;

/// A column of an evidence table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Names it in conditions: lower-case letters, digits and underscores.
    pub key: String,
    /// Its head.
    pub label: Text,
    /// Whether a filled row must fill it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether no two rows may say the same: the number of a case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Who may see its cells.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// What its cells may hold.
    pub rule: ValueRule,
}

impl Column {
    /// The instruction, in one sentence each language: whether it must be filled, and with what.
    pub fn instruction(&self) -> Text {
        let requirement = self.rule.requirement();
        let mut text = if self.required {
            Text::new(format!("必填。{}", requirement.zh), format!("Required. {}", requirement.en))
        } else {
            Text::new(format!("选填。{}", requirement.zh), format!("Optional. {}", requirement.en))
        };
        if self.unique {
            text.zh.push_str("不能重复。");
            text.en.push_str(" No two rows alike.");
        }
        text
    }
}

/// Who may see the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Everyone, where the item is public.
    #[default]
    Public,
    /// The respondent, the assessor and the commissioner.
    Internal,
}

/// What the cells of a column may hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ValueRule {
    /// 文字.
    Text {
        /// Most characters; [`DEFAULT_MAX_CHARS`] if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_chars: Option<u32>,
    },
    /// 整数.
    Integer {
        /// Smallest; 0 if not given: evidence counts things.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        /// Largest; [`MAX_NUMBER`] if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
    },
    /// 数值.
    Decimal {
        /// Smallest; 0 if not given: evidence measures amounts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<f64>,
        /// Largest; [`MAX_NUMBER`] if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<f64>,
    },
    /// 百分数, kept as the number before the sign: 85.5 for 85.5 %. The column has a percent format,
    /// so that a person types 85.5%.
    Percent {
        /// Smallest in percent; 0 if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<f64>,
        /// Largest in percent; 100 if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<f64>,
    },
    /// 日期, without a time.
    Date {
        /// First day; 1990-01-01 if not given.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "iso_date::option")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        from: Option<Date>,
        /// Last day; 2099-12-31 if not given.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "iso_date::option")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        to: Option<Date>,
    },
    /// 是 or 否.
    YesNo,
    /// One of a list 单选.
    Options {
        /// What may be chosen, kept in Chinese.
        options: Vec<Text>,
    },
    /// A web address 网址.
    Url,
    /// A division code 行政区划代码 of the respondent's own place or below.
    Region,
    /// A unified social credit code 统一社会信用代码 of 18 characters.
    CreditCode,
    /// Numbers of supporting documents 佐证材料编号, separated by commas: `1, 2`.
    Documents,
}

pub use value::Value;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

impl ValueRule {
    /// What a cell must hold, in one sentence each language.
    pub fn requirement(&self) -> Text {
        match self {
            Self::Text { .. } => {
                let most = self.max_chars();
                Text::new(format!("填写文字，不超过 {most} 个字。"), format!("Text of at most {most} characters."))
            }
            Self::Integer { .. } => {
                let (zh, en) = range(self.number_range());
                Text::new(format!("填写整数{zh}，只写数字。"), format!("A whole number{en}, digits only."))
            }
            Self::Decimal { .. } => {
                let (zh, en) = range(self.number_range());
                Text::new(format!("填写数值{zh}，只写数字，不写单位。"), format!("A number{en}, without its unit."))
            }
            Self::Percent { .. } => {
                let (low, high) = self.number_range();
                Text::new(
                    format!("填写百分数，{low}% 至 {high}%，写上百分号，例如 85.5%。"),
                    format!("A percentage from {low}% to {high}% with its sign, such as 85.5%."),
                )
            }
            Self::Date { .. } => {
                let (from, to) = self.date_range();
                Text::new(
                    format!("填写日期，{from} 至 {to}，例如 2025-03-01。"),
                    format!("A date from {from} to {to}, such as 2025-03-01."),
                )
            }
            Self::YesNo => Text::new("填写“是”或“否”。", "Write 是 (yes) or 否 (no)."),
            Self::Options { options } => {
                let mut text = Text::new("从列表中选一项：", "One of the list: ");
                for (i, option) in options.iter().enumerate() {
                    let (zh, en) = if i == 0 { ("", "") } else { ("、", ", ") };
                    text.zh.push_str(zh);
                    text.zh.push_str(&option.zh);
                    text.en.push_str(en);
                    text.en.push_str(&option.zh);
                    if option.en != option.zh {
                        // Writing to a string cannot fail.
                        let _ = write!(text.en, " ({})", option.en);
                    }
                }
                text.zh.push('。');
                text.en.push('.');
                text
            }
            Self::Url => Text::new(
                "填写完整网址，以 http:// 或 https:// 开头。",
                "A full web address that begins with http:// or https://.",
            ),
            Self::Region => Text::new(
                "填写 6 位行政区划代码，限本地区及其所辖县（市、区），见“代码”表。",
                "A division code of six digits, of your own region or one within it; see the sheet 代码.",
            ),
            Self::CreditCode => {
                Text::new("填写 18 位统一社会信用代码。", "A unified social credit code of 18 characters.")
            }
            Self::Documents => Text::new(
                "填写佐证材料的编号，多份用逗号隔开，例如 1,2。",
                "The numbers of the supporting documents, separated by commas, such as 1,2.",
            ),
        }
    }

    /// Whether a cell may hold this value. `regions` are those the respondent may name.
    pub fn accepts(&self, value: &Value, regions: &[Region]) -> bool {
        match (self, value) {
            (Self::Text { .. }, Value::Text(text)) => length(text) <= self.max_chars(),
            (Self::Integer { .. }, Value::Number(x)) => x.fract() == 0.0 && within(*x, self.number_range()),
            (Self::Decimal { .. } | Self::Percent { .. }, Value::Number(x)) => within(*x, self.number_range()),
            (Self::Date { .. }, Value::Date(day)) => {
                let (from, to) = self.date_range();
                (from..=to).contains(day)
            }
            (Self::YesNo, Value::Bool(_)) => true,
            (Self::Options { options }, Value::Text(text)) => options.iter().any(|option| option.zh == *text),
            (Self::Url, Value::Text(text)) => is_url(text),
            (Self::Region, Value::Text(code)) => regions.iter().any(|region| region.code == *code),
            (Self::CreditCode, Value::Text(code)) => is_credit_code(code),
            (Self::Documents, Value::Text(text)) => document_numbers(text).is_some(),
            (
                Self::Text { .. }
                | Self::Integer { .. }
                | Self::Decimal { .. }
                | Self::Percent { .. }
                | Self::Date { .. }
                | Self::YesNo
                | Self::Options { .. }
                | Self::Url
                | Self::Region
                | Self::CreditCode
                | Self::Documents,
                Value::Bool(_) | Value::Number(_) | Value::Date(_) | Value::Text(_),
            ) => false,
        }
    }

    /// Most characters of a text; 0 for other rules.
    pub fn max_chars(&self) -> u32 {
        match self {
            Self::Text { max_chars } => max_chars.unwrap_or(DEFAULT_MAX_CHARS),
            Self::Integer { .. }
            | Self::Decimal { .. }
            | Self::Percent { .. }
            | Self::Date { .. }
            | Self::YesNo
            | Self::Options { .. }
            | Self::Url
            | Self::Region
            | Self::CreditCode
            | Self::Documents => 0,
        }
    }

    /// Smallest and largest number; for rules without numbers an empty range at 0.
    pub fn number_range(&self) -> (f64, f64) {
        match self {
            Self::Integer { min, max } => (min.map_or(0.0, |x| x as f64), max.map_or(MAX_NUMBER, |x| x as f64)),
            Self::Decimal { min, max } => (min.unwrap_or(0.0), max.unwrap_or(MAX_NUMBER)),
            Self::Percent { min, max } => (min.unwrap_or(0.0), max.unwrap_or(100.0)),
            Self::Text { .. }
            | Self::Date { .. }
            | Self::YesNo
            | Self::Options { .. }
            | Self::Url
            | Self::Region
            | Self::CreditCode
            | Self::Documents => (0.0, 0.0),
        }
    }

    /// First and last day; the widest range for rules without dates.
    pub fn date_range(&self) -> (Date, Date) {
        let (from, to) = match self {
            Self::Date { from, to } => (*from, *to),
            Self::Text { .. }
            | Self::Integer { .. }
            | Self::Decimal { .. }
            | Self::Percent { .. }
            | Self::YesNo
            | Self::Options { .. }
            | Self::Url
            | Self::Region
            | Self::CreditCode
            | Self::Documents => (None, None),
        };
        let day = |year, month, day| Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN);
        (from.unwrap_or(day(1990, Month::January, 1)), to.unwrap_or(day(2099, Month::December, 31)))
    }
}

/// The numbers in a list of documents, in the order written; `None` where anything else stands.
pub fn document_numbers(text: &str) -> Option<Vec<u32>> {
    let numbers: Option<Vec<u32>> = text
        .split([',', '，', '、', ';', '；'])
        .map(|part| part.trim().parse().ok().filter(|&n: &u32| n > 0))
        .collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

/// The words for a range that is narrower than “any number from 0”.
fn range((low, high): (f64, f64)) -> (String, String) {
    if high >= MAX_NUMBER {
        (format!("，不小于 {low}"), format!(" of at least {low}"))
    } else {
        (format!("，{low} 至 {high}"), format!(" from {low} to {high}"))
    }
}

fn within(x: f64, (low, high): (f64, f64)) -> bool {
    (low..=high).contains(&x)
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !host.starts_with('.') && !text.chars().any(|c| c.is_whitespace() || c.is_control())
    }) && length(text) <= DEFAULT_MAX_CHARS
}

/// GB 32100-2015: 17 characters without I, O, S, V, Z and a check character modulo 31.
fn is_credit_code(code: &str) -> bool {
    const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let digits: Option<Vec<usize>> = code.bytes().map(|byte| CHARACTERS.iter().position(|&c| c == byte)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 18) else { return false };
    let sum: usize = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    digits[17] == (31 - sum % 31) % 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_must_be_whole_and_in_range_to_be_an_integer() {
        let rule = ValueRule::Integer { min: None, max: Some(10) };
        assert!(rule.accepts(&Value::Number(0.0), &[]) && rule.accepts(&Value::Number(10.0), &[]));
        for x in [-1.0, 0.5, 11.0, f64::NAN, f64::INFINITY] {
            assert!(!rule.accepts(&Value::Number(x), &[]), "{x}");
        }
        assert!(!rule.accepts(&Value::Text("3".to_owned()), &[]));
    }

    #[test]
    fn a_credit_code_carries_its_check_character() {
        assert!(is_credit_code("91350100M000100Y43"));
        assert!(!is_credit_code("91350100M000100Y44"));
        assert!(!is_credit_code("91350100M000100Y4"));
        assert!(!is_credit_code("91350100m000100y43"));
    }

    #[test]
    fn document_numbers_may_be_separated_by_chinese_commas() {
        assert_eq!(document_numbers("1，2、3"), Some(vec![1, 2, 3]));
        assert_eq!(document_numbers("附件1"), None);
        assert_eq!(document_numbers("0"), None);
    }

    #[test]
    fn an_address_needs_a_scheme_and_a_host() {
        assert!(is_url("https://www.shanxi.gov.cn/zw?x=1"));
        assert!(!is_url("www.shanxi.gov.cn") && !is_url("https://") && !is_url("https://a b.cn"));
    }
}
