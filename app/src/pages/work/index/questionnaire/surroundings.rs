//! What stands around the items: the total and its grades, the phases of a round, departments, regions.

use crate::prelude::*;
use domain::{Lang, Questionnaire, questionnaire::Region};

use super::anchor;
use crate::{
    components::{
        badge::Grade,
        stat::Facts,
        table::{DataTable, Head},
    },
    locales::questionnaire as words,
    number,
};

/// How the total comes about, and which grade it earns.
pub(super) fn total(lang: Lang, questionnaire: &Questionnaire) -> AnyView {
    let cap = |cap: Option<f64>| cap.map(|points| words::at_most(lang, number::raw(points, 2))).unwrap_or_default();
    let adjustments = &questionnaire.adjustments;
    let formula = words::total_formula(lang, cap(adjustments.bonus_cap), cap(adjustments.deduction_cap));
    let grades = (!questionnaire.grades.is_empty()).then(|| {
        let rows = questionnaire
            .grades
            .iter()
            .map(|grade| {
                view! {
                    <tr>
                        <th scope="row">
                            <Grade letter=grade.letter.clone() word=grade.name.get(lang) />
                        </th>
                        <td class="num" data-label=words::at_least(lang)>{number::raw(grade.at_least, 2)}</td>
                    </tr>
                }
            })
            .collect_view();
        let heads = vec![Head::text(words::grade(lang)), Head::figure(words::at_least(lang))];
        view! { <DataTable caption=words::grades(lang) heads=heads class="data cards narrow">{rows}</DataTable> }
    });
    view! {
        <section class="stack" id=anchor::TOTAL>
            <div class="head"><h2>{words::total(lang)}</h2></div>
            <Facts items=vec![(words::total_is(lang).to_owned(), formula)] />
            {grades}
        </section>
    }
}

/// The phases in their order, with the working days each takes.
pub(super) fn phases(lang: Lang, questionnaire: &Questionnaire) -> Option<AnyView> {
    let phases = &questionnaire.phases;
    (!phases.is_empty()).then(|| {
        let mut before = 0_u32;
        let rows = phases
            .iter()
            .enumerate()
            .map(|(i, phase)| {
                let from = before + 1;
                before += u32::from(phase.working_days);
                let days =
                    if before > from { words::day_range(lang, from, before) } else { words::day_one(lang, from) };
                view! {
                    <tr>
                        <td class="num wide">{i + 1}</td>
                        <th scope="row">{phase.name.get(lang).to_owned()}</th>
                        <td class="num" data-label=words::working_days(lang)>{phase.working_days}</td>
                        <td data-label=words::from_to(lang)>{days}</td>
                    </tr>
                }
            })
            .collect_view();
        let heads = vec![
            Head::figure(words::number(lang)),
            Head::text(words::phase(lang)),
            Head::figure(words::working_days(lang)),
            Head::text(words::from_to(lang)),
        ];
        view! {
            <section class="stack" id=anchor::PHASES>
                <div class="head"><h2>{words::phases(lang)}</h2></div>
                <p>{words::phases_about(lang)}</p>
                <DataTable caption=words::phases(lang) heads=heads>
                    {rows}
                    <tr class="sum">
                        <td class="wide"></td>
                        <th scope="row">{words::in_all(lang)}</th>
                        <td class="num" data-label=words::working_days(lang)>{before}</td>
                        <td></td>
                    </tr>
                </DataTable>
            </section>
        }
    })
}

/// Who is asked, and how much.
pub(super) fn departments(lang: Lang, questionnaire: &Questionnaire) -> Option<AnyView> {
    (!questionnaire.departments.is_empty()).then(|| {
        let rows = questionnaire
            .departments
            .iter()
            .map(|department| {
                let code = department.code.as_str();
                let assists = questionnaire.items.iter().filter(|item| item.assist.iter().any(|a| a == code)).count();
                let superior = department.superior.as_ref().map(|text| text.get(lang).to_owned());
                let formerly = department.formerly.as_ref().map(|text| {
                    view! { <span class="meta">" " {words::formerly(lang, text.get(lang))}</span> }
                });
                let assessor =
                    department.assessor.then(|| view! { " " <span class="tag">{words::is_assessor(lang)}</span> });
                view! {
                    <tr>
                        <th scope="row">
                            {department.name.get(lang).to_owned()} " " <span class="code">{code.to_owned()}</span> {assessor}
                        </th>
                        <td data-label=words::superior(lang)>{superior}{formerly}</td>
                        <td class="num" data-label=words::leads(lang)>{questionnaire.led_by(code).count()}</td>
                        <td class="num" data-label=words::assists(lang)>{assists}</td>
                        <td class="num" data-label=words::fills(lang)>{questionnaire.asked_of(code).count()}</td>
                    </tr>
                }
            })
            .collect_view();
        let heads = vec![
            Head::text(words::department(lang)),
            Head::text(words::superior(lang)),
            Head::figure(words::leads(lang)),
            Head::figure(words::assists(lang)),
            Head::figure(words::fills(lang)),
        ];
        view! {
            <section class="stack" id=anchor::DEPARTMENTS>
                <div class="head"><h2>{words::departments(lang)}</h2></div>
                <DataTable caption=words::departments(lang) heads=heads>{rows}</DataTable>
            </section>
        }
    })
}

/// The places that rows may name, each with those below it.
pub(super) fn regions(lang: Lang, questionnaire: &Questionnaire) -> Option<AnyView> {
    let regions = &questionnaire.regions;
    (!regions.is_empty()).then(|| {
        let below = |code: &str| regions.iter().filter(|r| r.parent.as_deref() == Some(code)).collect::<Vec<&Region>>();
        let with_code = |region: &Region| format!("{} {}", region.name.get(lang), region.code);
        let rows = regions
            .iter()
            .map(|region| (region, below(&region.code)))
            .filter(|(region, below)| region.parent.is_none() || !below.is_empty())
            .map(|(region, below)| {
                let names = below.iter().map(|region| with_code(region)).collect::<Vec<_>>();
                view! {
                    <tr>
                        <th scope="row">{with_code(region)}</th>
                        <td data-label=words::below(lang)>{names.join(words::list_comma(lang))}</td>
                    </tr>
                }
            })
            .collect_view();
        let heads = vec![Head::text(words::region(lang)), Head::text(words::below(lang))];
        view! {
            <section class="stack" id=anchor::REGIONS>
                <div class="head"><h2>{words::regions(lang)}</h2></div>
                <p>{words::regions_about(lang, regions.len())}</p>
                <details class="more">
                    <summary>{words::regions_show(lang)}</summary>
                    <DataTable caption=words::regions(lang) heads=heads class="data cards top">{rows}</DataTable>
                </details>
            </section>
        }
    })
}
