//! Items of several types in words: each by its own method to points from 0 to 100.

use std::collections::BTreeMap;

use domain::{EditionContent, Text, recipe::Method};

use super::{
    Formula,
    mathml::{at, block, fraction, name, number, over, row, sign},
    named,
    normalise::{between_posts, indicators, measured_in},
};

/// The methods in use, each with its indicators.
pub(super) fn points(content: &EditionContent, methods: &BTreeMap<String, Method>) -> (Vec<Text>, Vec<Formula>) {
    let mut paragraphs = vec![Text::new(
        "各指标按自己的题型换算成 0 到 100 分，与表中还有谁无关。",
        "Each indicator becomes points from 0 to 100 by the method of its own type; who else is in the table does not matter.",
    )];
    let mut formulas = Vec::new();
    let uses = |wanted: fn(&Method) -> bool| methods.values().any(wanted);
    if uses(|m| matches!(m, Method::Goalposts(_))) {
        paragraphs.push(Text::new(
            "定量指标：到底线值得 0 分，到目标值得 100 分，其间按比例，超出两端的按端点计分。",
            "Quantitative: the floor earns 0, the target 100, values between in proportion; beyond the ends the score stays at the end.",
        ));
        paragraphs.extend(indicators(content).filter_map(|node| {
            let Method::Goalposts(posts) = methods.get(&node.code)? else { return None };
            let (name, unit) = (named(node), measured_in(node));
            Some(Text::new(
                format!("{}：底线值 {}{}，目标值 {}{}", name.zh, posts.floor, unit.zh, posts.target, unit.zh),
                format!("{}: floor {}{}, target {}{}", name.en, posts.floor, unit.en, posts.target, unit.en),
            ))
        }));
        formulas.push(between_posts(0.0, 100.0));
    }
    if uses(|m| *m == Method::RubricPoints) {
        paragraphs.push(listed(
            content,
            methods,
            Method::RubricPoints,
            &Text::new(
                "分档指标：评审人员对照标准和佐证选定档次，档次的分值就是得分",
                "Rubric: an evaluator chooses a level on the evidence, and its points are the score",
            ),
        ));
    }
    if uses(|m| *m == Method::YesShare) {
        paragraphs.push(listed(
            content,
            methods,
            Method::YesShare,
            &Text::new("清单指标：具备的项数占全部项数的百分比", "Checklist: the percentage of what is in place"),
        ));
        formulas.push(Formula {
            mathml: block(&[name("s"), sign("="), number(100.0), sign("·"), fraction(name("m"), name("n"))]),
            plain: Text::new(
                "s = 100 · m / n（m：答“是”的项数，n：全部项数）",
                "s = 100 · m / n (m: items with yes, n: all items)",
            ),
        });
    }
    if uses(|m| *m == Method::LikertMean) {
        paragraphs.push(listed(
            content,
            methods,
            Method::LikertMean,
            &Text::new(
                "问卷指标：每种回答有一个分值，按样本权重平均；“不了解”不参加平均",
                "Survey: each answer is worth points, averaged by sample weights; “do not know” is left out",
            ),
        ));
        let sum = |of: &[super::mathml::Math]| row(&[over("∑", name("k")), row(of)]);
        formulas.push(Formula {
            mathml: block(&[name("s"), sign("="), fraction(sum(&[at("g", "k"), at("p", "k")]), sum(&[at("g", "k")]))]),
            plain: Text::new(
                "s = Σ gₖpₖ / Σ gₖ（k：有效回答，g：样本权重，p：回答的分值）",
                "s = Σ gₖpₖ / Σ gₖ (k: the valid answers, g: sample weight, p: points of the answer)",
            ),
        });
    }
    if uses(|m| *m == Method::PointsAsGiven) {
        paragraphs.push(listed(
            content,
            methods,
            Method::PointsAsGiven,
            &Text::new(
                "只公开得分的指标：原始值不公开，数据中以得分代替；得分由评估机构按其题型算出",
                "Score only: the value is not public and the data hold the score in its place, as the assessor computed it by the method of its type",
            ),
        ));
    }
    (paragraphs, formulas)
}

/// A sentence and the indicators it holds for.
fn listed(content: &EditionContent, methods: &BTreeMap<String, Method>, method: Method, words: &Text) -> Text {
    let names: Vec<Text> =
        indicators(content).filter(|node| methods.get(&node.code) == Some(&method)).map(named).collect();
    Text::new(
        format!("{}：{}。", words.zh, names.iter().map(|t| t.zh.as_str()).collect::<Vec<_>>().join("、")),
        format!("{}: {}.", words.en, names.iter().map(|t| t.en.as_str()).collect::<Vec<_>>().join("; ")),
    )
}
