//! `/admin/accounts`: the operator's.

use domain::OrganisationKind;
use http::{StatusCode, header::CACHE_CONTROL};

use crate::support::{PASSWORD, Web};

#[tokio::test]
async fn the_operator_creates_an_organisation_and_an_account_and_sees_its_link_once() {
    let web = Web::new().await;
    let operator = web.person(OrganisationKind::Operator, "operator").await;
    let mut browser = web.signed_in("operator").await;
    let answer = browser
        .post("/admin/accounts/organisations", &[("kind", "assessor"), ("name_zh", "某研究院"), ("name_en", "")])
        .await;
    assert_eq!(answer.location(), "/admin/accounts?done=organisation", "{}", answer.text());
    let all = service::accounts::list_organisations(&web.services, &operator).await.expect("a list");
    let id = all.iter().find(|o| o.name.zh == "某研究院").expect("the organisation").id.to_string();

    let fields = [("organisation_id", id.as_str()), ("email", "li@example.org"), ("name", "李明")];
    let answer = browser.post("/admin/accounts", &fields).await;
    assert_eq!((answer.status, answer.header(CACHE_CONTROL)), (StatusCode::OK, "no-store"));
    let page = answer.text();
    let token = page.split("http://127.0.0.1:3000/set-up/").nth(1).and_then(|rest| rest.get(..64)).expect("a link");
    assert!(!browser.get("/admin/accounts").await.text().contains(token), "it is not shown again");
    let url = format!("/set-up/{token}");
    let answer = web.browser().post(&url, &[("password", PASSWORD), ("password_again", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    web.signed_in("li").await;

    let again = browser.post("/admin/accounts", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("这个邮箱已有账号"));
}

#[tokio::test]
async fn a_locked_account_is_out_at_once() {
    let web = Web::new().await;
    web.person(OrganisationKind::Operator, "operator").await;
    let wang = web.person(OrganisationKind::Assessor, "wang").await;
    let (mut operator, mut theirs) = (web.signed_in("operator").await, web.signed_in("wang").await);
    let url = format!("/admin/accounts/{}", wang.user_id);
    assert_eq!(operator.post::<&str>(&format!("{url}/disable"), &[]).await.location(), "/admin/accounts?done=disabled");
    assert_eq!(theirs.get("/work").await.status, StatusCode::SEE_OTHER);
    assert_eq!(operator.post::<&str>(&format!("{url}/enable"), &[]).await.location(), "/admin/accounts?done=enabled");
    let link = operator.post::<&str>(&format!("{url}/link"), &[]).await;
    assert_eq!(link.status, StatusCode::OK);
    assert!(link.text().contains("/set-up/") && link.text().contains("wang@example.org"));
}

#[tokio::test]
async fn people_and_organisations_are_found_by_name_and_shown_fifty_a_page() {
    let web = Web::new().await;
    let operator = web.person(OrganisationKind::Operator, "operator").await;
    for n in 0..60 {
        let name = domain::Text::same(format!("第{n:02}研究院"));
        let kind = OrganisationKind::Assessor;
        let made = service::accounts::create_organisation(&web.services, &operator, kind, name).await;
        let organisation_id = made.expect("an organisation").id;
        let form = service::accounts::AccountForm {
            organisation_id,
            email: format!("p{n:02}@example.org"),
            name: format!("人{n:02}"),
        };
        service::accounts::create_account(&web.services, &operator, &form).await.expect("an account");
    }
    let mut browser = web.signed_in("operator").await;
    let rows = |text: &str| text.matches("<th scope=\"row\">").count();
    let first = browser.get("/admin/accounts").await.text();
    assert_eq!(rows(&first), 100, "fifty of each");
    assert!(first.contains("?page=2") && first.contains("?organisations=2"), "{first}");
    assert!(first.contains("人59") && !first.contains("人00"), "the newest come first: {first}");
    let both = browser.get("/admin/accounts?page=2&organisations=2").await.text();
    assert!(rows(&both) >= 20 && both.contains("人00"), "{both}");
    let found = browser.get("/admin/accounts?q=P07%40").await.text();
    assert!(found.contains("p07@example.org") && !found.contains("p08@example.org"), "{found}");
    assert!(browser.get("/admin/accounts?q=nobody-here").await.text().contains("没有找到"));
}

#[tokio::test]
async fn nobody_else_manages_accounts() {
    let web = Web::new().await;
    for kind in [OrganisationKind::Assessor, OrganisationKind::Commissioner, OrganisationKind::Respondent] {
        web.person(kind, kind.code()).await;
        let mut browser = web.signed_in(kind.code()).await;
        assert_eq!(browser.get("/admin/accounts").await.status, StatusCode::FORBIDDEN);
        for (url, fields) in [
            ("/admin/accounts/organisations", vec![("kind", "operator"), ("name_zh", "甲")]),
            ("/admin/accounts", vec![("organisation_id", "1"), ("email", "x@example.org"), ("name", "x")]),
            ("/admin/accounts/1/disable", vec![]),
            ("/admin/accounts/1/enable", vec![]),
            ("/admin/accounts/1/link", vec![]),
        ] {
            assert_eq!(browser.post(url, &fields).await.status, StatusCode::FORBIDDEN, "{url} {}", kind.code());
        }
    }
}
