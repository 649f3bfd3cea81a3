//! Every service function that takes an actor, against every role and a foreign organisation. What
//! is not written here as allowed must be denied. Functions on fieldwork: `fieldwork_authorisation.rs`.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use std::{future::Future, pin::Pin};

use bytes::Bytes;
use domain::{Actor, OrganisationKind, Recipe, Text, job::ColumnMapping};
use service::{
    Error, Result, accounts, accounts::AccountForm, audit, data, full_edition, indexes, instruments, jobs, method,
    publish, questionnaires, revisions, robustness, rounds, sign_out,
};
use storage::{Db, on_both_databases};
use support::{Stage, TABLE, TREE, form, stage_form};

on_both_databases!(each_function_serves_its_roles_and_nobody_else, an_organisation_sees_its_own_audit_records_only);

type Call = for<'a> fn(&'a Stage, &'a Actor) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Who may call a function on the index of `assessor`.
struct Rule {
    name: &'static str,
    call: Call,
    /// Fields of [`Stage`].
    allowed: &'static [&'static str],
}

/// A rule from a call and the roles that are allowed.
macro_rules! rule {
    ($name:literal, [$($role:ident),*], |$stage:ident, $actor:ident| $body:expr) => {{
        fn call<'a>($stage: &'a Stage, $actor: &'a Actor) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>> {
            Box::pin(async move { $body.await.map(drop) })
        }
        Rule { name: $name, call, allowed: &[$(stringify!($role)),*] }
    }};
}

#[expect(clippy::too_many_lines, reason = "one table, a line a function")]
fn rules() -> Vec<Rule> {
    vec![
        // The operator's own.
        rule!("accounts::create_organisation", [operator], |stage, actor| accounts::create_organisation(
            &stage.services,
            actor,
            OrganisationKind::Respondent,
            Text::same("new")
        )),
        rule!("accounts::list_organisations", [operator], |stage, actor| accounts::list_organisations(
            &stage.services,
            actor
        )),
        rule!("accounts::create_account", [operator], |stage, actor| async {
            let form = AccountForm {
                organisation_id: stage.assessor.organisation.id,
                email: format!("by-{}@example.org", actor.user_id),
                name: "new".into(),
            };
            accounts::create_account(&stage.services, actor, &form).await
        }),
        rule!("accounts::renew_link", [operator], |stage, actor| accounts::renew_link(
            &stage.services,
            actor,
            stage.respondent.user_id
        )),
        rule!("accounts::list_accounts", [operator], |stage, actor| accounts::list_accounts(&stage.services, actor)),
        rule!("accounts::set_disabled", [operator], |stage, actor| accounts::set_disabled(
            &stage.services,
            actor,
            stage.respondent.user_id,
            false
        )),
        // An assessor's, for their own organisation.
        rule!("indexes::create_index", [assessor, foreign_assessor], |stage, actor| async {
            indexes::create_index(&stage.services, actor, &form(&format!("new-{}", actor.user_id))).await
        }),
        rule!("indexes::list_indexes", [assessor, foreign_assessor], |stage, actor| indexes::list_indexes(
            &stage.services,
            actor
        )),
        // On an index: the organisation that owns it.
        rule!("indexes::open_index", [assessor], |stage, actor| indexes::open_index(&stage.services, actor, "cities")),
        rule!("indexes::describe_index", [assessor], |stage, actor| async {
            indexes::describe_index(&stage.services, actor, "cities", &form("cities")).await
        }),
        rule!("instruments::import_instrument", [assessor], |stage, actor| instruments::import_instrument(
            &stage.services,
            actor,
            "cities",
            "tree.csv",
            Bytes::from_static(TREE.as_bytes())
        )),
        rule!("instruments::export_csv", [assessor], |stage, actor| instruments::export_csv(
            &stage.services,
            actor,
            "cities"
        )),
        rule!("questionnaires::open_questionnaire", [assessor], |stage, actor| questionnaires::open_questionnaire(
            &stage.services,
            actor,
            "cities"
        )),
        rule!("questionnaires::open_lineage", [assessor], |stage, actor| questionnaires::open_lineage(
            &stage.services,
            actor,
            "cities"
        )),
        rule!("data::import_data", [assessor], |stage, actor| data::import_data(
            &stage.services,
            actor,
            "cities",
            "t.csv",
            Bytes::from_static(TABLE.as_bytes()),
            ColumnMapping::default()
        )),
        rule!("rounds::open_round", [assessor], |stage, actor| rounds::open_round(
            &stage.services,
            actor,
            "cities",
            "2024"
        )),
        rule!("robustness::open_robustness", [assessor], |stage, actor| robustness::open_robustness(
            &stage.services,
            actor,
            "cities",
            "2024"
        )),
        rule!("method::open_method", [assessor], |stage, actor| method::open_method(
            &stage.services,
            actor,
            "cities",
            "2024"
        )),
        rule!("method::try_recipe", [assessor], |stage, actor| async {
            method::try_recipe(&stage.services, actor, "cities", "2024", &Recipe::default()).await
        }),
        rule!("rounds::choose_recipe", [assessor], |stage, actor| async {
            rounds::choose_recipe(&stage.services, actor, "cities", "2024", &Recipe::default()).await
        }),
        rule!("publish::publish", [assessor], |stage, actor| async {
            publish::publish(&stage.services, actor, "cities", "2025", &stage_form("draft")).await
        }),
        rule!("publish::advance", [assessor], |stage, actor| async {
            publish::advance(&stage.services, actor, "cities", "2024", 1, &stage_form("final")).await
        }),
        rule!("full_edition::list_full", [assessor], |stage, actor| full_edition::list_full(
            &stage.services,
            actor,
            "cities",
            "2024"
        )),
        rule!("full_edition::full_bundle", [assessor], |stage, actor| full_edition::full_bundle(
            &stage.services,
            actor,
            "cities",
            "2024",
            1
        )),
        rule!("jobs::open_job", [assessor], |stage, actor| jobs::open_job(&stage.services, actor, 1)),
        rule!("jobs::find_job", [assessor], |stage, actor| jobs::find_job(&stage.services, actor, 1)),
        // Everyone's own.
        rule!("audit::list", [operator, assessor, foreign_assessor, commissioner, respondent], |stage, actor| {
            audit::list(&stage.services, actor, None)
        }),
        rule!(
            "sign_out::sign_out_everywhere",
            [operator, assessor, foreign_assessor, commissioner, respondent],
            |stage, actor| { sign_out::sign_out_everywhere(&stage.services, actor) }
        ),
    ]
}

