//! Rating: upon what was confirmed, again when that changes.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use domain::rating::Judgement;
use service::{
    Error, audit,
    confirm::confirm,
    gather::{self, CellState},
    rate::{RateForm, rate},
    ratings::{self, RatingDesk, RatingProgress, RatingState},
    return_for_correction::{ReturnForm, return_for_correction},
};
use storage::{Db, on_both_databases};
use support::round::{Round, SOUND};
use time::Duration;

on_both_databases!(
    an_evaluator_rates_upon_what_was_confirmed,
    every_fault_of_a_rating_is_said_at_once,
    what_was_corrected_is_rated_again,
    a_table_that_is_filed_again_unchanged_stays_rated,
    what_was_not_filed_in_time_is_not_rated,
    only_what_no_formula_can_tell_is_rated,
);

const UNIT: &str = "140100";

/// Refuses the first of three answers that say yes.
fn form(revision: u32) -> RateForm {
    RateForm {
        revision: revision.to_string(),
        refused: vec!["2".into()],
        reason: "1号合同没有验收单".into(),
        rows: vec!["2".into()],
        ..RateForm::default()
    }
}

async fn desk(round: &Round) -> RatingDesk {
    let stage = &round.stage;
    ratings::open_rating(&stage.services, &stage.assessor, "cities", "2025", UNIT, "A1").await.expect("the desk")
}

async fn rated(round: &Round, form: &RateForm) -> service::Result<()> {
    let stage = &round.stage;
    rate(&stage.services, &stage.assessor, "cities", "2025", UNIT, "A1", form).await
}

/// As [`SOUND`], with a row that was corrected.
const CORRECTED: &str = "no,done\n1号,是\n2号,是\n3号,否\n4号,是\n";

async fn file(round: &Round, revision: u32) {
    file_table(round, revision, SOUND).await;
}

async fn file_table(round: &Round, revision: u32, table: &'static str) {
    round.submit(&round.filler, table).await.expect("kept");
    confirm(&round.stage.services, &round.head, round.finance.id, revision).await.expect("confirmed");
}

async fn an_evaluator_rates_upon_what_was_confirmed(db: Db) {
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    round.submit(&round.filler, SOUND).await.expect("kept");
    let waiting = desk(&round).await;
    assert_eq!((waiting.state, waiting.revision, waiting.table), (RatingState::Waiting, None, None));
    assert!(matches!(rated(&round, &form(1)).await, Err(Error::Conflict(_))));

    confirm(s, &round.head, round.finance.id, 1).await.expect("confirmed");
    let list = ratings::list_ratings(s, assessor, "cities", "2025").await.expect("the list");
    let entries: Vec<_> = list.entries.iter().map(|e| (e.unit.as_str(), e.item.as_str(), e.state)).collect();
    let (waiting, to_rate) = (RatingState::Waiting, RatingState::ToRate);
    let expected = [(UNIT, "A1", to_rate), (UNIT, "A2", waiting), ("140200", "A1", waiting), ("140200", "A2", waiting)];
    assert_eq!(entries, expected);
    assert_eq!(list.progress(), RatingProgress { rated: 0, open: 1, waiting: 3, all: 4 });
    let open = desk(&round).await;
    assert_eq!((open.state, open.revision, open.next), (to_rate, Some(1), None));
    let rows = open.table.expect("a table").rows;
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3, 4, 5]);

    rated(&round, &form(1)).await.expect("rated");
    rated(&round, &RateForm { refused: vec![], reason: "验收单已补齐".into(), ..form(1) }).await.expect("rated again");
    let desk = desk(&round).await;
    assert_eq!((desk.state, desk.history.len()), (RatingState::Rated, 2));
    assert_eq!(desk.history[0].rating.judgement, Judgement::Answers { refused: [2].into() });
    assert_eq!(desk.history[1].rating.reason, "验收单已补齐");
    assert_eq!(desk.names[&assessor.user_id], "assessor");
    let deeds = audit::list(s, assessor, None).await.expect("records");
    assert_eq!((deeds[0].action.as_str(), &deeds[0].detail["revision"]), ("evidence.rated", &2.into()));
}

