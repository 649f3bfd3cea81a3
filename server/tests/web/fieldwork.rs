//! Fieldwork: opened by the assessor, filed and confirmed by a department.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

use domain::OrganisationKind;
use http::{
    StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};

use crate::support::{Browser, PASSWORD, Web, index_form};

const SOUND: &[u8] = "no,done\n1号,是\n2号,否\n3号,是\n4号,是\n".as_bytes();
const BROKEN: &[u8] = "no,done\n1号,是\n2号,也许\n".as_bytes();
const INSTRUMENT: &str = "/work/indexes/cities/instrument";
pub const OPEN: &str = "/work/indexes/cities/open-fieldwork";
pub const BOARD: &str = "/work/indexes/cities/fieldwork/2025";

/// A website with a questionnaire of one item, its assessor, and a commissioner.
pub async fn stage() -> (Web, Browser, i64) {
    stage_on(Web::new().await, QUESTIONNAIRE).await
}

/// The same, on a website with a configuration and a questionnaire of its own.
pub async fn stage_on(web: Web, questionnaire: &str) -> (Web, Browser, i64) {
    let assessor = web.person(OrganisationKind::Assessor, "assessor").await;
    let commissioner = web.person(OrganisationKind::Commissioner, "commissioner").await;
    service::indexes::create_index(&web.services, &assessor, &index_form("cities")).await.expect("an index");
    let mut browser = web.signed_in("assessor").await;
    let answer = browser.upload(INSTRUMENT, "q.json", questionnaire.as_bytes()).await;
    assert_eq!(answer.location(), format!("{INSTRUMENT}?done=instrument"), "{}", answer.text());
    (web, browser, commissioner.organisation.id)
}

/// What is typed to open fieldwork that starts today.
pub fn typed(web: &Web, commissioner: i64, step: &str) -> Vec<(&'static str, String)> {
    let today = domain::fieldwork::day_in_china(web.services.now());
    vec![
        ("step", step.to_owned()),
        ("period", "2025".to_owned()),
        ("first_day", "2025-01-01".to_owned()),
        ("last_day", "2025-12-31".to_owned()),
        ("commissioner", commissioner.to_string()),
        ("start", today.to_string()),
        ("unit_140100", "yes".to_owned()),
    ]
}

/// The filing the board links to.
pub fn filing(board: &str) -> String {
    let from = board.find("/work/filings/").expect("a link to a filing");
    board[from..].chars().take_while(|c| *c != '"').collect()
}

