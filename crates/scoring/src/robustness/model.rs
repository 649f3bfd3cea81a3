//! Scores of all units for many draws at once.
//!
//! A chunk of draws goes over the table tile by tile: a tile stays in the processor's nearest cache while every draw
//! of the chunk sums its indicators, the sums of its units side by side in registers. Each unit's sum runs over the
//! indicators in the order of the tree, whatever the tiles and threads.

use domain::{
    Recipe,
    recipe::{Aggregate, Robustness},
};

use super::{
    dimensions::{At, Dimension, dimensions},
    drawn::{Draw, Drawn},
    parallel,
    plan::{Keys, Plan},
    tables::{Cells, TILE, Tables},
};
use crate::{
    Column, adjust,
    aggregate::{self, Weighted},
    rank,
    reweight::Adjustment,
    run::Run,
};

/// Everything the runs have in common.
pub(super) struct Model<'a> {
    pub(super) run: &'a Run<'a>,
    pub(super) plan: Plan<'a>,
    pub(super) tables: Tables,
    /// The dimensions, children before their parents; the root is the last.
    pub(super) dimensions: Vec<Dimension>,
    /// Bonuses and deductions of each unit; empty where the recipe has none.
    adjustments: Vec<Option<Adjustment>>,
    /// The recipe with each alternative of aggregation at all levels; the first is its own.
    pub(super) aggregates: Vec<Vec<Aggregate>>,
}

/// Values of the dimensions of one tile.
struct Scratch {
    scores: Vec<Cells>,
    present: Vec<Cells>,
    children: Vec<Weighted>,
}

impl<'a> Model<'a> {
    pub(super) fn new(run: &'a Run<'a>, recipe: &'a Recipe, robustness: &'a Robustness) -> Self {
        let plan = Plan::new(run, recipe, robustness);
        let tables = Tables::new(run, &plan);
        let dimensions = dimensions(run, &tables);
        let adjusted = recipe.adjust.as_ref().map_or(&[][..], |_| &tables.units);
        let adjustments = adjusted
            .iter()
            .map(|&unit| {
                let rule = recipe.adjust.as_ref()?;
                let done = adjust::adjust(rule, run.data, &run.data.units[unit].code, run.scores[0][unit]?);
                let (bonus, deduction) = (done.bonus, done.deduction);
                Some(Adjustment { bonus, deduction, lower: rule.lower, upper: rule.upper })
            })
            .collect();
        let aggregates = plan
            .aggregate
            .iter()
            .map(|other| {
                let of = |dimension: &Dimension| {
                    other.unwrap_or_else(|| recipe.aggregate_of(run.instrument.depth(dimension.node)))
                };
                dimensions.iter().map(of).collect()
            })
            .collect();
        Self { run, plan, tables, dimensions, adjustments, aggregates }
    }

    /// How many units are scored.
    pub(super) fn units(&self) -> usize {
        self.tables.units.len()
    }

    /// Ranks by the recipe itself.
    pub(super) fn nominal(&self) -> Vec<Option<u32>> {
        let totals: Column = self
            .tables
            .units
            .iter()
            .enumerate()
            .map(|(place, &unit)| {
                let sum = self.run.scores[0][unit]?;
                let adjustment = self.adjustments.get(place).copied().flatten();
                Some(adjustment.map_or(sum, |adjustment| adjustment.total(sum)))
            })
            .collect();
        rank::competition(&totals)
    }

    /// Totals of all units under these sets of weights, one a node.
    pub(super) fn totals_under(&self, sets: &[Vec<f64>], totals: &mut [f64], failed: &mut [bool]) {
        self.totals_of(&Drawn::given(self, sets), totals, failed);
    }

    /// Totals of all units, run by run, into `totals`; not a number where a unit has none. What failed is marked, and has
    /// no totals.
    pub(super) fn totals(&self, keys: &[Keys], totals: &mut [f64], failed: &mut [bool]) {
        self.totals_of(&Drawn::at_random(self, keys), totals, failed);
    }

