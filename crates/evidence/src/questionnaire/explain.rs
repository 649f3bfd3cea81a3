//! What serde finds wrong with the shape of a value, in words for people.

use domain::{Problem, Text};

/// The problem at `path`; `words` are serde's.
pub(super) fn explain(path: &str, words: &str, value: Option<String>) -> Problem {
    let mut quoted = words.split('`').skip(1).step_by(2);
    let first = quoted.next().unwrap_or_default().to_owned();
    let others: Vec<&str> = quoted.collect();
    let problem = if words.starts_with("missing field") {
        Problem::error(
            "questionnaire.field_missing",
            Text::new(format!("缺少“{first}”。"), format!("“{first}” is missing.")),
        )
    } else if words.starts_with("unknown field") {
        known(
            Problem::error(
                "questionnaire.field_unknown",
                Text::new(format!("不认识“{first}”。"), format!("“{first}” is not known here.")),
            ),
            &others,
        )
    } else if words.starts_with("unknown variant") {
        known(
            Problem::error(
                "questionnaire.word_unknown",
                Text::new(format!("不认识的取值“{first}”。"), format!("“{first}” is not one of the words for this.")),
            ),
            &others,
        )
    } else if let Some((found, expected)) = words.split_once(", expected ") {
        let found = found.split_once(": ").map_or(found, |(_, found)| found);
        Problem::error(
            "questionnaire.shape",
            Text::new(
                format!("这里应当是{}，却是{}。", chinese(expected), chinese(found)),
                format!("This must be {}, but is {found}.", plain(expected)),
            ),
        )
    } else {
        Problem::error(
            "questionnaire.shape",
            Text::new(format!("这一部分无法读取：{words}。"), format!("This part cannot be read: {words}.")),
        )
    };
    let problem = problem.at_field(path);
    match value {
        Some(value) => problem.found(value),
        None => problem,
    }
}

fn known(problem: Problem, words: &[&str]) -> Problem {
    if words.is_empty() {
        return problem;
    }
    problem.remedy(Text::new(
        format!("可以写：{}。", words.join("、")),
        format!("What may stand here: {}.", words.join(", ")),
    ))
}

/// serde names types as Rust does.
fn plain(expected: &str) -> &str {
    match expected {
        "f64" => "a number",
        "i64" | "u32" | "u16" => "a whole number",
        other if other.starts_with("struct ") || other.contains("enum") => "an object",
        other => other,
    }
}

fn chinese(words: &str) -> String {
    let kinds = [
        ("string", "文字"),
        ("f64", "数"),
        ("integer", "整数"),
        ("floating point", "小数"),
        ("i64", "整数"),
        ("u32", "不小于 0 的整数"),
        ("u16", "不小于 0 的整数"),
        ("boolean", "true 或 false"),
        ("bool", "true 或 false"),
        ("null", "空值 null"),
        ("sequence", "列表 […]"),
        ("map", "对象 {…}"),
        ("struct", "对象 {…}"),
        ("enum", "对象 {…}"),
    ];
    kinds.iter().find(|(word, _)| words.contains(word)).map_or_else(|| words.to_owned(), |(_, zh)| (*zh).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_field_comes_with_those_that_are_known() {
        let problem = explain("items.A1", "unknown field `nam`, expected one of `code`, `name`", None);
        assert_eq!(problem.code, "questionnaire.field_unknown");
        assert!(problem.message.zh.contains("“nam”"));
        assert_eq!(problem.remedy.expect("a remedy").en, "What may stand here: code, name.");
    }

    #[test]
    fn a_wrong_type_is_named_in_both_languages() {
        let problem = explain("items.A1.weight", "invalid type: string \"40\", expected f64", None);
        assert_eq!(problem.message.zh, "这里应当是数，却是文字。");
        assert_eq!(problem.message.en, "This must be a number, but is string \"40\".");
    }
}
