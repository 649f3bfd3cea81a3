use std::collections::BTreeMap;

use domain::Direction;

use super::*;
use crate::{impute::Centre, select::Demands, treat::two_stage::Plan};

fn node(code: &str, parent: Option<usize>, level: usize, weight: f64) -> Node {
    Node { code: code.into(), parent, level, weight, direction: Direction::Positive, denominator: None, target: None }
}

fn column(values: &[f64]) -> Column {
    values.iter().map(|x| x.is_finite().then_some(*x)).collect()
}

/// Two pillars, the first of two indicators, the second of one.
fn dataset() -> Dataset {
    let mut nodes = vec![
        node("a", Some(3), 1, 1.0),
        node("b", Some(3), 1, 3.0),
        node("c", Some(4), 1, 1.0),
        node("P", Some(5), 2, 1.0),
        node("Q", Some(5), 2, 1.0),
        node("I", None, 3, 1.0),
    ];
    nodes[1].direction = Direction::Negative;
    nodes[2].denominator = Some("people".into());
    let data = vec![
        column(&[1.0, 2.0, 3.0, 4.0, f64::NAN]),
        column(&[5.0, 4.0, f64::NAN, 2.0, f64::NAN]),
        column(&[10.0, 30.0, 20.0, 40.0, 9.0]),
    ];
    let people = column(&[1.0, 1.0, 2.0, 2.0, 1.0]);
    let groups = BTreeMap::from([("g".into(), ["x", "x", "y", "y", "y"].map(|g| Some(g.into())).to_vec())]);
    Dataset::new(nodes, data, groups, BTreeMap::from([("people".into(), people)])).unwrap()
}

fn aggregation(mean: Mean) -> Aggregation {
    Aggregation { means: vec![mean], weights: Weights::Dataset, threshold: None }
}

fn steps(mean: Mean, lower: f64) -> Vec<Step> {
    vec![
        Step::Denominate,
        Step::Screen(Demands { available: Some(0.5), non_zero: None }),
        Step::Impute(Impute::Group("g".into(), Centre::Median)),
        Step::Treat(Plan::default()),
        Step::Normalise(Normalise::MinMax { lower, upper: 100.0 }),
        Step::Aggregate(aggregation(mean)),
    ]
}

#[test]
fn every_step_reads_what_the_last_one_wrote() {
    let run = run(&dataset(), &steps(Mean::Arithmetic, 0.0)).unwrap();
    assert_eq!(run.states[0].columns[2], column(&[10.0, 30.0, 10.0, 20.0, 9.0]));
    assert_eq!((run.removed.as_slice(), run.states[1].rows.as_slice()), ([4].as_slice(), [0, 1, 2, 3].as_slice()));
    assert_eq!(run.states[2].columns[1], column(&[5.0, 4.0, 2.0, 2.0]));
    assert_eq!(run.treatments.len(), 3);
    assert_eq!(run.states[4].columns[2], column(&[0.0, 100.0, 0.0, 50.0]));
    let last = &run.states[5].columns;
    assert_eq!(last.len(), 6);
    assert_eq!((last[3][0], last[3][3], last[5][3]), (Some(0.0), Some(100.0), Some(75.0)));
}

#[test]
fn a_geometric_mean_over_the_zero_of_min_max_is_refused_with_node_and_unit() {
    let refused = run(&dataset(), &steps(Mean::Geometric, 0.0));
    assert_eq!(refused, Err(Refusal::NotPositive { column: 3, row: 0 }));
    assert!(run(&dataset(), &steps(Mean::Geometric, 1.0)).is_ok());
}

#[test]
fn leaving_a_pillar_out_gives_the_score_of_the_other() {
    let dataset = dataset();
    let run = run(&dataset, &steps(Mean::Arithmetic, 0.0)).unwrap();
    let removals = without_each(&dataset, &run.states[4], &aggregation(Mean::Arithmetic), 2).unwrap();
    assert_eq!(removals[0].scores, run.states[5].columns[4]);
    assert_eq!(removals[1].scores, run.states[5].columns[3]);
    assert!(removals[0].mean_rank_change.unwrap() > 0.0);
}

#[test]
fn choices_change_what_they_name_and_are_refused_where_there_is_no_such_step() {
    let (dataset, nominal) = (dataset(), steps(Mean::Arithmetic, 0.0));
    let alternatives = [Normalise::MinMax { lower: 1.0, upper: 100.0 }];
    let mut variants = Variants::new(&dataset, &nominal, &alternatives).unwrap();
    let same = variants.scores(&Choice::default()).unwrap();
    assert_eq!(same, run(&dataset, &nominal).unwrap().states[5].columns[5]);
    let geometric = Choice { normalise: Some(0), mean: Some(Mean::Geometric), ..Choice::default() };
    let expected = run(&dataset, &steps(Mean::Geometric, 1.0)).unwrap().states[5].columns[5].clone();
    assert_eq!(variants.scores(&geometric), Ok(expected));
    let pillar = Choice { weights: BTreeMap::from([("Q".into(), 0.0)]), ..Choice::default() };
    assert_eq!(variants.scores(&pillar).unwrap()[3], Some(100.0));
    let mut short = Variants::new(&dataset, &nominal[4..], &alternatives).unwrap();
    let refused = short.scores(&Choice { most_clipped: Some(1), ..Choice::default() });
    assert!(matches!(refused, Err(Refusal::Parameter { name: "choice", .. })));
}

#[test]
fn a_broken_tree_is_refused() {
    let with = |nodes| Dataset::new(nodes, vec![column(&[1.0])], BTreeMap::new(), BTreeMap::new());
    let is_tree = |refused| matches!(refused, Err(Refusal::Parameter { name: "tree", .. }));
    assert!(is_tree(with(vec![node("a", Some(7), 1, 1.0)])));
    assert!(is_tree(with(vec![node("a", Some(1), 2, 1.0), node("I", None, 2, 1.0)])));
    assert!(is_tree(with(vec![node("a", None, 1, 1.0), node("I", None, 2, 1.0)])));
    assert_eq!(with(vec![node("a", None, 1, -1.0)]), Err(Refusal::Weights));
}

#[test]
fn weights_fall_to_those_that_are_there_and_a_threshold_leaves_out() {
    let pillar = |threshold| {
        let aggregation = Aggregation { threshold, ..aggregation(Mean::Arithmetic) };
        let steps = [Step::Normalise(Normalise::MinMax { lower: 0.0, upper: 100.0 }), Step::Aggregate(aggregation)];
        run(&dataset(), &steps).unwrap().states[1].columns[3].clone()
    };
    assert!((pillar(None)[2].unwrap() - 200.0 / 3.0).abs() < 1e-12);
    assert_eq!((pillar(None)[4], pillar(Some(0.6))[2]), (None, None));
}
