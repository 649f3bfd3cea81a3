//! How far ranks move over many runs: mean, median and the 5 % and 95 % quantiles (type 7) of each unit's rank.
//!
//! Runs in which a unit has no score do not count for it. Trap: a run that failed must not be given as scores at all;
//! how many failed belongs beside these figures.

use crate::{Column, Refusal, rank, stats};

/// Of each unit, in order; `None` where it has no rank in any run.
#[derive(Debug, Clone, PartialEq)]
pub struct RankStats {
    /// The mean rank.
    pub mean: Column,
    /// The median rank.
    pub median: Column,
    /// The rank that 5 % of the runs stay below.
    pub q5: Column,
    /// The rank that 95 % of the runs stay below.
    pub q95: Column,
}

/// The statistics of scores, one row a run and one entry a unit: each run is ranked, 1 for the highest.
///
/// # Errors
/// [`Refusal::Shape`] where runs have different units, [`Refusal::NotFinite`].
pub fn of_scores(runs: &[Column]) -> Result<RankStats, Refusal> {
    for (column, run) in runs.iter().enumerate() {
        if let Some(row) = run.iter().position(|x| x.is_some_and(|x| !x.is_finite())) {
            return Err(Refusal::NotFinite { column, row });
        }
    }
    of_ranks(&runs.iter().map(|run| rank::competition(run)).collect::<Vec<_>>())
}

/// The statistics of ranks, one row a run and one entry a unit.
///
/// # Errors
/// [`Refusal::Shape`] where runs have different units.
pub fn of_ranks(runs: &[Vec<Option<u32>>]) -> Result<RankStats, Refusal> {
    let units = runs.first().map_or(0, Vec::len);
    if let Some(run) = runs.iter().find(|run| run.len() != units) {
        return Err(Refusal::Shape { found: run.len(), expected: units });
    }
    let empty = || Column::with_capacity(units);
    let mut all = RankStats { mean: empty(), median: empty(), q5: empty(), q95: empty() };
    let mut ranks: Vec<f64> = Vec::with_capacity(runs.len());
    for unit in 0..units {
        ranks.clear();
        ranks.extend(runs.iter().filter_map(|run| run[unit].map(f64::from)));
        ranks.sort_unstable_by(f64::total_cmp);
        let quantile = |p| if ranks.is_empty() { Ok(None) } else { stats::quantile_of_sorted(&ranks, p).map(Some) };
        all.mean.push((!ranks.is_empty()).then(|| stats::sum(&ranks) / ranks.len() as f64));
        all.median.push(quantile(0.5)?);
        all.q5.push(quantile(0.05)?);
        all.q95.push(quantile(0.95)?);
    }
    Ok(all)
}

/// The mean number of places by which units moved; `None` where no unit has both ranks.
pub fn mean_absolute_change(nominal: &[Option<u32>], ranks: &[Option<u32>]) -> Option<f64> {
    let moves = || nominal.iter().zip(ranks).filter_map(|(a, b)| Some(f64::from((*a)?.abs_diff((*b)?))));
    let count = moves().count();
    (count > 0).then(|| moves().sum::<f64>() / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_without_a_score_do_not_count() {
        let runs = [vec![Some(3.0), Some(1.0), None], vec![Some(1.0), Some(2.0), None], vec![Some(2.0), None, None]];
        let stats = of_scores(&runs).unwrap();
        assert_eq!(stats.mean, [Some(4.0 / 3.0), Some(1.5), None]);
        assert_eq!(stats.median, [Some(1.0), Some(1.5), None]);
        assert_eq!(stats.q5, [Some(1.0), Some(1.05), None]);
    }

    #[test]
    fn runs_of_different_units_and_scores_that_are_no_numbers_are_refused() {
        assert_eq!(of_scores(&[vec![Some(1.0)], vec![]]), Err(Refusal::Shape { found: 0, expected: 1 }));
        assert_eq!(of_scores(&[vec![Some(f64::NAN)]]), Err(Refusal::NotFinite { column: 0, row: 0 }));
    }

    #[test]
    fn the_change_is_over_units_with_both_ranks() {
        assert_eq!(mean_absolute_change(&[Some(1), Some(2), None], &[Some(3), Some(2), Some(1)]), Some(1.0));
        assert_eq!(mean_absolute_change(&[None], &[Some(1)]), None);
    }
}
