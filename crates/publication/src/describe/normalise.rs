//! Normalisation and direction in words.

mod bands;
mod distance;
mod places;
mod spread;

use std::collections::BTreeMap;

use domain::{
    Direction, EditionContent, Node, Text,
    recipe::{Normalise, Posts},
};

use super::{
    Formula, MethodSection,
    mathml::{Math, block, fraction, name, number, row, sign},
    named, per_indicator, used,
};

/// How raw values become comparable.
pub(super) fn normalisation(content: &EditionContent) -> MethodSection {
    let (paragraphs, formulas) = match &content.recipe.normalise {
        Normalise::None => none(),
        Normalise::MinMax { lower, upper } => min_max(content, *lower, *upper),
        Normalise::Goalposts { lower, upper, posts } => goalposts(content, *lower, *upper, posts),
        Normalise::PerIndicator { methods } => per_indicator::points(content, methods),
        Normalise::ZScore { mean, sd } => spread::z_score(content, *mean, *sd),
        Normalise::Rank => places::rank(content),
        Normalise::PercentileRank { upper } => places::percentile(content, *upper),
        Normalise::Borda => places::borda(content),
        Normalise::Efficacy { base, span } => spread::efficacy(content, *base, *span),
        Normalise::DistanceToBest { upper } => distance::to_best(content, *upper),
        Normalise::DistanceToReference { unit, upper } => distance::to_reference(content, unit, *upper),
        Normalise::DistanceToTarget { upper, targets } => distance::to_target(content, *upper, targets),
        Normalise::FractionOfMaximum { upper } => distance::share_of_greatest(content, *upper),
        Normalise::Bands { bands } => bands::bands(content, bands),
    };
    MethodSection { id: "normalisation", title: Text::new("标准化", "Normalisation"), paragraphs, formulas }
}

fn none() -> (Vec<Text>, Vec<Formula>) {
    let words = Text::new(
        "各指标的原始值已在同一尺度上，直接作为得分，不做换算。",
        "The raw values are on one scale already. They are used as scores without conversion.",
    );
    let formula = Formula {
        mathml: block(&[name("s"), sign("="), name("x")]),
        plain: Text::new("s = x（s：得分，x：原始值）", "s = x (s: score, x: raw value)"),
    };
    (vec![words], vec![formula])
}

fn min_max(content: &EditionContent, lower: f64, upper: f64) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let mut paragraphs = vec![
        Text::new(
            format!(
                "极差法（min–max）：每个指标在本期全部{}中，最差的值得 {lower} 分，最好的值得 {upper} 分，其余按比例。",
                noun.zh
            ),
            format!(
                "Min–max: for each indicator, the worst value among all {} of this period scores {lower}, the best scores {upper}, and the others lie between in proportion.",
                noun.en
            ),
        ),
        depends_on_others(content),
    ];
    paragraphs.extend(indicators(content).filter_map(|node| extremes(content, node)));
    let scaled = |above: Math| {
        block(&[
            name("s"),
            sign("="),
            number(lower),
            sign("+"),
            fraction(above, row(&[name("max"), sign("−"), name("min")])),
            sign("·"),
            sign("("),
            number(upper),
            sign("−"),
            number(lower),
            sign(")"),
        ])
    };
    let formulas = vec![
        Formula {
            mathml: scaled(row(&[name("x"), sign("−"), name("min")])),
            plain: Text::new(
                format!("正向指标：s = {lower} + (x − min) / (max − min) · ({upper} − {lower})"),
                format!("More is better: s = {lower} + (x − min) / (max − min) · ({upper} − {lower})"),
            ),
        },
        Formula {
            mathml: scaled(row(&[name("max"), sign("−"), name("x")])),
            plain: Text::new(
                format!("逆向指标：s = {lower} + (max − x) / (max − min) · ({upper} − {lower})"),
                format!("Less is better: s = {lower} + (max − x) / (max − min) · ({upper} − {lower})"),
            ),
        },
    ];
    (paragraphs, formulas)
}

/// That a score is relative to the table.
fn depends_on_others(content: &EditionContent) -> Text {
    let noun = &content.index.unit_noun;
    Text::new(
        format!(
            "因此一个对象的得分也取决于表中还有哪些{}。全表数值都相同的指标无法这样换算，计算时会被拒绝；全表都缺失的指标仍为缺失。",
            noun.zh
        ),
        format!(
            "So a score also depends on which other {} are in the table. An indicator with the same value everywhere cannot be converted and is refused; one without any value stays missing.",
            noun.en
        ),
    )
}

/// Minimum and maximum of an indicator, as the run used them; `None` without values.
fn extremes(content: &EditionContent, node: &Node) -> Option<Text> {
    let values = used::values(content, &node.code);
    let (min, max) = (values.iter().copied().reduce(f64::min)?, values.iter().copied().reduce(f64::max)?);
    let (node, unit) = (named(node), used::measured_in(content, node));
    Some(Text::new(
        format!("{}：min = {min}{}，max = {max}{}", node.zh, unit.zh, unit.zh),
        format!("{}: min = {min}{}, max = {max}{}", node.en, unit.en, unit.en),
    ))
}

