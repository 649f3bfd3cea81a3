//! The rules of comparison of `vectors/README.md`.

use serde_json::Value;

/// Beside the relative tolerance: what two zeros reached along different paths may differ by.
const FLOOR: f64 = 1e-12;
/// The same where a whole index is computed.
const FLOOR_OF_PIPELINES: f64 = 1e-9;
/// Scores that differ by less, relative to the larger, are one block of ties: any rank inside it is right.
const TIED: f64 = 1e-9;

#[derive(Clone, Copy)]
struct Tolerance {
    relative: f64,
    floor: f64,
}

/// What is expected: `value`, or, for pipelines, everything that stands under `expected`.
pub fn value_of(expected: &Value) -> &Value {
    expected.get("value").unwrap_or(expected)
}

/// Where the computed value differs from the expected one.
pub fn differences(case: &Value, computed: &Value) -> Vec<String> {
    let op = case["op"].as_str().unwrap();
    let whole = op.starts_with("pipeline") || op == "sensitivity.replay";
    let tolerance = Tolerance {
        relative: case["rel_tol"].as_f64().unwrap(),
        floor: if whole { FLOOR_OF_PIPELINES } else { FLOOR },
    };
    let expected = value_of(&case["expected"]);
    let mut found = Vec::new();
    deep("", expected, computed, tolerance, expected, &mut found);
    found
}

fn deep(path: &str, expected: &Value, computed: &Value, tol: Tolerance, root: &Value, found: &mut Vec<String>) {
    if let Some(scores) = scores_of_ranks(path, root) {
        ranks(path, expected, computed, scores, found);
        return;
    }
    match (expected, computed) {
        (Value::Array(a), Value::Array(b)) => {
            if a.len() != b.len() {
                found.push(format!("{path}: {} entries expected, {} computed", a.len(), b.len()));
            }
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                deep(&format!("{path}/{i}"), a, b, tol, root, found);
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            for key in b.keys().filter(|key| !a.contains_key(*key)) {
                found.push(format!("{path}/{key}: not expected"));
            }
            for (key, a) in a {
                match b.get(key) {
                    Some(b) => deep(&format!("{path}/{key}"), a, b, tol, root, found),
                    None => found.push(format!("{path}/{key}: not computed")),
                }
            }
        }
        _ if leaf(expected, computed, tol) => {}
        _ => found.push(format!("{path}: expected {}, computed {}", short(expected), short(computed))),
    }
}

