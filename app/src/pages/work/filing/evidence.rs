//! What a sound file comes to: the value of each item, how it is computed, and the rows behind it.

use crate::prelude::*;
use domain::{Lang, Questionnaire, questionnaire::Item};
use service::submissions::{FiledEvidence, StoredTable, SubmissionDesk};

use super::{super::index::questionnaire::computation, item_name, rows};
use crate::{
    components::table::{DataTable, Head},
    locales::{csv, filing as words},
    number,
};

/// Decimals of a value.
const DECIMALS: u8 = 4;

/// How an item is computed or, where a person judges it, scored.
pub(super) fn computed(lang: Lang, questionnaire: &Questionnaire, item: &Item) -> String {
    computation(lang, questionnaire, item)
}

/// The values of all items, in the order of the questionnaire.
pub(super) fn values(lang: Lang, questionnaire: &Questionnaire, evidence: &FiledEvidence<StoredTable>) -> AnyView {
    let several = !evidence.kept_from.is_empty();
    let from = |item: &Item| {
        let kept = evidence.kept_from.get(&item.code);
        let text = kept.map_or_else(|| csv::this_file(lang).to_owned(), |revision| words::revision(lang, revision));
        several.then(|| view! { <td data-label=csv::from(lang)>{text}</td> })
    };
    let rows = filed(questionnaire, evidence)
        .map(|(item, table)| {
            view! {
                <tr>
                    <th scope="row">{item_name(lang, &item.code, &item.name)}</th>
                    <td class="num key" data-label=words::value(lang)>{value(lang, evidence, item, table)}</td>
                    <td class="num" data-label=words::rows(lang)>{table.rows.len()}</td>
                    {from(item)}
                    <td data-label=words::how(lang)>{computed(lang, questionnaire, item)}</td>
                </tr>
            }
        })
        .collect_view();
    let mut heads =
        vec![Head::text(words::item(lang)), Head::figure(words::value(lang)), Head::figure(words::rows(lang))];
    heads.extend(several.then(|| Head::text(csv::from(lang))));
    heads.push(Head::text(words::how(lang)));
    view! { <DataTable caption=words::values(lang) heads=heads class="data cards top">{rows}</DataTable> }
}

/// The rows of all items, folded.
pub(super) fn tables(lang: Lang, open: &SubmissionDesk, evidence: &FiledEvidence<StoredTable>) -> AnyView {
    filed(&open.questionnaire, evidence)
        .filter(|(_, table)| !table.rows.is_empty())
        .map(|(item, table)| rows::of_item(lang, open, item, table))
        .collect_view()
        .into_any()
}

fn filed<'a>(
    questionnaire: &'a Questionnaire,
    evidence: &'a FiledEvidence<StoredTable>,
) -> impl Iterator<Item = (&'a Item, &'a StoredTable)> {
    questionnaire.items.iter().filter_map(|item| Some((item, evidence.tables.get(&item.code)?)))
}

/// The value with its unit, or why there is none.
fn value(lang: Lang, evidence: &FiledEvidence<StoredTable>, item: &Item, table: &StoredTable) -> AnyView {
    if let Some(reason) = &table.not_applicable {
        return words::not_applicable(lang, reason).into_any();
    }
    let Some(outcome) = evidence.outcomes.get(&item.code) else {
        return view! { <span class="absent">{words::no_value(lang)}</span> };
    };
    let Some(value) = outcome.value else {
        let reason =
            outcome.reason.as_ref().map_or_else(|| words::no_value(lang).to_owned(), |r| r.get(lang).to_owned());
        return view! { <span class="absent">{reason}</span> };
    };
    let unit = item.unit.as_ref().map(|unit| unit.get(lang)).unwrap_or_default();
    let error = outcome.standard_error.map(|error| {
        view! { <span class="unit">{words::standard_error(lang, number::raw(error, DECIMALS))}</span> }
    });
    let few = outcome.low_denominator.then(|| view! { " " <span class="tag is-wait">{words::few(lang)}</span> });
    view! {
        {number::with_unit(&number::raw(value, DECIMALS), unit)}
        {few}
        {error}
    }
}
