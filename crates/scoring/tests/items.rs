//! The scoring of a questionnaire: an example computed by hand, and what must hold for every one.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

#[path = "items/example.rs"]
mod example;
#[path = "items/properties.rs"]
mod properties;
#[path = "items/refusals.rs"]
mod refusals;

use std::collections::BTreeMap;

use domain::{
    Dataset, Instrument, NodeDraft, Recipe, Text, Unit,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    recipe::{Adjust, CappedItem, Grade, Method, Missing, Normalise, Posts, Veto},
};

/// The indicators of [`instrument`], in its order.
const INDICATORS: [&str; 5] = ["a1", "a2", "a3", "d1", "d2"];

/// ```text
/// root ─ A 60 ─ a1 40 (floor 50, target 100), a2 35 (rubric), a3 25 (share of yes)
///      └ D 40 ─ d1 60, d2 40 (surveys)
/// ```
fn instrument() -> Instrument {
    let node = |code: &str, parent: &str, weight: f64| NodeDraft {
        code: code.into(),
        parent: Some(parent.into()),
        weight: Some(weight),
        ..NodeDraft::default()
    };
    Instrument::build(vec![
        NodeDraft { code: "root".into(), ..NodeDraft::default() },
        node("A", "root", 60.0),
        node("a1", "A", 40.0),
        node("a2", "A", 35.0),
        node("a3", "A", 25.0),
        node("D", "root", 40.0),
        node("d1", "D", 60.0),
        node("d2", "D", 40.0),
    ])
    .expect("a sound tree")
}

fn recipe() -> Recipe {
    let methods = [
        ("a1", Method::Goalposts(Posts { floor: 50.0, target: 100.0 })),
        ("a2", Method::RubricPoints),
        ("a3", Method::YesShare),
        ("d1", Method::LikertMean),
        ("d2", Method::LikertMean),
    ];
    let item = |code: &str, cap| CappedItem { code: code.into(), name: Text::same(code), cap };
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    Recipe {
        normalise: Normalise::PerIndicator { methods: methods.map(|(code, m)| (code.to_owned(), m)).into() },
        missing: Missing::Refuse,
        subjective: ["D".to_owned()].into(),
        adjust: Some(Adjust {
            bonuses: vec![item("F1", 3.0), item("F2", 2.0)],
            bonus_cap: Some(4.0),
            deductions: vec![item("E1", 8.0), item("E2", 6.0)],
            deduction_cap: Some(10.0),
            lower: 0.0,
            upper: 100.0,
        }),
        vetoes: vec![Veto { code: "V1".into(), name: Text::same("V1"), ceiling: "C".into() }],
        grades: vec![grade("A", 90.0), grade("B", 80.0), grade("C", 60.0), grade("D", 0.0)],
        ..Recipe::default()
    }
}

/// A cell: a value, or why there is none.
type Cell = Result<f64, CellStatus>;

/// Data whose rows are units, and whose columns are [`INDICATORS`].
fn data(rows: &[(&str, [Cell; 5])]) -> Dataset {
    let mut data = Dataset {
        period: "2025".into(),
        units: rows.iter().map(|(c, _)| Unit { code: (*c).into(), name: Text::same(*c), league: None }).collect(),
        ..Dataset::default()
    };
    for (at, indicator) in INDICATORS.into_iter().enumerate() {
        let column = rows.iter().map(|(_, cells)| cells[at].ok()).collect();
        data.values.insert(indicator.into(), column);
        for (unit, cells) in rows {
            if let Err(status) = cells[at] {
                note(&mut data, indicator, unit, status);
            }
        }
    }
    data
}

fn note(data: &mut Dataset, indicator: &str, unit: &str, status: CellStatus) {
    let note = CellNote { status, reason: Some(Text::new("无此类事项", "there is no such matter")) };
    data.notes.entry(indicator.into()).or_default().insert(unit.into(), note);
}

fn points(data: &mut Dataset, item: &str, unit: &str, rows: u32, points: f64) {
    data.points.entry(item.into()).or_default().insert(unit.into(), RawPoints { rows, points });
}

fn finding(data: &mut Dataset, veto: &str, unit: &str) {
    let basis = Text::new("晋统罚〔2025〕1 号；《统计法》第三十七条", "Decision 2025/1; Statistics Law, article 37");
    data.findings.insert(veto.into(), BTreeMap::from([(unit.to_owned(), Finding { basis })]));
}
