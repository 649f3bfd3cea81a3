//! How far ranks can be trusted, in words.

use domain::{
    EditionContent, Text,
    recipe::{Robustness, WeightDraw},
};

use super::{
    Formula, MethodSection,
    impute::other_periods,
    mathml::{at, block, fraction, name, number, over, row, sign},
    words,
};

/// Rank intervals and bands; nothing if the recipe does not ask for them, or ranks are withheld.
pub(super) fn intervals(content: &EditionContent) -> Option<MethodSection> {
    let robustness = content.recipe.robustness.as_ref().filter(|_| !content.withholds_scores())?;
    let interval = robustness.interval;
    let (inside, ahead) = (words::percent(interval), words::percent(f64::midpoint(1.0, interval)));
    let mut paragraphs = vec![Text::new(
        format!(
            "计分方法里有些选择不止一种合理的做法，数据也有误差。为了看出名次有多可靠，把下列各项同时随机改变，整个指数重新计算 {} 次。随机数的种子是 {}，所以任何人算出的都一样。",
            robustness.runs, robustness.seed
        ),
        format!(
            "Some choices of the method could reasonably have been others, and data have errors. To see how far ranks can be trusted, the following are changed at random, all at once, and the whole index is computed {} times. The seed of the random numbers is {}, so that everyone finds the same.",
            robustness.runs, robustness.seed
        ),
    )];
    paragraphs.extend(varied(content, robustness));
    paragraphs.push(Text::new(
        format!(
            "名次区间是各次运算的名次去掉两端之后、中间 {inside}% 的范围，旁边是中位名次。两个对象的区间相互重叠，它们的先后就不宜当作定论。区间只反映上面这些改变，不含别的误差。"
        ),
        format!(
            "A rank interval holds the middle {inside} % of the ranks of all runs, without their ends; beside it stands the median rank. Where the intervals of two units overlap, their order is not to be taken as settled. Intervals tell of the changes above only, not of other errors."
        ),
    ));
    if let Some(runs) = content.result.steps.runs {
        paragraphs.push(Text::new(
            format!("本期有结果的运算 {} 次；因所抽到的方法无法计算而作废的 {} 次，不计入。", runs.done, runs.failed),
            format!(
                "Runs with a result in this period: {}; runs that do not count because a method had no answer for what was drawn: {}.",
                runs.done, runs.failed
            ),
        ));
    }
    paragraphs.push(Text::new(
        format!(
            "名次段：从第一名开始，往后数，直到遇到第一个“段首在至少 {ahead}% 的运算中领先它”的对象为止（并列算半次），前面这些为一段；从这个对象起是下一段，依此类推。同一段里的对象与段首没有可靠的差别。"
        ),
        format!(
            "Bands of ranks: a band starts with the best unit and ends before the first unit which its head is ahead of in at least {ahead} % of the runs (a tie counts half); the next band starts with that unit, and so on. Units of a band cannot be told from its head."
        ),
    ));
    if !content.recipe.grades.is_empty() {
        paragraphs.push(Text::new(
            "每个对象在各次运算中得到各等次的比例，也随发布包公布。",
            "The share of runs in which a unit has each grade is published in the bundle as well.",
        ));
    }
    Some(MethodSection {
        id: "rank-intervals",
        title: Text::new("名次区间", "Rank intervals"),
        paragraphs,
        formulas: vec![band(interval)],
    })
}

