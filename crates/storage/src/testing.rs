//! What tests need: empty databases of both kinds with the schema of `migrations`, and things to put
//! into them. Behind the feature `testing`, so that the crates above test against the same.
//!
//! PostgreSQL is the server at the URL in `CHENGPING_TEST_POSTGRES` (its role must be allowed to create
//! databases); without it those tests are skipped, unless `CHENGPING_REQUIRE_POSTGRES` is set.
//! Each test makes a database there and leaves it: the server is meant to be thrown away.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

use std::{
    path::Path,
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{
    Duty, Index, Instrument, NodeDraft, Organisation, OrganisationKind, Problem, Recipe, Stage, Text,
    edition::StageEvent, fieldwork::Schedule, questionnaire::Phase,
};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use time::{OffsetDateTime, macros::datetime};

use crate::{
    Db,
    accounts::{self, Account, NewAccount},
    connect,
    datasets::{self, DatasetRecord, NewDataset},
    editions::{self, EditionRecord, NewEdition},
    fieldworks::{self, FieldworkRecord, NewFieldwork},
    indexes::{self, IndexRecord},
    instruments::{self, InstrumentRecord, NewInstrument},
    organisations,
    respondents::{self, NewRespondent, RespondentRecord},
    rounds::{self, RoundRecord},
};

/// When everything in a test happens.
pub const NOW: OffsetDateTime = datetime!(2026-11-23 09:00 UTC);

const SERVER: &str = "CHENGPING_TEST_POSTGRES";
const REQUIRED: &str = "CHENGPING_REQUIRE_POSTGRES";

/// Makes two tests of each `async fn name(db: Db)` named: `sqlite::name` and `postgres::name`.
///
/// A body that is not named is dead code, which the compiler reports. The calling crate needs `tokio`
/// with `macros` among its development dependencies.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[::tokio::test]
                async fn $name() {
                    super::$name($crate::testing::sqlite().await).await;
                }
            )+
        }

        mod postgres {
            $(
                #[::tokio::test]
                async fn $name() {
                    if let Some(db) = $crate::testing::postgres().await {
                        super::$name(db).await;
                    }
                }
            )+
        }
    };
}

/// An empty SQLite database in memory. It has one connection: whoever asks for another while holding
/// a transaction waits in vain.
///
/// # Panics
/// If it cannot be made.
pub async fn sqlite() -> Db {
    migrated(connect("sqlite::memory:").await.expect("a database in memory")).await
}

/// An empty SQLite database in a file, with several connections, as in service.
///
/// # Panics
/// If it cannot be made.
pub async fn sqlite_file(file: &Path) -> Db {
    let url = format!("sqlite://{}", file.display());
    migrated(connect(&url).await.expect("a database in a file")).await
}

/// An empty PostgreSQL database of its own, or `None` without a server.
///
/// # Panics
/// If it cannot be made, or if there is no server and `CHENGPING_REQUIRE_POSTGRES` is set.
pub async fn postgres() -> Option<Db> {
    static NEXT: AtomicU32 = AtomicU32::new(0);

    let Ok(server) = std::env::var(SERVER) else {
        assert!(std::env::var_os(REQUIRED).is_none(), "{REQUIRED} is set, but {SERVER} names no server");
        println!("skipped: {SERVER} names no PostgreSQL server");
        return None;
    };
    #[expect(clippy::disallowed_methods, reason = "names of databases must differ between runs")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_micros();
    let name = format!("chengping_{}_{since}_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = connect(&server).await.expect("a PostgreSQL server");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a new database");
    admin.close().await.expect("closed");

    let mut options = ConnectOptions::new(server);
    options.max_connections(8).sqlx_logging(false);
    options.map_sqlx_postgres_opts(move |postgres| postgres.database(&name));
    Some(migrated(Database::connect(options).await.expect("the new database")).await)
}

async fn migrated(db: Db) -> Db {
    migrations::migrate(&db).await.expect("the schema");
    db
}

/// An organisation that assesses.
///
/// # Panics
/// If it cannot be stored.
pub async fn organisation(db: &Db) -> Organisation {
    let name = Text::new("评估机构", "Assessor");
    organisations::insert(db, OrganisationKind::Assessor, &name, NOW).await.expect("an organisation")
}

/// A person of an organisation that assesses: the same one every time.
///
/// # Panics
/// If it cannot be stored.
pub async fn account(db: &Db) -> Account {
    const EMAIL: &str = "assessor@example.org";
    if let Some(account) = accounts::find_by_email(db, EMAIL).await.expect("an answer") {
        return account;
    }
    let organisation_id = organisation(db).await.id;
    let new = NewAccount {
        organisation_id,
        email: EMAIL.into(),
        name: "李华".into(),
        password_hash: None,
        duty: Duty::Filler,
    };
    let id = accounts::insert(db, new, NOW).await.expect("an account");
    accounts::find(db, id).await.expect("an answer").expect("the account")
}

/// An index of [`account`]'s organisation.
///
/// # Panics
/// If it cannot be stored.
pub async fn index(db: &Db, slug: &str) -> IndexRecord {
    let about = Index {
        slug: slug.parse().expect("a slug"),
        name: Text::new("指数", "Index"),
        summary: Text::new("概要", "Summary"),
        source: Text::new("来源", "Source"),
        licence: Text::new("许可", "Licence"),
        unit_noun: Text::new("城市", "cities"),
        contact: Text::new("评估处", "The office"),
        fictional: false,
    };
    indexes::insert(db, account(db).await.organisation.id, &about, NOW).await.expect("an index")
}

