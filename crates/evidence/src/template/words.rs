//! What a sheet says about its item.

use domain::{
    Text,
    questionnaire::{Item, ItemKind},
};

/// How the rows are scored, in one sentence each language.
pub(super) fn scoring(item: &Item) -> Text {
    let unit = |number: f64| match &item.unit {
        Some(unit) if unit.zh == "%" => Text::same(format!("{number}%")),
        Some(unit) => Text::new(format!("{number} {}", unit.zh), format!("{number} {}", unit.en)),
        None => Text::same(number.to_string()),
    };
    match &item.kind {
        ItemKind::Quantitative { floor, target, .. } => {
            let (floor, target) = (unit(*floor), unit(*target));
            Text::new(
                format!("数值为 {} 得满分，{} 得 0 分，其间按比例计。", target.zh, floor.zh),
                format!("A value of {} earns full points, {} none; in between in proportion.", target.en, floor.en),
            )
        }
        ItemKind::YesNo { .. } => {
            Text::new("“是”所占的百分比就是得分。", "The share of 是 (yes) in percent is the score.")
        }
        ItemKind::Rubric { levels } => {
            let list = |text: fn(&Text) -> &str, gap: &str, end: &str| {
                let levels = levels.iter().map(|level| format!("{}{gap}{}", level.points, text(&level.text)));
                levels.collect::<Vec<_>>().join(end)
            };
            Text::new(
                format!("由评估人员按佐证分档：{}。", list(|t| &t.zh, " 分：", "；")),
                format!("An evaluator chooses a level on the evidence: {}.", list(|t| &t.en, " points: ", "; ")),
            )
        }
        ItemKind::Survey { question, sampling, .. } => {
            let mut text = Text::new(format!("题目：{}", question.zh), format!("The question: {}", question.en));
            if let Some(sampling) = sampling {
                text.zh.push_str("抽样：");
                text.zh.push_str(&sampling.zh);
                text.en.push(' ');
                text.en.push_str(&sampling.en);
            }
            text
        }
        ItemKind::Deduction { cap, .. } => {
            Text::new(format!("从总分中扣，最多扣 {cap} 分。"), format!("Taken from the total, at most {cap} points."))
        }
        ItemKind::Bonus { cap, .. } => {
            Text::new(format!("加到总分中，最多加 {cap} 分。"), format!("Added to the total, at most {cap} points."))
        }
        ItemKind::Veto { ceiling } => Text::new(
            format!("有一条查实的记录，等次就不高于 {ceiling}。"),
            format!("One confirmed row keeps the grade at {ceiling} or below."),
        ),
    }
}

/// Whether the item may be said not to apply.
pub(super) fn applies(item: &Item) -> Text {
    if item.may_not_apply {
        Text::new(
            "不适用于本单位的，在表头上方选“是”并写明理由，下面不填。",
            "Where it does not apply to you, choose 是 (yes) above the table, give the reason, and file no rows.",
        )
    } else {
        Text::new("本题项必须填报。", "This item must be filed.")
    }
}