async fn every_fault_of_a_rating_is_said_at_once(db: Db) {
    let round = Round::filing(db).await;
    file(&round, 1).await;
    let wrong = RateForm {
        revision: "1".into(),
        refused: vec!["3".into(), "x".into()],
        reason: "好".into(),
        rows: vec!["99".into()],
        documents: "附件一".into(),
        ..RateForm::default()
    };
    let Err(Error::Invalid(problems)) = rated(&round, &wrong).await else { panic!("it was taken") };
    let fields: Vec<_> = problems.iter().filter_map(|p| p.place.field.as_deref()).collect();
    assert_eq!(fields, ["refused", "documents", "refused", "reason", "rows"]);
    let nothing = RateForm { revision: "1".into(), ..RateForm::default() };
    let Err(Error::Invalid(problems)) = rated(&round, &nothing).await else { panic!("it was taken") };
    let codes: Vec<_> = problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["rating.reason", "rating.citation"]);
    assert_eq!(desk(&round).await.history, []);
}

async fn what_was_corrected_is_rated_again(db: Db) {
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    file(&round, 1).await;
    rated(&round, &form(1)).await.expect("rated");
    let correction = ReturnForm { reason: "2号合同缺少验收单".into(), due: "2026-12-01".into() };
    return_for_correction(s, assessor, round.finance.id, 1, &correction).await.expect("returned");
    assert_eq!(desk(&round).await.state, RatingState::Waiting);

    file_table(&round, 2, CORRECTED).await;
    let outdated = desk(&round).await;
    assert_eq!((outdated.state, outdated.revision, outdated.history.len()), (RatingState::Outdated, Some(2), 1));
    let gathering = gather::open_gathering(s, assessor, "cities", "2025").await.expect("a look");
    assert_eq!(gathering.cell("A1", UNIT).expect("a cell").state, CellState::Outdated);
    assert!(matches!(rated(&round, &form(1)).await, Err(Error::Conflict(_))), "a look at the older revision");
    rated(&round, &form(2)).await.expect("rated");
    let gathering = gather::open_gathering(s, assessor, "cities", "2025").await.expect("a look");
    let cell = gathering.cell("A1", UNIT).expect("a cell");
    assert_eq!((cell.state, cell.value, cell.revision), (CellState::Ready, Some(50.0), Some(2)));
}

async fn a_table_that_is_filed_again_unchanged_stays_rated(db: Db) {
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    file(&round, 1).await;
    rated(&round, &form(1)).await.expect("rated");
    let correction = ReturnForm { reason: "请补签字页".into(), due: "2026-12-01".into() };
    return_for_correction(s, assessor, round.finance.id, 1, &correction).await.expect("returned");
    file(&round, 2).await;
    let again = desk(&round).await;
    assert_eq!((again.state, again.revision, again.history.len()), (RatingState::Rated, Some(2), 1));
    let gathering = gather::open_gathering(s, assessor, "cities", "2025").await.expect("a look");
    let cell = gathering.cell("A1", UNIT).expect("a cell");
    assert_eq!((cell.state, cell.value, cell.revision), (CellState::Ready, Some(50.0), Some(2)));
}

async fn what_was_not_filed_in_time_is_not_rated(db: Db) {
    let round = Round::filing(db).await;
    round.submit(&round.filler, SOUND).await.expect("kept");
    round.stage.clock.pass(Duration::days(60));
    let desk = desk(&round).await;
    assert_eq!((desk.state, desk.table), (RatingState::NothingToRate, None));
    assert_eq!(desk.list.progress(), RatingProgress::default());
    let Err(Error::Conflict(text)) = rated(&round, &form(1)).await else { panic!("it was taken") };
    assert!(text.zh.contains("没有经负责人确认"), "{}", text.zh);
}

async fn only_what_no_formula_can_tell_is_rated(db: Db) {
    let round = Round::filing(db).await;
    let (s, assessor) = (&round.stage.services, &round.stage.assessor);
    for (period, unit, item) in
        [("2025", UNIT, "A3"), ("2025", UNIT, "Z9"), ("2025", "140300", "A1"), ("2026", UNIT, "A1")]
    {
        let outcome = ratings::open_rating(s, assessor, "cities", period, unit, item).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{period} {unit} {item}");
        let outcome = rate(s, assessor, "cities", period, unit, item, &form(1)).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{period} {unit} {item}");
    }
}
