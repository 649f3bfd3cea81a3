//! Gathering: what was confirmed and rated becomes data, whole or not at all.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use domain::{
    Recipe, UnitScore,
    dataset::{CellStatus, RawPoints},
    edition::Rows,
    questionnaire::{ItemKind, column::Value},
    rating::Judgement,
    recipe::{Method, Missing, Normalise},
};
use publication::format::Format;
use serde_json::Value as Json;
use service::{
    Error, Result,
    confirm::confirm,
    gather::{self, CellState, Gathered},
    public::FileKind,
    publish::PublishForm,
    rate::{RateForm, rate},
    ratings,
    return_for_correction::{ReturnForm, return_for_correction},
    revisions,
    rounds::{self, RoundDesk},
};
use storage::{Db, on_both_databases};
use support::{
    Stage,
    round::{Round, SOUND},
    shanxi::{CITIES, Shanxi},
    stage_form,
};
use time::{Date, Duration, macros::date};

on_both_databases!(
    two_cities_are_filed_rated_gathered_and_scored,
    the_public_sees_the_rows_that_the_questionnaire_discloses_and_no_others,
    nothing_is_gathered_while_something_may_still_come,
    the_same_again_adds_nothing_and_a_chosen_recipe_stays,
    a_correction_that_does_not_come_leaves_what_was_confirmed,
);

const TAIYUAN: &str = CITIES[0];
const DATONG: &str = CITIES[1];

async fn gather(stage: &Stage) -> Result<Gathered> {
    gather::gather(&stage.services, &stage.assessor, "cities", "2025").await
}

async fn open_round(stage: &Stage) -> RoundDesk {
    rounds::open_round(&stage.services, &stage.assessor, "cities", "2025").await.expect("a round")
}

fn codes(outcome: Result<Gathered>) -> Vec<String> {
    let Err(Error::Invalid(problems)) = outcome else { panic!("{outcome:?}") };
    problems.into_iter().map(|problem| problem.code).collect()
}

fn day(key: &str, day: Date) -> (&str, Option<Value>) {
    (key, Some(Value::Date(day)))
}

fn text<'a>(key: &'a str, text: &str) -> (&'a str, Option<Value>) {
    (key, Some(Value::Text(text.into())))
}

/// Everything but the tables of the finance bureau of Datong, with something to tell apart in each kind of item.
async fn file_everything(shanxi: &Shanxi) {
    for city in CITIES {
        for department in shanxi.departments() {
            let mut tables = shanxi.tables(city, &department);
            let mut put = |city: &str, item: &str, rows: &[&[(&str, Option<Value>)]]| {
                if let Some(table) = tables.get_mut(item) {
                    *table = shanxi.table(city, item, rows);
                }
            };
            if city == TAIYUAN {
                let inspected = |yes: bool| [("inspected", Some(Value::Bool(yes)))];
                let (yes, no) = (inspected(true), inspected(false));
                put(city, "A1.1", &[&yes, &yes, &yes, &no, &yes, &yes, &yes, &no]);
                put(
                    city,
                    "B6.2",
                    &[
                        &[day("open_date", date!(2025 - 03 - 01)), day("done_date", date!(2025 - 03 - 31))],
                        &[day("open_date", date!(2025 - 05 - 01)), day("done_date", date!(2025 - 07 - 10))],
                        &[day("open_date", date!(2025 - 12 - 11)), ("done_date", None)],
                    ],
                );
                put(city, "B7.3", &[&[], &[], &[], &[]]);
                let answer = |points: &str| [text("answer", points), ("weight", None)];
                put(city, "D1.1", &[&answer("5"), &answer("4"), &answer("4"), &answer("3")]);
                let open = [("removed_date", None)];
                put(city, "E1", &[&open, &open, &open, &open, &open]);
                let level = [text("level", "国家级")];
                put(city, "F1", &[&level, &level]);
            } else {
                let decision = [text("decision_no", "国统字〔2025〕1号")];
                put(city, "V2", &[&decision]);
            }
            if let Some(table) = tables.get_mut("C09.1").filter(|_| city == TAIYUAN) {
                *table = domain::questionnaire::EvidenceTable {
                    rows: Vec::new(),
                    not_applicable: Some("本市没有政府和社会资本合作项目".into()),
                };
            }
            if (city, department.as_str()) != (DATONG, "FIN") {
                shanxi.file(city, &department, &tables).await;
            }
        }
    }
}

