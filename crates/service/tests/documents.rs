//! Supporting documents: numbered, kept in revisions, named by rows, withdrawn, within days and limits.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use bytes::Bytes;
use domain::{Actor, Duty, document::Mention};
use service::{
    Error, Result, Settings, audit,
    confirm::confirm,
    documents::{self, Attached, DocumentDesk, NewFile, WithdrawForm},
    respondents::RespondentRecord,
    return_for_correction::{ReturnForm, return_for_correction},
    submissions, submit,
};
use storage::{Db, on_both_databases};
use support::round::{Round, SOUND, invite, respondent};
use time::Duration;

on_both_databases!(
    documents_are_numbered_and_nothing_is_overwritten,
    the_same_file_again_changes_nothing,
    rows_and_documents_find_each_other,
    what_is_withdrawn_stays_and_counts_no_more,
    the_days_are_those_of_the_workbook,
    size_quota_and_kind_are_bounded,
    the_commissioner_reads_and_others_find_nothing,
);

fn code<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].code.clone(),
        other => panic!("{other:?}"),
    }
}

fn pdf(text: &str) -> Bytes {
    format!("%PDF-1.7\n{text}").into()
}

async fn attach(round: &Round, number: &str, text: &str) -> Result<Attached> {
    let file = NewFile { number, file_name: "批复.pdf", bytes: pdf(text) };
    documents::attach(&round.stage.services, &round.filler, round.finance.id, file).await
}

async fn desk(round: &Round, actor: &Actor) -> DocumentDesk {
    documents::list(&round.stage.services, actor, round.finance.id).await.expect("the documents")
}

async fn documents_are_numbered_and_nothing_is_overwritten(db: Db) {
    let round = Round::filing(db).await;
    for (number, text, expected) in
        [("", "a", (1, 1)), ("", "b", (2, 1)), ("2", "c", (2, 2)), (" 7 ", "d", (7, 1)), ("", "e", (8, 1))]
    {
        let Attached { document, new } = attach(&round, number, text).await.expect("attached");
        assert_eq!(((document.number, document.revision), new), (expected, true), "{text}");
    }
    let (s, id) = (&round.stage.services, round.finance.id);
    for (revision, text) in [(1, "b"), (2, "c")] {
        let (name, bytes) = documents::open_file(s, &round.stage.assessor, id, 2, revision).await.expect("the file");
        assert_eq!((name.as_str(), bytes), ("批复.pdf", pdf(text)));
    }
    let desk = desk(&round, &round.head).await;
    let current: Vec<_> = desk.documents.iter().map(|d| (d.number, d.current().map(|c| c.revision))).collect();
    assert_eq!(current, [(1, Some(1)), (2, Some(2)), (7, Some(1)), (8, Some(1))]);
    assert_eq!((desk.used_bytes, desk.names[&round.filler.user_id].as_str()), (50, "filler"));
    assert_eq!(code(attach(&round, "0", "f").await), "document.number");
    let deeds = audit::list(s, &round.head, None).await.expect("records");
    assert_eq!(deeds.iter().filter(|r| r.action == "document.attached").count(), 5);
}

async fn the_same_file_again_changes_nothing(db: Db) {
    let round = Round::filing(db).await;
    attach(&round, "", "a").await.expect("attached");
    for number in ["", "1"] {
        let again = attach(&round, number, "a").await.expect("known");
        assert_eq!((again.document.number, again.document.revision, again.new), (1, 1, false));
    }
    let elsewhere = attach(&round, "4", "a").await.expect("under a number that was asked for");
    assert_eq!((elsewhere.document.number, elsewhere.new), (4, true));
}

/// A department with a table whose rows name documents, and somebody who files for it.
async fn justice(round: &Round) -> (RespondentRecord, Actor) {
    let respondent = respondent(&round.stage, "2025", "140100", "LAW").await;
    let head = invite(&round.stage, &respondent, Duty::Head, "justice").await;
    (respondent, head)
}

async fn rows_and_documents_find_each_other(db: Db) {
    let round = Round::filing(db).await;
    let s = &round.stage.services;
    let (respondent, head) = justice(&round).await;
    let file = NewFile { number: "2", file_name: "决定.pdf", bytes: pdf("a") };
    documents::attach(s, &head, respondent.id, file).await.expect("attached");
    assert_eq!(documents::list(s, &head, respondent.id).await.expect("them").named, None, "nothing was filed");

    let table = Bytes::from_static("closed,evidence_ref\n是,\"1,2\"\n否,2\n".as_bytes());
    let filed = submit::submit(s, &head, respondent.id, "复议.csv", table).await.expect("kept");
    assert!(filed.is_accepted(), "{:?}", filed.problems);
    let broken = Bytes::from_static("closed,evidence_ref\n也许,3\n".as_bytes());
    submit::submit(s, &head, respondent.id, "复议.csv", broken).await.expect("kept");
    let desk = documents::list(s, &round.stage.assessor, respondent.id).await.expect("the documents");
    let (revision, mentions) = desk.named.expect("the newest that could be read");
    let row = |row| Mention { item: "A2".into(), row };
    assert_eq!((revision, mentions.len()), (1, 2));
    assert!(mentions[&1].iter().eq([&row(2)]) && mentions[&2].iter().eq([&row(2), &row(3)]), "{mentions:?}");
    let open = submissions::open_submission(s, &head, respondent.id, 1).await.expect("the revision");
    assert_eq!(open.documents, desk.documents);
}

