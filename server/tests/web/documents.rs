//! Supporting documents: uploaded several at once, served as files only, withdrawn; and people who leave.

use domain::OrganisationKind;
use http::{
    StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};

use crate::{
    fieldwork::{BOARD, OPEN, QUESTIONNAIRE, filing, invite, stage_on, typed},
    support::{Browser, Web},
};

const PDF: &[u8] = b"%PDF-1.7\n<script>alert(1)</script>";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const NAMING: &[u8] = "no,done,evidence_ref\n1号,是,\"1,9\"\n".as_bytes();

/// A website whose questionnaire has a column for documents.
async fn stage() -> (Web, Browser, i64) {
    stage_with(&[]).await
}

/// The same, with variables of the environment.
async fn stage_with(variables: &[(&str, &str)]) -> (Web, Browser, i64) {
    let last = r#""rule": {"type": "yes-no"}}"#;
    let column =
        r#"{"key": "evidence_ref", "label": {"zh": "佐证材料", "en": "Documents"}, "rule": {"type": "documents"}}"#;
    stage_on(Web::with(variables).await, &QUESTIONNAIRE.replace(last, &format!("{last},{column}"))).await
}

/// An open filing and its head.
async fn opened(web: &Web, assessor: &mut Browser, commissioner: i64) -> (String, Browser) {
    assessor.post(OPEN, &typed(web, commissioner, "open")).await;
    let filing = filing(&assessor.get(BOARD).await.text());
    let head = invite(web, assessor, &filing, "head", "head").await;
    (filing, head)
}

