//! Objective and subjective parts, and what samples leave open, in words.

use domain::{
    EditionContent, Text,
    recipe::{Aggregate, Normalise},
};

use super::{
    Formula, MethodSection,
    mathml::{at, block, fraction, indexed, name, number, over, power, primed, root, row, sign},
    named,
};

/// The two parts of the weighted sum; nothing if the recipe does not tell them apart.
pub(super) fn subtotals(content: &EditionContent) -> Option<MethodSection> {
    let subjective = &content.recipe.subjective;
    if subjective.is_empty() {
        return None;
    }
    let instrument = &content.instrument;
    // Those beneath a subjective dimension go without saying.
    let heads: Vec<Text> = (0..instrument.len())
        .filter(|&node| {
            subjective.contains(&instrument.nodes()[node].code)
                && instrument.parent(node).is_none_or(|above| !subjective.contains(&instrument.nodes()[above].code))
        })
        .map(|node| named(&instrument.nodes()[node]))
        .collect();
    let words = Text::new(
        format!(
            "加权得分分两部分公布：主观分来自人们的评价（{}），客观分来自其余的记录和数据。两部分各按自己的权重平均，都在加分、扣分之前。",
            heads.iter().map(|t| t.zh.as_str()).collect::<Vec<_>>().join("、")
        ),
        format!(
            "The weighted sum is published in two parts: the subjective score rests on what people say ({}), the objective score on records. Each is the mean of its own indicators by their weights, before bonuses and deductions.",
            heads.iter().map(|t| t.en.as_str()).collect::<Vec<_>>().join("; ")
        ),
    );
    let sum = |parts: &[super::mathml::Math]| row(&[over("∑", row(&[name("i"), sign("∈"), name("T")])), row(parts)]);
    let formula = Formula {
        mathml: block(&[
            at("S", "T"),
            sign("="),
            fraction(sum(&[primed(name("v"), name("i")), at("s", "i")]), sum(&[primed(name("v"), name("i"))])),
        ]),
        plain: Text::new(
            "S_T = Σ v′ᵢsᵢ / Σ v′ᵢ（i 取该部分有得分的指标；v′：重新分配后在总分中的份额）",
            "S_T = Σ v′ᵢsᵢ / Σ v′ᵢ (i: the indicators of the part that have a score; v′: share in the whole after redistribution)",
        ),
    };
    Some(MethodSection {
        id: "subtotals",
        title: Text::new("客观分与主观分", "Objective and subjective scores"),
        paragraphs: vec![words],
        formulas: vec![formula],
    })
}

/// Standard errors and intervals; nothing if no value comes from a sample.
pub(super) fn standard_errors(content: &EditionContent) -> Option<MethodSection> {
    if content.data.standard_errors.is_empty() {
        return None;
    }
    let title = Text::new("抽样误差", "Error of sampling");
    if is_relative(&content.recipe.normalise) || !content.recipe.treat.is_none() {
        let words = Text::new(
            "来自抽样的数值带有标准误。得分与数值之间没有一个固定的换算率（标准化取决于全表，或数值经过处理），标准误不能传到得分上；抽样误差计入名次区间：每次运算都重新抽取这些数值。",
            "Values from samples have standard errors. Between value and score there is no fixed rate here (normalisation depends on the table, or values are treated), and errors are not carried to scores; they count in the rank intervals, where every run draws these values anew.",
        );
        return Some(MethodSection { id: "standard-error", title, paragraphs: vec![words], formulas: Vec::new() });
    }
    let mut paragraphs = vec![
        Text::new(
            "来自抽样的数值带有标准误。它按权重传到上级和总分；没有标准误的数值当作精确。加分、扣分不改变标准误。",
            "Values from samples have standard errors, which are carried by weight to every score above them. Values without one are taken as exact; bonuses and deductions do not change it.",
        ),
        Text::new(
            "这里把各指标的抽样误差当作相互独立。同一批人回答的几道题是正相关的，所以真实的误差可能比公布的大，但不超过 Σ w′ᵢ·SEᵢ。",
            "Errors of different indicators are taken as independent. Questions answered by the same people are positively correlated, so the true error may be larger than the one published, up to Σ w′ᵢ · SEᵢ.",
        ),
        Text::new(
            "得分旁的区间是 95% 置信区间；它只含抽样误差，不含权重和方法的不确定性。",
            "The interval beside a score is a 95 % confidence interval. It holds the error of sampling only, not the uncertainty of weights and method.",
        ),
    ];
    let divided = |code: &String| content.recipe.select.denominators.contains_key(code);
    if content.data.standard_errors.keys().any(divided) {
        paragraphs.push(Text::new(
            "按分母换算的指标，标准误不传到得分上，只计入名次区间。",
            "Errors of indicators that are divided by another one are not carried to scores; they count in the rank intervals only.",
        ));
    }
    if content.recipe.aggregates().any(|method| method != Aggregate::ArithmeticMean) {
        paragraphs.push(Text::new(
            "算术平均以外的平均，由导数代替公式里的份额 w′。科普兰法和波达计分之上没有标准误。",
            "Beneath means other than the arithmetic one the derivative takes the place of the share w′ in the formula. Above Copeland's and Borda's rules there is no standard error.",
        ));
    }
    let formulas = vec![
        Formula {
            mathml: block(&[
                name("SE"),
                sign("="),
                root(row(&[
                    over("∑", name("i")),
                    power(
                        row(&[sign("("), primed(name("w"), name("i")), sign("·"), at("SE", "i"), sign(")")]),
                        number(2.0),
                    ),
                ])),
            ]),
            plain: Text::new(
                "SE = √ Σ (w′ᵢ · SEᵢ)²（i 取有标准误的各下级）",
                "SE = √ Σ (w′ᵢ · SEᵢ)² (i: the children with a standard error)",
            ),
        },
        Formula {
            mathml: block(&[indexed(name("S"), name("u")), sign("±"), number(1.96), sign("·"), name("SE")]),
            plain: Text::new("区间：得分 ± 1.96 · SE", "Interval: score ± 1.96 · SE"),
        },
    ];
    Some(MethodSection { id: "standard-error", title, paragraphs, formulas })
}

/// Whether scores move with values in a way that is no straight line, or with who else is in the table.
const fn is_relative(method: &Normalise) -> bool {
    match method {
        Normalise::None | Normalise::Goalposts { .. } | Normalise::PerIndicator { .. } => false,
        Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. }
        | Normalise::Bands { .. } => true,
    }
}
