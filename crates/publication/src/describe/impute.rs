//! Where missing values come from, in words.

use domain::{EditionContent, Text, recipe::Impute};

use super::{MethodSection, named};
use crate::format::rows;

/// Imputation; nothing if nothing is imputed.
pub(super) fn imputation(content: &EditionContent) -> Option<MethodSection> {
    let method = match content.recipe.impute {
        Impute::None => return None,
        Impute::Mean => Text::new(
            "缺失的值用该指标在有值对象上的均值代替。",
            "A missing value is taken to be the mean of the indicator over the units that have one.",
        ),
        Impute::Median => Text::new(
            "缺失的值用该指标在有值对象上的中位数代替。",
            "A missing value is taken to be the median of the indicator over the units that have one.",
        ),
        Impute::GroupMean => Text::new(
            "缺失的值用该指标在同一分组内的均值代替；该组都没有值的，用全部对象的均值。",
            "A missing value is taken to be the mean of the indicator in the unit's group; where nobody in the group has a value, the mean of all units.",
        ),
        Impute::GroupMedian => Text::new(
            "缺失的值用该指标在同一分组内的中位数代替；该组都没有值的，用全部对象的中位数。",
            "A missing value is taken to be the median of the indicator in the unit's group; where nobody in the group has a value, the median of all units.",
        ),
        Impute::UnitMean => Text::new(
            "缺失的值由该对象在同一维度下的其他指标推得：各指标先按方向换算到 0 到 1，取其平均，再换回缺失指标的单位。",
            "A missing value follows from the unit's other indicators of the same dimension: each is brought to the scale from 0 to 1 by its direction, their mean is taken, and it is taken back to the unit of the missing one.",
        ),
    };
    let mut paragraphs = vec![
        method,
        Text::new(
            "插补的值是推测，不是观测：推导和下载文件里逐个标明。只补单纯的缺失，不适用和未报送的不补；没有依据可推的仍为缺失。",
            "An imputed value is a guess, not an observation: each is marked in the derivation and in the downloads. Only what is simply missing is imputed, not what does not apply or was not submitted; where there is nothing to go by a value stays missing.",
        ),
    ];
    if !content.withholds_scores() {
        paragraphs.extend(counts(content));
    }
    Some(MethodSection {
        id: "imputation",
        title: Text::new("缺失值插补", "Imputation"),
        paragraphs,
        formulas: Vec::new(),
    })
}

/// How many values of each indicator are imputed.
fn counts(content: &EditionContent) -> Vec<Text> {
    let units = content.data.units.len();
    let of = |node: usize| (0..units).filter(|&unit| rows::node_score(content, unit, node).imputed).count();
    let counted: Vec<(usize, usize)> =
        content.instrument.indicators().map(|node| (node, of(node))).filter(|(_, count)| *count > 0).collect();
    let all: usize = counted.iter().map(|(_, count)| count).sum();
    if all == 0 {
        return vec![Text::new("本期没有插补的值。", "No value is imputed in this period.")];
    }
    let total = Text::new(
        format!("本期共插补 {all} 个值，涉及 {} 个指标。", counted.len()),
        format!("Values imputed in this period: {all}. Indicators concerned: {}.", counted.len()),
    );
    let each = counted.into_iter().map(|(node, count)| {
        let name = named(&content.instrument.nodes()[node]);
        Text::new(format!("{}：{count} 个", name.zh), format!("{}: {count}", name.en))
    });
    std::iter::once(total).chain(each).collect()
}
