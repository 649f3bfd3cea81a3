//! The ranks of all runs, and what they say.
//!
//! Ranks are kept unit by unit, two bytes each: 3,000 units in 10,000 runs are 60 MB. Everything is counted, not summed,
//! so the order in which threads finish does not matter.

use std::collections::BTreeMap;

use domain::score_sheet::{RankInterval, Runs};

use super::{Intervals, MOST_COMPARED, UnitRanks, model::Model, parallel, plan::Keys, ranks};
use crate::{ceiling, rank::SAME};

/// Runs that one thread takes at a time.
const CHUNK: usize = 64;
/// A number of runs computed from a share may come out this much below a whole one.
const NOISE: f64 = 1e-9;
/// Chunks whose ranks wait to be put together.
const WAITING: usize = 32;

/// The ranks of all units in all runs.
pub(super) struct Tally {
    runs: usize,
    failed: u32,
    /// Unit by unit, run by run; 0 for none.
    ranks: Vec<u16>,
    /// How often each unit has each grade, unit by unit; the last is no grade.
    grades: Vec<u32>,
}

/// What a chunk of runs gives.
struct Part {
    runs: usize,
    failed: u32,
    ranks: Vec<u16>,
    grades: Vec<u32>,
}

impl Tally {
    /// Runs everything.
    pub(super) fn new(model: &Model<'_>) -> Self {
        let (runs, units) = (model.plan.robustness.runs as usize, model.units());
        let grades = model.run.recipe.grades.len() + 1;
        let mut tally = Self { runs, failed: 0, ranks: vec![0; units * runs], grades: vec![0; units * grades] };
        let chunks = runs.div_ceil(CHUNK);
        for first in (0..chunks).step_by(WAITING) {
            let parts = parallel::each(WAITING.min(chunks - first), |offset| {
                let begin = (first + offset) * CHUNK;
                part(model, begin, CHUNK.min(runs - begin))
            });
            for (offset, part) in parts.into_iter().enumerate() {
                tally.failed += part.failed;
                let begin = (first + offset) * CHUNK;
                for (all, own) in tally.ranks.chunks_mut(runs).zip(part.ranks.chunks(part.runs)) {
                    all[begin..begin + own.len()].copy_from_slice(own);
                }
                for (all, own) in tally.grades.iter_mut().zip(part.grades) {
                    *all += own;
                }
            }
        }
        tally
    }

    fn of(&self, unit: usize) -> &[u16] {
        &self.ranks[unit * self.runs..(unit + 1) * self.runs]
    }

    /// How often `unit` is ahead of `other`, of the runs in which both have a rank; half for equal ranks.
    fn ahead(&self, unit: usize, other: usize) -> f64 {
        let (own, others) = (self.of(unit), self.of(other));
        let [ahead, behind, both] = parallel::wide(
            #[inline(always)]
            || compare(own, others),
        )
        .map(f64::from);
        if both > 0.0 { 0.5 + (ahead - behind) / (2.0 * both) } else { 0.5 }
    }

    /// What the runs say of the ranks.
    pub(super) fn intervals(&self, model: &Model<'_>) -> Intervals {
        let nominal = model.nominal();
        let mut order: Vec<usize> = (0..model.units()).filter(|&unit| nominal[unit].is_some()).collect();
        order.sort_by_key(|&unit| nominal[unit]);
        let mut found: Vec<(usize, UnitRanks)> = parallel::each(order.len(), |place| {
            let unit = order[place];
            self.unit(model, unit, nominal[unit].unwrap_or_default()).map(|ranks| (unit, ranks))
        })
        .into_iter()
        .flatten()
        .collect();
        self.bands(model.plan.robustness.interval, &mut found);
        let dominance = (found.len() <= MOST_COMPARED).then(|| self.dominance(&found));
        Intervals {
            runs: self.runs(),
            interval: model.plan.robustness.interval,
            units: found.into_iter().map(|(_, ranks)| ranks).collect(),
            dominance,
        }
    }

