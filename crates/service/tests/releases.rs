//! How much the public sees: grades without scores, items and columns that keep something back, and the
//! full bundle that binds the assessor to all of it.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use domain::{
    EditionContent, Text,
    edition::{Release, Rows},
    job::JobState,
    questionnaire::column::Value,
    recipe::{Grade, Recipe},
};
use publication::{bundle, canonical::sha256_hex};
use service::{
    Error,
    confirm::confirm,
    full_edition::{self, full_bundle},
    gather, jobs, public, publish,
    publish::PublishForm,
    rate::{RateForm, rate},
    rounds,
    verify::verify,
};
use storage::{Db, on_both_databases};
use support::{
    Stage,
    round::{Round, SOUND},
    stage_form,
};

on_both_databases!(
    grades_are_published_without_anything_they_come_from,
    a_correction_that_withholds_its_scores_tells_no_value,
    a_correction_of_hidden_figures_says_so_and_never_counts_them,
    the_same_content_in_another_release_is_another_version,
    rows_go_out_without_internal_columns_and_the_full_bundle_has_them,
    a_changed_row_is_found_though_every_hash_is_computed_anew,
    a_table_put_in_the_place_of_gathered_data_goes_out_without_evidence,
    a_release_that_cannot_be_is_refused_before_anything_is_queued
);

/// The index `cities` with grades.
async fn graded(db: Db) -> Stage {
    let stage = Stage::with_data(db).await;
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    let recipe = Recipe { grades: vec![grade("A", 5.0), grade("B", -10.0)], ..Recipe::default() };
    for period in ["2024", "2025"] {
        rounds::choose_recipe(&stage.services, &stage.assessor, "cities", period, &recipe).await.expect("a recipe");
    }
    stage
}

fn released(release: &str, letters: &[&str], reason: &str) -> PublishForm {
    let grades = letters.iter().map(|&letter| letter.to_owned()).collect();
    PublishForm { release: release.into(), grades, reason_zh: reason.into(), ..stage_form("final") }
}

async fn published(stage: &Stage, period: &str, version: u32) -> Vec<u8> {
    let name = format!("cities-{period}-v{version}.json");
    public::file(&stage.services, "cities", period, version, &name).await.expect("the bundle").bytes.to_vec()
}

fn content(bundle: &[u8]) -> EditionContent {
    bundle::read(bundle).expect("a whole bundle").content
}

async fn grades_are_published_without_anything_they_come_from(db: Db) {
    let stage = graded(db).await;
    let s = &stage.services;
    stage.publish("2024", &released("grades", &[], "")).await;
    stage.publish("2025", &released("best-grades", &["A"], "")).await;
    let bytes = published(&stage, "2024", 1).await;
    let text = String::from_utf8(bytes.clone()).expect("text");
    assert!(text.contains("\"grade\":\"A\"") && !text.contains("\"values\":{\"a1\""), "{text}");
    let answer = verify(&bytes);
    assert!(answer.identical && answer.scores_withheld, "{answer:?}");

    let view = public::find_edition(s, "cities", "2025", None).await.expect("public");
    let release = Release::BestGrades { grades: vec!["A".into()] };
    assert_eq!((&view.edition.content.release, view.edition.content.data.units.len()), (&release, 2));
    let history = public::unit_history(s, "cities", "dat").await.expect("history");
    let points: Vec<_> = history.iter().map(|p| (p.score, p.rank, p.grade.as_deref(), p.ranked)).collect();
    assert_eq!(points, [(None, None, Some("A"), 0), (None, None, Some("A"), 0)]);
    let left_out = public::unit_history(s, "cities", "tai").await.expect("history");
    assert_eq!(left_out.len(), 1, "where only the best are named, the others are not");

    let (name, full) = full_bundle(s, &stage.assessor, "cities", "2024", 1).await.expect("the full bundle");
    assert_eq!(name, "cities-2024-v1-full.json");
    assert_eq!(content(&bytes).withheld.map(|withheld| withheld.sha256), Some(sha256_hex(&full)));
    let whole = content(&full);
    assert!(whole.salt.is_some_and(|salt| salt.len() == 64) && verify(&full).identical);
    for file in public::files(&content(&bytes)) {
        let found = public::file(s, "cities", "2024", 1, &file.0).await;
        assert!(found.is_ok(), "{}: {found:?}", file.0);
    }
    let derivation = public::file(s, "cities", "2024", 1, "cities-2024-v1-derivation.csv").await;
    assert!(matches!(derivation, Err(Error::NotFound)));
}

