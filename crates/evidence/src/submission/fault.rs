//! What can be wrong with a cell of an evidence table, in words. The requirement of the column is the
//! remedy, so that message, instruction and check say the same.

use domain::{Problem, Text, questionnaire::Column};
use time::Date;

use super::places::Places;
use crate::{grid::Cell, value};

/// Why a cell has no value, or a doubtful one. Small, since a million cells may have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No number, as for every other table.
    Number(value::Fault),
    /// A percentage without its sign.
    PercentUnclear,
    /// A fraction where a whole number belongs.
    NotWhole,
    /// Smaller or larger, earlier or later than the rule allows.
    OutOfRange,
    /// A text with too many characters.
    TooLong,
    /// No day, or one that could be two.
    NotDate,
    /// A day as a bare number: read, but to be looked at.
    DateSerial {
        /// The day that was read.
        date: Date,
        /// How it was counted.
        counts_from_1904: bool,
    },
    /// A time behind the day, which is not kept.
    TimeDropped,
    /// Neither 是 nor 否.
    NotYesNo,
    /// 有, 无, 1, 0: perhaps 是 or 否.
    YesNoUnclear,
    /// Not in the list.
    NotAnOption,
    /// No division code of the questionnaire.
    RegionUnknown,
    /// A division of somebody else.
    RegionForeign,
    /// No credit code, or a false check character.
    CreditCode,
    /// No web address.
    Url,
    /// No list of document numbers.
    Documents,
    /// A number with more digits than a spreadsheet keeps.
    DigitsLost,
    /// Nothing where something must be.
    Required,
}

