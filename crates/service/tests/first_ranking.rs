//! The whole job: from a table to a published edition that a stranger recomputes, and its correction.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use domain::{
    Recipe, Stage as EditionStage,
    job::JobState,
    recipe::{Aggregate, Impute, Normalise, RecipeVersion, Robustness, Treat, Weighting},
};
use service::{Error, method, public, publish, publish::PublishForm, rounds, verify::verify};
use storage::{Db, on_both_databases};
use support::{Stage, stage_form};

on_both_databases!(
    a_table_becomes_a_ranking_that_anyone_can_verify,
    an_edition_with_every_step_is_verified_like_any_other,
    what_an_edition_imputes_from_other_periods_is_in_it,
    a_correction_needs_a_reason_and_replaces_the_version_before,
    a_broken_table_changes_nothing,
    drafts_and_withdrawn_figures_stay_out_of_sight,
    publishing_the_same_again_makes_no_new_version,
    a_recipe_is_tried_without_being_saved,
);

const BROKEN: &str = "name,code,year,a1,a2,b\n太原,tai,2024,ten,1,85%\n太原,tai,2024,1,1,1\n";
const MENDED: &str = "name,code,year,a1,a2,b\n太原,tai,2024,11,1,0.5\n大同,dat,2024,20,3,0.25\n阳泉,yan,2024,30,2,\n";

fn min_max() -> Recipe {
    Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() }
}

async fn a_table_becomes_a_ranking_that_anyone_can_verify(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    rounds::choose_recipe(s, &stage.assessor, "cities", "2025", &min_max()).await.expect("a sound recipe");
    let desk = rounds::open_round(s, &stage.assessor, "cities", "2025").await.expect("the round");
    let preview = desk.preview.expect("a score sheet");
    stage.publish("2024", &stage_form("final")).await;
    stage.publish("2025", &stage_form("final")).await;

    let view = public::find_edition(s, "cities", "2025", None).await.expect("public");
    assert_eq!(view.edition.content.result, preview, "what was previewed is what was published");
    assert_eq!(view.edition.stage(), EditionStage::Final);
    assert_eq!(view.previous.as_ref().map(|p| p.period.as_str()), Some("2024"));
    let history = public::unit_history(s, "cities", "tai").await.expect("history");
    assert_eq!(history.len(), 2);

    let file = public::file(s, "cities", "2025", 1, "cities-2025-v1.json").await.expect("the bundle");
    assert!(verify(&file.bytes).identical);
    assert_eq!(verify(&file.bytes).sha256, view.edition.sha256, "the page names the hash of the file");
    for at in (0..file.bytes.len()).step_by(97) {
        let mut changed = file.bytes.to_vec();
        changed[at] ^= 1;
        assert!(!verify(&changed).identical, "a changed byte at {at} went unnoticed");
    }
}

async fn an_edition_with_every_step_is_verified_like_any_other(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    let recipe = Recipe {
        version: RecipeVersion::V2,
        impute: Impute::Median,
        treat: Treat::Winsorise { most: 1 },
        normalise: Normalise::Efficacy { base: 60.0, span: 40.0 },
        weight: Weighting::Equal,
        aggregate: Aggregate::GeometricMean,
        robustness: Some(Robustness {
            runs: 200,
            aggregate: vec![Aggregate::ArithmeticMean],
            leave_one_out: true,
            ..Robustness::default()
        }),
        ..Recipe::default()
    };
    // Whatever version it says, it is kept with the one it needs.
    let said = Recipe { version: RecipeVersion::V1, ..recipe.clone() };
    rounds::choose_recipe(s, &stage.assessor, "cities", "2025", &said).await.expect("a sound recipe");
    let plain = Recipe { version: RecipeVersion::V2, ..min_max() };
    rounds::choose_recipe(s, &stage.assessor, "cities", "2024", &plain).await.expect("a sound recipe");
    for period in ["2024", "2025"] {
        stage.publish(period, &stage_form("final")).await;
    }
    let first = public::find_edition(s, "cities", "2024", None).await.expect("public");
    assert_eq!(first.edition.content.recipe, min_max());
    let content = public::find_edition(s, "cities", "2025", None).await.expect("public").edition.content.clone();
    assert_eq!(content.recipe, recipe);
    assert_eq!(content.result.steps.runs.map(|runs| runs.done + runs.failed), Some(200));
    assert!(content.result.units.iter().all(|unit| unit.interval.is_some()));
    for period in ["2024", "2025"] {
        let file = public::file(s, "cities", period, 1, &format!("cities-{period}-v1.json")).await.expect("the bundle");
        assert_eq!(verify(&file.bytes).first_difference, None);
        // A forger who computes all hashes anew is found out by the runs.
        let mut forged = publication::bundle::read(&file.bytes).expect("is whole").content;
        let Some(interval) = &mut forged.result.units[0].interval else { continue };
        interval.worst += 1;
        let forged = publication::bundle::write(&forged).expect("is written");
        let difference = verify(&forged.bytes).first_difference.expect("is found out");
        assert_eq!(difference.pointer, "/content/result/units/0/interval/worst");
    }
}

