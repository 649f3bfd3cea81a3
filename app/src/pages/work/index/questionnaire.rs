//! A questionnaire, whole: its tree, its items with their evidence tables, what changes the total, who
//! is asked and when. On the page of an instrument that was read from one; made to be printed too.

mod columns;
mod item;
mod items;
mod lineage;
mod surroundings;
mod tree;

use crate::prelude::*;
use domain::{
    Instrument, Lang, Questionnaire,
    questionnaire::{Item, lineage::ItemLineage},
};

use crate::{
    components::{
        note::{Note, Tone},
        stat::Facts,
    },
    locales::questionnaire as words,
    pages::questions::{department, kind},
};

pub(in super::super) use crate::pages::questions::computation;

/// Everything a questionnaire says. `tree` is the tree it gave; `lineage` the version before, if that was a
/// questionnaire too, and what became of each item since.
pub(super) fn view(
    lang: Lang,
    questionnaire: &Questionnaire,
    tree: &Instrument,
    lineage: Option<&(u32, Vec<ItemLineage>)>,
) -> AnyView {
    let lineage = lineage.map(|(before, items)| lineage::section(lang, *before, items));
    view! {
        {about(lang, questionnaire)}
        {lineage}
        {tree::section(lang, questionnaire, tree)}
        {items::section(lang, questionnaire, tree)}
        {surroundings::total(lang, questionnaire)}
        {surroundings::phases(lang, questionnaire)}
        {surroundings::departments(lang, questionnaire)}
        {surroundings::regions(lang, questionnaire)}
    }
}

/// Anchors of the parts of the page.
mod anchor {
    pub(super) const TREE: &str = "tree";
    pub(super) const ITEMS: &str = "items";
    pub(super) const OUTSIDE: &str = "outside";
    pub(super) const TOTAL: &str = "total";
    pub(super) const PHASES: &str = "phases";
    pub(super) const DEPARTMENTS: &str = "departments";
    pub(super) const REGIONS: &str = "regions";
}

fn about(lang: Lang, questionnaire: &Questionnaire) -> AnyView {
    let status = questionnaire
        .status
        .as_ref()
        .map(|status| status.get(lang).to_owned())
        .map(|status| view! { <Note tone=Tone::Wait><p>{status}</p></Note> });
    let comma = words::list_comma(lang);
    let join = |texts: Vec<String>| texts.join(comma);
    let mut facts = vec![
        (words::size(lang).to_owned(), words::size_of(lang, questionnaire.dimensions.len(), questionnaire.items.len())),
        (words::kinds(lang).to_owned(), join(kind_counts(lang, &questionnaire.items))),
    ];
    if !questionnaire.basis.is_empty() {
        let basis = questionnaire.basis.iter().map(|text| text.get(lang).to_owned()).collect();
        facts.push((words::basis(lang).to_owned(), join(basis)));
    }
    if !questionnaire.principles.is_empty() {
        let principles = questionnaire.principles.iter().map(|p| p.name.get(lang).to_owned()).collect();
        facts.push((words::principles(lang).to_owned(), join(principles)));
    }
    facts.push((words::id(lang).to_owned(), questionnaire.id.clone()));
    view! {
        <section class="stack">
            <div class="head"><h2>{questionnaire.title.get(lang).to_owned()}</h2></div>
            {status}
            <Facts items=facts />
            {contents(lang, questionnaire)}
            <p class="meta no-print">{words::print(lang)}</p>
        </section>
    }
}

/// Links to the parts that are there.
fn contents(lang: Lang, questionnaire: &Questionnaire) -> AnyView {
    let parts = [
        (anchor::TREE, words::tree(lang), true),
        (anchor::ITEMS, words::items(lang), true),
        (anchor::TOTAL, words::total(lang), true),
        (anchor::PHASES, words::phases(lang), !questionnaire.phases.is_empty()),
        (anchor::DEPARTMENTS, words::departments(lang), !questionnaire.departments.is_empty()),
        (anchor::REGIONS, words::regions(lang), !questionnaire.regions.is_empty()),
    ];
    let links = parts
        .into_iter()
        .filter(|(_, _, there)| *there)
        .map(|(anchor, word, _)| view! { <li><a href=format!("#{anchor}")>{word}</a></li> })
        .collect_view();
    view! { <nav class="parts no-print" aria-label=words::contents(lang)><ul>{links}</ul></nav> }
}

/// `定量 34`, for each type there is, in the order in which types are explained.
fn kind_counts(lang: Lang, items: &[Item]) -> Vec<String> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for item in items {
        let word = kind(lang, &item.kind);
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.into_iter().map(|(word, count)| words::kind_count(lang, word, count)).collect()
}

/// Anchor of an item.
fn item_anchor(code: &str) -> String {
    format!("item-{code}")
}

#[cfg(test)]
mod tests;
