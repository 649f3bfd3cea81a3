//! Filing table by table as CSV: looked at, corrected, accepted, until the filing is whole.

use domain::OrganisationKind;
use http::{StatusCode, header::CONTENT_DISPOSITION};

use crate::{
    fieldwork::{BOARD, OPEN, filing, invite, stage_on, typed},
    support::{Browser, Web},
};

/// Sound, as a spreadsheet program in Chinese saves it.
const CONTRACTS_IN_GB18030: &[u8] = b"\xB1\xE0\xBA\xC5,\xCA\xC7\xB7\xF1\xC2\xC4\xD4\xBC\n1\xBA\xC5,\xCA\xC7\n2\xBA\xC5,\xB7\xF1\n3\xBA\xC5,\xCA\xC7\n4\xBA\xC5,\xCA\xC7\n";
const BROKEN: &[u8] = "编号,是否履约\n1号,也许<b>\n".as_bytes();
const CLOSED: &str = "事项;是否办结\n甲;是\n乙;否\n";

/// Filing is open for a department that is asked three tables; its filler and its head have signed in.
async fn stage() -> (Web, Browser, String, Browser, Browser) {
    let (web, mut assessor, commissioner) = stage_on(Web::new().await, QUESTIONNAIRE).await;
    assessor.post(OPEN, &typed(&web, commissioner, "open")).await;
    let filing = filing(&assessor.get(BOARD).await.text());
    let filler = invite(&web, &mut assessor, &filing, "filler", "filler").await;
    let head = invite(&web, &mut assessor, &filing, "head", "head").await;
    (web, assessor, filing, filler, head)
}

