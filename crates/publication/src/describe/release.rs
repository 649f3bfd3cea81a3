//! How much of the edition is public, in words.

use domain::{
    EditionContent, Questionnaire, Text,
    edition::Release,
    questionnaire::{Disclosure, Sensitivity},
};

use super::MethodSection;

/// What is left out, and why the rest still holds; nothing if all of it is public.
pub(super) fn release(content: &EditionContent) -> Option<MethodSection> {
    let withheld = content.withheld.as_ref()?;
    let mut paragraphs = match &content.release {
        Release::Full => content.evidence.iter().flat_map(|e| what_items_withhold(&e.questionnaire)).collect(),
        Release::Grades => vec![Text::new(
            "本版只公布等次：每个评估对象列出等次，得分、名次和数据不公开，按代码排列。",
            "Only grades are public: every unit with its grade, in the order of their codes, without scores, ranks and data.",
        )],
        Release::BestGrades { grades } => vec![Text::new(
            format!(
                "本版只公布等次为 {} 的评估对象，按代码排列；其他对象以及得分、名次和数据不公开。",
                grades.join("、")
            ),
            format!(
                "Only the units with the grades {} are public, in the order of their codes; other units, scores, ranks and data are not.",
                grades.join(", ")
            ),
        )],
    };
    paragraphs.push(Text::new(
        format!(
            "完整的发布包由评估机构保存，它的 SHA-256 是 {}：发布之后改动其中任何内容都会被发现。",
            withheld.sha256
        ),
        format!(
            "The assessor keeps the full bundle, whose SHA-256 is {}: whoever changes anything in it after publication is found out.",
            withheld.sha256
        ),
    ));
    let title = Text::new("公开范围", "What is public");
    Some(MethodSection { id: "release", title, paragraphs, formulas: Vec::new() })
}

fn what_items_withhold(questionnaire: &Questionnaire) -> Vec<Text> {
    let aggregate: Vec<&str> = questionnaire
        .items
        .iter()
        .filter(|item| item.disclosure == Disclosure::AggregateOnly)
        .map(|item| item.code.as_str())
        .collect();
    let internal = questionnaire.items.iter().any(|item| {
        item.disclosure == Disclosure::Public
            && questionnaire.columns(item).any(|column| column.sensitivity == Sensitivity::Internal)
    });
    let rows = (!aggregate.is_empty()).then(|| {
        Text::new(
            format!("下列指标公开得分和数值，不公开填报的各行：{}。", aggregate.join("、")),
            format!(
                "Of these the score and the value are public, and the rows filed are not: {}.",
                aggregate.join(", ")
            ),
        )
    });
    let cells = internal.then(|| {
        Text::new(
            "填报表中的内部列不公开，其余各列逐行公开。",
            "Internal columns of the tables filed are not public; the other columns are, row by row.",
        )
    });
    let score = Text::new(
        "只公开得分的指标，数据中以得分代替数值；由此重新计算，结果仍然逐位相同。",
        "Of an indicator of which only the score is public, the data hold the score in the place of the value; computing again still gives the same bits.",
    );
    rows.into_iter().chain(cells).chain([score]).collect()
}
