//! Where weights come from, where they are not the instrument's, in words.

use std::collections::BTreeMap;

use domain::{
    EditionContent, Text,
    recipe::{Expert, Objective, RandomIndex, Weighting},
};

use super::{
    Formula, MethodSection,
    mathml::{Math, at, block, fraction, name, number, over, row, sign},
    named, score,
    words::{list, percent},
};

/// What each part counts for, and why.
pub(super) fn weights(content: &EditionContent) -> MethodSection {
    let mut section = score::weights(content);
    let (words, formulas) = match &content.recipe.weight {
        Weighting::Given => return section,
        Weighting::Equal => (
            vec![Text::new(
                "各级都用等权：同一上级之下的各项所占份额相同，不用指标体系里的权重。",
                "Weights are equal at every level: all children of a parent have the same share, whatever the instrument says.",
            )],
            Vec::new(),
        ),
        Weighting::BudgetAllocation { experts } => (allocated(experts), Vec::new()),
        Weighting::Ahp { random_index, judgements } => (judged(content, *random_index, judgements), consistency()),
        Weighting::Objective { from } => (vec![computed(*from), scope()], objective(*from)),
        Weighting::Combined { from, share } => {
            let (words, formula) = combined(*share);
            (vec![computed(*from), words, scope()], objective(*from).into_iter().chain([formula]).collect())
        }
    };
    // What the instrument says of its top dimensions gives way to what is in use.
    section.paragraphs.truncate(1);
    section.paragraphs.extend(words);
    section.paragraphs.extend(people(content));
    section.paragraphs.extend(in_use(content));
    section.formulas.extend(formulas);
    section
}

/// How far experts agree, with themselves and with each other; nothing where that is not known or withheld.
fn people(content: &EditionContent) -> Vec<Text> {
    let (instrument, steps) = (&content.instrument, &content.result.steps);
    let each = |values: &BTreeMap<String, f64>, unit: (&str, &str)| {
        let told: Vec<Text> = instrument
            .nodes()
            .iter()
            .filter_map(|node| {
                let (name, value) = (named(node), values.get(&node.code)?);
                let (zh, en) = unit;
                Some(Text::new(format!("{} {value:.3}{zh}", name.zh), format!("{} {value:.3}{en}", name.en)))
            })
            .collect();
        (!told.is_empty()).then(|| list(&told))
    };
    let consistency = each(&steps.consistency, ("", "")).map(|told| {
        Text::new(
            format!("各上级之下判断的一致性比率 CR：{}。", told.zh),
            format!("Consistency ratio CR of the judgements beneath each parent: {}.", told.en),
        )
    });
    let spread = each(&steps.spread, (" 分", "")).map(|told| {
        Text::new(
            format!("专家之间的分歧（各人所给分数的标准差）：{}。", told.zh),
            format!("How far experts differ (standard deviation of the points given): {}.", told.en),
        )
    });
    consistency.into_iter().chain(spread).collect()
}

/// The weights in use, a paragraph a parent; nothing where they are withheld.
fn in_use(content: &EditionContent) -> Vec<Text> {
    let (instrument, weights) = (&content.instrument, &content.result.steps.weights);
    if weights.is_empty() {
        return Vec::new();
    }
    let shown = |weight: f64| (weight * 1e4).round() / 1e4;
    let parents = (0..instrument.len()).filter(|&node| !instrument.is_indicator(node));
    let each = parents.map(|parent| {
        let children: Vec<Text> = instrument
            .children(parent)
            .iter()
            .filter_map(|&child| {
                let (about, weight) = (&instrument.nodes()[child], weights.get(&instrument.nodes()[child].code)?);
                let (name, weight) = (named(about), shown(*weight));
                Some(Text::new(format!("{} {weight}%", name.zh), format!("{} {weight} %", name.en)))
            })
            .collect();
        let (name, children) = (named(&instrument.nodes()[parent]), list(&children));
        Text::new(format!("{}之下：{}", name.zh, children.zh), format!("Beneath {}: {}", name.en, children.en))
    });
    let intro = Text::new(
        "本期所用的权重，四舍五入到四位小数；完整的数值在 JSON 发布包的 content.result.steps.weights。",
        "The weights in use in this period, rounded to four decimals; the full values stand at content.result.steps.weights in the JSON bundle.",
    );
    std::iter::once(intro).chain(each).collect()
}

