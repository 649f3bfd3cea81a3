//! Gaps, coverage, decimals and grades.

use crate::prelude::*;

use super::{ask::Ask, cells::cell};
use crate::{
    components::field::{Choice, Radios, TextField},
    locales::{common, recipe as words},
};

/// Rows for grades, at least.
const GRADES: usize = 6;

pub(super) fn step(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let missing = ask.about("missing", words::missing(lang));
    let choices = vec![
        Choice::new("redistribute", words::redistribute(lang)).hint(words::redistribute_hint(lang)),
        Choice::new("refuse", words::refuse(lang)).hint(words::refuse_hint(lang)),
    ];
    let decimals = ask.about("decimals", words::decimals(lang)).hint(words::decimals_hint(lang));
    let (chosen, typed) = (ask.value("missing"), ask.value("decimals"));
    // A questionnaire says what the grades are.
    let grades = (!ask.desk.round.recipe.follows_questionnaire()).then(|| grades(ask));
    view! {
        <Radios about=missing choices=choices value=chosen />
        <div class="row end">
            {ask.figure("coverage.overall", words::coverage_overall(lang))}
            {ask.figure("coverage.dimension", words::coverage_dimension(lang))}
            <p class="hint">{words::coverage_hint(lang)}</p>
        </div>
        <TextField about=decimals value=typed class="short figure-in" inputmode="numeric" />
        {grades}
    }
}

fn grades(ask: &Ask<'_>) -> impl IntoView + use<> {
    let lang = ask.lang;
    let fault = ask.fault("grades").map(|text| view! { <p class="fault">{text}</p> });
    let stored = ask.desk.round.recipe.grades.len() + 1;
    let rows = (0..GRADES.max(stored)).map(|n| grade(ask, n)).collect_view();
    view! {
        <fieldset id="grades" tabindex="-1">
            <legend>{words::grades(lang)}</legend>
            <p class="hint">{words::grades_about(lang)}</p>
            {fault}
            <div class="table-box">
                <table class="data cards map-table">
                    <caption class="sr">{words::grades(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col"><span class="sr">{words::grades(lang)}</span></th>
                            <th scope="col">{words::letter(lang)}</th>
                            <th scope="col">{words::grade_zh(lang)}</th>
                            <th scope="col">{words::grade_en(lang)}</th>
                            <th scope="col">{words::at_least(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">{common::optional(lang)}</p>
        </fieldset>
    }
}

fn grade(ask: &Ask<'_>, n: usize) -> impl IntoView + use<> {
    let lang = ask.lang;
    let shown = n + 1;
    let field = |part: &str| format!("grade.{n}.{part}");
    view! {
        <tr>
            <th scope="row">{words::grade_row(lang, shown)}</th>
            <td data-label=words::letter(lang)>{cell(ask, field("letter"), words::letter_of(lang, shown), "short")}</td>
            <td data-label=words::grade_zh(lang)>{cell(ask, field("name_zh"), words::grade_zh_of(lang, shown), "")}</td>
            <td data-label=words::grade_en(lang)>{cell(ask, field("name_en"), words::grade_en_of(lang, shown), "")}</td>
            <td data-label=words::at_least(lang)>
                {cell(ask, field("at_least"), words::at_least_of(lang, shown), "short figure-in")}
            </td>
        </tr>
    }
}
