//! Which input moves the ranks: Sobol indices of the mean number of places by which units move.

use domain::{Text, score_sheet::Runs};

use super::{Driver, Drivers, Input, model::Model, parallel, plan::Keys, ranks};
use crate::{ScoringError, stats, uncertainty::sobol};

/// Rows of the sample that one thread takes at a time.
const CHUNK: usize = 16;
/// An estimate from fewer rows says nothing.
const LEAST_ROWS: usize = 8;
/// Bootstrap replicates behind the intervals.
const REPLICATES: usize = 500;
/// Between these quantiles of the replicates lie 90 %.
const QUANTILES: (f64, f64) = (0.05, 0.95);

/// The indices from a sample with so many rows; `None` where nothing is varied or no rank ever moves.
///
/// # Errors
/// [`ScoringError::Choice`] where too many runs fail.
pub(super) fn drivers(model: &Model<'_>, rows: usize) -> Result<Option<Drivers>, ScoringError> {
    let inputs = &model.plan.inputs;
    let blocks = inputs.len() + 2;
    if inputs.is_empty() {
        return Ok(None);
    }
    let nominal: Vec<u16> =
        model.nominal().iter().map(|rank| rank.and_then(|rank| u16::try_from(rank).ok()).unwrap_or_default()).collect();
    let results: Vec<Vec<Option<f64>>> = parallel::each(rows.div_ceil(CHUNK), |chunk| {
        let begin = chunk * CHUNK;
        (begin..(begin + CHUNK).min(rows)).flat_map(|row| of_row(model, row as u64, &nominal)).collect()
    });
    let results: Vec<Option<f64>> = results.into_iter().flatten().collect();
    let done = results.iter().flatten().count();
    // An estimate needs the whole row: a row with a failed run is left out, and the failure is counted.
    let whole: Vec<Vec<f64>> =
        results.chunks(blocks).filter_map(|row| row.iter().copied().collect::<Option<Vec<f64>>>()).collect();
    let n = whole.len();
    let y: Vec<f64> = (0..blocks).flat_map(|block| whole.iter().map(move |row| row[block])).collect();
    if n < LEAST_ROWS {
        return Err(too_many_failed(results.len() - done, results.len()));
    }
    // What is left to refuse is a result that never changes: no rank ever moves.
    let Ok(indices) = sobol::centred(&y, n, inputs.len()) else { return Ok(None) };
    let seed = model.plan.robustness.seed;
    let Ok(intervals) = sobol::bootstrap(&y, (n, inputs.len()), REPLICATES, QUANTILES, seed) else { return Ok(None) };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Some(Drivers {
        runs: Runs { done: count(done), failed: count(results.len() - done) },
        mean_change: stats::mean(&y[..2 * n]).unwrap_or_default(),
        inputs: inputs
            .iter()
            .enumerate()
            .map(|(place, input)| Driver {
                input: *input,
                first: indices.first[place],
                first_interval: intervals.first[place],
                total: indices.total[place],
                total_interval: intervals.total[place],
            })
            .collect(),
    }))
}

fn too_many_failed(failed: usize, runs: usize) -> ScoringError {
    ScoringError::Choice {
        field: "robustness".into(),
        why: Text::new(
            format!("{runs} 次计算中有 {failed} 次失败，剩下的不足以算出各项选择的影响。"),
            format!("{failed} of {runs} runs failed: too few are left to tell the effect of each choice."),
        ),
    }
}

/// By how many places units move in the runs of a row: A, B, and A with each input of B; `None` for a failed run.
fn of_row(model: &Model<'_>, row: u64, nominal: &[u16]) -> Vec<Option<f64>> {
    let seed = model.plan.robustness.seed;
    let (a, b) = (Keys::first(seed, row), Keys::second(seed, row));
    let mut keys = vec![a, b];
    keys.extend(model.plan.inputs.iter().map(|input: &Input| a.with(*input, &b)));
    let units = model.units();
    let (mut totals, mut failed) = (vec![0.0; keys.len() * units], vec![false; keys.len()]);
    model.totals(&keys, &mut totals, &mut failed);
    let (mut own, mut order) = (vec![0; units], Vec::new());
    totals
        .chunks(units)
        .zip(failed)
        .map(|(totals, failed)| {
            if failed {
                return None;
            }
            ranks::ranks(totals, &mut own, &mut order);
            let (mut moved, mut both) = (0_u32, 0_u32);
            for (a, b) in nominal.iter().zip(&own).filter(|(a, b)| **a > 0 && **b > 0) {
                moved += u32::from(a.abs_diff(*b));
                both += 1;
            }
            (both > 0).then(|| f64::from(moved) / f64::from(both))
        })
        .collect()
}
