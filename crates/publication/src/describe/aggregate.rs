//! How children become their parent's score, and what of it comes from each of them, in words.

use std::collections::BTreeMap;

use domain::{EditionContent, Instrument, Recipe, Text, recipe::Aggregate};

use super::{
    Formula, MethodSection,
    mathml::{Math, at, block, fraction, indexed, name, number, over, power, primed, row, sign},
};

/// The aggregation of every level.
pub(super) fn aggregation(content: &EditionContent) -> MethodSection {
    let (instrument, recipe) = (&content.instrument, &content.recipe);
    let levels = levels(instrument, recipe);
    let mut methods: Vec<Aggregate> = Vec::new();
    for method in levels.values() {
        if !methods.contains(method) {
            methods.push(*method);
        }
    }
    let mut paragraphs = match methods[..] {
        [method] => {
            let (how, compensation) = (how(method), compensation(method));
            vec![Text::new(
                format!("自下而上，每一项的得分{}。{}", how.zh, compensation.zh),
                format!("From the bottom up, the score of a node {}. {}", how.en, compensation.en),
            )]
        }
        _ => by_level(&levels),
    };
    let mut formulas: Vec<Formula> = methods.iter().map(|method| formula(*method)).collect();
    if methods.iter().any(|method| matches!(method, Aggregate::OrderedMean { .. })) {
        formulas.push(places());
    }
    let (words, formula) = contribution(recipe, &methods);
    paragraphs.extend(words);
    formulas.extend(formula);
    MethodSection { id: "aggregation", title: Text::new("合成", "Aggregation"), paragraphs, formulas }
}

/// The method of every depth at which there are dimensions.
fn levels(instrument: &Instrument, recipe: &Recipe) -> BTreeMap<usize, Aggregate> {
    let dimensions = (0..instrument.len()).filter(|&node| !instrument.is_indicator(node));
    dimensions.map(|node| instrument.depth(node)).map(|depth| (depth, recipe.aggregate_of(depth))).collect()
}

fn by_level(levels: &BTreeMap<usize, Aggregate>) -> Vec<Text> {
    let intro = Text::new(
        "自下而上，各层用不同的方法合成。",
        "From the bottom up, children become their parent's score, at every level by a method of its own.",
    );
    let each = levels.iter().map(|(depth, method)| {
        let (how, compensation) = (how(*method), compensation(*method));
        if *depth == 0 {
            Text::new(
                format!("总指数：得分{}。{}", how.zh, compensation.zh),
                format!("The whole index: the score {}. {}", how.en, compensation.en),
            )
        } else {
            Text::new(
                format!("第 {depth} 层的维度：得分{}。{}", how.zh, compensation.zh),
                format!("Dimensions of level {depth}: the score {}. {}", how.en, compensation.en),
            )
        }
    });
    std::iter::once(intro).chain(each).collect()
}

/// What follows “the score of a node”.
fn how(method: Aggregate) -> Text {
    match method {
        Aggregate::ArithmeticMean => {
            Text::new("是其下级得分的加权算术平均", "is the weighted arithmetic mean of its children")
        }
        Aggregate::GeometricMean => {
            Text::new("是其下级得分的加权几何平均", "is the weighted geometric mean of its children")
        }
        Aggregate::HarmonicMean => {
            Text::new("是其下级得分的加权调和平均", "is the weighted harmonic mean of its children")
        }
        Aggregate::GeneralisedMean { power } => Text::new(
            format!("是其下级得分的加权幂平均，幂为 {power}"),
            format!("is the weighted power mean of its children, with the power {power}"),
        ),
        Aggregate::MazziottaPareto => Text::new(
            "是其下级得分的加权平均，再减去一个罚值：各下级得分越不均衡，罚值越大（马齐奥塔–帕累托法）",
            "is the weighted mean of its children less a penalty, the larger the more uneven they are (Mazziotta and Pareto)",
        ),
        Aggregate::OrderedMean { orness } => Text::new(
            format!(
                "是其下级得分的有序加权平均（OWA），乐观度为 {orness}：权重不属于某个下级，而属于从好到差排列的位置"
            ),
            format!(
                "is the ordered weighted average (OWA) of its children, with the orness {orness}: weights belong to places from best to worst, not to certain children"
            ),
        ),
        Aggregate::Copeland => Text::new(
            "由对象之间两两比较得出（科普兰法）：在合计权重过半的下级上得分更高的一方胜出，得分是胜过的对象数减去负于的对象数",
            "comes from comparing the units pair by pair (Copeland's rule): who is above on children that carry more than half of the weight wins, and the score is the number of units it wins against less those it loses against",
        ),
        Aggregate::Borda => Text::new(
            "由名次得出（波达计分）：在每个下级上，每胜过一个对象计一分，相同计半分，再按权重平均",
            "comes from places (Borda's rule): on each child a point for every unit below and half a point for every equal one, averaged by weight",
        ),
    }
}

