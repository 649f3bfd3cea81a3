//! Fieldwork: opened once, for the departments of the chosen units.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use domain::{OrganisationKind, fieldwork::Progress};
use service::{
    Error, audit,
    fieldwork::{self, FieldworkForm, RespondentRecord},
    indexes, instruments,
};
use storage::{Db, on_both_databases};
use support::{
    Stage, TREE, form,
    round::{BROKEN, Round, SOUND, fieldwork_form, import, respondent},
};

on_both_databases!(
    every_department_that_is_asked_something_gets_an_organisation,
    the_next_fieldwork_asks_the_same_organisations,
    opening_freezes_the_instrument_and_is_recorded,
    a_plan_shows_the_dates_and_keeps_nothing,
    every_fault_of_the_form_is_said_at_once,
    a_plain_tree_cannot_be_asked,
    the_board_shows_how_far_everybody_is,
);

async fn every_department_that_is_asked_something_gets_an_organisation(db: Db) {
    let Round { stage, .. } = Round::new(db).await;
    let board = fieldwork::open_board(&stage.services, &stage.assessor, "cities", "2025").await.expect("the board");
    let who = |r: &RespondentRecord| (r.organisation.name.zh.clone(), r.organisation.kind);
    let rows: Vec<_> = board.rows.iter().map(|row| who(&row.respondent)).collect();
    let (respondent, assessor) = (OrganisationKind::Respondent, OrganisationKind::Assessor);
    let expected = [
        ("太原市财政局", respondent),
        ("太原市司法局", respondent),
        ("assessor", assessor),
        ("大同市财政局", respondent),
        ("大同市司法局", respondent),
        ("assessor", assessor),
    ];
    assert_eq!(rows, expected.map(|(name, kind)| (name.to_owned(), kind)));
    assert_eq!(board.fieldwork.units, ["140100", "140200"], "in the order of the questionnaire");
}

async fn the_next_fieldwork_asks_the_same_organisations(db: Db) {
    let Round { stage, finance, .. } = Round::new(db).await;
    let next = fieldwork_form(&stage, "2026");
    fieldwork::open_fieldwork(&stage.services, &stage.assessor, "cities", &next).await.expect("open");
    let again = respondent(&stage, "2026", "140100", "FIN").await;
    assert_eq!((again.organisation.id, again.id == finance.id), (finance.organisation.id, false));
    let list = fieldwork::list_fieldwork(&stage.services, &stage.assessor, "cities").await.expect("a list");
    assert_eq!(list.iter().map(|f| f.period.as_str()).collect::<Vec<_>>(), ["2026", "2025"]);
    let ordered = fieldwork::list_commissioned(&stage.services, &stage.commissioner).await.expect("a list");
    assert_eq!(ordered.len(), 2);
}

async fn opening_freezes_the_instrument_and_is_recorded(db: Db) {
    let Round { stage, .. } = Round::new(db).await;
    let desk = indexes::open_index(&stage.services, &stage.assessor, "cities").await.expect("the index");
    assert!(desk.instrument.is_some_and(|instrument| instrument.frozen_at.is_some()));
    let records = audit::list(&stage.services, &stage.assessor, None).await.expect("records");
    let opened = records.iter().find(|r| r.action == "fieldwork.opened").expect("a record");
    assert_eq!((opened.subject.as_str(), &opened.detail["respondents"]), ("cities", &6.into()));
    assert_eq!(opened.detail["schedule"][1]["last"], "2026-12-01");
}

async fn with_questionnaire(db: Db) -> Stage {
    let stage = Stage::new(db).await;
    indexes::create_index(&stage.services, &stage.assessor, &form("cities")).await.expect("an index");
    import(&stage).await;
    stage
}

