//! A tiny edition for the tests of this crate: three units, two dimensions, three indicators, with a
//! missing value, texts that look like formulas, the publisher's own scores, and a correction.

mod answered;
mod assessed;
mod second;

use std::collections::BTreeMap;

use domain::{
    Dataset, Direction, EditionContent, Index, Instrument, NodeDraft, NodeScore, Recipe, ScoreSheet, Text, Unit,
    UnitScore,
    edition::{Correction, Release},
    recipe::{Aggregate, Grade, Missing, Normalise, RecipeVersion},
};
use time::macros::datetime;

pub use answered::answered;
pub use assessed::assessed;
pub use second::second;

fn node(code: &str, parent: &str, weight: f64, zh: &str, en: &str) -> NodeDraft {
    NodeDraft {
        code: code.into(),
        parent: (!parent.is_empty()).then(|| parent.into()),
        weight: (!parent.is_empty()).then_some(weight),
        name: Some(Text::new(zh, en)),
        ..NodeDraft::default()
    }
}

fn instrument() -> Instrument {
    Instrument::build(vec![
        node("total", "", 0.0, "总分", "Overall"),
        node("gov", "total", 60.0, "政务公开", "Openness"),
        NodeDraft {
            unit: Some(Text::new("%", "%")),
            source: Some(Text::new("统计年鉴", "Yearbook, table \"3\", <draft>")),
            ..node("open", "gov", 75.0, "公开率", "Share disclosed")
        },
        NodeDraft {
            direction: Some(Direction::Negative),
            unit: Some(Text::new("天", "days")),
            ..node("days", "gov", 25.0, "办结时间", "Days to decision")
        },
        node("law", "total", 40.0, "依法行政 & 诚信", "Rule of law"),
    ])
    .expect("a good tree")
}

fn unit(code: &str, zh: &str, en: &str, league: Option<Text>) -> Unit {
    Unit { code: code.into(), name: Text::new(zh, en), league }
}

fn scored(raw: Option<f64>, score: f64, weight: f64, contribution: f64, rank: u32) -> NodeScore {
    NodeScore {
        raw,
        score: Some(score),
        weight: Some(weight),
        contribution: Some(contribution),
        rank: Some(rank),
        ..NodeScore::default()
    }
}

/// The edition; computed by hand, min–max onto 0–100.
pub fn content() -> EditionContent {
    let units = vec![
        unit("SX", "陕西", "Shaanxi", Some(Text::new("西部", "West"))),
        unit("BJ", "=北京", "=HYPERLINK(\"http://x\",\"Beijing\")", Some(Text::new("东部", "East"))),
        unit("007", "宁夏", "Ningxia", None),
    ];
    let values = BTreeMap::from([
        ("open".to_owned(), vec![Some(0.1 + 0.2), Some(80.0), Some(-5.0)]),
        ("days".to_owned(), vec![Some(10.0), Some(20.0), None]),
        ("law".to_owned(), vec![Some(50.0), Some(0.0), Some(100.0)]),
    ]);
    let open = (0.1 + 0.2 + 5.0) / 85.0 * 100.0;
    let gov = 0.75 * open + 0.25 * 100.0;
    let total = 0.6 * gov + 0.4 * 50.0;
    let result = ScoreSheet {
        units: vec![
            UnitScore {
                code: "SX".into(),
                grade: Some("B".into()),
                nodes: vec![
                    scored(None, total, 1.0, total, 3),
                    scored(None, gov, 0.6, 0.6 * gov, 2),
                    scored(Some(0.1 + 0.2), open, 0.75, 0.6 * 0.75 * open, 2),
                    scored(Some(10.0), 100.0, 0.25, 15.0, 1),
                    scored(Some(50.0), 50.0, 0.4, 20.0, 2),
                ],
                ..UnitScore::default()
            },
            UnitScore {
                code: "BJ".into(),
                grade: Some("B".into()),
                nodes: vec![
                    scored(None, 45.0, 1.0, 45.0, 1),
                    scored(None, 75.0, 0.6, 45.0, 1),
                    scored(Some(80.0), 100.0, 0.75, 45.0, 1),
                    scored(Some(20.0), 0.0, 0.25, 0.0, 2),
                    scored(Some(0.0), 0.0, 0.4, 0.0, 3),
                ],
                ..UnitScore::default()
            },
            UnitScore {
                code: "007".into(),
                grade: Some("B".into()),
                nodes: vec![
                    scored(None, 40.0, 1.0, 40.0, 2),
                    scored(None, 0.0, 0.6, 0.0, 3),
                    scored(Some(-5.0), 0.0, 1.0, 0.0, 3),
                    NodeScore::default(),
                    scored(Some(100.0), 100.0, 0.4, 40.0, 1),
                ],
                ..UnitScore::default()
            },
        ],
        ..ScoreSheet::default()
    };
    EditionContent {
        index: Index {
            slug: "credit".parse().expect("a good slug"),
            name: Text::new("诚信政府指数", "Open Government Index"),
            summary: Text::new("衡量政府公开与守信。", "How open and how trustworthy governments are."),
            source: Text::new("统计年鉴", "Statistical Yearbook"),
            licence: Text::new("CC BY 4.0", "CC BY 4.0"),
            unit_noun: Text::new("地区", "regions"),
            contact: Text::same("index@example.org"),
            fictional: false,
        },
        period: "2016".into(),
        version: 2,
        corrects: Some(Correction {
            version: 1,
            sha256: "ab".repeat(32),
            reason: Text::new("更正一处数据。", "One value was wrong."),
        }),
        frozen_at: datetime!(2026-11-23 08:30:00 UTC),
        engine: "chengping-scoring 0.1.0".into(),
        assessor: Text::new("第三方评估中心", "Assessment Centre"),
        instrument: instrument(),
        recipe: Recipe {
            version: RecipeVersion::V1,
            normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 },
            aggregate: Aggregate::ArithmeticMean,
            missing: Missing::Redistribute,
            grades: vec![
                Grade { letter: "A".into(), name: Text::new("优秀", "excellent"), at_least: 90.0 },
                Grade { letter: "B".into(), name: Text::new("良好", "good"), at_least: 37.5 },
            ],
            ..Recipe::default()
        },
        data: Dataset {
            period: "2016".into(),
            units,
            values,
            published: BTreeMap::from([("total".to_owned(), vec![Some(37.81), None, Some(40.0)])]),
            ..Dataset::default()
        },
        result,
        release: Release::Full,
        evidence: None,
        withheld: None,
        salt: None,
    }
}
