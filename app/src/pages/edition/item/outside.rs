//! Items outside the weights: what a deduction, a bonus or a veto comes to.

use crate::prelude::*;
use domain::{
    questionnaire::ItemKind,
    score_sheet::{AdjustedTotal, ItemPoints},
};

use super::{
    super::results::{grade_name, unit_score},
    Subject,
};
use crate::{
    components::table::{DataTable, Head},
    locales::item as words,
    number,
};

/// The rows, the points they give, what of them counts; or the grade that a veto allows.
pub(super) fn steps(subject: Subject<'_>) -> AnyView {
    let Subject { lang, content, unit, .. } = subject;
    let Some(asked) = subject.asked else { return ().into_any() };
    let adjusted = unit_score(content, unit).and_then(|score| score.adjusted.as_ref());
    let lines = |found: fn(&AdjustedTotal) -> &[ItemPoints], cap: f64| {
        let points = adjusted.and_then(|adjusted| found(adjusted).iter().find(|points| points.code == subject.code));
        let (rows, raw, capped) = points.map_or((0, 0.0, 0.0), |p| (p.rows, p.points, p.capped));
        let cap_text = words::capped(lang, number::raw(cap, 2));
        vec![
            (words::confirmed_rows(lang), String::new(), rows.to_string()),
            (words::points_of_rows(lang), String::new(), number::raw(raw, 2)),
            (words::counts(lang), cap_text, number::raw(capped, 2)),
        ]
    };
    let lines = match &asked.kind {
        ItemKind::Deduction { cap, .. } => lines(|adjusted| &adjusted.deductions, *cap),
        ItemKind::Bonus { cap, .. } => lines(|adjusted| &adjusted.bonuses, *cap),
        ItemKind::Veto { .. } => return veto(subject),
        // Items that weigh stand in the tree.
        ItemKind::Quantitative { .. } | ItemKind::YesNo { .. } | ItemKind::Rubric { .. } | ItemKind::Survey { .. } => {
            return ().into_any();
        }
    };
    let rows = lines
        .into_iter()
        .map(|(step, formula, result)| {
            view! {
                <tr>
                    <th scope="row">{step}</th>
                    <td data-label=words::formula(lang)>{formula}</td>
                    <td class="num key" data-label=words::comes_to(lang)>{result}</td>
                </tr>
            }
        })
        .collect_view();
    let heads =
        vec![Head::text(words::step(lang)), Head::text(words::formula(lang)), Head::figure(words::comes_to(lang))];
    view! { <DataTable caption=words::steps(lang) heads=heads class="data cards top">{rows}</DataTable> }
}

/// Whether the veto limits this unit's grade, to what, and on which basis.
fn veto(subject: Subject<'_>) -> AnyView {
    let Subject { lang, content, unit, .. } = subject;
    let ceiling = unit_score(content, unit).and_then(|score| score.ceiling.as_ref());
    let reason = ceiling.and_then(|ceiling| ceiling.reasons.iter().find(|reason| reason.code == subject.code));
    match reason {
        Some(reason) => {
            let best = grade_name(lang, content, &reason.ceiling);
            view! { <p>{words::veto_limits(lang, best, reason.basis.get(lang))}</p> }
        }
        None => view! { <p>{words::veto_nothing(lang)}</p> },
    }
}
