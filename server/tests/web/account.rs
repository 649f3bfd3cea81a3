//! `/sign-in`, `/sign-out`, `/set-up`, `/account`.

use axum::body::Body;
use domain::OrganisationKind;
use http::{
    Request, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, SET_COOKIE},
};

use crate::support::{PASSWORD, Web};

const WRONG: &str = "not the password";

fn sign_in_as<'a>(name: &'a str, password: &'a str) -> [(&'a str, &'a str); 2] {
    [("email", name), ("password", password)]
}

#[tokio::test]
async fn signing_in_leads_to_work_and_keeps_a_safe_cookie() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let mut browser = web.browser();
    let answer = browser.post("/sign-in", &sign_in_as("wang@example.org", PASSWORD)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/work"));
    let cookie = answer.header(SET_COOKIE);
    assert!(cookie.starts_with("session=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    let desk = browser.get("/work").await;
    assert_eq!((desk.status, desk.header(CACHE_CONTROL)), (StatusCode::OK, "no-store"));
}

#[tokio::test]
async fn behind_https_the_cookie_is_bound_to_the_host() {
    let web = Web::with(&[("CHENGPING_SERVER_PUBLIC_URL", "https://example.org")]).await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let answer = web.browser().post("/sign-in", &sign_in_as("wang@example.org", PASSWORD)).await;
    let cookie = answer.header(SET_COOKIE);
    assert!(cookie.starts_with("__Host-session=") && cookie.contains("; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_person_comes_back_to_where_they_were_but_never_to_another_site() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let sent = web.browser().get("/work/audit?before=7").await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Fwork%2Faudit%3Fbefore%3D7"));
    for (next, led_to) in [
        ("/work/audit?before=7", "/work/audit?before=7"),
        ("//evil.example", "/work"),
        ("/\\evil.example", "/work"),
        ("https://evil.example", "/work"),
        ("/work\r\nSet-Cookie: a=b", "/work"),
    ] {
        let [email, password] = sign_in_as("wang@example.org", PASSWORD);
        let answer = web.browser().post("/sign-in", &[email, password, ("next", next)]).await;
        assert_eq!(answer.location(), led_to, "{next:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_answered_beside_the_form_and_never_shown_again() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    for email in ["wang@example.org", "nobody@example.org"] {
        let answer = web.browser().post("/sign-in", &sign_in_as(email, WRONG)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("邮箱或密码不对"), "the same words for both");
        assert!(answer.text().contains(email), "what was typed is kept");
        assert!(!answer.text().contains(WRONG), "but not the password");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_for_the_account() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    for _ in 0..5 {
        web.browser().post("/sign-in", &sign_in_as("wang@example.org", WRONG)).await;
    }
    let answer = web.browser().post("/sign-in", &sign_in_as("wang@example.org", PASSWORD)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header(RETRY_AFTER), "900");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server_too() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let mut browser = web.signed_in("wang").await;
    let mut thief = web.browser();
    thief.cookies.clone_from(&browser.cookies);
    assert_eq!(browser.post::<&str>("/sign-out", &[]).await.location(), "/");
    assert_eq!(browser.cookies, []);
    assert_eq!(thief.get("/work").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_in_twice_ends_the_first_session_of_the_browser() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let mut browser = web.signed_in("wang").await;
    let mut fixed = web.browser();
    fixed.cookies.clone_from(&browser.cookies);
    browser.post("/sign-in", &sign_in_as("wang@example.org", PASSWORD)).await;
    assert_eq!(browser.get("/work").await.status, StatusCode::OK);
    assert_eq!(fixed.get("/work").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_everywhere_and_changing_the_password_end_all_sessions() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let (mut here, mut there) = (web.signed_in("wang").await, web.signed_in("wang").await);
    let answer = here.post::<&str>("/account/sign-out-everywhere", &[]).await;
    assert_eq!(answer.location(), "/sign-in?done=everywhere");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);

    let (mut here, mut there) = (web.signed_in("wang").await, web.signed_in("wang").await);
    let new = "seven hills 七座山 long";
    let differs = here.post("/account", &[("current", PASSWORD), ("new", new), ("new_again", "other")]).await;
    assert_eq!(differs.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!differs.text().contains(new));
    let answer = here.post("/account", &[("current", PASSWORD), ("new", new), ("new_again", new)]).await;
    assert_eq!(answer.location(), "/sign-in?done=password");
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_first_operator_comes_in_by_a_link_that_works_once() {
    let web = Web::new().await;
    let token = service::set_up::first_operator_link(&web.services).await.expect("an answer").expect("a link");
    let url = format!("/set-up/{token}");
    assert_eq!(web.browser().get(&url).await.status, StatusCode::OK);
    let short = web.browser().post(&url, &[("password", "short"), ("password_again", "short")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let both = [("password", PASSWORD), ("password_again", PASSWORD)];
    assert_eq!(web.browser().post(&url, &both).await.location(), "/sign-in?done=set-up");
    for answer in [
        web.browser().post(&url, &both).await,
        web.browser().get(&url).await,
        web.browser().get("/set-up/never-was-a-link").await,
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let text = answer.text();
        assert!(text.contains("链接已失效") && text.contains("运营方"), "the same for all of them: {text}");
        assert!(!text.contains("网址可能写错了"));
    }
    assert_eq!(service::set_up::first_operator_link(&web.services).await.expect("an answer"), None);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_whoever_sends_it() {
    let web = Web::new().await;
    web.person(OrganisationKind::Assessor, "wang").await;
    let mut browser = web.signed_in("wang").await;
    for (header, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("x-nothing", "x")] {
        let request = Request::post("/account/sign-out-everywhere")
            .header(header, value)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = browser.send(request, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header}");
        assert!(answer.text().contains("</html>"), "{header}: an error is a page for people");
    }
    assert_eq!(browser.get("/work").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn demonstration_accounts_are_listed_in_demonstration_mode_only() {
    let demonstration = Web::with(&[("CHENGPING_DEMONSTRATION_ENABLED", "true")]).await;
    let operator = service::console::operator(&demonstration.services).await.expect("an operator");
    let kind = OrganisationKind::Assessor;
    service::accounts::create_demo_account(&demonstration.services, &operator, kind, kind.label(), "A")
        .await
        .expect("an account");
    assert!(demonstration.browser().get("/sign-in").await.text().contains("assessor@demo.example"));
    assert!(!Web::new().await.browser().get("/sign-in").await.text().contains("demo.example"));
}
