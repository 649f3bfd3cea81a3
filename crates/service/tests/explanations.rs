//! Why a result is as it is, as everyone may ask: computed once, and nothing of what is not public.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

mod support;

use std::sync::Arc;

use domain::{
    Text,
    recipe::{Grade, Recipe},
};
use scoring::explain::{
    ExplainError,
    reach::{Answer, Goal, Outcome},
};
use service::{
    public::{self, Unanswered},
    publish::PublishForm,
    rounds,
};
use storage::{Db, on_both_databases};
use support::{Stage, stage_form};

on_both_databases!(
    what_it_would_take_is_computed_once_for_each_edition_unit_and_goal,
    what_changed_since_the_period_before_is_computed_once_for_all_units,
    where_scores_are_withheld_nothing_is_explained,
);

async fn what_it_would_take_is_computed_once_for_each_edition_unit_and_goal(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    stage.publish("2025", &stage_form("final")).await;
    let edition = &public::find_edition(s, "cities", "2025", None).await.expect("public").edition;
    let last = edition.content.result.units.iter().find(|unit| unit.rank() == Some(3)).expect("three units");

    let first = public::reach(s, edition, &last.code, &Goal::Rank(1)).await.expect("an answer");
    let Answer::Ways { ways } = &first.answer else { unreachable!("the last is not the first") };
    assert_eq!(ways.len(), 3);
    assert!(ways.iter().any(|way| matches!(way.outcome, Outcome::Enough(_) | Outcome::OutOfReach { .. })), "{ways:?}");
    let again = public::reach(s, edition, &last.code, &Goal::Rank(1)).await.expect("an answer");
    assert!(Arc::ptr_eq(&first, &again), "it is kept");
    let other = public::reach(s, edition, &last.code, &Goal::Rank(2)).await.expect("an answer");
    assert_eq!(other.goal, Goal::Rank(2));

    let unknown = public::reach(s, edition, "nobody", &Goal::Rank(1)).await;
    let why = ExplainError::UnitUnknown { unit: "nobody".into() };
    assert_eq!(unknown, Err(Unanswered::Refused(why)));
}

async fn what_changed_since_the_period_before_is_computed_once_for_all_units(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    for period in ["2024", "2025"] {
        stage.publish(period, &stage_form("final")).await;
    }
    let view = public::find_edition(s, "cities", "2025", None).await.expect("public");
    let between = public::between(s, &view).await.expect("an answer");
    let change = between.change("tai").expect("it is in both");
    let old = view.previous.as_ref().expect("2024").result.units.iter().find(|unit| unit.code == "tai");
    assert_eq!(Some(change.before.score), old.and_then(domain::UnitScore::score));
    let again = public::between(s, &view).await.expect("an answer");
    assert!(Arc::ptr_eq(&between, &again), "it is kept");

    let first = public::find_edition(s, "cities", "2024", None).await.expect("public");
    assert_eq!(public::between(s, &first).await, Err(Unanswered::Withheld), "there is none before it");
}

async fn where_scores_are_withheld_nothing_is_explained(db: Db) {
    let stage = Stage::with_data(db).await;
    let s = &stage.services;
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    let recipe = Recipe { grades: vec![grade("A", 5.0), grade("B", -10.0)], ..Recipe::default() };
    for (period, release) in [("2024", "grades"), ("2025", "full")] {
        rounds::choose_recipe(s, &stage.assessor, "cities", period, &recipe).await.expect("a recipe");
        stage.publish(period, &PublishForm { release: release.into(), ..stage_form("final") }).await;
    }
    let withheld = public::find_edition(s, "cities", "2024", None).await.expect("public");
    let goal = Goal::Grade("A".into());
    assert_eq!(public::reach(s, &withheld.edition, "tai", &goal).await, Err(Unanswered::Withheld));
    let full = public::find_edition(s, "cities", "2025", None).await.expect("public");
    assert!(public::reach(s, &full.edition, "tai", &goal).await.is_ok());
    assert_eq!(public::between(s, &full).await, Err(Unanswered::Withheld), "the figures before are not public");
}
