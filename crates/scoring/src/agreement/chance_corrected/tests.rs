use super::*;
use crate::agreement::{cohen, krippendorff};

fn rows(rows: &[&[u8]]) -> Vec<Vec<Option<f64>>> {
    rows.iter().map(|row| row.iter().map(|x| (*x > 0).then_some(f64::from(*x))).collect()).collect()
}

fn example() -> Vec<Vec<Option<f64>>> {
    rows(&[
        &[1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        &[1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        &[0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        &[1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ])
}

#[test]
fn the_figures_of_irrcac_for_its_four_raters_are_reproduced() {
    // The figures that irrCAC prints for its four raters (cac.raw4raters): Krippendorff's table, but that the
    // third rater rated the last unit and not the second.
    let mut raters = example();
    raters[2][11] = raters[1][11].take();
    let c = coefficients(&raters, Weighting::Identity).unwrap();
    assert!((c.gwet.coefficient - 0.775_44).abs() < 5e-6, "{:?}", c.gwet);
    assert!((c.gwet.standard_error.unwrap() - 0.142_95).abs() < 5e-6, "{:?}", c.gwet);
    assert!((c.fleiss.coefficient - 0.761_17).abs() < 5e-6, "{:?}", c.fleiss);
    assert!((c.conger.coefficient - 0.762_82).abs() < 5e-6, "{:?}", c.conger);
    assert!((c.conger.standard_error.unwrap() - 0.149_17).abs() < 5e-6, "{:?}", c.conger);
    assert!((c.brennan_prediger.coefficient - 0.772_73).abs() < 5e-6, "{:?}", c.brennan_prediger);
    assert!((c.krippendorff.standard_error.unwrap() - 0.145_57).abs() < 5e-6, "{:?}", c.krippendorff);
}

#[test]
fn alpha_with_identity_and_quadratic_weights_is_nominal_and_interval_alpha() {
    for (weighting, level) in [
        (Weighting::Identity, krippendorff::Level::Nominal),
        (Weighting::Quadratic, krippendorff::Level::Interval),
        (Weighting::Ratio, krippendorff::Level::Ratio),
    ] {
        let ours = coefficients(&example(), weighting).unwrap().krippendorff.coefficient;
        let alpha = krippendorff::alpha(&example(), level).unwrap().alpha;
        assert!((ours - alpha).abs() < 1e-12, "{ours} {alpha}");
    }
}

#[test]
fn congers_kappa_of_two_raters_is_cohens() {
    let raters = rows(&[&[1, 2, 3, 3, 2, 1, 1, 2], &[1, 2, 3, 1, 2, 2, 1, 3]]);
    let places: Vec<Vec<Option<usize>>> = raters
        .iter()
        .map(|rater| {
            rater.iter().map(|x| x.and_then(|x| [1.0, 2.0, 3.0].iter().position(|v| (*v - x).abs() < 0.5))).collect()
        })
        .collect();
    let cohen = cohen::kappa(&places[0], &places[1], 3, Weighting::Identity).unwrap();
    let conger = coefficients(&raters, Weighting::Identity).unwrap().conger;
    assert!((conger.coefficient - cohen.kappa).abs() < 1e-14);
}

#[test]
fn one_category_is_refused() {
    let refused = coefficients(&rows(&[&[2, 2, 2], &[2, 2, 0]]), Weighting::Identity);
    assert_eq!(refused, Err(Refusal::Constant { column: 0 }));
}

#[test]
fn a_single_unit_has_no_standard_error() {
    let c = coefficients(&rows(&[&[1], &[2], &[1]]), Weighting::Identity).unwrap();
    assert_eq!(c.gwet.standard_error, None);
    assert!((c.percent_agreement - 1.0 / 3.0).abs() < 1e-15);
}

#[test]
fn raters_and_units_without_ratings_do_not_count() {
    let with = rows(&[&[1, 2, 3, 0], &[1, 2, 2, 0], &[0, 0, 0, 0]]);
    let without = rows(&[&[1, 2, 3], &[1, 2, 2]]);
    assert_eq!(coefficients(&with, Weighting::Linear), coefficients(&without, Weighting::Linear));
}
