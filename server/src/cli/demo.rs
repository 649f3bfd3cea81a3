//! `chengping demo`: loads the demonstration through the same functions as everybody else's work, and
//! only what is not there yet.

use std::{fmt::Write as _, time::Duration};

use bytes::Bytes;
use domain::{Actor, OrganisationKind, Stage, Text, job::JobState};
use service::{Services, accounts, console, data, indexes, instruments, jobs, publish, rounds};

use super::{Failure, output};
use crate::{config::Config, demo, system};

/// How often a job that another process works on is looked at.
const POLL: Duration = Duration::from_millis(200);

pub(super) async fn run(config: Config) -> Result<(), Failure> {
    let settings = service::Settings { demonstration: true, ..config.service_settings() };
    let services = system::open(&config, settings).await?.services;
    let assessor = create_people(&services).await?;
    load(&services, &assessor).await?;
    tell(&services, &config).await
}

/// One organisation and account of each kind; returns the assessor.
async fn create_people(services: &Services) -> Result<Actor, Failure> {
    let operator = console::operator(services).await?;
    let mut assessor = None;
    for (kind, name) in [
        (OrganisationKind::Operator, Text::new("演示运营方", "Demonstration operator")),
        (OrganisationKind::Assessor, Text::new("演示评估中心", "Demonstration assessors")),
        (OrganisationKind::Commissioner, Text::new("演示委托方", "Demonstration commissioner")),
        (OrganisationKind::Respondent, Text::new("演示填报单位", "Demonstration respondent")),
    ] {
        let person = kind.label();
        let email =
            accounts::create_demo_account(services, &operator, kind, name, &format!("{} {}", person.zh, person.en))
                .await?;
        if kind == OrganisationKind::Assessor {
            assessor = Some(console::actor(services, &email).await?);
        }
    }
    assessor.ok_or_else(|| Failure::Fault("no assessor".into()))
}

async fn load(services: &Services, assessor: &Actor) -> Result<(), Failure> {
    let existing = indexes::list_indexes(services, assessor).await?;
    if !existing.iter().any(|overview| overview.index.about.slug.as_str() == demo::SLUG) {
        indexes::create_index(services, assessor, &demo::index()).await?;
        say("已创建指数 created the index", demo::SLUG)?;
    }
    // Data are read by the newest version of the instrument: each span of years brings its own first.
    for span in demo::SPANS {
        let desk = indexes::open_index(services, assessor, demo::SLUG).await?;
        if desk.rounds.iter().any(|round| span.has(&round.round.period)) {
            continue;
        }
        let tree = Bytes::from_static(span.tree);
        let (record, _) = instruments::import_instrument(services, assessor, demo::SLUG, span.tree_file, tree).await?;
        say("已导入指标体系 imported the instrument", &format!("{} nodes", record.instrument.len()))?;
        let table = Bytes::from(demo::table(&span));
        let mapping = domain::job::ColumnMapping::default();
        let job = data::import_data(services, assessor, demo::SLUG, &span.table_file(), table, mapping).await?;
        say("已导入数据 imported the data", &finish(services, assessor, job.id).await?)?;
    }
    // Oldest first: each edition shows the changes since the one before.
    let mut desks = indexes::open_index(services, assessor, demo::SLUG).await?.rounds;
    desks.sort_by(|a, b| a.round.period.cmp(&b.round.period));
    let recipe = demo::recipe();
    for round in desks.iter().filter(|r| r.edition.is_none()) {
        if round.round.recipe != recipe {
            rounds::choose_recipe(services, assessor, demo::SLUG, &round.round.period, &recipe).await?;
        }
        let form = publish::PublishForm { stage: Stage::Final.code().into(), ..publish::PublishForm::default() };
        let job = publish::publish(services, assessor, demo::SLUG, &round.round.period, &form).await?;
        say("已发布 published", &finish(services, assessor, job.id).await?)?;
    }
    Ok(())
}

fn say(what: &str, detail: &str) -> Result<(), Failure> {
    output::print(&format!("{what}: {detail}\n"))
}

/// Runs the queue until the job is over, whoever works on it.
async fn finish(services: &Services, actor: &Actor, id: i64) -> Result<String, Failure> {
    loop {
        jobs::run_all(services).await?;
        let job = jobs::find_job(services, actor, id).await?;
        let result = job.result.unwrap_or_default();
        match job.state {
            JobState::Done => return Ok(result.summary.unwrap_or_default().en),
            JobState::Failed => return Err(Failure::Problems(result.problems)),
            JobState::Queued | JobState::Running => tokio::time::sleep(POLL).await,
        }
    }
}

async fn tell(services: &Services, config: &Config) -> Result<(), Failure> {
    let url = &config.server.public_url;
    let mut text = format!(
        "\n演示数据已就绪 the demonstration is ready:\n  排名 ranking       {url}{}\n  工作台 working area {url}{}\n\n演示账号 demonstration accounts (CHENGPING_DEMONSTRATION_ENABLED=true):\n",
        app::routes::index(demo::SLUG),
        app::routes::WORK
    );
    for account in accounts::demonstration_accounts(services).await? {
        let role = account.organisation.kind.label();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {}  {}  ({role})", account.email, account.password);
    }
    output::print(&text)
}