/// How far a weakness can be made up for, in plain words.
fn compensation(method: Aggregate) -> Text {
    match method {
        Aggregate::ArithmeticMean => {
            Text::new("一项的不足可以由另一项的长处完全弥补。", "A weakness can be made up for in full by a strength.")
        }
        Aggregate::GeometricMean => Text::new(
            "一项的不足只能由另一项的长处部分弥补，得分越低的一项越要紧。得分须大于 0。",
            "A weakness can be made up for only in part by a strength, and the lower a score the more it matters. Scores must be above 0.",
        ),
        Aggregate::HarmonicMean => Text::new(
            "一项的不足很难由另一项的长处弥补，比几何平均更看重最低的得分。得分须大于 0。",
            "A weakness can hardly be made up for by a strength: the lowest scores matter still more than in a geometric mean. Scores must be above 0.",
        ),
        Aggregate::GeneralisedMean { power } => {
            let words = if power > 1.0 {
                Text::new(
                    "幂大于 1：得分越高的一项越要紧，一项的长处可以超额弥补另一项的不足。",
                    "The power is above 1: the higher a score the more it matters, and a strength makes up for more than an equal weakness.",
                )
            } else if power < 1.0 {
                Text::new(
                    "幂小于 1：一项的不足只能由另一项的长处部分弥补，幂越小，能弥补的越少。",
                    "The power is below 1: a weakness can be made up for only in part by a strength, the less the smaller the power.",
                )
            } else {
                Text::new(
                    "幂为 1 就是算术平均：一项的不足可以由另一项的长处完全弥补。",
                    "With the power 1 it is the arithmetic mean: a weakness can be made up for in full by a strength.",
                )
            };
            let range = if power > 0.0 {
                Text::new("得分不能小于 0。", "No score may be below 0.")
            } else {
                Text::new("得分须大于 0。", "Scores must be above 0.")
            };
            Text::new(format!("{}{}", words.zh, range.zh), format!("{} {}", words.en, range.en))
        }
        Aggregate::MazziottaPareto => Text::new(
            "一项的不足只能部分弥补：长处与不足相差越大，扣得越多。得分须大于 0。",
            "A weakness can be made up for only in part: the further apart strengths and weaknesses are, the more is taken away. Scores must be above 0.",
        ),
        Aggregate::OrderedMean { orness } => {
            let words = if orness > 0.5 {
                Text::new(
                    "乐观度大于 ½：排在前面的得分更要紧，长处盖过不足。",
                    "The orness is above ½: the better scores matter more, and strengths outweigh weaknesses.",
                )
            } else if orness < 0.5 {
                Text::new(
                    "乐观度小于 ½：排在后面的得分更要紧，不足难以弥补。",
                    "The orness is below ½: the worse scores matter more, and weaknesses are hard to make up for.",
                )
            } else {
                Text::new("乐观度为 ½ 就是等权平均。", "With the orness ½ it is the equal mean.")
            };
            Text::new(
                format!("{}下级自己的权重不起作用，下级得分不能有缺失。", words.zh),
                format!("{} The children's own weights play no role, and no score may be missing.", words.en),
            )
        }
        Aggregate::Copeland => Text::new(
            "只看谁高谁低，不看高多少：一项上领先再多，也只弥补这一项的权重。得分不能有缺失；得分只在本期对象之间有意义。",
            "Only who is above counts, not by how much: however far a unit is ahead on one child, it makes up for no more than that child's weight. No score may be missing, and scores have a meaning among the units of this period only.",
        ),
        Aggregate::Borda => Text::new(
            "只看谁高谁低，不看高多少：在一项上落后，可以靠在另一项上胜过更多对象来弥补。得分不能有缺失；得分只在本期对象之间有意义。",
            "Only who is above counts, not by how much: being behind on one child can be made up for by being above more units on another. No score may be missing, and scores have a meaning among the units of this period only.",
        ),
    }
}

fn sum(range: &str) -> Math {
    over("∑", row(&[name("i"), sign("∈"), name(range)]))
}

fn weighted(i: &str) -> Math {
    primed(name("w"), name(i))
}

