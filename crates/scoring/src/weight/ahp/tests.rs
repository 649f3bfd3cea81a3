use super::*;

fn judgements(rows: &[&[f64]]) -> Judgements {
    Judgements::new(rows.iter().map(|row| row.to_vec()).collect()).unwrap()
}

#[test]
fn consistent_judgements_give_their_weights_back() {
    let given = judgements(&[&[1.0, 2.0, 4.0], &[0.5, 1.0, 2.0], &[0.25, 0.5, 1.0]]);
    let found = given.priorities().unwrap();
    for (weight, expected) in found.weights.iter().zip([4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0]) {
        assert!((weight - expected).abs() < 1e-15, "{:?}", found.weights);
    }
    assert!(found.consistency_index.abs() < 1e-300);
    assert_eq!(found.consistency_ratio(RandomIndex::Saaty), Some(0.0));
    assert_eq!(given.worst(&found.weights), None);
}

#[test]
fn the_judgement_that_contradicts_the_others_is_pointed_out() {
    // 8 : 4 : 2 : 1, but for the last two, where the second is judged five times more important.
    let given =
        judgements(&[&[1.0, 2.0, 4.0, 8.0], &[0.5, 1.0, 2.0, 4.0], &[0.25, 0.5, 1.0, 0.2], &[0.125, 0.25, 5.0, 1.0]]);
    let found = given.priorities().unwrap();
    let worst = given.worst(&found.weights).unwrap();
    assert_eq!((worst.row, worst.column, worst.given), (2, 3, 0.2));
    assert!(worst.implied > worst.given);
    assert!(found.consistency_ratio(RandomIndex::Saaty).unwrap() > 0.1);
}

#[test]
fn two_things_cannot_contradict_each_other_and_have_no_ratio() {
    let found = judgements(&[&[1.0, 3.0], &[1.0 / 3.0, 1.0]]).priorities().unwrap();
    assert!((found.weights[0] - 0.75).abs() < 1e-15);
    assert_eq!(found.consistency_ratio(RandomIndex::TummalaLing), None);
    assert_eq!(judgements(&[&[1.0]]).priorities().unwrap().weights, [1.0]);
}

#[test]
fn experts_meet_at_the_geometric_mean() {
    let one = judgements(&[&[1.0, 2.0], &[0.5, 1.0]]);
    let other = judgements(&[&[1.0, 8.0], &[0.125, 1.0]]);
    let both = Judgements::combine(&[one.clone(), other], &[1.0, 1.0]).unwrap();
    assert!((both.priorities().unwrap().weights[0] - 0.8).abs() < 1e-14);
    assert_eq!(Judgements::combine(&[one], &[0.0]), Err(Refusal::Weights));
    assert_eq!(Judgements::combine(&[], &[]), Err(Refusal::TooFew { found: 0, needed: 1 }));
}

#[test]
fn judgements_that_contradict_themselves_are_refused() {
    let refused = |rows: &[&[f64]]| Judgements::new(rows.iter().map(|row| row.to_vec()).collect()).unwrap_err();
    assert!(matches!(refused(&[&[1.0, 2.0], &[2.0, 1.0]]), Refusal::Parameter { name: "judgements", .. }));
    assert!(matches!(refused(&[&[2.0, 2.0], &[0.5, 1.0]]), Refusal::Parameter { name: "judgements", .. }));
    assert_eq!(refused(&[&[1.0, -2.0], &[0.5, 1.0]]), Refusal::NotPositive { column: 1, row: 0 });
    assert_eq!(refused(&[&[1.0, 2.0]]), Refusal::Shape { found: 2, expected: 1 });
    let rounded = judgements(&[&[1.0, 3.0, 8.0], &[0.33, 1.0, 3.0], &[0.12, 0.33, 1.0]]);
    assert!(rounded.priorities().is_ok());
}

#[test]
fn the_tables_differ_by_a_tenth() {
    assert_eq!(RandomIndex::Saaty.of(3), Some(0.58));
    assert_eq!(RandomIndex::SaatyLater.of(3), Some(0.52));
    assert_eq!(RandomIndex::DoneganDodd.of(20), Some(1.5371));
    assert_eq!(RandomIndex::Saaty.of(16), None);
    assert_eq!(RandomIndex::Saaty.of(2), None);
}
