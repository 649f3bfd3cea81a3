use std::{sync::Arc, time::Duration};

use axum::{body::Body, response::Response};
use http::{
    Request, StatusCode,
    header::{CONTENT_SECURITY_POLICY, RETRY_AFTER},
};
use service::{Services, indexes::RESERVED_SLUGS};
use storage::Objects;
use tower::ServiceExt;

use super::*;
use crate::{
    config::Config,
    parser_process::ParserProcess,
    system::{SystemChance, SystemClock},
};

/// A site that gives a request one second, whose only routes go wrong.
async fn troubled() -> Router {
    let variables = [("CHENGPING_SERVER_TIMEOUT_SECONDS".to_owned(), "1".to_owned())];
    let (config, _) = Config::read("Leptos.toml", "", variables).expect("a good configuration");
    let db = storage::testing::sqlite().await;
    let (clock, chance) = (Arc::new(SystemClock), Arc::new(SystemChance));
    let parser = Arc::new(ParserProcess::of("no-parser"));
    let services = Services::new(db.clone(), Objects::in_memory(), parser, clock, chance, config.service_settings());
    let site = Site::new(services, db, config);
    // Has the pages ready, as the whole table does.
    drop(router(site.clone()));
    let slow = || async { tokio::time::sleep(Duration::from_mins(1)).await };
    let routes = Router::new().route("/slow", get(slow)).route("/panic", get(panics));
    enveloped(routes, site)
}

async fn panics() -> Response {
    panic!("as asked")
}

async fn ask(router: Router, url: &str) -> (http::response::Parts, String) {
    let request = Request::get(url).header("accept-language", "en").body(Body::empty()).expect("a request");
    let (parts, body) = router.oneshot(request).await.expect("an answer").into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    (parts, String::from_utf8(bytes.into()).expect("text"))
}

#[tokio::test]
async fn what_takes_too_long_is_answered_with_503_and_a_page_that_says_when_to_try_again() {
    let (parts, page) = ask(troubled().await, "/slow").await;
    assert_eq!(parts.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(parts.headers[RETRY_AFTER], "30");
    assert!(parts.headers.contains_key(CONTENT_SECURITY_POLICY));
    let reference = parts.headers["x-request-id"].to_str().expect("text");
    assert!(page.contains("This took too long") && page.contains(reference), "{page}");
}

#[tokio::test]
async fn a_panic_is_answered_with_500_and_a_page_that_names_the_reference() {
    let (parts, page) = ask(troubled().await, "/panic").await;
    assert_eq!(parts.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!parts.headers.contains_key(RETRY_AFTER));
    let reference = parts.headers["x-request-id"].to_str().expect("text");
    assert!(page.contains("Something went wrong") && page.contains(reference), "{page}");
    assert!(!page.contains("as asked"), "no inner text");
}

#[test]
fn no_index_can_be_called_as_a_word_of_our_urls() {
    let pages = leptos_axum::generate_route_list(app::App);
    let words = pages.iter().flat_map(|page| page.path().split('/')).filter(|word| !word.is_empty());
    for word in words.filter(|word| !word.starts_with('{')) {
        assert!(RESERVED_SLUGS.contains(&word), "“{word}” must be reserved: an index of that name would hide it");
    }
}
