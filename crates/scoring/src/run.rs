//! One run: data set and recipe in, score sheet with its whole derivation out.
//!
//! ```text
//! selection ─► values (per denominator, imputed, treated) ─► normalise ─► weights ─► combine ─► derive
//! ```

pub(crate) mod combine;
mod panel;
pub(crate) mod selection;
pub(crate) mod values;
pub(crate) mod weights;

use std::collections::BTreeMap;

use domain::{
    Dataset, Instrument, NodeScore, Recipe, ScoreSheet, Text, UnitScore,
    score_sheet::{AdjustedTotal, Steps, TreatedIndicator},
};

use self::{selection::Selection, values::Values, weights::Weights};
use crate::{
    Column, ScoringError, adjust,
    aggregate::{self, Weighted},
    ceiling,
    coverage::LeastCoverage,
    data as checks,
    grade::grade,
    normalise::refused,
    rank, recipe, robustness,
    standard_error::standard_errors,
    subtotal,
};

/// Scores a data set by a recipe.
///
/// Units and nodes keep their order; every number is unrounded. The result is a pure function of the
/// arguments, bit for bit, on every platform and any number of threads.
///
/// # Errors
/// All reasons at once, each naming its indicator and unit; then there is no score sheet at all.
pub fn score(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Result<ScoreSheet, Vec<ScoringError>> {
    let run = Run::new(instrument, data, recipe)?;
    let mut sheet = run.derive()?;
    if let Some(robustness) = &recipe.robustness {
        robustness::mark(&run, robustness, &mut sheet)?;
    }
    Ok(sheet)
}

/// The same without rank intervals, whatever the recipe asks for: many times faster, and the same scores and ranks.
///
/// # Errors
/// As [`score`].
pub fn score_without_intervals(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
) -> Result<ScoreSheet, Vec<ScoringError>> {
    Run::new(instrument, data, recipe)?.derive()
}

/// A run, with what every step left.
pub(crate) struct Run<'a> {
    pub(crate) instrument: &'a Instrument,
    pub(crate) data: &'a Dataset,
    pub(crate) recipe: &'a Recipe,
    pub(crate) selection: Selection,
    pub(crate) least: LeastCoverage<'a>,
    /// What was normalised.
    values: Values,
    treated: Vec<TreatedIndicator>,
    /// One weight a node within its siblings.
    pub(crate) weights: Vec<f64>,
    /// What is to be known of the people behind them.
    people: (BTreeMap<String, f64>, BTreeMap<String, f64>),
    /// Scores by node and unit: of the root the weighted sum, before bonuses and deductions.
    pub(crate) scores: Vec<Column>,
}

impl<'a> Run<'a> {
    /// Checks everything and takes all steps.
    ///
    /// # Errors
    /// As [`score`].
    pub(crate) fn new(
        instrument: &'a Instrument,
        data: &'a Dataset,
        recipe: &'a Recipe,
    ) -> Result<Self, Vec<ScoringError>> {
        let mut errors = recipe::check(recipe, instrument);
        errors.extend(checks::check(instrument, data, recipe));
        if !errors.is_empty() {
            return Err(errors);
        }
        let selection = Selection::new(instrument, data, recipe);
        if selection.is_empty() {
            return Err(vec![nothing_left()]);
        }
        let mut values = values::filled(instrument, data, recipe, &selection, recipe.impute)?;
        let (mut scores, treated) = indicators(instrument, data, recipe, &selection, &mut values)?;
        let Weights { by_node: weights, consistency, spread } =
            weights::weights(instrument, &recipe.weight, &selection, &scores)?;
        let least = LeastCoverage::new(recipe.coverage, instrument, data, &weights);
        combine::combine(instrument, data, recipe, &selection, &least, &weights, &mut scores)?;
        Ok(Self {
            instrument,
            data,
            recipe,
            selection,
            least,
            values,
            treated,
            weights,
            people: (consistency, spread),
            scores,
        })
    }

