use domain::{Questionnaire, questionnaire::column::Value};
use serde_json::{Value as Json, json};
use time::macros::date;

use super::*;

pub(super) const PERIOD: Period = Period { start: date!(2025 - 01 - 01), end: date!(2025 - 12 - 31) };

/// A questionnaire whose item `X` is of this kind and has columns `from`, `to`: dates; `a`, `b`: numbers;
/// `share`: percent; `ok`: yes or no; `level`: 高, 中 or 低; `name`: text.
pub(super) fn questionnaire(kind: &Json) -> Questionnaire {
    let text = |text: &str| json!({"zh": text, "en": text});
    let column = |key: &str, rule: Json| json!({"key": key, "label": text(key), "rule": rule});
    serde_json::from_value(json!({
        "format": "1", "id": "test", "title": text("测试"), "departments": [], "dimensions": [],
        "items": [{
            "code": "X", "name": text("项"), "kind": kind, "lead": "FIN", "source": text("台账"), "min_denominator": 3,
            "columns": [
                column("from", json!({"type": "date"})),
                column("to", json!({"type": "date"})),
                column("a", json!({"type": "decimal", "min": -1000})),
                column("b", json!({"type": "integer"})),
                column("share", json!({"type": "percent"})),
                column("ok", json!({"type": "yes-no"})),
                column("level", json!({"type": "options", "options": [text("高"), text("中"), text("低")]})),
                column("name", json!({"type": "text"})),
            ],
        }],
    }))
    .expect("a questionnaire")
}

fn quantitative(formula: &Json) -> Json {
    json!({"type": "quantitative", "formula": formula, "floor": 0, "target": 100})
}

/// Rows of (`a`, `b`, `level`), the rest blank.
fn rows(cells: &[(Option<f64>, Option<f64>, &str)]) -> Vec<EvidenceRow> {
    let row = |(i, &(a, b, level)): (usize, &(Option<f64>, Option<f64>, &str))| {
        let mut values = vec![None; 8];
        values[2] = a.map(Value::Number);
        values[3] = b.map(Value::Number);
        values[6] = (!level.is_empty()).then(|| Value::Text(level.to_owned()));
        EvidenceRow { number: u32::try_from(i + 7).unwrap(), values }
    };
    cells.iter().enumerate().map(row).collect()
}

fn outcome(kind: &Json, rows: &[EvidenceRow]) -> Outcome {
    let questionnaire = questionnaire(kind);
    compute(&questionnaire, &questionnaire.items[0], rows, &PERIOD).expect("fits its columns")
}

#[test]
fn a_ratio_counts_what_holds_and_leaves_out_what_a_blank_leaves_open() {
    let kind = quantitative(&json!({"op": "ratio-of-counts", "numerator": "a > 1", "denominator": "b >= 1"}));
    let rows =
        rows(&[(Some(2.0), Some(1.0), ""), (None, Some(1.0), ""), (Some(2.0), None, ""), (Some(0.0), Some(5.0), "")]);
    let outcome = outcome(&kind, &rows);
    assert_eq!(outcome.value, Some(100.0 / 3.0));
    assert_eq!((outcome.numerator, outcome.denominator, outcome.rows), (Some(1.0), Some(3.0), 3));
    assert!(!outcome.low_denominator);
}

#[test]
fn without_a_denominator_there_is_no_value_but_a_reason() {
    for formula in [
        json!({"op": "ratio-of-counts", "numerator": "ok"}),
        json!({"op": "ratio-of-sums", "numerator": "a", "denominator": "b"}),
        json!({"op": "rate", "numerator": {"measure": "count"}, "denominator": {"measure": "sum", "column": "b"}, "per": 100}),
        json!({"op": "mean-of-days", "start": "from", "end": "to"}),
        json!({"op": "weighted-mean", "value": "a", "weight": "b"}),
    ] {
        let outcome = outcome(&quantitative(&formula), &[]);
        assert_eq!(outcome.value, None, "{formula}");
        assert!(outcome.reason.is_some_and(|reason| reason.en.contains("denominator is zero")), "{formula}");
        assert!(!outcome.low_denominator);
    }
    let zero = rows(&[(Some(1.0), Some(0.0), "")]);
    let kind = quantitative(&json!({"op": "ratio-of-sums", "numerator": "a", "denominator": "b"}));
    assert_eq!(outcome(&kind, &zero).value, None);
}

