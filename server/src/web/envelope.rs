//! What is around every request: a reference, the check of its origin, a time limit, the net for
//! panics, security headers, metrics and the log.

use std::{panic::AssertUnwindSafe, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;
use http::{HeaderName, HeaderValue, Method, header::CONTENT_TYPE};
use rand::RngCore;
use service::Error;
use tokio::time::Instant;

use super::{headers, origin, render, visit::Visit};
use crate::site::Site;

/// Uploads over slow lines take longer than anything else.
const UPLOADS_TAKE_LONGER: u32 = 10;
/// When to try again after a request that took too long.
const RETRY_AFTER_SECONDS: u64 = 30;
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The reference of a request: on error pages, in the answer's headers and in the log.
#[derive(Debug, Clone)]
pub(crate) struct Reference(pub(crate) String);

/// A route that panicked; what it said is on standard error, from the panic hook.
#[derive(Debug, thiserror::Error)]
#[error("the route panicked")]
struct Panicked;

/// Wraps a request and its answer.
pub(crate) async fn envelope(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let reference = reference();
    request.extensions_mut().insert(Reference(reference.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = guarded(&site, request, next).await;
    headers::secure(response.headers_mut(), site.config.server.public_url.is_https());
    if let Ok(id) = HeaderValue::from_str(&reference) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    // The pattern of the route, never the path itself: set-up links carry a token.
    let route = route.as_ref().map_or("unmatched", MatchedPath::as_str);
    record(&method, route, &response, began.elapsed(), &reference);
    response
}

async fn guarded(site: &Site, request: Request, next: Next) -> Response {
    let public = &site.config.server.public_url;
    let (parts, body) = request.into_parts();
    if !origin::may_pass(&parts.method, &parts.headers, public) {
        return render::error_page(&Visit::new(site, &parts), Error::Forbidden).await;
    }
    let upload = parts.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    let seconds = site.config.server.timeout_seconds * if upload { UPLOADS_TAKE_LONGER } else { 1 };
    let spare = parts.clone();
    let route = AssertUnwindSafe(next.run(Request::from_parts(parts, body))).catch_unwind();
    let error = match tokio::time::timeout(Duration::from_secs(seconds.into()), route).await {
        Ok(Ok(response)) => return response,
        Ok(Err(_)) => Error::Internal(Box::new(Panicked)),
        Err(_) => Error::Busy { retry_after_seconds: RETRY_AFTER_SECONDS },
    };
    render::error_page(&Visit::new(site, &spare), error).await
}

/// Ten characters that can be read out over the telephone.
fn reference() -> String {
    let mut bytes = [0; 5];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

fn record(method: &Method, route: &str, response: &Response, took: Duration, reference: &str) {
    let status = response.status();
    let labels = [
        ("method", method_label(method).to_owned()),
        ("route", route.to_owned()),
        ("status", status.as_str().to_owned()),
    ];
    metrics::counter!("chengping_http_requests_total", &labels).increment(1);
    metrics::histogram!("chengping_http_request_seconds", "route" => route.to_owned()).record(took.as_secs_f64());
    let milliseconds = took.as_secs_f64() * 1000.0;
    let status = status.as_u16();
    if status >= 500 {
        tracing::error!(reference, %method, route, status, milliseconds, "request");
    } else if *method == Method::GET && status < 400 {
        // Readers are counted by the metrics; a line for each would cost more than the page.
        tracing::debug!(reference, %method, route, status, milliseconds, "request");
    } else {
        tracing::info!(reference, %method, route, status, milliseconds, "request");
    }
}

/// Anyone may invent a method; the metrics know only these.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
