//! Distances 距离 to a unit or a value, as shares of the range: to the best unit, to a reference unit, to a target;
//! and the share of the greatest value.
//!
//! With x turned round first where less is better (`x := −x`):
//!
//! ```text
//! to the best         1 − (max − x) / (max − min)              the same as min–max on [0, 1]
//! to a reference r    1 − (r − x) / (r − min)
//! to a target t       (x − min) / (t − min),                   less is better: (max − x) / (max − t)
//! share of greatest   x / max                                  only more is better, only x ≥ 0
//! ```
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 5. Traps: a reference that is the
//! least divides by 0 (see [`to_reference`]); a target below the least value turns the order of the units round;
//! the share of the greatest of −x is above 1 and grows as the unit gets worse, so it is refused.

use domain::Direction;

use super::{each, extent::Extent, number, oriented};
use crate::{Column, Refusal, stats, stats::finite_column};

/// Closeness to the best unit, from 0 to 1.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::NotFinite`]; [`Refusal::Undefined`] where the range overflows.
pub fn to_best(raw: &[Option<f64>], direction: Direction) -> Result<Column, Refusal> {
    let Some(extent) = Extent::of(raw)? else { return Ok(raw.to_vec()) };
    let range = extent.range()?;
    Ok(each(raw, |x| match direction {
        Direction::Positive => 1.0 - (extent.max - x) / range,
        Direction::Negative => 1.0 - (x - extent.min) / range,
    }))
}

/// Closeness to the unit in this row: 1 there, 0 at the least value; beyond the reference above 1, unless `cap`.
/// To a reference without a value every distance is unknown: all scores are missing.
///
/// Where the reference itself is the least value, the formula divides by 0. It has no answer then, except with
/// `cap` for the units beyond the reference, which get 1 however short the distance; those at the reference (0/0)
/// are missing.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::NotFinite`]; [`Refusal::Parameter`] where there is no such row;
/// [`Refusal::Undefined`] where the reference is the least value, without `cap`.
pub fn to_reference(raw: &[Option<f64>], direction: Direction, row: usize, cap: bool) -> Result<Column, Refusal> {
    let reference = raw.get(row).ok_or_else(|| Refusal::Parameter {
        name: "reference",
        why: format!("there is no row {row} among {}", raw.len()),
    })?;
    let Some(extent) = Extent::of(raw)? else { return Ok(raw.to_vec()) };
    extent.range()?;
    let Some(reference) = reference.map(|x| oriented(direction, x)) else { return Ok(vec![None; raw.len()]) };
    let least = match direction {
        Direction::Positive => extent.min,
        Direction::Negative => -extent.max,
    };
    let range = reference - least;
    if range > 0.0 {
        let scores = each(raw, |x| {
            let score = 1.0 - (reference - oriented(direction, x)) / range;
            if cap { score.min(1.0) } else { score }
        });
        // A reference next to the least value, and a unit at the other end of all numbers.
        return finite_column(scores, "the distance overflows");
    }
    if !cap {
        return Err(Refusal::Undefined { why: "the reference unit has the least value".into() });
    }
    let beyond = |x: f64| (oriented(direction, x) > reference).then_some(1.0);
    Ok(raw.iter().map(|x| x.and_then(beyond)).collect())
}

/// Closeness to a target value: 1 there, 0 at the worst unit; beyond the target above 1, unless `cap`.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::NotFinite`]; [`Refusal::Parameter`] where the target is no better than the
/// worst unit, which would turn the order of the units round.
pub fn to_target(raw: &[Option<f64>], direction: Direction, target: f64, cap: bool) -> Result<Column, Refusal> {
    number("target", target)?;
    let Some(extent) = Extent::of(raw)? else { return Ok(raw.to_vec()) };
    extent.range()?;
    let worst = match direction {
        Direction::Positive => extent.min,
        Direction::Negative => extent.max,
    };
    let range = oriented(direction, target - worst);
    if range <= 0.0 {
        let why = format!("{target} is no better than the worst value {worst}");
        return Err(Refusal::Parameter { name: "target", why });
    }
    let scores = each(raw, |x| {
        let score = oriented(direction, x - worst) / range;
        if cap { score.min(1.0) } else { score }
    });
    finite_column(scores, "the distance overflows")
}

