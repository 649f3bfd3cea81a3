//! Normalised tables, one for each way of imputing, treating and normalising, in the shape in which they are read
//! fastest: tiles of [`TILE`] units, in a tile indicator by indicator.

use domain::recipe::{Impute, Normalise, Treat};

use super::plan::Plan;
use crate::{
    Column, ScoringError,
    normalise::refused,
    run::{
        Run, combine,
        values::{self, Values},
        weights,
    },
};

/// Units of a tile: so many sums are kept in registers at once.
pub(super) const TILE: usize = 32;

/// Numbers of the units of a tile. They begin where a line of the processor's cache does: reading across two lines
/// takes twice as long.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Cells(pub(super) [f64; TILE]);

/// A normalised table.
pub(super) struct Table {
    /// Scores by tile, leaf and unit; 0 where missing.
    scores: Vec<Cells>,
    /// 1 where there is a score, by tile and leaf; empty if there is one everywhere.
    present: Vec<Cells>,
    /// Whether a leaf has a score for every unit.
    pub(super) complete: Vec<bool>,
    /// One weight a node within its siblings.
    pub(super) weights: Vec<f64>,
    /// The values of indicators that are drawn anew, before treatment; by the order of [`Tables::drawn`].
    pub(super) before: Vec<Column>,
}

/// All tables of a plan.
pub(super) struct Tables {
    /// The units that are scored, by their places in the data set.
    pub(super) units: Vec<usize>,
    /// The indicators that are scored, by their places in the instrument.
    pub(super) leaves: Vec<usize>,
    /// The place of each node among the leaves.
    pub(super) leaf_of: Vec<Option<usize>>,
    /// Leaves whose values are drawn anew, because they come from samples or from raters.
    pub(super) drawn: Vec<usize>,
    /// By [`Plan::table`]; `None` where a method has no answer.
    pub(super) of: Vec<Option<Table>>,
}

impl Tables {
    pub(super) fn new(run: &Run<'_>, plan: &Plan<'_>) -> Self {
        let units: Vec<usize> = (0..run.data.units.len()).filter(|&unit| !run.selection.units_out[unit]).collect();
        let leaves: Vec<usize> = run.instrument.indicators().filter(|&node| !run.selection.nodes_out[node]).collect();
        let mut leaf_of = vec![None; run.instrument.len()];
        for (leaf, &node) in leaves.iter().enumerate() {
            leaf_of[node] = Some(leaf);
        }
        let is_drawn = |leaf: &usize| {
            let code = &run.instrument.nodes()[leaves[*leaf]].code;
            (plan.robustness.sampling && run.data.standard_errors.contains_key(code))
                || (plan.robustness.raters && run.data.ratings.contains_key(code))
        };
        let drawn: Vec<usize> = (0..leaves.len()).filter(is_drawn).collect();
        let mut all = Self { units, leaves, leaf_of, drawn, of: Vec::with_capacity(plan.tables()) };
        for &impute in &plan.impute {
            let filled = values::filled(run.instrument, run.data, run.recipe, &run.selection, impute).ok();
            for &treat in &plan.treat {
                for normalise in &plan.normalise {
                    let table = filled.as_ref().and_then(|filled| all.table(run, filled, impute, treat, normalise));
                    all.of.push(table);
                }
            }
        }
        all
    }

    /// `None` where a method has no answer.
    fn table(
        &self,
        run: &Run<'_>,
        filled: &Values,
        impute: Impute,
        treat: Treat,
        normalise: &Normalise,
    ) -> Option<Table> {
        let own = impute == run.recipe.impute && treat == run.recipe.treat && *normalise == run.recipe.normalise;
        let mut columns: Vec<Column> = vec![Vec::new(); run.instrument.len()];
        for &node in &self.leaves {
            columns[node] = if own {
                run.scores[node].clone()
            } else {
                score(run, node, &filled.columns[node], treat, normalise).ok()?
            };
        }
        let weights = if own {
            run.weights.clone()
        } else {
            weights::weights(run.instrument, &run.recipe.weight, &run.selection, &columns).ok()?.by_node
        };
        let finite = self.leaves.iter().all(|&node| columns[node].iter().flatten().all(|x| x.is_finite()));
        let before = self.drawn.iter().map(|&leaf| filled.columns[self.leaves[leaf]].clone()).collect();
        finite.then(|| self.tiled(&columns, weights, before))
    }

    fn tiled(&self, columns: &[Column], weights: Vec<f64>, before: Vec<Column>) -> Table {
        let complete: Vec<bool> =
            self.leaves.iter().map(|&node| self.units.iter().all(|&unit| columns[node][unit].is_some())).collect();
        let everything = complete.iter().all(|complete| *complete);
        let cells = self.units.len().div_ceil(TILE) * self.leaves.len();
        let mut scores = Vec::with_capacity(cells);
        let mut present = Vec::with_capacity(if everything { 0 } else { cells });
        for tile in self.units.chunks(TILE) {
            for &node in &self.leaves {
                let (mut cell, mut mask) = ([0.0; TILE], [0.0; TILE]);
                for (lane, &unit) in tile.iter().enumerate() {
                    if let Some(score) = columns[node][unit] {
                        cell[lane] = score;
                        mask[lane] = 1.0;
                    }
                }
                scores.push(Cells(cell));
                if !everything {
                    present.push(Cells(mask));
                }
            }
        }
        Table { scores, present, complete, weights, before }
    }
}

impl Table {
    /// Whether all leaves have a score for every unit.
    #[inline]
    pub(super) fn is_complete(&self) -> bool {
        self.present.is_empty()
    }

    /// The scores of a leaf in a tile.
    #[inline]
    pub(super) fn scores(&self, tile: usize, leaf: usize) -> &[f64; TILE] {
        &self.scores[tile * self.complete.len() + leaf].0
    }

    /// The scores of leaves that follow each other in a tile.
    #[inline]
    pub(super) fn rows(&self, tile: usize, first: usize, count: usize) -> &[Cells] {
        let begin = tile * self.complete.len() + first;
        &self.scores[begin..begin + count]
    }

    /// Where a leaf has scores in a tile; `None` for everywhere.
    #[inline]
    pub(super) fn present(&self, tile: usize, leaf: usize) -> Option<&[f64; TILE]> {
        self.present.get(tile * self.complete.len() + leaf).map(|cells| &cells.0)
    }
}

/// The score column of an indicator from values that are not treated yet.
pub(super) fn score(
    run: &Run<'_>,
    node: usize,
    column: &[Option<f64>],
    treat: Treat,
    normalise: &Normalise,
) -> Result<Column, ScoringError> {
    let about = &run.instrument.nodes()[node];
    let (values, _) =
        values::treated(column, &about.code, treat).map_err(|refusal| refused(about, &run.data.units, refusal))?;
    combine::scored(run.instrument, run.data, normalise, node, &values, &run.selection.units_out)
}
