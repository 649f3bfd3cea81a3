//! Pages.

use std::sync::Arc;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, Method, StatusCode, Uri,
    header::{ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, LOCATION, SET_COOKIE, VARY},
};
use service::Error;

use crate::{
    site::Site,
    web::{
        cache, cookie,
        encoded::Encoded,
        headers::FRESH,
        language,
        render::{self, Rendered, VARIES},
        visit::{Visit, size_asked},
    },
};

/// Any page of `app`.
pub(super) async fn show(visit: Visit) -> Response {
    let mut response = if is_public(&visit.path) { public(&visit).await } else { render_for_person(&visit).await };
    let public_url = &visit.site.config.server.public_url;
    let lang = language::asked(&visit.query).and_then(|lang| cookie::remember_language(lang, public_url));
    let size = size_asked(&visit.query).and_then(|size| cookie::remember_size(size, public_url));
    for cookie in [lang, size].into_iter().flatten() {
        response.headers_mut().append(SET_COOKIE, cookie);
        // An answer that sets a cookie is for one visitor.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Whether a page is the same for everyone, signed in or not, and carries no nonce.
fn is_public(path: &str) -> bool {
    (path == app::routes::HOME || path == app::routes::VERIFY || path.starts_with("/indexes/"))
        && !app::routes::has_island(path)
}

async fn public(visit: &Visit) -> Response {
    let site = &visit.site;
    // Read before rendering: what changes meanwhile belongs to the next generation.
    let key = cache::page_key(site.services.generation(), (visit.lang, visit.size), &visit.path, &visit.query);
    if let Some(page) = key.as_deref().and_then(|key| site.pages.get(key)) {
        return respond(visit, &page);
    }
    let rendered = render::render(site, visit.page(None)).await;
    let good = rendered.parts.status == StatusCode::OK;
    let Some(key) = key.filter(|_| good) else { return rendered.once(visit).await };
    match Rendered::encode(rendered.html).await.map(Arc::new) {
        Some(page) => {
            site.pages.keep(key, page.clone());
            respond(visit, &page)
        }
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn respond(visit: &Visit, page: &Encoded) -> Response {
    let mut response = page.respond(&visit.headers, FRESH);
    response.headers_mut().insert(VARY, VARIES);
    response.headers_mut().insert(CONTENT_LANGUAGE, HeaderValue::from_static(visit.lang.tag()));
    response
}

async fn render_for_person(visit: &Visit) -> Response {
    match visit.actor().await {
        Ok(actor) => render::render(&visit.site, visit.page(actor)).await.once(visit).await,
        Err(error) => render::error_page(visit, error).await,
    }
}

/// No route has this path. One that ends in a slash may be meant without it.
pub(super) async fn unknown(uri: Uri, visit: Visit) -> Response {
    let path = uri.path();
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() < path.len() && app::routes::is_ours(trimmed) {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Ok(location) = HeaderValue::from_str(&format!("{trimmed}{query}")) {
            return (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response();
        }
    }
    render::error_page(&visit, Error::NotFound).await
}

/// The path has a route, but not for this method: for people it is no page.
pub(super) async fn wrong_method(State(_): State<Site>, method: Method, visit: Visit) -> Response {
    let mut response = render::error_page(&visit, Error::NotFound).await;
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    let others = if method == Method::POST { "GET, HEAD" } else { "GET, HEAD, POST" };
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(others));
    response
}