/// The share of the greatest value 占最大值之比, from 0 to 1.
///
/// # Errors
/// [`Refusal::Parameter`] where less is better; [`Refusal::NotPositive`] for a value below 0, or for the first
/// where all are 0; [`Refusal::NotFinite`].
pub fn share_of_greatest(raw: &[Option<f64>], direction: Direction) -> Result<Column, Refusal> {
    match direction {
        Direction::Positive => {}
        Direction::Negative => {
            let why = "the share of the greatest grows as the unit gets worse where less is better".into();
            return Err(Refusal::Parameter { name: "direction", why });
        }
    }
    stats::finite(raw)?;
    let Some(extent) = Extent::of(raw)? else { return Ok(raw.to_vec()) };
    let refused = if extent.max > 0.0 { raw.iter().position(|x| x.is_some_and(|x| x < 0.0)) } else { first(raw) };
    if let Some(row) = refused {
        return Err(Refusal::NotPositive { column: 0, row });
    }
    Ok(each(raw, |x| x / extent.max))
}

fn first(raw: &[Option<f64>]) -> Option<usize> {
    raw.iter().position(Option::is_some)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: [Option<f64>; 4] = [Some(10.0), Some(20.0), None, Some(30.0)];

    #[test]
    fn the_best_is_one_and_the_worst_nothing() {
        assert_eq!(to_best(&RAW, Direction::Positive), Ok(vec![Some(0.0), Some(0.5), None, Some(1.0)]));
        assert_eq!(to_best(&RAW, Direction::Negative), Ok(vec![Some(1.0), Some(0.5), None, Some(0.0)]));
        assert_eq!(to_best(&[Some(1.0); 3], Direction::Negative), Err(Refusal::Constant { column: 0 }));
    }

    #[test]
    fn the_reference_is_one_and_beyond_it_is_more_unless_capped() {
        let of = |row, cap| to_reference(&RAW, Direction::Positive, row, cap);
        assert_eq!(of(1, false), Ok(vec![Some(0.0), Some(1.0), None, Some(2.0)]));
        assert_eq!(of(1, true), Ok(vec![Some(0.0), Some(1.0), None, Some(1.0)]));
        assert_eq!(of(2, true), Ok(vec![None; 4]));
        assert!(matches!(of(4, true), Err(Refusal::Parameter { name: "reference", .. })));
    }

    #[test]
    fn a_reference_with_the_least_value_has_no_distance() {
        assert!(matches!(to_reference(&RAW, Direction::Positive, 0, false), Err(Refusal::Undefined { .. })));
        let capped = to_reference(&RAW, Direction::Negative, 3, true);
        assert_eq!(capped, Ok(vec![Some(1.0), Some(1.0), None, None]));
    }

    #[test]
    fn the_target_is_one_in_both_directions() {
        let up = to_target(&RAW, Direction::Positive, 20.0, false);
        assert_eq!(up, Ok(vec![Some(0.0), Some(1.0), None, Some(2.0)]));
        let down = to_target(&RAW, Direction::Negative, 20.0, true);
        assert_eq!(down, Ok(vec![Some(1.0), Some(1.0), None, Some(0.0)]));
    }

    #[test]
    fn a_target_that_everyone_has_passed_from_the_wrong_side_is_refused() {
        for (direction, target) in
            [(Direction::Positive, 10.0), (Direction::Positive, 5.0), (Direction::Negative, 30.0)]
        {
            let refused = to_target(&RAW, direction, target, true);
            assert!(matches!(refused, Err(Refusal::Parameter { name: "target", .. })), "{target}");
        }
    }

    #[test]
    fn only_amounts_have_a_share_of_the_greatest() {
        let shares = share_of_greatest(&[Some(0.0), None, Some(4.0), Some(1.0)], Direction::Positive);
        assert_eq!(shares, Ok(vec![Some(0.0), None, Some(1.0), Some(0.25)]));
        let refused = share_of_greatest(&[Some(4.0), Some(-1.0)], Direction::Positive);
        assert_eq!(refused, Err(Refusal::NotPositive { column: 0, row: 1 }));
        let refused = share_of_greatest(&[None, Some(0.0)], Direction::Positive);
        assert_eq!(refused, Err(Refusal::NotPositive { column: 0, row: 1 }));
        let refused = share_of_greatest(&RAW, Direction::Negative);
        assert!(matches!(refused, Err(Refusal::Parameter { name: "direction", .. })));
    }
}