/// What is varied, a line each.
fn varied(content: &EditionContent, robustness: &Robustness) -> Vec<Text> {
    let recipe = &content.recipe;
    let mut lines = Vec::new();
    if let Some(draw) = robustness.weights {
        let drawn = drawn(draw);
        lines.push(Text::new(format!("权重：{}", drawn.zh), format!("Weights: {}", drawn.en)));
    }
    for (depth, draw) in &robustness.weights_at {
        let drawn = drawn(*draw);
        lines.push(if *depth == 0 {
            Text::new(
                format!("总指数之下的权重：{}", drawn.zh),
                format!("Weights right beneath the whole index: {}", drawn.en),
            )
        } else {
            Text::new(
                format!("第 {depth} 层维度之下的权重：{}", drawn.zh),
                format!("Weights beneath dimensions of level {depth}: {}", drawn.en),
            )
        });
    }
    let mut one_of = |what: Text, own: Text, others: Vec<Text>| {
        if !others.is_empty() {
            let all: Vec<Text> = std::iter::once(own).chain(others).collect();
            let names = words::list(&all);
            lines.push(Text::new(
                format!("{}：{}，机会均等。", what.zh, names.zh),
                format!("{}: {}, all equally likely.", what.en, names.en),
            ));
        }
    };
    one_of(
        Text::new("标准化", "Normalisation"),
        words::normalise(&recipe.normalise),
        robustness.normalise.iter().map(words::normalise).collect(),
    );
    let own = if recipe.aggregate_at.is_empty() {
        words::aggregate(recipe.aggregate)
    } else {
        Text::new("本方法各层的合成", "that of this method, level by level")
    };
    one_of(
        Text::new("合成", "Aggregation"),
        own,
        robustness.aggregate.iter().map(|method| words::aggregate(*method)).collect(),
    );
    one_of(
        Text::new("插补", "Imputation"),
        words::impute(recipe.impute),
        robustness.impute.iter().map(|method| words::impute(*method)).collect(),
    );
    // Where the recipe itself imputes so, that is said there.
    let from_others = (!recipe.impute.is_from_other_periods()).then(|| other_periods(content)).flatten();
    one_of(
        Text::new("异常值", "Outliers"),
        words::treat(recipe.treat),
        robustness.treat.iter().map(|method| words::treat(*method)).collect(),
    );
    lines.extend(from_others);
    if robustness.leave_one_out {
        lines.push(Text::new(
            "指标：每次去掉一个，或者一个也不去，机会均等。",
            "Indicators: one is left out in each run, or none, all equally likely.",
        ));
    }
    if robustness.sampling && !content.data.standard_errors.is_empty() {
        lines.push(Text::new(
            "抽样得来的数值：按各自的标准误，从正态分布中重新抽取。",
            "Values from samples: drawn anew from a normal distribution with their standard errors.",
        ));
    }
    if robustness.raters && !content.data.ratings.is_empty() {
        lines.push(Text::new(
            "评审：一处有几位评审人员分别给分的，抽取其中一位。",
            "Raters: where several judged the same matter apart from each other, one of them is drawn.",
        ));
    }
    if lines.is_empty() {
        lines.push(Text::new("本期没有改变任何一项。", "Nothing is varied in this period."));
    }
    lines
}

fn drawn(draw: WeightDraw) -> Text {
    match draw {
        WeightDraw::Uniform { share } => {
            let share = words::percent(share);
            Text::new(
                format!("每个权重在自身的 ±{share}% 之内均匀抽取。"),
                format!("each is drawn uniformly within ±{share} % of itself."),
            )
        }
        WeightDraw::Dirichlet { concentration } => Text::new(
            format!("按狄利克雷分布围绕本方法的权重抽取，集中度 {concentration}：越大越接近本方法的权重。"),
            format!(
                "drawn from a Dirichlet distribution around the weights of this method, with the concentration {concentration}: the larger, the nearer to them."
            ),
        ),
    }
}

/// When a unit begins a new band.
fn band(interval: f64) -> Formula {
    let half = fraction(number(1.0), number(2.0));
    Formula {
        mathml: block(&[
            at("p", "hu"),
            sign("="),
            fraction(number(1.0), name("R")),
            over("∑", name("k")),
            sign("("),
            sign("["),
            row(&[at("r", "hk"), sign("<"), at("r", "uk")]),
            sign("]"),
            sign("+"),
            half,
            sign("["),
            row(&[at("r", "hk"), sign("="), at("r", "uk")]),
            sign("]"),
            sign(")"),
            sign("≥"),
            fraction(row(&[number(1.0), sign("+"), number(interval)]), number(2.0)),
        ]),
        plain: Text::new(
            format!(
                "对象 u 开始新的一段：p = (r_h < r_u 的次数 + ½ · r_h = r_u 的次数) / R ≥ (1 + {interval}) / 2（h：段首，r：名次，R：两者都有名次的运算次数）"
            ),
            format!(
                "Unit u begins a new band: p = (runs with r_h < r_u + ½ · runs with r_h = r_u) / R ≥ (1 + {interval}) / 2 (h: the head, r: rank, R: runs in which both have a rank)"
            ),
        ),
    }
}
