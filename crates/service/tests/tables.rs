//! Filing as CSV: a table is uploaded, looked at, and filed among those of the newest revision.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use bytes::Bytes;
use domain::{Actor, Duty, fieldwork::Progress};
use service::{
    Error, Result, audit,
    confirm::confirm,
    fieldwork,
    file_table::{TableForm, file_table},
    instruments,
    respondents::{self, RespondentRecord, SubmissionRecord},
    submissions::{self, missing_tables},
    submit,
    tables::{self, ReadingForm, Separator, TableDesk, TextEncoding},
    templates,
};
use storage::{Db, on_both_databases};
use support::{
    Stage, form,
    round::{fieldwork_form, invite, respondent},
};
use time::Duration;

on_both_databases!(
    tables_add_up_until_the_filing_is_whole,
    a_table_takes_the_place_of_its_own_and_of_no_other,
    what_was_seen_is_what_happens_or_nothing_does,
    a_wrong_guess_is_corrected,
    a_table_is_read_however_it_was_written,
    a_table_with_errors_is_not_filed,
    a_revision_with_errors_has_no_tables_to_keep,
    an_upload_is_seen_by_its_respondent_only,
    outside_its_phases_no_table_is_taken,
    the_head_that_was_downloaded_is_known_again,
);

/// Fieldwork with filing open, in which a bureau is asked three tables; two of them have the same columns.
struct Scene {
    stage: Stage,
    finance: RespondentRecord,
    filler: Actor,
    head: Actor,
}

const CONTRACTS: &str = "编号,是否履约\n1号,是\n2号,否\n3号,是\n4号,是\n";
const CONTRACTS_IN_GB18030: &[u8] = b"\xB1\xE0\xBA\xC5,\xCA\xC7\xB7\xF1\xC2\xC4\xD4\xBC\n1\xBA\xC5,\xCA\xC7\n2\xBA\xC5,\xB7\xF1\n3\xBA\xC5,\xCA\xC7\n4\xBA\xC5,\xCA\xC7\n";
const CLOSED: &str = "事项,是否办结\n甲,是\n乙,否\n";

impl Scene {
    async fn new(db: Db) -> Self {
        let stage = Stage::new(db).await;
        let s = &stage.services;
        service::indexes::create_index(s, &stage.assessor, &form("cities")).await.expect("an index");
        let file = Bytes::from_static(QUESTIONNAIRE.as_bytes());
        instruments::import_instrument(s, &stage.assessor, "cities", "q.json", file).await.expect("an instrument");
        let opened = fieldwork_form(&stage, "2025");
        fieldwork::open_fieldwork(s, &stage.assessor, "cities", &opened).await.expect("open");
        let finance = respondent(&stage, "2025", "140100", "FIN").await;
        let filler = invite(&stage, &finance, Duty::Filler, "filler").await;
        let head = invite(&stage, &finance, Duty::Head, "head").await;
        Self { stage, finance, filler, head }
    }

    async fn upload(&self, bytes: impl Into<Vec<u8>>) -> Result<String> {
        let bytes: Vec<u8> = bytes.into();
        let s = &self.stage.services;
        let upload = tables::upload_table(s, &self.filler, self.finance.id, "表.csv", bytes.into()).await?;
        Ok(upload.file_sha256)
    }

    async fn open(&self, sha256: &str, encoding: &str, item: &str) -> Result<TableDesk> {
        let reading = ReadingForm { encoding: encoding.into(), item: item.into() };
        tables::open_table(&self.stage.services, &self.filler, self.finance.id, sha256, &reading).await
    }

    async fn file(&self, sha256: &str, form: TableForm) -> Result<SubmissionRecord> {
        file_table(&self.stage.services, &self.filler, self.finance.id, sha256, &form).await
    }

    /// Uploads, looks, and confirms what was seen.
    async fn add(&self, bytes: impl Into<Vec<u8>>, item: &str) -> SubmissionRecord {
        let sha256 = self.upload(bytes).await.expect("uploaded");
        let desk = self.open(&sha256, "", item).await.expect("looked at");
        self.file(&sha256, confirmed(&desk)).await.expect("filed")
    }

