//! The server is killed at any moment of uploads and publications: nothing is half stored, and nothing
//! that was acknowledged is lost.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use bytes::Bytes;
use domain::{
    Actor, Duty, OrganisationKind, Text,
    fieldwork::day_in_china,
    job::{ColumnMapping, JobState},
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use server::{
    config::Config,
    parser_process::ParserProcess,
    system::{SystemChance, SystemClock},
};
use service::{
    Clock, Services,
    accounts::{self, AccountForm},
    console,
    fieldwork::FieldworkForm,
    indexes::IndexForm,
    jobs,
    respondents::{self, InviteForm},
};
use sha2::{Digest, Sha256};
use storage::Objects;
use time::OffsetDateTime;

const PASSWORD: &str = "山高水长 four rivers";
const QUESTIONNAIRE: &[u8] = include_bytes!("../../fixtures/small/questionnaire.json");
const TREE: &[u8] = include_bytes!("../../fixtures/small/tree.csv");
const TABLE: &[u8] = include_bytes!("../../fixtures/small/table.csv");
/// How often the server is killed.
const DEATHS: u32 = 12;
/// The moments of death are drawn from here, so that a failure can be repeated.
const SEED: u64 = 20_261_124;
/// It lives so long, in milliseconds, after it first answered.
const LIFE: std::ops::Range<u64> = 150..1_800;

/// Where everything lies.
struct Place {
    folder: tempfile::TempDir,
    address: SocketAddr,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("site/pkg")).expect("a folder");
        std::fs::write(folder.path().join("site/pkg/chengping.css"), "").expect("a file");
        // A port that was free a moment ago.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        Self { address: listener.local_addr().expect("an address"), folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn variables(&self) -> Vec<(String, String)> {
        let url = |scheme: &str, path: &Path| format!("{scheme}{}", path.display());
        [
            ("CHENGPING_DATABASE_URL", url("sqlite://", &self.path("chengping.db"))),
            ("CHENGPING_OBJECTS_URL", self.path("objects").display().to_string()),
            ("CHENGPING_SERVER_PUBLIC_URL", format!("http://{}", self.address)),
            ("CHENGPING_SERVER_METRICS_ADDRESS", "off".to_owned()),
            ("LEPTOS_SITE_ADDR", self.address.to_string()),
            ("LEPTOS_SITE_ROOT", self.path("site").display().to_string()),
            ("LEPTOS_HASH_FILES", "false".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    /// The services themselves, at a time of one's choice.
    async fn services(&self, clock: Arc<dyn Clock>) -> (Services, storage::Db) {
        let (config, _) = Config::read("Leptos.toml", "", self.variables()).expect("a good configuration");
        let db = storage::connect(&config.database.url).await.expect("a database");
        migrations::migrate(&db).await.expect("a schema");
        let parser = Arc::new(ParserProcess::of(env!("CARGO_BIN_EXE_chengping")));
        let settings = config.service_settings();
        (Services::new(db.clone(), self.objects(), parser, clock, Arc::new(SystemChance), settings), db)
    }

    fn objects(&self) -> Objects {
        let url = self.path("objects").display().to_string();
        Objects::open(&url, std::iter::empty::<(&str, String)>()).expect("a folder")
    }

    fn start(&self) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengping"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CHENGPING_")) {
            command.env_remove(name);
        }
        let child = command
            .arg("serve")
            .current_dir(self.folder.path())
            .envs(self.variables())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.expect("the program starts");
        for _ in 0..200 {
            if TcpStream::connect(self.address).is_ok() {
                return child;
            }
            thread::sleep(Duration::from_millis(50));
        }
        child.kill().and_then(|()| child.wait()).expect("gone");
        panic!("the server does not listen");
    }
}

/// A clock that runs ahead, so that what a dead worker had claimed is free again.
struct Later;

impl Clock for Later {
    fn now(&self) -> OffsetDateTime {
        SystemClock.now() + time::Duration::minutes(30)
    }
}

/// One request over a connection of its own; `None` where the server died before it answered whole.
fn ask(address: SocketAddr, head: &str, body: &[u8]) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let head = format!(
        "{head}\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let text = String::from_utf8_lossy(&answer);
    let (head, _) = text.split_once("\r\n\r\n")?;
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        location: header("location:").unwrap_or_default(),
        cookie: header("set-cookie:").and_then(|c| Some(c.split(';').next()?.to_owned())).unwrap_or_default(),
    })
}