/// Every rubric at its highest level, but A1.2 of Taiyuan at 70; all answers stand but one of B7.3 of Taiyuan.
async fn rate_everything(shanxi: &Shanxi) -> usize {
    let (s, assessor) = (&shanxi.stage.services, &shanxi.stage.assessor);
    let mut rated = 0;
    loop {
        let list = ratings::list_ratings(s, assessor, "cities", "2025").await.expect("the list");
        let Some(open) = list.first_open() else { return rated };
        let (unit, item) = (open.unit.as_str(), open.item.as_str());
        let kind = &list.items.iter().find(|known| known.code == item).expect("the item").kind;
        let points = match kind {
            ItemKind::Rubric { .. } if (unit, item) == (TAIYUAN, "A1.2") => Some(70.0),
            ItemKind::Rubric { levels } => levels.last().map(|level| level.points),
            ItemKind::YesNo { .. } => None,
            other => panic!("{other:?} is not rated"),
        };
        let refuses = (unit, item) == (TAIYUAN, "B7.3");
        let form = RateForm {
            revision: "1".into(),
            level: points.map(|points| points.to_string()).unwrap_or_default(),
            refused: refuses.then(|| "10".to_owned()).into_iter().collect(),
            reason: "材料齐全，内容属实。".into(),
            rows: vec!["7".into()],
            documents: "1，2".into(),
        };
        rate(s, assessor, "cities", "2025", unit, item, &form).await.expect("rated");
        rated += 1;
    }
}

async fn two_cities_are_filed_rated_gathered_and_scored(db: Db) {
    let shanxi = Shanxi::filing(db).await;
    let stage = &shanxi.stage;
    file_everything(&shanxi).await;
    let pending = codes(gather(stage).await);
    assert_eq!(pending[..3], ["gather.not_confirmed", "gather.to_rate", "gather.to_rate"], "{pending:?}");
    stage.clock.pass(Duration::days(100));
    assert_eq!(rate_everything(&shanxi).await, 12 + 9, "the finance bureau of Datong leads three of twelve");

    let gathered = gather(stage).await.expect("gathered");
    assert_eq!((gathered.dataset.revision, gathered.unchanged), (1, false));
    let warned: Vec<_> =
        gathered.dataset.warnings.iter().map(|w| (w.code.as_str(), w.place.field.as_deref())).collect();
    assert_eq!(warned, [("gather.not_submitted", Some("140200/FIN"))]);
    let desk = open_round(stage).await;
    let sheet = desk.preview.as_ref().expect("a score sheet");
    let node = |city: usize, code: &str| {
        let at = desk.instrument.instrument.nodes().iter().position(|node| node.code == code).expect("a node");
        sheet.units[city].nodes[at]
    };
    let scored = |code: &str, value: f64, score: f64| {
        let node = node(0, code);
        assert_eq!(node.raw, Some(value), "{code}");
        assert!((node.score.expect("a score") - score).abs() < 1e-9, "{code}: {:?}", node.score);
    };
    // 6 of 8, from 50 to 100; (30 + 70 + 20) / 3 days, from 120 to 30; the level; 3 of 4 answers stand.
    scored("A1.1", 75.0, 50.0);
    scored("B6.2", 40.0, 80.0 / 90.0 * 100.0);
    scored("A1.2", 70.0, 70.0);
    scored("B7.3", 75.0, 75.0);
    // (100 + 75 + 75 + 50) / 4; s² = (25² + 25²) / 3, and √(s² / 4).
    scored("D1.1", 75.0, 75.0);
    let error = desk.data.standard_errors["D1.1"][0].expect("an error");
    assert!((error - (1250.0_f64 / 12.0).sqrt()).abs() < 1e-9, "{error}");
    assert_eq!(node(0, "D1.1").status, Some(CellStatus::LowDenominator));

    assert_eq!(desk.data.points["E1"][TAIYUAN], RawPoints { rows: 5, points: 10.0 });
    assert_eq!(desk.data.points["F1"][TAIYUAN], RawPoints { rows: 2, points: 4.0 });
    let adjusted = sheet.units[0].adjusted.as_ref().expect("a total");
    assert_eq!((adjusted.deduction, adjusted.bonus), (8.0, 3.0), "within their caps");
    assert_eq!((sheet.units[0].ceiling.is_none(), desk.data.findings.len()), (true, 1));
    let basis = &desk.data.findings["V2"][DATONG].basis;
    assert!(basis.zh.contains("文号：国统字〔2025〕1号，") && basis.en.contains("Decision number: "), "{basis:?}");
    assert_eq!(sheet.units[1].ceiling.as_ref().expect("a ceiling").ceiling, "C");

    let absent = |city: usize, code: &str, status: CellStatus, score: Option<f64>| {
        let node = node(city, code);
        assert_eq!((node.raw, node.status, node.score), (None, Some(status), score), "{code}");
    };
    absent(0, "C09.1", CellStatus::NotApplicable, None);
    assert_eq!(node(0, "C09.2").weight, Some(1.0), "its weight goes to its sibling");
    absent(1, "C08.1", CellStatus::NotSubmitted, Some(0.0));
    absent(1, "C12.1", CellStatus::NotSubmitted, Some(0.0));
    assert!(!desk.data.points["E3"].contains_key(DATONG), "nobody said that nothing is overdue");

    let file = revisions::revision_file(&stage.services, &stage.assessor, "cities", "2025", 1).await.expect("a file");
    let manifest: Json = serde_json::from_slice(&file.1).expect("JSON");
    let silent = manifest["respondents"].as_array().expect("a list").iter().filter(|r| r["revision"].is_null());
    let silent: Vec<_> = silent.map(|r| (&r["unit"], &r["department"])).collect();
    assert_eq!(silent, [(&DATONG.into(), &"FIN".into())]);
    assert_eq!(manifest["ratings"].as_array().map(Vec::len), Some(21));
}