/// Missing and NaN are the same; a computed value that is not finite never agrees: no operation of these
/// files has infinity for an answer.
fn leaf(expected: &Value, computed: &Value, tol: Tolerance) -> bool {
    let missing = |value: &Value| value.is_null() || value == "NaN";
    match (expected.as_f64(), computed.as_f64()) {
        (Some(a), Some(b)) => {
            a.is_finite() && b.is_finite() && (a - b).abs() <= tol.relative * a.abs().max(b.abs()) + tol.floor
        }
        (None, None) if missing(expected) => missing(computed),
        (None, None) => expected == computed && computed != "Inf" && computed != "-Inf",
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether there is an infinite number somewhere inside.
pub fn holds_infinity(value: &Value) -> bool {
    match value {
        Value::String(text) => text == "Inf" || text == "-Inf",
        Value::Array(items) => items.iter().any(holds_infinity),
        Value::Object(members) => members.values().any(holds_infinity),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The scores that the ranks at this path are the ranks of.
fn scores_of_ranks<'a>(path: &str, root: &'a Value) -> Option<&'a Value> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts[..] {
        ["ranks", node] if node != "uCode" => root.pointer(&format!("/dsets/Aggregated/{node}")),
        ["ranks_index"] => root.pointer("/aggregates/Index"),
        ["nominal_rank"] => root.get("nominal_score"),
        ["ranks_by_rep", rep] => root.pointer(&format!("/scores_by_rep/{rep}")),
        _ => None,
    }
}

fn ranks(path: &str, expected: &Value, computed: &Value, scores: &Value, found: &mut Vec<String>) {
    let (Some(expected), Some(computed), Some(scores)) = (expected.as_array(), computed.as_array(), scores.as_array())
    else {
        found.push(format!("{path}: a list of ranks is expected"));
        return;
    };
    if expected.len() != computed.len() || expected.len() != scores.len() {
        found.push(format!("{path}: {} ranks expected, {} computed", expected.len(), computed.len()));
        return;
    }
    let scores: Vec<Option<f64>> = scores.iter().map(Value::as_f64).collect();
    for (unit, (a, b)) in expected.iter().zip(computed).enumerate() {
        let agree = match (scores[unit], a.as_f64(), b.as_f64()) {
            (_, None, None) => true,
            (_, Some(a), Some(b)) if (a - b).abs() < FLOOR => true,
            (Some(score), Some(_), Some(b)) => {
                let tied = |other: f64| (other - score).abs() <= TIED * other.abs().max(score.abs());
                let above = scores.iter().flatten().filter(|other| **other > score && !tied(**other)).count();
                let block = scores.iter().flatten().filter(|other| tied(**other)).count();
                ((above + 1) as f64..=(above + block) as f64).contains(&b)
            }
            _ => false,
        };
        if !agree {
            found.push(format!("{path}/{unit}: rank {a} expected, {b} computed"));
        }
    }
}

/// A value as it is shown in a list of faults.
pub fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 100 { text } else { text.chars().take(100).chain("…".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn agree(expected: &Value, computed: &Value) -> bool {
        let case = json!({"op": "x", "rel_tol": 1e-9, "expected": {"value": expected}});
        differences(&case, computed).is_empty()
    }

    #[test]
    fn missing_and_nan_are_the_same_and_zero_is_not() {
        assert!(agree(&json!("NaN"), &json!(null)) && agree(&json!(null), &json!("NaN")));
        assert!(!agree(&json!("NaN"), &json!(0.0)) && !agree(&json!(0.0), &json!(null)));
    }

    #[test]
    fn infinity_never_agrees() {
        assert!(!agree(&json!("Inf"), &json!("Inf")) && !agree(&json!("-Inf"), &json!("-Inf")));
    }

    #[test]
    fn infinity_is_found_wherever_it_is() {
        assert!(holds_infinity(&json!({"value": [1, {"x": "-Inf"}]})) && !holds_infinity(&json!(["NaN", null, 1])));
    }

    #[test]
    fn lists_and_objects_have_the_same_length_and_keys() {
        assert!(agree(&json!({"a": [1, "x"]}), &json!({"a": [1.0, "x"]})));
        assert!(!agree(&json!([1, 2]), &json!([1])) && !agree(&json!([1]), &json!([1, 2])));
        assert!(
            !agree(&json!({"a": 1}), &json!({"a": 1, "b": 1})) && !agree(&json!({"a": 1, "b": 1}), &json!({"a": 1}))
        );
        assert!(!agree(&json!([]), &json!({})) && !agree(&json!("x"), &json!("y")));
    }

    #[test]
    fn any_rank_in_a_block_of_ties_is_right_and_none_outside() {
        let case = json!({"op": "pipeline_digest", "rel_tol": 1e-10, "expected": {
            "aggregates": {"Index": [2.0, 1.0, 1.000_000_000_01, null, 0.5]}, "ranks_index": [1, 3, 2, null, 4]}});
        let with = |ranks: Value| {
            differences(&case, &json!({"aggregates": case["expected"]["aggregates"], "ranks_index": ranks})).is_empty()
        };
        assert!(with(json!([1, 2, 2, null, 4])) && with(json!([1, 2, 3, null, 4])));
        assert!(!with(json!([2, 2, 2, null, 4])) && !with(json!([1, 4, 2, null, 4])) && !with(json!([1, 3, 2, 5, 4])));
    }
}