struct Answer {
    status: u16,
    location: String,
    cookie: String,
}

fn post_form(address: SocketAddr, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let head = format!("POST {path} HTTP/1.1\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded");
    ask(address, &head, body.as_bytes())
}

fn upload(address: SocketAddr, cookie: &str, path: &str, content: &[u8]) -> Option<Answer> {
    let mut body = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"FIN.xlsx\"\r\n\r\n".to_vec();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let head = format!("POST {path} HTTP/1.1\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b");
    ask(address, &head, &body)
}

fn sign_in(address: SocketAddr, email: &str) -> String {
    let answer = post_form(address, "", "/sign-in", &[("email", email), ("password", PASSWORD)]).expect("an answer");
    assert_eq!(answer.status, 303);
    answer.cookie
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

async fn person(services: &Services, operator: &Actor, kind: OrganisationKind, name: &str) -> Actor {
    let organisation = accounts::create_organisation(services, operator, kind, Text::same(name)).await;
    let email = format!("{name}@example.org");
    let organisation_id = organisation.expect("an organisation").id;
    let form = AccountForm { organisation_id, email: email.clone(), name: name.into() };
    let (_, token) = accounts::create_account(services, operator, &form).await.expect("an account");
    service::set_up::accept(services, &token, PASSWORD, PASSWORD).await.expect("a password");
    console::actor(services, &email).await.expect("the person")
}

/// An index with fieldwork, another with data; a filler of a department. Returns the key of its filing and
/// its blank workbook.
async fn set_up(services: &Services) -> (i64, Vec<u8>) {
    let operator = console::operator(services).await.expect("an operator");
    let assessor = person(services, &operator, OrganisationKind::Assessor, "assessor").await;
    let commissioner = person(services, &operator, OrganisationKind::Commissioner, "commissioner").await;
    for slug in ["cities", "places"] {
        let text = || "文字".to_owned();
        let form = IndexForm {
            slug: slug.into(),
            name_zh: text(),
            summary_zh: text(),
            source_zh: text(),
            licence_zh: text(),
            unit_noun_zh: text(),
            contact_zh: text(),
            ..IndexForm::default()
        };
        service::indexes::create_index(services, &assessor, &form).await.expect("an index");
    }
    let import = service::instruments::import_instrument;
    import(services, &assessor, "cities", "q.json", Bytes::from_static(QUESTIONNAIRE)).await.expect("a questionnaire");
    import(services, &assessor, "places", "tree.csv", Bytes::from_static(TREE)).await.expect("a tree");
    let table = Bytes::from_static(TABLE);
    service::data::import_data(services, &assessor, "places", "table.csv", table, ColumnMapping::default())
        .await
        .expect("queued");
    jobs::run_all(services).await.expect("jobs run");
    let form = FieldworkForm {
        period: "2025".into(),
        first_day: "2025-01-01".into(),
        last_day: "2025-12-31".into(),
        commissioner: commissioner.organisation.id.to_string(),
        start: day_in_china(services.now()).to_string(),
        units: vec!["140100".into()],
    };
    service::fieldwork::open_fieldwork(services, &assessor, "cities", &form).await.expect("fieldwork");
    let board = service::fieldwork::open_board(services, &assessor, "cities", "2025").await.expect("a board");
    let respondent = board.rows[0].respondent.id;
    let invited =
        InviteForm { email: "filler@example.org".into(), name: "李平".into(), duty: Duty::Filler.code().into() };
    let (_, token) = respondents::invite(services, &assessor, respondent, &invited).await.expect("invited");
    service::set_up::accept(services, &token, PASSWORD, PASSWORD).await.expect("a password");
    let filler = console::actor(services, "filler@example.org").await.expect("the filler");
    let (_, workbook) = service::templates::download_template(services, &filler, respondent).await.expect("a workbook");
    (respondent, workbook)
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
        let Some(answer) = upload(address, cookie, filing, content) else { return };
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
        let Some(chosen) = post_form(address, cookie, &format!("{round}/recipe"), &recipe) else { return };
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
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| keep_uploading(place.address, filler, &filing, &workbook, &kept));
            }
            scope.spawn(|| keep_publishing(place.address, publisher, &period, &kept));
            thread::sleep(life);
            // SIGKILL: nothing is flushed, finished or told.
            server.kill().expect("killed");
            server.wait().expect("gone");
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
