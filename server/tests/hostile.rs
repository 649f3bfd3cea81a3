//! Hostile files through the running server: each gets an answer, none is a fault of the server, and none
//! leaves anything behind but its revision. Uploads that break off leave nothing at all.
#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

#[path = "../../crates/evidence/tests/submissions/corpus.rs"]
mod corpus;
#[path = "../../crates/evidence/tests/submissions/package.rs"]
mod package;
mod served;

use std::{
    fs,
    io::Write,
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use corpus::{Hostile, every_kind};
use rand::{Rng, SeedableRng, rngs::StdRng};
use served::{Place, ask, set_up, sign_in, upload};
use server::system::SystemClock;
use sha2::{Digest, Sha256};

/// What is drawn is drawn from here, so that a failure can be repeated.
const SEED: u64 = 20_261_124;
/// Workbooks with a few bytes changed.
const FLIPPED: usize = 100;
/// Uploads that break off.
const CUT: usize = 60;
/// By so much the server may grow over all files, in bytes.
const GROWTH: usize = 64 << 20;

/// What the system says of the server.
struct Process {
    pid: u32,
}

impl Process {
    /// Resident memory in bytes.
    fn memory(&self) -> usize {
        let statm = fs::read_to_string(format!("/proc/{}/statm", self.pid)).expect("the server lives");
        let pages: usize = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("a number of pages");
        pages * 4_096
    }

    fn sockets(&self) -> usize {
        let open = fs::read_dir(format!("/proc/{}/fd", self.pid)).expect("the server lives").flatten();
        let targets = open.filter_map(|entry| fs::read_link(entry.path()).ok());
        targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
    }

    /// Parser processes under way.
    fn children(&self) -> usize {
        let threads = fs::read_dir(format!("/proc/{}/task", self.pid)).expect("the server lives").flatten();
        let lists = threads.filter_map(|entry| fs::read_to_string(entry.path().join("children")).ok());
        lists.map(|list| list.split_whitespace().count()).sum()
    }
}

fn files_under(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files_under(&entry.path()) } else { 1 }).sum()
}

/// Waits until it is so.
fn eventually(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("{what}");
}

fn corpus_and_flipped(sound: &[u8], chance: &mut StdRng) -> Vec<Hostile> {
    let mut files = every_kind(sound.to_vec());
    for n in 0..FLIPPED {
        let mut bytes = sound.to_vec();
        for _ in 0..chance.random_range(1..6) {
            let at = chance.random_range(0..bytes.len());
            bytes[at] = chance.random();
        }
        files.push(Hostile { name: format!("flipped {n}"), file: "t.xlsx", bytes, code: None });
    }
    files
}

/// Uploads a file and reads the page that answers; what is amiss with it.
fn answered(address: SocketAddr, cookie: &str, filing: &str, file: &Hostile) -> Result<(), String> {
    let Hostile { name, file, bytes, code: _ } = file;
    let answer = upload(address, cookie, filing, (file, bytes)).ok_or_else(|| format!("{name}: no answer"))?;
    match answer.status {
        303 => {
            let head = format!("GET {} HTTP/1.1\r\nCookie: {cookie}", answer.location);
            let page = ask(address, &head, b"").ok_or_else(|| format!("{name}: no page"))?;
            if page.status == 200 { Ok(()) } else { Err(format!("{name}: {} {}", page.status, answer.location)) }
        }
        400 | 413 | 422 if answer.body.contains("role=\"alert\"") => Ok(()),
        status => Err(format!("{name}: {status}")),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_file_and_no_broken_upload_harms_the_server() {
    let place = Place::new();
    let (services, db) = place.services(Arc::new(SystemClock)).await;
    let (respondent, sound) = set_up(&services).await;
    drop(services);
    let mut chance = StdRng::seed_from_u64(SEED);
    let files = corpus_and_flipped(&sound, &mut chance);
    assert!(files.len() >= 200, "{} files", files.len());

    let mut server = place.start();
    let process = Process { pid: server.id() };
    let (address, filing) = (place.address, format!("/work/filings/{respondent}"));
    let cookie = sign_in(address, "filler@example.org");
    for _ in 0..10 {
        upload(address, &cookie, &filing, ("t.xlsx", &sound)).expect("an answer");
    }
    let memory = process.memory();
    let (rest, faults) = (Mutex::new(files.iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(file) = rest.lock().expect("a lock").next() else { return };
                    if let Err(fault) = answered(address, &cookie, &filing, file) {
                        faults.lock().expect("a lock").push(fault);
                    }
                }
            });
        }
    });
    assert_eq!(faults.into_inner().expect("a lock"), Vec::<String>::new());
    assert!(server.lives(), "the server ended");
    let grown = process.memory().saturating_sub(memory);
    println!("{} files; the server grew by {} KiB", files.len(), grown >> 10);
    assert!(grown < GROWTH, "the server grew by {grown} bytes");
    every_problem_is_kept(&db, respondent, &files).await;

    let sockets = process.sockets();
    let before = (files_under(&place.path("objects")), revisions(&db, respondent).await);
    for _ in 0..CUT {
        break_off(address, &cookie, &filing, &sound, &mut chance);
    }
    eventually("connections of broken uploads stay open", || process.sockets() <= sockets);
    eventually("parsers of broken uploads go on", || process.children() == 0);
    assert_eq!((files_under(&place.path("objects")), revisions(&db, respondent).await), before);
    let answer = upload(address, &cookie, &filing, ("t.xlsx", &sound)).expect("an answer");
    assert_eq!((answer.status, revisions(&db, respondent).await), (303, before.1 + 1));
}

async fn revisions(db: &storage::Db, respondent: i64) -> usize {
    storage::submissions::list(db, respondent).await.expect("revisions").len()
}

/// Where it is known what is wrong with a workbook, its revision says so first.
async fn every_problem_is_kept(db: &storage::Db, respondent: i64, files: &[Hostile]) {
    let kept = storage::submissions::list(db, respondent).await.expect("revisions");
    let mut looked_at = 0;
    for Hostile { name, file, bytes, code } in files {
        let sha256 = hex::encode(Sha256::digest(bytes));
        let Some(record) =
            kept.iter().find(|record| (&record.file_sha256, record.file_name.as_str()) == (&sha256, file))
        else {
            continue;
        };
        if let Some(code) = code {
            let first = record.problems.first().map(|problem| problem.code.as_str());
            assert_eq!(first, Some(*code), "{name}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 20, "only {looked_at} of the files were kept");
}

/// Begins an upload over a connection of its own, and is gone after some of its bytes.
fn break_off(address: SocketAddr, cookie: &str, filing: &str, sound: &[u8], chance: &mut StdRng) {
    let start = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"t.xlsx\"\r\n\r\n";
    let whole = [start.as_bytes(), sound, b"\r\n--b--\r\n"].concat();
    let head = format!(
        "POST {filing} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {}\r\n\r\n",
        whole.len()
    );
    let request = [head.as_bytes(), &whole].concat();
    let end = chance.random_range(1..request.len());
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(&request[..end]).expect("some of it is taken");
}
