//! `/healthz`, `/readyz`, and what is not public.

use http::StatusCode;

use crate::support::Web;

#[tokio::test]
async fn the_process_is_alive_and_ready() {
    let web = Web::new().await;
    assert_eq!(web.browser().get("/healthz").await.text(), "ok\n");
    let ready = web.browser().get("/readyz").await;
    assert_eq!((ready.status, ready.text().as_str()), (StatusCode::OK, "ready\n"));
}

#[tokio::test]
async fn metrics_are_not_public() {
    assert_eq!(Web::new().await.browser().get("/metrics").await.status, StatusCode::NOT_FOUND);
}
