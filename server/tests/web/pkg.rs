//! `/pkg`, and the two files every site has.

use http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};

use crate::support::Web;

#[tokio::test]
async fn built_files_are_served_and_nothing_beside_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let pkg = folder.path().join("pkg");
    std::fs::create_dir(&pkg).expect("a folder");
    std::fs::write(pkg.join("chengping.css"), "body{}").expect("a file");
    std::fs::write(pkg.join("secret.txt"), "x").expect("a file");
    std::fs::write(folder.path().join("secret.css"), "x").expect("a file");
    let root = folder.path().to_string_lossy().into_owned();
    let web = Web::with(&[("CHENGPING_LEPTOS_SITE_ROOT", &root)]).await;
    let style = web.browser().get("/pkg/chengping.css").await;
    assert_eq!((style.status, style.header(CONTENT_TYPE)), (StatusCode::OK, "text/css; charset=utf-8"));
    assert_eq!(style.header(CACHE_CONTROL), "no-cache", "without a hash in its name it may change");
    for url in ["/pkg/other.css", "/pkg/secret.txt", "/pkg/..%2Fsecret.css", "/pkg/.hidden.css"] {
        assert_eq!(web.browser().get(url).await.status, StatusCode::NOT_FOUND, "{url}");
    }
}

#[tokio::test]
async fn the_sign_of_the_site_and_the_note_for_robots_are_there() {
    let web = Web::new().await;
    assert_eq!(web.browser().get("/favicon.svg").await.header(CONTENT_TYPE), "image/svg+xml");
    assert_eq!(web.browser().get("/favicon.ico").await.status, StatusCode::OK);
    assert!(web.browser().get("/robots.txt").await.text().contains("Disallow: /work"));
}
