use domain::{
    Direction, NodeDraft, Text, Unit,
    dataset::RawPoints,
    recipe::{Adjust, CappedItem, Normalise, Posts},
};

use super::*;

/// A tree with one dimension A, which holds the first indicators, and the last one beside it.
fn tree(a: f64, beneath: &[(&str, f64)], beside: (&str, f64)) -> Instrument {
    let node = |code: &str, parent: &str, weight: f64| NodeDraft {
        code: code.into(),
        parent: Some(parent.into()),
        weight: Some(weight),
        ..NodeDraft::default()
    };
    let mut drafts = vec![NodeDraft { code: "root".into(), ..NodeDraft::default() }, node("A", "root", a)];
    drafts.extend(beneath.iter().map(|(code, weight)| node(code, "A", *weight)));
    drafts.push(node(beside.0, "root", beside.1));
    Instrument::build(drafts).expect("a sound instrument")
}

fn data(units: &[&str], columns: &[(&str, &[f64])]) -> Dataset {
    Dataset {
        units: units.iter().map(|&c| Unit { code: c.into(), name: Text::same(c), league: None }).collect(),
        values: columns.iter().map(|(code, x)| ((*code).to_owned(), x.iter().copied().map(Some).collect())).collect(),
        ..Dataset::default()
    }
}

fn goalposts(targets: &[(&str, f64)]) -> Recipe {
    let posts = targets.iter().map(|(code, target)| ((*code).to_owned(), Posts { floor: 0.0, target: *target }));
    Recipe { normalise: Normalise::Goalposts { lower: 0.0, upper: 100.0, posts: posts.collect() }, ..Recipe::default() }
}

fn scored(part: &Part) -> f64 {
    part.as_ref().expect("a part").score
}

/// Whether the parts sum to the change.
fn adds_up(change: &Change) -> bool {
    let parts = [&change.membership, &change.values, &change.weights, &change.method];
    let parts: Vec<Delta> = parts.iter().map(|part| *part.as_ref().expect("a part")).collect();
    let score: f64 = parts.iter().map(|part| part.score).sum();
    (score - change.total.score).abs() < 1e-9 && parts.iter().map(|part| part.rank).sum::<i64>() == change.total.rank
}

#[test]
fn each_part_has_its_cause() {
    // a2 goes, c comes; A weighs 50 instead of 60; the target of b doubles; x betters itself on a1.
    let old_tree = tree(60.0, &[("a1", 50.0), ("a2", 50.0)], ("b", 40.0));
    let new_tree = tree(50.0, &[("a1", 75.0), ("c", 25.0)], ("b", 50.0));
    let old_data = data(&["x", "y"], &[("a1", &[40.0, 50.0]), ("a2", &[80.0, 10.0]), ("b", &[50.0, 60.0])]);
    let new_data = data(&["x", "y"], &[("a1", &[60.0, 50.0]), ("c", &[20.0, 90.0]), ("b", &[50.0, 60.0])]);
    let old_recipe = goalposts(&[("a1", 100.0), ("a2", 100.0), ("b", 100.0)]);
    let new_recipe = goalposts(&[("a1", 100.0), ("c", 100.0), ("b", 200.0)]);
    let found = between(
        Inputs { instrument: &old_tree, data: &old_data, recipe: &old_recipe },
        Inputs { instrument: &new_tree, data: &new_data, recipe: &new_recipe },
    )
    .expect("two editions");
    assert_eq!((&found.indicators_dropped[..], &found.indicators_added[..]), (&["a2".into()][..], &["c".into()][..]));
    let x = found.change("x").expect("a change");
    // x: 0.6·60 + 0.4·50 = 56; without a2 and with b halved 0.6·40 + 0.4·25 = 34; new weights 0.5·40 + 0.5·25 = 32.5;
    // new values 0.5·60 + 0.5·25 = 42.5; with c 0.5·50 + 0.5·25 = 37.5.
    assert_eq!(x.back_cast.as_ref().map(|s| s.score), Ok(32.5));
    let parts = [&x.membership, &x.values, &x.weights, &x.method].map(scored);
    for (found, expected) in parts.iter().zip([0.0, 10.0, -1.5, -22.0 - 5.0]) {
        assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    }
    assert!(found.changes().iter().all(adds_up));
    assert_eq!(found.changes().len(), 2);
}

#[test]
fn who_came_and_went_moves_ranks_and_min_max_scores() {
    let tree = tree(60.0, &[("a1", 100.0)], ("b", 40.0));
    let recipe = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() };
    let old = data(&["x", "y", "z"], &[("a1", &[1.0, 2.0, 9.0]), ("b", &[1.0, 2.0, 9.0])]);
    let new = data(&["w", "x", "y"], &[("a1", &[0.0, 1.0, 2.0]), ("b", &[0.0, 1.0, 2.0])]);
    let of = |data| Inputs { instrument: &tree, data, recipe: &recipe };
    let found = between(of(&old), of(&new)).expect("two editions");
    assert_eq!((&found.left[..], &found.joined[..]), (&["z".into()][..], &["w".into()][..]));
    let y = found.change("y").expect("a change");
    assert_eq!((y.before.rank, y.after.rank, y.total.rank), (2, 1, -1));
    assert_eq!(y.membership.as_ref().map(|part| part.rank), Ok(-1));
    assert_eq!([&y.values, &y.weights, &y.method], [&Ok(Delta::default()); 3]);
    assert_eq!(found.change("z"), Err(ExplainError::OnlyInOne { unit: "z".into() }));
    assert_eq!(found.change("q"), Err(ExplainError::UnitUnknown { unit: "q".into() }));
}

