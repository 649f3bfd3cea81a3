//! Every service function on fieldwork and filings, against every role and foreign organisations. What
//! is not written here as allowed must be denied. The other functions: `authorisation.rs`.

mod support;

use std::{collections::BTreeMap, future::Future, pin::Pin};

use bytes::Bytes;
use domain::{Actor, Duty};
use service::{
    Error, Result, Services,
    confirm::confirm,
    documents::{self, Attached, NewFile, WithdrawForm},
    fieldwork,
    file_table::{TableForm, file_table},
    gather,
    hand_over::{HandOverForm, hand_over, reach},
    rate::{RateForm, rate},
    ratings,
    respondents::{self, InviteForm},
    return_for_correction::{ReturnForm, return_for_correction},
    submissions,
    tables::{self, ReadingForm, TableUploadRecord},
    templates,
};
use storage::{Db, on_both_databases};
use support::round::{Round, SOUND, choose_password, fieldwork_form, invite};
use time::Duration;

on_both_databases!(each_function_serves_its_roles_and_nobody_else);

type Call = for<'a> fn(&'a Scene, &'a Actor) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// Fieldwork with filing open, and people of the respondent: one who has not signed in yet, one who has.
struct Scene {
    round: Round,
    invited: Actor,
    colleague: Actor,
}

struct Rule {
    name: &'static str,
    call: Call,
    allowed: &'static [&'static str],
}

/// A rule from a call on the scene's services and respondent, and the roles that are allowed.
macro_rules! rule {
    ($name:literal, [$($role:ident),*], |$scene:ident, $services:ident, $actor:ident, $id:ident| $body:expr) => {{
        fn call<'a>($scene: &'a Scene, $actor: &'a Actor) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>> {
            let ($services, $id) = (&$scene.round.stage.services, $scene.round.finance.id);
            Box::pin(async move { $body.await.map(drop) })
        }
        Rule { name: $name, call, allowed: &[$(stringify!($role)),*] }
    }};
}

