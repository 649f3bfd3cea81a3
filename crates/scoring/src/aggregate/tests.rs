use super::*;

type Mean = fn(&[Weighted]) -> Result<Option<f64>, Refusal>;

const MEANS: [(&str, Mean); 5] = [
    ("arithmetic", arithmetic::mean),
    ("geometric", geometric::mean),
    ("harmonic", harmonic::mean),
    ("quadratic", |children| generalised::mean(children, 2.0)),
    ("of the power -3", |children| generalised::mean(children, -3.0)),
];

fn close(found: Result<Option<f64>, Refusal>, expected: f64) {
    let found = found.unwrap().unwrap();
    assert!((found - expected).abs() <= 1e-14 * expected.abs(), "{found} is not {expected}");
}

#[test]
fn the_means_of_two_numbers_are_what_the_textbook_says() {
    let children = [(1.0, Some(2.0)), (1.0, Some(8.0)), (7.0, None)];
    close(arithmetic::mean(&children), 5.0);
    close(geometric::mean(&children), 4.0);
    close(harmonic::mean(&children), 3.2);
    close(generalised::mean(&children, 2.0), 34.0_f64.sqrt());
    close(generalised::mean(&children, 1.0), 5.0);
    close(generalised::mean(&children, -1.0), 3.2);
}

#[test]
fn equal_scores_are_their_own_mean_whatever_the_weights() {
    for (name, mean) in MEANS {
        let children = [(0.1, Some(42.3)), (0.7, Some(42.3)), (0.3, Some(42.3))];
        assert_eq!(mean(&children), Ok(Some(42.3)), "{name}");
    }
}

#[test]
fn without_a_score_that_has_weight_there_is_no_mean() {
    for (name, mean) in MEANS {
        assert_eq!(mean(&[(1.0, None), (2.0, None)]), Ok(None), "{name}");
        assert_eq!(mean(&[(0.0, Some(3.0)), (2.0, None)]), Ok(None), "{name}");
        assert_eq!(mean(&[]), Ok(None), "{name}");
    }
}

#[test]
fn what_is_not_finite_or_negative_in_weight_is_refused() {
    for (name, mean) in MEANS {
        let children = |weight, score| [(1.0, Some(3.0)), (weight, Some(score))];
        assert_eq!(mean(&children(1.0, f64::NAN)), Err(Refusal::NotFinite { column: 1, row: 0 }), "{name}");
        assert_eq!(mean(&children(1.0, f64::INFINITY)), Err(Refusal::NotFinite { column: 1, row: 0 }), "{name}");
        assert_eq!(mean(&children(-1.0, 3.0)), Err(Refusal::Weights), "{name}");
        assert_eq!(mean(&children(f64::NAN, 3.0)), Err(Refusal::Weights), "{name}");
    }
}

#[test]
fn zero_and_negative_scores_are_refused_where_the_mean_is_not_defined() {
    let with = |score| [(1.0, Some(3.0)), (0.0, Some(score))];
    let refused = Err(Refusal::NotPositive { column: 1, row: 0 });
    for score in [0.0, -0.0, -2.0] {
        assert_eq!(geometric::mean(&with(score)), refused);
        assert_eq!(harmonic::mean(&with(score)), refused);
        assert_eq!(generalised::mean(&with(score), -1.0), refused);
    }
    assert_eq!(generalised::mean(&with(-2.0), 2.0), refused);
    assert_eq!(generalised::mean(&with(0.0), 2.0), Ok(Some(3.0)));
    assert_eq!(generalised::mean(&with(-2.0), 1.0), Ok(Some(3.0)));
    assert!(matches!(generalised::mean(&with(1.0), 0.0), Err(Refusal::Parameter { name: "p", .. })));
    assert!(matches!(generalised::mean(&with(1.0), f64::INFINITY), Err(Refusal::Parameter { name: "p", .. })));
}

#[test]
fn the_largest_and_the_smallest_numbers_have_means() {
    for (name, mean) in MEANS {
        for x in [f64::MAX, f64::MIN_POSITIVE] {
            let found = mean(&[(1.0, Some(x)), (1.0, Some(x / 2.0))]).unwrap().unwrap();
            assert!(found >= x / 2.0 && found <= x, "{name} {found}");
        }
    }
}

#[test]
fn contributions_sum_to_the_mean_and_missing_ones_are_none() {
    let children = [(50.0, Some(80.0)), (25.0, None), (25.0, Some(20.0))];
    let found = arithmetic::contributions(&children).unwrap();
    assert_eq!(found[1], None);
    close(Ok(Some(found.iter().flatten().sum())), arithmetic::mean(&children).unwrap().unwrap());
}

#[test]
fn the_share_of_scores_decides_whether_there_are_enough() {
    let children = [(9.0, Some(1.0)), (1.0, None), (1.0, Some(2.0))];
    assert_eq!(enough(&children, 2.0 / 3.0), Ok(true));
    assert_eq!(enough(&children, 0.7), Ok(false));
    assert!(matches!(enough(&children, 1.5), Err(Refusal::Parameter { .. })));
}