async fn what_is_withdrawn_stays_and_counts_no_more(db: Db) {
    let round = Round::filing(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    attach(&round, "", "a").await.expect("attached");
    let form = |revision: &str, reason: &str| WithdrawForm { revision: revision.into(), reason: reason.into() };
    let withdraw = async |form| documents::withdraw(s, &round.head, id, 1, &form).await;
    assert_eq!(code(withdraw(form("1", " ")).await), "document.reason");
    let outdated = withdraw(form("2", "传错了")).await;
    assert!(matches!(outdated, Err(Error::Conflict(_))), "{outdated:?}");
    withdraw(form("1", "传错了")).await.expect("withdrawn");
    let again = withdraw(form("1", "传错了")).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let unknown = documents::withdraw(s, &round.head, id, 9, &form("1", "传错了")).await;
    assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");

    let listed = desk(&round, &round.stage.assessor).await;
    assert_eq!(listed.documents[0].current(), None);
    let withdrawal = listed.documents[0].revisions[0].withdrawn.clone().expect("it stays, with its reason");
    assert_eq!((withdrawal.reason.as_str(), withdrawal.by), ("传错了", round.head.user_id));
    documents::open_file(s, &round.stage.assessor, id, 1, 1).await.expect("its file stays too");
    let next = attach(&round, "", "a").await.expect("attached").document;
    assert_eq!(next.number, 2, "a number is not given twice by itself");
    let anew = attach(&round, "1", "a").await.expect("attached").document;
    assert_eq!((anew.number, anew.revision), (1, 2));
    assert_eq!(desk(&round, &round.filler).await.documents[0].current(), Some(&anew));
}

async fn the_days_are_those_of_the_workbook(db: Db) {
    let round = Round::new(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    assert_eq!(code(attach(&round, "", "a").await), "filing.not_open");
    round.stage.clock.pass(Duration::days(2));
    attach(&round, "", "a").await.expect("attached");
    round.submit(&round.filler, SOUND).await.expect("kept");
    attach(&round, "", "b").await.expect("until the head confirms");
    confirm(s, &round.head, id, 1).await.expect("confirmed");
    assert_eq!(code(attach(&round, "", "c").await), "filing.confirmed");
    let form = WithdrawForm { revision: "1".into(), reason: "传错了".into() };
    assert_eq!(code(documents::withdraw(s, &round.head, id, 1, &form).await), "filing.confirmed");
    assert!(desk(&round, &round.filler).await.refusal.is_some());
    let returned = ReturnForm { reason: "缺附件".into(), due: "2026-12-01".into() };
    return_for_correction(s, &round.stage.assessor, id, 1, &returned).await.expect("returned");
    attach(&round, "", "c").await.expect("attached");
    documents::withdraw(s, &round.head, id, 1, &form).await.expect("withdrawn");
}

async fn size_quota_and_kind_are_bounded(db: Db) {
    let settings = Settings { max_document_bytes: 12, document_quota_bytes: 25, ..Settings::default() };
    let round = Round::with(db, settings).await;
    round.stage.clock.pass(Duration::days(2));
    assert_eq!(code(attach(&round, "", "1234").await), "document.too_large");
    for text in ["a", "b"] {
        attach(&round, "", text).await.expect("attached");
    }
    assert_eq!(code(attach(&round, "1", "c").await), "document.quota", "older revisions count");
    let (s, id) = (&round.stage.services, round.finance.id);
    let file = NewFile { number: "x", file_name: "a.png", bytes: pdf("") };
    let Err(Error::Invalid(problems)) = documents::attach(s, &round.filler, id, file).await else {
        panic!("it is no PNG")
    };
    let codes: Vec<_> = problems.iter().map(|p| (p.code.as_str(), p.place.field.as_deref())).collect();
    assert_eq!(codes, [("document.number", Some("number")), ("document.misnamed", Some("file"))]);
    assert_eq!(problems[1].place.file.as_deref(), Some("a.png"));
    assert_eq!(desk(&round, &round.filler).await.used_bytes, 20);
}

async fn the_commissioner_reads_and_others_find_nothing(db: Db) {
    let round = Round::filing(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    attach(&round, "", "a").await.expect("attached");
    let seen = desk(&round, &round.stage.commissioner).await;
    assert_eq!((seen.documents.len(), seen.may_attach), (1, false));
    documents::open_file(s, &round.stage.commissioner, id, 1, 1).await.expect("the file");
    let neighbours = respondent(&round.stage, "2025", "140200", "FIN").await.id;
    for (actor, of) in [(&round.neighbour, id), (&round.filler, neighbours), (&round.stage.foreign_assessor, id)] {
        let outcome = documents::open_file(s, actor, of, 1, 1).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        let outcome = documents::list(s, actor, of).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    }
}
