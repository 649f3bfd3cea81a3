//! What is scored at all, and what is divided by what, in words.

use domain::{
    EditionContent, Text,
    score_sheet::{Excluded, Exclusion},
};

use super::{
    Formula, MethodSection,
    mathml::{block, fraction, name, sign},
    named,
    normalise::indicators,
    words::{list, percent, unit},
};

/// Which indicators and units are left out; nothing if the recipe selects nothing.
pub(super) fn selection(content: &EditionContent) -> Option<MethodSection> {
    let select = &content.recipe.select;
    let noun = &content.index.unit_noun;
    let mut rules = Vec::new();
    if !select.exclude.is_empty() {
        let names: Vec<Text> =
            indicators(content).filter(|node| select.exclude.contains(&node.code)).map(named).collect();
        let names = list(&names);
        rules.push(Text::new(
            format!("按事先的决定不计入的指标：{}。", names.zh),
            format!("Left out by a decision beforehand: {}.", names.en),
        ));
    }
    if select.indicator_available > 0.0 {
        let least = percent(select.indicator_available);
        rules.push(Text::new(
            format!("有值的{}不足 {least}% 的指标不计入。", noun.zh),
            format!("An indicator that has a value for fewer than {least} % of the {} is left out.", noun.en),
        ));
    }
    if select.indicator_non_zero > 0.0 {
        let least = percent(select.indicator_non_zero);
        rules.push(Text::new(
            format!("已有的值中，不为 0 的不足 {least}% 的指标不计入。"),
            format!("An indicator with fewer than {least} % of its values other than 0 is left out."),
        ));
    }
    if select.indicator_unique > 0.0 {
        let least = percent(select.indicator_unique);
        rules.push(Text::new(
            format!("不同取值的个数不足已有值的 {least}% 的指标不计入：它分不出高低。"),
            format!("An indicator with fewer different values than {least} % of its values is left out: it tells nobody apart."),
        ));
    }
    if select.unit_available > 0.0 {
        let least = percent(select.unit_available);
        rules.push(Text::new(
            format!("在保留下来、适用于它的指标中，有值的不足 {least}% 的{}不计分。", noun.zh),
            format!(
                "Of the {}, those that have a value on fewer than {least} % of the indicators that stay and apply are not scored.",
                noun.en
            ),
        ));
    }
    if select.unit_non_zero > 0.0 {
        let least = percent(select.unit_non_zero);
        rules.push(Text::new(
            format!("在已有的值中，不为 0 的不足 {least}% 的{}不计分。", noun.zh),
            format!("Of the {}, those of whose values fewer than {least} % are other than 0 are not scored.", noun.en),
        ));
    }
    if rules.is_empty() {
        return None;
    }
    rules.push(Text::new(
        "先筛指标，再筛评估对象。不计入的指标不占权重，它的权重按比例归同一上级下的其他各项；不计分的对象没有得分和名次，也不参与标准化。",
        "Indicators are looked at first, then units. What is left out carries no weight: it goes to the siblings in proportion. A unit that is not scored has neither score nor rank, and plays no part in normalisation.",
    ));
    if !content.withholds_scores() {
        rules.extend(excluded(content));
    }
    Some(MethodSection {
        id: "selection",
        title: Text::new("数据筛选", "Selection"),
        paragraphs: rules,
        formulas: Vec::new(),
    })
}

/// What was left out in this period, and why.
fn excluded(content: &EditionContent) -> Vec<Text> {
    let steps = &content.result.steps;
    let node = |code: &str| {
        content.instrument.position(code).map_or_else(|| Text::same(code), |n| named(&content.instrument.nodes()[n]))
    };
    let told = |none: Text, some: Text, all: Vec<Text>| {
        if all.is_empty() {
            return none;
        }
        let (count, names) = (all.len(), list(&all));
        Text::new(format!("{}（{count} 个）：{}。", some.zh, names.zh), format!("{} ({count}): {}.", some.en, names.en))
    };
    let of = |all: &[Excluded], name: &dyn Fn(&str) -> Text| {
        all.iter().map(|excluded| with_reason(&name(&excluded.code), excluded.reason)).collect::<Vec<_>>()
    };
    let unit = |code: &str| unit(content, code);
    vec![
        told(
            Text::new("本期没有排除的指标。", "No indicator is left out in this period."),
            Text::new("本期排除的指标", "Indicators left out in this period"),
            of(&steps.excluded_indicators, &node),
        ),
        told(
            Text::new("本期没有排除的评估对象。", "No unit is left out in this period."),
            Text::new("本期排除的评估对象", "Units left out in this period"),
            of(&steps.excluded_units, &unit),
        ),
    ]
}

fn with_reason(name: &Text, reason: Exclusion) -> Text {
    match reason {
        Exclusion::Decided => Text::new(format!("{}，按决定", name.zh), format!("{}, by decision", name.en)),
        Exclusion::TooFewValues { available } => {
            let has = available * 100.0;
            Text::new(format!("{}，有值的占 {has:.1}%", name.zh), format!("{}, {has:.1} % have a value", name.en))
        }
        Exclusion::TooManyZeros { non_zero } => {
            let has = non_zero * 100.0;
            Text::new(
                format!("{}，不为 0 的占 {has:.1}%", name.zh),
                format!("{}, {has:.1} % are other than 0", name.en),
            )
        }
        Exclusion::TooFewDifferent { unique } => {
            let has = unique * 100.0;
            Text::new(
                format!("{}，不同取值占 {has:.1}%", name.zh),
                format!("{}, {has:.1} % are different from each other", name.en),
            )
        }
    }
}

/// What is divided by what; nothing if nothing is.
pub(super) fn denominators(content: &EditionContent) -> Option<MethodSection> {
    let denominators = &content.recipe.select.denominators;
    if denominators.is_empty() {
        return None;
    }
    let node = |code: &str| {
        content.instrument.position(code).map_or_else(|| Text::same(code), |n| named(&content.instrument.nodes()[n]))
    };
    let mut paragraphs = vec![Text::new(
        "下列指标先除以另一个指标，再作其他处理。有数值而分母缺失或为 0 的，不予计算，并指出缺在哪里。",
        "These indicators are divided by another one before anything else. Where there is a value and the denominator is missing or 0 nothing is computed, and the run says where.",
    )];
    paragraphs.extend(indicators(content).filter_map(|about| {
        let denominator = denominators.get(&about.code)?;
        let (above, below, scale) = (named(about), node(&denominator.by), denominator.scale);
        Some(if (scale - 1.0).abs() > 0.0 {
            Text::new(
                format!("{}：每 {scale} 个单位的{}", above.zh, below.zh),
                format!("{}: per {scale} of {}", above.en, below.en),
            )
        } else {
            Text::new(format!("{}：除以{}", above.zh, below.zh), format!("{}: divided by {}", above.en, below.en))
        })
    }));
    let formula = Formula {
        mathml: block(&[name("x"), sign("="), fraction(name("a"), fraction(name("b"), name("q")))]),
        plain: Text::new(
            "x = a / (b / q)（a：原始值，b：分母的原始值，q：所列的单位数，未列时为 1）",
            "x = a / (b / q) (a: raw value, b: raw value of the denominator, q: the number named, 1 where there is none)",
        ),
    };
    Some(MethodSection {
        id: "denominators",
        title: Text::new("按分母换算", "Denominators"),
        paragraphs,
        formulas: vec![formula],
    })
}
