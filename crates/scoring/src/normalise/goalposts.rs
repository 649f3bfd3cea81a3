//! Fixed floor and target 底线值与目标值:
//! `lower + clamp((x − floor) / (target − floor), 0, 1) · (upper − lower)`.
//!
//! The target is below the floor where less is better, so one formula serves both directions. Unlike
//! min–max, a unit's score does not depend on who else is in the table.

use domain::recipe::Posts;

use crate::Column;

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
}
