//! Methods that ask for the place among the units only.

use domain::{EditionContent, Text};

use super::super::{
    Formula,
    mathml::{block, fraction, name, number, row, sign},
};

pub(super) fn rank(content: &EditionContent) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let words = Text::new(
        format!("名次法：每个指标的得分是在本期全部{}中从最差数起的名次，最差的得 1 分。", noun.zh),
        format!(
            "Ranks: on each indicator the score is the place among all {} of this period, counted from the worst, which scores 1.",
            noun.en
        ),
    );
    let formula = Formula {
        mathml: block(&[name("s"), sign("="), name("r")]),
        plain: Text::new("s = r（r：从最差数起的名次）", "s = r (r: the place from below)"),
    };
    (vec![words, ties(), order_only()], vec![formula])
}

pub(super) fn percentile(content: &EditionContent, upper: f64) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let words = Text::new(
        format!(
            "百分位名次：每个指标的得分是本期其余{}中不如它的所占的比例，乘以 {upper}：最差的得 0 分，最好的得 {upper} 分。",
            noun.zh
        ),
        format!(
            "Percentile ranks: on each indicator the score is the share of the other {} of this period that are below, times {upper}: the worst scores 0, the best {upper}.",
            noun.en
        ),
    );
    let share = fraction(row(&[name("r"), sign("−"), number(1.0)]), row(&[name("n"), sign("−"), number(1.0)]));
    let formula = Formula {
        mathml: block(&[name("s"), sign("="), share, sign("·"), number(upper)]),
        plain: Text::new(
            format!("s = (r − 1) / (n − 1) · {upper}（r：从最差数起的名次，n：有值的对象数）"),
            format!("s = (r − 1) / (n − 1) · {upper} (r: the place from below, n: the units with a value)"),
        ),
    };
    (vec![words, ties(), order_only()], vec![formula])
}

pub(super) fn borda(content: &EditionContent) -> (Vec<Text>, Vec<Formula>) {
    let noun = &content.index.unit_noun;
    let words = Text::new(
        format!("波达分：每个指标的得分是本期不如它的{}的个数，数值相同的各计半个。", noun.zh),
        format!(
            "Borda points: on each indicator the score is the number of {} of this period that are below, half a point for each with the same value.",
            noun.en
        ),
    );
    let formula = Formula {
        mathml: block(&[name("s"), sign("="), name("r"), sign("−"), number(1.0)]),
        plain: Text::new("s = r − 1（r：从最差数起的名次）", "s = r − 1 (r: the place from below)"),
    };
    (vec![words, ties(), order_only()], vec![formula])
}

fn ties() -> Text {
    Text::new(
        "数值相同的，取它们所占名次的平均。逆向指标以数值大的为差。",
        "Equal values share the mean of their places. Where less is better the greatest value is the worst.",
    )
}

fn order_only() -> Text {
    Text::new(
        "只看先后，不看相差多少：因此不受极端值影响，也看不出差距的大小。得分取决于表中还有谁。",
        "Only the order counts, not by how much: extreme values have no hold on it, and distances are lost. A score depends on who else is in the table.",
    )
}
