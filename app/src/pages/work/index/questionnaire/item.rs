//! One item: what it is worth, how it is computed and scored, who files it, and its evidence table.

use crate::prelude::*;
use domain::{
    Instrument, Lang, Questionnaire,
    questionnaire::{
        Filler, Item, ItemKind,
        item::{Level, Verification},
    },
};

use super::{columns, department, item_anchor, kind};
use crate::{
    components::{
        stat::Facts,
        table::{DataTable, Head},
    },
    locales::questionnaire as words,
    number,
    pages::questions::{disclosure, scoring},
};

pub(super) fn article(lang: Lang, questionnaire: &Questionnaire, tree: &Instrument, item: &Item) -> AnyView {
    let anchor = item_anchor(&item.code);
    let title = format!("{anchor}-title");
    let named_by = title.clone();
    let levels = match &item.kind {
        ItemKind::Rubric { levels: all } => Some(levels(lang, item, all)),
        ItemKind::Quantitative { .. }
        | ItemKind::YesNo { .. }
        | ItemKind::Survey { .. }
        | ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Veto { .. } => None,
    };
    view! {
        <article class="item stack tight" id=anchor aria-labelledby=named_by>
            <h4 id=title><span class="code">{item.code.clone()}</span> " " {item.name.get(lang).to_owned()}</h4>
            <p class="meta">{standing(lang, tree, item)}</p>
            <Facts items=facts(lang, questionnaire, item) />
            {levels}
            {columns::of_item(lang, item)}
        </article>
    }
}

/// `定量 · 占上级 40% · 占总分 2.52%`.
fn standing(lang: Lang, tree: &Instrument, item: &Item) -> String {
    let weight = item.weight.map(|weight| words::share_of_parent(lang, number::raw(weight, 4)));
    let of_all = tree
        .position(&item.code)
        .map(|at| words::share_of_total(lang, number::fixed(tree.effective_weight(at) * 100.0, 2)));
    [Some(kind(lang, &item.kind).to_owned()), weight, of_all].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn facts(lang: Lang, questionnaire: &Questionnaire, item: &Item) -> Vec<(String, String)> {
    let mut facts = scoring::facts(lang, questionnaire, item);
    let mut add = |term: &str, text: Option<String>| {
        facts.extend(text.filter(|text| !text.is_empty()).map(|text| (term.to_owned(), text)));
    };
    let join = |texts: Vec<String>| texts.join(words::list_comma(lang));
    add(words::lead(lang), Some(department(lang, questionnaire, &item.lead)));
    add(
        words::assist(lang),
        Some(join(item.assist.iter().map(|code| department(lang, questionnaire, code)).collect())),
    );
    add(
        words::filed_by(lang),
        match item.filler {
            Filler::Assessor => Some(words::by_assessor(lang).to_owned()),
            Filler::Respondent => None,
        },
    );
    add(words::source(lang), Some(item.source.get(lang).to_owned()));
    add(
        words::verification(lang),
        Some(join(item.verification.iter().map(|way| way_of(lang, *way).to_owned()).collect())),
    );
    let applies = if item.may_not_apply { words::not_applicable_text(lang) } else { words::always_applies(lang) };
    add(words::not_applicable(lang), item.weighs().then(|| applies.to_owned()));
    add(words::min_denominator(lang), item.min_denominator.map(|n| words::min_denominator_text(lang, n)));
    add(words::disclosure(lang), Some(disclosure(lang, item.disclosure).to_owned()));
    add(words::principles(lang), Some(join(principles(lang, questionnaire, item))));
    add(words::tasks(lang), Some(join(item.tasks.iter().map(|n| words::task(lang, n)).collect())));
    add(words::note(lang), item.note.as_ref().map(|note| note.get(lang).to_owned()));
    facts
}

fn principles(lang: Lang, questionnaire: &Questionnaire, item: &Item) -> Vec<String> {
    let named = |code: &String| questionnaire.principles.iter().find(|principle| principle.code == *code);
    item.principles.iter().filter_map(named).map(|principle| principle.name.get(lang).to_owned()).collect()
}

fn levels(lang: Lang, item: &Item, levels: &[Level]) -> AnyView {
    let rows = levels
        .iter()
        .map(|level| {
            view! {
                <tr>
                    <th scope="row" class="num">{number::raw(level.points, 2)}</th>
                    <td>{level.text.get(lang).to_owned()}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![Head::figure(words::level_points(lang)), Head::text(words::level_text(lang))];
    let caption = format!("{} {}", item.code, words::levels(lang));
    view! { <DataTable caption=caption heads=heads class="data levels">{rows}</DataTable> }
}

/// A way of checking, in a word.
const fn way_of(lang: Lang, verification: Verification) -> &'static str {
    match verification {
        Verification::Desk => words::desk(lang),
        Verification::CrossCheck => words::cross_check(lang),
        Verification::FieldCheck => words::field_check(lang),
        Verification::WebCheck => words::web_check(lang),
        Verification::MysteryTest => words::mystery_test(lang),
        Verification::SampleCallback => words::sample_callback(lang),
        Verification::EnterpriseCallback => words::enterprise_callback(lang),
        Verification::ThirdPartyMatch => words::third_party_match(lang),
        Verification::IndependentSurvey => words::independent_survey(lang),
        Verification::SurveyCrossCheck => words::survey_cross_check(lang),
        Verification::TwoPersonReview => words::two_person_review(lang),
        Verification::CommissionerConfirm => words::commissioner_confirm(lang),
    }
}