#[tokio::test]
async fn tables_are_looked_at_and_accepted_until_the_filing_is_whole() {
    let (_web, mut assessor, filing, mut filler, mut head) = stage().await;
    let page = filler.get(&filing).await.text();
    assert!(page.contains("/items/A1/table.csv") && page.contains(".csv"), "{page}");

    let shown = filler.upload(&filing, "合同.csv", CONTRACTS_IN_GB18030).await.location().to_owned();
    assert!(shown.starts_with(&format!("{filing}/table/")), "{shown}");
    let page = filler.get(&shown).await.text();
    for text in ["GB18030", "A1 采购合同履约", "1号", "75%", "成为第 1 版", "之后还缺 2 张表", "收下 A1 的表"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(filler.get(&filing).await.text().contains("还没有上传过"), "nothing is filed yet");
    let first = filler.accept_table(&shown, &page).await.location().to_owned();
    assert_eq!(first, format!("{filing}/revisions/1"));
    let page = filler.get(&first).await.text();
    assert!(page.contains("还缺 2 张表") && page.contains("A2 行政复议") && page.contains("75%"), "{page}");
    assert!(!page.contains("/annotated.xlsx") && !page.contains("/receipt"), "{page}");
    assert_eq!(filler.get(&format!("{first}/receipt")).await.status, StatusCode::NOT_FOUND);
    assert!(filler.get(&filing).await.text().contains("已收下 1 张表，还缺"));
    assert_eq!(head.post(&format!("{first}/confirm"), &[("", "")]).await.status, StatusCode::CONFLICT);
    assert!(assessor.get(BOARD).await.text().contains("填报中"));

    // Two items have the same columns: the page asks which, and so does the server.
    let shown = filler.upload(&filing, "办结.csv", CLOSED.as_bytes()).await.location().to_owned();
    let page = filler.get(&shown).await.text();
    assert!(page.contains("没有认出") && page.contains("分号") && !page.contains("name=\"base\""), "{page}");
    let guessed = filler.post(&shown, &[("encoding", "utf-8"), ("item", ""), ("base", "1")]).await;
    assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(guessed.text().contains("不能收下"), "{}", guessed.text());
    let chosen = format!("{shown}?encoding=utf-8&item=A2");
    let page = filler.get(&chosen).await.text();
    assert!(page.contains("加到第 1 版的 1 张表里") && page.contains("A3 信访办结"), "{page}");
    assert_eq!(filler.accept_table(&chosen, &page).await.location(), format!("{filing}/revisions/2"));

    // Who looked at an older state is shown the new one, with the choice kept.
    let overtaken = filler.post(&shown, &[("encoding", "utf-8"), ("item", "A3"), ("base", "1")]).await;
    assert_eq!(overtaken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = overtaken.text();
    assert!(page.contains("已经有了新的第 2 版") && page.contains("加到第 2 版的 2 张表里"), "{page}");
    let whole = filler.accept_table(&shown, &page).await.location().to_owned();
    let page = filler.get(&whole).await.text();
    assert!(page.contains("负责人确认后") && page.contains("这一版的文件") && page.contains("第 1 版"), "{page}");
    let confirmed = head.post(&format!("{whole}/confirm"), &[("", "")]).await;
    assert_eq!(confirmed.location(), format!("{whole}?done=confirmed"), "{}", confirmed.text());
    assert!(head.get("/work/audit").await.text().contains("上传 CSV 待核对"));
}

#[tokio::test]
async fn faults_are_told_by_their_cell_and_a_wrong_encoding_is_corrected() {
    let (_web, _assessor, filing, mut filler, _head) = stage().await;
    let shown = filler.upload(&filing, "坏.csv", BROKEN).await.location().to_owned();
    let page = filler.get(&shown).await.text();
    assert!(page.contains("B2") && page.contains("也许&lt;b&gt;") && page.contains("写不了批注"), "{page}");
    assert!(!page.contains("也许<b>") && !page.contains("name=\"base\""), "{page}");
    let refused = filler.post(&shown, &[("encoding", "utf-8"), ("item", "A1"), ("base", "0")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let unmarked: Vec<u8> = "编号\t是否履约\n1号\t是\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let shown = filler.upload(&filing, "合同.txt", &unmarked).await.location().to_owned();
    let page = filler.get(&shown).await.text();
    assert!(page.contains("读不出来") && page.contains("value=\"utf-16le\""), "{page}");
    let named = format!("{shown}?encoding=utf-16le");
    let page = filler.get(&named).await.text();
    assert!(page.contains("UTF-16 LE") && page.contains("制表符") && page.contains("没有错误"), "{page}");
    assert_eq!(filler.accept_table(&named, &page).await.location(), format!("{filing}/revisions/1"));
    assert_eq!(filler.get(&format!("{shown}?encoding=latin1")).await.status, StatusCode::NOT_FOUND);
    let empty = filler.upload(&filing, "空.csv", b"").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_upload_is_seen_by_its_respondent_only() {
    let (web, mut assessor, filing, mut filler, _head) = stage().await;
    let shown = filler.upload(&filing, "合同.csv", CONTRACTS_IN_GB18030).await.location().to_owned();
    let heads = format!("{filing}/items/A1/table.csv");
    let head = filler.get(&heads).await;
    assert_eq!(&head.bytes[..], "\u{feff}编号,是否履约\r\n".as_bytes());
    assert!(head.header(CONTENT_DISPOSITION).starts_with("attachment"));
    assert_eq!(filler.get(&format!("{filing}/items/B9/table.csv")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(filler.get(&format!("{filing}/table/{}", "0".repeat(64))).await.status, StatusCode::NOT_FOUND);
    web.person(OrganisationKind::Respondent, "stranger").await;
    web.person(OrganisationKind::Assessor, "rival").await;
    let fields = [("encoding", "gb18030"), ("item", "A1"), ("base", "0")];
    for name in ["stranger", "rival", "commissioner"] {
        let mut browser = web.signed_in(name).await;
        for url in [&shown, &heads] {
            assert_eq!(browser.get(url).await.status, StatusCode::NOT_FOUND, "{name}: {url}");
        }
        assert_eq!(browser.post(&shown, &fields).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    assert_eq!(assessor.get(&shown).await.status, StatusCode::FORBIDDEN);
    assert_eq!(assessor.post(&shown, &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(assessor.get(&heads).await.status, StatusCode::OK);
}

/// Three items of one department; two of them have the same columns.
const QUESTIONNAIRE: &str = r#"{
  "format": "1", "id": "tables", "title": {"zh": "小问卷", "en": "A small one"},
  "departments": [{"code": "FIN", "name": {"zh": "市财政局", "en": "Bureau of Finance"}}],
  "regions": [
    {"code": "140000", "level": "province", "name": {"zh": "山西省", "en": "Shanxi"}},
    {"code": "140100", "parent": "140000", "level": "prefecture", "name": {"zh": "太原市", "en": "Taiyuan"}}
  ],
  "dimensions": [{"code": "A", "name": {"zh": "维度", "en": "Dimension"}, "weight": 100}],
  "items": [
    {"code": "A1", "parent": "A", "weight": 40, "name": {"zh": "采购合同履约", "en": "Contracts kept"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "done"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "no", "label": {"zh": "编号", "en": "Number"}, "required": true, "unique": true, "rule": {"type": "text"}},
       {"key": "done", "label": {"zh": "是否履约", "en": "Kept"}, "required": true, "rule": {"type": "yes-no"}}
     ]},
    {"code": "A2", "parent": "A", "weight": 30, "name": {"zh": "行政复议", "en": "Reviews"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "closed"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "matter", "label": {"zh": "事项", "en": "Matter"}, "required": true, "rule": {"type": "text"}},
       {"key": "closed", "label": {"zh": "是否办结", "en": "Closed"}, "required": true, "rule": {"type": "yes-no"}}
     ]},
    {"code": "A3", "parent": "A", "weight": 30, "name": {"zh": "信访办结", "en": "Petitions"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "closed"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "matter", "label": {"zh": "事项", "en": "Matter"}, "required": true, "rule": {"type": "text"}},
       {"key": "closed", "label": {"zh": "是否办结", "en": "Closed"}, "required": true, "rule": {"type": "yes-no"}}
     ]}
  ],
  "grades": [{"letter": "A", "name": {"zh": "合格", "en": "Pass"}, "at_least": 0}],
  "phases": [{"code": "self-report", "name": {"zh": "自评填报", "en": "Filing"}, "working_days": 20}]
}"#;
