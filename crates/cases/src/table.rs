//! Tables of criteria: from rows to columns, and those that a file of cases names once for all its cases.

use scoring::{
    Column,
    impute::{self, Centre},
    normalise::{Direction, min_max},
};
use serde_json::Value;

use crate::{Case, Context, Failure, params, value};

/// Columns with a direction each.
pub(crate) struct Criteria {
    pub(crate) columns: Vec<Column>,
    pub(crate) directions: Vec<Direction>,
}

/// A list of rows as columns.
pub(crate) fn transposed(rows: &Value) -> Result<Vec<Column>, Failure> {
    let rows = value::rows(rows)?;
    let width = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != width) {
        return Err(Failure::input("the rows differ in length"));
    }
    let mut columns = vec![Vec::with_capacity(rows.len()); width];
    for row in &rows {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(*value);
        }
    }
    Ok(columns)
}

/// The case's own `matrix` and `types`; where its input is only words ("matrix below"), the matrix of the file.
pub(crate) fn criteria(case: &Case, context: Context<'_>) -> Result<Criteria, Failure> {
    if case.input.is_string() || case.input.is_null() {
        return of_the_file(context);
    }
    let columns = transposed(value::member(&case.input, "matrix")?)?;
    let directions = match case.input.get("types") {
        None | Some(Value::Null) => vec![Direction::Positive; columns.len()],
        Some(types) => value::list(types)?.iter().map(params::direction_of).collect::<Result<_, _>>()?,
    };
    Ok(Criteria { columns, directions })
}

/// `matrix_from`: the path of a data set, a colon, and in words what is done with it, always the same: missing
/// becomes the median of the column, then min–max from 1 to 100 without regard to direction.
fn of_the_file(context: Context<'_>) -> Result<Criteria, Failure> {
    let from = value::member(context.file, "matrix_from")?;
    let from = from.as_str().ok_or_else(|| Failure::input("`matrix_from` is no text"))?;
    let path = from.split_once(':').map_or(from, |(path, _)| path).trim();
    let dataset = context.beside.read(path).map_err(Failure::input)?;
    let data = value::member(&dataset, "data")?;
    let mut criteria = Criteria { columns: Vec::new(), directions: Vec::new() };
    for indicator in value::list(value::member(&dataset, "indicators")?)? {
        let code = value::member(indicator, "code")?.as_str().ok_or_else(|| Failure::input("a code is no text"))?;
        let number = criteria.columns.len();
        let raw = value::column(value::member(data, code)?)?;
        let full = impute::column(&raw, Centre::Median).map_err(|refusal| refusal.in_column(number))?;
        let scaled = min_max::column(&full.column, Direction::Positive, 1.0, 100.0)
            .map_err(|refusal| refusal.in_column(number))?;
        criteria.columns.push(scaled);
        criteria.directions.push(indicator.get("direction").map_or(Ok(Direction::Positive), params::direction_of)?);
    }
    Ok(criteria)
}
