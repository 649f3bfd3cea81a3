//! The sum of Krippendorff's ratio distance `((x − y) / (x + y))²` over all ordered pairs of a list.
//!
//! Up to [`DIRECT`] distinct values every pair is summed. Beyond, with `x = e^a` and `y = e^b`, the distance is
//! `tanh²((a − b) / 2)`: a smooth function of the difference of logarithms. The logarithms are put into boxes
//! of a width of at most 1, each value is spread over the Chebyshev points of its box, and only the points are
//! paired: O(n) for the values beside a sum over boxes that does not grow with n. The nearest poles of tanh lie
//! π away from the real axis, 2π half-widths of a box, so the error of interpolation falls with (2π + √(4π² + 1))^−16:
//! below 1e-16 of the largest distance. The result is exact but for rounding.

use super::units::runs;
use crate::Refusal;

/// So many distinct values are paired one by one: a million pairs.
const DIRECT: usize = 1500;
/// Chebyshev points a box.
const POINTS: usize = 16;
/// Beyond this difference of logarithms the distance is 1 to the last digit: 4 e^−d < 1e-17.
const FAR: f64 = 42.0;

/// The sum over all ordered pairs of an ascending list of values that are not negative; 0 for two zeros.
pub(super) fn sum_over_pairs(sorted: &[f64]) -> Result<f64, Refusal> {
    if sorted.last().is_some_and(|x| *x > f64::MAX / 2.0) {
        return Err(Refusal::Undefined { why: "a sum of two ratings is out of range".into() });
    }
    let zeros = sorted.iter().take_while(|x| **x <= 0.0).count();
    let positive = &sorted[zeros..];
    // Zero is as far as can be from everything else.
    let to_zero = 2.0 * zeros as f64 * positive.len() as f64;
    let distinct: Vec<(f64, f64)> = runs(positive).collect();
    let among = if distinct.len() <= DIRECT { directly(&distinct) } else { by_boxes(&distinct) };
    Ok(to_zero + among)
}

fn directly(distinct: &[(f64, f64)]) -> f64 {
    let mut sum = 0.0;
    for (i, &(x, n)) in distinct.iter().enumerate() {
        let mut row = 0.0;
        for &(y, m) in &distinct[..i] {
            let d = (x - y) / (x + y);
            row += m * d * d;
        }
        sum += n * row;
    }
    2.0 * sum
}

fn by_boxes(distinct: &[(f64, f64)]) -> f64 {
    let (least, greatest) = (distinct[0].0, distinct[distinct.len() - 1].0);
    // The logarithm of the quotient is nearer than the difference of logarithms, unless it leaves the range.
    let quotients = (greatest / least).is_finite();
    let position = |x: f64| if quotients { libm::log(x / least) } else { libm::log(x) - libm::log(least) };
    let width = position(greatest);
    let boxes = libm::ceil(width).max(1.0);
    let side = width / boxes;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 1,500")]
    let count = boxes as usize;

    let points: [f64; POINTS] = std::array::from_fn(|k| 0.5 - 0.5 * libm::cos(angle(k)));
    let barycentric: [f64; POINTS] =
        std::array::from_fn(|k| if k.is_multiple_of(2) { libm::sin(angle(k)) } else { -libm::sin(angle(k)) });
    let mut masses = vec![[0.0; POINTS]; count];
    let mut totals = vec![0.0; count];
    for &(x, n) in distinct {
        let at = position(x) / side;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the boxes")]
        let index = (at as usize).min(count - 1);
        totals[index] += n;
        spread(&mut masses[index], at - index as f64, n, &points, &barycentric);
    }

    let mut sum = 0.0;
    for apart in 0..count {
        if (apart as f64 - 1.0) * side > FAR {
            break;
        }
        let kernel: [[f64; POINTS]; POINTS] = std::array::from_fn(|k| {
            std::array::from_fn(|l| {
                let d = libm::tanh(0.5 * side * (apart as f64 + points[k] - points[l]));
                d * d
            })
        });
        let mut of_this = 0.0;
        for lower in 0..count - apart {
            of_this += pair(&kernel, &masses[lower + apart], &masses[lower]);
        }
        sum += if apart == 0 { of_this } else { 2.0 * of_this };
    }
    // The boxes that are too far apart to be told from infinitely far.
    let near = (0..count).take_while(|apart| (*apart as f64 - 1.0) * side <= FAR).count();
    let mut below = 0.0;
    for upper in near..count {
        below += totals[upper - near];
        sum += 2.0 * totals[upper] * below;
    }
    sum
}

fn angle(k: usize) -> f64 {
    (2 * k + 1) as f64 * std::f64::consts::PI / (2 * POINTS) as f64
}

/// Spreads a mass over the points of its box, so that every polynomial of degree 15 keeps its sum.
fn spread(masses: &mut [f64; POINTS], at: f64, mass: f64, points: &[f64; POINTS], barycentric: &[f64; POINTS]) {
    let mut shares = [0.0; POINTS];
    let mut total = 0.0;
    for k in 0..POINTS {
        let distance = at - points[k];
        if distance.abs() < f64::MIN_POSITIVE {
            masses[k] += mass;
            return;
        }
        shares[k] = barycentric[k] / distance;
        total += shares[k];
    }
    for (target, share) in masses.iter_mut().zip(shares) {
        *target += mass * share / total;
    }
}

fn pair(kernel: &[[f64; POINTS]; POINTS], upper: &[f64; POINTS], lower: &[f64; POINTS]) -> f64 {
    let mut sum = 0.0;
    for (row, mass) in kernel.iter().zip(upper) {
        let mut inner = 0.0;
        for (distance, other) in row.iter().zip(lower) {
            inner += distance * other;
        }
        sum += mass * inner;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(values: &mut [f64], tolerance: f64) {
        values.sort_unstable_by(f64::total_cmp);
        let distinct: Vec<_> = runs(values).collect();
        let (exact, fast) = (directly(&distinct), by_boxes(&distinct));
        assert!((exact - fast).abs() <= tolerance * exact, "{exact} {fast}");
    }

    #[test]
    fn boxes_give_the_same_sum_as_all_pairs() {
        let noise = |i: u32| f64::from(i.wrapping_mul(2_654_435_761) >> 8) / f64::from(1_u32 << 24);
        near(&mut (1..2500).map(|i| 1.0 + 99.0 * noise(i)).collect::<Vec<_>>(), 1e-13);
        near(&mut (1..2500).map(|i| 50.0 + 0.01 * noise(i)).collect::<Vec<_>>(), 1e-9);
        near(&mut (1..2500).map(|i| libm::exp(1300.0 * noise(i) - 650.0)).collect::<Vec<_>>(), 1e-13);
        near(&mut (1..2500).map(|i| if i == 1 { 1e9 } else { 50.0 + noise(i) }).collect::<Vec<_>>(), 1e-12);
    }

    #[test]
    fn zero_is_as_far_as_can_be_from_everything_else() {
        assert_eq!(sum_over_pairs(&[0.0, 0.0, 1.0]), Ok(4.0));
        assert_eq!(sum_over_pairs(&[1.0, 3.0]), Ok(0.5));
    }
}
