//! Indexes on the desk of an assessor.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use service::{Error, indexes};
use storage::{Db, on_both_databases};
use support::{Stage, form};

on_both_databases!(a_short_name_is_no_word_of_our_urls_and_taken_once);

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
