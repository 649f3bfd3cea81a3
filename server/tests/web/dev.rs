//! `/dev`: for those who work on the pages.

use http::StatusCode;

use crate::support::Web;

#[tokio::test]
async fn the_living_page_of_components_is_there_in_development_only() {
    let web = Web::new().await;
    let page = web.browser().get("/dev/components").await;
    let expected = if cfg!(debug_assertions) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    assert_eq!(page.status, expected);
    assert!(page.text().trim_end().ends_with("</html>"));
}
