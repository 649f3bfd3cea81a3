use domain::{
    Text,
    questionnaire::{Column, Condition, Sensitivity, ValueRule, column::Value},
};
use proptest::prelude::*;
use time::macros::date;

use super::*;

const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

fn column(key: &str, zh: &str, en: &str, rule: ValueRule) -> Column {
    Column {
        key: key.to_owned(),
        label: Text::new(zh, en),
        required: false,
        unique: false,
        sensitivity: Sensitivity::Public,
        rule,
    }
}

/// `due`, `done`: dates; `n`: whole; `share`: percent; `ok`: yes or no; `status`: options; `name`: text.
fn columns() -> Vec<Column> {
    let date = || ValueRule::Date { from: None, to: None };
    let options = ["已兑现", "依法变更", "未到期"].map(Text::same).to_vec();
    vec![
        column("due", "办理期限", "due date", date()),
        column("done", "办结日期", "date of completion", date()),
        column("n", "件数", "number", ValueRule::Integer { min: None, max: None }),
        column("share", "占比", "share", ValueRule::Percent { min: None, max: None }),
        column("ok", "是否公开", "published", ValueRule::YesNo),
        column("status", "状态", "status", ValueRule::Options { options }),
        column("name", "名称", "name", ValueRule::Text { max_chars: None }),
    ]
}

fn compile(text: &str) -> Result<Predicate, Vec<Problem>> {
    let columns = columns();
    Predicate::compile(&Condition(text.to_owned()), &columns.iter().collect::<Vec<_>>())
}

/// A row: due in March, done a day late, 3 pieces, 57 %, published, kept, named.
fn row() -> Vec<Option<Value>> {
    [
        Value::Date(date!(2025 - 03 - 14)),
        Value::Date(date!(2025 - 03 - 17)),
        Value::Number(3.0),
        Value::Number(57.0),
        Value::Bool(true),
        Value::Text("已兑现".to_owned()),
        Value::Text("甲".to_owned()),
    ]
    .map(Some)
    .to_vec()
}

fn evaluate(condition: &str, row: &[Option<Value>]) -> Option<bool> {
    compile(condition).unwrap_or_else(|problems| panic!("{condition}: {problems:?}")).evaluate(row, &PERIOD)
}

#[test]
fn a_full_row_decides_every_condition() {
    for (condition, expected) in [
        ("done <= due", false),
        ("done != null && done > due", true),
        ("due <= period_end && due >= period_start", true),
        ("workdays(due, done) == 1", true),
        ("workdays(due, done) <= (ok ? n - 3 : n)", false),
        ("done - due == 3", true),
        ("due + 3 == done", true),
        ("done == date(\"2025-03-17\")", true),
        ("status in ['已兑现', \"依法变更\"]", true),
        ("!(status == '未到期')", true),
        ("ok == false", false),
        ("ok == (n > 2)", true),
        ("n in [1, 2] || share / n == 19", true),
        ("-n < 0 && n * 2 + 1 == 7", true),
        ("name != '乙'", true),
        ("true", true),
    ] {
        assert_eq!(evaluate(condition, &row()), Some(expected), "{condition}");
    }
}

#[test]
fn a_blank_cell_leaves_unknown_what_hangs_on_it() {
    let blank = vec![None; 7];
    for (condition, expected) in [
        ("done <= due", None),
        ("!(done <= due)", None),
        ("done <= due || true", Some(true)),
        ("done <= due && false", Some(false)),
        ("done <= due && true", None),
        ("done == null", Some(true)),
        ("done != null && done <= due", Some(false)),
        ("(n > 1) == null", Some(true)),
        ("n in [1, 2]", None),
        ("ok ? true : true", None),
        ("1 / 0 == 1", None),
        ("workdays(due, done) > 0", None),
    ] {
        assert_eq!(evaluate(condition, &blank), expected, "{condition}");
    }
}