fn allocated(experts: &[Expert]) -> Vec<Text> {
    let names: Vec<Text> = experts.iter().map(|expert| expert.name.clone()).collect();
    let names = list(&names);
    vec![
        Text::new(
            "权重来自专家（预算分配法）：每位专家把 100 分分给同一上级下的各项，权重是各位专家的平均。没有专家谈到的各项，用指标体系里的权重。",
            "Weights come from experts (budget allocation): each distributes 100 points among the children of a parent, and a weight is the mean of all experts. Children of whom no expert speaks keep the instrument's weights.",
        ),
        Text::new(
            format!("专家（{} 位）：{}。各人的分配在 JSON 发布包的 content.recipe.weight。", experts.len(), names.zh),
            format!(
                "Experts ({}): {}. What each of them gave stands at content.recipe.weight in the JSON bundle.",
                experts.len(),
                names.en
            ),
        ),
    ]
}

fn judged(
    content: &EditionContent,
    random_index: RandomIndex,
    judgements: &BTreeMap<String, Vec<Vec<Vec<f64>>>>,
) -> Vec<Text> {
    let table = match random_index {
        RandomIndex::Saaty => Text::new("萨蒂（1980）", "Saaty (1980)"),
        RandomIndex::SaatyLater => Text::new("萨蒂（2005）", "Saaty (2005)"),
        RandomIndex::TummalaLing => Text::new("图马拉与凌（1998）", "Tummala and Ling (1998)"),
        RandomIndex::DoneganDodd => Text::new("多尼根与多德（1991）", "Donegan and Dodd (1991)"),
    };
    let mut paragraphs = vec![
        Text::new(
            "权重来自两两比较（层次分析法）：专家判断一项比另一项重要多少倍，几位专家的判断取几何平均，权重是判断矩阵的主特征向量。没有判断的各项，用指标体系里的权重。",
            "Weights come from comparing pairs (the analytic hierarchy process): experts judge how many times more important one is than another, several experts are put together by the geometric mean, and the weights are the principal eigenvector of the matrix. Children without judgements keep the instrument's weights.",
        ),
        Text::new(
            format!(
                "判断之间是否一致，看一致性比率 CR，通常要求不超过 0.1；平均随机一致性指标 RI 取自{}的表。比较两项时不存在不一致。下面列出全部判断，任何人都可以重算。",
                table.zh
            ),
            format!(
                "Whether judgements agree with each other is told by the consistency ratio CR, which as a rule is not to pass 0.1; the random index RI is that of the table of {}. Two things cannot contradict each other and have none. All judgements follow, so that anyone can compute it.",
                table.en
            ),
        ),
    ];
    let instrument = &content.instrument;
    let parents = (0..instrument.len()).filter(|&node| !instrument.is_indicator(node));
    paragraphs.extend(parents.filter_map(|parent| {
        let matrices = judgements.get(&instrument.nodes()[parent].code)?;
        let children = instrument.children(parent);
        let pairs = (0..children.len()).flat_map(|row| (row + 1..children.len()).map(move |column| (row, column)));
        let told: Vec<Text> = pairs
            .map(|(row, column)| {
                let (one, other) =
                    (&instrument.nodes()[children[row]].code, &instrument.nodes()[children[column]].code);
                let given: Vec<String> = matrices
                    .iter()
                    .filter_map(|matrix| matrix.get(row)?.get(column).map(ToString::to_string))
                    .collect();
                Text::new(
                    format!("{one} 比 {other} 为 {}", given.join(" / ")),
                    format!("{one} to {other} {}", given.join(" / ")),
                )
            })
            .collect();
        let (name, told) = (named(&instrument.nodes()[parent]), list(&told));
        Some(Text::new(
            format!("{}之下（{} 位专家）：{}", name.zh, matrices.len(), told.zh),
            format!("Beneath {} (experts: {}): {}", name.en, matrices.len(), told.en),
        ))
    }));
    paragraphs
}

