use domain::{
    NodeDraft, Text, Unit,
    dataset::Finding,
    recipe::{Grade, Posts, Veto},
};

use super::*;

/// root ─ a 50, b 30 (less is better), c 20
fn instrument() -> Instrument {
    let node = |code: &str, weight: f64, direction| NodeDraft {
        code: code.into(),
        parent: Some("root".into()),
        weight: Some(weight),
        direction: Some(direction),
        ..NodeDraft::default()
    };
    Instrument::build(vec![
        NodeDraft { code: "root".into(), ..NodeDraft::default() },
        node("a", 50.0, Direction::Positive),
        node("b", 30.0, Direction::Negative),
        node("c", 20.0, Direction::Positive),
    ])
    .expect("a sound instrument")
}

/// Under min–max u has 0 + 15 + 20 = 35, v 25 + 30 + 0 = 55, w 50 + 0 + 10 = 60.
fn data() -> Dataset {
    Dataset {
        units: ["u", "v", "w"].map(|c| Unit { code: c.into(), name: Text::same(c), league: None }).into(),
        values: [
            ("a".to_owned(), [0.0, 5.0, 10.0].map(Some).to_vec()),
            ("b".to_owned(), [2.0, 1.0, 3.0].map(Some).to_vec()),
            ("c".to_owned(), [100.0, 0.0, 50.0].map(Some).to_vec()),
        ]
        .into(),
        ..Dataset::default()
    }
}

fn recipe() -> Recipe {
    let grade = |letter: &str, at_least| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    Recipe {
        normalise: Normalise::MinMax { lower: 0.0, upper: 100.0 },
        grades: vec![grade("A", 90.0), grade("B", 45.0), grade("C", 0.0)],
        vetoes: vec![Veto { code: "V".into(), name: Text::same("V"), ceiling: "C".into() }],
        ..Recipe::default()
    }
}

fn ways(data: &Dataset, recipe: &Recipe, unit: &str, goal: &Goal) -> Vec<Way> {
    match reach(&instrument(), data, recipe, unit, goal).expect("an answer").answer {
        Answer::Ways { ways } => ways,
        other @ (Answer::Reached | Answer::Limited { .. }) => panic!("{other:?}"),
    }
}

fn step(way: &Way) -> &Step {
    match &way.outcome {
        Outcome::Enough(step) => step,
        other @ (Outcome::OutOfReach { .. } | Outcome::AtBest | Outcome::Missing | Outcome::Refused { .. }) => {
            panic!("{}: {other:?}", way.indicator)
        }
    }
}

/// Goalposts with room beyond what anybody has.
fn goalposts() -> Recipe {
    let post = |code: &str, floor, target| (code.to_owned(), Posts { floor, target });
    let posts = [post("a", 0.0, 20.0), post("b", 4.0, 0.0), post("c", 0.0, 100.0)].into();
    Recipe { normalise: Normalise::Goalposts { lower: 0.0, upper: 100.0, posts }, ..recipe() }
}

#[test]
fn a_grade_is_reached_by_the_least_value_with_few_digits() {
    // Goalposts: u has 0 + 15 + 20 = 35 and needs 10 more: 20 points of a's 100, so 4 of its 20, or all the way to
    // 0.667 on b; c has its target already.
    let ways = ways(&data(), &goalposts(), "u", &Goal::Grade("B".into()));
    let a = step(&ways[0]);
    assert_eq!((a.to, a.change, a.share_of_range), (4.0, 4.0, Some(0.4)));
    assert_eq!((a.then.score, a.grade.as_deref()), (45.0, Some("B")));
    let b = step(&ways[1]);
    assert!(b.to <= 2.0 / 3.0 && b.to > 2.0 / 3.0 - 0.002, "{}", b.to);
    assert_eq!((ways[1].from, ways[1].best), (Some(2.0), Some(0.0)));
    assert_eq!((ways[2].best, &ways[2].outcome), (Some(100.0), &Outcome::AtBest));
}

