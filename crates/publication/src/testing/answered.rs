//! The questionnaire's edition with the evidence it was computed from. Whatever might be withheld is
//! marked: a text holds `SECRET`, a number ends in its own digits.

use std::collections::BTreeMap;

use domain::{
    EditionContent, Questionnaire,
    edition::{ItemEvidence, PublishedDocument, PublishedEvidence, PublishedRating, Rows},
    questionnaire::{EvidenceRow, column::Value},
    rating::{Citation, Judgement},
};
use serde_json::json;

use super::assessed;

/// Every item with a column for everybody, an internal one and the numbers of documents.
fn questionnaire() -> Questionnaire {
    let text = |text: &str| json!({"zh": text, "en": text});
    let item = |code: &str, parent: Option<&str>, weight: Option<f64>, kind: serde_json::Value| {
        json!({
            "code": code, "parent": parent, "weight": weight, "name": text(code), "lead": "FIN",
            "source": text("register"), "kind": kind,
            "columns": [
                {"key": "open_cell", "label": text("open"), "rule": {"type": "text"}},
                {"key": "inner_cell", "label": text("inner"), "sensitivity": "internal", "rule": {"type": "text"}},
                {"key": "amount", "label": text("amount"), "rule": {"type": "decimal"}},
                {"key": "papers", "label": text("papers"), "rule": {"type": "documents"}}
            ]
        })
    };
    let levels = json!({"type": "rubric", "levels": [{"points": 0.0, "text": text("low")}]});
    let points = |kind: &str| json!({"type": kind, "points": {"by": "row", "points": 2.0}, "cap": 4.0});
    let value = json!({
        "format": "1", "id": "total", "title": text("small"),
        "departments": [{"code": "FIN", "name": text("finance")}],
        "dimensions": [{"code": "gov", "name": text("gov"), "weight": 60.0}],
        "items": [
            item("open", Some("gov"), Some(75.0), levels.clone()),
            item("days", Some("gov"), Some(25.0), levels.clone()),
            item("law", Some("gov"), Some(40.0), levels),
            item("F1", None, None, points("bonus")),
            item("E1", None, None, points("deduction")),
        ],
    });
    serde_json::from_value(value).expect("a questionnaire")
}

fn entry(item: &str, unit: &str) -> ItemEvidence {
    let marked = |what: &str| Some(Value::Text(format!("{what}-{item}-{unit}-SECRET")));
    let row = EvidenceRow {
        number: 7,
        values: vec![marked("cell"), marked("inner"), Some(Value::Number(4711.125)), Some(Value::Text("3".into()))],
    };
    ItemEvidence {
        value: Some(61.062_5),
        numerator: Some(5813.0),
        denominator: Some(9521.0),
        rows: Rows::Shown(vec![row]),
        not_applicable: None,
        rating: Some(PublishedRating {
            judgement: Judgement::Level { points: 61.062_5 },
            reason: format!("reason-{item}-{unit}-SECRET"),
            citations: vec![Citation { row: Some(7), document: None }, Citation { row: None, document: Some(3) }],
        }),
        documents: vec![PublishedDocument {
            number: 3,
            name: format!("paper-{item}-{unit}-SECRET.pdf"),
            sha256: "cd".repeat(32),
            bytes: 77_013,
        }],
    }
}

/// The edition, full, with its salt.
pub fn answered() -> EditionContent {
    let mut content = assessed();
    let questionnaire = questionnaire();
    let units = ["SX", "BJ", "stranger"];
    let column = |item: &str| units.iter().map(|unit| ((*unit).to_owned(), entry(item, unit))).collect();
    let entries: BTreeMap<String, BTreeMap<String, ItemEvidence>> =
        questionnaire.items.iter().map(|item| (item.code.clone(), column(&item.code))).collect();
    let days = "2016-01-01/2016-12-31".parse().expect("a year");
    content.evidence = Some(PublishedEvidence { questionnaire, days, entries });
    content.salt = Some("salt-SECRET".into());
    content
}
