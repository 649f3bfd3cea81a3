//! Filing: upload, mend, confirm, return, correct.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{Actor, Duty, fieldwork::Progress, questionnaire::column::Value};
use service::{
    Error, Result, Services, audit,
    confirm::confirm,
    fieldwork,
    hand_over::{HandOverForm, hand_over},
    respondents::{self, InviteForm},
    return_for_correction::{ReturnForm, return_for_correction},
    set_up, submissions, submit, templates,
};
use storage::{Db, on_both_databases};
use support::round::{
    BROKEN, QUESTIONNAIRE, Round, SOUND, choose_password, fieldwork_form, import_this, invite, respondent,
};
use time::Duration;

on_both_databases!(
    a_department_mends_what_is_wrong_and_its_head_confirms,
    what_is_confirmed_is_corrected_only_after_a_return,
    a_return_is_due_within_a_filing_phase,
    outside_its_phases_nothing_is_filed_and_the_date_is_said,
    a_revision_that_is_not_the_newest_is_neither_confirmed_nor_returned,
    the_workbook_that_was_downloaded_is_known_again,
    a_workbook_begins_with_the_rows_of_the_time_before,
    rows_that_nobody_brought_up_to_date_are_pointed_out,
    rows_of_the_time_before_find_their_columns_by_key,
    a_file_comes_back_as_it_was_sent_and_with_comments,
    the_assessor_files_its_own_tables_at_any_time,
    people_are_invited_by_a_link_and_leave,
    the_headship_is_handed_over_and_a_head_remains,
);

fn code<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => problems[0].code.clone(),
        other => panic!("{other:?}"),
    }
}

async fn progress(round: &Round) -> Progress {
    let desk = respondents::open_respondent(&round.stage.services, &round.filler, round.finance.id).await;
    desk.expect("the desk").asked.standing.progress
}