    fn totals_of(&self, all: &Drawn<'_>, totals: &mut [f64], failed: &mut [bool]) {
        let draws: Vec<Option<Draw<'_>>> = all.iter().collect();
        totals.fill(f64::NAN);
        for (failed, draw) in failed.iter_mut().zip(&draws) {
            *failed = draw.is_none();
        }
        let tiled: Vec<(usize, &Draw<'_>)> = draws
            .iter()
            .enumerate()
            .filter_map(|(place, draw)| Some((place, draw.as_ref()?)))
            .filter(|(_, draw)| self.is_tiled(draw))
            .collect();
        self.tile_by_tile(&tiled, totals, failed);
        let of_runs = totals.chunks_mut(self.units().max(1));
        for ((draw, totals), failed) in draws.iter().zip(of_runs).zip(failed.iter_mut()) {
            let Some(draw) = draw else { continue };
            if !self.is_tiled(draw) {
                *failed = self.whole(draw, totals).is_none();
            }
            if *failed {
                totals.fill(f64::NAN);
                continue;
            }
            for (total, adjustment) in totals.iter_mut().zip(&self.adjustments) {
                if let Some(adjustment) = adjustment.filter(|_| !total.is_nan()) {
                    *total = adjustment.total(*total);
                }
            }
            // Infinite: no rank follows from it. Asked without a branch, so that many are looked at once.
            *failed = totals.iter().fold(false, |any, total| any | total.is_infinite());
            if *failed {
                totals.fill(f64::NAN);
            }
        }
    }

    fn is_tiled(&self, draw: &Draw<'_>) -> bool {
        self.aggregates[draw.aggregate].iter().all(|method| method.is_mean())
    }

    /// Totals of draws, each with its place among all.
    fn tile_by_tile(&self, draws: &[(usize, &Draw<'_>)], totals: &mut [f64], failed: &mut [bool]) {
        let units = self.units();
        let mut scratch = Scratch {
            scores: vec![Cells([0.0; TILE]); self.dimensions.len()],
            present: vec![Cells([1.0; TILE]); self.dimensions.len()],
            children: Vec::new(),
        };
        for tile in 0..units.div_ceil(TILE) {
            parallel::wide(
                #[inline(always)]
                || self.draws_of_tile(draws, tile, &mut scratch, totals, failed),
            );
        }
    }

    /// All draws of one tile.
    #[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
    #[inline(always)]
    fn draws_of_tile(
        &self,
        draws: &[(usize, &Draw<'_>)],
        tile: usize,
        scratch: &mut Scratch,
        totals: &mut [f64],
        failed: &mut [bool],
    ) {
        let units = self.units();
        let width = TILE.min(units - tile * TILE);
        let root = self.dimensions.len() - 1;
        for &(place, draw) in draws {
            if failed[place] {
                continue;
            }
            self.tile(draw, tile, width, scratch, &mut failed[place]);
            let begin = place * units + tile * TILE;
            let out = &mut totals[begin..begin + width];
            let scores = &scratch.scores[root].0;
            match <&mut [f64; TILE]>::try_from(&mut *out) {
                // Of a known length: quicker than a call.
                Ok(out) => *out = *scores,
                Err(_) => out.copy_from_slice(&scores[..width]),
            }
            if !draw.complete[root] {
                for (total, present) in out.iter_mut().zip(&scratch.present[root].0) {
                    if *present <= 0.0 {
                        *total = f64::NAN;
                    }
                }
            }
        }
    }

    /// All dimensions of one tile for one draw.
    #[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
    #[inline(always)]
    fn tile(&self, draw: &Draw<'_>, tile: usize, width: usize, scratch: &mut Scratch, failed: &mut bool) {
        let methods = &self.aggregates[draw.aggregate];
        for (place, (dimension, method)) in self.dimensions.iter().zip(methods).enumerate() {
            let (below, rest) = scratch.scores.split_at_mut(place);
            let (below_present, rest_present) = scratch.present.split_at_mut(place);
            let (scores, present) = (&mut rest[0].0, &mut rest_present[0].0);
            let shares = &draw.shares[dimension.shares()];
            if let Some(first) = dimension.row.filter(|_| draw.is_plain(place) && *method == Aggregate::ArithmeticMean)
            {
                let rows = draw.table.rows(tile, first, dimension.children.len());
                *scores = sums(shares.iter().copied().zip(rows.iter().map(|row| &row.0)));
            } else if *method == Aggregate::ArithmeticMean {
                let children = shares.iter().zip(&dimension.children).map(|(&share, child)| match child.at {
                    At::Leaf(leaf) => (share, draw.leaf(tile, leaf), draw.table.present(tile, leaf)),
                    At::Dimension(at) => (share, &below[at].0, (!draw.complete[at]).then_some(&below_present[at].0)),
                });
                if draw.complete[place] {
                    *scores = sums(children.map(|(share, values, _)| (share, values)));
                } else {
                    means(children, scores, present);
                }
            } else {
                for lane in 0..width {
                    // What is withheld is not asked of the method, which may have no answer for it.
                    if dimension.withheld.get(tile * TILE + lane).is_some_and(|withheld| *withheld) {
                        continue;
                    }
                    scratch.children.clear();
                    for (&share, child) in shares.iter().zip(&dimension.children).filter(|(share, _)| **share > 0.0) {
                        let (value, there) = match child.at {
                            At::Leaf(leaf) => (
                                draw.leaf(tile, leaf)[lane],
                                draw.table.present(tile, leaf).is_none_or(|present| present[lane] > 0.0),
                            ),
                            At::Dimension(at) => {
                                (below[at].0[lane], draw.complete[at] || below_present[at].0[lane] > 0.0)
                            }
                        };
                        scratch.children.push((share, there.then_some(value)));
                    }
                    match aggregate::of_unit(*method, &scratch.children) {
                        Ok(score) => {
                            scores[lane] = score.unwrap_or_default();
                            present[lane] = f64::from(u8::from(score.is_some()));
                        }
                        Err(_) => *failed = true,
                    }
                }
            }
            if !dimension.withheld.is_empty() {
                for (lane, withheld) in dimension.withheld[tile * TILE..][..width].iter().enumerate() {
                    if *withheld {
                        scores[lane] = 0.0;
                        present[lane] = 0.0;
                    }
                }
            }
        }
    }

    /// The totals of a draw in which units are compared with each other; `None` where that is not possible.
    fn whole(&self, draw: &Draw<'_>, totals: &mut [f64]) -> Option<()> {
        let units = self.units();
        let leaf = |leaf: usize| -> Column {
            (0..units)
                .map(|unit| {
                    let (tile, lane) = (unit / TILE, unit % TILE);
                    let there = draw.table.present(tile, leaf).is_none_or(|present| present[lane] > 0.0);
                    there.then(|| draw.leaf(tile, leaf)[lane])
                })
                .collect()
        };
        let mut columns: Vec<Column> = Vec::with_capacity(self.dimensions.len());
        for (dimension, method) in self.dimensions.iter().zip(&self.aggregates[draw.aggregate]) {
            let leaves: Vec<Option<Column>> = dimension
                .children
                .iter()
                .map(|child| match child.at {
                    At::Leaf(at) => Some(leaf(at)),
                    At::Dimension(_) => None,
                })
                .collect();
            let below: Vec<&[Option<f64>]> = dimension
                .children
                .iter()
                .zip(&leaves)
                .map(|(child, own)| match (child.at, own) {
                    (_, Some(own)) => own.as_slice(),
                    (At::Dimension(at), None) => columns[at].as_slice(),
                    // A leaf has its column.
                    (At::Leaf(_), None) => &[],
                })
                .collect();
            let shares = &draw.shares[dimension.shares()];
            let withheld = |unit: usize| dimension.withheld.get(unit).copied().unwrap_or(false);
            columns.push(aggregate::children_of_units(*method, shares, &below, withheld).ok()?);
        }
        for (total, score) in totals.iter_mut().zip(columns.last()?) {
            *total = score.unwrap_or(f64::NAN);
        }
        Some(())
    }
}

/// Sums over children, each with its share and its scores, in registers.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn sums<'s>(children: impl Iterator<Item = (f64, &'s [f64; TILE])>) -> [f64; TILE] {
    let mut sums = [0.0; TILE];
    for (share, scores) in children {
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum += share * score;
        }
    }
    sums
}

/// Means over the children that are there, which is everywhere for `None`; 0 where there is none.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn means<'s>(
    children: impl Iterator<Item = (f64, &'s [f64; TILE], Option<&'s [f64; TILE]>)>,
    means: &mut [f64; TILE],
    present: &mut [f64; TILE],
) {
    let (mut sums, mut counted) = ([0.0; TILE], [0.0; TILE]);
    for (share, scores, there) in children {
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum += share * score;
        }
        match there {
            Some(there) => counted.iter_mut().zip(there).for_each(|(count, there)| *count += share * there),
            None => counted.iter_mut().for_each(|count| *count += share),
        }
    }
    for (((mean, present), sum), count) in means.iter_mut().zip(present).zip(&sums).zip(&counted) {
        let there = *count > 0.0;
        *present = f64::from(u8::from(there));
        *mean = if there { *sum / *count } else { 0.0 };
    }
}
