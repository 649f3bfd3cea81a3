//! Files from strangers are read in a child process; the command line shows what comes of it.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use domain::{Period, job::ColumnMapping};
use serde_json::Value;
use server::parser_process::ParserProcess;
use service::{
    submission_files::{CheckAnswer, CheckRequest, Wanted},
    table_files::{ReadAnswer, ReadRequest},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_chengping");

fn questionnaire() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/shanxi/instrument.json")
}

/// The blank workbook of a department, in its folder.
fn template(folder: &Path) -> PathBuf {
    let out = folder.join("GOV.xlsx");
    let made = Command::new(PROGRAM)
        .args(["template", "--respondent", "GOV", "--instrument"])
        .args([&questionnaire(), Path::new("--out"), &out])
        .status();
    assert!(made.expect("the program runs").success());
    out
}

fn request() -> CheckRequest {
    let period: Period = "2025-01-01/2025-12-31".parse().expect("a period");
    CheckRequest {
        file: "t.xlsx".to_owned(),
        questionnaire: "instrument.json".to_owned(),
        respondent: None,
        round: None,
        item: None,
        table: None,
        period,
        period_is_assumed: false,
        with: Wanted::Rows,
        with_annotations: true,
    }
}

async fn check(parser: &ParserProcess, bytes: &[u8]) -> CheckAnswer {
    let questionnaire = std::fs::read(questionnaire()).expect("the fixture");
    parser.check(request(), &questionnaire, bytes).await.expect("a child")
}

fn code(answer: &CheckAnswer) -> &str {
    assert!(!answer.checked.accepted);
    &answer.checked.problems[0].code
}

/// A program that does this instead of parsing.
fn impostor(folder: &Path, script: &str) -> ParserProcess {
    let file = folder.join("impostor");
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o700)).expect("rights");
    ParserProcess::of(file)
}

#[tokio::test]
async fn a_workbook_passes_through_the_child_with_its_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = std::fs::read(template(folder.path())).expect("a workbook");
    let answer = check(&ParserProcess::of(PROGRAM), &bytes).await;
    assert!(answer.checked.accepted, "{:?}", answer.checked.problems);
    let submission = answer.submission.expect("the rows");
    assert!(submission.tables.contains_key("A1.1"));
    assert!(answer.annotated.is_some_and(|copy| copy.starts_with(b"PK")));
    let refused = check(&ParserProcess::of(PROGRAM), &bytes[..bytes.len() / 2]).await;
    assert_eq!(code(&refused), "xlsx.damaged");
    assert_eq!((refused.submission, refused.annotated), (None, None));
}

#[tokio::test]
async fn a_child_that_dies_or_talks_nonsense_is_a_problem_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    for script in ["kill -9 $$", "exit 101", "exit 0", "echo nonsense", "cat"] {
        let answer = check(&impostor(folder.path(), script), &vec![0; 1 << 20]).await;
        assert_eq!(code(&answer), "file.too_demanding", "{script}");
        assert_eq!(answer.checked.problems[0].place.file.as_deref(), Some("t.xlsx"));
    }
}

#[tokio::test]
async fn files_of_an_assessor_pass_through_the_child_too() {
    let fixture = |name: &str| {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)).expect("the fixture")
    };
    let parser = ParserProcess::of(PROGRAM);
    let tree = || ReadRequest::Instrument { file: "t.csv".to_owned() };
    let ReadAnswer::Instrument { tree: instrument, questionnaire: None, .. } =
        parser.read(tree(), &fixture("small/tree.csv")).await.expect("a child")
    else {
        panic!("a tree is none");
    };
    let json = ReadRequest::Instrument { file: "q.json".to_owned() };
    let answer = parser.read(json, &fixture("small/questionnaire.json")).await.expect("a child");
    assert!(matches!(answer, ReadAnswer::Instrument { questionnaire: Some(_), .. }), "{answer:?}");
    let data = ReadRequest::Data { file: "t.xlsx".to_owned(), mapping: ColumnMapping::default(), instrument };
    let answer = parser.read(data.clone(), &fixture("small/table.xlsx")).await.expect("a child");
    assert!(matches!(&answer, ReadAnswer::Data { datasets, .. } if !datasets.is_empty()), "{answer:?}");
    for request in [tree(), data] {
        let answer = impostor(tempfile::tempdir().expect("a folder").path(), "kill -9 $$").read(request, b"x").await;
        let ReadAnswer::Refused(problems) = answer.expect("a child") else { panic!("nothing was read") };
        assert_eq!(problems[0].code, "file.too_demanding");
    }
}

#[tokio::test]
async fn a_child_that_takes_too_long_is_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let parser = impostor(folder.path(), "exec sleep 60").within(Duration::from_millis(300));
    assert_eq!(code(&check(&parser, b"x").await), "file.too_slow");
}

#[test]
fn a_child_fills_no_more_memory_than_it_may() {
    // Asked for more than it may have: a questionnaire that is said to be larger than its memory.
    let head = serde_json::json!({ "task": { "check": request() }, "lengths": [3_u64 << 30, 0] });
    let child = Command::new(PROGRAM)
        .arg(server::parser_process::COMMAND)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn();
    let mut child = child.expect("a child");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut stdin, format!("{head}\n").as_bytes()).expect("a request");
    drop(stdin);
    assert!(!child.wait().expect("an end").success());
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<u8>) {
    let questionnaire = questionnaire();
    let output = Command::new(PROGRAM)
        .args(["evidence", "check"])
        .args(arguments)
        .args([Path::new("--instrument"), &questionnaire])
        .current_dir(folder)
        .output()
        .expect("the program runs");
    (output.status.code(), output.stdout)
}

#[test]
fn any_file_gets_an_answer_in_the_promised_shape() {
    let folder = tempfile::tempdir().expect("a folder");
    template(folder.path());
    std::fs::write(folder.path().join("noise.bin"), [0xFE; 5_000]).expect("a file");
    for (file, accepted) in [("GOV.xlsx", true), ("noise.bin", false), ("absent.xlsx", false), (".", false)] {
        let (code, out) = run(folder.path(), &[file, "--json"]);
        assert_eq!(code, Some(i32::from(!accepted)), "{file}");
        let answer: Value = serde_json::from_slice(&out).expect("JSON");
        let keys: Vec<&String> = answer.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["accepted", "problems", "values"]);
        assert_eq!(answer["accepted"], Value::Bool(accepted));
        for problem in answer["problems"].as_array().expect("a list") {
            assert!(problem["message"]["zh"].is_string() && problem["message"]["en"].is_string(), "{problem}");
        }
    }
}

#[test]
fn a_copy_with_comments_is_written_and_wrong_usage_is_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    template(folder.path());
    let (code, out) = run(folder.path(), &["GOV.xlsx", "--annotated", "marked.xlsx"]);
    assert_eq!(code, Some(0));
    assert!(String::from_utf8_lossy(&out).contains("Accepted"));
    assert!(folder.path().join("marked.xlsx").is_file());
    assert_eq!(run(folder.path(), &["GOV.xlsx", "--respondent", "FIN"]).0, Some(1));
    assert_eq!(run(folder.path(), &["GOV.xlsx", "--period", "soon"]).0, Some(2));
    let nowhere = Command::new(PROGRAM).args(["evidence", "check", "GOV.xlsx", "--instrument", "no.json"]).status();
    assert_eq!(nowhere.expect("the program runs").code(), Some(2));
}
