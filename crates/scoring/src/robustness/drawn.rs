//! What the runs draw: weights, a table, a way to aggregate, and values that come from samples and raters.

use domain::recipe::{Method, Normalise, Treat};

use super::{
    Input,
    dimensions::{At, Child},
    draw,
    model::Model,
    parallel,
    plan::Keys,
    tables::{self, Cells, TILE, Table},
};
use crate::Column;

/// Scores of leaves whose values were drawn anew, by leaf and tile; empty if none were.
type Anew = Vec<Option<Vec<Cells>>>;

/// What some runs have drawn. Their shares stand in one list: a list for each run would have to be allocated.
pub(super) struct Drawn<'m> {
    /// `None` where a method has no answer.
    choices: Vec<Option<Choice<'m>>>,
    /// By run, dimension and child; see [`Draw::shares`].
    shares: Vec<f64>,
    /// By run and dimension; see [`Draw::complete`].
    complete: Vec<bool>,
}

/// What a run has drawn besides its weights.
struct Choice<'m> {
    table: &'m Table,
    anew: Anew,
    aggregate: usize,
}

/// What one run has drawn.
pub(super) struct Draw<'d> {
    pub(super) table: &'d Table,
    anew: &'d [Option<Vec<Cells>>],
    /// The share of each child among its siblings, by dimension.
    pub(super) shares: &'d [f64],
    /// Whether a dimension has a score for every unit.
    pub(super) complete: &'d [bool],
    /// Which of the model's ways to aggregate.
    pub(super) aggregate: usize,
}

impl<'m> Drawn<'m> {
    /// What runs with these weights are, one a node, with nothing else drawn.
    pub(super) fn given(model: &'m Model<'_>, sets: &[Vec<f64>]) -> Self {
        Self::new(model, sets, |set, weights| {
            let table = model.tables.of[0].as_ref()?;
            weights.clone_from(set);
            Some(Choice { table, anew: Vec::new(), aggregate: 0 })
        })
    }

    /// What the runs with these random numbers draw.
    pub(super) fn at_random(model: &'m Model<'_>, keys: &[Keys]) -> Self {
        Self::new(model, keys, |keys, weights| model.draw(keys, weights))
    }

    /// `draw` makes a run's choice, and leaves its weights, one a node.
    fn new<T>(model: &'m Model<'_>, of: &[T], draw: impl Fn(&T, &mut Vec<f64>) -> Option<Choice<'m>>) -> Self {
        let (shares, dimensions) = (model.shares(), model.dimensions.len());
        let mut all = Self {
            choices: Vec::with_capacity(of.len()),
            shares: vec![0.0; of.len() * shares],
            complete: vec![false; of.len() * dimensions],
        };
        let mut weights = Vec::new();
        for (place, of) in of.iter().enumerate() {
            let choice = draw(of, &mut weights);
            if let Some(choice) = &choice {
                let own = &mut all.shares[place * shares..][..shares];
                let complete = &mut all.complete[place * dimensions..][..dimensions];
                parallel::wide(
                    #[inline(always)]
                    || model.share(choice.table, &mut weights, own, complete),
                );
            }
            all.choices.push(choice);
        }
        all
    }

    /// Each run's draw; `None` where a method has no answer.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Draw<'_>>> {
        let runs = self.choices.len().max(1);
        let (shares, dimensions) = (self.shares.len() / runs, self.complete.len() / runs);
        self.choices.iter().enumerate().map(move |(place, choice)| {
            let Choice { table, anew, aggregate } = choice.as_ref()?;
            let shares = &self.shares[place * shares..][..shares];
            let complete = &self.complete[place * dimensions..][..dimensions];
            Some(Draw { table, anew, shares, complete, aggregate: *aggregate })
        })
    }
}

impl Draw<'_> {
    /// Whether a dimension has a score everywhere, and nothing beneath was drawn anew.
    #[inline]
    pub(super) fn is_plain(&self, dimension: usize) -> bool {
        self.complete[dimension] && self.anew.is_empty()
    }

    /// The scores of a leaf in a tile.
    #[inline]
    pub(super) fn leaf(&self, tile: usize, leaf: usize) -> &[f64; TILE] {
        match self.anew.get(leaf) {
            Some(Some(anew)) => &anew[tile].0,
            Some(None) | None => self.table.scores(tile, leaf),
        }
    }
}

impl Model<'_> {
    /// How many shares a run has.
    fn shares(&self) -> usize {
        self.dimensions.last().map_or(0, |root| root.shares().end)
    }

    /// What a run draws, its weights into `weights`; `None` where a method has no answer for it.
    fn draw(&self, keys: &Keys, weights: &mut Vec<f64>) -> Option<Choice<'_>> {
        let plan = &self.plan;
        let choose = |input: Input, count: usize| keys.of(input).below(0, count);
        let (impute, treat) = (choose(Input::Impute, plan.impute.len()), choose(Input::Treat, plan.treat.len()));
        let normalise = choose(Input::Normalise, plan.normalise.len());
        let table = self.tables.of[plan.table(impute, treat, normalise)].as_ref()?;
        weights.clone_from(&table.weights);
        if plan.inputs.contains(&Input::Weights) {
            let random = keys.of(Input::Weights);
            draw::weights(self.run.instrument, plan.robustness, &table.weights, random, weights);
        }
        if plan.inputs.contains(&Input::LeaveOneOut)
            && let Some(leaf) = choose(Input::LeaveOneOut, self.tables.leaves.len() + 1).checked_sub(1)
        {
            weights[self.tables.leaves[leaf]] = 0.0;
        }
        let anew = self.anew(keys, plan.treat[treat], plan.normalise[normalise], table)?;
        let aggregate = choose(Input::Aggregate, self.aggregates.len());
        Some(Choice { table, anew, aggregate })
    }

    /// Turns weights, one a node, into shares of siblings, and says which dimensions have a score for every unit.
    #[expect(clippy::inline_always, reason = "inlined where wide instructions are on, or compiled without them")]
    #[inline(always)]
    fn share(&self, table: &Table, weights: &mut [f64], shares: &mut [f64], complete: &mut [bool]) {
        for (place, dimension) in self.dimensions.iter().enumerate() {
            let shares = &mut shares[dimension.shares()];
            for (share, child) in shares.iter_mut().zip(&dimension.children) {
                *share = weights[child.node];
            }
            let total: f64 = shares.iter().sum();
            if total > 0.0 {
                for share in &mut *shares {
                    *share /= total;
                }
            } else {
                // Nothing is left beneath: it leaves its weight to its siblings, and counts in no comparison.
                shares.fill(0.0);
                weights[dimension.node] = 0.0;
            }
            let everywhere = |(share, child): (&f64, &Child)| {
                *share <= 0.0
                    || match child.at {
                        At::Leaf(leaf) => table.complete[leaf],
                        At::Dimension(below) => complete[below],
                    }
            };
            complete[place] = total > 0.0
                && dimension.withheld.is_empty()
                && (table.is_complete() && dimension.row.is_some()
                    || shares.iter().zip(&dimension.children).all(everywhere));
        }
    }

    /// Scores of what comes from samples and raters, drawn anew; `None` where a method has no answer.
    fn anew(&self, keys: &Keys, treat: Treat, normalise: &Normalise, table: &Table) -> Option<Anew> {
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
                Cells(cell)
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
}
