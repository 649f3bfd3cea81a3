//! What comes after the weighted sum, in words: bonuses, deductions, grade ceilings.

use domain::{
    EditionContent, Text,
    recipe::{Adjust, CappedItem},
};

use super::{
    Formula, MethodSection, counted,
    mathml::{Math, at, block, name, number, over, row, sign},
};

/// Bonuses and deductions; nothing if the total is the weighted sum.
pub(super) fn adjustments(content: &EditionContent) -> Option<MethodSection> {
    let rule = content.recipe.adjust.as_ref()?;
    let (lower, upper) = (rule.lower, rule.upper);
    let mut paragraphs = vec![Text::new(
        format!(
            "加权得分先加上加分，再减去扣分，最后限制在 {lower} 到 {upper} 分之间，就是总分。每一项有自己的上限，全部加分、全部扣分又各有共同的上限。只有经认定的事项才计。"
        ),
        format!(
            "Bonuses are added to the weighted sum, then deductions are taken away, and the total is kept between {lower} and {upper}. Each item has a cap of its own, and all bonuses and all deductions have one in common. Only confirmed matters count."
        ),
    )];
    paragraphs.extend(items(&rule.bonuses, rule.bonus_cap, &Text::new("加分", "Bonus")));
    paragraphs.extend(items(&rule.deductions, rule.deduction_cap, &Text::new("扣分", "Deduction")));
    Some(MethodSection {
        id: "adjustments",
        title: Text::new("加分与扣分", "Bonuses and deductions"),
        paragraphs,
        formulas: vec![total(rule)],
    })
}

/// The items with their caps, and the cap they have in common.
fn items(items: &[CappedItem], cap: Option<f64>, kind: &Text) -> Vec<Text> {
    let mut lines: Vec<Text> = items
        .iter()
        .map(|item| {
            Text::new(
                format!("{} {} {}：上限 {} 分", kind.zh, item.code, item.name.zh, item.cap),
                format!("{} {} {}: cap {}", kind.en, item.code, item.name.en, item.cap),
            )
        })
        .collect();
    lines.extend(cap.filter(|_| !items.is_empty()).map(|cap| {
        Text::new(format!("{}合计：上限 {cap} 分", kind.zh), format!("{}, all together: cap {cap}", kind.en))
    }));
    lines
}

fn total(rule: &Adjust) -> Formula {
    let capped = |all: &str, one: &str| -> Math {
        row(&[
            name("min"),
            sign("("),
            name(all),
            sign(","),
            over("∑", name("i")),
            name("min"),
            sign("("),
            at(one, "i"),
            sign(","),
            at("k", "i"),
            sign(")"),
            sign(")"),
        ])
    };
    let (lower, upper) = (rule.lower, rule.upper);
    Formula {
        mathml: block(&[
            name("T"),
            sign("="),
            name("min"),
            sign("("),
            number(upper),
            sign(","),
            name("max"),
            sign("("),
            number(lower),
            sign(","),
            name("S"),
            sign("+"),
            capped("B", "b"),
            sign("−"),
            capped("D", "d"),
            sign(")"),
            sign(")"),
        ]),
        plain: Text::new(
            format!(
                "T = min({upper}, max({lower}, S + min(B, Σ min(bᵢ, kᵢ)) − min(D, Σ min(dᵢ, kᵢ))))（S：加权得分，b、d：各项加分、扣分，k：各项上限，B、D：共同上限，未设时不限）"
            ),
            format!(
                "T = min({upper}, max({lower}, S + min(B, Σ min(bᵢ, kᵢ)) − min(D, Σ min(dᵢ, kᵢ)))) (S: weighted sum; b, d: points of each bonus and deduction; k: cap of each; B, D: common caps, no limit where there is none)"
            ),
        ),
    }
}

/// What limits a grade; nothing if nothing may.
pub(super) fn ceilings(content: &EditionContent) -> Option<MethodSection> {
    let vetoes = &content.recipe.vetoes;
    if vetoes.is_empty() {
        return None;
    }
    let mut paragraphs = vec![Text::new(
        "有下列情形之一并经认定、写明法律依据的，等次不高于所列的等次；有几种情形的，取最低的。总分和名次不变，推导中同时列出不受限制时的等次和依据。",
        "Where one of the following is confirmed, with its legal basis, the grade is not above the one named; of several the lowest counts. Score and rank do not change. The derivation names the grade without the ceiling, and the basis.",
    )];
    paragraphs.extend(vetoes.iter().map(|veto| {
        Text::new(
            format!("{} {}：不高于 {}", veto.code, veto.name.zh, veto.ceiling),
            format!("{} {}: {} at best", veto.code, veto.name.en, veto.ceiling),
        )
    }));
    let limited = content.result.units.iter().filter(|unit| unit.ceiling.is_some()).count();
    let count =
        Text::new(format!("本期受限制的对象：{limited} 个。"), format!("Units limited in this period: {limited}."));
    paragraphs.extend(counted(content, count));
    Some(MethodSection {
        id: "ceilings",
        title: Text::new("等次限制", "Grade ceilings"),
        paragraphs,
        formulas: Vec::new(),
    })
}