    /// The value of an indicator that was normalised, of a unit that is scored.
    pub(crate) fn value(&self, node: usize, unit: usize) -> Option<f64> {
        self.values.columns[node][unit]
    }

    /// The scores become totals, ranks and grades, each with where it comes from.
    fn derive(&self) -> Result<ScoreSheet, Vec<ScoringError>> {
        let Self { instrument, data, recipe, scores, .. } = self;
        let adjusted = adjusted_totals(instrument, data, recipe, &scores[0])?;
        let totals: Column = scores[0]
            .iter()
            .zip(&adjusted)
            .map(|(sum, adjusted)| adjusted.as_ref().map_or(*sum, |a| Some(a.total)))
            .collect();
        let mut ranks: Vec<Vec<Option<u32>>> = vec![rank::competition(&totals)];
        ranks.extend(scores[1..].iter().map(|column| rank::competition(column)));
        let marks = subtotal::subjective(recipe, instrument);
        let shares = self.shares();
        let errors = standard_errors(instrument, data, recipe, scores, &shares);
        let units = data.units.iter().zip(adjusted).enumerate().map(|(unit, (about, adjusted))| {
            let mut nodes = vec![NodeScore::default(); instrument.len()];
            // What a point here is worth in the root, along the whole path; `None` beneath a withheld score and beneath
            // what has no parts, from where nothing reaches the root.
            let mut path = vec![None; instrument.len()];
            for node in 0..instrument.len() {
                let code = &instrument.nodes()[node].code;
                let sum = scores[node][unit];
                let share = shares[node][unit];
                let withheld = self.least.withholds(node, unit);
                let above = instrument.parent(node).map_or(Some(1.0), |p| path[p]);
                path[node] = above
                    .filter(|_| withheld.is_none())
                    .and_then(|worth| if sum.is_none() { Some(0.0) } else { share.slope.map(|slope| worth * slope) });
                let indicator = instrument.is_indicator(node);
                let raw = if indicator { data.values.get(code).and_then(|column| column[unit]) } else { None };
                let used = if indicator { self.values.columns[node][unit] } else { None };
                nodes[node] = NodeScore {
                    raw,
                    used: used.filter(|_| used != raw),
                    imputed: self.values.imputed.get(node).and_then(|column| column.get(unit)).is_some_and(|i| *i),
                    score: if node == 0 { totals[unit] } else { sum },
                    weight: share.weight,
                    contribution: sum.zip(path[node]).map(|(s, worth)| worth * s),
                    standard_error: errors.get(node).and_then(|column| column[unit]),
                    status: if indicator { data.status(code, &about.code) } else { None },
                    withheld,
                    rank: ranks[node][unit],
                };
            }
            let (grade, ceiling) = match totals[unit] {
                Some(total) => ceiling::limit(recipe, data, &about.code, grade(&recipe.grades, total)),
                None => (None, None),
            };
            let subtotals = subtotal::subtotals(instrument, &marks, &nodes, &path);
            UnitScore { code: about.code.clone(), grade, ceiling, adjusted, subtotals, interval: None, nodes }
        });
        Ok(ScoreSheet { units: units.collect(), steps: self.steps() })
    }

    fn steps(&self) -> Steps {
        Steps {
            excluded_indicators: self.selection.indicators.clone(),
            excluded_units: self.selection.units.clone(),
            treated: self.treated.clone(),
            weights: weights::changed(self.instrument, &self.recipe.weight, &self.weights),
            consistency: self.people.0.clone(),
            spread: self.people.1.clone(),
            runs: None,
        }
    }

