//! Fixed floor and target 底线值与目标值:
//! `lower + clamp((x − floor) / (target − floor), 0, 1) · (upper − lower)`.
//!
//! The target is below the floor where less is better, so one formula serves both directions. Unlike
//! min–max, a unit's score does not depend on who else is in the table.

use domain::{Direction, recipe::Posts};

use super::{each, number, rising};
use crate::{Column, Refusal, stats, stats::finite_column};

/// Posts with a direction: the lower and the upper end of what counts, whichever of them is the better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goalposts {
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
    /// The score of the better end; the other has 0.
    pub scale: f64,
    /// Which end is the better.
    pub direction: Direction,
    /// Whether what lies beyond the posts is cut to them.
    pub truncate: bool,
}

/// Scores between posts: `(x − lower) / (upper − lower) · scale`, from the other end where less is better.
///
/// # Errors
/// [`Refusal::Parameter`] where the posts do not rise or the scale is no number; [`Refusal::NotFinite`].
pub fn column(raw: &[Option<f64>], posts: Goalposts) -> Result<Column, Refusal> {
    rising("goalposts", posts.lower, posts.upper)?;
    number("scale", posts.scale)?;
    stats::finite(raw)?;
    let (from, to) = match posts.direction {
        Direction::Positive => (posts.lower, posts.upper),
        Direction::Negative => (posts.upper, posts.lower),
    };
    let scores = each(raw, |x| {
        let share = (x - from) / (to - from);
        (if posts.truncate { share.clamp(0.0, 1.0) } else { share }) * posts.scale
    });
    finite_column(scores, "the distance to the posts overflows")
}

pub(super) fn normalise(raw: &[Option<f64>], posts: Posts, lower: f64, upper: f64) -> Column {
    let range = posts.target - posts.floor;
    raw.iter().map(|x| x.map(|x| ((x - posts.floor) / range).clamp(0.0, 1.0) * (upper - lower) + lower)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_floor_and_target_is_cut() {
        let posts = Posts { floor: 50.0, target: 100.0 };
        let scores = normalise(&[Some(40.0), Some(75.0), Some(120.0), None], posts, 0.0, 100.0);
        assert_eq!(scores, [Some(0.0), Some(50.0), Some(100.0), None]);
    }

    #[test]
    fn a_target_below_the_floor_rewards_less() {
        let posts = Posts { floor: 120.0, target: 30.0 };
        let scores = normalise(&[Some(120.0), Some(30.0), Some(75.0)], posts, 0.0, 100.0);
        assert_eq!(scores, [Some(0.0), Some(100.0), Some(50.0)]);
    }

    fn posts(direction: Direction, truncate: bool) -> Goalposts {
        Goalposts { lower: 10.0, upper: 60.0, scale: 100.0, direction, truncate }
    }

    #[test]
    fn the_better_end_has_the_whole_scale() {
        let raw = [Some(10.0), Some(35.0), None, Some(85.0)];
        let of = |direction, truncate| column(&raw, posts(direction, truncate)).unwrap();
        assert_eq!(of(Direction::Positive, true), [Some(0.0), Some(50.0), None, Some(100.0)]);
        assert_eq!(of(Direction::Positive, false), [Some(0.0), Some(50.0), None, Some(150.0)]);
        assert_eq!(of(Direction::Negative, true), [Some(100.0), Some(50.0), None, Some(0.0)]);
        assert_eq!(of(Direction::Negative, false), [Some(100.0), Some(50.0), None, Some(-50.0)]);
    }

    #[test]
    fn posts_that_do_not_rise_are_refused() {
        let flat = Goalposts { upper: 10.0, ..posts(Direction::Positive, true) };
        assert!(matches!(column(&[Some(1.0)], flat), Err(Refusal::Parameter { name: "goalposts", .. })));
        let nan = [Some(f64::NAN)];
        assert_eq!(column(&nan, posts(Direction::Positive, true)), Err(Refusal::NotFinite { column: 0, row: 0 }));
    }
}
