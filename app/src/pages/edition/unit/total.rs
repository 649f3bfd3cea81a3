//! From the weighted sum to the total and the grade: bonuses, deductions, what limits the grade, and the
//! sum in its two parts.

use crate::prelude::*;
use domain::{
    EditionContent, Lang, UnitScore,
    recipe::{Adjust, CappedItem},
    score_sheet::{AdjustedTotal, GradeCeiling, ItemPoints, Subtotals},
};

use super::super::results::{grade_name, item_href, unit_score};
use crate::{
    components::{
        note::{Note, Tone},
        table::{DataTable, Head},
    },
    locales::unit as words,
    number,
};

/// What limits the grade, said where the grade stands.
pub(in super::super) fn ceiling(lang: Lang, content: &EditionContent, unit: usize) -> Option<AnyView> {
    let GradeCeiling { ceiling, without, reasons } = unit_score(content, unit)?.ceiling.as_ref()?;
    let code = &content.data.units[unit].code;
    let best = grade_name(lang, content, ceiling);
    let text = match without {
        // Without the score, the grade it would earn says more than is published.
        Some(without) if !content.withholds_scores() => {
            words::limited_from(lang, best, grade_name(lang, content, without))
        }
        Some(_) | None => words::limited(lang, best),
    };
    let reasons = reasons
        .iter()
        .map(|reason| {
            let veto = content.recipe.vetoes.iter().find(|veto| veto.code == reason.code);
            let name = veto.map_or(&*reason.code, |veto| veto.name.get(lang));
            let name = named(content, code, &reason.code, name.to_owned());
            let own = words::limited_to(lang, grade_name(lang, content, &reason.ceiling));
            view! { <li>{name} " " {own} " " {words::basis(lang, reason.basis.get(lang))}</li> }
        })
        .collect_view();
    Some(view! { <Note tone=Tone::Wait><p><b>{text}</b></p><ul>{reasons}</ul></Note> })
}

/// The way from the weighted sum to the total, and the sum in two parts; nothing where the recipe has
/// neither.
pub(in super::super) fn section(lang: Lang, content: &EditionContent, unit: usize) -> Option<AnyView> {
    let score = unit_score(content, unit)?;
    let steps = steps(lang, content, score);
    let parts = score.subtotals.as_ref().map(|subtotals| subtotals_table(lang, content, subtotals));
    if steps.is_none() && parts.is_none() {
        return None;
    }
    Some(view! {
        <section class="stack" id="total" aria-labelledby="total-title">
            <div class="head"><h2 id="total-title">{words::total(lang)}</h2></div>
            {steps}
            {parts}
        </section>
    })
}

/// Weighted sum + bonuses − deductions = total, a line a step.
fn steps(lang: Lang, content: &EditionContent, score: &UnitScore) -> Option<AnyView> {
    let (rule, adjusted) = content.recipe.adjust.as_ref().zip(score.adjusted.as_ref())?;
    let decimals = content.recipe.decimals;
    let figure = |points: f64| number::fixed(points, decimals);
    let bonus = Group { lang, content, unit: &score.code, sign: "+", decimals };
    let deduction = Group { sign: "−", ..bonus };
    let heads = vec![
        Head::text(words::step(lang)),
        Head::figure(words::rows(lang)),
        Head::figure(words::points(lang)),
        Head::figure(words::cap(lang)),
        Head::figure(words::counts(lang)),
    ];
    let line = |class: &'static str, name: &'static str, figure: String| {
        view! {
            <tr class=class>
                <th scope="row" colspan="4">{name}</th>
                <td class="num" data-label=words::counts(lang)>{figure}</td>
            </tr>
        }
    };
    let rows = view! {
        {line("", words::weighted_sum(lang), figure(adjusted.base))}
        {bonus.items(&rule.bonuses, &adjusted.bonuses)}
        {bonus.together(words::bonuses(lang), rule.bonus_cap, adjusted.bonus)}
        {deduction.items(&rule.deductions, &adjusted.deductions)}
        {deduction.together(words::deductions(lang), rule.deduction_cap, adjusted.deduction)}
        {line("sum", words::overall(lang), figure(adjusted.total))}
    };
    let caption = words::total_caption(lang);
    Some(view! {
        <p>{words::total_about(lang)} " " {cut(lang, rule, adjusted)}</p>
        <DataTable caption=caption heads=heads class="data cards steps-table">{rows}</DataTable>
    })
}

