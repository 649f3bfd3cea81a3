use super::*;

fn close(found: Result<f64, Refusal>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{found} is not {expected}");
}

#[test]
fn a_sample_from_the_handbook_has_its_published_moments() {
    // By hand: mean 5, S2 = 32, S3 = 42, S4 = 356, n = 8.
    let x = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    close(mean(&x), 5.0);
    close(variance(&x), 32.0 / 7.0);
    close(sd(&x), (32.0_f64 / 7.0).sqrt());
    close(median(&x), 4.5);
    close(skewness(&x), 8.0_f64.sqrt() * 42.0 / (32.0 * 32.0_f64.sqrt()) * 56.0_f64.sqrt() / 6.0);
    close(kurtosis(&x), (9.0 * (8.0 * 356.0 / 1024.0 - 3.0) + 6.0) * 7.0 / 30.0);
}

#[test]
fn quantiles_are_interpolated_between_order_statistics() {
    let x = [4.0, 1.0, 3.0, 2.0];
    close(quantile(&x, 0.0), 1.0);
    close(quantile(&x, 0.05), 1.15);
    close(quantile(&x, 0.25), 1.75);
    close(quantile(&x, 0.5), 2.5);
    close(quantile(&x, 1.0), 4.0);
    assert!(matches!(quantile(&x, 1.1), Err(Refusal::Parameter { name: "p", .. })));
    assert!(matches!(quantile(&x, f64::NAN), Err(Refusal::Parameter { name: "p", .. })));
}

#[test]
fn a_constant_column_has_no_shape_also_where_its_mean_is_rounded() {
    let x = [0.1; 10];
    assert_eq!(variance(&x), Ok(0.0));
    assert_eq!(sd(&x), Ok(0.0));
    assert_eq!(skewness(&x), Err(Refusal::Constant { column: 0 }));
    assert_eq!(kurtosis(&x), Err(Refusal::Constant { column: 0 }));
}

#[test]
fn too_few_values_are_refused() {
    assert_eq!(mean(&[]), Err(Refusal::Empty { column: 0 }));
    assert_eq!(median(&[]), Err(Refusal::Empty { column: 0 }));
    assert_eq!(sd(&[1.0]), Err(Refusal::TooFew { found: 1, needed: 2 }));
    assert_eq!(skewness(&[1.0, 2.0]), Err(Refusal::TooFew { found: 2, needed: 3 }));
    assert_eq!(kurtosis(&[1.0, 2.0, 4.0]), Err(Refusal::TooFew { found: 3, needed: 4 }));
}

#[test]
fn nan_and_infinity_are_refused_with_their_row() {
    assert_eq!(mean(&[1.0, f64::NAN]), Err(Refusal::NotFinite { column: 0, row: 1 }));
    assert_eq!(present(&[None, Some(f64::INFINITY)]), Err(Refusal::NotFinite { column: 0, row: 1 }));
    assert_eq!(present(&[None, Some(2.0)]), Ok(vec![2.0]));
    assert_eq!(complete(&[Some(2.0), None]), Err(Refusal::Missing { column: 0, row: 1 }));
}

#[test]
fn the_scale_of_the_values_does_not_matter() {
    let x = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    for factor in [1e-300, 1e300] {
        let scaled: Vec<f64> = x.iter().map(|x| x * factor).collect();
        close(skewness(&scaled), skewness(&x).unwrap());
        close(kurtosis(&scaled), kurtosis(&x).unwrap());
        close(sd(&scaled), sd(&x).unwrap() * factor);
    }
    close(mean(&[1e308, 1e308, 1e308]), 1e308);
    close(median(&[1e308, 1.2e308]), 1.1e308);
    assert!(matches!(sd(&[-1.7e308, 1.7e308, 1.7e308]), Err(Refusal::Undefined { .. })));
}

#[test]
fn small_terms_are_not_lost_in_a_large_sum() {
    close(Ok(sum(&[1e16, 1.0, 1.0, 1.0, 1.0, -1e16])), 4.0);
}
