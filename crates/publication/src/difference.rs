//! The first place where two JSON values differ.

use domain::Text;
use serde::Serialize;
use serde_json::{Number, Value};

/// A difference between what a bundle must say and what it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole file.
    pub pointer: String,
    /// What must stand there; `null` where nothing may.
    pub expected: Value,
    /// What stands there; `null` where nothing does.
    pub found: Value,
    /// What is wrong, for people.
    pub message: Text,
}

/// The first difference, depth first, keys in alphabetical order; `None` if the values are equal.
///
/// Numbers are compared by value: `5` and `5.0` are one number, as they are one double.
pub fn first_value_difference(expected: &Value, found: &Value) -> Option<Difference> {
    first_difference_below("", expected, found)
}

/// The same for values that stand at a pointer.
pub(crate) fn first_difference_below(pointer: &str, expected: &Value, found: &Value) -> Option<Difference> {
    at(&mut pointer.to_owned(), Some(expected), Some(found))
}

fn at(pointer: &mut String, expected: Option<&Value>, found: Option<&Value>) -> Option<Difference> {
    match (expected, found) {
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let mut keys: Vec<&String> = expected.keys().chain(found.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().find_map(|key| below(pointer, &escape(key), expected.get(key), found.get(key)))
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) => (0..expected.len().max(found.len()))
            .find_map(|i| below(pointer, &i.to_string(), expected.get(i), found.get(i))),
        (Some(Value::Number(a)), Some(Value::Number(b))) if same_number(a, b) => None,
        (Some(a), Some(b)) if a == b => None,
        (None, None) => None,
        (expected, found) => Some(Difference {
            message: message(pointer, expected, found),
            pointer: pointer.clone(),
            expected: expected.cloned().unwrap_or_default(),
            found: found.cloned().unwrap_or_default(),
        }),
    }
}

fn below(pointer: &mut String, token: &str, expected: Option<&Value>, found: Option<&Value>) -> Option<Difference> {
    let length = pointer.len();
    pointer.push('/');
    pointer.push_str(token);
    let difference = at(pointer, expected, found);
    pointer.truncate(length);
    difference
}

/// A key as part of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn same_number(a: &Number, b: &Number) -> bool {
    if a.is_f64() || b.is_f64() { a.as_f64() == b.as_f64() } else { a == b }
}

fn message(pointer: &str, expected: Option<&Value>, found: Option<&Value>) -> Text {
    match (expected, found) {
        (Some(_), None) => Text::new(format!("{pointer} 处缺少内容。"), format!("Something is missing at {pointer}.")),
        (None, Some(_)) => {
            Text::new(format!("{pointer} 处多出了内容。"), format!("There is something too much at {pointer}."))
        }
        (Some(_), Some(_)) | (None, None) => {
            Text::new(format!("{pointer} 处的值不一致。"), format!("The values at {pointer} differ."))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pointer(expected: &Value, found: &Value) -> Option<String> {
        first_value_difference(expected, found).map(|d| d.pointer)
    }

    #[test]
    fn the_first_difference_is_named_by_its_pointer() {
        let expected = json!({"units": [{"code": "a/b", "nodes": [{"score": 1.5}, {"score": 2.5}]}]});
        let mut found = expected.clone();
        assert_eq!(pointer(&expected, &found), None);
        found["units"][0]["nodes"][1]["score"] = json!(2.500_000_000_000_000_4);
        let difference = first_value_difference(&expected, &found).expect("differs");
        assert_eq!(difference.pointer, "/units/0/nodes/1/score");
        assert_eq!((difference.expected, difference.found), (json!(2.5), json!(2.500_000_000_000_000_4)));
    }

    #[test]
    fn keys_are_escaped_as_the_rfc_says() {
        assert_eq!(pointer(&json!({"a/b~c": 1}), &json!({"a/b~c": 2})).as_deref(), Some("/a~1b~0c"));
    }

    #[test]
    fn a_whole_number_equals_the_same_double() {
        assert_eq!(pointer(&json!([5.0, 0.0, 1]), &json!([5, -0.0, 1.0])), None);
    }

    #[test]
    fn missing_and_extra_parts_are_differences_even_when_null() {
        assert_eq!(pointer(&json!({"a": null}), &json!({})).as_deref(), Some("/a"));
        assert_eq!(pointer(&json!([1]), &json!([1, null])).as_deref(), Some("/1"));
        assert_eq!(pointer(&json!({"a": []}), &json!({"a": {}})).as_deref(), Some("/a"));
        assert_eq!(pointer(&json!(1), &json!("1")).as_deref(), Some(""));
    }
}
