//! `chengping demo`: loads the demonstration through the same functions as everybody else's work, and
//! only what is not there yet.

use std::fmt::Write as _;

use bytes::Bytes;
use clap::{Args, ValueEnum};
use domain::{Actor, OrganisationKind, Stage, Text};
use service::{Services, accounts, console, data, indexes, instruments, publish, rounds};

use super::{Failure, output};
use crate::{
    config::Config,
    demo::{finish, hfi, shanxi},
    system,
};

/// What to load.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Load only this index 只载入这个指数
    #[arg(long, value_name = "INDEX")]
    index: Option<Shown>,
}

/// An index of the demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// The Human Freedom Index 2008–2016, real data 人类自由指数，真实数据
    Hfi,
    /// A round of the Shanxi questionnaire, invented data 山西政务诚信，示例数据
    Shanxi,
}

/// The people of the demonstration that do not depend on an index.
struct People {
    operator: Actor,
    assessor: Actor,
    commissioner: Actor,
}

pub(super) async fn run(config: Config, demo: Demo) -> Result<(), Failure> {
    let settings = service::Settings { demonstration: true, ..config.service_settings() };
    let system::Opened { services, parts } = system::open(&config, settings).await?;
    let people = create_people(&services).await?;
    if demo.index != Some(Shown::Shanxi) {
        load_hfi(&services, &people.assessor).await?;
    }
    if demo.index != Some(Shown::Hfi) {
        let People { operator, assessor, commissioner } = people;
        let (cities, now) = (None, services.now());
        let stage = shanxi::Stage { parts: &parts, operator, assessor, commissioner, cities, now, say };
        Box::pin(shanxi::load(&stage)).await?;
    }
    tell(&services, &config).await
}

/// An organisation and account of each kind, but for those who file: theirs come with the fieldwork.
async fn create_people(services: &Services) -> Result<People, Failure> {
    let operator = console::operator(services).await?;
    let create = async |kind: OrganisationKind, name: Text| {
        let person = kind.label();
        let person = format!("{} {}", person.zh, person.en);
        let email = accounts::create_demo_account(services, &operator, kind, name, &person).await?;
        console::actor(services, &email).await
    };
    create(OrganisationKind::Operator, Text::new("演示运营方", "Demonstration operator")).await?;
    Ok(People {
        assessor: create(OrganisationKind::Assessor, Text::new("演示评估中心", "Demonstration assessors")).await?,
        commissioner: create(OrganisationKind::Commissioner, Text::new("演示委托方", "Demonstration commissioner"))
            .await?,
        operator: operator.clone(),
    })
}
async fn load_hfi(services: &Services, assessor: &Actor) -> Result<(), Failure> {
    let existing = indexes::list_indexes(services, assessor).await?;
    if !existing.iter().any(|overview| overview.index.about.slug.as_str() == hfi::SLUG) {
        indexes::create_index(services, assessor, &hfi::index()).await?;
        say(&format!("已创建指数 created the index: {}", hfi::SLUG))?;
    }
    // Data are read by the newest version of the instrument: each span of years brings its own first.
    for span in hfi::SPANS {
        let desk = indexes::open_index(services, assessor, hfi::SLUG).await?;
        if desk.rounds.iter().any(|round| span.has(&round.round.period)) {
            continue;
        }
        let tree = Bytes::from_static(span.tree);
        let record = instruments::import_instrument(services, assessor, hfi::SLUG, span.tree_file, tree).await?;
        say(&format!("已导入指标体系 imported the instrument: {} nodes", record.instrument.len()))?;
        let table = Bytes::from(hfi::table(&span));
        let mapping = domain::job::ColumnMapping::default();
        let job = data::import_data(services, assessor, hfi::SLUG, &span.table_file(), table, mapping).await?;
        say(&format!("已导入数据 imported the data: {}", finish(services, assessor, job.id).await?))?;
    }
    // Oldest first: each edition shows the changes since the one before.
    let mut desks = indexes::open_index(services, assessor, hfi::SLUG).await?.rounds;
    desks.sort_by(|a, b| a.round.period.cmp(&b.round.period));
    let recipe = hfi::recipe();
    for round in desks.iter().filter(|r| r.edition.is_none()) {
        if round.round.recipe != recipe {
            rounds::choose_recipe(services, assessor, hfi::SLUG, &round.round.period, &recipe).await?;
        }
        let form = publish::PublishForm { stage: Stage::Final.code().into(), ..publish::PublishForm::default() };
        let job = publish::publish(services, assessor, hfi::SLUG, &round.round.period, &form).await?;
        say(&format!("已发布 published: {}", finish(services, assessor, job.id).await?))?;
    }
    Ok(())
}

fn say(what: &str) -> Result<(), Failure> {
    output::print(&format!("{what}\n"))
}

async fn tell(services: &Services, config: &Config) -> Result<(), Failure> {
    let url = &config.server.public_url;
    let mut text = format!(
        "\n演示数据已就绪 the demonstration is ready:\n  排名 rankings      {url}{}\n                     {url}{}\n  工作台 working area {url}{}\n\n演示账号 demonstration accounts (CHENGPING_DEMONSTRATION_ENABLED=true):\n",
        app::routes::index(hfi::SLUG),
        app::routes::index(shanxi::SLUG),
        app::routes::WORK
    );
    for account in accounts::demonstration_accounts(services).await? {
        let organisation = &account.organisation;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {}  {}  ({}: {})",
            account.email,
            account.password,
            organisation.kind.label(),
            organisation.name.zh
        );
    }
    output::print(&text)
}
