//! An index from raw values to ranks in steps 计算流程: denominate, screen, impute, treat, normalise, aggregate.
//!
//! ```text
//! Dataset ─ State 0 ─ step ─► State 1 ─ step ─► … ─► State n        each step reads what the last one wrote
//! ```
//!
//! Any order and choice of steps may be given; what each does is written in the module of its method, and a step is
//! told from another by what it changes: [`Step::Screen`] removes units, [`Step::Aggregate`] adds columns, the
//! others rewrite columns. Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008).
//!
//! Traps: imputing before screening leaves nobody to be screened out; min–max to 0 before a geometric mean is refused,
//! since the worst unit has a 0.

mod aggregate;
mod analysis;
mod dataset;
mod steps;
mod variants;

pub use aggregate::{Aggregation, Mean, Weights};
pub use analysis::{Removal, cronbach, effective_weights, weights, without_each};
pub use dataset::{Dataset, Node};
pub use steps::{Impute, Normalise, Shape, Step, Treatment};
pub use variants::{Choice, Variants};

use crate::{Column, Refusal};

/// What a step left.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The units that are left, by their places in the data set.
    pub rows: Vec<usize>,
    /// A column a node, in the order of the data set; before aggregation the indicators alone.
    pub columns: Vec<Column>,
}

/// All that came of the steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What each step left.
    pub states: Vec<State>,
    /// Units that were screened out, by their places in the data set.
    pub removed: Vec<usize>,
    /// What treatment did to each indicator; empty where there was none.
    pub treatments: Vec<Treatment>,
}

/// Runs all steps.
///
/// # Errors
/// Those of the steps: columns are nodes and rows are units in the state that the step reads.
pub fn run(dataset: &Dataset, steps: &[Step]) -> Result<Run, Refusal> {
    let mut run = Run { states: Vec::with_capacity(steps.len()), removed: Vec::new(), treatments: Vec::new() };
    let mut state = dataset.state();
    for step in steps {
        let (next, treatments) = step.apply(dataset, &state)?;
        // Rows stay in ascending order.
        run.removed.extend(state.rows.iter().filter(|row| next.rows.binary_search(row).is_err()));
        if !treatments.is_empty() {
            run.treatments = treatments;
        }
        run.states.push(next.clone());
        state = next;
    }
    Ok(run)
}

#[cfg(test)]
mod tests;
