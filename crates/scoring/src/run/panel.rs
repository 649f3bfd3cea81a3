//! An indicator from the units' own values of other periods.

use domain::{Dataset, Recipe, dataset::periods};

use crate::{
    Column, Refusal,
    impute::{self, Panel, Series},
    select::{self, OnZero},
};

/// The column with what is missing taken from other periods; as it is where there are none.
pub(super) fn column(
    code: &str,
    now: &[Option<f64>],
    data: &Dataset,
    recipe: &Recipe,
    series: Series,
) -> Result<Column, Refusal> {
    if data.other_periods.is_empty() {
        return Ok(now.to_vec());
    }
    let all: Vec<&str> = std::iter::once(&data.period).chain(data.other_periods.keys()).map(String::as_str).collect();
    let mut raw = now.to_vec();
    for period in &all[1..] {
        raw.extend(then(code, period, data, recipe)?);
    }
    let units = all.iter().flat_map(|_| data.units.iter().map(|unit| unit.code.as_str()));
    let times = periods::times(&all).into_iter().flat_map(|time| std::iter::repeat_n(time, data.units.len()));
    let panel = Panel::new(&units.collect::<Vec<_>>(), &times.collect::<Vec<_>>())?;
    let mut filled = impute::panel(&raw, &panel, series)?.column;
    filled.truncate(now.len());
    Ok(filled)
}

/// What is known of another period, per denominator as the recipe has it.
fn then(code: &str, period: &str, data: &Dataset, recipe: &Recipe) -> Result<Column, Refusal> {
    let known = data.other_periods.get(period);
    let column = |code: &str| -> Column {
        let by_unit = known.and_then(|known| known.get(code));
        data.units.iter().map(|unit| by_unit.and_then(|by_unit| by_unit.get(&unit.code).copied())).collect()
    };
    match recipe.select.denominators.get(code) {
        None => Ok(column(code)),
        Some(below) => Ok(select::denominate(&column(code), &column(&below.by), below.scale, OnZero::Missing)?.column),
    }
}
