//! What a questionnaire says of its items, in words: on its own page, beside what was filed, and beside
//! what was published.

pub(super) mod rows;
pub(super) mod scoring;

use domain::{
    Lang, Questionnaire, Text,
    questionnaire::{Disclosure, Item, ItemKind},
};

use crate::{locales::questionnaire as words, number};

/// How the rows of an item become its value in one sentence; how it is scored where nothing is computed.
pub(super) fn computation(lang: Lang, questionnaire: &Questionnaire, item: &Item) -> String {
    scoring::facts(lang, questionnaire, item)
        .into_iter()
        .find(|(term, _)| term == words::computed(lang) || term == words::scored(lang))
        .map(|(_, text)| text)
        .unwrap_or_default()
}

/// The type of an item, in a word.
pub(super) const fn kind(lang: Lang, kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Quantitative { .. } => words::quantitative(lang),
        ItemKind::YesNo { .. } => words::yes_no(lang),
        ItemKind::Rubric { .. } => words::rubric(lang),
        ItemKind::Survey { .. } => words::survey(lang),
        ItemKind::Deduction { .. } => words::deduction(lang),
        ItemKind::Bonus { .. } => words::bonus(lang),
        ItemKind::Veto { .. } => words::veto(lang),
    }
}

/// The name of a department; its code where the questionnaire does not know it.
pub(super) fn department(lang: Lang, questionnaire: &Questionnaire, code: &str) -> String {
    questionnaire.department(code).map_or(code, |department| department.name.get(lang)).to_owned()
}

/// What of an item the public may see.
pub(super) const fn disclosure(lang: Lang, disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Public => words::disclosure_public(lang),
        Disclosure::AggregateOnly => words::disclosure_aggregate(lang),
        Disclosure::ScoreOnly => words::disclosure_score(lang),
    }
}

/// A value with its unit: `92.5%`, `14 天`.
pub(super) fn with_unit(lang: Lang, unit: Option<&Text>, value: f64, decimals: u8) -> String {
    let value = number::raw(value, decimals);
    match unit.map(|unit| unit.get(lang)) {
        None | Some("") => value,
        Some("%") => format!("{value}%"),
        Some(unit) => format!("{value} {unit}"),
    }
}