#[test]
fn a_stage_that_is_refused_is_named_and_the_other_parts_stay() {
    // b is the same for x and y: without z min–max has no answer for the common units.
    let tree = tree(60.0, &[("a1", 100.0)], ("b", 40.0));
    let min_max = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() };
    let old = data(&["x", "y", "z"], &[("a1", &[1.0, 2.0, 9.0]), ("b", &[5.0, 5.0, 9.0])]);
    let new = data(&["x", "y"], &[("a1", &[1.0, 2.0]), ("b", &[1.0, 4.0])]);
    let recipe = goalposts(&[("a1", 10.0), ("b", 10.0)]);
    let found = between(
        Inputs { instrument: &tree, data: &old, recipe: &min_max },
        Inputs { instrument: &tree, data: &new, recipe: &recipe },
    )
    .expect("two editions");
    let x = found.change("x").expect("a change");
    for part in [&x.membership, &x.method] {
        assert!(matches!(part, Err(StageError::Refused { stage: Stage::OldCommonUnits, problems })
            if problems[0].code == "score.constant"));
    }
    assert!(x.values.is_ok() && x.weights.is_ok() && x.back_cast.is_ok());
    let json = serde_json::to_string(&x).expect("JSON");
    assert!(json.contains(r#""stage":"old-common-units""#) && json.contains(r#""values":{"Ok":{"score":"#), "{json}");
}

#[test]
fn nothing_in_common_has_no_back_cast() {
    let old_tree = tree(60.0, &[("a1", 100.0)], ("b", 40.0));
    let new_tree = tree(60.0, &[("c", 100.0)], ("d", 40.0));
    let old = data(&["x"], &[("a1", &[1.0]), ("b", &[1.0])]);
    let new = data(&["x"], &[("c", &[1.0]), ("d", &[3.0])]);
    let recipe = Recipe::default();
    let found = between(
        Inputs { instrument: &old_tree, data: &old, recipe: &recipe },
        Inputs { instrument: &new_tree, data: &new, recipe: &recipe },
    )
    .expect("two editions");
    let x = found.change("x").expect("a change");
    assert!(matches!(x.back_cast, Err(StageError::Tree { stage: Stage::BackCast, .. })));
    assert_eq!(x.membership, Ok(Delta::default()));
}

#[test]
fn a_unit_without_a_score_on_the_way_is_named() {
    let old_tree = tree(60.0, &[("a1", 100.0)], ("b", 40.0));
    let new_tree = tree(60.0, &[("c", 100.0)], ("b", 40.0));
    let mut old = data(&["x", "y"], &[("a1", &[1.0, 2.0]), ("b", &[1.0, 2.0])]);
    old.values.get_mut("b").expect("b")[0] = None;
    let new = data(&["x", "y"], &[("c", &[1.0, 2.0]), ("b", &[1.0, 2.0])]);
    let recipe = Recipe::default();
    let found = between(
        Inputs { instrument: &old_tree, data: &old, recipe: &recipe },
        Inputs { instrument: &new_tree, data: &new, recipe: &recipe },
    )
    .expect("two editions");
    let x = found.change("x").expect("a change");
    assert_eq!(x.back_cast, Err(StageError::NoScore { stage: Stage::BackCast, unit: "x".into() }));
}

#[test]
fn a_turned_direction_is_method_and_points_of_old_items_leave_with_the_recipe() {
    let old_tree = tree(60.0, &[("a1", 100.0)], ("b", 40.0));
    let nodes = Vec::from(old_tree.clone()).into_iter().map(|mut node: domain::Node| {
        if node.code == "b" {
            node.direction = Direction::Negative;
        }
        node
    });
    let new_tree = Instrument::try_from(nodes.collect::<Vec<_>>()).expect("a sound instrument");
    let mut old = data(&["x", "y"], &[("a1", &[1.0, 2.0]), ("b", &[1.0, 2.0])]);
    let new = old.clone();
    old.points = [("E".to_owned(), [("x".to_owned(), RawPoints { points: 3.0, rows: 1 })].into())].into();
    let recipe = Recipe { normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 }, ..Recipe::default() };
    let bonuses = vec![CappedItem { code: "E".into(), name: Text::same("E"), cap: 5.0 }];
    let adjust = Adjust { bonuses, bonus_cap: None, deductions: vec![], deduction_cap: None, lower: 0.0, upper: 100.0 };
    let with_bonus = Recipe { adjust: Some(adjust), ..recipe.clone() };
    let found = between(
        Inputs { instrument: &old_tree, data: &old, recipe: &with_bonus },
        Inputs { instrument: &new_tree, data: &new, recipe: &recipe },
    )
    .expect("two editions");
    let x = found.change("x").expect("a change");
    assert_eq!(x.method, Ok(Delta { score: 37.0, rank: 0 }));
    assert_eq!([&x.membership, &x.values, &x.weights], [&Ok(Delta::default()); 3]);
}