    /// What each node is within its parent, by node and unit.
    fn shares(&self) -> Vec<Vec<Share>> {
        let Self { instrument, recipe, scores, weights, .. } = self;
        let units = self.data.units.len();
        let mut shares = vec![vec![Share::default(); units]; instrument.len()];
        for (share, score) in shares[0].iter_mut().zip(&scores[0]) {
            *share = Share { weight: score.map(|_| 1.0), slope: Some(1.0) };
        }
        let (mut children, mut slopes): (Vec<Weighted>, Vec<Option<f64>>) = (Vec::new(), Vec::new());
        for node in (0..instrument.len()).filter(|&node| !instrument.is_indicator(node)) {
            let method = recipe.aggregate_of(instrument.depth(node));
            let places = matches!(method, domain::recipe::Aggregate::OrderedMean { .. });
            for unit in 0..units {
                let below = instrument.children(node);
                children.clear();
                children.extend(below.iter().map(|&child| (weights[child], scores[child][unit])));
                let total = aggregate::present_weight(children.iter().copied());
                // A score that is withheld has parts all the same, as far as they go.
                let score = scores[node][unit].unwrap_or_default();
                aggregate::slopes(method, &children, score, &mut slopes);
                for ((&child, (weight, score)), slope) in below.iter().zip(&children).zip(&slopes) {
                    let own = score.filter(|_| total > 0.0).map(|_| weight / total);
                    shares[child][unit] = Share { weight: if places { *slope } else { own }, slope: *slope };
                }
            }
        }
        shares
    }
}

/// What a node is within its parent, for one unit.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    /// The share of the weight that is present; `None` without a score.
    pub(crate) weight: Option<f64>,
    /// How much the parent's score moves with this one; `None` without a score, and where the parent has no parts.
    pub(crate) slope: Option<f64>,
}

/// Treats and normalises every indicator that is scored; `values` become the treated ones.
fn indicators(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    selection: &Selection,
    values: &mut Values,
) -> Result<(Vec<Column>, Vec<TreatedIndicator>), Vec<ScoringError>> {
    let mut scores: Vec<Column> = vec![Vec::new(); instrument.len()];
    let (mut treated, mut errors) = (Vec::new(), Vec::new());
    for node in instrument.indicators() {
        if selection.nodes_out[node] {
            scores[node] = vec![None; data.units.len()];
            continue;
        }
        let about = &instrument.nodes()[node];
        let done = if recipe.treat.is_none() {
            Ok(())
        } else {
            values::treated(&values.columns[node], &about.code, recipe.treat)
                .map(|(column, what)| {
                    values.columns[node] = column;
                    treated.extend(what);
                })
                .map_err(|refusal| refused(about, &data.units, refusal))
        };
        let units_out = &selection.units_out;
        let found = done.and_then(|()| {
            combine::scored(instrument, data, &recipe.normalise, node, &values.columns[node], units_out)
        });
        match found {
            Ok(column) => scores[node] = column,
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok((scores, treated)) } else { Err(errors) }
}

fn nothing_left() -> ScoringError {
    ScoringError::Choice {
        field: "select".into(),
        why: Text::new(
            "筛选之后没有指标或没有评估对象可以计分。",
            "After selection there is no indicator or no unit left to score.",
        ),
    }
}

/// From the weighted sum to the total, a unit; `None` without a sum, or if the recipe adjusts nothing.
fn adjusted_totals(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    sums: &[Option<f64>],
) -> Result<Vec<Option<AdjustedTotal>>, Vec<ScoringError>> {
    let Some(rule) = &recipe.adjust else { return Ok(vec![None; sums.len()]) };
    let adjusted: Vec<Option<AdjustedTotal>> =
        data.units.iter().zip(sums).map(|(unit, sum)| sum.map(|s| adjust::adjust(rule, data, &unit.code, s))).collect();
    let overflows = data.units.iter().zip(&adjusted).filter(|(_, a)| a.as_ref().is_some_and(|a| !a.total.is_finite()));
    let errors: Vec<ScoringError> = overflows
        .map(|(unit, _)| ScoringError::Overflow { node: instrument.root().code.clone(), unit: unit.code.clone() })
        .collect();
    if errors.is_empty() { Ok(adjusted) } else { Err(errors) }
}

#[cfg(test)]
mod tests;
