//! A website on an empty database, and a browser that keeps its cookies.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

use std::sync::Arc;

use axum::{Router, body::Body};
use bytes::Bytes;
use domain::{Actor, OrganisationKind, Text, job::ColumnMapping};
use http::{
    HeaderMap, HeaderName, Request, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
};
use server::{
    config::Config,
    parser_process::ParserProcess,
    site::Site,
    system::{SystemChance, SystemClock},
};
use service::{Services, accounts, accounts::AccountForm, console, indexes::IndexForm, jobs, publish::PublishForm};
use storage::Objects;
use tower::ServiceExt;

/// The password of the people in [`Web`].
pub const PASSWORD: &str = "山高水长 four rivers";
const TREE: &[u8] = include_bytes!("../../../fixtures/small/tree.csv");
const TABLE: &[u8] = include_bytes!("../../../fixtures/small/table.csv");

/// A website.
pub struct Web {
    router: Router,
    pub services: Services,
    operator: Actor,
}

impl Web {
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With variables of the environment.
    pub async fn with(variables: &[(&str, &str)]) -> Self {
        let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        let (config, _) = Config::read("Leptos.toml", "", variables).expect("a good configuration");
        let db = storage::testing::sqlite().await;
        let services = Services::new(
            db.clone(),
            Objects::in_memory(),
            Arc::new(ParserProcess::of(env!("CARGO_BIN_EXE_chengping"))),
            Arc::new(SystemClock),
            Arc::new(SystemChance),
            config.service_settings(),
        );
        let operator = console::operator(&services).await.expect("an operator");
        Self { router: server::router(Site::new(services.clone(), db, config)), services, operator }
    }

    /// With the index `cities` of `assessor`, its data of two years, and the edition of 2024.
    pub async fn with_edition() -> Self {
        let web = Self::new().await;
        let assessor = web.person(OrganisationKind::Assessor, "assessor").await;
        web.create_index(&assessor, "cities").await;
        web.publish(&assessor, "cities", "2024").await;
        web
    }

    /// A person with a password, in an organisation of their own.
    pub async fn person(&self, kind: OrganisationKind, name: &str) -> Actor {
        let s = &self.services;
        let organisation =
            accounts::create_organisation(s, &self.operator, kind, Text::same(name)).await.expect("an organisation");
        let email = format!("{name}@example.org");
        let form = AccountForm { organisation_id: organisation.id, email: email.clone(), name: name.into() };
        let (_, token) = accounts::create_account(s, &self.operator, &form).await.expect("an account");
        service::set_up::accept(s, &token, PASSWORD, PASSWORD).await.expect("a password");
        console::actor(s, &email).await.expect("the person")
    }

    pub async fn create_index(&self, assessor: &Actor, slug: &str) {
        let s = &self.services;
        service::indexes::create_index(s, assessor, &index_form(slug)).await.expect("an index");
        let tree = Bytes::from_static(TREE);
        service::instruments::import_instrument(s, assessor, slug, "tree.csv", tree).await.expect("an instrument");
        let table = Bytes::from_static(TABLE);
        service::data::import_data(s, assessor, slug, "table.csv", table, ColumnMapping::default())
            .await
            .expect("queued");
        jobs::run_all(s).await.expect("jobs run");
    }

    pub async fn publish(&self, assessor: &Actor, slug: &str, period: &str) {
        let form = PublishForm { stage: "final".into(), ..PublishForm::default() };
        service::publish::publish(&self.services, assessor, slug, period, &form).await.expect("queued");
        jobs::run_all(&self.services).await.expect("jobs run");
    }

    pub async fn withdraw(&self, assessor: &Actor, slug: &str, period: &str, version: u32, reason: &str) {
        let form = PublishForm { stage: "withdrawn".into(), reason_zh: reason.into(), ..PublishForm::default() };
        service::publish::advance(&self.services, assessor, slug, period, version, &form).await.expect("withdrawn");
    }

    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: Vec::new(), headers: Vec::new() }
    }

    /// A browser in which this person has signed in.
    pub async fn signed_in(&self, name: &str) -> Browser {
        let mut browser = self.browser();
        let fields = [("email", format!("{name}@example.org")), ("password", PASSWORD.to_owned())];
        let answer = browser.post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        browser
    }
}

pub fn index_form(slug: &str) -> IndexForm {
    let text = || "text".to_owned();
    IndexForm {
        slug: slug.into(),
        name_zh: "宜居指数".into(),
        name_en: "Livability index".into(),
        summary_zh: text(),
        source_zh: text(),
        licence_zh: text(),
        unit_noun_zh: "城市".into(),
        unit_noun_en: "cities".into(),
        contact_zh: text(),
        ..IndexForm::default()
    }
}

/// A browser: it keeps cookies, and says where its forms come from.
pub struct Browser {
    router: Router,
    pub cookies: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
}

impl Browser {
    /// Sends a header with every request from now on.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    pub async fn get(&mut self, url: &str) -> Answer {
        self.send(Request::get(url), Body::empty()).await
    }

    /// Sends a form, from a page of the site.
    pub async fn post<V: AsRef<str>>(&mut self, url: &str, fields: &[(&str, V)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            body.append_pair(name, value.as_ref());
        }
        let request = Request::post(url)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body.finish())).await
    }

    /// Uploads a file, from a page of the site.
    pub async fn upload(&mut self, url: &str, file_name: &str, content: &[u8]) -> Answer {
        let mut body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"name_column\"\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = Request::post(url)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.send(request, Body::from(body)).await
    }

    /// Uploads several files and the fields before them, from a page of the site.
    pub async fn upload_all(&mut self, url: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, content) in files {
            let head = format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        let request = Request::post(url)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.send(request, Body::from(body)).await
    }

    /// Uploads a table as CSV, and accepts it as the page shows it; the answer leads to its revision.
    pub async fn file_table(&mut self, filing: &str, file_name: &str, content: &[u8]) -> Answer {
        let shown = self.upload(filing, file_name, content).await.location().to_owned();
        let page = self.get(&shown).await.text();
        self.accept_table(&shown, &page).await
    }

    /// Presses the button of the page that shows a table.
    pub async fn accept_table(&mut self, url: &str, page: &str) -> Answer {
        let hidden = |name: &str| {
            let from = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field").1;
            from.split('"').next().unwrap_or_default().to_owned()
        };
        let fields = ["encoding", "item", "base"].map(|name| (name, hidden(name)));
        let path = url.split('?').next().unwrap_or_default();
        self.post(path, &fields).await
    }

    pub async fn send(&mut self, mut request: http::request::Builder, body: Body) -> Answer {
        for (name, value) in &self.headers {
            request = request.header(HeaderName::from_static(name), value);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        let request = request.body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        self.keep(&parts.headers);
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("text");
            let (name, rest) = cookie.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: impl Into<HeaderName>) -> &str {
        self.headers.get(name.into()).map_or("", |value| value.to_str().expect("text"))
    }

    pub fn location(&self) -> &str {
        self.header(LOCATION)
    }
}
