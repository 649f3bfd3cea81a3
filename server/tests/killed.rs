//! The server is killed at any moment of uploads and publications: nothing is half stored, and nothing
//! that was acknowledged is lost.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

mod served;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use bytes::Bytes;
use domain::{Actor, job::JobState};
use rand::{Rng, SeedableRng, rngs::StdRng};
use served::{Place, post_form, set_up, sign_in, upload};
use server::system::SystemClock;
use service::{Clock, Services, console, jobs};
use sha2::{Digest, Sha256};
use storage::Objects;
use time::OffsetDateTime;

/// How often the server is killed.
const DEATHS: u32 = 12;
/// The moments of death are drawn from here, so that a failure can be repeated.
const SEED: u64 = 20_261_124;
/// It lives so long, in milliseconds, after it first answered.
const LIFE: std::ops::Range<u64> = 150..1_800;

/// A clock that runs ahead, so that what a dead worker had claimed is free again.
struct Later;

impl Clock for Later {
    fn now(&self) -> OffsetDateTime {
        SystemClock.now() + time::Duration::minutes(30)
    }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// What the server said it had kept: revisions with the hash of their file, and jobs.
#[derive(Default)]
struct Acknowledged {
    revisions: Mutex<BTreeMap<u32, String>>,
    jobs: Mutex<Vec<i64>>,
    sent: AtomicU32,
}

/// Uploads until the server is gone: whole workbooks, and pieces of one.
fn keep_uploading(address: SocketAddr, cookie: &str, filing: &str, workbook: &[u8], kept: &Acknowledged) {
    loop {
        let n = kept.sent.fetch_add(1, Ordering::Relaxed) as usize;
        let content = if n.is_multiple_of(2) { workbook } else { &workbook[..workbook.len() - n] };
        let Some(answer) = upload(address, cookie, filing, ("FIN.xlsx", content)) else { return };
        if let (303, Some(revision)) = (answer.status, last_number(&answer.location)) {
            let revision = u32::try_from(revision).expect("a revision");
            let before = kept.revisions.lock().expect("a lock").insert(revision, hash(content));
            assert_eq!(before, None, "revision {revision} was given twice");
        }
    }
}

/// Publishes under another recipe each time, until the server is gone.
fn keep_publishing(address: SocketAddr, cookie: &str, period: &str, kept: &Acknowledged) {
    let round = format!("/work/indexes/places/rounds/{period}");
    loop {
        let upper = (100 + kept.sent.fetch_add(1, Ordering::Relaxed)).to_string();
        let recipe = [
            ("normalise", "min-max"),
            ("lower", "0"),
            ("upper", upper.as_str()),
            ("missing", "redistribute"),
            ("coverage.overall", "0"),
            ("coverage.dimension", "0"),
            ("decimals", "2"),
        ];
        let Some(chosen) = post_form(address, cookie, &format!("{round}/method"), &recipe) else { return };
        assert_eq!(chosen.status, 303, "the recipe");
        let publish = format!("{round}/publish");
        let Some(answer) = post_form(address, cookie, &publish, &[("stage", "draft")]) else { return };
        if let (303, Some(job)) = (answer.status, last_number(&answer.location)) {
            kept.jobs.lock().expect("a lock").push(job);
        }
    }
}

/// The last number in a URL: `/work/filings/1/revisions/7` is about revision 7.
fn last_number(url: &str) -> Option<i64> {
    url.split('?').next()?.rsplit('/').find_map(|part| part.parse().ok())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_at_any_moment_loses_nothing_it_acknowledged() {
    let place = Place::new();
    let (services, db) = place.services(Arc::new(SystemClock)).await;
    let (respondent, workbook) = set_up(&services).await;
    let assessor = console::actor(&services, "assessor@example.org").await.expect("the assessor");
    let desk = service::indexes::open_index(&services, &assessor, "places").await.expect("the index");
    let period = desk.rounds[0].round.period.clone();
    drop(services);
    db.close().await.expect("closed");

    let kept = Acknowledged::default();
    let filing = format!("/work/filings/{respondent}");
    let mut chance = StdRng::seed_from_u64(SEED);
    let mut cookies = None;
    for _ in 0..DEATHS {
        let mut server = place.start();
        let (filler, publisher) = cookies.get_or_insert_with(|| {
            (sign_in(place.address, "filler@example.org"), sign_in(place.address, "assessor@example.org"))
        });
        let life = Duration::from_millis(chance.random_range(LIFE));
        println!("process {}", server.id());
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| keep_uploading(place.address, filler, &filing, &workbook, &kept));
            }
            scope.spawn(|| keep_publishing(place.address, publisher, &period, &kept));
            thread::sleep(life);
            assert!(server.lives(), "the server ended by itself");
            server.kill();
        });
    }

    let (services, db) = place.services(Arc::new(Later)).await;
    jobs::run_all(&services).await.expect("jobs run");
    submissions_are_whole(&place.objects(), &db, respondent, &kept).await;
    editions_are_whole(&services, &place.objects(), &db, &assessor, &kept).await;
}

