//! What forms have in common: the values typed before, the faults beside the fields, the summary on top.

use crate::prelude::*;

use super::problems;
use crate::{
    components::{error_summary::ErrorSummary, field::About},
    locales::common,
    request::Page,
};

/// A field about which the form that was sent had no problem, or the first problem.
pub fn about(page: &Page, name: &str, label: impl Into<String>) -> About {
    About::new(name, label).fault(page.form.problem(name).map(|p| problems::sentence(page.lang, p)))
}

/// A field that must be filled.
pub fn required(page: &Page, name: &str, label: impl Into<String>) -> About {
    about(page, name, label).mark(common::required(page.lang))
}

/// A field that may stay blank.
pub fn optional(page: &Page, name: &str, label: impl Into<String>) -> About {
    about(page, name, label).mark(common::optional(page.lang))
}

/// What was typed, or what is stored where nothing was sent.
pub fn value(page: &Page, name: &str, stored: &str) -> String {
    page.form.value(name).unwrap_or(stored).to_owned()
}

/// The summary on top of a form: every problem, linked to its field.
pub fn summary(page: &Page) -> impl IntoView + use<> {
    summary_with(page, &|field| (!field.is_empty()).then(|| field.to_owned()))
}

/// The same, where some problems name something else than a field of the form: `id` finds the field.
pub fn summary_with(page: &Page, id: &dyn Fn(&str) -> Option<String>) -> impl IntoView + use<> {
    let faults = problems::faults(page.lang, &page.form.problems, id);
    view! { <ErrorSummary title=common::something_wrong(page.lang) faults=faults /> }
}
