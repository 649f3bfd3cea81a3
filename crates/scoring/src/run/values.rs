//! From raw values to the values that are normalised: per denominator, imputed, treated.

use domain::{
    Dataset, Instrument, Recipe,
    recipe::{Impute, Treat},
    score_sheet::TreatedIndicator,
};

use super::{panel, selection::Selection};
use crate::{
    Column, ScoringError,
    impute::{self, Series},
    normalise::refused,
    select::{self, OnZero},
    stats,
    treat::two_stage::{self, Plan, Transform},
};

/// Columns by node; empty for dimensions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Values {
    pub(crate) columns: Vec<Column>,
    /// Which cells are imputed, by node and unit; empty if none are.
    pub(crate) imputed: Vec<Vec<bool>>,
}

/// The values before outliers are treated. What is left out has none.
pub(crate) fn filled(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    selection: &Selection,
    method: Impute,
) -> Result<Values, Vec<ScoringError>> {
    let mut errors = Vec::new();
    let mut columns: Vec<Column> = vec![Vec::new(); instrument.len()];
    for node in instrument.indicators() {
        let mut column = match per_denominator(instrument, data, recipe, node) {
            Ok(column) => column,
            Err(error) => {
                errors.push(error);
                vec![None; data.units.len()]
            }
        };
        for (value, out) in column.iter_mut().zip(&selection.units_out) {
            if *out || selection.nodes_out[node] {
                *value = None;
            }
        }
        columns[node] = column;
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if method.is_none() {
        return Ok(Values { columns, imputed: Vec::new() });
    }
    impute_all(instrument, data, recipe, selection, method, columns)
}

fn per_denominator(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    node: usize,
) -> Result<Column, ScoringError> {
    let about = &instrument.nodes()[node];
    let raw = &data.values[&about.code];
    let Some(denominator) = recipe.select.denominators.get(&about.code) else { return Ok(raw.clone()) };
    // The recipe was checked: the denominator is an indicator, and so has a column.
    let below = data.values.get(&denominator.by).map_or(&[][..], Vec::as_slice);
    let done = select::denominate(raw, below, denominator.scale, OnZero::Refuse)
        .map_err(|refusal| refused(about, &data.units, refusal))?;
    match done.lost.first() {
        None => Ok(done.column),
        // A value must not go missing without a word.
        Some(&row) => Err(ScoringError::Refused {
            node: denominator.by.clone(),
            unit: data.units.get(row).map(|unit| unit.code.clone()),
            refusal: crate::Refusal::Missing { column: 0, row },
        }),
    }
}

fn impute_all(
    instrument: &Instrument,
    data: &Dataset,
    recipe: &Recipe,
    selection: &Selection,
    method: Impute,
    mut columns: Vec<Column>,
) -> Result<Values, Vec<ScoringError>> {
    let mut filled = columns.clone();
    let mut errors = Vec::new();
    if method == Impute::UnitMean {
        for dimension in (0..instrument.len()).filter(|&node| !instrument.is_indicator(node)) {
            let group: Vec<usize> = instrument
                .children(dimension)
                .iter()
                .copied()
                .filter(|&child| instrument.is_indicator(child) && !selection.nodes_out[child])
                .collect();
            by_unit(instrument, data, &selection.units_out, &group, &columns, &mut filled, &mut errors);
        }
    } else {
        for node in instrument.indicators().filter(|&node| !selection.nodes_out[node]) {
            let code = &instrument.nodes()[node].code;
            match by_column(code, &columns[node], data, recipe, method) {
                Ok(column) => filled[node] = column,
                Err(refusal) => errors.push(refused(&instrument.nodes()[node], &data.units, refusal)),
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut imputed = vec![Vec::new(); instrument.len()];
    for node in instrument.indicators().filter(|&node| !selection.nodes_out[node]) {
        let code = &instrument.nodes()[node].code;
        imputed[node] = vec![false; data.units.len()];
        for (unit, about) in data.units.iter().enumerate() {
            // What does not apply, and what was not submitted, is not simply missing.
            let simply = !selection.units_out[unit] && data.note(code, &about.code).is_none();
            if columns[node][unit].is_none() && simply {
                columns[node][unit] = filled[node][unit];
                imputed[node][unit] = columns[node][unit].is_some();
            }
        }
    }
    Ok(Values { columns, imputed })
}

/// An indicator from itself.
fn by_column(
    code: &str,
    column: &[Option<f64>],
    data: &Dataset,
    recipe: &Recipe,
    method: Impute,
) -> Result<Column, crate::Refusal> {
    let over_time = |series| panel::column(code, column, data, recipe, series);
    let whole = |centre| impute::column(column, centre).map(|done| done.column);
    let grouped = |centre| {
        let groups: Vec<Option<&str>> =
            data.units.iter().map(|unit| unit.league.as_ref().map(|league| league.zh.as_str())).collect();
        if groups.iter().all(Option::is_none) {
            return whole(centre);
        }
        let by_group = impute::group(column, &groups, centre)?.column;
        impute::column(&by_group, centre).map(|_| ())?;
        // A group without any value takes the centre of all measured ones.
        Ok(by_group.into_iter().zip(whole(centre)?).map(|(own, all)| own.or(all)).collect())
    };
    match method {
        Impute::None | Impute::UnitMean => Ok(column.to_vec()),
        Impute::Mean => whole(impute::Centre::Mean),
        Impute::Median => whole(impute::Centre::Median),
        Impute::GroupMean => grouped(impute::Centre::Mean),
        Impute::GroupMedian => grouped(impute::Centre::Median),
        Impute::CarryForward { within } => over_time(Series::Latest(within.map(|most| most as usize))),
        Impute::Constant => over_time(Series::Constant),
        Impute::Linear => over_time(Series::LinearConstant),
    }
}

/// The indicators of a dimension from each other.
fn by_unit(
    instrument: &Instrument,
    data: &Dataset,
    units_out: &[bool],
    group: &[usize],
    columns: &[Column],
    filled: &mut [Column],
    errors: &mut Vec<ScoringError>,
) {
    // Where nothing is missing there is nothing to do, and a constant column does no harm.
    if group.len() < 2
        || group.iter().all(|&node| columns[node].iter().zip(units_out).all(|(value, out)| *out || value.is_some()))
    {
        return;
    }
    let given: Vec<&[Option<f64>]> = group.iter().map(|&node| columns[node].as_slice()).collect();
    let directions: Vec<_> = group.iter().map(|&node| instrument.nodes()[node].direction).collect();
    match impute::row_normalised(&given, &directions, impute::Centre::Mean) {
        Ok(done) => {
            for (&node, done) in group.iter().zip(done) {
                filled[node] = done.column;
            }
        }
        Err(refusal) => {
            let node = refusal.column().and_then(|column| group.get(column)).unwrap_or(&group[0]);
            errors.push(refused(&instrument.nodes()[*node], &data.units, refusal));
        }
    }
}

/// A column after its outliers were treated, and what was done; `None` where nothing was.
///
/// # Errors
/// What the treatment refuses.
pub(crate) fn treated(
    column: &[Option<f64>],
    code: &str,
    method: Treat,
) -> Result<(Column, Option<TreatedIndicator>), crate::Refusal> {
    let Some(plan) = plan(method) else { return Ok((column.to_vec(), None)) };
    let done = two_stage::treat(column, plan)?;
    if done.passes_untreated != Some(false) {
        return Ok((done.column, None));
    }
    let about = TreatedIndicator {
        code: code.to_owned(),
        winsorised: done.clipped.iter().flatten().count(),
        transformed: done.transformed,
        // The column failed the test, so it has a skewness.
        skewness: stats::skewness(&stats::present(column)?).unwrap_or_default(),
        passes: done.passes_transformed.or(done.passes_winsorised) == Some(true),
    };
    Ok((done.column, Some(about)))
}

fn plan(method: Treat) -> Option<Plan> {
    let some = |most: u32| Some(most as usize);
    let transform = |transform| Plan { winsorise: false, transform: Some(transform), ..Plan::default() };
    match method {
        Treat::None => None,
        Treat::Winsorise { most } => Some(Plan { most: some(most), transform: None, ..Plan::default() }),
        Treat::TwoStage { most } => {
            Some(Plan { most: some(most), transform: Some(Transform::TowardsTail), ..Plan::default() })
        }
        Treat::Log => Some(transform(Transform::TowardsTail)),
        Treat::BoxCox { lambda } => Some(transform(Transform::BoxCox(lambda))),
    }
}
