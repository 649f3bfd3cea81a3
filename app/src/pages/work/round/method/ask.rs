//! What every step of the form is shown by: what was typed or is stored, and what is wrong with it.

use std::collections::BTreeMap;

use crate::prelude::*;
use domain::{Instrument, Lang};
use service::method::MethodDesk;

use super::is_within;
use crate::{
    components::field::{About, Checkbox, Choice, Radios, Select, TextField},
    pages::problems,
    recipe_form::{YES, fields, kinds::Kind},
    request::Page,
};

/// A choice as it is read: its name, and what it does with what follows.
pub(super) type Said = (&'static str, &'static str);

pub(super) struct Ask<'a> {
    pub(super) page: &'a Page,
    pub(super) desk: &'a MethodDesk,
    pub(super) lang: Lang,
    values: BTreeMap<String, String>,
}

impl<'a> Ask<'a> {
    /// The form as it was sent, or as the stored recipe fills it.
    pub(super) fn new(page: &'a Page, desk: &'a MethodDesk) -> Self {
        let values = if page.form.values.is_empty() {
            fields(&desk.round.recipe, &desk.instrument.instrument)
        } else {
            page.form.values.clone()
        };
        Self { page, desk, lang: page.lang, values: values.into_iter().collect() }
    }

    pub(super) fn tree(&self) -> &Instrument {
        &self.desk.instrument.instrument
    }

    pub(super) fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }

    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.values.get(name).is_some_and(|chosen| chosen == value)
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str) -> bool {
        self.is(name, YES)
    }

    /// Whether any field that begins so is ticked.
    pub(super) fn any_ticked(&self, group: &str) -> bool {
        self.values.iter().any(|(name, value)| name != group && is_within(name, group) && value == YES)
    }

    /// What is wrong with a field.
    pub(super) fn fault(&self, name: &str) -> Option<String> {
        self.page.form.problem(name).map(|problem| problems::sentence(self.lang, problem))
    }

    /// What is wrong with a field or a part of it.
    pub(super) fn fault_within(&self, name: &str) -> Option<String> {
        let of = |field: &Option<String>| field.as_deref().is_some_and(|field| is_within(field, name));
        let problem = self.page.form.problems.iter().find(|problem| of(&problem.place.field));
        problem.map(|problem| problems::sentence(self.lang, problem))
    }

    pub(super) fn about(&self, name: &str, label: impl Into<String>) -> About {
        About::new(name, label).fault(self.fault(name))
    }

    /// A choice of a few, each with what it does.
    pub(super) fn radios<K: Kind>(
        &self,
        name: &str,
        label: &str,
        hint: &str,
        say: fn(Lang, K) -> Said,
    ) -> impl IntoView + use<K> {
        let choices = K::ALL.iter().map(|kind| {
            let (word, hint) = say(self.lang, *kind);
            Choice::new(kind.code(), word).hint(hint)
        });
        let (choices, value) = (choices.collect::<Vec<_>>(), self.value(name));
        view! { <Radios about=self.about(name, label).hint(hint) choices=choices value=value /> }
    }

    /// The same as a list that opens, after `first`.
    pub(super) fn select<K: Kind>(
        &self,
        about: About,
        first: Option<Choice>,
        say: fn(Lang, K) -> &'static str,
    ) -> impl IntoView + use<K> {
        let kinds = K::ALL.iter().map(|kind| Choice::new(kind.code(), say(self.lang, *kind)));
        let choices: Vec<Choice> = first.into_iter().chain(kinds).collect();
        let value = self.value(&about.name);
        view! { <Select about=about choices=choices value=value class="middle" /> }
    }

    /// A short field for a number.
    pub(super) fn figure(&self, name: &str, label: &str) -> impl IntoView + use<> {
        let value = self.value(name);
        view! { <TextField about=self.about(name, label) value=value class="short figure-in" inputmode="decimal" /> }
    }

    /// A box to tick.
    pub(super) fn tick(&self, name: &str, label: &str, hint: &str) -> impl IntoView + use<> {
        let checked = self.ticked(name);
        view! { <Checkbox about=self.about(name, label).hint(hint) checked=checked value=YES /> }
    }

    /// A group of boxes, one a choice but for `without`.
    pub(super) fn ticks<K: Kind>(
        &self,
        group: &str,
        label: &str,
        hint: &str,
        say: fn(Lang, K) -> &'static str,
    ) -> impl IntoView + use<K> {
        let boxes = K::ALL
            .iter()
            .map(|kind| {
                let name = format!("{group}.{}", kind.code());
                let checked = self.ticked(&name);
                view! {
                    <div class="choice">
                        <input type="checkbox" id=name.clone() name=name.clone() value=YES checked=checked />
                        <label for=name>{say(self.lang, *kind)}</label>
                    </div>
                }
            })
            .collect_view();
        let fault = self.fault_within(group).map(|text| view! { <p class="fault">{text}</p> });
        let class = if fault.is_some() { "field has-fault" } else { "field" };
        view! {
            <fieldset class=class id=group.to_owned() tabindex="-1">
                <legend>{label.to_owned()}</legend>
                <p class="hint">{hint.to_owned()}</p>
                {fault}
                <div class="choices across">{boxes}</div>
            </fieldset>
        }
    }
}

/// What is rarely needed; open where it is.
pub(super) fn more(open: bool, summary: impl Into<String>, body: AnyView) -> AnyView {
    let summary = summary.into();
    view! {
        <details class="more" open=open>
            <summary>{summary}</summary>
            <div class="form wide">{body}</div>
        </details>
    }
}

/// The names of some nodes, the first few of many.
pub(super) fn names(lang: Lang, tree: &Instrument, nodes: &[usize]) -> String {
    const FEW: usize = 8;
    let all: Vec<&str> = nodes.iter().map(|&node| tree.nodes()[node].name.get(lang)).collect();
    few(lang, &all, FEW)
}

/// The first of many names.
pub(super) fn few(lang: Lang, all: &[&str], shown: usize) -> String {
    let between = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    let text = all.iter().take(shown).copied().collect::<Vec<_>>().join(between);
    if all.len() > shown { crate::locales::recipe::and_more(lang, text, all.len()) } else { text }
}