async fn a_plan_shows_the_dates_and_keeps_nothing(db: Db) {
    let stage = with_questionnaire(db).await;
    let form = fieldwork_form(&stage, "2025");
    let plan = fieldwork::plan_fieldwork(&stage.services, &stage.assessor, "cities", &form).await.expect("a plan");
    let days: Vec<_> = plan.schedule.phases().iter().map(|p| (p.code.as_str(), p.last.to_string())).collect();
    let expected = [
        ("publish-plan", "2026-11-24"),
        ("self-report", "2026-12-01"),
        ("desk-review", "2026-12-04"),
        ("supplement", "2026-12-08"),
    ];
    assert_eq!(days, expected.map(|(code, last)| (code, last.to_owned())));
    assert_eq!((plan.respondents.len(), plan.warnings), (6, vec![]));
    let list = fieldwork::list_fieldwork(&stage.services, &stage.assessor, "cities").await.expect("a list");
    assert_eq!(list, []);

    let late = FieldworkForm { start: "2026-12-28".into(), ..form };
    let plan = fieldwork::plan_fieldwork(&stage.services, &stage.assessor, "cities", &late).await.expect("a plan");
    assert_eq!(plan.warnings[0].code, "fieldwork.calendar", "the holidays of 2027 are not known");
}

async fn every_fault_of_the_form_is_said_at_once(db: Db) {
    let Round { stage, .. } = Round::new(db).await;
    let refused = async |form: FieldworkForm| {
        let outcome = fieldwork::open_fieldwork(&stage.services, &stage.assessor, "cities", &form).await;
        let Err(Error::Invalid(problems)) = outcome else { panic!("{outcome:?}") };
        assert!(problems.iter().all(|p| !p.message.zh.is_empty() && !p.message.en.is_empty()));
        let said: std::collections::BTreeSet<_> = problems.iter().map(|p| &p.message.zh).collect();
        assert_eq!(said.len(), problems.len(), "each names its field: {said:?}");
        problems.into_iter().map(|p| (p.place.field.unwrap_or_default(), p.code)).collect::<Vec<_>>()
    };
    let pairs = |expected: &[(&str, &str)]| {
        expected.iter().map(|(field, code)| ((*field).to_owned(), (*code).to_owned())).collect::<Vec<_>>()
    };
    let blank = refused(FieldworkForm::default()).await;
    let expected = [
        ("period", "fieldwork.period"),
        ("first_day", "fieldwork.date"),
        ("last_day", "fieldwork.date"),
        ("commissioner", "fieldwork.commissioner"),
        ("units", "fieldwork.units_missing"),
        ("start", "fieldwork.date"),
    ];
    assert_eq!(blank, pairs(&expected));
    let wrong = FieldworkForm {
        last_day: "2024-12-31".into(),
        commissioner: stage.respondent.organisation.id.to_string(),
        start: "2026-11-02".into(),
        units: vec!["999999".into()],
        ..fieldwork_form(&stage, "2025")
    };
    let expected = [
        ("period", "fieldwork.period_taken"),
        ("last_day", "fieldwork.days_order"),
        ("commissioner", "fieldwork.commissioner"),
        ("units", "fieldwork.unit_unknown"),
        ("start", "fieldwork.over"),
    ];
    assert_eq!(refused(wrong).await, pairs(&expected));
}

async fn a_plain_tree_cannot_be_asked(db: Db) {
    let stage = with_questionnaire(db).await;
    let tree = bytes::Bytes::from_static(TREE.as_bytes());
    instruments::import_instrument(&stage.services, &stage.assessor, "cities", "t.csv", tree).await.expect("a tree");
    let form = fieldwork_form(&stage, "2025");
    let refused = fieldwork::open_fieldwork(&stage.services, &stage.assessor, "cities", &form).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].code == "fieldwork.questionnaire_first"));
}

async fn the_board_shows_how_far_everybody_is(db: Db) {
    let round = Round::filing(db).await;
    let s = &round.stage.services;
    let board = async || {
        let board = fieldwork::open_board(s, &round.stage.commissioner, "cities", "2025").await.expect("the board");
        let row = board.cell("140100", "FIN").expect("finance");
        (row.standing.progress, row.people, board.count(Progress::NotStarted))
    };
    assert_eq!(board().await, (Progress::NotStarted, 2, 6));
    round.submit(&round.filler, BROKEN).await.expect("kept");
    assert_eq!(board().await, (Progress::Filing, 2, 5));
    round.submit(&round.filler, SOUND).await.expect("kept");
    assert_eq!(board().await, (Progress::AwaitingConfirmation, 2, 5));
    service::confirm::confirm(s, &round.head, round.finance.id, 2).await.expect("confirmed");
    assert_eq!(board().await, (Progress::Confirmed, 2, 5));
}
