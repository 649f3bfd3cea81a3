//! Revisions of the data: every upload is kept, and can come back.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use bytes::Bytes;
use domain::job::JobState;
use service::{Error, audit, instruments, revisions, rounds};
use storage::{Db, on_both_databases};
use support::{Stage, TABLE};

on_both_databases!(
    every_upload_is_listed_and_can_be_opened,
    an_earlier_upload_comes_back_as_the_newest,
    data_of_another_instrument_do_not_come_back,
);

const MENDED: &str = "name,code,year,a1,a2,b\n太原,tai,2024,11,1,0.5\n大同,dat,2024,20,3,0.25\n阳泉,yan,2024,30,2,\n";

async fn with_two_uploads(db: Db) -> Stage {
    let stage = Stage::with_data(db).await;
    assert_eq!(stage.import(MENDED).await, JobState::Done);
    stage
}

async fn every_upload_is_listed_and_can_be_opened(db: Db) {
    let stage = with_two_uploads(db).await;
    let s = &stage.services;
    let list = revisions::list_revisions(s, &stage.assessor, "cities").await.expect("a list");
    let seen: Vec<_> = list.iter().map(|r| (r.dataset.period.as_str(), r.dataset.revision, r.in_use)).collect();
    assert_eq!(seen, [("2025", 1, true), ("2024", 2, true), ("2024", 1, false)]);
    assert!(list.iter().all(|r| r.by == "assessor" && r.dataset.file_name == "table.csv"));

    let first = revisions::open_revision(s, &stage.assessor, "cities", "2024", 1).await.expect("the first upload");
    assert_eq!(first.data.values["a1"], [Some(10.0), Some(20.0), Some(30.0)]);
    let (name, bytes) = revisions::revision_file(s, &stage.assessor, "cities", "2024", 1).await.expect("its file");
    assert_eq!((name.as_str(), &bytes[..]), ("table.csv", TABLE.as_bytes()));
    let none = revisions::open_revision(s, &stage.assessor, "cities", "2024", 3).await;
    assert!(matches!(none, Err(Error::NotFound)));
}

async fn an_earlier_upload_comes_back_as_the_newest(db: Db) {
    let stage = with_two_uploads(db).await;
    let s = &stage.services;
    let before = rounds::open_round(s, &stage.assessor, "cities", "2024").await.expect("the round");
    let restored = revisions::restore_revision(s, &stage.assessor, "cities", "2024", 1).await.expect("it comes back");
    assert_eq!(restored.revision, 3);
    let after = rounds::open_round(s, &stage.assessor, "cities", "2024").await.expect("the round");
    assert_eq!((after.dataset.id, after.data.values["a1"][0]), (restored.id, Some(10.0)));
    assert_eq!((before.round.recipe, before.instrument.id), (after.round.recipe, after.instrument.id));
    let deed = &audit::list(s, &stage.assessor, None).await.expect("records")[0];
    assert_eq!((deed.action.as_str(), &deed.detail["from"]), ("data.restored", &1.into()));

    for same in [1, 3] {
        let again = revisions::restore_revision(s, &stage.assessor, "cities", "2024", same).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "the values of {same} are in use: {again:?}");
    }
    let back = revisions::restore_revision(s, &stage.assessor, "cities", "2024", 2).await.expect("and back again");
    assert_eq!(back.revision, 4);
}

async fn data_of_another_instrument_do_not_come_back(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    let tree = Bytes::from_static(b"code,parent,weight,direction\nroot,,,\na1,root,50,1\nnew,root,50,1\n");
    instruments::import_instrument(s, &stage.assessor, "cities", "tree.csv", tree).await.expect("an instrument");
    assert_eq!(stage.import("name,code,year,a1,new\n太原,tai,2024,1,2\n大同,dat,2024,2,1\n").await, JobState::Done);
    let refused = revisions::restore_revision(s, &stage.assessor, "cities", "2024", 1).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
    let desk = revisions::open_revision(s, &stage.assessor, "cities", "2024", 1).await.expect("it can be looked at");
    assert!(desk.unfit.is_some_and(|reason| reason.zh.contains("指标体系已经更换")));
}
