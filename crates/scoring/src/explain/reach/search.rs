//! The least value that is enough, between one that is not and one that is: a bracket is narrowed until it is no wider
//! than [`TOLERANCE`] of what it was, and its end that is enough is the answer.
//!
//! Each probe also says by how much it is enough or short, its margin. Where that is linear, as with most methods, the
//! line through both ends meets 0 at the answer, and two or three probes do (regula falsi). Where one does not halve the
//! bracket, as beside the floor of goalposts, the next follows the line through the last two values that were enough
//! (secant), and the one after it halves (bisection). After [`GUIDED`] probes all do, whatever the margins say.
//!
//! Source: Press and others, *Numerical Recipes* (3rd ed. 2007), section 9.2.

/// The width at which the bracket is narrow enough, relative to its first: 2⁻²⁴.
pub(super) const TOLERANCE: f64 = 1.0 / 16_777_216.0;

/// Probes that may be placed by margins.
const GUIDED: usize = 10;

/// Most probes: those, and one for each halving down to the tolerance.
pub(super) const MOST: usize = GUIDED + 24;

/// What a value does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Probe {
    /// The value.
    pub at: f64,
    /// By how much it is enough, or below 0 short; not a number where nobody can say.
    pub margin: f64,
}

/// The least value that is enough, for a start that is not and an end that is.
///
/// `probe` says of a value whether it is enough, and its margin.
pub(super) fn least(start: Probe, end: Probe, mut probe: impl FnMut(f64) -> (bool, f64)) -> f64 {
    let tolerance = (end.at - start.at).abs() * TOLERANCE;
    let (mut short, mut enough, mut before) = (start, end, None);
    // The width when it was last halved, and the probes since.
    let (mut mark, mut since) = (f64::INFINITY, 0_u32);
    for step in 0..MOST {
        let width = (enough.at - short.at).abs();
        // Also where the width overflows.
        if width <= tolerance {
            break;
        }
        if width <= mark / 2.0 {
            (mark, since) = (width, 0);
        }
        let at = match since {
            0 if step < GUIDED => on_line(short, enough, tolerance / width),
            1 if step < GUIDED => beyond(before, enough, short),
            0.. => half_way(short, enough),
        };
        since += 1;
        let (is_enough, margin) = probe(at);
        if is_enough {
            before = Some(enough);
            enough = Probe { at, margin };
        } else {
            short = Probe { at, margin };
        }
    }
    enough.at
}

/// Where the line through two values that are enough meets 0, if that is inside the bracket.
fn beyond(before: Option<Probe>, enough: Probe, short: Probe) -> f64 {
    let slope = |before: Probe| (before.at - enough.at) / (before.margin - enough.margin);
    let line = before.map(|before| enough.at - enough.margin * slope(before));
    let (low, high) = (short.at.min(enough.at), short.at.max(enough.at));
    line.filter(|at| low < *at && *at < high).unwrap_or_else(|| half_way(short, enough))
}

/// Where the line through both margins meets 0, at least half the tolerance inside the bracket: so that the step after
/// one that hits the answer closes the bracket.
fn on_line(short: Probe, enough: Probe, tolerance: f64) -> f64 {
    let share = -short.margin / (enough.margin - short.margin);
    if !share.is_finite() {
        return half_way(short, enough);
    }
    let inside = tolerance / 2.0;
    short.at + (enough.at - short.at) * share.clamp(inside, 1.0 - inside)
}

fn half_way(short: Probe, enough: Probe) -> f64 {
    f64::midpoint(short.at, enough.at)
}

/// Two ways to write a value with few digits: the nearest, and the next one away from `from`. Both are multiples of a
/// power of ten that is at most a thousandth of the change.
pub(super) fn few_digits(from: f64, to: f64) -> [f64; 2] {
    let away = if to > from { libm::ceil } else { libm::floor };
    let exponent = libm::floor(libm::log10((to - from).abs())) - 3.0;
    [libm::round, away].map(|round| rounded(to, exponent, round))
}

/// Multiples of a negative power of ten are divided, not multiplied: 74126 ÷ 1000 is the number that is written 74.126.
fn rounded(value: f64, exponent: f64, round: fn(f64) -> f64) -> f64 {
    let unit = libm::pow(10.0, exponent.abs());
    if exponent < 0.0 { round(value * unit) / unit } else { round(value / unit) * unit }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer for a margin, and how many probes it took.
    fn solve(from: f64, to: f64, margin: impl Fn(f64) -> f64) -> (f64, usize) {
        let mut count = 0;
        let ends = [from, to].map(|at| Probe { at, margin: margin(at) });
        let found = least(ends[0], ends[1], |x| {
            count += 1;
            (margin(x) >= 0.0, margin(x))
        });
        (found, count)
    }

    #[test]
    fn a_line_is_solved_in_a_few_probes() {
        let (found, count) = solve(10.0, 90.0, |x| 0.3 * (x - 42.0));
        assert!((42.0..42.0 + 80.0 * TOLERANCE).contains(&found), "{found}");
        assert!(count <= 3, "{count} probes");
    }

    #[test]
    fn less_may_be_more() {
        let (found, _) = solve(90.0, 10.0, |x| 42.0 - x);
        assert!(found <= 42.0 && found > 42.0 - 80.0 * TOLERANCE, "{found}");
    }

    #[test]
    fn steps_kinks_and_margins_that_are_no_numbers_end_within_the_tolerance() {
        let step = |x: f64| if x >= 42.0 { 1.0 } else { -1000.0 };
        let kink = |x: f64| if x < 41.0 { -1e6 } else { x - 42.0 };
        let none = |x: f64| if x >= 42.0 { f64::INFINITY } else { f64::NEG_INFINITY };
        let floor = |x: f64| if x < 41.99 { -0.01 } else { x - 42.0 };
        assert!(solve(10.0, 90.0, floor).1 <= 6);
        for (found, count) in
            [solve(10.0, 90.0, floor), solve(10.0, 90.0, step), solve(10.0, 90.0, kink), solve(10.0, 90.0, none)]
        {
            assert!((42.0..=42.0 + 80.0 * TOLERANCE).contains(&found), "{found}");
            assert!(count <= MOST, "{count} probes");
        }
    }

    #[test]
    fn few_digits_are_those_people_write() {
        assert_eq!(few_digits(60.0, 74.123).map(Some), [74.12, 74.13].map(Some));
        assert_eq!(few_digits(5.0, 4.876_543).map(Some), [4.8765, 4.8765].map(Some));
        assert_eq!(few_digits(1_000_000.0, 91_234_567.0).map(Some), [91_230_000.0, 91_240_000.0].map(Some));
    }

    #[test]
    fn a_change_beyond_all_powers_of_ten_gives_no_finite_few_digits() {
        assert!(few_digits(0.0, 5e-324).iter().all(|x| !x.is_finite() || x.abs() < 1e-300));
    }
}
