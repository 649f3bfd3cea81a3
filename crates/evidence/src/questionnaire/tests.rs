use domain::problem::Severity;
use serde_json::{Value, json};

use super::*;

const SHANXI: &[u8] = include_bytes!("../../../../fixtures/shanxi/instrument.json");

fn shanxi() -> Value {
    serde_json::from_slice(SHANXI).expect("the fixture is JSON")
}

fn item<'a>(value: &'a mut Value, code: &str) -> &'a mut Value {
    let items = value["items"].as_array_mut().expect("a list");
    items.iter_mut().find(|item| item["code"] == code).expect("an item")
}

/// Code and path of each error.
fn errors(value: &Value) -> Vec<(String, String)> {
    let problems = read_questionnaire("q.json", value.to_string().as_bytes()).expect_err("something is wrong");
    problems
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| (problem.code, problem.place.field.unwrap_or_default()))
        .collect()
}

fn assert_found(errors: &[(String, String)], code: &str, path: &str) {
    assert!(errors.iter().any(|(c, p)| c == code && p == path), "no {code} at {path} in {errors:#?}");
}

#[test]
fn the_shanxi_example_holds_together() {
    let (questionnaire, warnings) = read_questionnaire("instrument.json", SHANXI).expect("a sound questionnaire");
    assert_eq!(warnings, []);
    assert_eq!((questionnaire.items.len(), questionnaire.regions.len()), (59, 129));
    let tree = questionnaire.tree().expect("a tree");
    let weights: Vec<f64> = tree.children(0).iter().map(|&child| tree.nodes()[child].weight).collect();
    assert_eq!(weights, [18.0, 22.0, 45.0, 15.0]);
    assert_eq!(tree.indicators().count(), 50);
    let sheets: Vec<&str> = questionnaire.asked_of("STAT").map(|item| item.code.as_str()).collect();
    assert_eq!(sheets, ["C15.1", "C15.2", "V2"]);
    assert!(questionnaire.asked_of("TPA").any(|item| item.code == "B5.2"));
}

#[test]
fn its_checksum_follows_the_content_and_not_the_layout_of_the_file() {
    let compact = shanxi().to_string();
    let (a, _) = read_questionnaire("a", SHANXI).expect("sound");
    let (b, _) = read_questionnaire("b", compact.as_bytes()).expect("sound");
    assert_eq!(questionnaire_checksum(&a), questionnaire_checksum(&b));
    let mut changed = shanxi();
    item(&mut changed, "C08.1")["kind"]["target"] = json!(99);
    let (c, _) = read_questionnaire("c", changed.to_string().as_bytes()).expect("sound");
    assert_ne!(questionnaire_checksum(&a), questionnaire_checksum(&c));
}

#[test]
fn every_fault_is_found_at_once_with_its_path() {
    let mut value = shanxi();
    item(&mut value, "A1.1")["weight"] = json!("40");
    item(&mut value, "A1.1")["colour"] = json!("red");
    item(&mut value, "A2.1")["parent"] = json!("A9");
    item(&mut value, "B4.1")["kind"]["formula"]["numerator"] = json!("dept");
    item(&mut value, "B6.2")["kind"]["formula"]["start"] = json!("opened");
    item(&mut value, "B5.3")["lead"] = json!("NOBODY");
    item(&mut value, "C08.1")["columns"][2]["rule"] = json!({"type": "money"});
    item(&mut value, "C10.3")["kind"]["levels"][2]["points"] = json!(30);
    item(&mut value, "D1.1")["kind"]["points"].as_object_mut().expect("points").remove("3");
    item(&mut value, "E1")["kind"]["cap"] = json!(-1);
    item(&mut value, "V3")["kind"]["ceiling"] = json!("F");
    item(&mut value, "F1")["kind"]["points"]["points"]["市级"] = json!(1);
    item(&mut value, "A3.1")["columns"][0]["label"]["en"] = json!(" ");
    value["phases"][0]["working_days"] = json!(0);
    value["grades"][1]["at_least"] = json!(95);
    let errors = errors(&value);
    for (code, path) in [
        ("questionnaire.shape", "items.A1.1.weight"),
        ("questionnaire.field_unknown", "items.A1.1.colour"),
        ("questionnaire.parent_unknown", "items.A2.1.parent"),
        ("questionnaire.column_type", "items.B4.1.kind.formula.numerator"),
        ("questionnaire.column_unknown", "items.B6.2.kind.formula.start"),
        ("questionnaire.department_unknown", "items.B5.3.lead"),
        ("questionnaire.word_unknown", "items.C08.1.columns.amount.rule.type"),
        ("questionnaire.levels", "items.C10.3.kind.levels.3.points"),
        ("questionnaire.points", "items.D1.1.kind.points"),
        ("questionnaire.number", "items.E1.kind.cap"),
        ("questionnaire.grade_unknown", "items.V3.kind.ceiling"),
        ("questionnaire.points", "items.F1.kind.points.points"),
        ("questionnaire.text_missing", "items.A3.1.columns.channel.label.en"),
        ("questionnaire.phase_days", "phases.publish-plan.working_days"),
        ("questionnaire.grade_order", "grades.B.at_least"),
    ] {
        assert_found(&errors, code, path);
    }
}

