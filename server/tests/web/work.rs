//! Everything below `/work`: the assessor's working area.

use domain::{Actor, OrganisationKind};
use http::{
    StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
};

use crate::support::Web;

const TREE: &[u8] = include_bytes!("../../../fixtures/small/tree.csv");
const TABLE: &[u8] = include_bytes!("../../../fixtures/small/table.csv");
const BROKEN_TABLE: &[u8] = include_bytes!("../../../fixtures/broken/table_broken.csv");
const BROKEN_TREE: &[u8] = include_bytes!("../../../fixtures/broken/tree_broken.csv");

const QUESTIONNAIRE: &[u8] = include_bytes!("../../../fixtures/shanxi/instrument.json");

const ABOUT: [(&str, &str); 9] = [
    ("slug", "cities"),
    ("name_zh", "宜居指数"),
    ("name_en", "Livability"),
    ("summary_zh", "一句话"),
    ("source_zh", "来源"),
    ("licence_zh", "条件"),
    ("unit_noun_zh", "城市"),
    ("contact_zh", "a@example.org"),
    ("other", "ignored"),
];

async fn assessor(web: &Web) -> Actor {
    web.person(OrganisationKind::Assessor, "assessor").await
}

#[tokio::test]
async fn an_assessor_goes_from_nothing_to_a_published_edition() {
    let web = Web::new().await;
    assessor(&web).await;
    let mut browser = web.signed_in("assessor").await;
    assert_eq!(browser.post("/work/indexes/new", &ABOUT).await.location(), "/work/indexes/cities");

    let answer = browser.upload("/work/indexes/cities/instrument", "tree.csv", TREE).await;
    assert_eq!(answer.location(), "/work/indexes/cities/instrument?done=instrument", "{}", answer.text());
    let answer = browser.upload("/work/indexes/cities/data", "table.csv", TABLE).await;
    let job = answer.location().to_owned();
    assert!(job.starts_with("/work/jobs/"), "{}", answer.text());
    assert_eq!(browser.get(&job).await.status, StatusCode::OK);
    service::jobs::run_all(&web.services).await.expect("jobs run");
    assert_eq!(browser.get(&job).await.status, StatusCode::OK);

    let round = "/work/indexes/cities/rounds/2024";
    assert_eq!(browser.get(round).await.status, StatusCode::OK);
    let recipe =
        [("normalise", "min-max"), ("lower", "0"), ("upper", "100"), ("missing", "redistribute"), ("decimals", "1")];
    let answer = browser.post(&format!("{round}/method"), &recipe).await;
    assert_eq!(answer.location(), format!("{round}?done=recipe#result"), "{}", answer.text());

    let answer = browser.post(&format!("{round}/publish"), &[("stage", "preliminary")]).await;
    assert!(answer.location().starts_with("/work/jobs/"), "{}", answer.text());
    service::jobs::run_all(&web.services).await.expect("jobs run");
    assert_eq!(web.browser().get("/indexes/cities/2024/v1").await.status, StatusCode::OK);

    let answer = browser.post(&format!("{round}/v1/advance"), &[("stage", "final")]).await;
    assert_eq!(answer.location(), format!("{round}?done=stage"), "{}", answer.text());
    for page in ["/work", "/work/audit", "/work/indexes/cities", "/work/indexes/cities/edit", round] {
        assert_eq!(browser.get(page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_with_every_problem() {
    let web = Web::new().await;
    assessor(&web).await;
    let mut browser = web.signed_in("assessor").await;
    let answer = browser.post("/work/indexes/new", &[("slug", "Not A Slug"), ("name_zh", "<b>名称</b>")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("Not A Slug") && page.contains("网址简称"), "the value and what is wrong with it");
    assert!(page.contains("请填写数据来源"), "all problems at once");
    assert!(page.contains("&lt;b&gt;名称") && !page.contains("<b>名称"), "what was typed is text, not HTML");
}

#[tokio::test]
async fn a_broken_tree_is_answered_cell_by_cell_and_nothing_is_kept() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    service::indexes::create_index(&web.services, &assessor, &crate::support::index_form("cities"))
        .await
        .expect("an index");
    let mut browser = web.signed_in("assessor").await;
    let answer = browser.upload("/work/indexes/cities/instrument", "tree.csv", BROKEN_TREE).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("tree.csv"));
    let desk = service::indexes::open_index(&web.services, &assessor, "cities").await.expect("the index");
    assert!(desk.instrument.is_none());
}

#[tokio::test]
async fn a_questionnaire_is_recognised_and_shown_whole() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    service::indexes::create_index(&web.services, &assessor, &crate::support::index_form("cities"))
        .await
        .expect("an index");
    let mut browser = web.signed_in("assessor").await;
    let url = "/work/indexes/cities/instrument";
    let broken =
        String::from_utf8(QUESTIONNAIRE.to_vec()).expect("text").replacen("\"weight\": 40", "\"weight\": 41", 1);
    let answer = browser.upload(url, "instrument.json", broken.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("instrument.json"), "{}", answer.text());

    let answer = browser.upload(url, "instrument.json", QUESTIONNAIRE).await;
    assert_eq!(answer.location(), format!("{url}?done=instrument"), "{}", answer.text());
    for (lang, words) in [("zh", "“是否已督导”为“是”"), ("en", "“Inspected” is yes")] {
        let page = browser.get(&format!("{url}?lang={lang}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text().matches("<article").count(), 59, "every item");
        assert!(page.text().contains(words), "{lang}: formulas in words");
    }
    // A stranger sees nothing of it.
    web.person(OrganisationKind::Assessor, "stranger").await;
    assert_eq!(web.signed_in("stranger").await.get(url).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_worth_a_look_in_an_instrument_is_still_there_on_coming_back() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let tree = b"code,parent,weight,mood\nroot,,,\na,root,100,fine\n";
    let answer = browser.upload("/work/indexes/cities/instrument", "new.csv", tree).await;
    // The page after the upload, and the one a person opens the next day.
    for url in [answer.location(), "/work/indexes/cities/instrument"] {
        let page = browser.get(url).await;
        assert!(page.text().contains("没有“方向”列") && page.text().contains("mood"), "{}", page.text());
        assert!(page.text().contains("2 处请留意") && page.text().contains("new.csv"), "{}", page.text());
    }
    assert!(browser.get("/work/indexes/cities").await.text().contains("2 处请留意"));
}

#[tokio::test]
async fn a_broken_table_is_answered_by_its_job() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let job = browser.upload("/work/indexes/cities/data", "table.csv", BROKEN_TABLE).await.location().to_owned();
    service::jobs::run_all(&web.services).await.expect("jobs run");
    let page = browser.get(&job).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("table.csv"));
    assert!(page.text().contains(r#"<a href="/work/indexes/cities">"#), "the way back leads through its index");
}

#[tokio::test]
async fn whoever_uploads_again_finds_the_columns_as_they_named_them() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mapping = domain::job::ColumnMapping { name: Some("城市 & 县".into()), ..Default::default() };
    let file = bytes::Bytes::from_static(BROKEN_TABLE);
    let job = service::data::import_data(&web.services, &assessor, "cities", "table.csv", file, mapping).await;
    let job = job.expect("queued").id;
    service::jobs::run_all(&web.services).await.expect("jobs run");
    let mut browser = web.signed_in("assessor").await;
    let again = "/work/indexes/cities/data?name_column=%E5%9F%8E%E5%B8%82+%26+%E5%8E%BF";
    assert!(browser.get(&format!("/work/jobs/{job}")).await.text().contains(again));
    let page = browser.get(again).await.text().replace("&#x27;", "'");
    assert!(page.contains(r#"value="城市 &amp; 县""#) && page.contains("<details open"), "{page}");
}

#[tokio::test]
async fn a_description_that_was_saved_says_so() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let answer = browser.post("/work/indexes/cities/edit", &ABOUT).await;
    assert_eq!(answer.location(), "/work/indexes/cities?done=described", "{}", answer.text());
    assert!(browser.get(answer.location()).await.text().contains("说明已保存"));
}

#[tokio::test]
async fn a_round_says_what_it_is_computed_from() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let page = browser.get("/work/indexes/cities/rounds/2024").await;
    assert!(
        page.text().contains("第 1 次上传（table.csv") && page.text().contains("指标体系：第 1 版"),
        "{}",
        page.text()
    );
    let ask = browser.get("/work/indexes/cities/rounds/2024/publish").await;
    assert!(ask.text().contains("选“草稿”时只有本组织的人"), "a draft is not for everyone");
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_refused_with_its_reason() {
    let web = Web::with(&[("CHENGPING_SERVER_MAX_UPLOAD_MIB", "1")]).await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let answer = browser.upload("/work/indexes/cities/data", "big.csv", &vec![b'x'; (1 << 20) + 1]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("最多 1 MiB"));
    let answer = browser.upload("/work/indexes/cities/data", "endless.csv", &vec![b'x'; 9 << 20]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let none = browser.upload("/work/indexes/cities/data", "empty.csv", b"").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_earlier_upload_is_looked_at_and_brought_back() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let changed = String::from_utf8_lossy(TABLE).replace("88.2", "88.3");
    browser.upload("/work/indexes/cities/data", "再版.csv", changed.as_bytes()).await;
    service::jobs::run_all(&web.services).await.expect("jobs run");
    let list = browser.get("/work/indexes/cities/data").await;
    assert!(list.text().contains("再版.csv") && list.text().contains("table.csv"), "{}", list.text());

    let first = "/work/indexes/cities/data/2024/1";
    let page = browser.get(first).await;
    assert!(page.text().contains("恢复第 1 次上传的数据？") && page.text().contains("读到的数值"), "{}", page.text());
    let file = browser.get(&format!("{first}/file")).await;
    assert_eq!((&file.bytes[..], file.header(CONTENT_TYPE)), (TABLE, "application/octet-stream"));
    let answer = browser.post::<&str>(&format!("{first}/restore"), &[]).await;
    assert_eq!(answer.location(), "/work/indexes/cities/data/2024/3?done=restored", "{}", answer.text());
    let page = browser.get(answer.location()).await;
    assert!(page.text().contains("正在使用") && page.text().contains("已恢复"), "{}", page.text());
    let again = browser.post::<&str>(&format!("{first}/restore"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(browser.get("/work/indexes/cities/data/2024/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn another_organisations_index_looks_like_none_at_all() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    web.person(OrganisationKind::Assessor, "foreign").await;
    let mut foreign = web.signed_in("foreign").await;
    for url in [
        "/work/indexes/cities",
        "/work/indexes/cities/edit",
        "/work/indexes/cities/instrument",
        "/work/indexes/cities/instrument.csv",
        "/work/indexes/cities/data",
        "/work/indexes/cities/data/2024/1",
        "/work/indexes/cities/data/2024/1/file",
        "/work/indexes/cities/rounds/2024",
        "/work/indexes/cities/rounds/2024/method",
        "/work/indexes/cities/rounds/2024/publish",
        "/work/jobs/1",
    ] {
        assert_eq!(foreign.get(url).await.status, StatusCode::NOT_FOUND, "{url}");
    }
    for url in ["/work/indexes/cities/rounds/2024/publish", "/work/indexes/cities/rounds/2024/v1/advance"] {
        assert_eq!(foreign.post(url, &[("stage", "final")]).await.status, StatusCode::NOT_FOUND, "{url}");
    }
    assert_eq!(foreign.post("/work/indexes/cities/edit", &ABOUT).await.status, StatusCode::NOT_FOUND);
    let upload = foreign.upload("/work/indexes/cities/instrument", "tree.csv", TREE).await;
    assert_eq!(upload.status, StatusCode::NOT_FOUND);
    for action in ["save", "preview"] {
        let recipe = [("normalise", "none"), ("missing", "refuse"), ("action", action)];
        let answer = foreign.post("/work/indexes/cities/rounds/2024/method", &recipe).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
}

#[tokio::test]
async fn roles_without_an_index_of_their_own_may_not_make_one() {
    let web = Web::new().await;
    for kind in [OrganisationKind::Commissioner, OrganisationKind::Respondent, OrganisationKind::Operator] {
        web.person(kind, kind.code()).await;
        let mut browser = web.signed_in(kind.code()).await;
        let answer = browser.post("/work/indexes/new", &ABOUT).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", kind.code());
    }
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    let web = Web::new().await;
    for url in
        ["/work", "/work/indexes/new", "/work/indexes/a", "/work/jobs/1", "/work/audit", "/account", "/admin/accounts"]
    {
        let answer = web.browser().get(url).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{url}");
        assert!(answer.location().starts_with("/sign-in?next=%2F"), "{url}");
    }
    let answer = web.browser().post::<&str>("/work/indexes/a/rounds/2024/method", &[]).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fwork%2Findexes%2Fa%2Frounds%2F2024%2Fmethod");
}

#[tokio::test]
async fn the_instrument_can_be_taken_out_again() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let mut browser = web.signed_in("assessor").await;
    let file = browser.get("/work/indexes/cities/instrument.csv").await;
    assert!(file.header(CONTENT_DISPOSITION).contains("cities-instrument.csv"));
    assert!(service::instruments::check_file("tree.csv", &file.bytes).is_ok(), "{}", file.text());
}

#[tokio::test]
async fn upload_pages_may_run_their_island() {
    let web = Web::new().await;
    let assessor = assessor(&web).await;
    web.create_index(&assessor, "cities").await;
    let page = web.signed_in("assessor").await.get("/work/indexes/cities/data").await;
    assert!(page.header(CONTENT_SECURITY_POLICY).contains("'wasm-unsafe-eval'"));
}

#[tokio::test]
async fn the_full_bundle_of_an_edition_is_for_its_assessors() {
    let web = Web::with_edition().await;
    let path = "/work/indexes/cities/rounds/2024/v1/full.json";
    let answer = web.signed_in("assessor").await.get(path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[CONTENT_TYPE], "application/json");
    assert!(answer.headers[CONTENT_DISPOSITION].to_str().expect("text").starts_with("attachment"));
    web.person(OrganisationKind::Assessor, "stranger").await;
    assert_eq!(web.signed_in("stranger").await.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(web.browser().get(path).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_recipe_is_tried_before_it_is_saved() {
    let web = Web::with_edition().await;
    let mut browser = web.signed_in("assessor").await;
    let method = "/work/indexes/cities/rounds/2024/method";
    let page = browser.get(method).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header(CONTENT_SECURITY_POLICY).contains("'wasm-unsafe-eval'"), "its preview follows what is typed");
    assert!(page.text().contains("name=\"robustness.runs\"") && page.text().contains("id=\"preview\""));

    let tried = [("normalise", "rank"), ("missing", "redistribute"), ("decimals", "1"), ("action", "preview")];
    let answer = browser.post(method, &tried).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.text().contains("所选方法下的排名") && answer.text().contains("尚未保存"), "{}", answer.text());
    assert!(answer.text().contains("value=\"rank\" checked"), "what was typed stays");
    let page = browser.get(method).await;
    assert!(!page.text().contains("value=\"rank\" checked"), "nothing is saved");

    let wrong = [("normalise", "min-max"), ("upper", "ten"), ("aggregate_at.0", "ordered-mean"), ("action", "preview")];
    let wrong: Vec<_> = wrong.into_iter().chain([("aggregate_at.0.orness", "2")]).collect();
    let answer = browser.post(method, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("href=\"#upper\"") && answer.text().contains("value=\"ten\""), "{}", answer.text());
    let fixed: Vec<_> =
        wrong.into_iter().map(|(name, value)| (name, if name == "upper" { "10" } else { value })).collect();
    let answer = browser.post(method, &fixed).await;
    assert!(
        answer.text().contains("href=\"#aggregate_at.0\""),
        "what the engine says is beside its field: {}",
        answer.text()
    );
}

#[tokio::test]
async fn grades_alone_are_published_by_ticking_them() {
    let web = Web::with_edition().await;
    let mut browser = web.signed_in("assessor").await;
    let round = "/work/indexes/cities/rounds/2024";
    let grades = [("grade.0.letter", "A"), ("grade.0.name_zh", "优秀"), ("grade.0.at_least", "0")];
    let recipe = [("normalise", "none"), ("missing", "redistribute"), ("decimals", "1")];
    let fields: Vec<_> = recipe.into_iter().chain(grades).collect();
    let answer = browser.post(&format!("{round}/method"), &fields).await;
    assert_eq!(answer.location(), format!("{round}?done=recipe#result"), "{}", answer.text());
    let form = [("stage", "final"), ("release", "best-grades"), ("reason_zh", "更正")];
    let answer = browser.post(&format!("{round}/publish"), &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "no grade is ticked");
    let ticked: Vec<_> = form.into_iter().chain([("grade_A", "on")]).collect();
    let answer = browser.post(&format!("{round}/publish"), &ticked).await;
    assert!(answer.location().starts_with("/work/jobs/"), "{}", answer.text());
    service::jobs::run_all(&web.services).await.expect("jobs run");
    let page = web.browser().get("/indexes/cities/2024").await;
    assert_eq!(page.status, StatusCode::OK);
}