#[test]
fn leaving_out_a_numerator_does_not_raise_a_ratio_of_sums() {
    let kind = quantitative(&json!({"op": "ratio-of-sums", "numerator": "a", "denominator": "b"}));
    let rows = rows(&[(Some(3.0), Some(4.0), ""), (None, Some(4.0), ""), (Some(9.0), None, "")]);
    assert_eq!(outcome(&kind, &rows).value, Some(37.5));
}

#[test]
fn a_rate_draws_counts_sums_and_largest_values() {
    let rate = |numerator: Json, denominator: Json| {
        quantitative(&json!({"op": "rate", "numerator": numerator, "denominator": denominator, "per": 100}))
    };
    let rows = rows(&[(Some(2.0), Some(50.0), ""), (Some(3.0), Some(50.0), ""), (None, None, "")]);
    let max = json!({"measure": "max", "column": "b", "times": 10});
    assert_eq!(outcome(&rate(json!({"measure": "sum", "column": "a"}), max.clone()), &rows).value, Some(1.0));
    assert_eq!(outcome(&rate(json!({"measure": "count", "when": "a > 2"}), max), &rows).value, Some(0.2));
    let nothing = outcome(&rate(json!({"measure": "sum", "column": "share"}), json!({"measure": "count"})), &rows);
    assert_eq!((nothing.value, nothing.numerator), (None, None));
    assert!(nothing.reason.is_some_and(|reason| reason.zh.contains("没有填写任何数")));
}

#[test]
fn an_open_row_runs_to_the_end_of_the_period() {
    let day = |day| Some(Value::Date(day));
    let rows: Vec<_> = [
        (day(date!(2025 - 01 - 01)), day(date!(2025 - 01 - 11))),
        (day(date!(2025 - 12 - 11)), None),
        (day(date!(2026 - 01 - 05)), None),
        (None, day(date!(2025 - 01 - 11))),
    ]
    .into_iter()
    .map(|(from, to)| EvidenceRow { number: 7, values: [vec![from, to], vec![None; 6]].concat() })
    .collect();
    let outcome = outcome(&quantitative(&json!({"op": "mean-of-days", "start": "from", "end": "to"})), &rows);
    assert_eq!((outcome.value, outcome.rows, outcome.low_denominator), (Some(15.0), 2, true));
}

#[test]
fn a_survey_mean_with_equal_weights_has_the_usual_standard_error() {
    let kind = json!({
        "type": "survey", "question": {"zh": "问", "en": "q"}, "answer": "level", "weight": "b",
        "points": {"高": 100, "中": 50}, "exclude": ["低"],
    });
    let equal =
        rows(&[(None, None, "高"), (None, None, "中"), (None, None, "高"), (None, None, "低"), (None, None, "")]);
    let found = outcome(&kind, &equal);
    assert_eq!((found.value, found.rows, found.denominator), (Some(250.0 / 3.0), 3, Some(3.0)));
    // Of 100, 50, 100 the variance is s² = (2·(50/3)² + (100/3)²) / 2 = 2500/3, and the error s/√3.
    let expected = 50.0 / 3.0;
    assert!((found.standard_error.expect("three answers") - expected).abs() < 1e-12);

    let weighted = rows(&[(None, Some(3.0), "高"), (None, Some(1.0), "中"), (None, Some(0.0), "中")]);
    let found = outcome(&kind, &weighted);
    assert_eq!((found.value, found.rows, found.low_denominator), (Some(87.5), 2, true));
    // √(2/1 · (3²·12.5² + 1²·37.5²)) / 4
    let expected = (2.0_f64 * (9.0 * 156.25 + 1_406.25)).sqrt() / 4.0;
    assert!((found.standard_error.expect("two answers") - expected).abs() < 1e-12);
    assert_eq!(outcome(&kind, &weighted[..1]).standard_error, None);
}

