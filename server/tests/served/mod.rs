//! The program as a process of its own, with fieldwork in its database, and requests to it.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};

use bytes::Bytes;
use domain::{Actor, Duty, OrganisationKind, Text, fieldwork::day_in_china, job::ColumnMapping};
use server::{config::Config, parser_process::ParserProcess, system::SystemChance};
use service::{
    Clock, Services,
    accounts::{self, AccountForm},
    console,
    fieldwork::FieldworkForm,
    indexes::IndexForm,
    jobs,
    respondents::{self, InviteForm},
};
use storage::Objects;

const PASSWORD: &str = "山高水长 four rivers";
pub const QUESTIONNAIRE: &[u8] = include_bytes!("../../../fixtures/small/questionnaire.json");
const TREE: &[u8] = include_bytes!("../../../fixtures/small/tree.csv");
const TABLE: &[u8] = include_bytes!("../../../fixtures/small/table.csv");

/// The program that serves: the one built with the tests, or the release where that is measured.
fn program() -> PathBuf {
    std::env::var_os("CHENGPING_MEASURED").map_or_else(|| env!("CARGO_BIN_EXE_chengping").into(), PathBuf::from)
}

/// Where everything lies.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub address: SocketAddr,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("site/pkg")).expect("a folder");
        std::fs::write(folder.path().join("site/pkg/chengping.css"), "").expect("a file");
        // A port that was free a moment ago.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        Self { address: listener.local_addr().expect("an address"), folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
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
    pub async fn services(&self, clock: Arc<dyn Clock>) -> (Services, storage::Db) {
        let (config, _) = Config::read("Leptos.toml", "", self.variables()).expect("a good configuration");
        let db = storage::connect(&config.database.url).await.expect("a database");
        migrations::migrate(&db).await.expect("a schema");
        let parser = Arc::new(ParserProcess::of(env!("CARGO_BIN_EXE_chengping")));
        let settings = config.service_settings();
        (Services::new(db.clone(), self.objects(), parser, clock, Arc::new(SystemChance), settings), db)
    }

    pub fn objects(&self) -> Objects {
        let url = self.path("objects").display().to_string();
        Objects::open(&url, std::iter::empty::<(&str, String)>()).expect("a folder")
    }

    pub fn start(&self) -> Server {
        let mut command = Command::new(program());
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
        let server = Server(child.expect("the program starts"));
        for _ in 0..200 {
            if TcpStream::connect(self.address).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not listen");
    }
}

/// The program under way. It ends with this value, also where a test fails.
pub struct Server(Child);

impl Server {
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    pub fn lives(&mut self) -> bool {
        self.0.try_wait().expect("its state").is_none()
    }

    /// SIGKILL: nothing is flushed, finished or told.
    pub fn kill(&mut self) {
        self.0.kill().expect("killed");
        self.0.wait().expect("gone");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.lives() {
            self.kill();
        }
    }
}

/// One request over a connection of its own; `None` where the server died before it answered whole.
pub fn ask(address: SocketAddr, head: &str, body: &[u8]) -> Option<Answer> {
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
    let (head, body) = text.split_once("\r\n\r\n")?;
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    Some(Answer {
        status: head.split(' ').nth(1)?.parse().ok()?,
        location: header("location:").unwrap_or_default(),
        body: body.to_owned(),
        cookie: header("set-cookie:").and_then(|c| Some(c.split(';').next()?.to_owned())).unwrap_or_default(),
    })
}

pub struct Answer {
    pub status: u16,
    pub location: String,
    pub cookie: String,
    pub body: String,
}

pub fn post_form(address: SocketAddr, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let head = format!("POST {path} HTTP/1.1\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded");
    ask(address, &head, body.as_bytes())
}

pub fn upload(address: SocketAddr, cookie: &str, path: &str, (name, content): (&str, &[u8])) -> Option<Answer> {
    let start = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let mut body = start.into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let head = format!("POST {path} HTTP/1.1\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b");
    ask(address, &head, &body)
}

pub fn sign_in(address: SocketAddr, email: &str) -> String {
    let answer = post_form(address, "", "/sign-in", &[("email", email), ("password", PASSWORD)]).expect("an answer");
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.cookie
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
pub async fn set_up(services: &Services) -> (i64, Vec<u8>) {
    set_up_with(services, QUESTIONNAIRE.to_vec()).await
}

/// As [`set_up`], with a questionnaire of one's own for the one department.
pub async fn set_up_with(services: &Services, questionnaire: Vec<u8>) -> (i64, Vec<u8>) {
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
    import(services, &assessor, "cities", "q.json", Bytes::from(questionnaire)).await.expect("a questionnaire");
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