    async fn progress(&self) -> Progress {
        let desk = respondents::open_respondent(&self.stage.services, &self.filler, self.finance.id).await;
        desk.expect("the desk").asked.standing.progress
    }
}

/// What the page sends when its button is pressed.
fn confirmed(desk: &TableDesk) -> TableForm {
    let preview = desk.preview.as_ref().expect("a preview");
    TableForm {
        encoding: preview.encoding.code().into(),
        item: preview.item.clone().unwrap_or_default(),
        base: desk.base.to_string(),
    }
}

fn code<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].code.clone(),
        other => panic!("{other:?}"),
    }
}

fn codes(desk: &TableDesk) -> Vec<&str> {
    desk.problems.iter().map(|problem| problem.code.as_str()).collect()
}

async fn tables_add_up_until_the_filing_is_whole(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    let (s, id) = (&scene.stage.services, scene.finance.id);

    // From a spreadsheet program in Chinese: GB18030, which is a guess, and said to be one.
    let sha256 = scene.upload(CONTRACTS_IN_GB18030).await.expect("uploaded");
    assert_eq!(scene.progress().await, Progress::NotStarted, "nothing is filed yet");
    let desk = scene.open(&sha256, "", "").await.expect("looked at");
    let preview = desk.preview.clone().expect("text");
    assert_eq!((preview.encoding, preview.item.as_deref(), preview.rows), (TextEncoding::Gb18030, Some("A1"), 4));
    assert_eq!((desk.sound, desk.value, desk.base, desk.replaces), (true, Some(75.0), 0, false));
    assert_eq!((codes(&desk), &desk.missing[..]), (vec!["csv.encoding_assumed"], &["A2".to_owned(), "A3".into()][..]));
    let first = scene.file(&sha256, confirmed(&desk)).await.expect("filed");
    assert_eq!((first.revision, first.is_accepted(), first.is_partial()), (1, false, true));
    assert_eq!((missing_tables(&first), scene.progress().await), (vec!["A2", "A3"], Progress::Filing));
    assert!(matches!(confirm(s, &scene.head, id, 1).await, Err(Error::Conflict(_))), "a part is not confirmed");
    let so_far = submissions::open_submission(s, &scene.head, id, 1).await.expect("the revision");
    assert_eq!(so_far.evidence.expect("its table").outcomes["A1"].value, Some(75.0));

    // Two items have these columns: the person says which.
    let sha256 = scene.upload(CLOSED).await.expect("uploaded");
    let unsure = scene.open(&sha256, "", "").await.expect("looked at");
    assert_eq!((codes(&unsure), unsure.sound), (vec!["item.ambiguous"], false));
    assert_eq!(code(scene.file(&sha256, confirmed(&unsure)).await), "table.has_errors");
    let second = scene.add("事项,是否办结\n", "A2").await;
    assert_eq!(missing_tables(&second), ["A3"]);

    let mark_and_text: Vec<u8> =
        std::iter::once(0xFEFF).chain(CLOSED.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let third = scene.add(mark_and_text, "A3").await;
    assert_eq!((third.is_accepted(), third.is_partial(), missing_tables(&third)), (true, false, vec![]));
    let kept: Vec<_> = third.problems.iter().map(|p| (p.code.as_str(), p.place.sheet.as_deref())).collect();
    assert_eq!(kept, [("table.empty", Some("A2"))], "what was worth a look still is, what was confirmed is not");
    let whole = submissions::open_submission(s, &scene.head, id, 3).await.expect("the revision");
    let evidence = whole.evidence.expect("its tables");
    let from: Vec<_> = evidence.kept_from.iter().map(|(item, revision)| (item.as_str(), *revision)).collect();
    assert_eq!((evidence.tables.len(), from), (3, vec![("A1", 1), ("A2", 2)]));
    assert_eq!(scene.progress().await, Progress::AwaitingConfirmation);
    confirm(s, &scene.head, id, 3).await.expect("confirmed");
    let board = fieldwork::open_board(s, &scene.stage.assessor, "cities", "2025").await.expect("the board");
    assert_eq!(board.count(Progress::Confirmed), 1);
    let deeds = audit::list(s, &scene.head, None).await.expect("records");
    assert_eq!(deeds.iter().filter(|r| r.action == "evidence.table_uploaded").count(), 4);
    assert_eq!(deeds.iter().filter(|r| r.action == "evidence.submitted").count(), 3);
}

async fn a_table_takes_the_place_of_its_own_and_of_no_other(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    scene.add(CONTRACTS, "").await;
    scene.add(CLOSED, "A2").await;
    let whole = scene.add(CLOSED, "A3").await;
    assert!(whole.is_accepted());

    let sha256 = scene.upload("事项,是否办结\n甲,是\n").await.expect("uploaded");
    let desk = scene.open(&sha256, "", "A2").await.expect("looked at");
    let kept: Vec<_> = desk.kept.iter().map(String::as_str).collect();
    assert_eq!((desk.replaces, kept, desk.missing.len(), desk.base), (true, vec!["A1", "A3"], 0, 3));
    let changed = scene.file(&sha256, confirmed(&desk)).await.expect("filed");
    assert!(changed.is_accepted());
    let open = submissions::open_submission(&scene.stage.services, &scene.head, scene.finance.id, 4).await;
    let outcomes = open.expect("the revision").evidence.expect("its tables").outcomes;
    assert_eq!(
        (outcomes["A1"].value, outcomes["A2"].value, outcomes["A3"].value),
        (Some(75.0), Some(100.0), Some(50.0))
    );
}

async fn what_was_seen_is_what_happens_or_nothing_does(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    let sha256 = scene.upload(CONTRACTS).await.expect("uploaded");
    let seen = confirmed(&scene.open(&sha256, "", "").await.expect("looked at"));
    scene.add(CLOSED, "A2").await;
    assert_eq!(code(scene.file(&sha256, seen.clone()).await), "table.overtaken");
    for base in ["", "2", "x"] {
        assert_eq!(code(scene.file(&sha256, TableForm { base: base.into(), ..seen.clone() }).await), "table.overtaken");
    }
    for (encoding, item) in [("latin1", "A1"), ("utf-8", "B1")] {
        let form = TableForm { encoding: encoding.into(), item: item.into(), base: "1".into() };
        assert!(matches!(scene.file(&sha256, form).await, Err(Error::NotFound)), "{encoding} {item}");
    }
    let again = scene.file(&sha256, TableForm { base: "1".into(), ..seen }).await.expect("looked at again");
    assert_eq!(missing_tables(&again), ["A3"]);
}

async fn a_wrong_guess_is_corrected(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    let unmarked: Vec<u8> = CONTRACTS.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let sha256 = scene.upload(unmarked).await.expect("uploaded");
    let guessed = scene.open(&sha256, "", "").await.expect("looked at");
    assert_eq!((codes(&guessed), &guessed.preview, guessed.sound), (vec!["file.binary"], &None, false));
    let named = scene.open(&sha256, "utf-16be", "").await.expect("looked at");
    assert_eq!((named.sound, named.value), (true, Some(75.0)));
    assert!(scene.file(&sha256, confirmed(&named)).await.expect("filed").is_partial());
}

async fn a_table_is_read_however_it_was_written(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    for (text, separator, rows) in [
        ("编号;是否履约\n1号;是\n", Separator::Semicolon, 1),
        ("编号\t是否履约\n1号\t是\n", Separator::Tab, 1),
        ("no,done\r\n\"1号\r\n（续）\",是\r\n2号,否\r\n", Separator::Comma, 2),
        ("\u{feff}编号 Number,是否履约 Kept\n1号,是\n", Separator::Comma, 1),
        ("2025年采购合同\n是否履约,编号\n是,1号\n", Separator::Comma, 1),
    ] {
        let sha256 = scene.upload(text).await.expect("uploaded");
        let desk = scene.open(&sha256, "", "").await.expect("looked at");
        let preview = desk.preview.as_ref().expect("text");
        assert_eq!((preview.item.as_deref(), desk.sound), (Some("A1"), true), "{text}: {:?}", desk.problems);
        assert_eq!((preview.separator, preview.rows), (separator, rows), "{text}");
    }
}

async fn a_table_with_errors_is_not_filed(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    let sha256 = scene.upload("编号,是否履约\n1号,也许\n,是\n").await.expect("kept, to be looked at");
    let desk = scene.open(&sha256, "", "").await.expect("looked at");
    let cells: Vec<_> = desk.problems.iter().filter_map(|p| p.place.cell.as_deref()).collect();
    assert_eq!((cells, desk.sound, desk.value), (vec!["B2", "A3"], false, None));
    assert_eq!(code(scene.file(&sha256, confirmed(&desk)).await), "table.has_errors");
    assert_eq!(scene.progress().await, Progress::NotStarted);
    assert_eq!(code(scene.upload("").await), "file.empty");
}

async fn a_revision_with_errors_has_no_tables_to_keep(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    scene.add(CONTRACTS, "").await;
    let (s, id) = (&scene.stage.services, scene.finance.id);
    let broken = submit::submit(s, &scene.filler, id, "坏.xlsx", Bytes::from_static(b"PK\x03\x04")).await;
    assert_eq!(broken.expect("kept, with its problems").revision, 2);
    let sha256 = scene.upload(CLOSED).await.expect("uploaded");
    let desk = scene.open(&sha256, "", "A2").await.expect("looked at");
    assert_eq!((desk.base, desk.kept.len(), desk.missing.len()), (2, 0, 2));
    let filed = scene.file(&sha256, confirmed(&desk)).await.expect("filed");
    assert_eq!(missing_tables(&filed), ["A1", "A3"]);
}

async fn an_upload_is_seen_by_its_respondent_only(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    let (s, id) = (&scene.stage.services, scene.finance.id);
    let other = respondent(&scene.stage, "2025", "140200", "FIN").await;
    let neighbour = invite(&scene.stage, &other, Duty::Head, "neighbour").await;
    let own = scene.upload(CONTRACTS).await.expect("uploaded");
    let foreign = tables::upload_table(s, &neighbour, other.id, "表.csv", Bytes::from_static(CLOSED.as_bytes())).await;
    let foreign = foreign.expect("uploaded").file_sha256;
    let filed = submit::submit(s, &neighbour, other.id, "坏.xlsx", Bytes::from_static(b"PK\x03\x04")).await;
    let workbook = filed.expect("kept").file_sha256;
    for sha256 in [foreign.as_str(), workbook.as_str(), "", "../../etc/passwd"] {
        assert!(matches!(scene.open(sha256, "", "").await, Err(Error::NotFound)), "{sha256}");
        let form = TableForm { base: "0".into(), ..TableForm::default() };
        assert!(matches!(scene.file(sha256, form).await, Err(Error::NotFound)), "{sha256}");
    }
    let reading = ReadingForm::default();
    for respondent in [id, other.id] {
        let looked = tables::open_table(s, &neighbour, respondent, &own, &reading).await;
        assert!(matches!(looked, Err(Error::NotFound)), "{looked:?}");
    }
}

async fn outside_its_phases_no_table_is_taken(db: Db) {
    let scene = Scene::new(db).await;
    assert_eq!(code(scene.upload(CONTRACTS).await), "filing.not_open");
    scene.stage.clock.pass(Duration::days(2));
    let sha256 = scene.upload(CONTRACTS).await.expect("uploaded");
    scene.stage.clock.pass(Duration::days(8));
    let desk = scene.open(&sha256, "", "").await.expect("it can still be looked at");
    assert_eq!(desk.refusal.as_ref().map(|problem| problem.code.as_str()), Some("filing.not_open"));
    assert_eq!(code(scene.file(&sha256, confirmed(&desk)).await), "filing.not_open");
}

async fn the_head_that_was_downloaded_is_known_again(db: Db) {
    let scene = Scene::new(db).await;
    scene.stage.clock.pass(Duration::days(2));
    let (s, id) = (&scene.stage.services, scene.finance.id);
    let (name, head) = templates::download_head(s, &scene.filler, id, "A1").await.expect("a head");
    assert_eq!((name.as_str(), tables::is_table(&name)), ("2025-A1-采购合同履约.csv", true));
    let sha256 = scene.upload([&head[..], "1号,是\r\n".as_bytes()].concat()).await.expect("uploaded");
    let desk = scene.open(&sha256, "", "").await.expect("looked at");
    assert_eq!((desk.sound, desk.value, codes(&desk)), (true, Some(100.0), vec![]));
    assert!(matches!(templates::download_head(s, &scene.filler, id, "B1").await, Err(Error::NotFound)));
    let empty = scene.upload(head).await.expect("uploaded");
    assert_eq!(codes(&scene.open(&empty, "", "").await.expect("looked at")), ["table.empty"]);
}

/// Three items of finance, and one of justice.
const QUESTIONNAIRE: &str = r#"{
  "format": "1", "id": "tables", "title": {"zh": "小问卷", "en": "A small one"},
  "departments": [
    {"code": "FIN", "name": {"zh": "市财政局", "en": "Bureau of Finance"}},
    {"code": "LAW", "name": {"zh": "市司法局", "en": "Bureau of Justice"}}
  ],
  "regions": [
    {"code": "140000", "level": "province", "name": {"zh": "山西省", "en": "Shanxi"}},
    {"code": "140100", "parent": "140000", "level": "prefecture", "name": {"zh": "太原市", "en": "Taiyuan"}},
    {"code": "140200", "parent": "140000", "level": "prefecture", "name": {"zh": "大同市", "en": "Datong"}}
  ],
  "dimensions": [{"code": "A", "name": {"zh": "维度", "en": "Dimension"}, "weight": 100}],
  "items": [
    {"code": "A1", "parent": "A", "weight": 25, "name": {"zh": "采购合同履约", "en": "Contracts kept"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "done"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "no", "label": {"zh": "编号", "en": "Number"}, "required": true, "unique": true, "rule": {"type": "text"}},
       {"key": "done", "label": {"zh": "是否履约", "en": "Kept"}, "required": true, "rule": {"type": "yes-no"}}
     ]},
    {"code": "A2", "parent": "A", "weight": 25, "name": {"zh": "行政复议", "en": "Reviews"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "closed"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "matter", "label": {"zh": "事项", "en": "Matter"}, "required": true, "rule": {"type": "text"}},
       {"key": "closed", "label": {"zh": "是否办结", "en": "Closed"}, "required": true, "rule": {"type": "yes-no"}}
     ]},
    {"code": "A3", "parent": "A", "weight": 25, "name": {"zh": "信访办结", "en": "Petitions"},
     "lead": "FIN", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "closed"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "matter", "label": {"zh": "事项", "en": "Matter"}, "required": true, "rule": {"type": "text"}},
       {"key": "closed", "label": {"zh": "是否办结", "en": "Closed"}, "required": true, "rule": {"type": "yes-no"}}
     ]},
    {"code": "B1", "parent": "A", "weight": 25, "name": {"zh": "司法救助", "en": "Legal aid"},
     "lead": "LAW", "source": {"zh": "台账", "en": "Register"}, "kind": {"type": "yes-no", "column": "given"},
     "unit": {"zh": "%", "en": "%"},
     "columns": [
       {"key": "given", "label": {"zh": "是否救助", "en": "Given"}, "required": true, "rule": {"type": "yes-no"}}
     ]}
  ],
  "grades": [{"letter": "A", "name": {"zh": "合格", "en": "Pass"}, "at_least": 0}],
  "phases": [
    {"code": "publish-plan", "name": {"zh": "公布方案", "en": "Plan"}, "working_days": 2},
    {"code": "self-report", "name": {"zh": "自评填报", "en": "Filing"}, "working_days": 5},
    {"code": "desk-review", "name": {"zh": "初审", "en": "Review"}, "working_days": 3},
    {"code": "supplement", "name": {"zh": "补正", "en": "Correction"}, "working_days": 2}
  ]
}"#;
