//! Signing in and out, set-up links, passwords, throttling.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use domain::{Duty, OrganisationKind, Text};
use service::{Error, Settings, accounts, change_password::change_password, console, set_up, sign_in, sign_out};
use storage::{Db, on_both_databases};
use support::Stage;
use time::Duration;

on_both_databases!(
    a_set_up_link_works_once_and_only_for_three_days,
    a_new_link_a_used_one_and_a_new_password_void_the_links_before,
    of_two_links_issued_at_once_one_works,
    too_many_failures_make_everyone_wait_even_with_the_right_password,
    changing_the_password_ends_every_session,
    a_session_ends_when_it_is_not_used_or_the_account_is_disabled,
    nobody_learns_whether_an_account_exists,
    outside_demonstration_mode_its_accounts_stay_out_and_the_first_operator_gets_a_link,
    the_demonstrations_respondents_act_for_the_organisation_they_were_given_last,
    two_organisations_of_a_kind_never_share_a_name,
);

const PASSWORD: &str = "four rivers meet here";

async fn ready(stage: &Stage) -> String {
    let s = &stage.services;
    let token = accounts::renew_link(s, &stage.operator, stage.assessor.user_id).await.expect("a link");
    set_up::accept(s, &token, PASSWORD, PASSWORD).await.expect("a password");
    token
}

async fn a_set_up_link_works_once_and_only_for_three_days(db: Db) {
    let stage = Stage::new(db).await;
    let s = &stage.services;
    let used = ready(&stage).await;
    assert!(matches!(set_up::accept(s, &used, PASSWORD, PASSWORD).await, Err(Error::NotFound)));
    let late = accounts::renew_link(s, &stage.operator, stage.assessor.user_id).await.expect("a link");
    let differs = set_up::accept(s, &late, PASSWORD, "four rivers meet there").await;
    assert!(matches!(differs, Err(Error::Invalid(_))), "a failed try does not use the link up");
    stage.clock.pass(Duration::days(3));
    assert!(matches!(set_up::link_holder(s, &late).await, Err(Error::NotFound)));
}

async fn a_new_link_a_used_one_and_a_new_password_void_the_links_before(db: Db) {
    let stage = Stage::new(db).await;
    let s = &stage.services;
    let link = || accounts::renew_link(s, &stage.operator, stage.assessor.user_id);
    let dead = async |token: &str| {
        assert!(matches!(set_up::link_holder(s, token).await, Err(Error::NotFound)));
        let used = set_up::accept(s, token, "somebody else chose this", "somebody else chose this").await;
        assert!(matches!(used, Err(Error::NotFound)), "{used:?}");
    };
    let first = link().await.expect("a link");
    let second = link().await.expect("another");
    dead(&first).await;
    set_up::accept(s, &second, PASSWORD, PASSWORD).await.expect("a password");
    dead(&first).await;
    dead(&second).await;

    let session = sign_in::sign_in(s, "assessor@example.org", PASSWORD, "192.0.2.1").await.expect("signed in");
    let third = link().await.expect("a link");
    dead(&first).await;
    let still = sign_in::actor_of(s, &session.token).await.expect("store");
    assert_eq!(still.as_ref(), Some(&stage.assessor), "neither a new link nor an old one ends a session");
    change_password(s, &stage.assessor, PASSWORD, "seven hills and a river").await.expect("changed");
    dead(&third).await;
    assert!(sign_in::sign_in(s, "assessor@example.org", "seven hills and a river", "192.0.2.1").await.is_ok());
}

async fn of_two_links_issued_at_once_one_works(db: Db) {
    let stage = Stage::new(db).await;
    let s = &stage.services;
    let link = || accounts::renew_link(s, &stage.operator, stage.assessor.user_id);
    let (one, other) = tokio::join!(link(), link());
    let mut work = 0;
    for token in [one.expect("a link"), other.expect("a link")] {
        work += usize::from(set_up::link_holder(s, &token).await.is_ok());
    }
    assert_eq!(work, 1);
}

async fn too_many_failures_make_everyone_wait_even_with_the_right_password(db: Db) {
    let stage = Stage::new(db).await;
    let s = &stage.services;
    ready(&stage).await;
    for _ in 0..5 {
        let wrong = sign_in::sign_in(s, "assessor@example.org", "wrong password", "192.0.2.1").await;
        assert!(matches!(wrong, Err(Error::Invalid(_))));
    }
    let right = sign_in::sign_in(s, "Assessor@example.org", PASSWORD, "192.0.2.2").await;
    assert!(matches!(right, Err(Error::Throttled { .. })));
    stage.clock.pass(Duration::minutes(16));
    assert!(sign_in::sign_in(s, "assessor@example.org", PASSWORD, "192.0.2.2").await.is_ok());
}

async fn changing_the_password_ends_every_session(db: Db) {
    let stage = Stage::new(db).await;
    let s = &stage.services;
    ready(&stage).await;
    let session = sign_in::sign_in(s, "assessor@example.org", PASSWORD, "192.0.2.1").await.expect("signed in");
    assert_eq!(sign_in::actor_of(s, &session.token).await.expect("store").as_ref(), Some(&stage.assessor));
    let refused = change_password(s, &stage.assessor, "not the old one", "seven hills and a river").await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    change_password(s, &stage.assessor, PASSWORD, "seven hills and a river").await.expect("changed");
    assert_eq!(sign_in::actor_of(s, &session.token).await.expect("store"), None);
}