async fn what_an_edition_imputes_from_other_periods_is_in_it(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    // Yangquan has no value of `b` in 2024, and 0.1 in 2025.
    let recipe = |impute| Recipe { version: RecipeVersion::V2, impute, ..min_max() };
    let imputed = |sheet: &domain::ScoreSheet| -> Vec<Option<f64>> {
        sheet.units[2].nodes.iter().filter(|node| node.imputed).map(|node| node.used).collect()
    };
    let tried = async |impute| {
        let trial = method::try_recipe(s, &stage.assessor, "cities", "2024", &recipe(impute)).await.expect("a trial");
        imputed(&trial.result.expect("a result"))
    };
    assert!(tried(Impute::Linear).await.is_empty(), "nobody may know the values of 2025 yet");
    rounds::choose_recipe(s, &stage.assessor, "cities", "2025", &min_max()).await.expect("a recipe");
    stage.publish("2025", &stage_form("draft")).await;
    assert!(tried(Impute::Linear).await.is_empty(), "a draft is not public either");
    let forward = stage_form("final");
    publish::advance(s, &stage.assessor, "cities", "2025", 1, &forward).await.expect("2025 is published");
    assert_eq!(tried(Impute::Linear).await, [Some(0.1)]);
    assert!(tried(Impute::CarryForward { within: None }).await.is_empty(), "nothing was before");

    rounds::choose_recipe(s, &stage.assessor, "cities", "2024", &recipe(Impute::Constant)).await.expect("a recipe");
    stage.publish("2024", &stage_form("final")).await;
    let content = public::find_edition(s, "cities", "2024", None).await.expect("public").edition.content.clone();
    assert_eq!(content.data.other_periods["2025"]["b"], [("yan".to_owned(), 0.1)].into());
    assert_eq!(imputed(&content.result), [Some(0.1)]);
    let other = public::find_edition(s, "cities", "2025", None).await.expect("public").edition.content.clone();
    assert!(other.data.other_periods.is_empty(), "its recipe looks at no other period");

    // Anyone can find the imputed value again, whatever becomes of the other period.
    let file = public::file(s, "cities", "2024", 1, "cities-2024-v1.json").await.expect("the bundle");
    assert_eq!(verify(&file.bytes).first_difference, None);
    let mut forged = publication::bundle::read(&file.bytes).expect("is whole").content;
    *forged.data.other_periods.get_mut("2025").expect("a period").get_mut("b").expect("an indicator") =
        [("yan".to_owned(), 0.4)].into();
    let forged = publication::bundle::write(&forged).expect("is written");
    assert!(verify(&forged.bytes).first_difference.is_some(), "another value gives another score");
}

async fn a_correction_needs_a_reason_and_replaces_the_version_before(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    stage.publish("2024", &stage_form("final")).await;
    assert_eq!(stage.import(MENDED).await, JobState::Done);

    let refused = publish::publish(s, &stage.assessor, "cities", "2024", &stage_form("final")).await;
    assert!(matches!(refused, Err(Error::Invalid(p)) if p[0].place.field.as_deref() == Some("reason_zh")));

    let form = PublishForm { reason_zh: "太原数据有误".into(), ..stage_form("final") };
    stage.publish("2024", &form).await;
    let new = public::find_edition(s, "cities", "2024", None).await.expect("the correction");
    assert_eq!((new.edition.content.version, new.current), (2, true));
    let old = public::find_edition(s, "cities", "2024", Some(1)).await.expect("the version before stays");
    assert_eq!((old.edition.stage(), old.current), (EditionStage::Corrected, false));
    let chain = new.edition.content.corrects.as_ref().expect("a correction");
    assert_eq!(chain.sha256, old.edition.sha256);
    let diff = new.diff.as_ref().expect("a diff");
    assert_eq!(diff.values.len(), 1);
    assert_eq!((diff.values[0].before, diff.values[0].after), (Some(10.0), Some(11.0)));
}