async fn a_department_mends_what_is_wrong_and_its_head_confirms(db: Db) {
    let round = Round::filing(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    let broken = round.submit(&round.filler, BROKEN).await.expect("kept, with its problems");
    assert_eq!((broken.revision, broken.is_accepted()), (1, false));
    let cells: Vec<_> = broken.problems.iter().filter_map(|p| p.place.cell.as_deref()).collect();
    assert_eq!(cells, ["B3", "A4"]);
    assert!(matches!(confirm(s, &round.head, id, 1).await, Err(Error::Conflict(_))));

    let sound = round.submit(&round.filler, SOUND).await.expect("kept");
    assert_eq!((sound.revision, sound.is_accepted(), sound.problems), (2, true, vec![]));
    let desk = submissions::open_submission(s, &round.head, id, 2).await.expect("the revision");
    let evidence = desk.evidence.as_ref().expect("what was read");
    assert_eq!((evidence.tables["A1"].rows.len(), evidence.outcomes["A1"].value), (4, Some(75.0)));
    assert_eq!((desk.superseded_by, desk.names[&round.filler.user_id].as_str()), (None, "filler"));
    assert!(!desk.is_in_force(), "nobody has confirmed it");
    let first = submissions::open_submission(s, &round.stage.assessor, id, 1).await.expect("it stays");
    assert_eq!((first.superseded_by, first.evidence), (Some(2), None));

    assert!(matches!(confirm(s, &round.filler, id, 2).await, Err(Error::Forbidden)));
    confirm(s, &round.head, id, 2).await.expect("confirmed");
    assert_eq!(progress(&round).await, Progress::Confirmed);
    assert!(submissions::open_submission(s, &round.head, id, 2).await.expect("the revision").is_in_force());
    assert_eq!(code(confirm(s, &round.head, id, 2).await), "filing.confirmed");
    let deeds = audit::list(s, &round.head, None).await.expect("records");
    let deeds: Vec<_> = deeds.iter().map(|r| r.action.as_str()).collect();
    assert_eq!(deeds, ["evidence.confirmed", "evidence.submitted", "evidence.submitted"]);
}

fn correction(due: &str) -> ReturnForm {
    ReturnForm { reason: "2号合同缺少验收单".into(), due: due.into() }
}

async fn what_is_confirmed_is_corrected_only_after_a_return(db: Db) {
    let round = Round::filing(db).await;
    let (s, id, assessor) = (&round.stage.services, round.finance.id, &round.stage.assessor);
    round.submit(&round.filler, SOUND).await.expect("kept");
    confirm(s, &round.head, id, 1).await.expect("confirmed");
    assert_eq!(code(round.submit(&round.filler, SOUND).await), "filing.confirmed");

    return_for_correction(s, assessor, id, 1, &correction("2026-12-07")).await.expect("returned");
    assert_eq!(progress(&round).await, Progress::Returned);
    assert!(!submissions::open_submission(s, &round.head, id, 1).await.expect("the revision").is_in_force());
    assert!(matches!(confirm(s, &round.head, id, 1).await, Err(Error::Conflict(_))));
    let again = return_for_correction(s, assessor, id, 1, &correction("2026-12-07")).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");

    // Monday, 7 December: the last day. A day later the respondent is late, though the phase still runs.
    round.stage.clock.pass(Duration::days(12));
    round.submit(&round.filler, SOUND).await.expect("the correction");
    round.stage.clock.pass(Duration::days(1));
    assert_eq!(code(round.submit(&round.filler, SOUND).await), "filing.closed");
    let desk = respondents::open_respondent(s, &round.filler, id).await.expect("the desk");
    assert_eq!(desk.asked.standing.returned.expect("still open").reason, "2号合同缺少验收单");
    assert!(desk.asked.refusal.expect("late").message.zh.contains("2026-12-07"));
}

async fn a_return_is_due_within_a_filing_phase(db: Db) {
    let round = Round::filing(db).await;
    let (s, id, assessor) = (&round.stage.services, round.finance.id, &round.stage.assessor);
    round.submit(&round.filler, SOUND).await.expect("kept");
    // 3 December, in the review: the correction opens on the 5th and ends on the 8th.
    round.stage.clock.pass(Duration::days(8));
    for (due, expected) in
        [("2026-12-04", "return.due"), ("2026-12-09", "return.due"), ("2025", "return.date"), ("", "return.date")]
    {
        let refused = return_for_correction(s, assessor, id, 1, &correction(due)).await;
        assert_eq!(code(refused), expected, "{due}");
    }
    let blank = ReturnForm { reason: " ".into(), ..correction("2026-12-08") };
    assert_eq!(code(return_for_correction(s, assessor, id, 1, &blank).await), "return.reason");
    return_for_correction(s, assessor, id, 1, &correction("2026-12-08")).await.expect("returned");
}

async fn outside_its_phases_nothing_is_filed_and_the_date_is_said(db: Db) {
    let round = Round::new(db).await;
    let refused = async || match round.submit(&round.filler, SOUND).await {
        Err(Error::Invalid(problems)) => (problems[0].code.clone(), problems[0].message.en.clone()),
        other => panic!("{other:?}"),
    };
    let (code, message) = refused().await;
    assert!(code == "filing.not_open" && message.contains("2026-11-25"), "{message}");
    round.stage.clock.pass(Duration::days(9));
    let (code, message) = refused().await;
    assert!(code == "filing.not_open" && message.contains("2026-12-05"), "{message}");
    round.stage.clock.pass(Duration::days(7));
    let (code, message) = refused().await;
    assert!(code == "filing.closed" && message.contains("2026-12-08"), "{message}");
    assert_eq!(progress(&round).await, Progress::NotStarted);
}

async fn a_revision_that_is_not_the_newest_is_neither_confirmed_nor_returned(db: Db) {
    let round = Round::filing(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    round.submit(&round.filler, SOUND).await.expect("kept");
    round.submit(&round.filler, SOUND).await.expect("kept");
    for revision in [1, 3] {
        assert!(matches!(confirm(s, &round.head, id, revision).await, Err(Error::Conflict(_))));
        let form = correction("2026-12-01");
        let returned = return_for_correction(s, &round.stage.assessor, id, revision, &form).await;
        assert!(matches!(returned, Err(Error::Conflict(_))), "{returned:?}");
    }
}

async fn the_workbook_that_was_downloaded_is_known_again(db: Db) {
    let round = Round::filing(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    let (name, own) = templates::download_template(s, &round.filler, id).await.expect("a workbook");
    assert_eq!(name, "2025-太原市财政局-填报.xlsx");
    let filed = submit::submit(s, &round.filler, id, &name, own.into()).await.expect("kept");
    let codes: Vec<_> = filed.problems.iter().map(|p| p.code.as_str()).collect();
    assert!(codes.iter().all(|code| !code.starts_with("template.")), "{codes:?}");

    let neighbour = respondent(&round.stage, "2025", "140200", "FIN").await;
    let (name, foreign) = templates::download_template(s, &round.neighbour, neighbour.id).await.expect("a workbook");
    let filed = submit::submit(s, &round.filler, id, &name, foreign.into()).await.expect("kept");
    assert!(!filed.is_accepted());
    assert!(filed.problems.iter().any(|p| p.code == "template.wrong_respondent"), "{:?}", filed.problems);
}

async fn a_workbook_begins_with_the_rows_of_the_time_before(db: Db) {
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    round.submit(&round.filler, SOUND).await.expect("kept");
    let next = fieldwork_form(&round.stage, "2026");
    fieldwork::open_fieldwork(s, assessor, "cities", &next).await.expect("open");
    let again = respondent(&round.stage, "2026", "140100", "FIN").await;
    let rows = async || {
        let (name, file) = templates::download_template(s, &round.filler, again.id).await.expect("a workbook");
        let filed = submit::submit(s, &round.filler, again.id, &name, file.into()).await.expect("kept");
        let desk = submissions::open_submission(s, &round.filler, again.id, filed.revision).await.expect("it");
        desk.evidence.map_or(0, |evidence| evidence.tables["A1"].rows.len())
    };
    assert_eq!(rows().await, 0, "what was not confirmed is not repeated");
    confirm(s, &round.head, round.finance.id, 1).await.expect("confirmed");
    assert_eq!(rows().await, 4);
}

async fn rows_that_nobody_brought_up_to_date_are_pointed_out(db: Db) {
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    round.submit(&round.filler, SOUND).await.expect("kept");
    confirm(s, &round.head, round.finance.id, 1).await.expect("confirmed");
    fieldwork::open_fieldwork(s, assessor, "cities", &fieldwork_form(&round.stage, "2026")).await.expect("open");
    let again = respondent(&round.stage, "2026", "140100", "FIN").await;
    let begins = async |id| templates::begins_with(s, &round.filler, id).await.expect("an answer");
    assert_eq!((begins(again.id).await.as_deref(), begins(round.finance.id).await), (Some("2025"), None));
    let (name, file) = templates::download_template(s, &round.filler, again.id).await.expect("a workbook");
    let filed = submit::submit(s, &round.filler, again.id, &name, file.into()).await.expect("kept");
    let said: Vec<_> = filed.problems.iter().filter(|problem| problem.code == "rows.as_before").collect();
    assert!(filed.is_accepted() && said.len() == 1, "{:?}", filed.problems);
    assert_eq!((said[0].place.sheet.as_deref(), said[0].is_error()), (Some("A1"), false));
    let changed = SOUND.replacen("1号", "9号", 1);
    let filed = submit::submit(s, &round.filler, again.id, "财政.csv", changed.into()).await.expect("kept");
    assert!(filed.problems.iter().all(|problem| problem.code != "rows.as_before"), "{:?}", filed.problems);
}

async fn rows_of_the_time_before_find_their_columns_by_key(db: Db) {
    const NUMBER: &str = r#"{"key": "no","#;
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    round.submit(&round.filler, SOUND).await.expect("kept");
    confirm(s, &round.head, round.finance.id, 1).await.expect("confirmed");
    // Behind a new column, the date.
    let date = r#"{"key": "signed", "label": {"zh": "日期", "en": "Date"}, "rule": {"type": "date"}}"#;
    let changed = QUESTIONNAIRE.replace(NUMBER, &format!("{date}, {NUMBER}"));
    assert_ne!(changed, QUESTIONNAIRE);
    import_this(&round.stage, &changed).await;
    fieldwork::open_fieldwork(s, assessor, "cities", &fieldwork_form(&round.stage, "2026")).await.expect("open");
    let again = respondent(&round.stage, "2026", "140100", "FIN").await;
    let (name, file) = templates::download_template(s, &round.filler, again.id).await.expect("a workbook");
    let filed = submit::submit(s, &round.filler, again.id, &name, file.into()).await.expect("kept");
    let desk = submissions::open_submission(s, &round.filler, again.id, filed.revision).await.expect("it");
    let rows = desk.evidence.expect("sound").tables["A1"].rows.to_rows();
    let second = [None, Some(Value::Text("2号".into())), Some(Value::Bool(false))];
    assert_eq!((rows.len(), &rows[1].values[..]), (4, &second[..]));
}

async fn a_file_comes_back_as_it_was_sent_and_with_comments(db: Db) {
    let round = Round::filing(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    round.submit(&round.filler, BROKEN).await.expect("kept");
    let (name, bytes) = submissions::submission_file(s, &round.head, id, 1).await.expect("the file");
    assert_eq!((name.as_str(), &bytes[..]), ("财政.csv", BROKEN.as_bytes()));
    let none = submissions::annotated_copy(s, &round.head, id, 1).await;
    assert!(matches!(none, Err(Error::NotFound)), "a CSV file holds no comments");

    let (name, own) = templates::download_template(s, &round.filler, id).await.expect("a workbook");
    submit::submit(s, &round.filler, id, &name, own.into()).await.expect("kept");
    let (name, copy) = submissions::annotated_copy(s, &round.head, id, 2).await.expect("a copy");
    assert_eq!(name, "批注-2025-太原市财政局-填报.xlsx");
    assert!(copy.starts_with(b"PK"));
}

async fn the_assessor_files_its_own_tables_at_any_time(db: Db) {
    let round = Round::new(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    let own = respondent(&round.stage, "2025", "140100", "TPA").await;
    let table = Bytes::from_static("proven\n是\n否\n".as_bytes());
    let filed = submit::submit(s, assessor, own.id, "核查.csv", table).await.expect("kept, before filing opens");
    assert_eq!(filed.problems, []);
    confirm(s, assessor, own.id, 1).await.expect("confirmed by any of its people");
    let mine = respondents::list_mine(s, assessor).await.expect("a list");
    let mine: Vec<_> = mine.iter().map(|a| (a.respondent.region.as_str(), a.standing.progress)).collect();
    assert_eq!(mine, [("140200", Progress::NotStarted), ("140100", Progress::Confirmed)]);
    let form = InviteForm { email: "new@example.org".into(), name: "new".into(), duty: "head".into() };
    let refused = respondents::invite(s, assessor, own.id, &form).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "the people of the assessor are the operator's business");
}

async fn people_are_invited_by_a_link_and_leave(db: Db) {
    let round = Round::new(db).await;
    let (s, id) = (&round.stage.services, round.finance.id);
    let form = InviteForm { email: "filler@example.org".into(), name: String::new(), duty: "boss".into() };
    let refused = respondents::invite(s, &round.head, id, &form).await;
    let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
    let fields: Vec<_> = problems.iter().filter_map(|p| p.place.field.as_deref()).collect();
    assert_eq!(fields, ["email", "name", "duty"]);

    let form = InviteForm { email: "next@example.org".into(), name: "Next".into(), duty: "filler".into() };
    let (person, first) = respondents::invite(s, &round.head, id, &form).await.expect("a head invites colleagues");
    assert_eq!((person.duty, person.set_up), (Duty::Filler, false));
    let token = respondents::renew_invitation(s, &round.head, id, person.id).await.expect("another link");
    let password = "山高水长 four rivers";
    let superseded = set_up::accept(s, &first, password, password).await;
    assert!(matches!(superseded, Err(Error::NotFound)), "only the newest invitation works: {superseded:?}");
    set_up::accept(s, &token, password, password).await.expect("a password");
    let again = respondents::renew_invitation(s, &round.head, id, person.id).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");

    respondents::set_access(s, &round.head, id, person.id, true).await.expect("they leave");
    let desk = respondents::open_respondent(s, &round.head, id).await.expect("the desk");
    let left: Vec<_> = desk.people.iter().filter(|p| p.disabled).map(|p| p.name.as_str()).collect();
    assert_eq!(left, ["Next"]);
    let own = respondents::set_access(s, &round.head, id, round.head.user_id, true).await;
    assert!(matches!(own, Err(Error::Conflict(_))), "nobody locks themselves out");

    let other = respondent(&round.stage, "2025", "140200", "LAW").await;
    let stranger = invite(&round.stage, &other, Duty::Filler, "stranger").await;
    for outcome in [
        respondents::renew_invitation(s, &round.head, id, stranger.user_id).await.map(drop),
        respondents::set_access(s, &round.head, id, stranger.user_id, true).await,
    ] {
        assert!(matches!(outcome, Err(Error::NotFound)), "another organisation's person: {outcome:?}");
    }
}

async fn the_headship_is_handed_over_and_a_head_remains(db: Db) {
    let round = Round::filing(db).await;
    let (s, id, assessor) = (&round.stage.services, round.finance.id, &round.stage.assessor);
    let from = |person: &Actor| HandOverForm { from: person.user_id.to_string() };
    let desk = async || respondents::open_respondent(s, assessor, id).await.expect("the desk");
    let duties = async || desk().await.people.iter().map(|p| (p.name.clone(), p.duty)).collect::<BTreeMap<_, _>>();

    let early = hand_over(s, &round.head, id, round.filler.user_id, &from(&round.head)).await;
    assert!(matches!(early, Err(Error::Conflict(_))), "they cannot sign in yet: {early:?}");
    choose_password(&round.stage, &round.finance, &round.filler).await;
    let wrong = hand_over(s, &round.head, id, round.filler.user_id, &from(assessor)).await;
    assert_eq!(code(wrong), "respondent.no_head");
    assert!(desk().await.is_last_head(round.head.user_id));
    hand_over(s, &round.head, id, round.filler.user_id, &from(&round.head)).await.expect("handed over");
    assert_eq!(duties().await, BTreeMap::from([("filler".into(), Duty::Head), ("head".into(), Duty::Filler)]));
    let again = hand_over(s, assessor, id, round.filler.user_id, &HandOverForm::default()).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "they are head already: {again:?}");

    // What each may do changes at once.
    round.submit(&round.filler, SOUND).await.expect("kept");
    let (before, next) = (actor(s, "head").await, actor(s, "filler").await);
    assert!(matches!(confirm(s, &before, id, 1).await, Err(Error::Forbidden)));
    confirm(s, &next, id, 1).await.expect("confirmed");
    let deed = audit::list(s, &next, None).await.expect("records");
    assert!(deed.iter().any(|r| r.action == "respondent.headship_handed_over" && r.subject == id.to_string()));

    // Whoever was head a moment ago and is locked out meanwhile leaves nobody without a head.
    let alone = respondents::set_access(s, &round.head, id, next.user_id, true).await;
    assert!(matches!(alone, Err(Error::Conflict(_))), "{alone:?}");
    let neighbour = hand_over(s, &next, id, round.neighbour.user_id, &HandOverForm::default()).await;
    assert!(matches!(neighbour, Err(Error::NotFound)), "another organisation's person: {neighbour:?}");
    assert!(!desk().await.lacks_head());
    respondents::set_access(s, assessor, id, next.user_id, true).await.expect("the assessor may, and is told");
    assert!(desk().await.lacks_head());
}

async fn actor(services: &Services, name: &str) -> Actor {
    service::console::actor(services, &format!("{name}@example.org")).await.expect("the person")
}