/// A root with two indicators.
///
/// # Panics
/// Never: the tree is good.
pub fn tree() -> Instrument {
    let node = |code: &str, parent: Option<&str>, weight| NodeDraft {
        code: code.into(),
        parent: parent.map(Into::into),
        weight,
        ..NodeDraft::default()
    };
    let drafts = vec![node("r", None, None), node("a", Some("r"), Some(60.0)), node("b", Some("r"), Some(40.0))];
    Instrument::build(drafts).expect("a good tree")
}

/// The next version of the instrument of an index.
///
/// # Panics
/// If it cannot be stored.
pub async fn instrument(db: &Db, index_id: i64) -> InstrumentRecord {
    let new = NewInstrument {
        index_id,
        instrument: &tree(),
        file_name: "tree.csv",
        file_sha256: "00",
        warnings: &[Problem::warning("tree.name_missing", Text::new("缺一个名称。", "A name is missing."))],
        questionnaire_sha256: Some("q"),
        created_by: account(db).await.id,
    };
    instruments::insert_next_version(db, new, NOW).await.expect("an instrument")
}

/// Fieldwork of an index over its newest instrument, filed for from 23 November 2026 on.
///
/// # Panics
/// If it cannot be stored.
pub async fn fieldwork(db: &Db, index_id: i64, period: &str) -> FieldworkRecord {
    let phase = Phase { code: "self-report".into(), name: Text::new("填报", "Filing"), working_days: 5 };
    let commissioner = Text::new("委托方", "Commissioner");
    let new = NewFieldwork {
        index_id,
        period,
        days: "2025-01-01/2025-12-31".parse().expect("a period"),
        instrument_version_id: instrument(db, index_id).await.id,
        commissioner_id: organisations::insert(db, OrganisationKind::Commissioner, &commissioner, NOW)
            .await
            .expect("an organisation")
            .id,
        units: &["140100".to_owned(), "140200".to_owned()],
        schedule: &Schedule::plan(NOW.date(), &[phase]).expect("dates"),
        created_by: account(db).await.id,
    };
    fieldworks::insert(db, new, NOW).await.expect("fieldwork")
}

/// A respondent of fieldwork, with an organisation of its own.
///
/// # Panics
/// If it cannot be stored.
pub async fn respondent(db: &Db, fieldwork_id: i64, region: &str, department: &str) -> RespondentRecord {
    let name = Text::same(format!("{region} {department}"));
    let organisation = organisations::insert(db, OrganisationKind::Respondent, &name, NOW).await;
    let organisation_id = organisation.expect("an organisation").id;
    let new = NewRespondent { fieldwork_id, region, department, organisation_id };
    let id = respondents::insert(db, new).await.expect("a respondent");
    respondents::find(db, id).await.expect("an answer").expect("the respondent")
}

/// The next revision of the values of a period.
///
/// # Panics
/// If it cannot be stored.
pub async fn dataset(db: &Db, index_id: i64, period: &str) -> DatasetRecord {
    let new = NewDataset {
        index_id,
        period,
        content_sha256: "11",
        file_sha256: "22",
        file_name: "values.csv",
        units: 2,
        present: 3,
        possible: 4,
        warnings: &[Problem::warning("data.value_missing", Text::new("缺一个值。", "A value is missing."))],
        created_by: account(db).await.id,
    };
    datasets::insert_next_revision(db, new, NOW).await.expect("a data set")
}

/// A round of a new index `freedom`.
///
/// # Panics
/// If it cannot be stored.
pub async fn round(db: &Db, period: &str) -> RoundRecord {
    let index = index(db, "freedom").await;
    round_of(db, index.id, period).await
}

/// A round of an index, with a new instrument and data set.
///
/// # Panics
/// If it cannot be stored.
pub async fn round_of(db: &Db, index_id: i64, period: &str) -> RoundRecord {
    let instrument = instrument(db, index_id).await.id;
    let dataset = dataset(db, index_id, period).await.id;
    rounds::upsert(db, index_id, period, instrument, dataset, &Recipe::default(), NOW).await.expect("a round")
}

/// A version of an edition of a round, without events.
///
/// # Panics
/// If it cannot be stored.
pub async fn edition(db: &Db, round: &RoundRecord, version: u32) -> EditionRecord {
    let new = NewEdition {
        index_id: round.index_id,
        round_id: round.id,
        period: &round.period,
        version,
        bundle_sha256: "33",
        full_sha256: None,
        created_by: account(db).await.id,
    };
    editions::insert_next_version(db, new, NOW).await.expect("an edition")
}

/// Brings an edition to a stage.
///
/// # Panics
/// If it cannot be stored.
pub async fn enter(db: &Db, edition_id: i64, stage: Stage) {
    let event = StageEvent { stage, at: NOW, notice: None, reason: None };
    editions::append_event(db, edition_id, &event, None).await.expect("an event");
}

#[cfg(test)]
mod tests {
    use migrations::{Migrator, MigratorTrait, migrate, pending};

    use super::*;

    crate::on_both_databases!(processes_may_migrate_at_once, every_migration_can_be_undone);

    async fn processes_may_migrate_at_once(db: Db) {
        Migrator::down(&db, None).await.expect("an empty schema");
        let processes: Vec<_> = (0..4)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { migrate(&db).await })
            })
            .collect();
        for process in processes {
            process.await.expect("no panic").expect("the schema");
        }
        assert_eq!(pending(&db).await.expect("an answer"), [""; 0]);
    }

    async fn every_migration_can_be_undone(db: Db) {
        let all = Migrator::migrations().len();
        Migrator::down(&db, None).await.expect("undone");
        assert_eq!(pending(&db).await.expect("an answer").len(), all);
        migrate(&db).await.expect("done again");
        account(&db).await;
    }
}