async fn submissions_are_whole(objects: &Objects, db: &storage::Db, respondent: i64, kept: &Acknowledged) {
    let revisions = storage::submissions::list(db, respondent).await.expect("revisions");
    let numbers: Vec<u32> = revisions.iter().map(|record| record.revision).collect();
    assert_eq!(numbers, (1..=u32::try_from(revisions.len()).expect("few")).collect::<Vec<_>>(), "gaps");
    let mut sound = 0;
    for record in &revisions {
        // Reading hashes again: bytes that are not whole are an error.
        let file = object(objects, &record.file_sha256).await;
        assert_eq!(file.len() as u64, record.file_bytes);
        if let Some(content) = &record.content_sha256 {
            serde_json::from_slice::<service::submissions::FiledEvidence>(&object(objects, content).await)
                .expect("what was read");
            sound += 1;
        }
    }
    let acknowledged = kept.revisions.lock().expect("a lock");
    for (revision, sha256) in acknowledged.iter() {
        let record = revisions.iter().find(|record| record.revision == *revision);
        assert_eq!(record.map(|record| &record.file_sha256), Some(sha256), "revision {revision} was acknowledged");
    }
    assert!(acknowledged.len() > 10, "only {} uploads came through: the test says too little", acknowledged.len());
    assert!(sound > 0 && sound < revisions.len(), "whole files and pieces: {sound} of {}", revisions.len());
}

async fn object(objects: &Objects, sha256: &str) -> Bytes {
    objects.get(sha256).await.expect("whole bytes").expect("the object")
}

async fn editions_are_whole(
    services: &Services,
    objects: &Objects,
    db: &storage::Db,
    assessor: &Actor,
    kept: &Acknowledged,
) {
    let acknowledged = kept.jobs.lock().expect("a lock").clone();
    assert!(acknowledged.len() > 3, "only {} publications came through", acknowledged.len());
    for id in &acknowledged {
        let job = jobs::find_job(services, assessor, *id).await.expect("an acknowledged job");
        assert!(matches!(job.state, JobState::Done | JobState::Failed), "{:?}", job.state);
    }
    let index = storage::indexes::find_by_slug(db, "places").await.expect("found").expect("the index");
    let mut editions = storage::editions::list(db, index.id).await.expect("editions");
    editions.sort_by_key(|edition| edition.version);
    let versions: Vec<u32> = editions.iter().map(|edition| edition.version).collect();
    assert_eq!(versions, (1..=u32::try_from(editions.len()).expect("few")).collect::<Vec<_>>(), "gaps");
    assert!(!editions.is_empty(), "nothing was published");
    for edition in &editions {
        assert!(!edition.events.is_empty(), "version {} is in no stage", edition.version);
        let verified = service::verify::verify(&object(objects, &edition.bundle_sha256).await);
        assert!(verified.identical, "version {}: {:?}", edition.version, verified.first_difference);
    }
}
