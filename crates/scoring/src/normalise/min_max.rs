//! Min–max over the units of the table 极差标准化:
//! `lower + (x − min) / (max − min) · (upper − lower)`, and with `max − x` where less is better.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 5. Trap: the score
//! of a unit depends on who else is in the table.

use domain::{Direction, Node};

use super::extent::Extent;
use crate::{Column, Refusal, ScoringError, stats::finite_column};

/// Min–max of one column.
///
/// # Errors
/// [`Refusal::Constant`], also for a single value; [`Refusal::NotFinite`]; [`Refusal::Parameter`] where the scale
/// does not rise from `lower` to `upper`; [`Refusal::Undefined`] where the range overflows.
pub fn column(raw: &[Option<f64>], direction: Direction, lower: f64, upper: f64) -> Result<Column, Refusal> {
    super::rising("lower", lower, upper)?;
    let Some(extent) = Extent::of(raw)? else { return Ok(raw.to_vec()) };
    let range = extent.range()?;
    let above = |x: f64| match direction {
        Direction::Positive => x - extent.min,
        Direction::Negative => extent.max - x,
    };
    finite_column(super::each(raw, |x| above(x) / range * (upper - lower) + lower), "the scale overflows")
}

pub(super) fn normalise(indicator: &Node, raw: &[Option<f64>], lower: f64, upper: f64) -> Result<Column, ScoringError> {
    let mut present = raw.iter().flatten().copied().peekable();
    if present.peek().is_none() {
        return Ok(raw.to_vec());
    }
    let (min, max) = present.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), x| (lo.min(x), hi.max(x)));
    let range = max - min;
    // An overflowing range would turn every score into 0 without a word.
    if range <= 0.0 || !range.is_finite() {
        return Err(ScoringError::Constant { indicator: indicator.code.clone() });
    }
    let above = |x: f64| match indicator.direction {
        Direction::Positive => x - min,
        Direction::Negative => max - x,
    };
    Ok(raw.iter().map(|x| x.map(|x| above(x) / range * (upper - lower) + lower)).collect())
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    fn indicator(direction: Direction) -> Node {
        Node {
            code: "x".into(),
            parent: None,
            weight: 100.0,
            direction,
            name: Text::same("x"),
            unit: None,
            source: None,
        }
    }

    #[test]
    fn the_best_unit_gets_the_upper_and_the_worst_the_lower_end() {
        let raw = [Some(3.0), Some(1.0), None, Some(2.0)];
        let scores = normalise(&indicator(Direction::Positive), &raw, 0.0, 100.0);
        assert_eq!(scores, Ok(vec![Some(100.0), Some(0.0), None, Some(50.0)]));
    }

    #[test]
    fn less_is_better_turns_the_scale_round() {
        let raw = [Some(3.0), Some(1.0), Some(2.0)];
        let scores = normalise(&indicator(Direction::Negative), &raw, 0.0, 100.0);
        assert_eq!(scores, Ok(vec![Some(0.0), Some(100.0), Some(50.0)]));
    }

    #[test]
    fn a_constant_column_is_refused_by_name() {
        let refused = normalise(&indicator(Direction::Positive), &[Some(2.0), Some(2.0)], 0.0, 100.0);
        assert_eq!(refused, Err(ScoringError::Constant { indicator: "x".into() }));
    }

    #[test]
    fn any_column_is_scaled_and_one_without_values_stays() {
        let scores = column(&[Some(3.0), None, Some(5.0)], Direction::Negative, 1.0, 100.0);
        assert_eq!(scores, Ok(vec![Some(100.0), None, Some(1.0)]));
        assert_eq!(column(&[None, None], Direction::Positive, 0.0, 1.0), Ok(vec![None, None]));
    }

    #[test]
    fn a_column_without_spread_or_with_nan_is_refused() {
        let of = |raw: &[Option<f64>]| column(raw, Direction::Positive, 0.0, 1.0);
        assert_eq!(of(&[Some(0.1), Some(0.1)]), Err(Refusal::Constant { column: 0 }));
        assert_eq!(of(&[None, Some(3.5)]), Err(Refusal::Constant { column: 0 }));
        assert_eq!(of(&[Some(1.0), Some(f64::NAN)]), Err(Refusal::NotFinite { column: 0, row: 1 }));
        assert!(matches!(of(&[Some(-1.7e308), Some(1.7e308)]), Err(Refusal::Undefined { .. })));
        let falling = column(&[Some(1.0), Some(2.0)], Direction::Positive, 1.0, 0.0);
        assert!(matches!(falling, Err(Refusal::Parameter { name: "lower", .. })));
    }
}