/// That the ends of the scale cut the total, where they do.
fn cut(lang: Lang, rule: &Adjust, adjusted: &AdjustedTotal) -> Option<String> {
    let sum = adjusted.base + adjusted.bonus - adjusted.deduction;
    let ends = || words::total_cut(lang, number::raw(rule.lower, 2), number::raw(rule.upper, 2));
    (sum < rule.lower || sum > rule.upper).then(ends)
}

/// Bonuses, or deductions.
#[derive(Clone, Copy)]
struct Group<'a> {
    lang: Lang,
    content: &'a EditionContent,
    unit: &'a str,
    sign: &'static str,
    decimals: u8,
}

impl Group<'_> {
    fn items(&self, known: &[CappedItem], found: &[ItemPoints]) -> AnyView {
        let lang = self.lang;
        let figure = |points: f64| number::fixed(points, self.decimals);
        found
            .iter()
            .map(|points| {
                let item = known.iter().find(|item| item.code == points.code);
                let name = item.map_or(&*points.code, |item| item.name.get(lang)).to_owned();
                let cap = item.map(|item| figure(item.cap));
                view! {
                    <tr class="part">
                        <th scope="row">
                            {named(self.content, self.unit, &points.code, name)} " "
                            <span class="code">{points.code.clone()}</span>
                        </th>
                        <td class="num" data-label=words::rows(lang)>{points.rows}</td>
                        <td class="num" data-label=words::points(lang)>{figure(points.points)}</td>
                        <td class="num" data-label=words::cap(lang)>{cap}</td>
                        <td class="num" data-label=words::counts(lang)>{self.counted(points.capped)}</td>
                    </tr>
                }
            })
            .collect_view()
            .into_any()
    }

    /// Points with the sign they count with; nothing has none.
    fn counted(&self, points: f64) -> String {
        let sign = if points > 0.0 { self.sign } else { "" };
        format!("{sign}{}", number::fixed(points, self.decimals))
    }

    fn together(&self, name: &'static str, cap: Option<f64>, points: f64) -> AnyView {
        let lang = self.lang;
        let figure = |points: f64| number::fixed(points, self.decimals);
        view! {
            <tr>
                <th scope="row" colspan="3">{name}</th>
                <td class="num" data-label=words::cap(lang)>{cap.map(figure)}</td>
                <td class="num" data-label=words::counts(lang)>{self.counted(points)}</td>
            </tr>
        }
    }
}

/// The name of an item, as a link where its evidence has a page.
fn named(content: &EditionContent, unit: &str, code: &str, name: String) -> AnyView {
    match &content.evidence {
        Some(evidence) if evidence.questionnaire.item(code).is_some() => {
            view! { <a href=item_href(content, unit, code)>{name}</a> }
        }
        Some(_) | None => name.into_any(),
    }
}

/// What rests on records, and what rests on what people say.
fn subtotals_table(lang: Lang, content: &EditionContent, subtotals: &Subtotals) -> AnyView {
    let decimals = content.recipe.decimals;
    let rows = [(words::objective(lang), subtotals.objective), (words::subjective(lang), subtotals.subjective)]
        .into_iter()
        .filter_map(|(name, part)| {
            let part = part?;
            Some(view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="num" data-label=words::score(lang)>{number::fixed(part.score, decimals)}</td>
                    <td class="num" data-label=words::weight_after(lang)>{number::percent(part.share)}</td>
                    <td class="num" data-label=words::contribution(lang)>{number::fixed(part.score * part.share, decimals)}</td>
                </tr>
            })
        })
        .collect_view();
    let heads = vec![
        Head::text(words::part(lang)),
        Head::figure(words::score(lang)),
        Head::figure(words::weight_after(lang)),
        Head::figure(words::contribution(lang)),
    ];
    view! {
        <h3>{words::parts(lang)}</h3>
        <p>{words::parts_about(lang)}</p>
        <DataTable caption=words::parts(lang) heads=heads class="data cards narrow-4">{rows}</DataTable>
    }
}
