//! Indexes on the desk of an assessor.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use domain::Stage as EditionStage;
use service::{Error, indexes};
use storage::{Db, on_both_databases};
use support::{Stage, form, stage_form};

on_both_databases!(
    a_short_name_is_no_word_of_our_urls_and_taken_once,
    a_longer_desk_asks_the_database_no_more_often,
    an_index_shows_its_own_jobs_only,
);

async fn a_short_name_is_no_word_of_our_urls_and_taken_once(db: Db) {
    let stage = Stage::new(db).await;
    indexes::create_index(&stage.services, &stage.assessor, &form("cities")).await.expect("an index");
    for (slug, code) in [("new", "index.slug_reserved"), ("cities", "index.slug_taken")] {
        let nameless = indexes::IndexForm { name_zh: String::new(), name_en: String::new(), ..form(slug) };
        let refused = indexes::create_index(&stage.services, &stage.assessor, &nameless).await;
        let Err(Error::Invalid(problems)) = refused else { panic!("{slug}: {refused:?}") };
        let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
        assert_eq!(codes, ["index.text_missing", code], "all problems at once");
        assert!(problems.iter().all(|p| !p.message.zh.is_empty() && !p.message.en.is_empty()));
    }
}

async fn a_longer_desk_asks_the_database_no_more_often(mut db: Db) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let stage = Stage::with_data(db).await;
    stage.publish("2024", &stage_form("final")).await;
    stage.publish("2025", &stage_form("draft")).await;
    let list = async || {
        let before = asked.load(Ordering::SeqCst);
        let list = indexes::list_indexes(&stage.services, &stage.assessor).await.expect("the desk");
        (asked.load(Ordering::SeqCst) - before, list)
    };
    let (with_one, _) = list().await;
    for slug in ["towns", "counties", "departments"] {
        indexes::create_index(&stage.services, &stage.assessor, &form(slug)).await.expect("an index");
    }
    let (with_four, desk) = list().await;
    assert_eq!((desk.len(), with_four), (4, with_one));
    assert!(with_one > 0, "the callback counts");

    let newest = desk[0].newest.as_ref().map(|e| (e.period.as_str(), e.stage()));
    assert_eq!((desk[0].has_instrument, desk[0].rounds, newest), (true, 2, Some(("2025", EditionStage::Draft))));
    assert!(desk[1..].iter().all(|o| !o.has_instrument && o.rounds == 0 && o.newest.is_none()));
}

async fn an_index_shows_its_own_jobs_only(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    indexes::create_index(s, &stage.assessor, &form("towns")).await.expect("an index");
    stage.publish("2024", &stage_form("draft")).await;
    let cities = indexes::open_index(s, &stage.assessor, "cities").await.expect("the index");
    assert_eq!(cities.jobs.iter().map(|job| job.work.kind()).collect::<Vec<_>>(), ["publish", "import-data"]);
    let towns = indexes::open_index(s, &stage.assessor, "towns").await.expect("the index");
    assert!(towns.jobs.is_empty());
}
