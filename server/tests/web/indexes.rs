//! `/`, `/verify` and everything below `/indexes`: what the public reads.

use http::{
    HeaderName, StatusCode,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, VARY},
};
use sha2::{Digest, Sha256};

use crate::support::Web;

const EDITION: &str = "/indexes/cities/2024/v1";
const BUNDLE: &str = "/indexes/cities/2024/v1/files/cities-2024-v1.json";

#[tokio::test]
async fn the_ranking_names_every_unit_and_needs_no_script() {
    let web = Web::with_edition().await;
    let page = web.browser().get(EDITION).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("松原湾市"), "the units are named");
    assert!(!page.text().contains("<script"), "no script");
    assert!(page.text().trim_end().ends_with("</html>"), "nothing stands after the document");
    assert!(page.header(CONTENT_SECURITY_POLICY).contains("script-src 'none'"));
    assert_eq!(page.header(CACHE_CONTROL), "public, max-age=0, must-revalidate");
    assert_eq!(page.header(VARY), "Cookie, Accept-Language, Accept-Encoding");
}

#[tokio::test]
async fn what_belongs_into_the_head_gets_there_although_the_page_had_to_wait() {
    let web = Web::with_edition().await;
    let page = web.browser().get(EDITION).await.text();
    let head = page.split("</head>").next().unwrap_or_default();
    assert!(head.contains("rel=\"canonical\"") && head.contains("name=\"description\""), "{head}");
    assert!(head.contains("<title>"), "{head}");
}

#[tokio::test]
async fn every_public_page_is_there() {
    let web = Web::with_edition().await;
    for url in [
        "/",
        "/verify",
        "/indexes/cities/2024",
        EDITION,
        "/indexes/cities/2024/v1/units/C01",
        "/indexes/cities/2024/v1/indicators/pm25",
        "/indexes/cities/2024/v1/method",
        "/indexes/cities/2024/v1/downloads",
        "/indexes/cities/2024/v1/reweigh",
    ] {
        for lang in ["zh", "en"] {
            let page = web.browser().get(&format!("{url}?lang={lang}")).await;
            assert_eq!(page.status, StatusCode::OK, "{url} {lang}: {}", page.text());
        }
    }
}

#[tokio::test]
async fn an_index_leads_to_its_newest_edition() {
    let web = Web::with_edition().await;
    let answer = web.browser().get("/indexes/cities").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/indexes/cities/2024"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let web = Web::with_edition().await;
    for url in [
        "/nowhere",
        "/indexes/none",
        "/indexes/cities/1999",
        "/indexes/cities/2025",
        "/indexes/cities/2024/v2",
        "/indexes/cities/2024/1",
        "/indexes/cities/2024/v1/units/none",
        "/indexes/cities/2024/v1/indicators/none",
        "/indexes/cities/2024/v1/files/other.json",
        "/indexes/cities/2024/v01/files/cities-2024-v1.json",
    ] {
        let page = web.browser().get(url).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{url}");
        assert!(page.text().contains("没有这个页面"), "{url}: an error is a page for people");
        assert_eq!(page.header(CACHE_CONTROL), "no-store", "{url}");
    }
}

#[tokio::test]
async fn a_page_that_was_seen_is_not_sent_again_until_it_changes() {
    let web = Web::with_edition().await;
    let mut browser = web.browser().header("accept-encoding", "br");
    let first = browser.get(EDITION).await;
    assert_eq!(first.header(CONTENT_ENCODING), "br");
    let mut again = web.browser().header("accept-encoding", "br").header("if-none-match", first.header(ETAG));
    assert_eq!(again.get(EDITION).await.status, StatusCode::NOT_MODIFIED);
    let other = again.get(&format!("{EDITION}?sort=name")).await;
    assert_eq!(other.status, StatusCode::OK, "another order is another page");
}

