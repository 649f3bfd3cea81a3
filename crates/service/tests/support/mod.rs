//! A stage for the tests: services on an empty database, a clock that stands still until it is
//! moved, chance that can be foreseen, and one actor of each role.

#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod round;
pub mod shanxi;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use domain::{Actor, OrganisationKind, Questionnaire, Text, job::JobState, questionnaire::EvidenceTable};
use futures::future::BoxFuture;
use service::{
    Chance, Clock, Services, Settings,
    accounts::AccountForm,
    indexes::IndexForm,
    parser::FileParser,
    publish::PublishForm,
    submission_files::{CheckAnswer, CheckRequest, Checked, check_file},
    submissions::FiledEvidence,
    table_files::{ReadAnswer, ReadRequest, read_file},
};
use storage::{Db, Objects, testing::NOW};
use time::{Duration, OffsetDateTime};

/// A clock that stands still.
#[derive(Default)]
pub struct Still {
    seconds: AtomicI64,
}

impl Still {
    pub fn pass(&self, duration: Duration) {
        self.seconds.fetch_add(duration.whole_seconds(), Ordering::SeqCst);
    }
}

impl Clock for Still {
    fn now(&self) -> OffsetDateTime {
        NOW + Duration::seconds(self.seconds.load(Ordering::SeqCst))
    }
}

/// Different bytes each time, the same in each test.
#[derive(Default)]
struct Counting {
    at: AtomicU64,
}

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let n = self.at.fetch_add(1, Ordering::SeqCst).to_le_bytes();
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = n[i % n.len()];
        }
    }
}

/// Parses in this process: what the tests upload is their own. A file of JSON stands for a workbook that was
/// read without a fault: its tables by item.
struct InProcess;

impl FileParser for InProcess {
    fn read<'a>(&'a self, request: ReadRequest, file: &'a [u8]) -> BoxFuture<'a, std::io::Result<ReadAnswer>> {
        Box::pin(async move { Ok(read_file(&request, file)) })
    }

    fn check<'a>(
        &'a self,
        request: CheckRequest,
        questionnaire: &'a [u8],
        file: &'a [u8],
    ) -> BoxFuture<'a, std::io::Result<CheckAnswer>> {
        Box::pin(async move {
            if !file.starts_with(b"{") {
                return Ok(check_file(&request, questionnaire, file));
            }
            let tables: BTreeMap<String, EvidenceTable> = serde_json::from_slice(file)?;
            let questionnaire: Questionnaire = serde_json::from_slice(questionnaire)?;
            let outcome = |(code, table): (&String, &EvidenceTable)| {
                let item = questionnaire.item(code).filter(|_| table.not_applicable.is_none())?;
                let outcome = evidence::compute(&questionnaire, item, &table.rows, &request.period);
                Some((code.clone(), outcome.expect("an item that fits its columns")))
            };
            let outcomes = tables.iter().filter_map(outcome).collect();
            let filed = serde_json::to_vec(&FiledEvidence { tables, outcomes, kept_from: BTreeMap::new() })?;
            Ok(CheckAnswer {
                checked: Checked { accepted: true, ..Checked::default() },
                submission: None,
                filed: Some(filed),
                preview: None,
                annotated: None,
            })
        })
    }
}

pub struct Stage {
    pub services: Services,
    pub clock: Arc<Still>,
    pub operator: Actor,
    pub assessor: Actor,
    pub foreign_assessor: Actor,
    pub commissioner: Actor,
    pub respondent: Actor,
}

impl Stage {
    pub async fn new(db: Db) -> Self {
        Self::with(db, Settings::default()).await
    }

