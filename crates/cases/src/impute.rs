//! The operations `impute.…`.

use scoring::{
    Column,
    impute::{self, Centre, Imputed, Panel, Series},
};
use serde_json::{Map, Value};

use crate::{
    Case, Failure, params, unknown,
    value::{column, full_column, list, member, table, write_column},
};

/// The columns of a panel that say what a row is about.
const UNIT: &str = "uCode";
const TIME: &str = "Time";

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    let raw = || column(member(&case.input, "x")?);
    match op {
        "mean" => Ok(write(&impute::column(&raw()?, Centre::Mean)?)),
        "median" => Ok(write(&impute::column(&raw()?, Centre::Median)?)),
        "group_mean" => Ok(write(&impute::group(&raw()?, &groups(case)?, Centre::Mean)?)),
        "group_median" => Ok(write(&impute::group(&raw()?, &groups(case)?, Centre::Median)?)),
        "columns" => {
            let (names, columns) = frame(case)?;
            let centre = centre(case)?;
            let done = columns
                .iter()
                .enumerate()
                .map(|(number, raw)| impute::column(raw, centre).map_err(|refusal| refusal.in_column(number)));
            Ok(write_frame(names, &done.collect::<Result<Vec<_>, _>>()?))
        }
        "row_normalised" => {
            let (names, columns) = frame(case)?;
            let directions = list(member(&case.input, "directions")?)?.iter().map(params::direction_of);
            let directions = directions.collect::<Result<Vec<_>, _>>()?;
            Ok(write_frame(names, &impute::row_normalised(&columns, &directions, centre(case)?)?))
        }
        "row_raw" => {
            let (names, columns) = frame(case)?;
            Ok(write_frame(names, &impute::row(&columns, centre(case)?)?))
        }
        "panel" => panel(case),
        _ => Err(unknown(&case.op)),
    }
}

fn write(imputed: &Imputed) -> Value {
    write_column(&imputed.column)
}

fn frame(case: &Case) -> Result<(Vec<String>, Vec<Column>), Failure> {
    Ok(table(member(&case.input, "df")?)?.into_iter().unzip())
}

fn write_frame(names: Vec<String>, columns: &[Imputed]) -> Value {
    Value::Object(names.into_iter().zip(columns.iter().map(write)).collect())
}

fn centre(case: &Case) -> Result<Centre, Failure> {
    match params::text(case, "f")? {
        None | Some("i_mean") => Ok(Centre::Mean),
        Some("i_median") => Ok(Centre::Median),
        Some(other) => Err(Failure::input(format!("there is no imputation `{other}`"))),
    }
}

/// The group of each unit, as it is written; a number is a name too.
fn groups(case: &Case) -> Result<Vec<Option<String>>, Failure> {
    list(member(&case.input, "group")?)?.iter().map(name).collect()
}

fn name(value: &Value) -> Result<Option<String>, Failure> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(Failure::input("a name is expected")),
    }
}

fn panel(case: &Case) -> Result<Value, Failure> {
    let given = member(&case.input, "panel")?;
    let Value::Object(columns) = given else { return Err(Failure::input("a table is expected")) };
    let units = list(member(given, UNIT)?)?
        .iter()
        .map(|unit| name(unit)?.ok_or_else(|| Failure::input("a row of the panel has no unit")))
        .collect::<Result<Vec<_>, _>>()?;
    let rows = Panel::new(&units, &full_column(member(given, TIME)?)?)?;
    let series = series(case)?;
    let mut filled = Map::new();
    for (number, (name, values)) in columns.iter().enumerate() {
        let values = if name == UNIT || name == TIME {
            values.clone()
        } else {
            write(&impute::panel(&column(values)?, &rows, series).map_err(|refusal| refusal.in_column(number))?)
        };
        filled.insert(name.clone(), values);
    }
    Ok(Value::Object(filled))
}

fn series(case: &Case) -> Result<Series, Failure> {
    let most = params::count(case, "max_time")?;
    match (params::text(case, "type")?, most) {
        (None | Some("latest"), most) => Ok(Series::Latest(most)),
        (Some("constant"), None) => Ok(Series::Constant),
        (Some("linear"), None) => Ok(Series::Linear),
        (Some("linear-constant"), None) => Ok(Series::LinearConstant),
        (Some("constant" | "linear" | "linear-constant"), Some(_)) => {
            Err(Failure::input("`max_time` belongs to `latest` only"))
        }
        (Some(other), _) => Err(Failure::input(format!("there is no panel imputation `{other}`"))),
    }
}
