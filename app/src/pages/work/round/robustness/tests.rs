//! What the parts of the page say.

use std::collections::BTreeMap;

use domain::{
    Index, Instrument, NodeScore, Recipe, ScoreSheet, Text, Unit, UnitScore,
    instrument::NodeDraft,
    recipe::Robustness,
    score_sheet::{RankInterval, Runs},
};
use scoring::explain::{
    Standing,
    imputation::{Influence, UnitInfluence},
    other_methods::{Comparison, Found as FoundByOther, Other, Ranking},
};
use scoring::robustness::{Change, Driver, Drivers, Input, Intervals, Moved, UnitRanks, Without};
use service::{
    indexes::{IndexRecord, RoundRecord},
    robustness::{Found, RobustnessDesk, structure},
};
use time::macros::datetime;

use super::{dominance::MATRIX, *};

/// The text of markup, in the order in which it stands there.
fn text(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

fn tree() -> Instrument {
    let draft = |code: &str, name: &str, weight: f64| NodeDraft {
        code: code.into(),
        parent: (code != "all").then(|| "all".into()),
        weight: Some(weight),
        name: Some(Text::same(name)),
        ..NodeDraft::default()
    };
    let drafts =
        vec![draft("all", "总分", 100.0), draft("a", "甲项", 50.0), draft("b", "乙项", 25.0), draft("c", "丙项", 25.0)];
    Instrument::build(drafts).expect("a tree")
}

/// Three units whose scores on the first two indicators are the same, and on the third the other way round.
fn sheet() -> ScoreSheet {
    let unit = |scores: [f64; 4]| UnitScore {
        nodes: scores.iter().map(|s| NodeScore { score: Some(*s), ..NodeScore::default() }).collect(),
        ..UnitScore::default()
    };
    let units = [[9.0, 8.0, 8.0, 1.0], [5.0, 5.0, 5.0, 3.0], [1.0, 1.0, 1.0, 6.0]].map(unit).to_vec();
    ScoreSheet { units, ..ScoreSheet::default() }
}

fn ranks(n: u32, best: u32, worst: u32, band: u32) -> UnitRanks {
    let interval = RankInterval { best, median: f64::from(n), worst, band, grades: BTreeMap::new() };
    UnitRanks { code: format!("u{n}"), rank: n, mean: f64::from(n), interval, ranks: Vec::new() }
}

fn driver(input: Input, first: f64, total: f64) -> Driver {
    let around = |share: f64| (share - 0.1, share + 0.1);
    Driver { input, first, first_interval: around(first), total, total_interval: around(total) }
}

fn found() -> Found {
    let without = |code: &str, change| Without { code: code.into(), change };
    let moved = Moved { unit: "u3".into(), from: 3, to: 1 };
    Found {
        intervals: Intervals {
            runs: Runs { done: 990, failed: 10 },
            interval: 0.9,
            units: vec![ranks(1, 1, 1, 1), ranks(2, 2, 3, 2), ranks(3, 2, 3, 2)],
            dominance: Some(vec![vec![0.5, 1.0, 1.0], vec![0.0, 0.5, 0.62], vec![0.0, 0.38, 0.5]]),
        },
        drivers: Ok(Some(Drivers {
            runs: Runs { done: 1024, failed: 0 },
            mean_change: 0.25,
            inputs: vec![driver(Input::Weights, 0.7, 0.9), driver(Input::Sampling, 0.1, 0.2)],
        })),
        without_indicators: vec![
            without("a", Some(Change { mean: 0.5, most: None })),
            without("b", None),
            without("c", Some(Change { mean: 1.5, most: Some(moved) })),
        ],
        without_units: Some(vec![without("u1", Some(Change { mean: 0.0, most: None }))]),
        imputation: Ok(Some(influence())),
        other_methods: Ok(Some(comparison())),
        structure: structure(&tree(), &sheet()),
    }
}

/// The second unit has an imputed value; without it the third is ahead of it.
fn influence() -> Influence {
    let unit = |n: u32, imputed, with, without| UnitInfluence {
        code: format!("u{n}"),
        imputed,
        with: Some(Standing { score: 10.0, rank: with }),
        without: Some(Standing { score: 9.0, rank: without }),
    };
    Influence { imputed: 1, scored: 9, units: vec![unit(1, 0, 1, 1), unit(2, 1, 2, 3), unit(3, 0, 3, 2)] }
}

fn comparison() -> Comparison {
    let ranks = |method, ranks: [u32; 3], tau| Ranking {
        method,
        found: FoundByOther::Ranks { ranks: ranks.to_vec(), tau: Some(tau), moved: 0.667 },
    };
    let problem = Problem::error("method.not_positive", Text::new("指标“c”有不为正的值。", "“c” has a value below 0."));
    Comparison {
        units: (1..=3).map(|n| format!("u{n}")).collect(),
        incomplete: vec!["u9".into()],
        constant: vec!["b".into()],
        own: vec![1, 2, 3],
        others: vec![
            ranks(Other::Topsis, [1, 3, 2], 0.333),
            Ranking { method: Other::Wpm, found: FoundByOther::Refused { problem: Box::new(problem) } },
        ],
    }
}

fn desk(found: Found) -> RobustnessDesk {
    let text = |text: &str| Text::same(text);
    let at = datetime!(2026-11-24 00:00 UTC);
    let about = Index {
        slug: "cities".parse().expect("a slug"),
        name: text("城市"),
        summary: text("示例"),
        source: text("示例"),
        licence: text("示例"),
        unit_noun: text("城市"),
        contact: text("示例"),
        fictional: false,
    };
    let unit =
        |n: u32| Unit { code: format!("u{n}"), name: Text::new(format!("城{n}"), format!("City {n}")), league: None };
    RobustnessDesk {
        index: IndexRecord { id: 1, organisation_id: 1, about, created_at: at },
        round: RoundRecord {
            id: 1,
            index_id: 1,
            period: "2025".into(),
            instrument_version_id: 1,
            dataset_id: 1,
            recipe: Recipe::default(),
            created_at: at,
            updated_at: at,
        },
        instrument: tree(),
        units: (1..=3).map(unit).collect(),
        varied: Robustness::default(),
        standard: true,
        found: Ok(found),
    }
}

fn drawn(lang: Lang, desk: &RobustnessDesk) -> String {
    let report = Report::of(lang, desk);
    view! { {head(&report)} {parts(&report)} }.to_html()
}

#[test]
fn a_standard_check_says_that_it_is_not_part_of_the_method() {
    let words = text(&drawn(Lang::Zh, &desk(found())));
    assert!(words.contains("不是本期方法的一部分") && words.contains("±25%"), "{words}");
    assert!(words.contains("990") && words.contains("另有 10 次算不出结果"), "{words}");
    let chosen = RobustnessDesk { standard: false, ..desk(found()) };
    assert!(!text(&drawn(Lang::Zh, &chosen)).contains("不是本期方法的一部分"));
}

#[test]
fn units_stand_in_bands_and_the_least_certain_is_named() {
    let html = drawn(Lang::Zh, &desk(found()));
    let words = text(&html);
    assert_eq!(html.matches(r#"scope="rowgroup""#).count(), 2, "{html}");
    assert!(words.contains("名次段 2") && words.contains("最不确定的是城2（第 2–3 位）"), "{words}");
    assert!(words.contains("1 个对象的名次始终不变"), "{words}");
}

#[test]
fn what_can_be_told_apart_is_marked_by_more_than_its_shade() {
    let html = drawn(Lang::Zh, &desk(found()));
    assert!(html.contains("c5\"><b>100</b>") && html.contains("c1\"><b>0</b>"), "{html}");
    assert!(html.contains("c4\">62") && !html.contains("<b>62</b>"), "{html}");
}

#[test]
fn of_many_units_only_neighbours_are_compared() {
    let n = MATRIX + 1;
    let mut many = found();
    many.intervals.units = (1..=u32::try_from(n).expect("few")).map(|rank| ranks(rank, rank, rank, rank)).collect();
    many.intervals.dominance = Some(vec![vec![0.5; n]; n]);
    let html = drawn(Lang::Zh, &desk(many));
    assert!(text(&html).contains("只比较每个对象和名次在它之后的 5 个"), "{html}");
    assert!(text(&html).contains("0 对可以分出高下"));
}

#[test]
fn the_choice_that_moves_ranks_most_is_named_with_its_interval() {
    let words = text(&drawn(Lang::En, &desk(found())));
    assert!(words.contains("What moves them most is Weights: total effect 90%"), "{words}");
    assert!(words.contains("80%–100%"), "{words}");
    let only = Drivers {
        runs: Runs { done: 768, failed: 0 },
        mean_change: 0.25,
        inputs: vec![driver(Input::Weights, 1.0, 1.0)],
    };
    let only = Found { drivers: Ok(Some(only)), ..found() };
    assert!(text(&drawn(Lang::En, &desk(only))).contains("Only one thing is varied: Weights"));
    let none = Found { drivers: Ok(None), ..found() };
    assert!(text(&drawn(Lang::En, &desk(none))).contains("No choice moves the ranks"));
}

#[test]
fn what_is_left_out_stands_by_its_change_and_what_cannot_be_is_named() {
    let words = text(&drawn(Lang::Zh, &desk(found())));
    assert!(words.contains("去掉以下各项就算不出结果：乙项"), "{words}");
    assert!(words.contains("城3：第 3 → 1 位"), "{words}");
    assert!(words.contains("去掉任何一个对象，其余对象的先后都不变"), "{words}");
}

#[test]
fn siblings_that_cancel_out_or_say_the_same_are_named() {
    let words = text(&drawn(Lang::Zh, &desk(found())));
    assert!(words.contains("几乎相同") && words.contains("彼此抵消"), "{words}");
    assert!(words.contains("克龙巴赫"), "{words}");
}

#[test]
fn where_nothing_can_be_computed_every_reason_stands_there() {
    let refused = RobustnessDesk { found: Err(Vec::new()), ..desk(found()) };
    assert!(text(&drawn(Lang::Zh, &refused)).contains("暂时算不出结果"));
}

#[test]
fn what_imputation_moves_stands_beside_the_result_without_it() {
    let words = text(&drawn(Lang::Zh, &desk(found())));
    assert!(words.contains("9 个计分的值里有 1 个是插补的") && words.contains("有 2 个对象名次不同"), "{words}");
    assert!(words.contains("插补使它上升 1 位") && words.contains("另有 1 个对象没有插补的值"), "{words}");
    let nothing = Found { imputation: Ok(None), ..found() };
    assert!(!text(&drawn(Lang::Zh, &desk(nothing))).contains("插补的影响"));
    let refused = Found { imputation: Err(Vec::new()), ..found() };
    assert!(text(&drawn(Lang::Zh, &desk(refused))).contains("不插补就算不出结果"));
}

#[test]
fn other_methods_stand_beside_the_recipe_and_say_what_they_cannot_do() {
    let words = text(&drawn(Lang::Zh, &desk(found())));
    assert!(words.contains("没有参加比较的：u9") && words.contains("没有用到：乙项"), "{words}");
    assert!(words.contains("0.333") && words.contains("不为正的值"), "{words}");
    let few = Found { other_methods: Ok(None), ..found() };
    assert!(text(&drawn(Lang::En, &desk(few))).contains("Fewer than three units"));
}