async fn the_public_sees_the_rows_that_the_questionnaire_discloses_and_no_others(db: Db) {
    let shanxi = Shanxi::filing(db).await;
    let stage = &shanxi.stage;
    file_everything(&shanxi).await;
    stage.clock.pass(Duration::days(100));
    rate_everything(&shanxi).await;
    gather(stage).await.expect("gathered");
    assert_eq!(stage.publish("2025", &stage_form("final")).await.problems, []);

    let public = service::public::find_edition(&stage.services, "cities", "2025", None).await.expect("an edition");
    let content = &public.edition.content;
    let evidence = content.evidence.as_ref().expect("evidence");
    let entry = |item: &str| evidence.entry(item, TAIYUAN).expect("an entry");
    let inspected = entry("A1.1");
    assert_eq!((inspected.numerator, inspected.denominator, inspected.value), (Some(6.0), Some(8.0), Some(75.0)));
    assert_eq!(inspected.rows.shown().map(<[_]>::len), Some(8));
    let refused = entry("B7.3").rating.as_ref().map(|rating| &rating.judgement);
    assert_eq!(refused, Some(&Judgement::Answers { refused: [10].into() }));
    // Value, but no rows, nor what was written about them.
    assert_eq!(entry("A3.2").rows, Rows::Withheld { count: 1 });
    assert_eq!(entry("B6.3").rating, None);
    // Score only: neither question nor answer, and points in the place of the value.
    assert!(evidence.entry("C12.1", TAIYUAN).is_none() && evidence.questionnaire.item("C12.1").is_none());
    let Normalise::PerIndicator { methods } = &content.recipe.normalise else { panic!("{:?}", content.recipe) };
    assert_eq!(methods["C12.1"], Method::PointsAsGiven);

    let names = service::public::files(content);
    let is_bundle = |kind: &FileKind| *kind == FileKind::Edition(Format::Json);
    let (name, _) = names.iter().find(|(_, kind)| is_bundle(kind)).expect("a bundle");
    let bundle = service::public::file(&stage.services, "cities", "2025", 1, name).await.expect("the bundle");
    let verified = service::verify::verify(&bundle.bytes);
    assert!(verified.identical, "{:?}", verified.first_difference);
    assert!(!String::from_utf8_lossy(&bundle.bytes).contains("debt_ratio"), "an internal column of C12.1");

    // What was rated again since is not what was scored.
    let again = RateForm { reason: "复核后改为下一档。".into(), level: "40".into(), ..rating_of("7") };
    rate(&stage.services, &stage.assessor, "cities", "2025", TAIYUAN, "A1.2", &again).await.expect("rated");
    let refused = stage.publish("2025", &correction("更正")).await;
    assert!(refused.problems[0].message.zh.contains("重新汇总"), "{:?}", refused.problems);
}

/// A rating of the first revision that cites a row.
fn rating_of(row: &str) -> RateForm {
    RateForm { revision: "1".into(), rows: vec![row.into()], ..RateForm::default() }
}

