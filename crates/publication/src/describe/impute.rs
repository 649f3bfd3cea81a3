//! Where missing values come from, in words.

use std::collections::BTreeMap;

use domain::{EditionContent, Text, recipe::Impute};

use super::{MethodSection, named, words::list};
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
        Impute::CarryForward { within } => carried(within),
        Impute::Constant => Text::new(
            "缺失的值沿用本对象以前最近一期的值；以前各期都没有的，用以后最早一期的值。",
            "A missing value is taken to be the unit's own value of the latest period before; where no period before has one, that of the first period after.",
        ),
        Impute::Linear => Text::new(
            "缺失的值在本对象前后两期的值之间按时间线性内插；只有一边有值的，用最近一期的值。",
            "A missing value lies on the straight line, over time, between the unit's own values of the periods before and after; where only one side has a value, it is the nearest one.",
        ),
    };
    let mut paragraphs = vec![method];
    paragraphs.extend(other_periods(content));
    paragraphs.extend([
        Text::new(
            "插补的值是推测，不是观测：推导和下载文件里逐个标明。只补单纯的缺失，不适用和未报送的不补；没有依据可推的仍为缺失。",
            "An imputed value is a guess, not an observation: each is marked in the derivation and in the downloads. Only what is simply missing is imputed, not what does not apply or was not submitted; where there is nothing to go by a value stays missing.",
        ),
    ]);
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

fn carried(within: Option<u32>) -> Text {
    match within {
        None => Text::new(
            "缺失的值沿用本对象以前最近一期的值；以前各期都没有的仍为缺失。",
            "A missing value is taken to be the unit's own value of the latest period before; where no period before has one it stays missing.",
        ),
        Some(most) => Text::new(
            format!("缺失的值沿用本对象以前最近一期的值，至多取 {most} 期以前的；这些期都没有的仍为缺失。"),
            format!(
                "A missing value is taken to be the unit's own value of the latest period before, at most {most} periods ago; where none of these has one it stays missing."
            ),
        ),
    }
}

/// Which periods there are to look at; nothing where none is asked for.
pub(super) fn other_periods(content: &EditionContent) -> Option<Text> {
    if !content.recipe.looks_at_other_periods() || content.withholds_scores() {
        return None;
    }
    let periods = &content.data.other_periods;
    if periods.values().all(BTreeMap::is_empty) {
        return Some(Text::new(
            "其他已公开的各期没有本期所缺的值。",
            "No other published period has a value that is missing in this one.",
        ));
    }
    let periods = list(&periods.keys().map(Text::same).collect::<Vec<_>>());
    Some(Text::new(
        format!("可以取值的其他各期：{}。本期所缺的值在那些时期的数，写在数据包里，随本版一并固定。", periods.zh),
        format!(
            "Other periods to take values from: {}. What they have where this period has nothing is in the bundle, frozen with this edition.",
            periods.en
        ),
    ))
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
