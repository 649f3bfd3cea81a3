//! One request, as far as every route wants to know it.

use std::convert::Infallible;

use app::{
    request::{FormState, Page},
    text_size::TextSize,
};
use axum::extract::FromRequestParts;
use domain::{Actor, Lang};
use http::{HeaderMap, request::Parts};
use service::sign_in;

use super::{address, cookie, envelope::Reference, language};
use crate::site::Site;

/// Who asks for what, in which language.
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) headers: HeaderMap,
    pub(crate) lang: Lang,
    pub(crate) size: TextSize,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) reference: String,
    /// The client's address.
    pub(crate) address: String,
}

impl Visit {
    pub(crate) fn new(site: &Site, parts: &Parts) -> Self {
        let query = query_of(parts);
        Self {
            lang: language::decide(&query, &parts.headers),
            size: size_asked(&query).or_else(|| cookie::size(&parts.headers)).unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            query,
            reference: parts.extensions.get::<Reference>().map(|r| r.0.clone()).unwrap_or_default(),
            address: address::of(parts, site.config.server.trusted_proxy),
            headers: parts.headers.clone(),
            site: site.clone(),
        }
    }

    /// The token of the session cookie.
    pub(crate) fn token(&self) -> Option<&str> {
        cookie::session(&self.headers, &self.site.config.server.public_url)
    }

    /// The signed-in person.
    pub(crate) async fn actor(&self) -> Result<Option<Actor>, service::Error> {
        match self.token() {
            Some(token) => sign_in::actor_of(&self.site.services, token).await,
            None => Ok(None),
        }
    }

    /// What the page at this visit's URL is told.
    pub(crate) fn page(&self, actor: Option<Actor>) -> Page {
        Page {
            lang: self.lang,
            size: self.size,
            path: self.path.clone(),
            query: self.query.clone(),
            actor,
            services: self.site.services.clone(),
            form: FormState::default(),
            reference: self.reference.clone(),
            development: cfg!(debug_assertions),
        }
    }
}

/// The size of text asked for in the URL.
pub(crate) fn size_asked(query: &[(String, String)]) -> Option<TextSize> {
    query.iter().find(|(key, _)| key == "size").and_then(|(_, value)| TextSize::parse(value))
}

/// The query, decoded.
pub(crate) fn query_of(parts: &Parts) -> Vec<(String, String)> {
    form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(Self::new(site, parts))
    }
}
