//! Methods that ask how the units of the table spread: their mean and standard deviation, their worst and best.

use domain::{EditionContent, Node, Text};

use super::{
    super::{
        Formula,
        mathml::{Math, block, fraction, name, number, row, sign},
        named, used,
    },
    depends_on_others, extremes,
};

pub(super) fn z_score(content: &EditionContent, mean: f64, sd: f64) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let mut paragraphs = vec![
        Text::new(
            format!(
                "标准分（z 分数）：每个指标在本期全部{}中，均值得 {mean} 分，比均值好一个标准差多得 {sd} 分，差一个标准差少得 {sd} 分。标准差用 n − 1。",
                noun.zh
            ),
            format!(
                "Standard scores (z-scores): for each indicator, the mean of all {} of this period scores {mean}; a standard deviation better than the mean is worth {sd} more, a standard deviation worse {sd} less. The standard deviation is that with n − 1.",
                noun.en
            ),
        ),
        depends_on_others(content),
    ];
    paragraphs.extend(used::scored(content).filter_map(|node| moments(content, node)));
    let scaled = |above: Math| {
        block(&[name("s"), sign("="), number(mean), sign("+"), fraction(above, name("σ")), sign("·"), number(sd)])
    };
    let formulas = vec![
        Formula {
            mathml: scaled(row(&[name("x"), sign("−"), name("m")])),
            plain: Text::new(
                format!("正向指标：s = {mean} + (x − m) / σ · {sd}（m：均值，σ：标准差）"),
                format!("More is better: s = {mean} + (x − m) / σ · {sd} (m: mean, σ: standard deviation)"),
            ),
        },
        Formula {
            mathml: scaled(row(&[name("m"), sign("−"), name("x")])),
            plain: Text::new(
                format!("逆向指标：s = {mean} + (m − x) / σ · {sd}"),
                format!("Less is better: s = {mean} + (m − x) / σ · {sd}"),
            ),
        },
    ];
    (paragraphs, formulas)
}

/// Mean and standard deviation of an indicator; `None` with fewer than two values.
fn moments(content: &EditionContent, node: &Node) -> Option<Text> {
    let values = used::values(content, &node.code);
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    let (node, unit) = (named(node), used::measured_in(content, node));
    // Told to people only: the run sums in an order of its own, and the last digits may be other ones.
    (values.len() > 1).then(|| {
        Text::new(
            format!("{}：均值约 {mean:.4}{}，标准差约 {sd:.4}{}", node.zh, unit.zh, unit.zh),
            format!("{}: mean about {mean:.4}{}, standard deviation about {sd:.4}{}", node.en, unit.en, unit.en),
        )
    })
}

pub(super) fn efficacy(content: &EditionContent, base: f64, span: f64) -> (Vec<Text>, Vec<Formula>) {
    let (noun, best) = (&content.index.unit_noun, base + span);
    let mut paragraphs = vec![
        Text::new(
            format!(
                "功效系数法：每个指标在本期全部{}中，最差的值得 {base} 分，最好的值得 {best} 分，其余按比例。",
                noun.zh
            ),
            format!(
                "Efficacy scores: for each indicator, the worst value among all {} of this period scores {base}, the best scores {best}, and the others lie between in proportion.",
                noun.en
            ),
        ),
        depends_on_others(content),
    ];
    paragraphs.extend(used::scored(content).filter_map(|node| extremes(content, node)));
    let scaled = |above: Math| {
        let range = row(&[name("max"), sign("−"), name("min")]);
        block(&[name("s"), sign("="), number(base), sign("+"), number(span), sign("·"), fraction(above, range)])
    };
    let formulas = vec![
        Formula {
            mathml: scaled(row(&[name("x"), sign("−"), name("min")])),
            plain: Text::new(
                format!("正向指标：s = {base} + {span} · (x − min) / (max − min)"),
                format!("More is better: s = {base} + {span} · (x − min) / (max − min)"),
            ),
        },
        Formula {
            mathml: scaled(row(&[name("max"), sign("−"), name("x")])),
            plain: Text::new(
                format!("逆向指标：s = {base} + {span} · (max − x) / (max − min)"),
                format!("Less is better: s = {base} + {span} · (max − x) / (max − min)"),
            ),
        },
    ];
    (paragraphs, formulas)
}
