//! What must hold for every explanation: what is said to be enough is, parts sum to the change, and places agree with the
//! scores.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, reason = "a test ends at the first thing that is not as it must be")]

use std::collections::BTreeSet;

use domain::{
    Dataset, Direction, Instrument, NodeDraft, Recipe, Text, Unit,
    recipe::{Grade, Normalise, Posts},
};
use proptest::{prelude::*, sample::subsequence};
use scoring::{
    explain::{
        ExplainError,
        change::{Delta, Inputs, Stage, between},
        peers::{Group, LEAST, NodeStanding, compare, strengths, weaknesses},
        reach::{Answer, Goal, Outcome, Way, reach},
    },
    score,
};

/// Everything an edition is computed from.
#[derive(Debug, Clone)]
struct Edition {
    instrument: Instrument,
    data: Dataset,
    recipe: Recipe,
}

impl Edition {
    fn inputs(&self) -> Inputs<'_> {
        Inputs { instrument: &self.instrument, data: &self.data, recipe: &self.recipe }
    }
}

/// Indicators `i0` … in groups of three, each with a weight, some of them less is better.
fn tree() -> impl Strategy<Value = Instrument> {
    let indicators = subsequence((0..9).collect::<Vec<usize>>(), 3..=9);
    (indicators, prop::collection::vec(1_u8..10, 12), prop::collection::vec(any::<bool>(), 9)).prop_map(
        |(indicators, weights, negative)| {
            let groups: BTreeSet<usize> = indicators.iter().map(|i| i / 3).collect();
            let whole: f64 = groups.iter().map(|&g| f64::from(weights[9 + g])).sum();
            let mut drafts = vec![NodeDraft { code: "root".into(), ..NodeDraft::default() }];
            for &group in &groups {
                drafts.push(draft(format!("g{group}"), "root", f64::from(weights[9 + group]) / whole * 100.0, false));
                let members: Vec<usize> = indicators.iter().copied().filter(|i| i / 3 == group).collect();
                let total: f64 = members.iter().map(|&i| f64::from(weights[i])).sum();
                drafts.extend(members.iter().map(|&i| {
                    draft(format!("i{i}"), &format!("g{group}"), f64::from(weights[i]) / total * 100.0, negative[i])
                }));
            }
            Instrument::build(drafts).expect("a sound instrument")
        },
    )
}

fn draft(code: String, parent: &str, weight: f64, negative: bool) -> NodeDraft {
    let direction = if negative { Direction::Negative } else { Direction::Positive };
    NodeDraft {
        code,
        parent: Some(parent.into()),
        weight: Some(weight),
        direction: Some(direction),
        ..NodeDraft::default()
    }
}

/// Some units of two leagues, and what was measured: eighths with ties, a few of them missing.
fn data(instrument: &Instrument) -> impl Strategy<Value = Dataset> + use<> {
    let codes: Vec<String> = instrument.indicators().map(|i| instrument.nodes()[i].code.clone()).collect();
    let value = || prop::option::weighted(0.93, (0_i32..160).prop_map(|x| f64::from(x) / 8.0));
    let units = subsequence((0..14).collect::<Vec<usize>>(), 3..=14);
    units.prop_flat_map(move |units| {
        let (count, codes) = (units.len(), codes.clone());
        prop::collection::vec(prop::collection::vec(value(), count), codes.len()).prop_map(move |columns| Dataset {
            units: units.iter().map(|&u| unit(u)).collect(),
            values: codes.iter().cloned().zip(columns).collect(),
            ..Dataset::default()
        })
    })
}

fn unit(number: usize) -> Unit {
    let league = (!number.is_multiple_of(5)).then(|| Text::same(if number.is_multiple_of(2) { "even" } else { "odd" }));
    Unit { code: format!("u{number}"), name: Text::same(format!("u{number}")), league }
}

fn recipe(instrument: &Instrument, method: usize) -> Recipe {
    let posts = |node: usize| match instrument.nodes()[node].direction {
        Direction::Positive => Posts { floor: 3.0, target: 17.0 },
        Direction::Negative => Posts { floor: 17.0, target: 3.0 },
    };
    let normalise = match method {
        0 => Normalise::None,
        1 => Normalise::MinMax { lower: 0.0, upper: 100.0 },
        _ => {
            let posts = instrument.indicators().map(|node| (instrument.nodes()[node].code.clone(), posts(node)));
            Normalise::Goalposts { lower: 0.0, upper: 100.0, posts: posts.collect() }
        }
    };
    let lines: [(&str, f64); 3] =
        if method == 0 { [("A", 13.0), ("B", 10.0), ("C", 7.0)] } else { [("A", 70.0), ("B", 55.0), ("C", 40.0)] };
    let grade = |(letter, at_least): (&str, f64)| Grade { letter: letter.into(), name: Text::same(letter), at_least };
    Recipe { normalise, grades: lines.map(grade).to_vec(), ..Recipe::default() }
}

