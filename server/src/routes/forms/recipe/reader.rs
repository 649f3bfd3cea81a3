//! What every part of the form reads by, and the problems it finds.

use app::recipe_form::{
    kinds::Kind,
    numbers::{Number, STEP, alternative},
    text,
};
use domain::{Instrument, Problem, Recipe, Text};

use crate::web::form::Form;

pub(super) struct Reader<'a> {
    pub(super) form: &'a Form,
    pub(super) stored: &'a Recipe,
    pub(super) instrument: &'a Instrument,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(form: &'a Form, stored: &'a Recipe, instrument: &'a Instrument) -> Self {
        Self { form, stored, instrument, problems: Vec::new() }
    }

    /// What was read, or what was wrong with it.
    pub(super) fn done<T>(self, read: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() { Ok(read) } else { Err(self.problems) }
    }

    /// A problem; a field that is read for two choices is wrong once.
    pub(super) fn wrong(&mut self, field: &str, code: &str, message: Text, found: &str) {
        let problem = Problem::error(code, message).at_field(field).found(found);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// A choice; the stored one where the field was not sent.
    pub(super) fn choice<K: Kind>(&mut self, field: &str, stored: K) -> K {
        if !self.form.has(field) {
            return stored;
        }
        let found = self.form.get(field);
        K::parse(found).unwrap_or_else(|| {
            self.choose(field, found);
            stored
        })
    }

    pub(super) fn choose(&mut self, field: &str, found: &str) {
        self.wrong(field, "form.choice", Text::new("请选择其中一项。", "Choose one of these."), found);
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, field: &str) -> bool {
        !self.form.get(field).is_empty()
    }

    /// The other ways of a step that are ticked, each with its box, under which its own numbers stand.
    pub(super) fn alternatives<K: Kind>(&self, step: &str) -> Vec<(K, String)> {
        let boxes = K::ALL.iter().map(|kind| (*kind, alternative(step, *kind)));
        boxes.filter(|(_, name)| self.ticked(name)).collect()
    }

    /// A number, `None` if blank or unreadable.
    pub(super) fn number(&mut self, field: &str) -> Option<f64> {
        if self.form.get(field).trim().is_empty() { None } else { self.required_number(field) }
    }

    pub(super) fn required_number(&mut self, field: &str) -> Option<f64> {
        let found = self.form.get(field).trim();
        let number = text::number(found);
        if number.is_none() {
            self.wrong(field, "form.number", Text::new("请写一个数字。", "Write a number."), found);
        }
        number
    }

    /// The field in which a number of a method stands. Where another method has none of its own, that of the step counts.
    pub(super) fn number_field(&self, at: &str, number: Number) -> String {
        let own = number.at(at);
        if self.filled(&own) { own } else { number.at(STEP) }
    }

    /// A number of a method; the usual one where nothing stands.
    pub(super) fn number_of(&mut self, at: &str, number: Number, usual: f64) -> f64 {
        let field = self.number_field(at, number);
        self.number(&field).unwrap_or(usual)
    }

    /// A share, typed in percent.
    pub(super) fn share(&mut self, field: &str) -> Option<f64> {
        self.number(field).map(|percent| percent / 100.0)
    }

    /// A whole number; the usual one where the field is blank.
    pub(super) fn whole<N: std::str::FromStr>(&mut self, field: &str, usual: N) -> N {
        let found = self.form.get(field).trim();
        if found.is_empty() {
            return usual;
        }
        found.parse().unwrap_or_else(|_| {
            self.wrong(field, "form.number", Text::new("请写一个整数。", "Write a whole number."), found);
            usual
        })
    }

    /// A table that was typed as text.
    pub(super) fn table<T: Default>(&mut self, field: &str, read: impl FnOnce(&str) -> Result<T, Text>) -> T {
        read(self.form.get(field)).unwrap_or_else(|message| {
            self.wrong(field, "form.table", message, "");
            T::default()
        })
    }

    /// Codes `x` of the fields `before.x.after`.
    pub(super) fn codes(&self, before: &str, after: &str) -> Vec<String> {
        let within = |name: &str| Some(name.strip_prefix(before)?.strip_suffix(after)?.to_owned());
        self.form.names().filter_map(within).collect()
    }

    /// Whether a field is sent and not blank.
    pub(super) fn filled(&self, field: &str) -> bool {
        !self.form.get(field).trim().is_empty()
    }
}
