//! Which indicators and units are scored at all. Every exclusion is named, with its reason.
//!
//! Shares count values, not weights: an indicator's over all units, a unit's over the indicators that stay and apply to
//! it. Indicators are looked at first.

use std::collections::BTreeSet;

use domain::{
    Dataset, Instrument, Recipe,
    dataset::CellStatus,
    recipe::Select,
    score_sheet::{Excluded, Exclusion},
};

/// A share computed from counts may be this much smaller.
const NOISE: f64 = 1e-12;

/// What is scored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Selection {
    /// Whether each node is left out: an indicator that is excluded, a dimension all of whose indicators are.
    pub(crate) nodes_out: Vec<bool>,
    /// Whether each unit is left out.
    pub(crate) units_out: Vec<bool>,
    /// The excluded indicators.
    pub(crate) indicators: Vec<Excluded>,
    /// The excluded units.
    pub(crate) units: Vec<Excluded>,
}

impl Selection {
    /// What a recipe selects from data that fit the instrument.
    pub(crate) fn new(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Self {
        let (nodes, units) = (instrument.len(), data.units.len());
        let mut selection =
            Self { nodes_out: vec![false; nodes], units_out: vec![false; units], indicators: vec![], units: vec![] };
        if recipe.select.is_none() {
            return selection;
        }
        for node in instrument.indicators() {
            let code = &instrument.nodes()[node].code;
            if let Some(reason) = why_indicator(recipe, code, &data.values[code]) {
                selection.nodes_out[node] = true;
                selection.indicators.push(Excluded { code: code.clone(), reason });
            }
        }
        // Parents stand before their children, so backwards every child is known when its parent asks.
        for node in (0..nodes).rev().filter(|&node| !instrument.is_indicator(node)) {
            selection.nodes_out[node] = instrument.children(node).iter().all(|&child| selection.nodes_out[child]);
        }
        for (unit, about) in data.units.iter().enumerate() {
            let count = Count::of(instrument, data, &selection.nodes_out, unit);
            if let Some(reason) = why_unit(recipe, count) {
                selection.units_out[unit] = true;
                selection.units.push(Excluded { code: about.code.clone(), reason });
            }
        }
        selection
    }

    /// Whether every indicator is left out.
    pub(crate) fn is_empty(&self) -> bool {
        self.nodes_out.first().copied().unwrap_or(true) || self.units_out.iter().all(|out| *out)
    }
}

fn why_indicator(recipe: &Recipe, code: &str, column: &[Option<f64>]) -> Option<Exclusion> {
    if recipe.select.exclude.contains(code) {
        return Some(Exclusion::Decided);
    }
    let Select { indicator_available, indicator_non_zero, indicator_unique, .. } = recipe.select;
    let present: Vec<f64> = column.iter().flatten().copied().collect();
    let available = present.len() as f64 / column.len() as f64;
    if available < indicator_available - NOISE {
        return Some(Exclusion::TooFewValues { available });
    }
    // Without values there is no share of them.
    if present.is_empty() {
        return None;
    }
    let of_present = |count: usize| count as f64 / present.len() as f64;
    let non_zero = of_present(present.iter().filter(|x| x.abs() > 0.0).count());
    if non_zero < indicator_non_zero - NOISE {
        return Some(Exclusion::TooManyZeros { non_zero });
    }
    // Adding 0 makes −0 and 0 the same, as they are.
    let unique = of_present(present.iter().map(|x| (x + 0.0).to_bits()).collect::<BTreeSet<_>>().len());
    (unique < indicator_unique - NOISE).then_some(Exclusion::TooFewDifferent { unique })
}

/// What a unit has.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    applicable: usize,
    present: usize,
    non_zero: usize,
}

impl Count {
    fn of(instrument: &Instrument, data: &Dataset, out: &[bool], unit: usize) -> Self {
        let mut count = Self::default();
        for node in instrument.indicators().filter(|&node| !out[node]) {
            let code = &instrument.nodes()[node].code;
            let value = data.values[code][unit];
            let status = data.status(code, &data.units[unit].code);
            count.applicable += usize::from(status != Some(CellStatus::NotApplicable));
            count.present += usize::from(value.is_some());
            count.non_zero += usize::from(value.is_some_and(|x| x.abs() > 0.0));
        }
        count
    }
}

fn why_unit(recipe: &Recipe, count: Count) -> Option<Exclusion> {
    let share = |part: usize, of: usize| if of > 0 { part as f64 / of as f64 } else { 1.0 };
    let available = share(count.present, count.applicable);
    if available < recipe.select.unit_available - NOISE {
        return Some(Exclusion::TooFewValues { available });
    }
    let non_zero = share(count.non_zero, count.present);
    (non_zero < recipe.select.unit_non_zero - NOISE).then_some(Exclusion::TooManyZeros { non_zero })
}
