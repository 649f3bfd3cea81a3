//! Questionnaires as instruments.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use bytes::Bytes;
use domain::questionnaire::lineage::Fate;
use service::{Error, indexes, instruments, questionnaires};
use storage::{Db, on_both_databases};
use support::{Stage, TREE, form};

on_both_databases!(
    an_instrument_keeps_the_questionnaire_it_was_read_from,
    a_questionnaire_that_does_not_hold_together_keeps_nothing,
    the_next_version_says_what_became_of_each_item,
);

const SHANXI: &[u8] = include_bytes!("../../../fixtures/shanxi/instrument.json");

async fn an_instrument_keeps_the_questionnaire_it_was_read_from(db: Db) {
    let stage = Stage::new(db).await;
    let (s, assessor) = (&stage.services, &stage.assessor);
    indexes::create_index(s, assessor, &form("cities")).await.expect("an index");
    let early = questionnaires::open_questionnaire(s, assessor, "cities").await;
    assert!(matches!(early, Err(Error::NotFound)), "{early:?}");

    let file = Bytes::from_static(SHANXI);
    let record = instruments::import_instrument(s, assessor, "cities", "instrument.json", file).await.expect("read");
    let kept = questionnaires::open_questionnaire(s, assessor, "cities").await.expect("kept").expect("a questionnaire");
    assert_eq!((kept.id.as_str(), kept.items.len()), ("shanxi-gov-integrity", 59));
    assert_eq!(kept.tree().expect("its tree"), record.instrument);
    let (summary, _) = instruments::check_questionnaire("instrument.json", SHANXI).expect("sound");
    assert_eq!(record.questionnaire_sha256, Some(summary.checksum), "workbooks name the version by the same hash");

    // The next version is a plain tree: what was asked before is asked no longer.
    let tree = Bytes::from_static(TREE.as_bytes());
    instruments::import_instrument(s, assessor, "cities", "tree.csv", tree).await.expect("the next version");
    assert_eq!(questionnaires::open_questionnaire(s, assessor, "cities").await.expect("an answer"), None);
}

async fn the_next_version_says_what_became_of_each_item(db: Db) {
    let stage = Stage::new(db).await;
    let (s, assessor) = (&stage.services, &stage.assessor);
    indexes::create_index(s, assessor, &form("cities")).await.expect("an index");
    let import = |bytes: Bytes| instruments::import_instrument(s, assessor, "cities", "instrument.json", bytes);
    import(Bytes::from_static(SHANXI)).await.expect("the first version");
    assert_eq!(questionnaires::open_lineage(s, assessor, "cities").await.expect("an answer"), None);
    let text = String::from_utf8(SHANXI.to_vec()).expect("text");
    // The first item with a floor is A1.1.
    let stricter = text.replacen("\"floor\": 50", "\"floor\": 60", 1);
    assert_ne!(stricter, text);
    import(stricter.into()).await.expect("the second version");
    let (before, items) =
        questionnaires::open_lineage(s, assessor, "cities").await.expect("an answer").expect("a version before");
    assert_eq!((before, items.len()), (1, 59));
    let changed: Vec<_> = items.iter().filter(|item| item.fate != Fate::Same).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!((changed[0].code.as_str(), changed[0].fate.is_comparable()), ("A1.1", Some(false)));
}

async fn a_questionnaire_that_does_not_hold_together_keeps_nothing(db: Db) {
    let stage = Stage::new(db).await;
    let (s, assessor) = (&stage.services, &stage.assessor);
    indexes::create_index(s, assessor, &form("cities")).await.expect("an index");
    let text = String::from_utf8(SHANXI.to_vec()).expect("text").replacen(
        "\"numerator\": \"inspected\"",
        "\"numerator\": \"inspcted\"",
        1,
    );
    let refused = instruments::import_instrument(s, assessor, "cities", "instrument.json", text.into()).await;
    let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
    let fields: Vec<_> = problems.iter().filter_map(|p| p.place.field.as_deref()).collect();
    assert!(fields.iter().any(|field| field.starts_with("items.A1.1")), "{fields:?}");
    assert!(indexes::open_index(s, assessor, "cities").await.expect("the index").instrument.is_none());
}
