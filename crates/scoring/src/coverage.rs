//! Least coverage: no score where too little stands behind it.
//!
//! Let `c` be 1 for an indicator with a value and 0 for one without, and `c = Σ w·c / Σ w` over the
//! children of a dimension: the share of the indicators' weight beneath it that is present. A
//! dimension with `0 < c < threshold` has no score; its parent treats it as missing.
//! What does not apply to a unit is in neither sum; what it did not submit scores, and so counts as
//! present.
//!
//! Sources: OECD/JRC Handbook (2008), step 3, missing data; the two data availability thresholds of the
//! R package `COINr`, `dat_thresh` of `Aggregate()` for a group and of `Screen()` for a whole unit, which
//! count values. Ours weighs them, and looks at the indicators all the way down: half of the children,
//! each half empty, are a quarter, not a half.

use domain::{Dataset, Instrument, dataset::CellStatus, recipe::Coverage};

/// A share computed along another path of sums may be this much smaller.
const NOISE: f64 = 1e-9;

/// A rule on its data.
pub(crate) struct LeastCoverage<'a> {
    rule: Coverage,
    instrument: &'a Instrument,
    /// The share present beneath each node, by node and unit; empty if the rule asks for nothing.
    present: Vec<Vec<Option<f64>>>,
}

impl<'a> LeastCoverage<'a> {
    /// The rule on data whose columns fit the instrument, with the weights that are used.
    pub(crate) fn new(rule: Coverage, instrument: &'a Instrument, data: &Dataset, weights: &[f64]) -> Self {
        let present = if rule.is_none() { Vec::new() } else { present(instrument, data, weights) };
        Self { rule, instrument, present }
    }

    /// The share that is present, where it is too small for a score. A node with nothing beneath it is
    /// missing, not withheld.
    pub(crate) fn withholds(&self, node: usize, unit: usize) -> Option<f64> {
        if self.instrument.is_indicator(node) {
            return None;
        }
        let least = if node == 0 { self.rule.overall } else { self.rule.dimension };
        let share = (*self.present.get(node)?.get(unit)?)?;
        (share > 0.0 && share < least - NOISE).then_some(share)
    }
}

/// The share of the indicators' weight beneath each node that has a value, by node and unit; `None`
/// where nothing beneath applies to the unit.
fn present(instrument: &Instrument, data: &Dataset, weights: &[f64]) -> Vec<Vec<Option<f64>>> {
    let units = data.units.len();
    let mut shares = vec![vec![Some(0.0); units]; instrument.len()];
    // Parents stand before their children, so backwards every child is ready when its parent asks.
    for node in (0..instrument.len()).rev() {
        let children = instrument.children(node);
        if children.is_empty() {
            let code = &instrument.nodes()[node].code;
            let Some(column) = data.values.get(code) else { continue };
            let cells = data.units.iter().zip(column);
            shares[node] = cells.map(|(unit, value)| answered(*value, data.status(code, &unit.code))).collect();
            continue;
        }
        shares[node] = (0..units)
            .map(|unit| {
                let applicable = || children.iter().filter_map(|&c| shares[c][unit].map(|share| (weights[c], share)));
                let total: f64 = applicable().map(|(weight, _)| weight).sum();
                (total > 0.0).then(|| applicable().map(|(weight, share)| weight / total * share).sum())
            })
            .collect();
    }
    shares
}

/// What a cell counts for: what was not submitted has a score, and so hides nothing.
fn answered(value: Option<f64>, status: Option<CellStatus>) -> Option<f64> {
    match status {
        Some(CellStatus::NotApplicable) => None,
        Some(CellStatus::NotSubmitted | CellStatus::LowDenominator) => Some(1.0),
        None => Some(if value.is_some() { 1.0 } else { 0.0 }),
    }
}
