use domain::{Text, fieldwork::Progress};
use time::{Duration, macros::date};

use super::*;
use crate::{
    Db,
    respondents::RespondentRecord,
    testing::{self, NOW},
};

crate::on_both_databases!(
    every_upload_is_a_revision_of_its_own,
    a_revision_is_confirmed_and_returned_once,
    standings_follow_the_newest_revision,
    what_was_filed_never_changes
);

async fn respondent(db: &Db) -> RespondentRecord {
    let index = testing::index(db, "cities").await;
    let fieldwork = testing::fieldwork(db, index.id, "2025").await;
    testing::respondent(db, fieldwork.id, "140100", "FIN").await
}

async fn file(db: &Db, respondent_id: i64, accepted: bool) -> SubmissionRecord {
    let new = NewSubmission {
        respondent_id,
        file_name: "太原市财政局.xlsx",
        file_sha256: "aa",
        file_bytes: 7,
        content_sha256: accepted.then_some("bb"),
        problems: &[Problem::warning("cell.blank", Text::new("空。", "Blank.")).at_cell(Some("A1.1"), "C7")],
        created_by: testing::account(db).await.id,
    };
    insert_next_revision(db, new, NOW).await.expect("filed")
}

fn returned() -> Return {
    Return { reason: "缺少决算表".into(), due: date!(2026 - 11 - 30) }
}

async fn every_upload_is_a_revision_of_its_own(db: Db) {
    let respondent = respondent(&db).await;
    let first = file(&db, respondent.id, false).await;
    let second = file(&db, respondent.id, true).await;
    assert_eq!((first.revision, first.is_accepted(), second.revision, second.is_accepted()), (1, false, 2, true));
    assert_eq!(first.problems[0].place.cell.as_deref(), Some("C7"));
    assert_eq!(list(&db, respondent.id).await.expect("a list"), [first.clone(), second]);
    assert_eq!(find(&db, respondent.id, 1).await.expect("an answer"), Some(first));
    assert_eq!(find(&db, respondent.id, 3).await.expect("an answer"), None);
    assert_eq!(find(&db, respondent.id + 1, 1).await.expect("an answer"), None);
    assert_eq!(find(&db, respondent.id, u32::MAX).await.expect("an answer"), None);
}

async fn a_revision_is_confirmed_and_returned_once(db: Db) {
    let respondent = respondent(&db).await;
    let filed = file(&db, respondent.id, true).await;
    let (by, later) = (filed.created_by, NOW + Duration::HOUR);
    confirm(&db, filed.id, by, NOW).await.expect("confirmed");
    return_for_correction(&db, filed.id, &returned(), by, later).await.expect("returned");
    let found = find(&db, respondent.id, 1).await.expect("an answer").expect("the revision");
    assert_eq!(found.confirmed, Some(Deed { at: NOW, by }));
    assert_eq!(found.returned, Some((returned(), Deed { at: later, by })));
    assert_eq!(list(&db, respondent.id).await.expect("a list"), [found]);
    let again = confirm(&db, filed.id, by, NOW).await.expect_err("confirmed already");
    assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
    let again = return_for_correction(&db, filed.id, &returned(), by, NOW).await.expect_err("returned already");
    assert!(matches!(again, StorageError::Conflict { .. }), "{again}");
}

async fn standings_follow_the_newest_revision(db: Db) {
    let respondent = respondent(&db).await;
    let other = testing::respondent(&db, respondent.fieldwork_id, "140200", "FIN").await;
    let ids = [respondent.id, other.id];
    let progress = async || {
        let standings = standings(&db, &ids).await.expect("standings");
        assert_eq!(standings.get(&other.id), None, "it has filed nothing");
        standings.get(&respondent.id).map(|s| s.progress)
    };
    assert_eq!(progress().await, None);
    file(&db, respondent.id, false).await;
    assert_eq!(progress().await, Some(Progress::Filing));
    let filed = file(&db, respondent.id, true).await;
    assert_eq!(progress().await, Some(Progress::AwaitingConfirmation));
    confirm(&db, filed.id, filed.created_by, NOW).await.expect("confirmed");
    assert_eq!(progress().await, Some(Progress::Confirmed));
    return_for_correction(&db, filed.id, &returned(), filed.created_by, NOW).await.expect("returned");
    assert_eq!(progress().await, Some(Progress::Returned));
}

async fn what_was_filed_never_changes(db: Db) {
    let respondent = respondent(&db).await;
    let filed = file(&db, respondent.id, true).await;
    confirm(&db, filed.id, filed.created_by, NOW).await.expect("confirmed");
    for sql in [
        "UPDATE submission SET file_name = 'new.xlsx'",
        "UPDATE submission_event SET kind = 'returned'",
        "DELETE FROM submission_event",
        "DELETE FROM submission",
    ] {
        let refused = db.execute_unprepared(sql).await.expect_err(sql);
        assert!(refused.to_string().contains("never change"), "{refused}");
    }
}
