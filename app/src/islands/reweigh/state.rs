//! What the weights make of the ranking.

use leptos::prelude::*;
use scoring::reweight::Reweighted;

use super::props::{Axis, Ranked, ReweighWords};

/// What the rows share; it does not change.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) words: StoredValue<ReweighWords>,
    pub(super) units: StoredValue<Vec<Ranked>>,
    pub(super) axis: StoredValue<Axis>,
    pub(super) results: Memo<Vec<Reweighted>>,
}

/// What has changed, in words.
pub(super) fn summary(shared: Shared, weights: &[f64], official: &[f64]) -> String {
    let moved = shared.results.with(|results| {
        shared.units.with_value(|units| {
            let mut moved = Moved::default();
            for (unit, result) in units.iter().zip(results) {
                moved.count(places(unit.rank, result.rank));
            }
            moved
        })
    });
    shared.words.with_value(|words| {
        if weights == official {
            words.at_official.clone()
        } else if weights.iter().all(|w| *w <= 0.0) {
            words.no_weight.clone()
        } else {
            words
                .summary
                .replace("{up}", &moved.up.to_string())
                .replace("{down}", &moved.down.to_string())
                .replace("{same}", &moved.same.to_string())
        }
    })
}

/// How many units moved.
#[derive(Debug, Default, PartialEq)]
struct Moved {
    up: u32,
    down: u32,
    same: u32,
}

impl Moved {
    const fn count(&mut self, places: Option<i64>) {
        match places {
            Some(1..) => self.up += 1,
            Some(..0) => self.down += 1,
            Some(0) => self.same += 1,
            None => {}
        }
    }
}

/// Places gained; `None` where there is nothing to compare.
pub(super) fn places(official: Option<u32>, now: Option<u32>) -> Option<i64> {
    Some(i64::from(official?) - i64::from(now?))
}

/// Positions by rank; ties keep the official order, units without a rank stand last.
pub(super) fn by_rank(results: &[Reweighted]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..results.len()).collect();
    order.sort_by_key(|&unit| results[unit].rank.unwrap_or(u32::MAX));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_keep_the_official_order() {
        let at = |rank| Reweighted { score: Some(1.0), rank };
        assert_eq!(by_rank(&[at(Some(2)), at(None), at(Some(1)), at(Some(2))]), [2, 0, 3, 1]);
    }

    #[test]
    fn a_unit_without_a_rank_has_not_moved() {
        let mut moved = Moved::default();
        for places in
            [places(Some(5), Some(3)), places(Some(1), Some(2)), places(Some(4), Some(4)), places(None, Some(1))]
        {
            moved.count(places);
        }
        assert_eq!(moved, Moved { up: 1, down: 1, same: 1 });
    }
}