#[test]
fn a_condition_is_checked_against_the_columns_of_its_item() {
    let mut value = shanxi();
    item(&mut value, "A1.1")["kind"]["formula"]["numerator"] = json!("inspected && target_unit > 3");
    item(&mut value, "A1.1")["row_rules"][1]["holds"] = json!("inspected &&");
    item(&mut value, "E1")["kind"]["points"]["closed"]["when"] = json!("removed != null");
    let errors = errors(&value);
    for path in
        ["items.A1.1.kind.formula.numerator", "items.A1.1.row_rules.2.holds", "items.E1.kind.points.closed.when"]
    {
        assert!(errors.iter().any(|(_, p)| p == path), "nothing at {path} in {errors:#?}");
    }
}

#[test]
fn weights_that_do_not_sum_are_reported_at_their_dimension() {
    let mut value = shanxi();
    item(&mut value, "A1.1")["weight"] = json!(41);
    assert_eq!(errors(&value), [("instrument.weights_sum".to_owned(), "dimensions.A1".to_owned())]);
}

#[test]
fn a_code_names_one_sheet_that_excel_allows() {
    let long = "A123456789012345678901234567890123";
    for (code, fault, at) in [
        ("A1.2", "questionnaire.code_repeated", "A1.2"),
        // Excel does not tell the case of two sheets apart.
        ("a1.2", "questionnaire.code_repeated", "A1.2"),
        ("A1/1", "questionnaire.sheet_name", "A1/1"),
        ("封面", "questionnaire.sheet_name", "封面"),
        (long, "questionnaire.sheet_name", long),
    ] {
        let mut value = shanxi();
        item(&mut value, "A1.1")["code"] = json!(code);
        assert_found(&errors(&value), fault, &format!("items.{at}.code"));
    }
}

#[test]
fn broken_json_is_answered_with_line_and_column() {
    let problems = read_questionnaire("q.json", b"{\n  \"id\": \"x\",\n}").expect_err("a stray comma");
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].code.as_str(), problems[0].place.field.as_deref()), ("questionnaire.syntax", Some("3:1")));
    assert_eq!(problems[0].place.file.as_deref(), Some("q.json"));
}

#[test]
fn a_name_that_stands_twice_is_not_dropped_silently() {
    let problems = read_questionnaire("q.json", b"{\"id\": \"a\", \"items\": [{\"code\": \"x\", \"code\": \"y\"}]}");
    let problems = problems.expect_err("a repeated name");
    assert!(
        problems
            .iter()
            .any(|p| p.code == "questionnaire.name_repeated" && p.place.field.as_deref() == Some("items.1.code"))
    );
}

#[test]
fn any_bytes_get_an_answer() {
    let deep = "[".repeat(100_000);
    let files: [&[u8]; 8] = [b"", b"null", b"[]", b"{}", b"\xff\xfe\x00", b"PK\x03\x04", &[0; 64], deep.as_bytes()];
    for bytes in files {
        let problems = read_questionnaire("q.json", bytes).expect_err("nothing of use");
        assert!(!problems.is_empty());
    }
    // Cut anywhere, and with each third byte changed.
    for cut in (0..SHANXI.len()).step_by(997) {
        read_questionnaire("q.json", &SHANXI[..cut]).expect_err("a part is no questionnaire");
    }
}
