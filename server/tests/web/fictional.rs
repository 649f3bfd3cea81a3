//! An index whose figures are invented says so on every page and in every file.

use domain::OrganisationKind;
use http::{StatusCode, header::CONTENT_DISPOSITION};
use service::indexes::FICTIONAL;

use crate::support::{Web, index_form};

const NOTICE: [(&str, &str); 2] =
    [("zh", "示例数据：地名真实，数字全部虚构"), ("en", "Example data: the names of places are real")];

#[tokio::test]
async fn every_public_and_working_page_of_an_invented_index_says_so() {
    let web = Web::new().await;
    let assessor = web.person(OrganisationKind::Assessor, "assessor").await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let form = index_form("cities");
    let fields = |fictional: &'static str| {
        [
            ("name_zh", form.name_zh.clone()),
            ("summary_zh", form.summary_zh.clone()),
            ("source_zh", form.source_zh.clone()),
            ("licence_zh", form.licence_zh.clone()),
            ("unit_noun_zh", form.unit_noun_zh.clone()),
            ("contact_zh", form.contact_zh.clone()),
            ("fictional", fictional.to_owned()),
        ]
    };
    let answer = browser.post("/work/indexes/cities/edit", &fields(FICTIONAL)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    web.publish(&assessor, "cities", "2024").await;

    for url in [
        "/indexes/cities/2024",
        "/indexes/cities/2024/v1",
        "/indexes/cities/2024/v1/units/C01",
        "/indexes/cities/2024/v1/units/C01/reach",
        "/indexes/cities/2024/v1/units/C01/change",
        "/indexes/cities/2024/v1/indicators/pm25",
        "/indexes/cities/2024/v1/method",
        "/indexes/cities/2024/v1/downloads",
        "/indexes/cities/2024/v1/reweigh",
        "/work/indexes/cities",
        "/work/indexes/cities/edit",
        "/work/indexes/cities/instrument",
        "/work/indexes/cities/data",
        "/work/indexes/cities/fieldwork",
        "/work/indexes/cities/rounds/2024",
        "/work/indexes/cities/rounds/2024/publish",
        "/work/indexes/cities/data/2024/1",
        "/work/jobs/1",
    ] {
        for (lang, notice) in NOTICE {
            let page = browser.get(&format!("{url}?lang={lang}")).await;
            assert_eq!(page.status, StatusCode::OK, "{url}");
            assert!(page.text().contains(notice), "{url} {lang}");
        }
    }
    for url in ["/", "/work"] {
        assert!(browser.get(&format!("{url}?lang=zh")).await.text().contains("示例数据"), "{url}");
    }
    let edit = browser.get("/work/indexes/cities/edit").await.text();
    assert!(edit.contains("name=\"fictional\" value=\"yes\" checked"), "the box stays ticked");

    // Without the tick it is real again; what was published stays as it was.
    let answer = browser.post("/work/indexes/cities/edit", &fields("")[..6]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert!(!browser.get("/work/indexes/cities?lang=zh").await.text().contains("示例数据"));
    assert!(browser.get("/indexes/cities/2024/v1?lang=zh").await.text().contains("示例数据"));
}

#[tokio::test]
async fn every_file_of_an_invented_edition_is_named_as_one() {
    let web = Web::new().await;
    let assessor = web.person(OrganisationKind::Assessor, "assessor").await;
    web.create_index(&assessor, "cities").await;
    let form = service::indexes::IndexForm { fictional: FICTIONAL.into(), ..index_form("cities") };
    service::indexes::describe_index(&web.services, &assessor, "cities", &form).await.expect("described");
    web.publish(&assessor, "cities", "2024").await;
    let edition = service::public::find_edition(&web.services, "cities", "2024", None).await.expect("an edition");
    let mut browser = web.browser();
    for (name, _) in service::public::files(&edition.edition.content) {
        assert!(name.starts_with("示例数据-cities-2024-v1"), "{name}");
        let answer = browser.get(&app::routes::file("cities", "2024", 1, &name)).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert!(answer.header(CONTENT_DISPOSITION).contains("UTF-8''%E7%A4%BA%E4%BE%8B"), "{name}");
    }
}
