//! Methods that ask how far a unit is from another one or from a value.

use std::collections::BTreeMap;

use domain::{EditionContent, Text};

use super::{
    super::{
        Formula,
        mathml::{Math, block, fraction, name, number, row, sign},
        named, used,
    },
    depends_on_others, extremes, measured_in,
};

pub(super) fn to_best(content: &EditionContent, upper: f64) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let mut paragraphs = vec![
        Text::new(
            format!(
                "与最好者的距离：每个指标在本期全部{}中，最好的值得 {upper} 分，最差的值得 0 分，其余按离最好者的远近。",
                noun.zh
            ),
            format!(
                "Distance to the best: for each indicator, the best value among all {} of this period scores {upper}, the worst scores 0, and the others by how far they are from the best.",
                noun.en
            ),
        ),
        depends_on_others(content),
    ];
    paragraphs.extend(used::scored(content).filter_map(|node| extremes(content, node)));
    let scaled = |above: Math| {
        let range = row(&[name("max"), sign("−"), name("min")]);
        let closeness = row(&[sign("("), number(1.0), sign("−"), fraction(above, range), sign(")")]);
        block(&[name("s"), sign("="), closeness, sign("·"), number(upper)])
    };
    let formulas = vec![
        Formula {
            mathml: scaled(row(&[name("max"), sign("−"), name("x")])),
            plain: Text::new(
                format!("正向指标：s = (1 − (max − x) / (max − min)) · {upper}"),
                format!("More is better: s = (1 − (max − x) / (max − min)) · {upper}"),
            ),
        },
        Formula {
            mathml: scaled(row(&[name("x"), sign("−"), name("min")])),
            plain: Text::new(
                format!("逆向指标：s = (1 − (x − min) / (max − min)) · {upper}"),
                format!("Less is better: s = (1 − (x − min) / (max − min)) · {upper}"),
            ),
        },
    ];
    (paragraphs, formulas)
}

pub(super) fn to_reference(content: &EditionContent, unit: &str, upper: f64) -> (Vec<Text>, Vec<Formula>) {
    let paragraphs = vec![
        Text::new(
            format!(
                "与参照对象的距离：参照对象是{}。每个指标上它得 {upper} 分，最差的值得 0 分，其余按离它的远近；比它更好的也得 {upper} 分。",
                reference(content, unit).zh
            ),
            format!(
                "Distance to a reference: the reference is {}. On each indicator it scores {upper}, the worst value scores 0, and the others by how far they are from the reference; who is beyond it scores {upper} too.",
                reference(content, unit).en
            ),
        ),
        Text::new(
            "参照对象没有数值的指标，各对象都没有得分。参照对象自己的值最差时，比它好的得满分，与它相同的没有得分。",
            "On an indicator where the reference has no value nobody has a score. Where the reference itself has the worst value, who is better scores in full and who is equal has no score.",
        ),
        depends_on_others(content),
    ];
    let share = fraction(row(&[name("x"), sign("−"), name("w")]), row(&[name("r"), sign("−"), name("w")]));
    (
        paragraphs,
        vec![up_to(
            upper,
            share,
            "s = min(1, (x − w) / (r − w))",
            &Text::new(
                "x：数值，r：参照对象的数值，w：最差的数值",
                "x: value, r: value of the reference, w: worst value",
            ),
        )],
    )
}

/// The reference by name and code; where only some units are public, it may not be one of them.
fn reference(content: &EditionContent, code: &str) -> Text {
    match content.data.units.iter().find(|unit| unit.code == code) {
        Some(unit) if unit.name.zh == code => Text::new(format!("“{code}”"), format!("“{}”", unit.name.en)),
        Some(unit) => Text::new(format!("{}（{code}）", unit.name.zh), format!("{} ({code})", unit.name.en)),
        None if code.is_empty() => Text::new("一个不公开的评估对象", "a unit that is not public"),
        None => Text::new(format!("“{code}”"), format!("“{code}”")),
    }
}

pub(super) fn to_target(
    content: &EditionContent,
    upper: f64,
    targets: &BTreeMap<String, f64>,
) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let mut paragraphs = vec![
        Text::new(
            format!(
                "与目标值的距离：每个指标事先定下目标值。达到或超过目标的得 {upper} 分，本期全部{}中最差的值得 0 分，其间按比例。",
                noun.zh
            ),
            format!(
                "Distance to a target: each indicator has a target that was fixed beforehand. At the target and beyond the score is {upper}, the worst value among all {} of this period scores 0, and values between lie in proportion.",
                noun.en
            ),
        ),
        depends_on_others(content),
    ];
    paragraphs.extend(used::scored(content).filter_map(|node| {
        let target = targets.get(&node.code)?;
        let (node, unit) = (named(node), measured_in(node));
        Some(Text::new(
            format!("{}：目标值 {target}{}", node.zh, unit.zh),
            format!("{}: target {target}{}", node.en, unit.en),
        ))
    }));
    let share = fraction(row(&[name("x"), sign("−"), name("w")]), row(&[name("t"), sign("−"), name("w")]));
    (
        paragraphs,
        vec![up_to(
            upper,
            share,
            "s = min(1, (x − w) / (t − w))",
            &Text::new("x：数值，t：目标值，w：最差的数值", "x: value, t: target, w: worst value"),
        )],
    )
}

/// A share that does not pass 1, times the best score. Both directions: the worst lies on the other side.
fn up_to(upper: f64, share: Math, line: &str, symbols: &Text) -> Formula {
    Formula {
        mathml: block(&[
            name("s"),
            sign("="),
            name("min"),
            sign("("),
            number(1.0),
            sign(","),
            share,
            sign(")"),
            sign("·"),
            number(upper),
        ]),
        plain: Text::new(format!("{line} · {upper}（{}）", symbols.zh), format!("{line} · {upper} ({})", symbols.en)),
    }
}

pub(super) fn share_of_greatest(content: &EditionContent, upper: f64) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let mut paragraphs = vec![
        Text::new(
            format!(
                "占最大值之比：每个指标的得分是数值与本期全部{}中最大值之比，乘以 {upper}。0 得 0 分；数值不能小于 0。",
                noun.zh
            ),
            format!(
                "Share of the greatest: on each indicator the score is the value as a share of the greatest among all {} of this period, times {upper}. 0 scores 0; no value may be below 0.",
                noun.en
            ),
        ),
        Text::new(
            format!("因此一个对象的得分也取决于表中还有哪些{}。", noun.zh),
            format!("So a score also depends on which other {} are in the table.", noun.en),
        ),
    ];
    paragraphs.extend(used::scored(content).filter_map(|node| extremes(content, node)));
    let formula = Formula {
        mathml: block(&[name("s"), sign("="), fraction(name("x"), name("max")), sign("·"), number(upper)]),
        plain: Text::new(
            format!("s = x / max · {upper}（x：数值，max：最大值）"),
            format!("s = x / max · {upper} (x: value, max: greatest value)"),
        ),
    };
    (paragraphs, vec![formula])
}
