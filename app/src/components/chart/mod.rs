//! Charts as SVG, in percent of their box: they fill any width and their type stays readable.
//! Grey is context, blue the subject. Every chart has a name; the figures stand beside it or in a table.

pub mod bar;
pub mod dot;
pub mod effect;
pub mod histogram;
pub mod line;
pub mod ranks;

/// The two ends of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Left or bottom end.
    pub low: f64,
    /// Right or top end.
    pub high: f64,
}

impl Scale {
    /// An axis from `low` to `high`.
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// The smallest axis with round ends that holds all values; `0..1` if there are none.
    pub fn around(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = values
            .into_iter()
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        if low > high {
            return Self::new(0.0, 1.0);
        }
        if low >= high {
            return Self::new(low - 1.0, high + 1.0);
        }
        let step = round_step(high - low);
        Self::new((low / step).floor() * step, (high / step).ceil() * step)
    }

    /// Where a value lies, as a share of the axis; values outside lie on its ends.
    pub fn share(self, value: f64) -> f64 {
        if self.high > self.low { ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) } else { 0.5 }
    }

    /// The same as an SVG attribute, from left to right.
    pub fn across(self, value: f64) -> String {
        percent(self.share(value))
    }

    /// The same from bottom to top.
    pub fn up(self, value: f64) -> String {
        percent(1.0 - self.share(value))
    }

    /// Three to eight round values on the axis.
    pub fn ticks(self) -> Vec<f64> {
        let span = self.high - self.low;
        if span <= 0.0 || !span.is_finite() {
            return vec![self.low];
        }
        let step = round_step(span);
        let first = (self.low / step - 1e-9).ceil();
        (0..=10).map(|i| (first + f64::from(i)) * step).take_while(|t| *t <= self.high + step * 1e-6).collect()
    }

    /// How many decimals its ticks need.
    pub fn decimals(self) -> u8 {
        let step = round_step(self.high - self.low);
        if step >= 1.0 {
            0
        } else if step >= 0.1 {
            1
        } else {
            2
        }
    }
}

/// A step of 1, 2 or 5 × 10ⁿ that divides a span into four to eight.
fn round_step(span: f64) -> f64 {
    let mut step = 1.0;
    if span <= 0.0 || !span.is_finite() {
        return step;
    }
    while span / step > 80.0 {
        step *= 10.0;
    }
    while span / step <= 8.0 {
        step /= 10.0;
    }
    // Now a step divides the span into 8 to 80.
    match span / step {
        n if n > 40.0 => step * 10.0,
        n if n > 16.0 => step * 5.0,
        _ => step * 2.0,
    }
}

/// A share as an SVG attribute.
pub fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_on_the_axis() {
        assert_eq!(Scale::new(0.0, 10.0).ticks(), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(Scale::new(60.0, 100.0).ticks(), [60.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0, 95.0, 100.0]);
        assert!(Scale::new(0.0, 0.0).ticks().len() == 1);
    }

    #[test]
    fn an_axis_around_values_holds_them() {
        let scale = Scale::around([7.39, 7.63, 6.82]);
        assert!(scale.low <= 6.82 && scale.high >= 7.63, "{scale:?}");
        assert_eq!(Scale::around([]), Scale::new(0.0, 1.0));
        assert_eq!(Scale::around([5.0]), Scale::new(4.0, 6.0));
    }

    #[test]
    fn values_outside_lie_on_the_ends() {
        let scale = Scale::new(0.0, 4.0);
        assert_eq!(scale.across(1.0), "25%");
        assert_eq!(scale.across(-3.0), "0%");
        assert_eq!(scale.up(9.0), "0%");
    }
}