/// An edition that can be scored.
fn edition() -> impl Strategy<Value = Edition> {
    (tree(), 0_usize..3)
        .prop_flat_map(|(instrument, method)| {
            let data = data(&instrument);
            (Just(instrument), data, Just(method))
        })
        .prop_map(|(instrument, data, method)| {
            let recipe = recipe(&instrument, method);
            Edition { instrument, data, recipe }
        })
        .prop_filter("a column without spread", |e| score(&e.instrument, &e.data, &e.recipe).is_ok())
}

fn goal() -> impl Strategy<Value = Goal> {
    prop_oneof![
        (1_u32..6).prop_map(Goal::Rank),
        prop::sample::select(vec!["A", "B", "C"]).prop_map(|letter| Goal::Grade(letter.into())),
    ]
}

/// Whether a unit reaches the goal with another value, as anybody would check it.
fn is_enough(edition: &Edition, unit: &str, goal: &Goal, indicator: &str, value: f64) -> bool {
    let mut data = edition.data.clone();
    let place = data.units.iter().position(|u| u.code == unit).expect("the unit");
    data.values.get_mut(indicator).expect("the indicator")[place] = Some(value);
    let Ok(sheet) = score(&edition.instrument, &data, &edition.recipe) else { return false };
    let own = &sheet.units[place];
    match goal {
        Goal::Rank(rank) => own.rank().is_some_and(|found| found <= *rank),
        Goal::Grade(letter) => {
            let place = |letter: &str| edition.recipe.grades.iter().position(|g| g.letter == letter);
            own.grade.as_deref().and_then(place).is_some_and(|found| Some(found) <= place(letter))
        }
    }
}

/// What is wrong with one way to a goal.
fn check_way(edition: &Edition, unit: &str, goal: &Goal, way: &Way) -> Result<(), TestCaseError> {
    let (Some(from), Some(best)) = (way.from, way.best) else {
        prop_assert_eq!(&way.outcome, &Outcome::Missing);
        return Ok(());
    };
    match &way.outcome {
        Outcome::Enough(step) => {
            prop_assert!((from.min(best)..=from.max(best)).contains(&step.to), "{:?}", way);
            prop_assert!(is_enough(edition, unit, goal, &way.indicator, step.to), "{:?}", way);
            // These methods are monotone: what is a little nearer than the tolerance is not enough.
            let slack = step.change.abs() / 999.0 + (best - from).abs() / 16_000_000.0;
            let nearer = if best > from { (step.to - slack).max(from) } else { (step.to + slack).min(from) };
            prop_assert!(!is_enough(edition, unit, goal, &way.indicator, nearer), "{:?} by {}", way, nearer);
        }
        Outcome::OutOfReach { .. } => prop_assert!(!is_enough(edition, unit, goal, &way.indicator, best), "{:?}", way),
        Outcome::AtBest | Outcome::Refused { .. } => {}
        Outcome::Missing => return Err(TestCaseError::fail(format!("{way:?}"))),
    }
    Ok(())
}

/// The same tree with other weights.
fn reweighted(instrument: &Instrument, weights: &[u8]) -> Instrument {
    let mut nodes = Vec::from(instrument.clone());
    for parent in 0..instrument.len() {
        let children = instrument.children(parent);
        let total: f64 = children.iter().map(|&child| f64::from(weights[child])).sum();
        for &child in children {
            nodes[child].weight = f64::from(weights[child]) / total * 100.0;
        }
    }
    Instrument::try_from(nodes).expect("a sound instrument")
}