impl Fault {
    /// Its stable code.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Number(fault) => fault.code(),
            Self::PercentUnclear => "cell.percent_unclear",
            Self::NotWhole => "cell.not_whole",
            Self::OutOfRange => "cell.out_of_range",
            Self::TooLong => "cell.too_long",
            Self::NotDate => "cell.not_date",
            Self::DateSerial { .. } => "cell.date_serial",
            Self::TimeDropped => "cell.time_dropped",
            Self::NotYesNo => "cell.not_yes_no",
            Self::YesNoUnclear => "cell.yes_no_unclear",
            Self::NotAnOption => "cell.not_an_option",
            Self::RegionUnknown => "cell.region_unknown",
            Self::RegionForeign => "cell.region_foreign",
            Self::CreditCode => "cell.credit_code",
            Self::Url => "cell.url",
            Self::Documents => "cell.documents",
            Self::DigitsLost => "cell.digits_lost",
            Self::Required => "cell.required",
        }
    }

    /// The fault for people.
    pub(super) fn problem(self, cell: &Cell, column: &Column, places: &Places<'_>) -> Problem {
        let shown = cell.shown();
        let label = &column.label;
        let message = self.message(cell, &shown, label);
        let problem = match self {
            Self::DateSerial { .. } | Self::TimeDropped => Problem::warning(self.code(), message),
            Self::Number(_)
            | Self::PercentUnclear
            | Self::NotWhole
            | Self::OutOfRange
            | Self::TooLong
            | Self::NotDate
            | Self::NotYesNo
            | Self::YesNoUnclear
            | Self::NotAnOption
            | Self::RegionUnknown
            | Self::RegionForeign
            | Self::CreditCode
            | Self::Url
            | Self::Documents
            | Self::DigitsLost
            | Self::Required => Problem::error(self.code(), message),
        };
        problem.found(shown).remedy(self.remedy(cell, column, places))
    }

    fn message(self, cell: &Cell, shown: &str, label: &Text) -> Text {
        let (zh, en) = match self {
            Self::Number(fault) => return fault.problem(cell).message,
            Self::PercentUnclear => (
                format!("“{shown}”没有百分号，看不出是 {shown}% 还是百分号前的数要乘以 100。"),
                format!("“{shown}” has no percent sign: it may mean {shown}% or a hundred times as much."),
            ),
            Self::NotWhole => (format!("“{shown}”不是整数。"), format!("“{shown}” is not a whole number.")),
            Self::OutOfRange => (format!("“{shown}”超出了允许的范围。"), format!("“{shown}” is out of range.")),
            Self::TooLong => ("文字太长。".to_owned(), "The text is too long.".to_owned()),
            Self::NotDate => (
                format!("“{shown}”不是能确定的年月日。"),
                format!("“{shown}” is not a day with a year, a month and a day."),
            ),
            Self::DateSerial { date, counts_from_1904 } => {
                let system = if counts_from_1904 { 1904 } else { 1900 };
                (
                    format!("单元格是数 {shown}，没有日期格式，已按 {system} 日期系统读作 {date}。"),
                    format!(
                        "The cell holds the number {shown} without a date format; by the {system} date system it was read as {date}."
                    ),
                )
            }
            Self::TimeDropped => {
                (format!("“{shown}”带有时间，只取了日期。"), format!("“{shown}” has a time; only the day was taken."))
            }
            Self::NotYesNo => {
                (format!("“{shown}”既不是“是”，也不是“否”。"), format!("“{shown}” is neither 是 (yes) nor 否 (no)."))
            }
            Self::YesNoUnclear => (
                format!("“{shown}”看不出是“是”还是“否”。"),
                format!("“{shown}” may mean 是 (yes) or 否 (no), or something else."),
            ),
            Self::NotAnOption => (format!("“{shown}”不在列表中。"), format!("“{shown}” is not in the list.")),
            Self::RegionUnknown => (
                format!("“{shown}”不是本问卷中的行政区划代码。"),
                format!("“{shown}” is not a division code of this questionnaire."),
            ),
            Self::RegionForeign => {
                (format!("“{shown}”不属于本地区。"), format!("“{shown}” does not belong to your region."))
            }
            Self::CreditCode => (
                format!("“{shown}”不是有效的统一社会信用代码（18 位，末位是校验码）。"),
                format!("“{shown}” is no valid unified social credit code (18 characters, the last one a check)."),
            ),
            Self::Url => (format!("“{shown}”不是完整的网址。"), format!("“{shown}” is not a full web address.")),
            Self::Documents => {
                (format!("“{shown}”不是材料编号。"), format!("“{shown}” is not a list of document numbers."))
            }
            Self::DigitsLost => (
                format!("“{shown}”是 15 位以上的数，表格软件已经改掉了后面的数字。"),
                format!("“{shown}” has more than 15 digits; the spreadsheet program has changed the last ones."),
            ),
            Self::Required => {
                (format!("“{}”必填，这里是空的。", label.zh), format!("“{}” is required; here it is empty.", label.en))
            }
        };
        Text::new(zh, en)
    }

    fn remedy(self, cell: &Cell, column: &Column, places: &Places<'_>) -> Text {
        match self {
            Self::DigitsLost => Text::new(
                "请先把单元格格式改为“文本”，再重新填写完整的编号。",
                "Format the cell as text first, then write the whole number again.",
            ),
            Self::DateSerial { .. } => {
                Text::new("请核对；最好把单元格格式改为日期。", "Please check it; best give the cell a date format.")
            }
            Self::TimeDropped => Text::new("请核对；只写日期即可。", "Please check it; the day alone is enough."),
            Self::Number(value::Fault::Uncalculated) => Text::new(
                "请在表格软件中打开并保存一次，或粘贴为数值。",
                "Open and save the file in a spreadsheet program once, or paste as values.",
            ),
            Self::Number(value::Fault::SpreadsheetError) => {
                let requirement = column.rule.requirement();
                Text::new(
                    format!("请改正公式，或直接填写。{}", requirement.zh),
                    format!("Correct the formula, or write the value itself. {}", requirement.en),
                )
            }
            Self::RegionUnknown | Self::RegionForeign => {
                let codes = places.codes_of(cell.shown().trim());
                let instruction = column.instruction();
                match codes.as_slice() {
                    [] => instruction,
                    codes => Text::new(
                        format!("这个名称的代码是 {}。{}", codes.join("、"), instruction.zh),
                        format!("The code of this name is {}. {}", codes.join(", "), instruction.en),
                    ),
                }
            }
            Self::Number(_)
            | Self::PercentUnclear
            | Self::NotWhole
            | Self::OutOfRange
            | Self::TooLong
            | Self::NotDate
            | Self::NotYesNo
            | Self::YesNoUnclear
            | Self::NotAnOption
            | Self::CreditCode
            | Self::Url
            | Self::Documents
            | Self::Required => column.instruction(),
        }
    }
}
