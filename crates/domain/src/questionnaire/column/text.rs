//! How the text of a cell stands in JSON: as a string, but a text that reads like a day as
//! `{"text": "2025-03-01"}`. In a column of texts it must come back as a text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{Date, macros::format_description};

#[derive(Serialize)]
struct Marked<'a> {
    text: &'a str,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    Marked { text: String },
}

pub(super) fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if Date::parse(text, format_description!("[year]-[month]-[day]")).is_ok() {
        Marked { text }.serialize(serializer)
    } else {
        serializer.serialize_str(text)
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match Written::deserialize(deserializer)? {
        Written::Plain(text) | Written::Marked { text } => text,
    })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::super::Value;

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
}
