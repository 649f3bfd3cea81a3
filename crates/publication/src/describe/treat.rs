//! What is done about outliers, in words.

use domain::{EditionContent, Text, recipe::Treat, score_sheet::TreatedIndicator};

use super::{
    Formula, MethodSection,
    mathml::{Math, block, fraction, name, number, power, row, sign},
    named,
};

/// Outliers; nothing if none are treated.
pub(super) fn outliers(content: &EditionContent) -> Option<MethodSection> {
    let most = |most: u32| {
        Text::new(
            format!(
                "缩尾：最外面的值改为向内的下一个值，一步一步，直到通过检验，最多改 {most} 个对象的值（并列的一起改）"
            ),
            format!(
                "Winsorisation: the outermost value takes the next one inwards, step by step until the indicator passes, for {most} units at most (equal values together)"
            ),
        )
    };
    let (words, formulas) = match content.recipe.treat {
        Treat::None => return None,
        Treat::Winsorise { most: n } => {
            (Text::new(format!("{}。", most(n).zh), format!("{}.", most(n).en)), Vec::new())
        }
        Treat::TwoStage { most: n } => (
            Text::new(
                format!("{}。仍不通过的，不缩尾，改取原始值的对数。", most(n).zh),
                format!(
                    "{}. Where it still does not pass, the logarithm of the original values is taken instead.",
                    most(n).en
                ),
            ),
            logarithms(),
        ),
        Treat::Log => (
            Text::new(
                "不通过的指标，全部数值取对数，收拢较长的一尾。",
                "Where an indicator does not pass, the logarithm of all its values is taken, which draws in the longer tail.",
            ),
            logarithms(),
        ),
        Treat::BoxCox { lambda } => (
            Text::new(
                format!("不通过的指标，全部数值作博克斯–考克斯变换，λ = {lambda}。"),
                format!(
                    "Where an indicator does not pass, all its values go through the transformation of Box and Cox with λ = {lambda}."
                ),
            ),
            vec![box_cox(lambda)],
        ),
    };
    let mut paragraphs = vec![
        Text::new(
            "先看每个指标的分布：偏度的绝对值小于 2，或超额峰度小于 3.5，就算通过检验，不作处理。处理不改变先后次序；方向不变。",
            "The shape of every indicator is looked at first: where the absolute skewness is below 2, or the excess kurtosis below 3.5, it passes and is left as it is. No treatment turns an order round.",
        ),
        words,
    ];
    if !content.withholds_scores() {
        paragraphs.extend(treated(content));
    }
    Some(MethodSection { id: "outliers", title: Text::new("异常值处理", "Outliers"), paragraphs, formulas })
}

/// What was treated in this period.
fn treated(content: &EditionContent) -> Vec<Text> {
    let all = &content.result.steps.treated;
    if all.is_empty() {
        return vec![Text::new(
            "本期各指标都通过检验，没有作处理。",
            "Every indicator passes in this period; none is treated.",
        )];
    }
    let total = Text::new(
        format!("本期处理的指标（{} 个）：", all.len()),
        format!("Indicators treated in this period: {}:", all.len()),
    );
    std::iter::once(total).chain(all.iter().map(|treated| one(content, treated))).collect()
}

fn one(content: &EditionContent, treated: &TreatedIndicator) -> Text {
    let TreatedIndicator { code, winsorised, transformed, skewness, passes } = treated;
    let node = content.instrument.position(code);
    let name = node.map_or_else(|| Text::same(code), |node| named(&content.instrument.nodes()[node]));
    let mut done = vec![Text::new(format!("原偏度 {skewness:.2}"), format!("skewness before {skewness:.2}"))];
    if *winsorised > 0 {
        done.push(Text::new(format!("缩尾 {winsorised} 个"), format!("{winsorised} winsorised")));
    }
    if *transformed {
        done.push(Text::new("全部数值作了变换", "all values transformed"));
    }
    done.push(if *passes {
        Text::new("处理后通过检验", "passes now")
    } else {
        Text::new("处理后仍不通过检验", "does not pass even so")
    });
    let join = |of: fn(&Text) -> &str, sign: &str| done.iter().map(of).collect::<Vec<_>>().join(sign);
    Text::new(format!("{}：{}", name.zh, join(|t| &t.zh, "，")), format!("{}: {}", name.en, join(|t| &t.en, ", ")))
}

fn logarithms() -> Vec<Formula> {
    let shift = || row(&[number(0.01), sign("·"), name("R")]);
    let ln = |of: Math| row(&[name("ln"), sign("("), of, sign(")")]);
    vec![
        Formula {
            mathml: block(&[name("y"), sign("="), ln(row(&[name("x"), sign("−"), name("min"), sign("+"), shift()]))]),
            plain: Text::new(
                "偏度不小于 0：y = ln(x − min + 0.01 · R)（R = max − min）",
                "Skewness not below 0: y = ln(x − min + 0.01 · R) (R = max − min)",
            ),
        },
        Formula {
            mathml: block(&[
                name("y"),
                sign("="),
                sign("−"),
                ln(row(&[name("max"), sign("+"), shift(), sign("−"), name("x")])),
            ]),
            plain: Text::new(
                "偏度小于 0：y = −ln(max + 0.01 · R − x)",
                "Skewness below 0: y = −ln(max + 0.01 · R − x)",
            ),
        },
    ]
}

fn box_cox(lambda: f64) -> Formula {
    let shifted = || row(&[name("x"), sign("−"), name("min"), sign("+"), number(1.0)]);
    if lambda.abs() > 0.0 {
        let base = row(&[sign("("), shifted(), sign(")")]);
        Formula {
            mathml: block(&[
                name("y"),
                sign("="),
                fraction(row(&[power(base, number(lambda)), sign("−"), number(1.0)]), number(lambda)),
            ]),
            plain: Text::new(
                format!("y = ((x − min + 1)^{lambda} − 1) / {lambda}（min：最小的数值）"),
                format!("y = ((x − min + 1)^{lambda} − 1) / {lambda} (min: the least value)"),
            ),
        }
    } else {
        Formula {
            mathml: block(&[name("y"), sign("="), name("ln"), sign("("), shifted(), sign(")")]),
            plain: Text::new("y = ln(x − min + 1)（min：最小的数值）", "y = ln(x − min + 1) (min: the least value)"),
        }
    }
}