#[tokio::test]
async fn a_new_edition_shows_at_once() {
    let web = Web::with_edition().await;
    let mut browser = web.browser();
    assert!(!browser.get("/").await.text().contains("/indexes/cities/2025"));
    let assessor = service::console::actor(&web.services, "assessor@example.org").await.expect("the assessor");
    web.publish(&assessor, "cities", "2025").await;
    assert!(browser.get("/").await.text().contains("/indexes/cities/2025"));
    assert_eq!(browser.get("/indexes/cities/2025").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_language_is_chosen_in_the_url_and_remembered() {
    let web = Web::with_edition().await;
    let mut browser = web.browser();
    assert!(browser.get("/").await.text().contains("<html lang=\"zh-CN\""));
    let english = browser.get("/?lang=en").await;
    assert!(english.text().contains("<html lang=\"en\""));
    assert_eq!(english.header(CACHE_CONTROL), "no-store", "an answer that sets a cookie is kept by nobody");
    assert!(browser.get(EDITION).await.text().contains("Songyuanwan"));
    let mut english = web.browser().header("accept-language", "en-GB,en;q=0.9,zh;q=0.5");
    assert!(english.get("/").await.text().contains("<html lang=\"en\""));
}

#[tokio::test]
async fn the_size_of_the_text_is_chosen_by_a_link_and_remembered() {
    let web = Web::with_edition().await;
    let mut browser = web.browser();
    let medium = browser.get(EDITION).await.text();
    assert!(!medium.contains("data-size"), "medium is what the browser says");
    assert!(medium.contains("href=\"/indexes/cities/2024/v1?size=large\""), "a link, no script");
    let large = browser.get(&format!("{EDITION}?size=large")).await;
    assert_eq!(large.header(CACHE_CONTROL), "no-store", "an answer that sets a cookie is kept by nobody");
    assert!(browser.get(EDITION).await.text().contains("data-size=\"large\""), "remembered");
    assert!(!web.browser().get(EDITION).await.text().contains("data-size"), "others see their own size");
    browser.get("/?size=medium").await;
    assert!(!browser.get(EDITION).await.text().contains("data-size"));
}

#[tokio::test]
async fn every_public_page_names_its_own_address_those_of_both_languages_and_the_icon() {
    let web = Web::with_edition().await;
    for url in ["/", "/verify", EDITION] {
        let page = web.browser().get(&format!("{url}?sort=name")).await.text();
        let head = page.split("</head>").next().unwrap_or_default();
        let address = format!("http://127.0.0.1:3000{url}");
        assert!(
            head.contains(&format!("href=\"{address}\" rel=\"canonical\""))
                || head.contains(&format!("rel=\"canonical\" href=\"{address}\"")),
            "{head}"
        );
        for lang in ["zh", "en"] {
            assert!(head.contains(&format!("{address}?lang={lang}\"")), "{head}");
        }
        assert!(head.contains("href=\"/favicon.svg\""), "{head}");
    }
}

#[tokio::test]
async fn only_the_page_with_an_island_may_run_script_and_with_a_new_nonce_each_time() {
    let web = Web::with_edition().await;
    let mut policies = Vec::new();
    for _ in 0..2 {
        let page = web.browser().get("/indexes/cities/2024/v1/reweigh").await;
        let policy = page.header(CONTENT_SECURITY_POLICY).to_owned();
        let nonce =
            policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
        assert!(page.text().contains(&format!("nonce=\"{nonce}\"")), "the script carries the nonce");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(page.header(CACHE_CONTROL), "no-store");
        policies.push(policy);
    }
    assert_ne!(policies[0], policies[1]);
}

#[tokio::test]
async fn a_bundle_is_a_download_that_never_changes_but_may_be_withdrawn() {
    let web = Web::with_edition().await;
    let file = web.browser().get(BUNDLE).await;
    let sha256 = hex::encode(Sha256::digest(&file.bytes));
    assert_eq!(file.header(ETAG), format!("\"{sha256}\""));
    assert_eq!(file.header(CACHE_CONTROL), "public, max-age=0, must-revalidate");
    assert_eq!(file.header(CONTENT_TYPE), "application/json");
    assert!(file.header(CONTENT_DISPOSITION).starts_with("attachment; filename=\"cities-2024-v1.json\""));
    assert!(service::verify::verify(&file.bytes).identical);
    let again = web.browser().header("if-none-match", file.header(ETAG)).get(BUNDLE).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let small = web.browser().header("accept-encoding", "br").get(BUNDLE).await;
    assert_eq!(small.header(CONTENT_ENCODING), "br");
    assert!(small.bytes.len() * 2 < file.bytes.len());
    let hash = web.browser().get(&format!("{BUNDLE}.sha256")).await;
    assert_eq!(hash.text(), format!("{sha256}  cities-2024-v1.json\n"));
}

#[tokio::test]
async fn the_order_is_said_and_chosen_by_links_outside_the_heads_too() {
    let web = Web::with_edition().await;
    let page = web.browser().get(&format!("{EDITION}?sort=score&dir=desc")).await.text();
    let list = page.split("<details class=\"sort-choice\">").nth(1).and_then(|rest| rest.split("</details>").next());
    let list = list.expect("a list of orders");
    assert!(list.contains("排序：得分，降序"), "the present order: {list}");
    assert!(list.contains("?sort=score&amp;dir=asc") && list.contains("?sort=name&amp;dir=asc"), "{list}");
    let english = web.browser().header("accept-language", "en").get(EDITION).await.text();
    assert!(english.contains("Sorted by: Rank, ascending"));
}

#[tokio::test]
async fn a_withdrawn_edition_is_gone_and_its_pages_say_why_when_and_where_to_go_instead() {
    let web = Web::with_edition().await;
    let assessor = service::console::actor(&web.services, "assessor@example.org").await.expect("the assessor");
    web.publish(&assessor, "cities", "2025").await;
    let before = web.browser().get(BUNDLE).await;
    web.withdraw(&assessor, "cities", "2024", 1, "数据来源撤回").await;
    for part in ["units/C01", "units/none", "indicators/pm25", "method", "downloads", "reweigh"] {
        let page = web.browser().get(&format!("{EDITION}/{part}")).await;
        assert_eq!(page.status, StatusCode::GONE, "{part}");
        let text = page.text();
        assert!(text.contains("数据来源撤回"), "{part}: why");
        assert!(text.contains("撤回，数字不再显示") && text.contains("年"), "{part}: when");
        assert!(text.contains("href=\"/indexes/cities/2025\""), "{part}: where to go instead");
        assert!(!text.contains("松原湾市"), "{part}: no figures");
    }
    let landing = web.browser().get(EDITION).await;
    assert_eq!(landing.status, StatusCode::OK, "the page of the edition stays, to say so");
    assert!(landing.text().contains("数据来源撤回"));
    for file in [BUNDLE.to_owned(), format!("{BUNDLE}.sha256")] {
        let mut asking = web.browser().header("if-none-match", before.header(ETAG));
        let answer = asking.get(&file).await;
        assert_eq!(answer.status, StatusCode::GONE, "{file}: caches ask, and are told");
        assert_eq!(answer.header(CACHE_CONTROL), "no-store");
        assert!(answer.text().contains("数据来源撤回"));
    }
    let record = web.browser().get(&format!("{EDITION}/downloads")).await.text();
    let sha256 = hex::encode(Sha256::digest(&before.bytes));
    assert!(record.contains(&sha256), "who holds a copy can still tell it");
    assert!(!record.contains("/files/"), "but none is offered");
}

#[tokio::test]
async fn every_file_of_the_downloads_page_is_there() {
    let web = Web::with_edition().await;
    let page = web.browser().get("/indexes/cities/2024/v1/downloads").await.text();
    let files: Vec<&str> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.contains("/files/"))
        .collect();
    assert!(files.len() >= 6, "{files:?}");
    for file in files {
        assert_eq!(web.browser().get(file).await.status, StatusCode::OK, "{file}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let web = Web::with_edition().await;
    for url in ["/", EDITION, BUNDLE, "/nowhere", "/sign-in", "/healthz"] {
        let page = web.browser().get(url).await;
        let policy = page.header(CONTENT_SECURITY_POLICY);
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{url}: {policy}");
        }
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(page.header(HeaderName::from_static(name)), value, "{url}");
        }
        assert_eq!(page.header(HeaderName::from_static("x-request-id")).len(), 10, "{url}");
        assert_eq!(page.header(HeaderName::from_static("strict-transport-security")), "", "{url}: plain http");
    }
    let https = Web::with(&[("CHENGPING_SERVER_PUBLIC_URL", "https://example.org")]).await;
    let page = https.browser().get("/").await;
    assert!(page.header(HeaderName::from_static("strict-transport-security")).starts_with("max-age="));
}
