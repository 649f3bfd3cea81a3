//! An edition of a questionnaire to draw in tests: two cities, a few answers, the rest at its target.

use std::collections::BTreeMap;

use domain::{
    EditionContent, Index, Questionnaire, Text, Unit,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    edition::{ItemEvidence, PublishedDocument, PublishedEvidence, PublishedRating, Release, Rows},
    questionnaire::{EvidenceRow, ItemKind, column::Value},
    rating::{Citation, Judgement},
    recipe::{Method, Normalise, Robustness},
    score_sheet::{RankInterval, Runs},
};
use scoring::questionnaire::{blank_dataset, recipe_of};
use time::macros::datetime;

/// Taiyuan, whose answers have every standing there is, and Datong.
pub(super) fn cities() -> EditionContent {
    let bytes = include_bytes!("../../../../fixtures/shanxi/instrument.json");
    let questionnaire: Questionnaire = serde_json::from_slice(bytes).expect("the example");
    let (instrument, recipe) = (questionnaire.tree().expect("a tree"), recipe_of(&questionnaire));
    let unit = |code: &str, zh: &str, en: &str| Unit { code: code.into(), name: Text::new(zh, en), league: None };
    let units = vec![unit("140100", "太原市", "Taiyuan City"), unit("140200", "大同市", "Datong City")];
    let mut data = blank_dataset(&questionnaire, "2025", units);
    let Normalise::PerIndicator { methods } = &recipe.normalise else { unreachable!("a questionnaire") };
    for (code, column) in &mut data.values {
        let target = match methods[code] {
            Method::Goalposts(posts) => posts.target,
            Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven => 100.0,
        };
        *column = vec![Some(target), Some(target)];
    }
    let of = |note: CellNote| BTreeMap::from([("140100".to_owned(), note)]);
    let note = |status, reason: Option<Text>| of(CellNote { status, reason });
    data.values.get_mut("A1.1").expect("an item")[0] = Some(75.0);
    data.values.get_mut("C08.1").expect("an item")[0] = None;
    data.values.get_mut("C10.1").expect("an item")[0] = None;
    data.notes = BTreeMap::from([
        ("A1.1".to_owned(), note(CellStatus::LowDenominator, None)),
        ("C08.1".to_owned(), note(CellStatus::NotSubmitted, None)),
        ("C10.1".to_owned(), note(CellStatus::NotApplicable, Some(Text::new("本年度没有", "none this year")))),
    ]);
    data.standard_errors = BTreeMap::from([("D1.1".to_owned(), vec![Some(2.0), Some(2.0)])]);
    let points = RawPoints { rows: 6, points: 12.0 };
    data.points = BTreeMap::from([("E1".to_owned(), BTreeMap::from([("140100".to_owned(), points)]))]);
    let basis = Finding { basis: Text::new("统计法第四十一条", "Statistics Law, article 41") };
    data.findings = BTreeMap::from([("V1".to_owned(), BTreeMap::from([("140100".to_owned(), basis)]))]);
    let result = scoring::score(&instrument, &data, &recipe).expect("a result");
    let entries =
        BTreeMap::from([("A1.1".to_owned(), BTreeMap::from([("140100".to_owned(), inspected(&questionnaire))]))]);
    let days = "2025-01-01/2025-12-31".parse().expect("a year");
    let text = |text: &str| Text::same(text);
    EditionContent {
        index: Index {
            slug: "shanxi".parse().expect("a slug"),
            name: text("山西"),
            summary: text("示例"),
            source: text("示例"),
            licence: text("示例"),
            unit_noun: Text::new("城市", "City"),
            contact: text("示例"),
            fictional: true,
        },
        period: "2025".into(),
        version: 1,
        corrects: None,
        frozen_at: datetime!(2026-11-24 00:00 UTC),
        engine: "test".into(),
        assessor: text("示例"),
        instrument,
        recipe,
        data,
        result,
        release: Release::Full,
        evidence: Some(PublishedEvidence { questionnaire, days, entries }),
        withheld: None,
        salt: None,
    }
}

/// The same with rank intervals: the first city has two grades to be had.
pub(super) fn with_intervals() -> EditionContent {
    let mut content = cities();
    content.recipe.robustness = Some(Robustness::default());
    content.result.steps.runs = Some(Runs { done: 1000, failed: 0 });
    for (unit, grades) in content.result.units.iter_mut().zip([vec![("A", 0.86), ("B", 0.14)], vec![("A", 1.0)]]) {
        let grades = grades.into_iter().map(|(letter, share)| (letter.to_owned(), share)).collect();
        unit.interval = Some(RankInterval { best: 1, median: 1.5, worst: 2, band: 1, grades });
    }
    content
}

/// The same as the public sees it where only grades are published.
pub(super) fn grades_only() -> EditionContent {
    let mut content = cities();
    content.release = Release::Grades;
    content.evidence = None;
    content.data.values.clear();
    for unit in &mut content.result.units {
        unit.nodes.clear();
        unit.adjusted = None;
        unit.subtotals = None;
    }
    content
}

/// Three of four inspected; the cells of internal columns are gone.
fn inspected(questionnaire: &Questionnaire) -> ItemEvidence {
    let item = questionnaire.item("A1.1").expect("an item");
    assert!(matches!(item.kind, ItemKind::Quantitative { .. }), "the test counts on its fraction");
    let columns = questionnaire.columns(item).count();
    let row = |number| EvidenceRow { number, values: vec![Some(Value::Text(format!("第{number}个"))); columns] };
    ItemEvidence {
        value: Some(75.0),
        numerator: Some(3.0),
        denominator: Some(4.0),
        rows: Rows::Shown((5..9).map(row).collect()),
        not_applicable: None,
        rating: Some(PublishedRating {
            judgement: Judgement::Level { points: 75.0 },
            reason: "佐证齐全".into(),
            citations: vec![Citation { row: Some(6), document: Some(2) }],
        }),
        documents: vec![PublishedDocument {
            number: 2, name: "通知.pdf".into(), sha256: "ab".repeat(32), bytes: 2048
        }],
    }
}