#[expect(clippy::too_many_lines, reason = "a table: one entry an action")]
fn rules() -> Vec<Rule> {
    vec![
        rule!("fieldwork::choices", [assessor], |_scene, s, actor, _id| fieldwork::choices(s, actor, "cities")),
        rule!("fieldwork::plan_fieldwork", [assessor], |scene, s, actor, _id| async {
            fieldwork::plan_fieldwork(s, actor, "cities", &fieldwork_form(&scene.round.stage, "2026")).await
        }),
        rule!("fieldwork::open_fieldwork", [assessor], |scene, s, actor, _id| async {
            fieldwork::open_fieldwork(s, actor, "cities", &fieldwork_form(&scene.round.stage, "2026")).await
        }),
        rule!("fieldwork::list_fieldwork", [assessor], |_scene, s, actor, _id| fieldwork::list_fieldwork(
            s, actor, "cities"
        )),
        rule!("fieldwork::list_commissioned", [commissioner, foreign_commissioner], |_scene, s, actor, _id| {
            fieldwork::list_commissioned(s, actor)
        }),
        rule!("fieldwork::open_board", [assessor, commissioner], |_scene, s, actor, _id| fieldwork::open_board(
            s, actor, "cities", "2025"
        )),
        rule!(
            "respondents::list_mine",
            [assessor, foreign_assessor, respondent, filler, head, neighbour],
            |_scene, s, actor, _id| respondents::list_mine(s, actor)
        ),
        rule!("respondents::open_respondent", [assessor, filler, head], |_scene, s, actor, id| {
            respondents::open_respondent(s, actor, id)
        }),
        rule!("respondents::invite", [assessor, head], |_scene, s, actor, id| async move {
            let email = format!("by-{}@example.org", actor.user_id);
            let form = InviteForm { email, name: "new".into(), duty: "filler".into() };
            respondents::invite(s, actor, id, &form).await
        }),
        rule!("respondents::renew_invitation", [assessor, head], |scene, s, actor, id| {
            respondents::renew_invitation(s, actor, id, scene.invited.user_id)
        }),
        rule!("respondents::set_access", [assessor, head], |scene, s, actor, id| {
            respondents::set_access(s, actor, id, scene.invited.user_id, false)
        }),
        rule!("hand_over::reach", [assessor, head], |_scene, s, actor, id| reach(s, actor, id)),
        rule!("hand_over::hand_over", [assessor, head], |scene, s, actor, id| async move {
            let (head, next) = (&scene.round.head, &scene.colleague);
            let from = |person: &Actor| HandOverForm { from: person.user_id.to_string() };
            hand_over(s, actor, id, next.user_id, &from(head)).await?;
            // Back again, for whoever may do it next.
            hand_over(s, &scene.round.stage.assessor, id, head.user_id, &from(next)).await
        }),
        rule!("documents::attach", [filler, head], |_scene, s, actor, id| attach(s, actor, id)),
        rule!("documents::list", [assessor, commissioner, filler, head], |_scene, s, actor, id| {
            documents::list(s, actor, id)
        }),
        rule!("documents::open_file", [assessor, commissioner, filler, head], |_scene, s, actor, id| {
            documents::open_file(s, actor, id, 1, 1)
        }),
        rule!("documents::withdraw", [filler, head], |scene, s, actor, id| async move {
            // What nobody withdrew is found again; after a withdrawal it is kept anew, under the next number.
            let document = attach(s, &scene.round.filler, id).await?.document;
            let form = WithdrawForm { revision: document.revision.to_string(), reason: "reason".into() };
            documents::withdraw(s, actor, id, document.number, &form).await
        }),
        rule!("templates::download_template", [assessor, filler, head], |_scene, s, actor, id| {
            templates::download_template(s, actor, id)
        }),
        rule!("templates::begins_with", [assessor, filler, head], |_scene, s, actor, id| {
            templates::begins_with(s, actor, id)
        }),
        rule!("templates::fill_template", [assessor, filler, head], |_scene, s, actor, id| {
            templates::fill_template(s, actor, id, BTreeMap::new())
        }),
        rule!("submit::submit", [filler, head], |scene, _s, actor, _id| scene.round.submit(actor, SOUND)),
        rule!("templates::download_head", [assessor, filler, head], |_scene, s, actor, id| {
            templates::download_head(s, actor, id, "A1")
        }),
        rule!("tables::upload_table", [filler, head], |scene, _s, actor, _id| upload_table(scene, actor)),
        rule!("tables::open_table", [filler, head], |scene, s, actor, id| async move {
            let upload = upload_table(scene, &scene.round.head).await?;
            tables::open_table(s, actor, id, &upload.file_sha256, &ReadingForm::default()).await
        }),
        rule!("file_table::file_table", [filler, head], |scene, s, actor, id| async move {
            let upload = upload_table(scene, &scene.round.head).await?;
            let desk =
                tables::open_table(s, &scene.round.head, id, &upload.file_sha256, &ReadingForm::default()).await?;
            let form = TableForm { base: desk.base.to_string(), ..TableForm::default() };
            file_table(s, actor, id, &upload.file_sha256, &form).await
        }),
        rule!("submissions::open_submission", [assessor, filler, head], |_scene, s, actor, id| {
            submissions::open_submission(s, actor, id, 1)
        }),
        rule!("submissions::submission_file", [assessor, filler, head], |_scene, s, actor, id| {
            submissions::submission_file(s, actor, id, 1)
        }),
        rule!("submissions::annotated_copy", [assessor, filler, head], |scene, s, actor, id| async move {
            // Only a workbook can be annotated, and the first revision is a CSV file.
            let file = templates::download_template(s, &scene.round.head, id).await?.1;
            let filed = service::submit::submit(s, &scene.round.head, id, "t.xlsx", file.into()).await?;
            submissions::annotated_copy(s, actor, id, filed.revision).await
        }),
        rule!("confirm::confirm", [head], |scene, s, actor, id| async move {
            let filed = scene.round.submit(&scene.round.filler, SOUND).await?;
            confirm(s, actor, id, filed.revision).await
        }),
        rule!("ratings::list_ratings", [assessor], |_scene, s, actor, _id| ratings::list_ratings(
            s, actor, "cities", "2025"
        )),
        rule!("ratings::open_rating", [assessor], |_scene, s, actor, _id| {
            ratings::open_rating(s, actor, "cities", "2025", "140100", "A1")
        }),
        rule!("rate::rate", [assessor], |scene, s, actor, _id| async move {
            let assessor = &scene.round.stage.assessor;
            let desk = ratings::open_rating(s, assessor, "cities", "2025", "140100", "A1").await?;
            let form = RateForm {
                revision: desk.revision.unwrap_or_default().to_string(),
                reason: "合同和验收单齐全".into(),
                rows: vec!["2".into()],
                ..RateForm::default()
            };
            rate(s, actor, "cities", "2025", "140100", "A1", &form).await
        }),
        rule!("return_for_correction::return_for_correction", [assessor], |_scene, s, actor, id| async move {
            let desk = respondents::open_respondent(s, actor, id).await?;
            let newest = desk.submissions.last().map_or(0, |newest| newest.revision);
            let form = ReturnForm { reason: "reason".into(), due: "2026-12-01".into() };
            return_for_correction(s, actor, id, newest, &form).await
        }),
        rule!("gather::open_gathering", [assessor], |_scene, s, actor, _id| gather::open_gathering(
            s, actor, "cities", "2025"
        )),
        rule!("gather::gather", [assessor], |scene, s, actor, _id| async move {
            // Nothing is gathered before filing is over.
            scene.round.stage.clock.pass(Duration::days(60));
            gather::gather(s, actor, "cities", "2025").await
        }),
    ]
}