    /// How many runs there were.
    pub(super) fn runs(&self) -> Runs {
        let all = u32::try_from(self.runs).unwrap_or(u32::MAX);
        Runs { done: all - self.failed, failed: self.failed }
    }

    /// `None` for a unit that has no rank in any run.
    fn unit(&self, model: &Model<'_>, unit: usize, nominal: u32) -> Option<UnitRanks> {
        let mut counts = vec![0_u32; model.units() + 1];
        for &rank in self.of(unit) {
            counts[usize::from(rank)] += 1;
        }
        let ranked = self.of(unit).len() - counts[0] as usize;
        if ranked == 0 {
            return None;
        }
        let share = |count: u32| f64::from(count) / ranked as f64;
        let tail = (1.0 - model.plan.robustness.interval) / 2.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "less than the number of runs")]
        let outside = (tail * ranked as f64 + NOISE) as usize;
        let last = ranked - 1;
        let median = f64::midpoint(f64::from(at(&counts, last / 2)), f64::from(at(&counts, last.div_ceil(2))));
        let total: f64 = counts.iter().enumerate().skip(1).map(|(rank, count)| rank as f64 * f64::from(*count)).sum();
        let worst_ever = counts.iter().rposition(|count| *count > 0).unwrap_or_default();
        let letters = &model.run.recipe.grades;
        let own = &self.grades[unit * (letters.len() + 1)..];
        let grades: BTreeMap<String, f64> = letters
            .iter()
            .zip(own)
            .filter(|(_, count)| **count > 0)
            .map(|(grade, count)| (grade.letter.clone(), share(*count)))
            .collect();
        Some(UnitRanks {
            code: model.run.data.units[model.tables.units[unit]].code.clone(),
            rank: nominal,
            mean: total / ranked as f64,
            interval: RankInterval {
                best: at(&counts, outside),
                median,
                worst: at(&counts, last - outside),
                band: 1,
                grades,
            },
            ranks: counts[1..=worst_ever].iter().map(|count| share(*count)).collect(),
        })
    }

    /// A band begins with the best unit that has none yet, and ends before the first unit of which its head is ahead in
    /// at least `(1 + interval) / 2` of the runs.
    fn bands(&self, interval: f64, units: &mut [(usize, UnitRanks)]) {
        let mut head: Option<usize> = None;
        let mut band = 0;
        for (unit, ranks) in units {
            let apart = |head: usize| self.ahead(head, *unit) >= f64::midpoint(1.0, interval);
            if head.is_none_or(apart) {
                head = Some(*unit);
                band += 1;
            }
            ranks.interval.band = band;
        }
    }

    fn dominance(&self, units: &[(usize, UnitRanks)]) -> Vec<Vec<f64>> {
        let above: Vec<Vec<f64>> = parallel::each(units.len(), |row| {
            units[row + 1..].iter().map(|(other, _)| self.ahead(units[row].0, *other)).collect()
        });
        let mut matrix = vec![vec![0.5; units.len()]; units.len()];
        for (row, above) in above.iter().enumerate() {
            for (offset, ahead) in above.iter().enumerate() {
                matrix[row][row + 1 + offset] = *ahead;
                matrix[row + 1 + offset][row] = 1.0 - ahead;
            }
        }
        matrix
    }
}

/// In how many runs one unit is ahead of the other, in how many behind, and in how many both have a rank.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on")]
#[inline(always)]
fn compare(own: &[u16], others: &[u16]) -> [u32; 3] {
    let mut all = [0_u32; 3];
    // Few enough at a time to be counted in two bytes, as many side by side as ranks are.
    for (own, others) in own.chunks(1 << 12).zip(others.chunks(1 << 12)) {
        let (mut ahead, mut behind, mut both) = (0_u16, 0_u16, 0_u16);
        for (a, b) in own.iter().zip(others) {
            let ranked = u16::from(*a > 0) & u16::from(*b > 0);
            ahead += ranked & u16::from(a < b);
            behind += ranked & u16::from(a > b);
            both += ranked;
        }
        for (sum, part) in all.iter_mut().zip([ahead, behind, both]) {
            *sum += u32::from(part);
        }
    }
    all
}