fn formula(method: Aggregate) -> Formula {
    let s = || row(&[name("S"), sign("=")]);
    match method {
        Aggregate::ArithmeticMean => Formula {
            mathml: block(&[name("S"), sign("="), sum("A"), weighted("i"), sign("·"), at("s", "i")]),
            plain: Text::new(
                "S = Σ w′ᵢ · sᵢ（i 取有值的各下级 A）",
                "S = Σ w′ᵢ · sᵢ (i: the children A that have a value)",
            ),
        },
        Aggregate::GeometricMean => Formula {
            mathml: block(&[
                s(),
                over("∏", row(&[name("i"), sign("∈"), name("A")])),
                power(at("s", "i"), weighted("i")),
            ]),
            plain: Text::new(
                "几何平均：S = ∏ sᵢ^w′ᵢ（i 取有值的各下级 A）",
                "Geometric mean: S = ∏ sᵢ^w′ᵢ (i: the children A that have a value)",
            ),
        },
        Aggregate::HarmonicMean => Formula {
            mathml: block(&[s(), fraction(number(1.0), row(&[sum("A"), fraction(weighted("i"), at("s", "i"))]))]),
            plain: Text::new(
                "调和平均：S = 1 / Σ (w′ᵢ / sᵢ)（i 取有值的各下级 A）",
                "Harmonic mean: S = 1 / Σ (w′ᵢ / sᵢ) (i: the children A that have a value)",
            ),
        },
        Aggregate::GeneralisedMean { power: p } => Formula {
            mathml: block(&[
                s(),
                power(
                    row(&[sign("("), sum("A"), weighted("i"), sign("·"), power(at("s", "i"), number(p)), sign(")")]),
                    fraction(number(1.0), number(p)),
                ),
            ]),
            plain: Text::new(
                format!("幂平均：S = (Σ w′ᵢ · sᵢ^p)^(1/p)，p = {p}（i 取有值的各下级 A）"),
                format!("Power mean: S = (Σ w′ᵢ · sᵢ^p)^(1/p), p = {p} (i: the children A that have a value)"),
            ),
        },
        Aggregate::MazziottaPareto => Formula {
            mathml: block(&[
                s(),
                name("M"),
                sign("−"),
                fraction(
                    row(&[
                        sum("A"),
                        weighted("i"),
                        sign("·"),
                        power(row(&[sign("("), at("s", "i"), sign("−"), name("M"), sign(")")]), number(2.0)),
                    ]),
                    name("M"),
                ),
            ]),
            plain: Text::new(
                "马齐奥塔–帕累托：S = M − V / M，M = Σ w′ᵢ · sᵢ，V = Σ w′ᵢ · (sᵢ − M)²（i 取有值的各下级 A）",
                "Mazziotta and Pareto: S = M − V / M, M = Σ w′ᵢ · sᵢ, V = Σ w′ᵢ · (sᵢ − M)² (i: the children A that have a value)",
            ),
        },
        Aggregate::OrderedMean { orness } => Formula {
            mathml: block(&[
                s(),
                over("∑", name("k")),
                at("v", "k"),
                sign("·"),
                indexed(name("s"), row(&[sign("("), name("k"), sign(")")])),
            ]),
            plain: Text::new(
                format!(
                    "有序加权平均：S = Σ vₖ · s₍ₖ₎（s₍ₖ₎：从高到低的第 k 个得分，v：该位置的权重，乐观度 {orness}）"
                ),
                format!(
                    "Ordered weighted average: S = Σ vₖ · s₍ₖ₎ (s₍ₖ₎: the k-th score from the highest, v: the weight of its place, orness {orness})"
                ),
            ),
        },
        Aggregate::Copeland => copeland(),
        Aggregate::Borda => borda(),
    }
}

/// Pairs that are won less pairs that are lost.
fn copeland() -> Formula {
    Formula {
        mathml: block(&[
            at("S", "u"),
            sign("="),
            over("∑", row(&[name("v"), sign("≠"), name("u")])),
            name("sgn"),
            sign("("),
            at("M", "uv"),
            sign("−"),
            fraction(number(1.0), number(2.0)),
            sign(")"),
        ]),
        plain: Text::new(
            "科普兰法：S_u = Σ sgn(M_uv − ½)（v 取其他各对象；M_uv：u 得分高于 v 的各下级的权重之和，相同的各计一半）",
            "Copeland: S_u = Σ sgn(M_uv − ½) (v: the other units; M_uv: the weight of the children on which u is above v, half where they are equal)",
        ),
    }
}

/// Places on the children, averaged.
fn borda() -> Formula {
    Formula {
        mathml: block(&[
            at("S", "u"),
            sign("="),
            sum("C"),
            at("w", "i"),
            sign("·"),
            sign("("),
            at("r", "iu"),
            sign("−"),
            number(1.0),
            sign(")"),
        ]),
        plain: Text::new(
            "波达计分：S_u = Σ wᵢ · (rᵢᵤ − 1)（i 取各下级；r：在该下级上从最差数起的名次，相同的取平均）",
            "Borda: S_u = Σ wᵢ · (rᵢᵤ − 1) (i: the children; r: the place on the child from below, equal ones share the mean)",
        ),
    }
}