#[test]
fn each_fault_names_its_part_and_its_column_in_both_languages() {
    for (condition, code, part, zh, en) in [
        ("do_date <= due", "unknown_column", "do_date", "没有名为“do_date”的列", "no column “do_date”"),
        ("due <= n", "type_mismatch", "due <= n", "列“due”（办理期限）是日期", "column “n” (number) is a number"),
        ("status == '已完成'", "unknown_option", "\"已完成\"", "列“status”（状态）没有“已完成”", "not an option"),
        ("status in ['已兑现', '完']", "unknown_option", "\"完\"", "没有“完”这个选项", "“完” is not an option"),
        ("n + 1", "not_a_truth", "n + 1", "是数值", "is a number"),
        ("name < '乙'", "type_mismatch", "name < \"乙\"", "没有大小", "no order"),
        ("ok == '是'", "type_mismatch", "ok == \"是\"", "列“ok”（是否公开）是是否", "yes or no"),
        ("done == '2025-01-01'", "type_mismatch", "done == \"2025-01-01\"", "不能互相比较", "date(\"2025-03-01\")"),
        ("workdays(due) > 1", "arguments", "workdays(due)", "参数不对", "Wrong arguments"),
        ("size(name) > 1", "unsupported", "size(name)", "不是这里可用的写法", "not something"),
        ("[1, 2].all(x, x > n)", "unsupported", "…", "不是这里可用的写法", "not something"),
        ("n in []", "list", "[]", "至少有一项", "at least one"),
        ("n > null", "null", "n > null", "只能用 == 或 !=", "Only == and !="),
        ("(ok ? n : due) == 1", "type_mismatch", "due", "这里需要数值", "a number is needed"),
        ("n = 1", "syntax", "= 1", "第 1 行第 3 个字符", "line 1, character 3"),
        ("状态 == 1", "syntax", "状态 == 1", "第 1 行第 1 个字符", "character 1"),
        ("n == 1 &&", "syntax", "n == 1 &&", "没有写完", "before it is complete"),
        ("date('2025-02-30') < due", "date", "date(\"2025-02-30\")", "date(\"2025-03-01\")", "1901"),
        ("n > 99999999999999999", "number_range", "99999999999999999", "数字太大", "too large"),
        ("  ", "empty", "  ", "条件是空的", "empty"),
    ] {
        let problems = compile(condition).expect_err(condition);
        let problem = &problems[0];
        assert_eq!(problem.code, format!("condition.{code}"), "{condition}: {problem:?}");
        assert_eq!(problem.value.as_deref(), Some(part), "{condition}");
        assert!(problem.message.zh.contains(zh), "{condition}: {}", problem.message.zh);
        let remedy = problem.remedy.as_ref().map(|r| r.en.clone()).unwrap_or_default();
        assert!(format!("{} {remedy}", problem.message.en).contains(en), "{condition}: {}", problem.message.en);
    }
}

#[test]
fn all_faults_come_at_once() {
    let problems = compile("x1 == 1 && status == '无' && n == due && x1 == 2").expect_err("three faults");
    let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["condition.unknown_column", "condition.unknown_option", "condition.type_mismatch"]);
}

#[test]
fn no_depth_and_no_length_brings_it_down() {
    for deep in [
        format!("{}n > 1{}", "(n - ".repeat(300), ")".repeat(300)),
        "(".repeat(1_900),
        format!("ok == {}", "[".repeat(900)),
        format!("{}ok", "!-".repeat(900)),
        format!("{}ok", "!(".repeat(600)),
        "ok?".repeat(600),
        "ok?ok:".repeat(300) + "ok",
        "n+".repeat(900) + "n > 1",
        "ok && ".repeat(300) + "ok ==",
        "a.".repeat(900) + "b",
        "n > 1 ||".repeat(1_000),
        "has(a.b) && ".repeat(100) + "a.all(x, x.all(y, y.all(z, z)))",
    ] {
        assert!(compile(&deep).is_err(), "{}", &deep[..20]);
    }
    // A hundred terms in a row are no depth, and neither are brackets around brackets.
    assert!(compile(&("ok && ".repeat(100) + "ok")).is_ok());
    assert!(compile(&format!("{}n > 1{}", "(".repeat(900), ")".repeat(900))).is_ok());
}

#[test]
fn a_formula_too_long_for_excel_is_none_rather_than_endless() {
    let same = (0..15).fold("ok".to_owned(), |inner, _| format!("(ok == {inner})"));
    let predicate = compile(&same).expect("compiles");
    assert_eq!(predicate.to_excel(&|index| format!("$A${index}"), &PERIOD), None);
}

#[test]
fn a_condition_becomes_an_array_expression_of_ones_and_noughts() {
    let range = |index: usize| format!("$C${}:$C$9", index + 1);
    let excel = compile("done != null && done <= due").expect("compiles").to_excel(&range, &PERIOD);
    assert_eq!(
        excel.as_deref(),
        Some(
            "IFERROR(1*(ISNUMBER($C$2:$C$9)*ISNUMBER($C$2:$C$9)*ISNUMBER($C$1:$C$9)*\
             (IF(ISNUMBER($C$2:$C$9),INT($C$2:$C$9),0)<=IF(ISNUMBER($C$1:$C$9),INT($C$1:$C$9),0))),0)"
        )
    );
}

proptest! {
    #[test]
    fn no_text_whatsoever_makes_it_panic(text in any::<String>()) {
        let _ = compile(&text);
    }

    #[test]
    fn no_heap_of_its_own_words_makes_it_panic(words in prop::collection::vec(prop::sample::select(vec![
        "n", "due", "done", "ok", "status", "share", "period_end", "null", "true", "1", "0.5", "-", "!", "+", "*",
        "/", "==", "!=", "<", ">=", "&&", "||", "(", ")", "[", "]", "?", ":", ",", "in", "workdays", "date", "'已兑现'",
        "\"2025-01-01\"", "'", "{", "}", ".", "has", "all", "期", "，", "`", "\\", "//", "\n", "b''", "1u", "%", "e9",
    ]), 0..60)) {
        let text = words.join(" ");
        if let Ok(predicate) = compile(&text) {
            predicate.evaluate(&row(), &PERIOD);
            predicate.evaluate(&[], &PERIOD);
            predicate.to_excel(&|index| format!("$A${index}"), &PERIOD);
        }
    }
}
