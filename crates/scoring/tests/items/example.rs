//! Three units computed by hand.

use domain::{ScoreSheet, UnitScore};

use super::*;

const NOT_APPLICABLE: Cell = Err(CellStatus::NotApplicable);

fn sheet() -> ScoreSheet {
    let mut data = data(&[
        ("x", [Ok(75.0), Ok(70.0), Ok(80.0), Ok(75.0), Ok(50.0)]),
        ("y", [NOT_APPLICABLE, Ok(100.0), Ok(60.0), Ok(100.0), Ok(100.0)]),
        ("z", [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, Ok(80.0), Err(CellStatus::NotSubmitted)]),
    ]);
    note(&mut data, "d1", "z", CellStatus::LowDenominator);
    data.standard_errors = BTreeMap::from([
        ("d1".to_owned(), vec![Some(2.0), None, None]),
        ("d2".to_owned(), vec![Some(1.0), None, None]),
    ]);
    points(&mut data, "F1", "x", 5, 5.0);
    points(&mut data, "E1", "x", 6, 12.0);
    points(&mut data, "E2", "x", 2, 3.0);
    points(&mut data, "F1", "y", 2, 2.0);
    finding(&mut data, "V1", "y");
    scoring::score(&instrument(), &data, &recipe()).expect("a score sheet")
}

fn close(found: Option<f64>, expected: f64) {
    assert!(found.is_some_and(|x| (x - expected).abs() < 1e-12), "{found:?} instead of {expected}");
}

fn node<'a>(unit: &'a UnitScore, code: &str) -> &'a domain::NodeScore {
    &unit.nodes[instrument().position(code).expect("a node")]
}

#[test]
fn items_become_points_climb_the_tree_and_are_adjusted_after_it() {
    let sheet = sheet();
    let x = &sheet.units[0];
    // a1: (75 − 50) / (100 − 50) · 100 = 50;  A = 0.4·50 + 0.35·70 + 0.25·80 = 64.5;  D = 0.6·75 + 0.4·50 = 65.
    close(node(x, "a1").score, 50.0);
    close(node(x, "A").score, 64.5);
    close(node(x, "D").score, 65.0);
    // Base 0.6·64.5 + 0.4·65 = 64.7;  bonus min(5, 3) = 3;  deductions min(12, 8) + 3 = 11, together 10.
    let adjusted = x.adjusted.as_ref().expect("adjusted");
    close(Some(adjusted.base), 64.7);
    close(node(x, "root").contribution, 64.7);
    assert_eq!((adjusted.bonus, adjusted.deduction), (3.0, 10.0));
    assert_eq!(
        (adjusted.deductions[0].rows, adjusted.deductions[0].points, adjusted.deductions[0].capped),
        (6, 12.0, 8.0)
    );
    close(x.score(), 57.7);
    assert_eq!((x.grade.as_deref(), x.ceiling.as_ref()), (Some("D"), None));
}

#[test]
fn the_weight_of_what_does_not_apply_stays_within_the_parent() {
    let sheet = sheet();
    let y = &sheet.units[1];
    // A = (35·100 + 25·60) / 60;  base 0.6·A + 0.4·100 = 50 + 40 = 90;  total 92.
    close(node(y, "A").score, 5000.0 / 60.0);
    close(node(y, "A").weight, 0.6);
    assert_eq!((node(y, "a1").status, node(y, "a1").weight), (Some(CellStatus::NotApplicable), None));
    close(y.score(), 92.0);
}

#[test]
fn a_dimension_to_which_nothing_applies_leaves_its_weight_to_its_siblings() {
    let sheet = sheet();
    let z = &sheet.units[2];
    // D carries all: 0.6·80 + 0.4·0 = 48.
    assert_eq!((node(z, "A").score, node(z, "D").weight), (None, Some(1.0)));
    close(z.score(), 48.0);
    assert_eq!((node(z, "d2").score, node(z, "d2").status), (Some(0.0), Some(CellStatus::NotSubmitted)));
    assert_eq!((node(z, "d1").score, node(z, "d1").status), (Some(80.0), Some(CellStatus::LowDenominator)));
}

#[test]
fn a_ceiling_limits_the_grade_and_leaves_score_and_rank() {
    let sheet = sheet();
    let y = &sheet.units[1];
    let ceiling = y.ceiling.as_ref().expect("a ceiling");
    assert_eq!((y.grade.as_deref(), ceiling.without.as_deref()), (Some("C"), Some("A")));
    assert_eq!(
        (ceiling.reasons[0].code.as_str(), ceiling.reasons[0].basis.en.as_str()),
        ("V1", "Decision 2025/1; Statistics Law, article 37")
    );
    assert_eq!(sheet.units.iter().map(UnitScore::rank).collect::<Vec<_>>(), [Some(2), Some(1), Some(3)]);
}

#[test]
fn objective_and_subjective_parts_stand_apart() {
    let sheet = sheet();
    let parts = sheet.units[0].subtotals.expect("subtotals");
    let (objective, subjective) = (parts.objective.expect("records"), parts.subjective.expect("surveys"));
    close(Some(objective.score), 64.5);
    close(Some(objective.share), 0.6);
    close(Some(subjective.score), 65.0);
    close(Some(subjective.share), 0.4);
    let parts = sheet.units[2].subtotals.expect("subtotals");
    assert_eq!((parts.objective, parts.subjective.map(|p| p.share)), (None, Some(1.0)));
}

#[test]
fn the_error_of_a_sample_is_carried_to_the_total() {
    let sheet = sheet();
    let x = &sheet.units[0];
    // D: √((0.6·2)² + (0.4·1)²) = √1.6;  the whole: 0.4·√1.6.
    close(node(x, "D").standard_error, 1.6_f64.sqrt());
    close(node(x, "root").standard_error, 0.4 * 1.6_f64.sqrt());
    assert_eq!((node(x, "A").standard_error, node(&sheet.units[1], "root").standard_error), (None, None));
}

#[test]
fn what_does_not_apply_asks_for_no_coverage_and_what_was_not_submitted_does_not_hide() {
    let data = data(&[
        ("x", [NOT_APPLICABLE, NOT_APPLICABLE, Ok(80.0), Ok(75.0), Ok(50.0)]),
        ("y", [Err(CellStatus::NotSubmitted); 5]),
    ]);
    let recipe = Recipe { coverage: domain::recipe::Coverage { dimension: 1.0, overall: 1.0 }, ..recipe() };
    let sheet = scoring::score(&instrument(), &data, &recipe).expect("a score sheet");
    close(sheet.units[0].score(), 0.6 * 80.0 + 0.4 * 65.0);
    assert_eq!(sheet.units[1].score(), Some(0.0));
}