/// The weights of the places of an ordered mean.
fn places() -> Formula {
    let quantifier = |k: Math| power(row(&[sign("("), fraction(k, name("n")), sign(")")]), name("a"));
    let exponent = fraction(row(&[number(1.0), sign("−"), name("o")]), name("o"));
    Formula {
        mathml: block(&[
            at("v", "k"),
            sign("="),
            quantifier(name("k")),
            sign("−"),
            quantifier(row(&[name("k"), sign("−"), number(1.0)])),
            sign(","),
            name("a"),
            sign("="),
            exponent,
        ]),
        plain: Text::new(
            "vₖ = (k/n)^a − ((k − 1)/n)^a，a = (1 − o) / o（n：下级的个数，o：乐观度）",
            "vₖ = (k/n)^a − ((k − 1)/n)^a, a = (1 − o) / o (n: the number of children, o: the orness)",
        ),
    }
}

/// What of a score comes from a node.
fn contribution(recipe: &Recipe, methods: &[Aggregate]) -> (Vec<Text>, Option<Formula>) {
    let sums = match recipe.adjust {
        None => Text::new(
            "推导表中的“贡献”是总分里来自该项的部分；全部指标的贡献相加，就是总分。",
            "The contribution in the derivation is the part of the overall score that comes from a node; the contributions of all indicators sum to the overall score.",
        ),
        Some(_) => Text::new(
            "推导表中的“贡献”是加权得分里来自该项的部分；全部指标的贡献相加，就是加权得分，再经加分、扣分得出总分。",
            "The contribution in the derivation is the part of the weighted sum that comes from a node; the contributions of all indicators sum to it, and bonuses and deductions turn it into the overall score.",
        ),
    };
    let path = || over("∏", row(&[name("k"), sign("∈"), name("P"), sign("("), name("i"), sign(")")]));
    if methods.iter().all(|method| *method == Aggregate::ArithmeticMean) {
        let formula = Formula {
            mathml: block(&[at("c", "i"), sign("="), at("s", "i"), sign("·"), path(), primed(name("w"), name("k"))]),
            plain: Text::new(
                "cᵢ = sᵢ · ∏ w′ₖ（k 取从 i 到总分路径上的各节点）",
                "cᵢ = sᵢ · ∏ w′ₖ (k: the nodes on the path from i to the top)",
            ),
        };
        return (vec![sums], Some(formula));
    }
    let without_parts = |method: &Aggregate| !method.is_mean();
    let no_parts = Text::new(
        "科普兰法和波达计分只看先后，得分不能拆成各项的部分：在它们之下没有“贡献”。",
        "Copeland's and Borda's rules look at the order only, and their scores have no parts: beneath them there are no contributions.",
    );
    if methods.iter().all(without_parts) || without_parts(&recipe.aggregate_of(0)) {
        return (vec![no_parts], None);
    }
    let has_gaps = methods.iter().any(without_parts);
    let words = if has_gaps {
        Text::new(
            "推导表中的“贡献”是得分里来自该项的部分，沿路径由各层相乘得出。",
            "The contribution in the derivation is the part of the score that comes from a node, multiplied along its path.",
        )
    } else {
        sums
    };
    let slopes = Text::new(
        "算术平均以外的平均，由该项的导数代替它的份额：下级得分同乘一个数，上级也乘这个数，所以各项得分乘以导数之和正好是上级的得分（欧拉定理）。",
        "Beneath means other than the arithmetic one the derivative takes the place of the share: when all children's scores are multiplied by a number so is their parent's, and so the scores times the derivatives sum to the parent's score exactly (Euler's theorem).",
    );
    let derivative = fraction(row(&[sign("∂"), at("f", "k")]), row(&[sign("∂"), at("s", "k")]));
    let formula = Formula {
        mathml: block(&[at("c", "i"), sign("="), at("s", "i"), sign("·"), path(), derivative]),
        plain: Text::new(
            "cᵢ = sᵢ · ∏ ∂fₖ/∂sₖ（k 取从 i 到总分路径上的各节点；fₖ：上级的得分，s：该节点的得分）",
            "cᵢ = sᵢ · ∏ ∂fₖ/∂sₖ (k: the nodes on the path from i to the top; fₖ: the parent's score, s: the node's own)",
        ),
    };
    let mut paragraphs = vec![words, slopes];
    paragraphs.extend(has_gaps.then_some(no_parts));
    (paragraphs, Some(formula))
}
