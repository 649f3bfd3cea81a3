//! How long an upload takes from its first byte to its answer: read, checked, computed and stored, by the
//! running program; how much memory the server and its parser process take meanwhile; and how long a public
//! page takes while that goes on.
//!
//! `scripts/bench server`; the goals are 3 s and 150 MiB for 100 000 × 20, 20 s for 1 000 000 × 10.
#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a benchmark that cannot set up its stage must end at once")]
#![expect(clippy::disallowed_methods, reason = "it measures how long things take")]
#![expect(dead_code, reason = "the stage is that of several tests, each of which uses a part of it")]

#[path = "../../crates/evidence/tests/submissions/package.rs"]
mod package;
#[path = "../tests/served/mod.rs"]
mod served;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use package::{put_together, take_apart};
use serde_json::{Value, json};
use served::{Place, QUESTIONNAIRE, ask, set_up_with, sign_in, upload};
use server::system::SystemClock;

/// Kinds of columns, in turn: a case has days, an amount, a share, a yes or no, a note.
const KINDS: [&str; 5] = ["date", "decimal", "percent", "yes-no", "text"];
/// Between two looks at the memory.
const GLANCE: Duration = Duration::from_millis(10);

fn kind(column: usize) -> &'static str {
    if column == 0 { "text" } else { KINDS[column % KINDS.len()] }
}

/// The small questionnaire, its item with so many columns.
fn questionnaire(columns: usize) -> Vec<u8> {
    let mut small: Value = serde_json::from_slice(QUESTIONNAIRE).expect("the small questionnaire");
    let described: Vec<Value> = (0..columns)
        .map(|n| {
            json!({
                "key": format!("c{n}"), "label": { "zh": format!("第{n}列"), "en": format!("Column {n}") },
                "required": n == 0, "unique": n == 0, "rule": { "type": kind(n) },
            })
        })
        .collect();
    let item = &mut small["items"][0];
    item["columns"] = described.into();
    item["kind"]["column"] = "c3".into();
    item["row_rules"] = json!([{ "column": "c5", "holds": "c5 <= period_end", "text": { "zh": "甲", "en": "A" } }]);
    serde_json::to_vec(&small).expect("is written")
}

/// The blank workbook with rows in its table.
fn filled(blank: &[u8], rows: usize, columns: usize, strings: Strings) -> Vec<u8> {
    let mut parts = take_apart(blank);
    let mut texts = Vec::new();
    let shared = parts.iter().position(|(name, _)| name == "xl/sharedStrings.xml").expect("shared strings");
    let before = String::from_utf8(parts[shared].1.clone()).expect("text");
    let first = before.matches("<si>").count();
    for (name, content) in &mut parts {
        let text = String::from_utf8_lossy(content);
        // The table is the sheet whose rows are prepared below its heads.
        let Some((head, rest)) = text.split_once("<row r=\"7\"").filter(|_| name.starts_with("xl/worksheets/")) else {
            continue;
        };
        if !head.contains("frozen") {
            continue;
        }
        let tail = rest.split_once("</sheetData>").expect("the end of the rows").1;
        let mut sheet = head.to_owned();
        for row in 7..7 + rows {
            let _ = write!(sheet, "<row r=\"{row}\">");
            for column in 0..columns {
                let at = char::from(b'A' + u8::try_from(column).expect("few columns"));
                let _ = match kind(column) {
                    "date" => write!(sheet, "<c r=\"{at}{row}\"><v>45717</v></c>"),
                    "decimal" => write!(sheet, "<c r=\"{at}{row}\"><v>{}</v></c>", row as f64 / 8.0),
                    "percent" => write!(sheet, "<c r=\"{at}{row}\" t=\"inlineStr\"><is><t>85.5%</t></is></c>"),
                    "yes-no" => write!(sheet, "<c r=\"{at}{row}\" t=\"b\"><v>{}</v></c>", u8::from(row % 3 > 0)),
                    _ => match strings {
                        Strings::Inline => {
                            write!(sheet, "<c r=\"{at}{row}\" t=\"inlineStr\"><is><t>〔2025〕{row}号{at}</t></is></c>")
                        }
                        Strings::Shared => {
                            texts.push(format!("<si><t>〔2025〕{row}号{at}</t></si>"));
                            write!(sheet, "<c r=\"{at}{row}\" t=\"s\"><v>{}</v></c>", first + texts.len() - 1)
                        }
                    },
                };
            }
            sheet.push_str("</row>");
        }
        *content = (sheet + "</sheetData>" + tail).into_bytes();
    }
    let (start, _) = before.split_once("</sst>").expect("the end of the strings");
    parts[shared].1 = (start.to_owned() + &texts.concat() + "</sst>").into_bytes();
    put_together(&parts)
}