/// Whether the largest effects come first and all have the sign.
fn sorted(nodes: &[&NodeStanding], sign: f64) -> bool {
    nodes.iter().all(|n| n.effect * sign > 0.0) && nodes.windows(2).all(|w| w[0].effect * sign >= w[1].effect * sign)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_said_to_be_enough_is_and_hardly_less_is_not(edition in edition(), goal in goal()) {
        for unit in &edition.data.units {
            let found = match reach(&edition.instrument, &edition.data, &edition.recipe, &unit.code, &goal) {
                Ok(found) => found,
                Err(error) => {
                    prop_assert_eq!(error, ExplainError::NoScore { unit: unit.code.clone() });
                    continue;
                }
            };
            let Answer::Ways { ways } = &found.answer else { continue };
            prop_assert_eq!(ways.len(), edition.data.values.len());
            for way in ways {
                check_way(&edition, &unit.code, &goal, way)?;
            }
        }
    }

    #[test]
    fn places_medians_and_shares_agree_with_the_scores(edition in edition()) {
        let sheet = score(&edition.instrument, &edition.data, &edition.recipe).expect("a score sheet");
        for unit in sheet.units.iter().filter(|unit| unit.score().is_some()) {
            let profile = compare(&edition.instrument, &edition.data, &sheet, &unit.code).expect("a profile");
            prop_assert_eq!(profile.nodes.len() + profile.missing.len() + 1, edition.instrument.len());
            let shares: f64 = profile.nodes.iter().filter(|n| n.indicator).map(|n| n.share).sum();
            prop_assert!((shares - 1.0).abs() < 1e-9, "{}", shares);
            for node in &profile.nodes {
                let position = edition.instrument.position(&node.node).expect("the node");
                match &profile.group {
                    // Among all units, the place is the rank on the node.
                    Group::All { members } => {
                        prop_assert!(node.members <= *members);
                        prop_assert_eq!(Some(node.place), unit.nodes[position].rank);
                    }
                    Group::League { members, .. } => {
                        prop_assert!(*members >= LEAST && node.members <= *members);
                        prop_assert!(Some(node.place) <= unit.nodes[position].rank);
                    }
                }
                let first_half = node.place as usize * 2 <= node.members;
                prop_assert!(!first_half || node.gap >= 0.0, "{:?}", node);
                prop_assert!(node.better_than.is_none_or(|share| (0.0..=1.0).contains(&share)), "{:?}", node);
            }
            let (strong, weak) = (strengths(&profile, 3), weaknesses(&profile, 3));
            prop_assert!(sorted(&strong.indicators, 1.0) && sorted(&strong.dimensions, 1.0));
            prop_assert!(sorted(&weak.indicators, -1.0) && sorted(&weak.dimensions, -1.0));
        }
    }

    #[test]
    fn parts_sum_to_the_change(old in edition(), new in edition()) {
        let between = between(old.inputs(), new.inputs()).expect("two editions");
        for change in between.changes() {
            let parts = [&change.membership, &change.values, &change.weights, &change.method];
            let known: Vec<_> = parts.into_iter().flatten().collect();
            if known.len() == 4 {
                let total: f64 = known.iter().map(|part| part.score).sum();
                prop_assert!((total - change.total.score).abs() < 1e-9, "{:?}", change);
                prop_assert_eq!(known.iter().map(|part| part.rank).sum::<i64>(), change.total.rank);
            }
            let stages = (between.standing(Stage::Old, &change.unit), between.standing(Stage::New, &change.unit));
            prop_assert_eq!(stages, (Ok(change.before), Ok(change.after)));
        }
    }

    #[test]
    fn an_edition_against_itself_changed_in_nothing(edition in edition()) {
        let between = between(edition.inputs(), edition.inputs()).expect("two editions");
        for change in between.changes() {
            let parts = [&change.membership, &change.values, &change.weights, &change.method];
            prop_assert!(parts.into_iter().all(|part| *part == Ok(change.total) && change.total.rank == 0));
            prop_assert_eq!(change.back_cast, Ok(change.before));
        }
    }

    #[test]
    fn what_alone_changed_has_the_whole_change(old in edition(), weights in prop::collection::vec(1_u8..10, 13), cause in 0_usize..3) {
        let new = match cause {
            0 => {
                let mut data = old.data.clone();
                data.values.values_mut().for_each(|column| column.reverse());
                Edition { data, ..old.clone() }
            }
            1 => Edition { recipe: recipe(&old.instrument, 2), ..old.clone() },
            _ => Edition { instrument: reweighted(&old.instrument, &weights), ..old.clone() },
        };
        for change in between(old.inputs(), new.inputs()).expect("two editions").changes() {
            let parts = [&change.values, &change.method, &change.weights, &change.membership];
            for (number, part) in parts.into_iter().enumerate() {
                prop_assert_eq!(part, &Ok(if number == cause { change.total } else { Delta::default() }));
            }
        }
    }
}