fn goalposts(
    content: &EditionContent,
    lower: f64,
    upper: f64,
    posts: &BTreeMap<String, Posts>,
) -> (Vec<Text>, Vec<Formula>) {
    let mut paragraphs = vec![
        Text::new(
            format!(
                "底线值与目标值：每个指标事先定下底线值和目标值。到底线值得 {lower} 分，到目标值得 {upper} 分，其间按比例；超出两端的按端点计分。"
            ),
            format!(
                "Goalposts: each indicator has a floor and a target that were fixed beforehand. The floor scores {lower}, the target scores {upper}, and values between lie in proportion; beyond the ends the score stays at the end."
            ),
        ),
        Text::new(
            "得分只取决于对象自己的数值，与表中还有谁无关。",
            "A score depends on the unit's own value only, not on who else is in the table.",
        ),
    ];
    paragraphs.extend(indicators(content).filter_map(|node| {
        let Posts { floor, target } = posts.get(&node.code)?;
        let (node, unit) = (named(node), measured_in(node));
        Some(Text::new(
            format!("{}：底线值 {floor}{}，目标值 {target}{}", node.zh, unit.zh, unit.zh),
            format!("{}: floor {floor}{}, target {target}{}", node.en, unit.en, unit.en),
        ))
    }));
    (paragraphs, vec![between_posts(lower, upper)])
}

/// The formula of floor and target.
pub(super) fn between_posts(lower: f64, upper: f64) -> Formula {
    let share = fraction(row(&[name("x"), sign("−"), name("f")]), row(&[name("t"), sign("−"), name("f")]));
    let mathml = block(&[
        name("s"),
        sign("="),
        number(lower),
        sign("+"),
        name("min"),
        sign("("),
        number(1.0),
        sign(","),
        name("max"),
        sign("("),
        number(0.0),
        sign(","),
        share,
        sign(")"),
        sign(")"),
        sign("·"),
        sign("("),
        number(upper),
        sign("−"),
        number(lower),
        sign(")"),
    ]);
    let line = format!("s = {lower} + min(1, max(0, (x − f) / (t − f))) · ({upper} − {lower})");
    let plain = Text::new(
        format!("{line}（x：原始值，f：底线值，t：目标值）"),
        format!("{line} (x: raw value, f: floor, t: target)"),
    );
    Formula { mathml, plain }
}

/// Which way the indicators point, and what that changes.
pub(super) fn direction(content: &EditionContent) -> MethodSection {
    let negative: Vec<Text> = indicators(content).filter(|n| n.direction == Direction::Negative).map(named).collect();
    let mut paragraphs = vec![if negative.is_empty() {
        Text::new("全部指标都是正向：数值越大越好。", "More is better for every indicator.")
    } else {
        Text::new(
            format!(
                "逆向指标（数值越小越好）：{}。其余都是正向。",
                negative.iter().map(|t| t.zh.as_str()).collect::<Vec<_>>().join("、")
            ),
            format!(
                "Less is better for: {}. For all others more is better.",
                negative.iter().map(|t| t.en.as_str()).collect::<Vec<_>>().join("; ")
            ),
        )
    }];
    if !negative.is_empty() {
        paragraphs.push(match &content.recipe.normalise {
            Normalise::None => Text::new(
                "因为不做标准化，方向不改变数值：原始值须已是越大越好的得分。",
                "Without normalisation the direction changes no value: the raw values must be scores already, of which more is better.",
            ),
            Normalise::MinMax { .. } => Text::new(
                "逆向指标在标准化时反转：最小的值得最高分。",
                "Normalisation turns these round: the smallest value scores highest.",
            ),
            Normalise::Goalposts { .. } | Normalise::PerIndicator { .. } => Text::new(
                "逆向指标的目标值小于底线值，同一公式即得出越小越好的得分。",
                "Their targets lie below their floors, so the same formula rewards less.",
            ),
            Normalise::ZScore { .. }
            | Normalise::Rank
            | Normalise::PercentileRank { .. }
            | Normalise::Borda
            | Normalise::Efficacy { .. }
            | Normalise::DistanceToBest { .. }
            | Normalise::DistanceToReference { .. }
            | Normalise::DistanceToTarget { .. } => Text::new(
                "逆向指标在标准化时反转：数值越小，得分越高。",
                "Normalisation turns these round: the smaller the value, the higher the score.",
            ),
            Normalise::FractionOfMaximum { .. } => Text::new(
                "占最大值之比不适用于逆向指标，计算时会被拒绝。",
                "The share of the greatest value does not serve these, and is refused.",
            ),
            Normalise::Bands { .. } => Text::new(
                "各档的分值已经体现方向：数值小的一档分值高。",
                "The points of the bands say so themselves: bands of smaller values are worth more.",
            ),
        });
    }
    MethodSection { id: "direction", title: Text::new("方向", "Direction"), paragraphs, formulas: Vec::new() }
}

pub(super) fn indicators(content: &EditionContent) -> impl Iterator<Item = &Node> {
    content.instrument.indicators().map(|n| &content.instrument.nodes()[n])
}

/// The unit of measurement as it follows a number.
pub(super) fn measured_in(node: &Node) -> Text {
    node.unit.as_ref().map(|u| Text::new(format!(" {}", u.zh), format!(" {}", u.en))).unwrap_or_default()
}