fn correction(reason: &str) -> PublishForm {
    PublishForm { reason_zh: reason.into(), ..stage_form("final") }
}

fn rating(revision: u32) -> RateForm {
    RateForm {
        revision: revision.to_string(),
        reason: "合同和验收单齐全".into(),
        rows: vec!["2".into()],
        ..RateForm::default()
    }
}

/// The finance bureau of Taiyuan has confirmed that three of four contracts were kept.
async fn confirmed(db: Db) -> Round {
    let round = Round::filing(db).await;
    round.submit(&round.filler, SOUND).await.expect("kept");
    confirm(&round.stage.services, &round.head, round.finance.id, 1).await.expect("confirmed");
    round
}

async fn rate_contracts(round: &Round, form: &RateForm) {
    let stage = &round.stage;
    rate(&stage.services, &stage.assessor, "cities", "2025", TAIYUAN, "A1", form).await.expect("rated");
}

async fn nothing_is_gathered_while_something_may_still_come(db: Db) {
    let round = confirmed(db).await;
    let stage = &round.stage;
    let mut expected = vec!["gather.not_confirmed"; 5];
    expected.push("gather.to_rate");
    assert_eq!(codes(gather(stage).await), expected, "the other five respondents, and one rating");
    let look = gather::open_gathering(&stage.services, &stage.assessor, "cities", "2025").await.expect("a look");
    assert_eq!((look.is_complete(), look.dataset.is_none()), (false, true));
    assert_eq!((look.count(CellState::NotConfirmed), look.count(CellState::ToRate)), (5, 1));
    assert!(matches!(
        rounds::open_round(&stage.services, &stage.assessor, "cities", "2025").await,
        Err(Error::NotFound)
    ));
    rate_contracts(&round, &rating(1)).await;
    stage.clock.pass(Duration::days(60));
    gather(stage).await.expect("gathered");
    let desk = open_round(stage).await;
    assert_eq!(desk.data.values["A1"], [Some(75.0), None]);
    let sheet = desk.preview.expect("a score sheet");
    // 40 % of the weight at 75; nothing else was submitted.
    assert_eq!(sheet.units.iter().map(UnitScore::score).collect::<Vec<_>>(), [Some(30.0), Some(0.0)]);
}

async fn the_same_again_adds_nothing_and_a_chosen_recipe_stays(db: Db) {
    let round = confirmed(db).await;
    let stage = &round.stage;
    rate_contracts(&round, &rating(1)).await;
    stage.clock.pass(Duration::days(60));
    gather(stage).await.expect("gathered");
    let chosen = Recipe { missing: Missing::Redistribute, ..open_round(stage).await.round.recipe };
    rounds::choose_recipe(&stage.services, &stage.assessor, "cities", "2025", &chosen).await.expect("chosen");
    let other = Recipe { normalise: Normalise::None, ..chosen.clone() };
    let answer = rounds::choose_recipe(&stage.services, &stage.assessor, "cities", "2025", &other).await;
    assert!(matches!(answer, Err(Error::Conflict(_))), "the questionnaire says how items become points");
    let again = gather(stage).await.expect("gathered");
    assert_eq!((again.unchanged, again.dataset.revision), (true, 1));

    rate_contracts(&round, &RateForm { refused: vec!["2".into()], ..rating(1) }).await;
    let changed = gather(stage).await.expect("gathered");
    assert_eq!((changed.unchanged, changed.dataset.revision), (false, 2));
    let desk = open_round(stage).await;
    assert_eq!((desk.data.values["A1"][0], desk.dataset.revision), (Some(50.0), 2));
    assert_eq!(desk.round.recipe, chosen);
}

async fn a_correction_that_does_not_come_leaves_what_was_confirmed(db: Db) {
    let round = confirmed(db).await;
    let stage = &round.stage;
    rate_contracts(&round, &rating(1)).await;
    let correction = ReturnForm { reason: "2号合同缺少验收单".into(), due: "2026-12-01".into() };
    return_for_correction(&stage.services, &stage.assessor, round.finance.id, 1, &correction).await.expect("returned");
    assert_eq!(codes(gather(stage).await), ["gather.not_confirmed"; 6]);
    stage.clock.pass(Duration::days(60));
    let gathered = gather(stage).await.expect("gathered");
    let warned: Vec<_> = gathered.dataset.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!((warned.len(), warned[0]), (6, "gather.not_corrected"));
    assert_eq!(open_round(stage).await.data.values["A1"][0], Some(75.0));
}
