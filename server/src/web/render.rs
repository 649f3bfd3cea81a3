//! Turns a page of `app` into an answer.

use app::request::Page;
use axum::{
    body::{Body, to_bytes},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http::{
    HeaderValue, Request, StatusCode,
    header::{
        CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
        RETRY_AFTER, VARY,
    },
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::ResponseOptions;

use super::{
    encoded::{Effort, Encoded},
    headers,
    visit::Visit,
};
use crate::site::Site;

/// What an answer depends on besides its URL.
pub(crate) const VARIES: HeaderValue = HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// No page comes near this; it is only a bound for collecting one.
const LARGEST_PAGE: usize = 64 << 20;

/// A page as it was rendered: status, headers, whole body.
pub(crate) struct Rendered {
    pub(crate) parts: http::response::Parts,
    pub(crate) html: Bytes,
}

/// Renders the page at `page.path`.
pub(crate) async fn render(site: &Site, page: Page) -> Rendered {
    let options = site.options.clone();
    let lang = page.lang;
    let failed_form = !page.form.problems.is_empty();
    let mut rendered = run(page, move || app::shell(&options)).await;
    if failed_form && rendered.parts.status == StatusCode::OK {
        rendered.parts.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    rendered.parts.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    rendered
}

async fn run<V: IntoView + 'static>(page: Page, view: impl Fn() -> V + Clone + Send + Sync + 'static) -> Rendered {
    let has_island = app::routes::has_island(&page.path);
    let request = Request::get(page.url_with(&[])).body(Body::empty()).unwrap_or_default();
    let context = move || {
        if let Some(shared) = Owner::current_shared_context() {
            // Nothing on these pages is taken over by script, but for islands, which mark themselves.
            shared.set_is_hydrating(false);
        }
        if has_island {
            allow_script();
        }
        provide_context(page.clone());
    };
    let response = leptos_axum::render_app_async_with_context(context, view)(request).await;
    let (parts, body) = response.into_parts();
    match to_bytes(body, LARGEST_PAGE).await {
        Ok(html) => Rendered { parts, html: if has_island { html } else { without_scripts(&html) } },
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            let (mut parts, ()) = http::Response::new(()).into_parts();
            parts.status = StatusCode::INTERNAL_SERVER_ERROR;
            Rendered { parts, html: Bytes::new() }
        }
    }
}

/// The policy must name the nonce that leptos puts into its inline script.
fn allow_script() {
    let policy = use_nonce().and_then(|nonce| headers::with_script(&nonce));
    if let (Some(policy), Some(response)) = (policy, use_context::<ResponseOptions>()) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// leptos appends the values of resources as inline scripts after the document, empty ones too. A page
/// without an island has no use for them, and its policy forbids them.
fn without_scripts(html: &Bytes) -> Bytes {
    const END: &[u8] = b"</html>";
    let end = html.windows(END.len()).position(|window| window == END).map_or(html.len(), |at| at + END.len());
    html.slice(..end)
}

impl Rendered {
    /// The answer of a page that is one person's business: nobody keeps it.
    pub(crate) async fn once(self, visit: &Visit) -> Response {
        let Self { mut parts, html } = self;
        let encoded = tokio::task::spawn_blocking(move || Encoded::new(HTML, html, Effort::Once)).await;
        let Ok(encoded) = encoded else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        let (chosen, body) = encoded.respond(&visit.headers, "no-store").into_parts();
        let body = if chosen.status == StatusCode::NOT_MODIFIED { Body::empty() } else { body };
        for name in [CONTENT_TYPE, CONTENT_ENCODING, CACHE_CONTROL] {
            if let Some(value) = chosen.headers.get(&name) {
                parts.headers.insert(name, value.clone());
            }
        }
        parts.headers.remove(CONTENT_LENGTH);
        parts.headers.remove(ETAG);
        parts.headers.insert(VARY, VARIES);
        Response::from_parts(parts, body)
    }

    /// The page in all encodings, to be kept.
    pub(crate) async fn encode(html: Bytes) -> Option<Encoded> {
        tokio::task::spawn_blocking(move || Encoded::new(HTML, html, Effort::Kept)).await.ok()
    }
}

/// The page that says what went wrong.
pub(crate) async fn error_page(visit: &Visit, error: service::Error) -> Response {
    let retry_after = match &error {
        service::Error::Throttled { retry_after_seconds } | service::Error::Busy { retry_after_seconds } => {
            Some(HeaderValue::from(*retry_after_seconds))
        }
        service::Error::NotFound
        | service::Error::Gone
        | service::Error::Forbidden
        | service::Error::Invalid(_)
        | service::Error::Conflict(_)
        | service::Error::Internal(_) => None,
    };
    let status = app::pages::error::status(&error);
    let actor = visit.actor().await.unwrap_or_default();
    let (options, error) = (visit.site.options.clone(), std::sync::Arc::new(error));
    let page = Page { path: without_island(&visit.path), ..visit.page(actor) };
    let mut rendered = run(page, move || app::error_shell(&options, &error)).await;
    rendered.parts.status = status;
    if let Some(seconds) = retry_after {
        rendered.parts.headers.insert(RETRY_AFTER, seconds);
    }
    rendered.once(visit).await
}

/// A page of an error needs no script, wherever it occurred.
fn without_island(path: &str) -> String {
    if app::routes::has_island(path) { app::routes::HOME.to_owned() } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_after_the_document_is_dropped() {
        let html = Bytes::from("<!DOCTYPE html><html>诚</html><script nonce=\"x\">__A=[];</script>");
        assert_eq!(without_scripts(&html), "<!DOCTYPE html><html>诚</html>");
        assert_eq!(without_scripts(&Bytes::from("cut")), "cut");
    }
}
