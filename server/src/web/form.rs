//! Forms as browsers send them: `application/x-www-form-urlencoded`.

use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    response::Response,
};
use domain::{Problem, Text};
use http::{StatusCode, header::CONTENT_TYPE};
use serde::de::{
    DeserializeOwned,
    value::{Error as ValueError, MapDeserializer},
};
use service::Error;

use super::{render, visit::Visit};
use crate::site::Site;

/// Largest form; the longest is that of a recipe with goalposts for some hundred indicators.
const MOST_BYTES: usize = 512 << 10;
/// Fields that are never shown again.
const SECRET: [&str; 5] = ["password", "password_again", "current", "new", "new_again"];

/// The fields of a form, in the order they were sent.
pub(crate) struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// A field; blank if it was not sent.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether a field was sent, if only blank.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(key, _)| key == name)
    }

    /// The names of the fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(key, _)| key.as_str())
    }

    /// The fields as a form of `service`, whose fields are all texts.
    pub(crate) fn read<T: DeserializeOwned + Default>(&self) -> T {
        let pairs = self.fields.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        T::deserialize(MapDeserializer::<_, ValueError>::new(pairs)).unwrap_or_default()
    }

    /// What may be shown again.
    pub(crate) fn into_values(self) -> Vec<(String, String)> {
        self.fields.into_iter().filter(|(key, _)| !SECRET.contains(&key.as_str())).collect()
    }

    #[cfg(test)]
    pub(crate) fn of_owned(fields: Vec<(String, String)>) -> Self {
        Self { fields }
    }

    #[cfg(test)]
    pub(crate) fn of(fields: &[(&str, &str)]) -> Self {
        Self { fields: fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect() }
    }
}

impl FromRequest<Site> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let kind = parts
            .headers
            .get(CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("application/x-www-form-urlencoded");
        let bytes = match to_bytes(body, MOST_BYTES).await {
            Ok(bytes) if kind.starts_with("application/x-www-form-urlencoded") => bytes,
            Ok(_) => return Err(refuse(site, &parts, StatusCode::UNSUPPORTED_MEDIA_TYPE).await),
            Err(_) => return Err(refuse(site, &parts, StatusCode::PAYLOAD_TOO_LARGE).await),
        };
        let mut fields: Vec<(String, String)> = Vec::new();
        for (key, value) in form_urlencoded::parse(&bytes) {
            // The first of a name counts, as in `get`.
            if !fields.iter().any(|(known, _)| *known == key) {
                fields.push((key.into_owned(), value.into_owned()));
            }
        }
        Ok(Self { fields })
    }
}

async fn refuse(site: &Site, parts: &http::request::Parts, status: StatusCode) -> Response {
    let problem = Problem::error(
        "form.unreadable",
        Text::new("表单太大，或格式不对。", "The form is too large, or not in the form of a form."),
    );
    let mut response = render::error_page(&Visit::new(site, parts), Error::Invalid(vec![problem])).await;
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use service::indexes::IndexForm;

    use super::*;

    #[test]
    fn a_form_fills_what_it_knows_and_ignores_the_rest() {
        let form = Form::of(&[("slug", "a-b"), ("name_zh", "甲"), ("other", "x")]);
        let read: IndexForm = form.read();
        assert_eq!((read.slug.as_str(), read.name_zh.as_str(), read.name_en.as_str()), ("a-b", "甲", ""));
    }

    #[test]
    fn passwords_are_not_shown_again() {
        let form = Form::of(&[("email", "a@b"), ("password", "secret"), ("new", "secret")]);
        assert_eq!(form.into_values(), [("email".to_owned(), "a@b".to_owned())]);
    }
}