    pub async fn with(db: Db, settings: Settings) -> Self {
        let clock = Arc::new(Still::default());
        let chance = Arc::new(Counting::default());
        let services = Services::new(db, Objects::in_memory(), Arc::new(InProcess), clock.clone(), chance, settings);
        let operator = service::console::operator(&services).await.expect("an operator");
        let person = |kind, name: &'static str| person(&services, &operator, kind, name);
        Self {
            assessor: person(OrganisationKind::Assessor, "assessor").await,
            foreign_assessor: person(OrganisationKind::Assessor, "foreign").await,
            commissioner: person(OrganisationKind::Commissioner, "commissioner").await,
            respondent: person(OrganisationKind::Respondent, "respondent").await,
            operator: operator.clone(),
            clock,
            services: services.clone(),
        }
    }

    /// A person of a commissioner who ordered nothing.
    pub async fn another_commissioner(&self) -> Actor {
        person(&self.services, &self.operator, OrganisationKind::Commissioner, "another").await
    }

    /// The same installation, started again with other settings.
    pub fn services_with(&self, db: Db, settings: Settings) -> Services {
        // Far from where the first one counts, so that no token comes twice.
        let chance = Arc::new(Counting { at: AtomicU64::new(1 << 32) });
        Services::new(db, Objects::in_memory(), Arc::new(InProcess), self.clock.clone(), chance, settings)
    }

    /// The index `cities` of the assessor, with its instrument and the data of two years.
    pub async fn with_data(db: Db) -> Self {
        let stage = Self::new(db).await;
        let s = &stage.services;
        service::indexes::create_index(s, &stage.assessor, &form("cities")).await.expect("an index");
        let tree = Bytes::from_static(TREE.as_bytes());
        service::instruments::import_instrument(s, &stage.assessor, "cities", "tree.csv", tree)
            .await
            .expect("an instrument");
        stage.import(TABLE).await;
        stage
    }

    pub async fn import(&self, table: &'static str) -> JobState {
        let s = &self.services;
        let table = Bytes::from_static(table.as_bytes());
        let job = service::data::import_data(
            s,
            &self.assessor,
            "cities",
            "table.csv",
            table,
            domain::job::ColumnMapping::default(),
        )
        .await
        .expect("the table is queued");
        service::jobs::run_all(s).await.expect("jobs run");
        service::jobs::find_job(s, &self.assessor, job.id).await.expect("the job").state
    }

    pub async fn publish(&self, period: &str, form: &PublishForm) -> domain::job::JobResult {
        let s = &self.services;
        let job = service::publish::publish(s, &self.assessor, "cities", period, form).await.expect("queued");
        service::jobs::run_all(s).await.expect("jobs run");
        service::jobs::find_job(s, &self.assessor, job.id).await.expect("the job").result.expect("a result")
    }
}

async fn person(services: &Services, operator: &Actor, kind: OrganisationKind, name: &str) -> Actor {
    let organisation = service::accounts::create_organisation(services, operator, kind, Text::same(name))
        .await
        .expect("an organisation");
    let email = format!("{name}@example.org");
    let form = AccountForm { organisation_id: organisation.id, email: email.clone(), name: name.into() };
    service::accounts::create_account(services, operator, &form).await.expect("an account");
    service::console::actor(services, &email).await.expect("the person")
}

pub fn form(slug: &str) -> IndexForm {
    let text = || "text".to_owned();
    IndexForm {
        slug: slug.into(),
        name_zh: "城市指数".into(),
        name_en: "City index".into(),
        summary_zh: text(),
        source_zh: text(),
        licence_zh: text(),
        unit_noun_zh: text(),
        contact_zh: text(),
        ..IndexForm::default()
    }
}

pub fn stage_form(stage: &str) -> PublishForm {
    PublishForm { stage: stage.into(), ..PublishForm::default() }
}

pub const TREE: &str = "code,parent,weight,direction\nroot,,,\nA,root,60,\na1,A,50,1\na2,A,50,-1\nb,root,40,1\n";
pub const TABLE: &str = "name,code,year,a1,a2,b\n\
    太原,tai,2024,10,1,0.5\n大同,dat,2024,20,3,0.25\n阳泉,yan,2024,30,2,\n\
    太原,tai,2025,12,1,0.5\n大同,dat,2025,25,3,0.75\n阳泉,yan,2025,31,2,0.1\n";