fn consistency() -> Vec<Formula> {
    let index = fraction(row(&[name("λ"), sign("−"), name("n")]), row(&[name("n"), sign("−"), number(1.0)]));
    vec![
        Formula {
            mathml: block(&[name("A"), name("w"), sign("="), name("λ"), name("w")]),
            plain: Text::new(
                "A w = λ w（A：判断矩阵，w：权重，λ：最大特征值）",
                "A w = λ w (A: the judgements, w: the weights, λ: the greatest eigenvalue)",
            ),
        },
        Formula {
            mathml: block(&[name("CR"), sign("="), index, sign("/"), name("RI")]),
            plain: Text::new(
                "CR = (λ − n) / (n − 1) / RI（n：比较的项数）",
                "CR = (λ − n) / (n − 1) / RI (n: how many are compared)",
            ),
        },
    ]
}

fn computed(from: Objective) -> Text {
    match from {
        Objective::Entropy => Text::new(
            "权重由数据算出（熵权法）：对象之间差别越大的指标，权重越大。",
            "Weights are computed from the data (entropy): the more the units differ on an indicator, the more it weighs.",
        ),
        Objective::Critic => Text::new(
            "权重由数据算出（CRITIC 法）：对象之间差别越大、与其他指标越不重复的指标，权重越大。",
            "Weights are computed from the data (CRITIC): the more the units differ on an indicator, and the less the others say the same, the more it weighs.",
        ),
        Objective::StandardDeviation => Text::new(
            "权重由数据算出（标准差法）：得分的标准差越大的指标，权重越大。",
            "Weights are computed from the data (standard deviation): the more the scores of an indicator spread, the more it weighs.",
        ),
        Objective::Pca => Text::new(
            "权重由数据算出（主成分法）：权重与第一主成分的载荷成比例；载荷有负的，不予计算。",
            "Weights are computed from the data (principal component): they are in proportion to the loadings of the first component; where one is negative nothing is computed.",
        ),
        Objective::CorrelationBalanced => Text::new(
            "权重由数据算出（相关平衡法）：使每个指标与它们的加权平均的相关程度相同。",
            "Weights are computed from the data (balanced correlations): such that each indicator is correlated with their weighted mean alike.",
        ),
    }
}

/// What is weighed by computed weights, and what that means.
fn scope() -> Text {
    Text::new(
        "只对下级全是指标的维度这样计算，依据是在这些指标上都有得分的对象；其余各项用指标体系里的权重。这样的权重说的是数据的形状，不是重要与否，并且随数据变化。",
        "That is done beneath dimensions whose children are all indicators, on the units that have a score on all of them; everything else keeps the instrument's weights. Such weights tell the shape of the data, not what is important, and they change with the data.",
    )
}