async fn a_correction_that_withholds_its_scores_tells_no_value(db: Db) {
    let stage = graded(db).await;
    let s = &stage.services;
    stage.publish("2024", &stage_form("final")).await;
    assert_eq!(
        stage
            .import("name,code,year,a1,a2,b\n太原,tai,2024,11,1,0.5\n大同,dat,2024,1,3,0.25\n阳泉,yan,2024,30,2,\n")
            .await,
        JobState::Done
    );
    stage.publish("2024", &released("grades", &[], "更正")).await;
    let view = public::find_edition(s, "cities", "2024", None).await.expect("public");
    let diff = view.diff.as_ref().expect("a diff");
    assert!(diff.scores_withheld && diff.values.is_empty() && diff.results.is_empty(), "{diff:?}");
    let grades: Vec<_> =
        diff.grades.iter().map(|g| (g.unit.as_str(), g.before.as_deref(), g.after.as_deref())).collect();
    assert_eq!(grades, [("dat", Some("A"), Some("B"))]);
    assert!(diff.hidden_changed && !diff.recipe_changed && !diff.instrument_changed, "{diff:?}");
    // The assessor still compares everything.
    stage.import("name,code,year,a1,a2,b\n太原,tai,2024,12,1,0.5\n大同,dat,2024,1,3,0.25\n阳泉,yan,2024,30,2,\n").await;
    let desk = rounds::open_round(s, &stage.assessor, "cities", "2024").await.expect("the round");
    assert_eq!(desk.releases, [Release::Full, Release::Grades]);
    let changes = desk.diff.expect("a diff").values;
    assert_eq!(changes.iter().map(|c| (c.before, c.after)).collect::<Vec<_>>(), [(Some(11.0), Some(12.0))]);
}

async fn the_same_content_in_another_release_is_another_version(db: Db) {
    let stage = graded(db).await;
    stage.publish("2024", &released("grades", &[], "")).await;
    stage.clock.pass(time::Duration::hours(1));
    let again = stage.publish("2024", &released("grades", &[], "误按")).await;
    assert_eq!(again.problems[0].code, "job.conflict");
    let full = stage.publish("2024", &released("full", &[], "按申请公开")).await;
    assert!(full.problems.is_empty(), "{full:?}");
    let view = public::find_edition(&stage.services, "cities", "2024", Some(2)).await.expect("public");
    let said = view.diff.as_ref().map(public::diff_sentence).map(|said| said.zh);
    assert_eq!(said.as_deref(), Some("公布方式由“只公布等次”改为“全表公开”；数据没有变化。"));
    let whole = content(&published(&stage, "2024", 2).await);
    assert_eq!((whole.release, whole.withheld, whole.salt), (Release::Full, None, None));
}

/// Fieldwork in which the finance bureau of Taiyuan kept 3 of 4 contracts, as an evaluator found too.
async fn gathered(db: Db) -> Round {
    let round = Round::filing(db).await;
    let (stage, s) = (&round.stage, &round.stage.services);
    let filed = round.submit(&round.filler, SOUND).await.expect("filed");
    confirm(s, &round.head, round.finance.id, filed.revision).await.expect("confirmed");
    let rating = RateForm {
        revision: "1".into(),
        reason: "合同和验收单齐全".into(),
        rows: vec!["2".into()],
        ..RateForm::default()
    };
    rate(s, &stage.assessor, "cities", "2025", "140100", "A1", &rating).await.expect("rated");
    stage.clock.pass(time::Duration::days(60));
    gather::gather(s, &stage.assessor, "cities", "2025").await.expect("gathered");
    round
}

