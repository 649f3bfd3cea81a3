//! The choices of a recipe as a line of words: what robustness varies, and what a step used.

use domain::{
    EditionContent, Text,
    recipe::{Aggregate, Impute, Normalise, Treat},
};

/// Names in a row: `甲、乙`, `A; B`.
pub(super) fn list(names: &[Text]) -> Text {
    let join = |of: fn(&Text) -> &str, sign: &str| names.iter().map(of).collect::<Vec<_>>().join(sign);
    Text::new(join(|t| &t.zh, "、"), join(|t| &t.en, "; "))
}

/// A share as a percentage; one that was typed as such comes back as it was typed.
pub(super) fn percent(share: f64) -> f64 {
    (share * 1e8).round() / 1e6
}

/// A unit by its name and code.
pub(super) fn unit(content: &EditionContent, code: &str) -> Text {
    let Some(about) = content.data.units.iter().find(|unit| unit.code == code) else { return Text::same(code) };
    let with_code = |name: &str, open: &str, close: &str| {
        if name == code { name.to_owned() } else { format!("{name}{open}{code}{close}") }
    };
    Text::new(with_code(&about.name.zh, "（", "）"), with_code(&about.name.en, " (", ")"))
}

/// A normalisation by its name.
pub(super) fn normalise(method: &Normalise) -> Text {
    match method {
        Normalise::None => Text::new("不作标准化", "none"),
        Normalise::MinMax { lower, upper } => {
            Text::new(format!("极差法（{lower}–{upper}）"), format!("min–max ({lower} to {upper})"))
        }
        Normalise::Goalposts { lower, upper, .. } => {
            Text::new(format!("底线值与目标值（{lower}–{upper}）"), format!("goalposts ({lower} to {upper})"))
        }
        Normalise::PerIndicator { .. } => Text::new("各指标按自己的题型", "each indicator by the method of its type"),
        Normalise::ZScore { mean, sd } => Text::new(
            format!("标准分（均值 {mean}，标准差 {sd}）"),
            format!("standard scores (mean {mean}, standard deviation {sd})"),
        ),
        Normalise::Rank => Text::new("名次法", "ranks"),
        Normalise::PercentileRank { upper } => {
            Text::new(format!("百分位名次（0–{upper}）"), format!("percentile ranks (0 to {upper})"))
        }
        Normalise::Borda => Text::new("波达分", "Borda points"),
        Normalise::Efficacy { base, span } => {
            Text::new(format!("功效系数法（{base} + {span}）"), format!("efficacy scores ({base} + {span})"))
        }
        Normalise::DistanceToBest { upper } => {
            Text::new(format!("与最好者的距离（0–{upper}）"), format!("distance to the best (0 to {upper})"))
        }
        Normalise::DistanceToReference { unit, upper } if unit.is_empty() => {
            Text::new(format!("与参照对象的距离（0–{upper}）"), format!("distance to a reference (0 to {upper})"))
        }
        Normalise::DistanceToReference { unit, upper } => Text::new(
            format!("与参照对象 {unit} 的距离（0–{upper}）"),
            format!("distance to the reference {unit} (0 to {upper})"),
        ),
        Normalise::DistanceToTarget { upper, .. } => {
            Text::new(format!("与目标值的距离（0–{upper}）"), format!("distance to targets (0 to {upper})"))
        }
        Normalise::FractionOfMaximum { upper } => {
            Text::new(format!("占最大值之比（0–{upper}）"), format!("share of the greatest (0 to {upper})"))
        }
        Normalise::Bands { .. } => Text::new("分档计分", "bands"),
    }
}

/// An aggregation by its name.
pub(super) fn aggregate(method: Aggregate) -> Text {
    match method {
        Aggregate::ArithmeticMean => Text::new("加权算术平均", "weighted arithmetic mean"),
        Aggregate::GeometricMean => Text::new("加权几何平均", "weighted geometric mean"),
        Aggregate::HarmonicMean => Text::new("加权调和平均", "weighted harmonic mean"),
        Aggregate::GeneralisedMean { power } => {
            Text::new(format!("加权幂平均（幂 {power}）"), format!("weighted power mean (power {power})"))
        }
        Aggregate::MazziottaPareto => Text::new("马齐奥塔–帕累托法", "Mazziotta–Pareto"),
        Aggregate::OrderedMean { orness } => {
            Text::new(format!("有序加权平均（乐观度 {orness}）"), format!("ordered weighted average (orness {orness})"))
        }
        Aggregate::Copeland => Text::new("科普兰法", "Copeland's rule"),
        Aggregate::Borda => Text::new("波达计分", "Borda's rule"),
    }
}

/// An imputation by its name.
pub(super) fn impute(method: Impute) -> Text {
    match method {
        Impute::None => Text::new("不插补", "none"),
        Impute::Mean => Text::new("指标均值", "mean of the indicator"),
        Impute::Median => Text::new("指标中位数", "median of the indicator"),
        Impute::GroupMean => Text::new("分组均值", "mean of the group"),
        Impute::GroupMedian => Text::new("分组中位数", "median of the group"),
        Impute::UnitMean => {
            Text::new("本对象同一维度其他指标的均值", "mean of the unit's other indicators of the dimension")
        }
        Impute::CarryForward { within: None } => {
            Text::new("本对象以前最近一期的值", "the unit's latest value of a period before")
        }
        Impute::CarryForward { within: Some(most) } => Text::new(
            format!("本对象以前最近一期的值（至多 {most} 期以前）"),
            format!("the unit's latest value of a period before, at most {most} ago"),
        ),
        Impute::Constant => Text::new(
            "本对象以前最近一期的值，以前没有的用以后最早一期",
            "the unit's latest value of a period before; without one, the first after",
        ),
        Impute::Linear => {
            Text::new("本对象前后各期之间的线性内插", "a straight line between the unit's values of other periods")
        }
    }
}

/// A treatment of outliers by its name.
pub(super) fn treat(method: Treat) -> Text {
    match method {
        Treat::None => Text::new("不处理", "none"),
        Treat::Winsorise { most } => {
            Text::new(format!("缩尾（最多 {most} 个）"), format!("winsorised ({most} units at most)"))
        }
        Treat::TwoStage { most } => Text::new(
            format!("缩尾（最多 {most} 个），不够再取对数"),
            format!("winsorised ({most} units at most), then the logarithm"),
        ),
        Treat::Log => Text::new("取对数", "logarithm"),
        Treat::BoxCox { lambda } => {
            Text::new(format!("博克斯–考克斯变换（λ = {lambda}）"), format!("Box–Cox (λ = {lambda})"))
        }
    }
}