/// The rank at a place of all ranks in order, from how often each occurs.
fn at(counts: &[u32], place: usize) -> u32 {
    let mut before = 0;
    for (rank, count) in (0..).zip(counts).skip(1) {
        before += *count as usize;
        if before > place {
            return rank;
        }
    }
    0
}

/// The ranks of all units of the data set under each set of weights, set by set; 0 for none.
pub(super) fn ranks_under(model: &Model<'_>, sets: &[Vec<f64>]) -> Vec<u16> {
    let (units, all) = (model.units(), model.run.data.units.len());
    let mut ranks = vec![0; sets.len() * all];
    if units == 0 {
        return ranks;
    }
    parallel::each_chunk(&mut ranks, CHUNK * all, |chunk, ranks| {
        let sets = &sets[chunk * CHUNK..][..ranks.len() / all];
        let (mut totals, mut failed) = (vec![0.0; sets.len() * units], vec![false; sets.len()]);
        model.totals_under(sets, &mut totals, &mut failed);
        let (mut own, mut order) = (vec![0; units], Vec::with_capacity(units));
        for (totals, ranks) in totals.chunks(units).zip(ranks.chunks_mut(all)) {
            if units == all {
                ranks::ranks(totals, ranks, &mut order);
                continue;
            }
            ranks::ranks(totals, &mut own, &mut order);
            for (&unit, &rank) in model.tables.units.iter().zip(&own) {
                ranks[unit] = rank;
            }
        }
    });
    ranks
}

fn part(model: &Model<'_>, begin: usize, runs: usize) -> Part {
    let units = model.units();
    let seed = model.plan.robustness.seed;
    let keys: Vec<Keys> = (begin..begin + runs).map(|run| Keys::first(seed, run as u64)).collect();
    let mut totals = vec![0.0; runs * units];
    let mut failed = vec![false; runs];
    model.totals(&keys, &mut totals, &mut failed);
    let mut part = Part {
        runs,
        failed: failed.iter().map(|failed| u32::from(*failed)).sum(),
        ranks: vec![0; runs * units],
        grades: grades(model, &totals),
    };
    let (mut own, mut order) = (vec![0; units], Vec::with_capacity(units));
    for (run, totals) in totals.chunks(units).enumerate() {
        ranks::ranks(totals, &mut own, &mut order);
        for (unit, rank) in own.iter().enumerate() {
            part.ranks[unit * runs + run] = *rank;
        }
    }
    part
}

/// How often each unit has each grade, ceilings counted.
fn grades(model: &Model<'_>, totals: &[f64]) -> Vec<u32> {
    let (recipe, data) = (model.run.recipe, model.run.data);
    let (units, letters) = (model.units(), recipe.grades.len());
    let mut counts = vec![0; units * (letters + 1)];
    if letters == 0 {
        return counts;
    }
    // The best grade that is still possible, whatever the score.
    let ceilings: Vec<usize> = model
        .tables
        .units
        .iter()
        .map(|&unit| {
            let (limited, _) = ceiling::limit(recipe, data, &data.units[unit].code, recipe.grades.first());
            recipe.grades.iter().position(|grade| Some(&grade.letter) == limited.as_ref()).unwrap_or(0)
        })
        .collect();
    for totals in totals.chunks(units) {
        for (unit, total) in totals.iter().enumerate() {
            if total.is_nan() {
                continue;
            }
            // Summed another way than the sheet, a score on the line may come out just below it.
            let reached = total + SAME * total.abs();
            let place = recipe.grades.iter().position(|grade| reached >= grade.at_least).unwrap_or(letters);
            counts[unit * (letters + 1) + place.max(ceilings[unit])] += 1;
        }
    }
    counts
}