async fn upload_table(scene: &Scene, actor: &Actor) -> Result<TableUploadRecord> {
    let (services, id) = (&scene.round.stage.services, scene.round.finance.id);
    tables::upload_table(services, actor, id, "财政.csv", SOUND.as_bytes().into()).await
}

/// Attaches a document, the same file every time.
async fn attach(services: &Services, actor: &Actor, id: i64) -> Result<Attached> {
    let file = NewFile { number: "", file_name: "批复.pdf", bytes: Bytes::from_static(b"%PDF-1.7") };
    documents::attach(services, actor, id, file).await
}

async fn each_function_serves_its_roles_and_nobody_else(db: Db) {
    let round = Round::filing(db).await;
    let invited = invite(&round.stage, &round.finance, Duty::Filler, "invited").await;
    let colleague = invite(&round.stage, &round.finance, Duty::Filler, "colleague").await;
    for person in [&round.head, &colleague] {
        choose_password(&round.stage, &round.finance, person).await;
    }
    let foreign_commissioner = round.stage.another_commissioner().await;
    let scene = Scene { round, invited, colleague };
    let stage = &scene.round.stage;
    for rule in rules() {
        // Those who may not come first: they must find everything as it was.
        let mut cases = [
            ("operator", &stage.operator),
            ("foreign_assessor", &stage.foreign_assessor),
            ("commissioner", &stage.commissioner),
            ("foreign_commissioner", &foreign_commissioner),
            ("respondent", &stage.respondent),
            ("neighbour", &scene.round.neighbour),
            ("filler", &scene.round.filler),
            ("head", &scene.round.head),
            ("assessor", &stage.assessor),
        ];
        cases.sort_by_key(|(role, _)| rule.allowed.contains(role));
        for (role, actor) in cases {
            let allowed = rule.allowed.contains(&role);
            let outcome = (rule.call)(&scene, actor).await;
            let denied = matches!(outcome, Err(Error::Forbidden | Error::NotFound));
            assert_eq!(!denied, allowed, "{} for the {role}: {outcome:?}", rule.name);
            assert!(denied || outcome.is_ok(), "{} for the {role}: {outcome:?}", rule.name);
        }
    }
}
