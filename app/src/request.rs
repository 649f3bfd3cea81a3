//! What a page knows of the request it answers.

use std::sync::Arc;

use domain::{Actor, Lang, Problem};
use leptos::prelude::use_context;
use service::{Services, method::Trial};

use crate::text_size::TextSize;

/// Everything a page needs, provided by the server for each request.
#[derive(Clone)]
pub struct Page {
    /// The visitor's language.
    pub lang: Lang,
    /// How large they want the text.
    pub size: TextSize,
    /// The path, without the query.
    pub path: String,
    /// The query, decoded, in the order of the URL.
    pub query: Vec<(String, String)>,
    /// The signed-in person.
    pub actor: Option<Actor>,
    /// What people may do.
    pub services: Services,
    /// What was typed and what was wrong with it, where this page answers a form that failed.
    pub form: FormState,
    /// Short reference of this request, for error pages and the log.
    pub reference: String,
    /// Whether development pages are served.
    pub development: bool,
}

impl Page {
    /// A query parameter, trimmed; `None` if absent or blank.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// This page's URL with some query parameters replaced (`Some`) or removed (`None`).
    pub fn url_with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self.query.iter().filter(|(k, _)| !changes.iter().any(|(name, _)| name == k));
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in kept {
            query.append_pair(name, value);
        }
        for (name, value) in changes.iter().filter_map(|(name, value)| value.map(|v| (name, v))) {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }
}

/// A form that was sent and not accepted: its values, and every problem.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState {
    /// What was typed, by field name; never passwords or files.
    pub values: Vec<(String, String)>,
    /// What was wrong; `place.field` names the field.
    pub problems: Vec<Problem>,
    /// What the recipe that was typed would do, where it is only tried.
    pub trial: Option<Arc<Trial>>,
}

impl FormState {
    /// What was typed into a field.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.iter().find(|(k, _)| k == field).map(|(_, v)| v.as_str())
    }

    /// The first problem of a field.
    pub fn problem(&self, field: &str) -> Option<&Problem> {
        self.problems.iter().find(|p| p.place.field.as_deref() == Some(field))
    }
}

/// The request this page answers.
///
/// # Panics
/// If the server rendered a page without providing it: a fault of the program, found by any test.
#[expect(clippy::expect_used, reason = "no page can be rendered without its request")]
pub fn use_page() -> Page {
    use_context::<Page>().expect("the server provides a Page for every request")
}