async fn a_broken_table_changes_nothing(db: Db) {
    let stage = Stage::with_data(db).await;
    let before = rounds::open_round(&stage.services, &stage.assessor, "cities", "2024").await.expect("the round");
    assert_eq!(stage.import(BROKEN).await, JobState::Failed);
    let after = rounds::open_round(&stage.services, &stage.assessor, "cities", "2024").await.expect("the round");
    assert_eq!((before.dataset, before.data), (after.dataset, after.data));
}

async fn drafts_and_withdrawn_figures_stay_out_of_sight(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    stage.publish("2024", &stage_form("draft")).await;
    assert!(matches!(public::find_edition(s, "cities", "2024", None).await, Err(Error::NotFound)));
    assert!(public::home(s).await.expect("home").is_empty());

    let skipped = publish::advance(s, &stage.assessor, "cities", "2024", 1, &stage_form("withdrawn")).await;
    assert!(matches!(skipped, Err(Error::Invalid(_))), "a draft cannot be withdrawn");
    let notice =
        PublishForm { notice_starts: "2026-11-24".into(), notice_ends: "2026-12-04".into(), ..stage_form("notice") };
    publish::advance(s, &stage.assessor, "cities", "2024", 1, &notice).await.expect("notice");
    let view = public::find_edition(s, "cities", "2024", None).await.expect("public now");
    assert_eq!(view.edition.notice().map(|n| n.ends.to_string()).as_deref(), Some("2026-12-04"));

    let withdraw = PublishForm { reason_zh: "数据来源撤回".into(), ..stage_form("withdrawn") };
    publish::advance(s, &stage.assessor, "cities", "2024", 1, &withdraw).await.expect("withdrawn");
    let file = public::file(s, "cities", "2024", 1, "cities-2024-v1.json").await;
    assert!(matches!(file, Err(Error::Gone)));
    let back = publish::advance(s, &stage.assessor, "cities", "2024", 1, &stage_form("final")).await;
    assert!(matches!(back, Err(Error::Invalid(_))), "a withdrawn edition never comes back");
}

async fn publishing_the_same_again_makes_no_new_version(db: Db) {
    let stage = Stage::with_data(db).await;
    stage.publish("2024", &stage_form("final")).await;
    stage.clock.pass(time::Duration::hours(1));
    let form = PublishForm { reason_zh: "误按".into(), ..stage_form("final") };
    let result = stage.publish("2024", &form).await;
    assert_eq!(result.problems[0].code, "job.conflict");
    let view = public::find_edition(&stage.services, "cities", "2024", None).await.expect("public");
    assert_eq!(view.versions.len(), 1);
}

async fn a_recipe_is_tried_without_being_saved(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    let before = rounds::open_round(s, &stage.assessor, "cities", "2025").await.expect("the round");
    let ranks: Vec<_> = before.preview.expect("a result").units.iter().map(domain::UnitScore::rank).collect();
    let tried = method::try_recipe(s, &stage.assessor, "cities", "2025", &min_max()).await.expect("a trial");
    assert_eq!(tried.ranks_before, ranks);
    let after = rounds::open_round(s, &stage.assessor, "cities", "2025").await.expect("the round");
    assert_eq!(after.round.recipe, before.round.recipe, "nothing is saved");
    rounds::choose_recipe(s, &stage.assessor, "cities", "2025", &min_max()).await.expect("a sound recipe");
    let saved = rounds::open_round(s, &stage.assessor, "cities", "2025").await.expect("the round");
    assert_eq!(tried.result, saved.preview, "what was tried is what is saved");

    // The worst unit of an indicator scores 0, which a geometric mean refuses: a reason, and no fault of the form.
    let geometric = Recipe { version: RecipeVersion::V2, aggregate: Aggregate::GeometricMean, ..min_max() };
    let refused = method::try_recipe(s, &stage.assessor, "cities", "2025", &geometric).await.expect("a trial");
    assert!(refused.result.is_err());
    let impossible = Recipe { normalise: Normalise::MinMax { lower: 1.0, upper: 0.0 }, ..Recipe::default() };
    let answer = method::try_recipe(s, &stage.assessor, "cities", "2025", &impossible).await;
    assert!(matches!(answer, Err(Error::Invalid(problems)) if problems[0].place.field.as_deref() == Some("normalise")));
}
