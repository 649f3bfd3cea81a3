//! Scores of all units for many draws at once.
//!
//! A chunk of draws goes over the table tile by tile: a tile stays in the processor's nearest cache while every draw
//! of the chunk sums its indicators, the sums of its units side by side in registers. Each unit's sum runs over the
//! indicators in the order of the tree, whatever the tiles and threads.

use domain::{
    Recipe,
    recipe::{Aggregate, Method, Normalise, Robustness},
};

use super::{
    Input, draw, parallel,
    plan::{Keys, Plan},
    tables::{self, TILE, Table, Tables},
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
    dimensions: Vec<Dimension>,
    /// Bonuses and deductions of each unit; empty where the recipe has none.
    adjustments: Vec<Option<Adjustment>>,
    /// The recipe with each alternative of aggregation at all levels; the first is its own.
    aggregates: Vec<Vec<Aggregate>>,
}

/// A dimension and what is beneath it.
struct Dimension {
    node: usize,
    children: Vec<Child>,
    /// The first leaf, if all children are leaves that follow each other.
    row: Option<usize>,
    /// Where its score is withheld, unit by unit; empty if nowhere.
    withheld: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Child {
    node: usize,
    at: At,
}

#[derive(Clone, Copy)]
enum At {
    Leaf(usize),
    Dimension(usize),
}

/// What one run has drawn.
pub(super) struct Draw<'t> {
    table: &'t Table,
    /// Scores of leaves whose values were drawn anew, by leaf; empty if none were.
    anew: Vec<Option<Vec<[f64; TILE]>>>,
    /// The share of each node among its siblings.
    shares: Vec<f64>,
    /// Whether a dimension has a score for every unit, by [`Model::dimensions`].
    complete: Vec<bool>,
    /// Which of [`Model::aggregates`].
    aggregate: usize,
}

/// Values of the dimensions of one tile.
struct Scratch {
    scores: Vec<[f64; TILE]>,
    present: Vec<[f64; TILE]>,
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

