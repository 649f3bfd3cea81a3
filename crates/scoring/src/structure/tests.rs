use super::*;

fn column<const N: usize>(values: [f64; N]) -> Column {
    values.map(Some).to_vec()
}

const METHODS: [Method; 3] = [Method::Pearson, Method::Spearman, Method::Kendall];

#[test]
fn a_line_is_a_perfect_correlation() {
    let a = column([1.0, 2.0, 3.0, 5.0]);
    let b = column([-2.0, -4.0, -6.0, -10.0]);
    for method in METHODS {
        let found = correlation(&a, &b, method).unwrap();
        assert!((found.coefficient + 1.0).abs() < 1e-15, "{method:?} {found:?}");
        assert_eq!(found.pairs, 4);
    }
}

#[test]
fn pairs_with_a_missing_value_do_not_count() {
    let a = vec![Some(1.0), None, Some(2.0), Some(4.0), Some(9.0)];
    let b = vec![Some(2.0), Some(7.0), Some(1.0), Some(3.0), None];
    for method in METHODS {
        let found = correlation(&a, &b, method).unwrap();
        let complete = correlation(&column([1.0, 2.0, 4.0]), &column([2.0, 1.0, 3.0]), method).unwrap();
        assert_eq!(found, complete);
    }
}

#[test]
fn a_column_that_is_constant_where_both_have_values_has_no_correlation() {
    let a = vec![Some(0.1), Some(0.1), Some(0.1), Some(5.0)];
    let b = vec![Some(1.0), Some(2.0), Some(3.0), None];
    for method in METHODS {
        assert_eq!(correlation(&a, &b, method), Err(Refusal::Constant { column: 0 }));
        assert_eq!(correlation(&b, &a, method), Err(Refusal::Constant { column: 1 }));
        let found = matrix(&[a.clone(), b.clone()], method).unwrap();
        assert_eq!(found[0][1], None);
        assert_eq!(found[1][1].map(|c| (c.coefficient, c.p)), Some((1.0, Some(0.0))));
    }
}

#[test]
fn what_is_not_finite_is_refused_by_name() {
    let columns = [column([1.0, 2.0]), column([f64::NAN, 2.0])];
    assert_eq!(matrix(&columns, Method::Pearson), Err(Refusal::NotFinite { column: 1, row: 0 }));
}

#[test]
fn tau_b_agrees_with_counting_every_pair() {
    let values = |seed: u64, n: u64| -> Vec<f64> { (0..n).map(|i| ((i * seed + i * i) % 7) as f64).collect() };
    for n in 3..40 {
        let (a, b) = (values(3, n), values(5, n));
        let sign = |x: f64| {
            if x > 0.0 {
                1.0
            } else if x < 0.0 {
                -1.0
            } else {
                0.0
            }
        };
        let (mut surplus, mut first, mut second) = (0.0, 0.0_f64, 0.0_f64);
        for i in 0..a.len() {
            for j in 0..i {
                let (x, y) = (sign(a[i] - a[j]), sign(b[i] - b[j]));
                surplus += x * y;
                first += x * x;
                second += y * y;
            }
        }
        let found = kendall(&a, &b).unwrap();
        assert!((found - surplus / (first * second).sqrt()).abs() < 1e-14, "{n}: {found}");
    }
}

#[test]
fn p_values_agree_with_those_of_other_programs() {
    let a = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    let b = [2.0, 1.0, 4.0, 3.0, 7.0, 5.0, 6.0];
    let close = |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}");
    // Of 4 pairs without ties, 1 in 24 orders has no discordant pair: p = 2 / 24.
    let four = of_pairs(&a[..4], &a[..4], Method::Kendall).unwrap();
    close(four.p, 2.0 / 24.0);
    // r = 0 has p = 1, and with two degrees of freedom p = 1 - |r|.
    close(p_value::student(0.0, 9).unwrap(), 1.0);
    close(p_value::student(-0.5, 4).unwrap(), 0.5);
    assert_eq!(p_value::student(1.0, 4).unwrap(), Some(0.0));
    assert_eq!(p_value::student(1.0, 2).unwrap(), None);
    // 4 of 21 pairs are discordant; the mahonian numbers of 7 up to 4 sum to 1 + 6 + 20 + 49 + 98 = 174.
    close(of_pairs(&a, &b, Method::Kendall).unwrap().p, 2.0 * 174.0 / 5040.0);
}

#[test]
fn two_columns_have_the_components_of_their_correlation() {
    let columns = [column([1.0, 2.0, 3.0, 4.0]), column([2.0, 1.0, 4.0, 3.0])];
    let r = pearson(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 4.0, 3.0]).unwrap();
    let found = pca::correlation(&columns).unwrap();
    assert!((found.eigenvalues[0] - 1.0 - r).abs() < 1e-14 && (found.eigenvalues[1] - 1.0 + r).abs() < 1e-14);
    assert!(found.loadings[0].iter().all(|l| (l - 0.5_f64.sqrt()).abs() < 1e-14), "{found:?}");
    assert_eq!(found.rows, 4);
}

#[test]
fn components_rest_on_complete_rows_and_are_no_more_than_those() {
    let mut columns = vec![column([1.0, 2.0, 4.0, 0.0]), column([2.0, 1.0, 3.0, 0.0]), column([1.0, 5.0, 2.0, 0.0])];
    columns.push(vec![Some(1.0), Some(7.0), Some(2.0), None]);
    let found = pca::correlation(&columns).unwrap();
    assert_eq!((found.rows, found.eigenvalues.len()), (3, 3));
    columns[0] = column([1.0, 1.0, 1.0, 9.0]);
    assert_eq!(pca::correlation(&columns), Err(Refusal::Constant { column: 0 }));
}

#[test]
fn equal_rankings_are_alike_and_opposite_ones_are_not() {
    let (up, down) = ([1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]);
    assert_eq!(similarity::weighted_spearman(&up, &up), Ok(1.0));
    assert_eq!(similarity::weighted_spearman(&up, &down), Ok(-1.0));
    assert_eq!(similarity::ws(&up, &up), Ok(1.0));
    assert_eq!(similarity::mean_change(&up, &down), Ok(2.0));
    assert!(matches!(similarity::ws(&[0.0, 1.0], &[1.0, 2.0]), Err(Refusal::Parameter { .. })));
}