#[test]
fn a_rank_counts_that_the_others_move_too() {
    // u is the worst on a: while it climbs towards v, v loses. With u at x < 5, the least of the column is x:
    // v has 50·(5 − x)/(10 − x) + 30, u 35.
    let ways = ways(&data(), &recipe(), "u", &Goal::Rank(2));
    let a = step(&ways[0]);
    assert_eq!(a.then.rank, 2);
    // 50·(5 − x) = 5·(10 − x) gives x = 40/9.
    assert!(a.to >= 40.0 / 9.0 && a.to < 40.0 / 9.0 * 1.002, "{}", a.to);
    // On b even the best gives only 50 of the 55 that v has, and v is not the best there any more.
    assert!(matches!(ways[1].outcome, Outcome::OutOfReach { then: Some(Standing { rank: 3, .. }) }));
}

#[test]
fn a_goal_that_is_reached_takes_nothing() {
    let of = |goal| reach(&instrument(), &data(), &recipe(), "v", &goal).expect("an answer").answer;
    assert_eq!(of(Goal::Rank(2)), Answer::Reached);
    assert_eq!(of(Goal::Rank(7)), Answer::Reached);
    assert_eq!(of(Goal::Grade("C".into())), Answer::Reached);
}

#[test]
fn a_ceiling_is_said_where_no_indicator_helps() {
    let finding = [("u".to_owned(), Finding { basis: Text::same("〔2026〕1") })];
    let data = Dataset { findings: [("V".to_owned(), finding.into())].into(), ..data() };
    let found = reach(&instrument(), &data, &recipe(), "u", &Goal::Grade("B".into())).expect("an answer");
    assert!(matches!(found.answer, Answer::Limited { ceiling } if ceiling.ceiling == "C"));
    // A ceiling limits the grade, not the rank.
    assert_eq!(ways(&data, &recipe(), "u", &Goal::Rank(2)).len(), 3);
}

#[test]
fn a_missing_value_is_named() {
    let mut data = data();
    data.values.get_mut("b").expect("b")[0] = None;
    let ways = ways(&data, &goalposts(), "u", &Goal::Grade("A".into()));
    assert_eq!((ways[1].from, &ways[1].outcome), (None, &Outcome::Missing));
}

#[test]
fn a_best_value_that_the_recipe_refuses_is_said() {
    // With u at 10, a is the same everywhere.
    let mut data = data();
    data.values.insert("a".into(), [0.0, 10.0, 10.0].map(Some).to_vec());
    let ways = ways(&data, &recipe(), "u", &Goal::Rank(1));
    assert!(matches!(&ways[0].outcome, Outcome::Refused { problems } if problems[0].code == "score.constant"));
    assert!(matches!(ways[1].outcome, Outcome::OutOfReach { .. }));
}

#[test]
fn without_normalisation_more_is_better_whatever_the_direction() {
    let recipe = Recipe { normalise: Normalise::None, ..recipe() };
    let ways = ways(&data(), &recipe, "v", &Goal::Rank(2));
    assert_eq!((ways[1].best, &ways[2].best), (Some(3.0), &Some(100.0)));
}

#[test]
fn what_does_not_exist_is_refused_by_name() {
    let of = |unit, goal| reach(&instrument(), &data(), &recipe(), unit, &goal).map(|reach| reach.answer);
    assert_eq!(of("q", Goal::Rank(1)), Err(ExplainError::UnitUnknown { unit: "q".into() }));
    assert_eq!(of("u", Goal::Rank(0)), Err(ExplainError::RankZero));
    assert_eq!(of("u", Goal::Grade("E".into())), Err(ExplainError::GradeUnknown { letter: "E".into() }));
    let empty = Dataset::default();
    assert!(matches!(
        reach(&instrument(), &empty, &recipe(), "u", &Goal::Rank(1)),
        Err(ExplainError::UnitUnknown { .. })
    ));
}
