//! Efficacy scores 功效函数法 (efficacy coefficient): `base + span · (x − floor) / (target − floor)`, usually with base
//! 60 and span 40, so that who just meets the floor has passed.
//!
//! Floor 不允许值 and target 满意值 are fixed, or the worst and the best of the units. The target is below the floor
//! where less is better, so one formula serves both directions.
//!
//! Source: the 功效系数法 of Chinese enterprise and public performance evaluation (财政部《国有资本绩效评价规则》).
//! Traps: with posts taken from the units, a score depends on who else is in the table; with fixed ones it may
//! leave `base … base + span`, below 0 even, unless `cut`.

use domain::Direction;

use super::{each, extent::Extent, number};
use crate::{Column, Refusal, stats, stats::finite_column};

/// Base and span of the scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// What the floor scores.
    pub base: f64,
    /// What the target scores more.
    pub span: f64,
}

impl Scale {
    /// 60 for who meets the floor, 100 for who meets the target.
    pub const PASS_AT_60: Self = Self { base: 60.0, span: 40.0 };

    fn check(self) -> Result<(), Refusal> {
        number("base", self.base)?;
        if self.span > 0.0 && self.span.is_finite() {
            return Ok(());
        }
        Err(Refusal::Parameter { name: "span", why: format!("{} is not positive", self.span) })
    }
}

/// Scores between the worst and the best of the units.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::NotFinite`]; [`Refusal::Parameter`] for a scale that does not rise.
pub fn among_units(raw: &[Option<f64>], direction: Direction, scale: Scale) -> Result<Column, Refusal> {
    scale.check()?;
    let Some(extent) = Extent::of(raw)? else { return Ok(raw.to_vec()) };
    extent.range()?;
    let (floor, target) = match direction {
        Direction::Positive => (extent.min, extent.max),
        Direction::Negative => (extent.max, extent.min),
    };
    between(raw, floor, target, scale, false)
}

/// Scores between a fixed floor and a fixed target; beyond them cut where `cut`.
///
/// # Errors
/// [`Refusal::Parameter`] where floor and target are the same or no numbers, or for a scale that does not rise;
/// [`Refusal::NotFinite`].
pub fn between(raw: &[Option<f64>], floor: f64, target: f64, scale: Scale, cut: bool) -> Result<Column, Refusal> {
    scale.check()?;
    number("floor", floor)?;
    number("target", target)?;
    stats::finite(raw)?;
    let range = target - floor;
    if !(range.abs() > 0.0 && range.is_finite()) {
        let why = format!("{target} and the floor {floor} are the same, or too far apart");
        return Err(Refusal::Parameter { name: "target", why });
    }
    let scores = each(raw, |x| {
        let share = (x - floor) / range;
        scale.base + scale.span * if cut { share.clamp(0.0, 1.0) } else { share }
    });
    finite_column(scores, "the distance to floor and target overflows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_scores_sixty_and_the_target_a_hundred() {
        let raw = [Some(50.0), Some(75.0), Some(100.0), None, Some(25.0)];
        let open = between(&raw, 50.0, 100.0, Scale::PASS_AT_60, false);
        assert_eq!(open, Ok(vec![Some(60.0), Some(80.0), Some(100.0), None, Some(40.0)]));
        let cut = between(&raw, 100.0, 50.0, Scale::PASS_AT_60, true);
        assert_eq!(cut, Ok(vec![Some(100.0), Some(80.0), Some(60.0), None, Some(100.0)]));
    }

    #[test]
    fn among_the_units_the_worst_scores_sixty() {
        let raw = [Some(3.0), None, Some(1.0), Some(2.0)];
        let scores = among_units(&raw, Direction::Negative, Scale::PASS_AT_60);
        assert_eq!(scores, Ok(vec![Some(60.0), None, Some(100.0), Some(80.0)]));
        let refused = among_units(&[Some(2.0); 4], Direction::Positive, Scale::PASS_AT_60);
        assert_eq!(refused, Err(Refusal::Constant { column: 0 }));
    }

    #[test]
    fn a_floor_that_is_the_target_is_refused() {
        let refused = between(&[Some(1.0)], 50.0, 50.0, Scale::PASS_AT_60, true);
        assert!(matches!(refused, Err(Refusal::Parameter { name: "target", .. })));
    }
}