/// Invites somebody and lets them choose a password by the link that is shown.
pub async fn invite(web: &Web, assessor: &mut Browser, filing: &str, name: &str, duty: &str) -> Browser {
    let email = format!("{name}@example.org");
    let fields = [("email", email.as_str()), ("name", name), ("duty", duty)];
    let answer = assessor.post(&format!("{filing}/people"), &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let page = answer.text();
    let from = page.find("/set-up/").expect("the link, shown once");
    let link: String = page[from..].chars().take_while(|c| *c != '<').collect();
    let again = web.browser().post(&link, &[("password", PASSWORD), ("password_again", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    web.signed_in(name).await
}

#[tokio::test]
async fn a_department_files_and_its_head_confirms() {
    let (web, mut assessor, commissioner) = stage().await;

    // Nothing happens before the dates were seen.
    let seen = assessor.post(OPEN, &typed(&web, commissioner, "plan")).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    assert!(seen.text().contains("自评填报") && seen.text().contains("name=\"unit_140100\""), "{}", seen.text());
    assert_eq!(assessor.get(BOARD).await.status, StatusCode::NOT_FOUND);
    let opened = assessor.post(OPEN, &typed(&web, commissioner, "open")).await;
    assert_eq!(opened.location(), format!("{BOARD}?done=opened"), "{}", opened.text());
    let board = assessor.get(BOARD).await.text();
    assert!(board.contains("太原市") && board.contains("未填报") && board.contains("未邀请"), "{board}");
    let filing = filing(&board);

    let mut filler = invite(&web, &mut assessor, &filing, "filler", "filler").await;
    let mut head = invite(&web, &mut assessor, &filing, "head", "head").await;
    assert!(filler.get("/work").await.text().contains("太原市财政局"));
    assert!(filler.get(&filing).await.text().contains("履约"));
    let workbook = filler.get(&format!("{filing}/workbook.xlsx")).await;
    assert!(workbook.bytes.starts_with(b"PK") && workbook.headers.contains_key(CONTENT_DISPOSITION));

    // A workbook that cannot be read is kept with what is wrong with it.
    let broken = filler.upload(&filing, "财政.xlsx", BROKEN).await.location().to_owned();
    assert_eq!(broken, format!("{filing}/revisions/1"));
    assert!(filler.get(&broken).await.text().contains("1 处错误"));
    assert_eq!(filler.get(&format!("{broken}/receipt")).await.status, StatusCode::NOT_FOUND);
    let file = filler.get(&format!("{broken}/file")).await;
    assert_eq!((&file.bytes[..], file.header(CONTENT_TYPE)), (BROKEN, "application/octet-stream"));

    let sound = filler.file_table(&filing, "财政.csv", SOUND).await.location().to_owned();
    assert_eq!(sound, format!("{filing}/revisions/2"));
    let page = filler.get(&sound).await.text();
    assert!(page.contains("75%") && page.contains("负责人确认后"), "{page}");
    let draft = filler.get(&format!("{sound}/receipt")).await.text();
    assert!(draft.contains("草稿（尚未确认）") && !draft.contains("单位（盖章）"), "{draft}");
    let denied = filler.post(&format!("{sound}/confirm"), &[("", "")]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let confirmed = head.post(&format!("{sound}/confirm"), &[("", "")]).await;
    assert_eq!(confirmed.location(), format!("{sound}?done=confirmed"), "{}", confirmed.text());
    let receipt = head.get(&format!("{sound}/receipt")).await.text();
    assert!(receipt.contains("head") && receipt.contains("单位（盖章）") && !receipt.contains("草稿"), "{receipt}");
    assert!(receipt.contains("我的填报") && !receipt.contains("我的指数"), "a department has no index");

    // What is confirmed is closed, and the form says so beside the file.
    let late = filler.upload(&filing, "财政.csv", SOUND).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("退回补正"), "{}", late.text());
}

#[tokio::test]
async fn a_return_asks_for_a_reason_and_a_day() {
    let (web, mut assessor, commissioner) = stage().await;
    assessor.post(OPEN, &typed(&web, commissioner, "open")).await;
    let filing = filing(&assessor.get(BOARD).await.text());
    let mut head = invite(&web, &mut assessor, &filing, "head", "head").await;
    let sound = head.file_table(&filing, "财政.csv", SOUND).await.location().to_owned();

    let empty = assessor.post(&format!("{sound}/return"), &[("reason", ""), ("due", "soon")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("soon") && empty.text().contains("href=\"#reason\""), "{}", empty.text());
    let due = domain::fieldwork::day_in_china(web.services.now()).to_string();
    let done = assessor.post(&format!("{sound}/return"), &[("reason", "缺附件<b>"), ("due", &due)]).await;
    assert_eq!(done.location(), format!("{sound}?done=returned"), "{}", done.text());
    let desk = head.get(&filing).await.text();
    assert!(desk.contains("缺附件&lt;b&gt;") && desk.contains("已退回"), "{desk}");
    let again = head.file_table(&filing, "财政.csv", SOUND).await;
    assert_eq!(again.location(), format!("{filing}/revisions/2"), "{}", again.text());
    let third = head.file_table(&filing, "财政.csv", SOUND).await;
    assert_eq!(third.location(), format!("{filing}/revisions/3"), "{}", third.text());

    // What was superseded is neither for signing nor for confirming.
    let receipt = head.get(&format!("{filing}/revisions/2/receipt")).await.text();
    assert!(receipt.contains("已被第 3 版取代") && !receipt.contains("单位（盖章）"), "{receipt}");
    let page = head.get(&format!("{filing}/revisions/2")).await.text();
    assert!(page.contains("已被第 3 版取代") && !page.contains("可以确认"), "{page}");
}

#[tokio::test]
async fn others_see_nothing_and_the_commissioner_only_the_board() {
    let (web, mut assessor, commissioner) = stage().await;
    assessor.post(OPEN, &typed(&web, commissioner, "open")).await;
    let filing = filing(&assessor.get(BOARD).await.text());
    web.person(OrganisationKind::Respondent, "stranger").await;
    web.person(OrganisationKind::Assessor, "rival").await;
    for name in ["stranger", "rival"] {
        let mut browser = web.signed_in(name).await;
        for url in [BOARD.to_owned(), filing.clone(), format!("{filing}/people"), format!("{filing}/workbook.xlsx")] {
            assert_eq!(browser.get(&url).await.status, StatusCode::NOT_FOUND, "{name}: {url}");
        }
    }
    let mut browser = web.signed_in("commissioner").await;
    assert!(browser.get("/work").await.text().contains(BOARD));
    let board = browser.get(BOARD).await.text();
    assert!(board.contains("未填报") && !board.contains("/instrument"), "{board}");
    // Of a filing it may see the documents, and every link leads to something.
    let links: Vec<&str> =
        board.split("href=\"/work/filings/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!links.is_empty() && links.iter().all(|link| link.ends_with("/documents")), "{links:?}");
    let documents = browser.get(&format!("/work/filings/{}", links[0])).await;
    assert_eq!(documents.status, StatusCode::OK);
    assert_eq!(browser.get(&filing).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_chosen_comes_back_with_every_problem() {
    let (_web, mut assessor, _) = stage().await;
    let answer = assessor.post(OPEN, &[("step", "plan"), ("period", "a b"), ("start", "morgen")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    for field in ["period", "first_day", "last_day", "commissioner", "start", "units"] {
        assert!(page.contains(&format!("href=\"#{field}\"")) && page.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(page.contains("morgen"), "what was typed stays");
}

/// One item of one department, and a filing phase that is open for weeks.
pub const QUESTIONNAIRE: &str = include_str!("../../../fixtures/small/questionnaire.json");