#[test]
fn points_of_rows_stop_at_the_cap() {
    let kind = json!({
        "type": "deduction", "cap": 4,
        "points": {"by": "row", "when": "b > 0", "points": 2, "closed": {"when": "a != null", "points": 0.5}},
    });
    let cells = [(None, Some(1.0), ""), (Some(1.0), Some(1.0), ""), (None, Some(0.0), ""), (None, Some(2.0), "")];
    let all = outcome(&kind, &rows(&cells));
    assert_eq!((all.value, all.numerator, all.rows), (Some(4.0), Some(4.5), 3));
    assert_eq!(outcome(&kind, &rows(&cells[..2])).value, Some(2.5));
    assert_eq!(outcome(&kind, &[]).value, Some(0.0));
}

#[test]
fn points_follow_options_and_part_units_of_a_value() {
    let options = json!({"type": "bonus", "cap": 9, "points": {"by": "option", "column": "level", "points": {"高": 2, "中": 1, "低": 0}}});
    let found =
        outcome(&options, &rows(&[(None, None, "高"), (None, None, "中"), (None, None, "低"), (None, None, "")]));
    assert_eq!((found.value, found.rows), (Some(3.0), 3));

    let value = json!({"type": "deduction", "cap": 4, "points": {"by": "value", "points": 1, "formula":
        {"op": "ratio-of-sums", "numerator": "a", "denominator": "b"}}});
    assert_eq!(outcome(&value, &rows(&[(Some(0.1), Some(100.0), "")])).value, Some(1.0));
    assert_eq!(outcome(&value, &rows(&[(Some(0.3), Some(10.0), "")])).value, Some(3.0));
    assert_eq!(outcome(&value, &[]).value, Some(0.0));
    let empty = outcome(&value, &rows(&[(Some(1.0), None, "")]));
    assert!(empty.value.is_none() && empty.reason.is_some());
}

#[test]
fn of_vetoes_the_rows_count_and_rubrics_are_rated() {
    let rows = rows(&[(Some(1.0), None, "")]);
    assert_eq!(outcome(&json!({"type": "veto", "ceiling": "C"}), &rows).value, Some(1.0));
    let rubric = outcome(&json!({"type": "rubric", "levels": []}), &rows);
    assert!(rubric.value.is_none() && rubric.reason.is_some());
}

#[test]
fn a_formula_that_does_not_fit_its_columns_is_a_problem_for_each_fault() {
    for (kind, codes) in [
        (
            quantitative(&json!({"op": "ratio-of-sums", "numerator": "c", "denominator": "name"})),
            vec!["formula.unknown_column", "formula.column_type"],
        ),
        (
            quantitative(&json!({"op": "ratio-of-counts", "numerator": "x > 1", "denominator": "ok > 1"})),
            vec!["condition.unknown_column", "condition.type_mismatch"],
        ),
        (json!({"type": "yes-no", "column": "level"}), vec!["formula.column_type"]),
        (
            json!({"type": "bonus", "cap": 9, "points": {"by": "option", "column": "level", "points": {"高": 2, "好": 1}}}),
            vec!["formula.unknown_option", "formula.option_without_points", "formula.option_without_points"],
        ),
    ] {
        let questionnaire = questionnaire(&kind);
        let problems = compute(&questionnaire, &questionnaire.items[0], &[], &PERIOD).expect_err("faults");
        assert_eq!(problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), codes, "{kind}");
        assert!(problems.iter().all(|p| p.place.field.as_deref() == Some("X")), "{kind}");
    }
}

#[test]
fn an_overflow_is_no_value_rather_than_infinity() {
    let kind = quantitative(&json!({
        "op": "rate", "numerator": {"measure": "sum", "column": "b", "times": 1e300},
        "denominator": {"measure": "count"}, "per": 1e300,
    }));
    let outcome = outcome(&kind, &rows(&[(None, Some(1.0), "")]));
    assert!(outcome.value.is_none() && outcome.reason.is_some());
}