async fn rows_go_out_without_internal_columns_and_the_full_bundle_has_them(db: Db) {
    let round = gathered(db).await;
    let (stage, s) = (&round.stage, &round.stage.services);
    stage.publish("2025", &stage_form("final")).await;
    let bytes = published(stage, "2025", 1).await;
    let answer = verify(&bytes);
    assert!(answer.identical, "{answer:?}");
    assert_eq!((answer.values_recomputed, answer.values_withheld), (1, 0));
    let public = content(&bytes);
    let entry = public.evidence.as_ref().and_then(|evidence| evidence.entry("A1", "140100")).expect("an entry");
    assert_eq!((entry.value, entry.numerator, entry.denominator), (Some(75.0), Some(3.0), Some(4.0)));
    let cells: Vec<_> = entry.rows.shown().expect("shown").iter().map(|row| row.values.clone()).collect();
    assert_eq!(cells[1], [None, Some(Value::Bool(false))]);
    assert!(!String::from_utf8_lossy(&bytes).contains("1号"), "the column is internal");

    let (_, full) = full_bundle(s, &stage.commissioner, "cities", "2025", 1).await.expect("the commissioner may");
    assert!(String::from_utf8_lossy(&full).contains("1号"));
    assert_eq!(verify(&full).values_recomputed, 1);
    let listed = full_edition::list_full(s, &stage.commissioner, "cities", "2025").await.expect("it may");
    assert_eq!(listed.iter().map(|edition| edition.version).collect::<Vec<_>>(), [1]);
    for stranger in [&stage.foreign_assessor, &stage.operator, &round.head, &round.neighbour] {
        let refused = full_bundle(s, stranger, "cities", "2025", 1).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let refused = full_edition::list_full(s, stranger, "cities", "2025").await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
}

async fn a_correction_of_hidden_figures_says_so_and_never_counts_them(db: Db) {
    let stage = graded(db).await;
    stage.publish("2024", &released("grades", &[], "")).await;
    stage
        .import("name,code,year,a1,a2,b\n太原,tai,2024,12,1,0.5\n大同,dat,2024,20,3,0.25\n阳泉,yan,2024,30,2,\n")
        .await;
    let job = stage.publish("2024", &released("grades", &[], "更正")).await;
    assert_eq!(job.problems, []);
    let view = public::find_edition(&stage.services, "cities", "2024", None).await.expect("public");
    let said = view.diff.as_ref().map(public::diff_sentence).map(|said| said.zh).unwrap_or_default();
    assert!(said.starts_with("数据有更正（内容不公开）") && !said.contains("原始值"), "{said}");
    assert!(!said.contains("计分方法"), "{said}");
}

async fn a_changed_row_is_found_though_every_hash_is_computed_anew(db: Db) {
    let round = gathered(db).await;
    round.stage.publish("2025", &stage_form("final")).await;
    let honest = content(&published(&round.stage, "2025", 1).await);
    let pointer = |change: &dyn Fn(&mut EditionContent)| {
        let mut forged = honest.clone();
        change(&mut forged);
        let answer = verify(&bundle::write(&forged).expect("is written").bytes);
        answer.first_difference.map(|difference| difference.pointer).unwrap_or_default()
    };
    let entry = |content: &mut EditionContent, change: &dyn Fn(&mut domain::edition::ItemEvidence)| {
        let entries = &mut content.evidence.as_mut().expect("evidence").entries;
        change(entries.get_mut("A1").and_then(|units| units.get_mut("140100")).expect("an entry"));
    };
    let kept = |content: &mut EditionContent| {
        entry(content, &|entry| {
            let Rows::Shown(rows) = &mut entry.rows else { unreachable!("the rows are shown") };
            rows[1].values[1] = Some(Value::Bool(true));
        });
    };
    assert_eq!(pointer(&|_| {}), "");
    assert_eq!(pointer(&kept), "/content/evidence/entries/A1/140100/numerator");
    let stated = |content: &mut EditionContent| entry(content, &|entry| entry.value = Some(100.0));
    assert_eq!(pointer(&stated), "/content/data/values/A1/0");
    // What should have been left out.
    let number = |content: &mut EditionContent| {
        entry(content, &|entry| {
            let Rows::Shown(rows) = &mut entry.rows else { unreachable!("the rows are shown") };
            rows[0].values[0] = Some(Value::Text("1号".into()));
        });
    };
    assert_eq!(pointer(&number), "/content/evidence/entries/A1/140100/rows/shown/0/values/0");
}

async fn a_table_put_in_the_place_of_gathered_data_goes_out_without_evidence(db: Db) {
    let round = gathered(db).await;
    let table = "name,code,year,A1,A2,A3\n太原市,140100,2025,80,60,90\n大同市,140200,2025,50,70,80\n";
    assert_eq!(round.stage.import(table).await, JobState::Done);
    assert_eq!(round.stage.publish("2025", &stage_form("final")).await.problems, []);
    let public = content(&published(&round.stage, "2025", 1).await);
    assert_eq!((public.evidence, public.data.values["A1"][0]), (None, Some(80.0)));
}

async fn a_release_that_cannot_be_is_refused_before_anything_is_queued(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    let refused = publish::publish(s, &stage.assessor, "cities", "2024", &released("grades", &[], "")).await;
    let Err(Error::Invalid(problems)) = refused else { unreachable!("the recipe has no grades") };
    assert_eq!((problems[0].code.as_str(), problems[0].place.field.as_deref()), ("edition.no_grades", Some("release")));
    assert!(!jobs::run_next(s).await.expect("an answer"), "nothing was queued");
}
