//! What can be wrong with a condition, in words.

use domain::{Problem, Text, questionnaire::Column};

use super::expression::Kind;

/// A fault at a part of a condition, quoted as `value`.
pub(super) fn at(part: &str, code: &str, message: Text) -> Problem {
    Problem::error(format!("condition.{code}"), message).found(part)
}

/// The name of a type.
pub(super) fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Truth => Text::new("是否", "yes or no"),
        Kind::Number => Text::new("数值", "a number"),
        Kind::Day => Text::new("日期", "a date"),
        Kind::Words => Text::new("文字", "a text"),
    }
}

/// A column as people know it: `“due_date”（办理期限）`.
pub(super) fn column(column: &Column) -> Text {
    Text::new(
        format!("列“{}”（{}）", column.key, column.label.zh),
        format!("column “{}” ({})", column.key, column.label.en),
    )
}

/// A remedy that lists the columns there are.
pub(super) fn list_columns(columns: &[&Column]) -> Text {
    let zh: Vec<_> = columns.iter().map(|c| format!("{}（{}）", c.key, c.label.zh)).collect();
    let en: Vec<_> = columns.iter().map(|c| format!("{} ({})", c.key, c.label.en)).collect();
    Text::new(
        format!("可用的列：{}；另有 period_start、period_end。", zh.join("、")),
        format!("There are the columns {}; and period_start, period_end.", en.join(", ")),
    )
}

pub(super) fn unsupported(part: &str) -> Problem {
    at(
        part,
        "unsupported",
        Text::new(
            format!("条件中的“{part}”不是这里可用的写法。"),
            format!("“{part}” is not something a condition can say here."),
        ),
    )
    .remedy(Text::new(
        "可用：列名、数字、\"文字\"、true、false、null，== != < <= > >=，&& || !，in [..]，? :，+ - * /，workdays(起, 止)，date(\"2025-03-01\")。",
        "Use columns, numbers, \"texts\", true, false, null, == != < <= > >=, && || !, in [..], ? :, + - * /, workdays(from, to), date(\"2025-03-01\").",
    ))
}
