//! Rows of an evidence table 填报表: their heads and cells, wherever rows are shown.

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::{Column, ValueRule, column::Value},
};

use crate::{components::table::Head, date, locales::filing as words, number};

/// Decimals of a number in a cell.
const DECIMALS: u8 = 6;

/// The head of a column: figures stand at the right.
pub fn head(lang: Lang, column: &Column) -> Head {
    match column.rule {
        ValueRule::Integer { .. } | ValueRule::Decimal { .. } | ValueRule::Percent { .. } => {
            Head::figure(column.label.get(lang))
        }
        ValueRule::Text { .. }
        | ValueRule::Date { .. }
        | ValueRule::YesNo
        | ValueRule::Options { .. }
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode
        | ValueRule::Documents => Head::text(column.label.get(lang)),
    }
}

/// A cell.
pub fn cell(lang: Lang, column: &Column, value: Option<&Value>) -> AnyView {
    match value {
        None => view! { <td></td> },
        Some(Value::Bool(true)) => view! { <td>{words::yes(lang)}</td> },
        Some(Value::Bool(false)) => view! { <td>{words::no(lang)}</td> },
        Some(Value::Number(x)) => {
            let percent = if matches!(column.rule, ValueRule::Percent { .. }) { "%" } else { "" };
            view! { <td class="num">{number::raw(*x, DECIMALS)}{percent}</td> }
        }
        Some(Value::Date(day)) => view! { <td class="figure">{date::iso(*day)}</td> },
        Some(Value::Text(text)) => view! { <td>{shown(lang, column, text)}</td> },
    }
}

/// An option in the language of the page; anything else as it was typed.
fn shown(lang: Lang, column: &Column, text: &str) -> String {
    match &column.rule {
        ValueRule::Options { options } => {
            options.iter().find(|option| option.zh == text).map_or(text, |option| option.get(lang)).to_owned()
        }
        ValueRule::Text { .. }
        | ValueRule::Integer { .. }
        | ValueRule::Decimal { .. }
        | ValueRule::Percent { .. }
        | ValueRule::Date { .. }
        | ValueRule::YesNo
        | ValueRule::Url
        | ValueRule::Region
        | ValueRule::CreditCode
        | ValueRule::Documents => text.to_owned(),
    }
}