/// Where the texts of a workbook stand.
#[derive(Debug, Clone, Copy)]
enum Strings {
    Inline,
    Shared,
}

/// Resident memory of a process in MiB.
fn memory(pid: u32) -> f64 {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
    let pages: usize = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    (pages * 4_096) as f64 / f64::from(1 << 20)
}

fn children(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|entry| fs::read_to_string(entry.path().join("children")).ok());
    let ids: BTreeSet<u32> =
        lists.flat_map(|list| list.split_whitespace().flat_map(str::parse).collect::<Vec<_>>()).collect();
    ids.into_iter().collect()
}

#[derive(Default)]
struct Peaks {
    server: f64,
    parser: f64,
    both: f64,
}

fn peaks(pid: u32, ended: &AtomicBool) -> Peaks {
    let mut peaks = Peaks::default();
    while !ended.load(Ordering::Acquire) {
        let server = memory(pid);
        let parser: f64 = children(pid).into_iter().map(memory).sum();
        peaks.server = peaks.server.max(server);
        peaks.parser = peaks.parser.max(parser);
        peaks.both = peaks.both.max(server + parser);
        thread::sleep(GLANCE);
    }
    peaks
}

/// The times a public page took, in milliseconds, ascending.
fn page_times(place: &Place, ended: &AtomicBool) -> Vec<f64> {
    let mut times = Vec::new();
    while !ended.load(Ordering::Acquire) {
        let start = Instant::now();
        // Never the same page twice: nothing that was kept is measured.
        let head = format!("GET /verify?size=small&lang=zh&turn={} HTTP/1.1", times.len());
        let answer = ask(place.address, &head, b"").expect("a page");
        assert_eq!(answer.status, 200, "{}", answer.body);
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
        thread::sleep(Duration::from_millis(20));
    }
    times.sort_by(f64::total_cmp);
    times
}

async fn measure(rows: usize, columns: usize, strings: Strings) {
    let place = Place::new();
    let (services, db) = place.services(Arc::new(SystemClock)).await;
    let (respondent, blank) = set_up_with(&services, questionnaire(columns)).await;
    drop(services);
    db.close().await.expect("closed");
    let workbook = filled(&blank, rows, columns, strings);
    let server = place.start();
    let cookie = sign_in(place.address, "filler@example.org");
    let filing = format!("/work/filings/{respondent}");
    let warm = upload(place.address, &cookie, &filing, ("t.xlsx", &blank)).expect("an answer");
    assert_eq!(warm.status, 303, "{}", warm.body);
    let idle = memory(server.id());
    let ended = AtomicBool::new(false);
    let (took, peaks, pages, page) = thread::scope(|scope| {
        let peaks = scope.spawn(|| peaks(server.id(), &ended));
        let pages = scope.spawn(|| page_times(&place, &ended));
        let start = Instant::now();
        let answer = upload(place.address, &cookie, &filing, ("t.xlsx", &workbook)).expect("an answer");
        let took = start.elapsed();
        assert_eq!(answer.status, 303, "{}", answer.body);
        let start = Instant::now();
        let head = format!("GET {} HTTP/1.1\r\nCookie: {cookie}\r\nAccept-Language: en", answer.location);
        let shown = ask(place.address, &head, b"").expect("its page");
        let page = start.elapsed();
        assert!(shown.body.contains(&rows.to_string()), "the rows are not on {}: {}", answer.location, shown.body);
        ended.store(true, Ordering::Release);
        (took, peaks.join().expect("peaks"), pages.join().expect("pages"), page)
    });
    let at = |percent: usize| pages[(pages.len() - 1) * percent / 100];
    println!(
        "{rows} × {columns}, {strings:?} strings, {:.1} MiB: answered in {:.2} s, its page in {:.2} s\n  \
         memory: server {:.0} MiB (idle {idle:.0}), parser {:.0} MiB, both at once {:.0} MiB\n  \
         a public page meanwhile: median {:.1} ms, 95 % {:.1} ms, longest {:.1} ms, of {}",
        workbook.len() as f64 / f64::from(1 << 20),
        took.as_secs_f64(),
        page.as_secs_f64(),
        peaks.server,
        peaks.parser,
        peaks.both,
        at(50),
        at(95),
        at(100),
        pages.len(),
    );
}

fn main() {
    // `cargo test` runs benchmarks once, to see that they run: a small one will do.
    let small = !std::env::args().any(|argument| argument == "--bench");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    for strings in [Strings::Inline, Strings::Shared] {
        if small {
            runtime.block_on(measure(1_000, 20, strings));
        } else {
            runtime.block_on(measure(100_000, 20, strings));
            runtime.block_on(measure(1_000_000, 10, strings));
        }
    }
}
