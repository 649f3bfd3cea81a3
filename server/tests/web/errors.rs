//! What no route answers.

use axum::body::Body;
use http::{
    HeaderName, Request, StatusCode,
    header::{ALLOW, CONTENT_TYPE},
};

use crate::support::Web;

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page_and_nowhere_else() {
    let web = Web::new().await;
    let answer = web.browser().get("/verify/?lang=en").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::PERMANENT_REDIRECT, "/verify?lang=en"));
    let outside = web.browser().get("//evil.example/").await;
    assert_eq!((outside.status, outside.location()), (StatusCode::NOT_FOUND, ""));
}

#[tokio::test]
async fn a_method_no_route_knows_is_refused_with_a_page() {
    let web = Web::new().await;
    let request = Request::delete("/sign-in").header("sec-fetch-site", "same-origin");
    let answer = web.browser().send(request, Body::empty()).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(!answer.header(ALLOW).is_empty());
    assert!(answer.text().contains("</html>"));
}

#[tokio::test]
async fn a_form_that_is_none_is_refused_with_a_page() {
    let web = Web::new().await;
    let request =
        Request::post("/sign-in").header("sec-fetch-site", "same-origin").header(CONTENT_TYPE, "application/json");
    let answer = web.browser().send(request, Body::from("{}")).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let request = Request::post("/sign-in").header("sec-fetch-site", "same-origin");
    let answer = web.browser().send(request, Body::from(vec![b'a'; 1 << 20])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn hostile_urls_are_answered_with_pages() {
    let web = Web::with_edition().await;
    for url in [
        "/indexes/cities/2024/v1?sort=%27%3B--&league=%3Cscript%3E&page=-1&q=%00",
        "/indexes/%00/%ff/v1",
        "/indexes/cities/2024/v99999999999999999999",
        "/indexes/..%2f..%2fetc/2024",
        "/indexes/cities/2024/v1/files/..%2F..%2FCargo.toml",
        "/work/jobs/99999999999999999999",
        "/pkg/..%2F..%2FLeptos.toml",
        "/?lang=%ff&lang=en",
    ] {
        let answer = web.browser().get(url).await;
        assert!(answer.status.as_u16() < 500, "{url}: {}", answer.status);
        assert!(!answer.text().contains("<script>"), "{url}");
    }
}

#[tokio::test]
async fn links_never_come_from_the_host_header() {
    let web = Web::with_edition().await;
    let mut browser = web.browser().header("host", "evil.example");
    for url in ["/", "/indexes/cities/2024/v1", "/verify", "/sign-in"] {
        assert!(!browser.get(url).await.text().contains("evil.example"), "{url}");
    }
    let id = browser.get("/nowhere").await.header(HeaderName::from_static("x-request-id")).to_owned();
    assert!(id.bytes().all(|b| b.is_ascii_hexdigit()));
}