fn objective(from: Objective) -> Vec<Formula> {
    let sum = |index: &str| over("∑", name(index));
    let proportional = || row(&[at("w", "i"), sign("∝")]);
    let formula = |mathml: String, zh: &str, en: &str| vec![Formula { mathml, plain: Text::new(zh, en) }];
    match from {
        Objective::Entropy => {
            let shares: Math = row(&[sum("u"), at("p", "iu"), name("ln"), at("p", "iu")]);
            formula(
                block(&[proportional(), number(1.0), sign("+"), fraction(shares, row(&[name("ln"), name("n")]))]),
                "wᵢ ∝ 1 + Σ pᵢᵤ ln pᵢᵤ / ln n（u 取各对象，共 n 个；p = s / Σ s：得分所占的份额）",
                "wᵢ ∝ 1 + Σ pᵢᵤ ln pᵢᵤ / ln n (u: the n units; p = s / Σ s: share of the scores)",
            )
        }
        Objective::Critic => formula(
            block(&[
                proportional(),
                at("σ", "i"),
                sign("·"),
                sum("k"),
                sign("("),
                number(1.0),
                sign("−"),
                at("r", "ik"),
                sign(")"),
            ]),
            "wᵢ ∝ σᵢ · Σ (1 − rᵢₖ)（k 取其他各指标；σ：换算到 0 到 1 后的标准差，r：相关系数）",
            "wᵢ ∝ σᵢ · Σ (1 − rᵢₖ) (k: the other indicators; σ: standard deviation on the scale from 0 to 1, r: correlation)",
        ),
        Objective::StandardDeviation => formula(
            block(&[proportional(), at("σ", "i")]),
            "wᵢ ∝ σᵢ（σ：得分的标准差）",
            "wᵢ ∝ σᵢ (σ: standard deviation of the scores)",
        ),
        Objective::Pca => formula(
            block(&[proportional(), at("l", "i")]),
            "wᵢ ∝ lᵢ（l：相关矩阵第一主成分的载荷）",
            "wᵢ ∝ lᵢ (l: loadings of the first component of the correlations)",
        ),
        Objective::CorrelationBalanced => formula(
            block(&[
                proportional(),
                fraction(
                    row(&[sign("("), super::mathml::power(name("R"), number(-1.0)), number(1.0), sign(")")]),
                    at("σ", "i"),
                ),
            ]),
            "wᵢ ∝ (R⁻¹ 1)ᵢ / σᵢ（R：相关矩阵，σ：得分的标准差）",
            "wᵢ ∝ (R⁻¹ 1)ᵢ / σᵢ (R: the correlations, σ: standard deviation of the scores)",
        ),
    }
}

fn combined(share: Option<f64>) -> (Text, Formula) {
    match share {
        Some(share) => {
            let (own, given) = (percent(share), percent(1.0 - share));
            (
                Text::new(
                    format!("所用的权重是两者的平均：算出的权重占 {own}%，指标体系里的权重占 {given}%。"),
                    format!(
                        "The weights in use are the mean of both: computed ones count {own} %, the instrument's {given} %."
                    ),
                ),
                Formula {
                    mathml: block(&[
                        at("w", "i"),
                        sign("="),
                        number(share),
                        sign("·"),
                        at("o", "i"),
                        sign("+"),
                        sign("("),
                        number(1.0),
                        sign("−"),
                        number(share),
                        sign(")"),
                        sign("·"),
                        at("g", "i"),
                    ]),
                    plain: Text::new(
                        format!("wᵢ = {share} · oᵢ + (1 − {share}) · gᵢ（o：算出的权重，g：指标体系里的权重）"),
                        format!("wᵢ = {share} · oᵢ + (1 − {share}) · gᵢ (o: computed, g: the instrument's)"),
                    ),
                },
            )
        }
        None => (
            Text::new(
                "所用的权重与两者之积成比例：算出的权重和指标体系里的权重都大的，才占得多。",
                "The weights in use are in proportion to the product of both: only what both find important weighs much.",
            ),
            Formula {
                mathml: block(&[
                    at("w", "i"),
                    sign("="),
                    fraction(
                        row(&[at("o", "i"), sign("·"), at("g", "i")]),
                        row(&[over("∑", name("j")), at("o", "j"), sign("·"), at("g", "j")]),
                    ),
                ]),
                plain: Text::new(
                    "wᵢ = oᵢ · gᵢ / Σ oⱼ · gⱼ（o：算出的权重，g：指标体系里的权重）",
                    "wᵢ = oᵢ · gᵢ / Σ oⱼ · gⱼ (o: computed, g: the instrument's)",
                ),
            },
        ),
    }
}
