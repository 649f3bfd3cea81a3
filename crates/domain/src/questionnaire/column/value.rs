//! What a cell holds, and how it stands in JSON: a truth, a number, a day as `"2025-03-01"`, a text as a
//! string. A text that reads like a day is written `{"text": "2025-03-01"}`: in a column of texts it must
//! come back as a text.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Unexpected, Visitor},
};
use time::{Date, format_description::StaticFormatDescription, macros::format_description};

/// How a day is written.
const DAY: StaticFormatDescription = format_description!("[year]-[month]-[day]");
/// The key of a text that reads like a day.
const TEXT: &str = "text";

/// What a cell holds, once read.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// 是 or 否.
    Bool(bool),
    /// A whole number, a measure, or a percentage as the number before the sign.
    Number(f64),
    /// A day.
    Date(Date),
    /// A text, an option in Chinese, a code, an address, document numbers.
    Text(String),
}

#[derive(Serialize)]
struct Marked<'a> {
    text: &'a str,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Date(day) => super::iso_date::serialize(day, serializer),
            Self::Text(text) if day(text).is_some() => Marked { text }.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

// By hand, since serde's untagged enums keep a copy of every value while they try one variant after the
// other: a table has millions of cells.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a truth, a number, a day or a text")
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(day(text).map_or_else(|| Value::Text(text.to_owned()), Value::Date))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(day(&text).map_or(Value::Text(text), Value::Date))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut text = None;
        while let Some(key) = map.next_key::<String>()? {
            if key != TEXT {
                return Err(A::Error::unknown_field(&key, &[TEXT]));
            }
            if text.replace(map.next_value()?).is_some() {
                return Err(A::Error::duplicate_field(TEXT));
            }
        }
        text.map(Value::Text).ok_or_else(|| A::Error::invalid_value(Unexpected::Map, &self))
    }
}

/// The day that a text reads like.
fn day(text: &str) -> Option<Date> {
    // Most texts are none, and a look at their first byte and length tells.
    let may_be = text.len() >= 10 && text.as_bytes().first().is_some_and(|b| matches!(b, b'0'..=b'9' | b'+' | b'-'));
    if may_be { Date::parse(text, DAY).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_text_that_reads_like_a_day_comes_back_as_a_text() {
        for (value, json) in [
            (Value::Text("2025-03-01".to_owned()), r#"{"text":"2025-03-01"}"#),
            (Value::Text("晋诚〔2025〕3 号".to_owned()), "\"晋诚〔2025〕3 号\""),
            (Value::Text("true".to_owned()), "\"true\""),
            (Value::Date(date!(2025 - 03 - 01)), "\"2025-03-01\""),
        ] {
            assert_eq!(serde_json::to_string(&value).expect("is written"), json);
            assert_eq!(serde_json::from_str::<Value>(json).expect("is read"), value);
        }
    }

    #[test]
    fn a_whole_number_is_a_number() {
        for (json, number) in [("3", 3.0), ("-3", -3.0), ("0.1", 0.1), ("1e21", 1e21)] {
            assert_eq!(serde_json::from_str::<Value>(json).expect("is read"), Value::Number(number));
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for json in ["null", "[]", "{}", r#"{"text":1}"#, r#"{"day":"2025-03-01"}"#, r#"{"text":"a","text":"b"}"#] {
            assert!(serde_json::from_str::<Value>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn whatever_date_parse_takes_for_a_day_is_looked_at() {
        for text in ["2025-03-01", "+2025-03-01", "-2025-03-01", "0000-01-01"] {
            assert_eq!(day(text), Date::parse(text, DAY).ok(), "{text}");
        }
        for text in ["", "2025-3-1", "25-03-01", "2025-02-30", "二〇二五年三月", "2025-03-01 "] {
            assert_eq!(day(text), Date::parse(text, DAY).ok(), "{text}");
        }
    }
}
