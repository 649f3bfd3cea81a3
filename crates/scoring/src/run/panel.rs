//! An indicator from the units' own values of other periods.

use domain::{Dataset, Recipe};

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
    let periods: Vec<&str> =
        std::iter::once(&data.period).chain(data.other_periods.keys()).map(String::as_str).collect();
    let mut raw = now.to_vec();
    for period in &periods[1..] {
        raw.extend(then(code, period, data, recipe)?);
    }
    let units = periods.iter().flat_map(|_| data.units.iter().map(|unit| unit.code.as_str()));
    let times = times(&periods).into_iter().flat_map(|time| std::iter::repeat_n(time, data.units.len()));
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

/// When the periods were: in years where all of them are years, else one after the other in the order of their names.
fn times(periods: &[&str]) -> Vec<f64> {
    let years: Option<Vec<f64>> = periods.iter().map(|period| period.parse::<u32>().ok().map(f64::from)).collect();
    years.unwrap_or_else(|| {
        let mut sorted = periods.to_vec();
        sorted.sort_unstable();
        periods.iter().map(|period| sorted.partition_point(|other| other < period) as f64).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_as_far_apart_as_they_are_and_other_periods_one_by_one() {
        assert_eq!(times(&["2020", "2016", "2021"]), [2020.0, 2016.0, 2021.0]);
        assert_eq!(times(&["2020H2", "2020H1", "2021H1"]), [1.0, 0.0, 2.0]);
    }
}
