//! The tiny edition as a questionnaire would give it: items of several types, cells with a standing, a
//! sample's error, points after the weighted sum, and a limited grade.

use std::collections::BTreeMap;

use domain::{
    Dataset, EditionContent, NodeScore, ScoreSheet, Text, UnitScore,
    dataset::{CellNote, CellStatus, Finding, RawPoints},
    recipe::{Adjust, CappedItem, Grade, Method, Missing, Normalise, Posts, Veto},
    score_sheet::{AdjustedTotal, CeilingReason, GradeCeiling, ItemPoints, Subtotal, Subtotals},
};

use super::{content, scored};

fn item(code: &str, zh: &str, en: &str, cap: f64) -> CappedItem {
    CappedItem { code: code.into(), name: Text::new(zh, en), cap }
}

fn of<T>(code: &str, unit: &str, entry: T) -> BTreeMap<String, BTreeMap<String, T>> {
    BTreeMap::from([(code.to_owned(), BTreeMap::from([(unit.to_owned(), entry)]))])
}

fn basis() -> Text {
    Text::new("晋统罚〔2016〕1 号", "Decision 2016/1")
}

/// The edition; computed by hand, points from 0 to 100.
pub fn assessed() -> EditionContent {
    let mut content = content();
    let methods = [
        ("open", Method::Goalposts(Posts { floor: 0.0, target: 100.0 })),
        ("days", Method::Goalposts(Posts { floor: 30.0, target: 10.0 })),
        ("law", Method::LikertMean),
    ];
    content.recipe.normalise = Normalise::PerIndicator { methods: methods.map(|(c, m)| (c.to_owned(), m)).into() };
    content.recipe.missing = Missing::Refuse;
    content.recipe.subjective = ["law".to_owned()].into();
    content.recipe.adjust = Some(Adjust {
        bonuses: vec![item("F1", "制度创新", "Reform", 1.0)],
        bonus_cap: Some(5.0),
        deductions: vec![item("E1", "失信被执行人", "Judgment defaulter", 4.0)],
        deduction_cap: Some(20.0),
        lower: 0.0,
        upper: 100.0,
    });
    content.recipe.vetoes =
        vec![Veto { code: "V1".into(), name: Text::new("统计造假", "Statistical fraud"), ceiling: "B".into() }];
    content.recipe.grades[1] = Grade { letter: "B".into(), name: Text::new("良好", "good"), at_least: 60.0 };
    let column = |values: [Option<f64>; 2]| values.to_vec();
    content.data = Dataset {
        period: content.data.period,
        units: content.data.units.into_iter().take(2).collect(),
        values: BTreeMap::from([
            ("open".to_owned(), column([Some(80.0), Some(100.0)])),
            ("days".to_owned(), column([None, Some(10.0)])),
            ("law".to_owned(), column([Some(50.0), Some(100.0)])),
        ]),
        notes: BTreeMap::from([(
            "days".to_owned(),
            BTreeMap::from([
                (
                    "SX".to_owned(),
                    CellNote {
                        status: CellStatus::NotApplicable,
                        reason: Some(Text::new("本年度无此类事项", "no such matter this year")),
                    },
                ),
                ("BJ".to_owned(), CellNote { status: CellStatus::LowDenominator, reason: None }),
            ]),
        )]),
        standard_errors: BTreeMap::from([("law".to_owned(), column([Some(2.0), None]))]),
        points: of("F1", "SX", RawPoints { rows: 1, points: 2.0 })
            .into_iter()
            .chain(of("E1", "SX", RawPoints { rows: 3, points: 6.0 }))
            .collect(),
        findings: of("V1", "BJ", Finding { basis: basis() }),
        ..Dataset::default()
    };
    content.result = ScoreSheet { units: vec![sx(), bj()], ..ScoreSheet::default() };
    content
}

/// gov = open = 80; sum = 0.6·80 + 0.4·50 = 68; total = 68 + 1 − 4 = 65; error = 0.4·2.
fn sx() -> UnitScore {
    let points = |code: &str, rows, points, capped| ItemPoints { code: code.into(), rows, points, capped };
    let sampled = |node: NodeScore, error| NodeScore { standard_error: Some(error), ..node };
    UnitScore {
        code: "SX".into(),
        grade: Some("B".into()),
        adjusted: Some(AdjustedTotal {
            base: 68.0,
            bonuses: vec![points("F1", 1, 2.0, 1.0)],
            bonus: 1.0,
            deductions: vec![points("E1", 3, 6.0, 4.0)],
            deduction: 4.0,
            total: 65.0,
        }),
        subtotals: Some(Subtotals {
            objective: Some(Subtotal { score: 80.0, share: 0.6 }),
            subjective: Some(Subtotal { score: 50.0, share: 0.4 }),
        }),
        nodes: vec![
            sampled(scored(None, 65.0, 1.0, 68.0, 2), 0.8),
            scored(None, 80.0, 0.6, 48.0, 2),
            scored(Some(80.0), 80.0, 1.0, 48.0, 2),
            NodeScore { status: Some(CellStatus::NotApplicable), ..NodeScore::default() },
            sampled(scored(Some(50.0), 50.0, 0.4, 20.0, 2), 2.0),
        ],
        ..UnitScore::default()
    }
}

/// Everything at its target, and the grade limited.
fn bj() -> UnitScore {
    UnitScore {
        code: "BJ".into(),
        grade: Some("B".into()),
        ceiling: Some(GradeCeiling {
            ceiling: "B".into(),
            without: Some("A".into()),
            reasons: vec![CeilingReason { code: "V1".into(), ceiling: "B".into(), basis: basis() }],
        }),
        adjusted: Some(AdjustedTotal {
            base: 100.0,
            bonuses: Vec::new(),
            bonus: 0.0,
            deductions: Vec::new(),
            deduction: 0.0,
            total: 100.0,
        }),
        subtotals: Some(Subtotals {
            objective: Some(Subtotal { score: 100.0, share: 0.6 }),
            subjective: Some(Subtotal { score: 100.0, share: 0.4 }),
        }),
        nodes: vec![
            scored(None, 100.0, 1.0, 100.0, 1),
            scored(None, 100.0, 0.6, 60.0, 1),
            scored(Some(100.0), 100.0, 0.75, 45.0, 1),
            NodeScore { status: Some(CellStatus::LowDenominator), ..scored(Some(10.0), 100.0, 0.25, 15.0, 1) },
            scored(Some(100.0), 100.0, 0.4, 40.0, 1),
        ],
        ..UnitScore::default()
    }
}