/// On the data of an index: the organisation that owns it.
fn rules_of_revisions() -> Vec<Rule> {
    vec![
        rule!("revisions::list_revisions", [assessor], |stage, actor| revisions::list_revisions(
            &stage.services,
            actor,
            "cities"
        )),
        rule!("revisions::open_revision", [assessor], |stage, actor| revisions::open_revision(
            &stage.services,
            actor,
            "cities",
            "2024",
            1
        )),
        rule!("revisions::revision_file", [assessor], |stage, actor| revisions::revision_file(
            &stage.services,
            actor,
            "cities",
            "2024",
            1
        )),
        rule!("revisions::restore_revision", [assessor], |stage, actor| revisions::restore_revision(
            &stage.services,
            actor,
            "cities",
            "2024",
            1
        )),
    ]
}

async fn each_function_serves_its_roles_and_nobody_else(db: Db) {
    let stage = Stage::with_data(db).await;
    stage.publish("2024", &stage_form("preliminary")).await;
    // A second upload, so that the first can come back.
    stage.import("name,code,year,a1,a2,b\n太原,tai,2024,11,1,0.5\n大同,dat,2024,20,3,0.25\n").await;
    for rule in rules().into_iter().chain(rules_of_revisions()) {
        // Those who may not come first: they must find everything as it was.
        let mut cases = [
            ("operator", &stage.operator),
            ("foreign_assessor", &stage.foreign_assessor),
            ("commissioner", &stage.commissioner),
            ("respondent", &stage.respondent),
            ("assessor", &stage.assessor),
        ];
        cases.sort_by_key(|(role, _)| rule.allowed.contains(role));
        for (role, actor) in cases {
            let allowed = rule.allowed.contains(&role);
            let outcome = (rule.call)(&stage, actor).await;
            let denied = matches!(outcome, Err(Error::Forbidden | Error::NotFound));
            assert_eq!(!denied, allowed, "{} for the {role}: {outcome:?}", rule.name);
            assert!(denied || outcome.is_ok(), "{} for the {role}: {outcome:?}", rule.name);
        }
    }
}

async fn an_organisation_sees_its_own_audit_records_only(db: Db) {
    let stage = Stage::with_data(db).await;
    let own = audit::list(&stage.services, &stage.assessor, None).await.expect("records");
    assert!(own.iter().any(|r| r.action == "index.created"));
    assert!(own.iter().all(|r| r.organisation_id == Some(stage.assessor.organisation.id)));
    let foreign = audit::list(&stage.services, &stage.foreign_assessor, None).await.expect("records");
    assert!(foreign.is_empty());
}