#[tokio::test]
async fn several_files_are_kept_at_once_and_a_bad_one_keeps_no_other_out() {
    let (web, mut assessor, commissioner) = stage().await;
    let (filing, mut head) = opened(&web, &mut assessor, commissioner).await;
    let page = format!("{filing}/documents");
    let empty = head.get(&page).await.text();
    assert!(empty.contains("还没有佐证材料") && empty.contains("20 MB") && empty.contains("500 MB"), "{empty}");
    assert!(empty.contains("multiple") && head.get(&filing).await.text().contains(&page));

    let none = head.upload_all(&page, &[("number", "")], &[("", b"")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("请选择至少一个文件"), "{}", none.text());
    let both = head.upload_all(&page, &[("number", "")], &[("批复.pdf", PDF), ("照片.png", PNG)]).await;
    assert_eq!(both.location(), format!("{page}?done=attached&saved=2&known=0"), "{}", both.text());
    assert!(head.get(both.location()).await.text().contains("已保存 2 份"));

    // The browser sends the whole form again to show what was refused: what is known is not kept twice.
    for _ in 0..2 {
        let files: [(&str, &[u8]); 3] = [("批复.pdf", PDF), ("a.html", b"<html>"), ("<b>.png", PDF)];
        let some = head.upload_all(&page, &[("number", "")], &files).await;
        assert_eq!(some.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = some.text();
        assert!(text.contains("a.html：") && text.contains("&lt;b&gt;.png：") && !text.contains("<b>.png"), "{text}");
        assert!(text.contains("其余 1 份已保存"), "{text}");
    }
    let second: [(&str, &[u8]); 2] = [("新.png", b"\x89PNG\r\n\x1a\n2"), ("b.pdf", b"%PDF-b")];
    let two = head.upload_all(&page, &[("number", "2")], &second).await;
    assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(two.text().contains("编号只用于第一个文件") && two.text().contains("2（第 2 版）"), "{}", two.text());
    let wrong = head.upload_all(&page, &[("number", "x1")], &[("c.pdf", b"%PDF-c")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("href=\"#number\"") && wrong.text().contains("value=\"x1\""), "{}", wrong.text());
}

#[tokio::test]
async fn a_document_is_saved_never_shown_and_only_by_those_concerned() {
    let (web, mut assessor, commissioner) = stage().await;
    let (filing, mut head) = opened(&web, &mut assessor, commissioner).await;
    let page = format!("{filing}/documents");
    head.upload_all(&page, &[], &[("批复.pdf", PDF)]).await;
    let url = format!("{page}/1/1/file");
    let mut orderer = web.signed_in("commissioner").await;
    for reader in [&mut head, &mut assessor, &mut orderer] {
        let file = reader.get(&url).await;
        assert_eq!((file.status, &file.bytes[..]), (StatusCode::OK, PDF));
        assert_eq!(file.header(CONTENT_TYPE), "application/octet-stream");
        assert!(file.header(CONTENT_DISPOSITION).starts_with("attachment;"));
        assert_eq!(file.header(X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(file.header(CONTENT_SECURITY_POLICY).starts_with("sandbox; default-src 'none'"));
        assert_eq!(file.header(http::header::CACHE_CONTROL), "no-store");
        assert_eq!(reader.get(&page).await.status, StatusCode::OK);
    }
    let read = orderer.get(&page).await.text();
    assert!(!read.contains("type=\"file\"") && !read.contains("/withdraw\""), "{read}");
    web.person(OrganisationKind::Respondent, "stranger").await;
    web.person(OrganisationKind::Assessor, "rival").await;
    for name in ["stranger", "rival"] {
        let mut browser = web.signed_in(name).await;
        for url in [&url, &page, &format!("{page}/1/withdraw")] {
            assert_eq!(browser.get(url).await.status, StatusCode::NOT_FOUND, "{name}: {url}");
        }
        assert_eq!(browser.upload_all(&page, &[], &[("批复.pdf", PDF)]).await.status, StatusCode::NOT_FOUND);
        let withdrawn = browser.post(&format!("{page}/1/withdraw"), &[("revision", "1"), ("reason", "x")]).await;
        assert_eq!(withdrawn.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(assessor.upload_all(&page, &[], &[("批复.pdf", PDF)]).await.status, StatusCode::FORBIDDEN);
    for wrong in [format!("{page}/1/2/file"), format!("{page}/x/1/file"), format!("{page}/99999999999/1/file")] {
        assert_eq!(head.get(&wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test]
async fn rows_lead_to_documents_and_gaps_are_told_before_confirming() {
    let (web, mut assessor, commissioner) = stage().await;
    let (filing, mut head) = opened(&web, &mut assessor, commissioner).await;
    let page = format!("{filing}/documents");
    head.upload_all(&page, &[], &[("批复.pdf", PDF), ("照片.png", PNG)]).await;
    let revision = head.file_table(&filing, "财政.csv", NAMING).await.location().to_owned();
    for reader in [&mut head, &mut assessor] {
        let text = reader.get(&revision).await.text();
        assert!(text.contains(&format!("href=\"{page}/1/1/file\"")), "the row leads to its document: {text}");
        assert!(text.contains("A1：第 2 行") && text.contains("没有哪一行写到这些材料：2"), "{text}");
    }
    assert!(head.get(&page).await.text().contains("A1：第 2 行"));

    let withdraw = format!("{page}/1/withdraw");
    assert!(head.get(&withdraw).await.text().contains("批复.pdf"));
    let blank = head.post(&withdraw, &[("revision", "1"), ("reason", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.text().contains("href=\"#reason\""), "{}", blank.text());
    let done = head.post(&withdraw, &[("revision", "1"), ("reason", "传错了<b>")]).await;
    assert_eq!(done.location(), format!("{page}?done=withdrawn"), "{}", done.text());
    let listed = head.get(&page).await.text();
    assert!(listed.contains("传错了&lt;b&gt;") && listed.contains("已撤下"), "{listed}");
    assert_eq!(head.get(&withdraw).await.status, StatusCode::NOT_FOUND);
    assert!(head.get("/work/audit").await.text().contains("撤下佐证材料"));

    head.post(&format!("{revision}/confirm"), &[("", "")]).await;
    let late = head.upload_all(&page, &[], &[("c.pdf", b"%PDF-c")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("退回补正"), "{}", late.text());
}

#[tokio::test]
async fn a_document_beyond_the_limit_is_refused_and_the_next_is_kept() {
    let limits = [("CHENGPING_DOCUMENTS_MAX_MIB", "1"), ("CHENGPING_DOCUMENTS_QUOTA_MIB", "1")];
    let (web, mut assessor, commissioner) = stage_with(&limits).await;
    let (filing, mut head) = opened(&web, &mut assessor, commissioner).await;
    let page = format!("{filing}/documents");
    let most = [PDF, &vec![b' '; (1 << 20) - PDF.len()]].concat();
    let over = [most.as_slice(), b" "].concat();
    let sent = head.upload_all(&page, &[], &[("over.pdf", &over), ("most.pdf", &most), ("a.png", PNG)]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = sent.text();
    assert!(text.contains("over.pdf：文件太大") && text.contains("a.png：佐证材料合计最多 1 MiB"), "{text}");
    assert_eq!(head.get(&format!("{page}/1/1/file")).await.bytes.len(), 1 << 20);
}

#[tokio::test]
async fn somebody_leaves_and_hands_over_first() {
    let (web, mut assessor, commissioner) = stage().await;
    let (filing, mut head) = opened(&web, &mut assessor, commissioner).await;
    let mut filler = invite(&web, &mut assessor, &filing, "filler", "filler").await;
    let people = format!("{filing}/people");
    let list = head.get(&people).await.text();
    let end = list.find("/head\"").expect("a way to hand over");
    let start = list[..end].rfind(&people).expect("its URL");
    let over = list[start..end + "/head".len()].to_owned();

    let asked = head.get(&over).await.text();
    assert!(asked.contains("由 filler 担任负责人？") && asked.contains("head 改为填报人"), "{asked}");
    let before = "name=\"from\" value=\"";
    let at = asked.find(before).expect("who gives it up") + before.len();
    let own: String = asked[at..].chars().take_while(char::is_ascii_digit).collect();
    let wrong = head.post(&over, &[("from", "999")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(filler.get(&people).await.status, StatusCode::FORBIDDEN);
    assert_eq!(filler.post(&over, &[("from", "")]).await.status, StatusCode::FORBIDDEN);
    let done = head.post(&over, &[("from", own.as_str())]).await;
    assert_eq!(done.location(), format!("{filing}?done=handed-over"), "{}", done.text());
    assert!(head.get(done.location()).await.text().contains("负责人已移交"));
    assert_eq!(head.get(&people).await.status, StatusCode::FORBIDDEN, "at once");

    // The one who leaves is asked about once, and is out at once.
    let leaves = format!("{people}/{own}/disable");
    assert!(filler.get(&leaves).await.text().contains("停用 head 的账号？"));
    let out = filler.post(&leaves, &[("", "")]).await;
    assert_eq!(out.location(), format!("{people}?done=disabled"), "{}", out.text());
    assert!(head.get(&filing).await.location().starts_with("/sign-in"));
    assert!(filler.get("/work/audit").await.text().contains("移交负责人"));

    // The assessor may lock out the last head, and is told before and after.
    let only = over.replace("/head", "/disable");
    assert!(assessor.get(&only).await.text().contains("唯一的负责人"));
    assessor.post(&only, &[("", "")]).await;
    for url in [&people, &filing] {
        assert!(assessor.get(url).await.text().contains("没有能登录的负责人"), "{url}");
    }
}