    /// What a run with these weights is, with nothing else drawn; `None` where a method has no answer.
    fn weighted(&self, weights: &[f64]) -> Option<Draw<'_>> {
        let table = self.tables.of[0].as_ref()?;
        let mut shares = weights.to_vec();
        let complete = self.complete(table, &mut shares);
        Some(Draw { table, anew: Vec::new(), shares, complete, aggregate: 0 })
    }

    /// Totals of all units under these sets of weights, one a node.
    pub(super) fn totals_under(&self, sets: &[Vec<f64>], totals: &mut [f64], failed: &mut [bool]) {
        let draws: Vec<Option<Draw<'_>>> = sets.iter().map(|weights| self.weighted(weights)).collect();
        self.totals_of(&draws, totals, failed);
    }

    /// Totals of all units, run by run, into `totals`; not a number where a unit has none. What failed is marked, and has
    /// no totals.
    pub(super) fn totals(&self, keys: &[Keys], totals: &mut [f64], failed: &mut [bool]) {
        let draws: Vec<Option<Draw<'_>>> = keys.iter().map(|keys| self.draw(keys)).collect();
        self.totals_of(&draws, totals, failed);
    }

    fn totals_of(&self, draws: &[Option<Draw<'_>>], totals: &mut [f64], failed: &mut [bool]) {
        let units = self.units();
        totals.fill(f64::NAN);
        for (failed, draw) in failed.iter_mut().zip(draws) {
            *failed = draw.is_none();
        }
        self.tile_by_tile(draws, totals, failed);
        for ((draw, totals), failed) in draws.iter().zip(totals.chunks_mut(units)).zip(failed.iter_mut()) {
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
            // Infinite: no rank follows from it.
            *failed = totals.iter().any(|total| total.is_infinite());
        }
    }

    /// What a run draws; `None` where a method has no answer for it.
    fn draw(&self, keys: &Keys) -> Option<Draw<'_>> {
        let plan = &self.plan;
        let choose = |input: Input, count: usize| keys.of(input).below(0, count);
        let (impute, treat) = (choose(Input::Impute, plan.impute.len()), choose(Input::Treat, plan.treat.len()));
        let normalise = choose(Input::Normalise, plan.normalise.len());
        let table = self.tables.of[plan.table(impute, treat, normalise)].as_ref()?;
        let mut shares = table.weights.clone();
        if plan.inputs.contains(&Input::Weights) {
            let random = keys.of(Input::Weights);
            draw::weights(self.run.instrument, plan.robustness, &table.weights, random, &mut shares);
        }
        if plan.inputs.contains(&Input::LeaveOneOut)
            && let Some(leaf) = choose(Input::LeaveOneOut, self.tables.leaves.len() + 1).checked_sub(1)
        {
            shares[self.tables.leaves[leaf]] = 0.0;
        }
        let complete = self.complete(table, &mut shares);
        let anew = self.anew(keys, plan.treat[treat], plan.normalise[normalise], table)?;
        let aggregate = choose(Input::Aggregate, self.aggregates.len());
        Some(Draw { table, anew, shares, complete, aggregate })
    }

    /// Turns weights into shares of siblings, and says which dimensions have a score for every unit.
    fn complete(&self, table: &Table, shares: &mut [f64]) -> Vec<bool> {
        let mut complete = vec![false; self.dimensions.len()];
        for (place, dimension) in self.dimensions.iter().enumerate() {
            let total: f64 = dimension.children.iter().map(|child| shares[child.node]).sum();
            if total <= 0.0 {
                // Nothing is left beneath: it leaves its weight to its siblings, and counts in no comparison.
                shares[dimension.node] = 0.0;
            }
            let mut all = total > 0.0 && dimension.withheld.is_empty();
            for child in &dimension.children {
                let share = if total > 0.0 { shares[child.node] / total } else { 0.0 };
                shares[child.node] = share;
                all &= share <= 0.0
                    || match child.at {
                        At::Leaf(leaf) => table.complete[leaf],
                        At::Dimension(below) => complete[below],
                    };
            }
            complete[place] = all;
        }
        complete
    }

    /// Scores of what comes from samples and raters, drawn anew; `None` where a method has no answer.
    fn anew(
        &self,
        keys: &Keys,
        treat: domain::recipe::Treat,
        normalise: &Normalise,
        table: &Table,
    ) -> Option<Vec<Option<Vec<[f64; TILE]>>>> {
        if self.tables.drawn.is_empty() {
            return Some(Vec::new());
        }
        let mut anew = vec![None; self.tables.leaves.len()];
        for (&leaf, before) in self.tables.drawn.iter().zip(&table.before) {
            let node = self.tables.leaves[leaf];
            let values = self.redrawn(keys, node, before, normalise);
            let column = tables::score(self.run, node, &values, treat, normalise).ok()?;
            // Who has a score here is known beforehand; where what was drawn changes that, the run has no answer.
            let there = |(place, &unit): (usize, &usize)| {
                let present = table.present(place / TILE, leaf).is_none_or(|present| present[place % TILE] > 0.0);
                present == column[unit].is_some()
            };
            if !self.tables.units.iter().enumerate().all(there) {
                return None;
            }
            let tile = |units: &[usize]| {
                let mut cell = [0.0; TILE];
                for (lane, &unit) in units.iter().enumerate() {
                    cell[lane] = column[unit].unwrap_or_default();
                }
                cell
            };
            anew[leaf] = Some(self.tables.units.chunks(TILE).map(tile).collect());
        }
        Some(anew)
    }

    /// Measured values of an indicator with one rater drawn and the error of the sample added; imputed ones stay.
    fn redrawn(&self, keys: &Keys, node: usize, before: &[Option<f64>], normalise: &Normalise) -> Column {
        let data = self.run.data;
        let code = &self.run.instrument.nodes()[node].code;
        let raw = &data.values[code];
        let (sampling, raters) = (keys.of(Input::Sampling), keys.of(Input::Raters));
        let errors = data.standard_errors.get(code).filter(|_| self.plan.robustness.sampling);
        let ratings = data.ratings.get(code).filter(|_| self.plan.robustness.raters);
        let points = matches!(normalise, Normalise::PerIndicator { methods } if !matches!(methods.get(code), Some(Method::Goalposts(_))));
        let denominator = self.run.recipe.select.denominators.get(code);
        let below = denominator.and_then(|denominator| Some((denominator.scale, data.values.get(&denominator.by)?)));
        let mut column = before.to_vec();
        for (unit, value) in column.iter_mut().enumerate() {
            let (Some(x), true) = (value.as_mut(), raw[unit].is_some()) else { continue };
            // Per denominator, errors are as well.
            let scale = below.map_or(1.0, |(scale, below)| scale / below[unit].unwrap_or(1.0));
            let at = (node * raw.len() + unit) as u64;
            if let Some(given) =
                ratings.and_then(|ratings| ratings.get(&data.units[unit].code)).filter(|g| !g.is_empty())
            {
                *x = given[raters.below(at, given.len())] * scale;
            }
            if let Some(error) = errors.and_then(|errors| errors[unit]) {
                *x += error * scale * draw::normal(sampling, 2 * at);
            }
            if points {
                *x = x.clamp(0.0, 100.0);
            }
        }
        column
    }

    fn is_tiled(&self, draw: &Draw<'_>) -> bool {
        self.aggregates[draw.aggregate].iter().all(|method| method.is_mean())
    }

    fn tile_by_tile(&self, draws: &[Option<Draw<'_>>], totals: &mut [f64], failed: &mut [bool]) {
        let units = self.units();
        let mut scratch = Scratch {
            scores: vec![[0.0; TILE]; self.dimensions.len()],
            present: vec![[1.0; TILE]; self.dimensions.len()],
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
        draws: &[Option<Draw<'_>>],
        tile: usize,
        scratch: &mut Scratch,
        totals: &mut [f64],
        failed: &mut [bool],
    ) {
        let units = self.units();
        let width = TILE.min(units - tile * TILE);
        let root = self.dimensions.len() - 1;
        for (place, draw) in draws.iter().enumerate() {
            let Some(draw) = draw.as_ref().filter(|draw| !failed[place] && self.is_tiled(draw)) else { continue };
            self.tile(draw, tile, width, scratch, &mut failed[place]);
            let begin = place * units + tile * TILE;
            let out = &mut totals[begin..begin + width];
            out.copy_from_slice(&scratch.scores[root][..width]);
            if !draw.complete[root] {
                for (total, present) in out.iter_mut().zip(&scratch.present[root]) {
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
            let (scores, present) = (&mut rest[0], &mut rest_present[0]);
            if let Some(first) = dimension.row.filter(|_| draw.is_plain(place) && *method == Aggregate::ArithmeticMean)
            {
                let rows = draw.table.rows(tile, first, dimension.children.len());
                let shares = dimension.children.iter().map(|child| draw.shares[child.node]);
                *scores = weighted_sums(shares, rows);
            } else if *method == Aggregate::ArithmeticMean {
                let mut sums = [0.0; TILE];
                let mut counted = [0.0; TILE];
                for child in &dimension.children {
                    let share = draw.shares[child.node];
                    let (values, there) = match child.at {
                        At::Leaf(leaf) => (draw.leaf(tile, leaf), draw.table.present(tile, leaf)),
                        At::Dimension(at) => (&below[at], (!draw.complete[at]).then_some(&below_present[at])),
                    };
                    for (sum, value) in sums.iter_mut().zip(values) {
                        *sum += share * value;
                    }
                    if draw.complete[place] {
                        continue;
                    }
                    match there {
                        Some(there) => counted.iter_mut().zip(there).for_each(|(count, there)| *count += share * there),
                        None => counted.iter_mut().for_each(|count| *count += share),
                    }
                }
                if !draw.complete[place] {
                    for ((sum, count), present) in sums.iter_mut().zip(&counted).zip(present.iter_mut()) {
                        let there = *count > 0.0;
                        *present = f64::from(u8::from(there));
                        *sum = if there { *sum / *count } else { 0.0 };
                    }
                }
                *scores = sums;
            } else {
                for lane in 0..width {
                    // What is withheld is not asked of the method, which may have no answer for it.
                    if dimension.withheld.get(tile * TILE + lane).is_some_and(|withheld| *withheld) {
                        continue;
                    }
                    scratch.children.clear();
                    for child in dimension.children.iter().filter(|child| draw.shares[child.node] > 0.0) {
                        let (value, there) = match child.at {
                            At::Leaf(leaf) => (
                                draw.leaf(tile, leaf)[lane],
                                draw.table.present(tile, leaf).is_none_or(|present| present[lane] > 0.0),
                            ),
                            At::Dimension(at) => (below[at][lane], draw.complete[at] || below_present[at][lane] > 0.0),
                        };
                        scratch.children.push((draw.shares[child.node], there.then_some(value)));
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
            for (lane, withheld) in dimension.withheld.iter().skip(tile * TILE).take(width).enumerate() {
                if *withheld {
                    scores[lane] = 0.0;
                    present[lane] = 0.0;
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
            let shares: Vec<f64> = dimension.children.iter().map(|child| draw.shares[child.node]).collect();
            let withheld = |unit: usize| dimension.withheld.get(unit).copied().unwrap_or(false);
            columns.push(aggregate::children_of_units(*method, &shares, &below, withheld).ok()?);
        }
        for (total, score) in totals.iter_mut().zip(columns.last()?) {
            *total = score.unwrap_or(f64::NAN);
        }
        Some(())
    }
}

impl Draw<'_> {
    /// Whether a dimension has a score everywhere, and nothing beneath was drawn anew.
    #[inline]
    fn is_plain(&self, dimension: usize) -> bool {
        self.complete[dimension] && self.anew.is_empty()
    }

    #[inline]
    fn leaf(&self, tile: usize, leaf: usize) -> &[f64; TILE] {
        match self.anew.get(leaf) {
            Some(Some(anew)) => &anew[tile],
            Some(None) | None => self.table.scores(tile, leaf),
        }
    }
}

/// Sums over rows of a tile, each with its share, in registers.
#[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
#[inline(always)]
fn weighted_sums(shares: impl Iterator<Item = f64>, rows: &[[f64; TILE]]) -> [f64; TILE] {
    let mut sums = [0.0; TILE];
    for (share, row) in shares.zip(rows) {
        for lane in 0..TILE {
            sums[lane] += share * row[lane];
        }
    }
    sums
}

/// The first leaf of children that are leaves in a row.
fn row(children: &[Child]) -> Option<usize> {
    let At::Leaf(first) = children.first()?.at else { return None };
    let in_row = |(place, child): (usize, &Child)| matches!(child.at, At::Leaf(leaf) if leaf == first + place);
    children.iter().enumerate().all(in_row).then_some(first)
}

fn dimensions(run: &Run<'_>, tables: &Tables) -> Vec<Dimension> {
    let instrument = run.instrument;
    let mut places = vec![None; instrument.len()];
    let mut dimensions: Vec<Dimension> = Vec::new();
    for node in (0..instrument.len()).rev() {
        if instrument.is_indicator(node) || run.selection.nodes_out[node] {
            continue;
        }
        let at = |child: usize| match (tables.leaf_of[child], places[child]) {
            (Some(leaf), _) => Some(At::Leaf(leaf)),
            (None, Some(place)) => Some(At::Dimension(place)),
            // What is left out.
            (None, None) => None,
        };
        let children: Vec<Child> = instrument
            .children(node)
            .iter()
            .filter_map(|&child| at(child).map(|at| Child { node: child, at }))
            .collect();
        let withheld: Vec<bool> = tables.units.iter().map(|&unit| run.least.withholds(node, unit).is_some()).collect();
        let withheld = if withheld.iter().any(|withheld| *withheld) { withheld } else { Vec::new() };
        let row = row(&children);
        places[node] = Some(dimensions.len());
        dimensions.push(Dimension { node, children, row, withheld });
    }
    dimensions
}