async fn a_session_ends_when_it_is_not_used_or_the_account_is_disabled(db: Db) {
    let stage = Stage::new(db).await;
    let s = &stage.services;
    ready(&stage).await;
    let open = || sign_in::sign_in(s, "assessor@example.org", PASSWORD, "192.0.2.1");
    let idle = open().await.expect("signed in");
    stage.clock.pass(Duration::hours(11));
    assert!(sign_in::actor_of(s, &idle.token).await.expect("store").is_some(), "used within the time");
    stage.clock.pass(Duration::hours(12));
    assert_eq!(sign_in::actor_of(s, &idle.token).await.expect("store"), None);

    let left = open().await.expect("signed in");
    sign_out::sign_out(s, &left.token).await.expect("signed out");
    assert_eq!(sign_in::actor_of(s, &left.token).await.expect("store"), None);

    let locked = open().await.expect("signed in");
    accounts::set_disabled(s, &stage.operator, stage.assessor.user_id, true).await.expect("disabled");
    assert_eq!(sign_in::actor_of(s, &locked.token).await.expect("store"), None);
    assert!(matches!(open().await, Err(Error::Invalid(_))));
}

async fn nobody_learns_whether_an_account_exists(db: Db) {
    let stage = Stage::new(db).await;
    ready(&stage).await;
    let message = |email: &'static str| {
        let s = stage.services.clone();
        async move {
            match sign_in::sign_in(&s, email, "a wrong password", "192.0.2.1").await {
                Err(Error::Invalid(problems)) => problems,
                other => panic!("{other:?}"),
            }
        }
    };
    assert_eq!(message("assessor@example.org").await, message("nobody@example.org").await);
}

async fn outside_demonstration_mode_its_accounts_stay_out_and_the_first_operator_gets_a_link(db: Db) {
    let shown = Stage::with(db.clone(), Settings { demonstration: true, ..Settings::default() }).await;
    let s = &shown.services;
    let kind = OrganisationKind::Operator;
    let email =
        accounts::create_demo_account(s, &shown.operator, kind, Text::same("演示运营方"), "demo").await.expect("one");
    let password = accounts::demonstration_accounts(s).await.expect("a list")[0].password;
    let session = sign_in::sign_in(s, &email, password, "192.0.2.1").await.expect("signed in");
    assert_eq!(set_up::first_operator_link(s).await.expect("store"), None, "the demonstration has its operator");

    let real = shown.services_with(db, Settings::default());
    assert!(matches!(sign_in::sign_in(&real, &email, password, "192.0.2.1").await, Err(Error::Invalid(_))));
    assert_eq!(sign_in::actor_of(&real, &session.token).await.expect("store"), None, "an open session ends too");
    assert_ne!(console::operator(&real).await.expect("an operator").email, email);
    let token = set_up::first_operator_link(&real).await.expect("store").expect("a link");
    let holder = set_up::link_holder(&real, &token).await.expect("a person");
    assert_ne!(holder.email, email);
    set_up::accept(&real, &token, PASSWORD, PASSWORD).await.expect("a password");
    assert!(sign_in::sign_in(&real, &holder.email, PASSWORD, "192.0.2.1").await.is_ok());
    assert_eq!(set_up::first_operator_link(&real).await.expect("store"), None);
}

async fn the_demonstrations_respondents_act_for_the_organisation_they_were_given_last(db: Db) {
    let shown = Stage::with(db, Settings { demonstration: true, ..Settings::default() }).await;
    let (s, operator) = (&shown.services, &shown.operator);
    let organisation = async |name: &str| {
        let kind = OrganisationKind::Respondent;
        accounts::create_organisation(s, operator, kind, Text::same(name)).await.expect("an organisation").id
    };
    let (first, second) = (organisation("甲局").await, organisation("乙局").await);
    for given in [first, second, second] {
        let create = accounts::create_demo_respondent(s, operator, given, Duty::Head, "demo");
        assert_eq!(create.await.expect("an account"), "respondent@demo.example");
    }
    let filler = accounts::create_demo_respondent(s, operator, first, Duty::Filler, "demo").await.expect("an account");
    let people = accounts::demonstration_accounts(s).await.expect("a list");
    let people: Vec<_> = people.iter().map(|a| (a.email.as_str(), a.organisation.id, a.duty)).collect();
    assert_eq!(people, [("respondent@demo.example", second, Duty::Head), (filler.as_str(), first, Duty::Filler)]);
    let assessors = shown.assessor.organisation.id;
    for (actor, organisation) in [(&shown.assessor, first), (operator, assessors)] {
        let refused = accounts::create_demo_respondent(s, actor, organisation, Duty::Head, "demo").await;
        assert!(matches!(refused, Err(Error::Forbidden | Error::NotFound)), "{refused:?}");
    }
}

async fn two_organisations_of_a_kind_never_share_a_name(db: Db) {
    let stage = Stage::new(db).await;
    let create = |kind| {
        accounts::create_organisation(&stage.services, &stage.operator, kind, Text::new(" assessor ", "Another"))
    };
    let again = create(OrganisationKind::Assessor).await;
    assert!(matches!(&again, Err(Error::Invalid(p)) if p[0].place.field.as_deref() == Some("name_zh")), "{again:?}");
    // The same people may well both assess and commission.
    assert!(create(OrganisationKind::Commissioner).await.is_ok());
}
