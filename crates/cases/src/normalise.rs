//! The operations `normalise.…`.

use scoring::normalise::{
    distance,
    efficacy::{self, Scale},
    goalposts::{self, Goalposts},
    min_max,
    ranks::{self, Ties},
    z_score,
};
use serde_json::Value;

use crate::{
    Case, Failure, params, unknown,
    value::{column, member, write_column},
};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    let raw = || column(member(&case.input, "x")?);
    let direction = || params::direction(case);
    let number = |name| params::required(case, name);
    let cap = || params::flag(case, "cap", false);
    let scores = match op {
        "borda" => ranks::borda(&raw()?, direction()?, ties(case)?)?,
        "dist2max" => distance::to_best(&raw()?, direction()?)?,
        "dist2ref" => distance::to_reference(&raw()?, direction()?, reference(case)?, cap()?)?,
        "dist2target" => distance::to_target(&raw()?, direction()?, number("target")?, cap()?)?,
        "efficacy" => efficacy(case)?,
        "fracmax" => distance::share_of_greatest(&raw()?, direction()?)?,
        "goalposts" => goalposts::column(&raw()?, posts(case, params::flag(case, "truncate", true)?)?)?,
        "minmax" => {
            let (lower, upper) = (params::number_or(case, "lower", 0.0)?, params::number_or(case, "upper", 100.0)?);
            min_max::column(&raw()?, direction()?, lower, upper)?
        }
        "percentile_rank" => ranks::percentile(&raw()?, direction()?, ties(case)?)?,
        "rank" => ranks::rank(&raw()?, direction()?, ties(case)?)?,
        // Between posts, and beyond them; a direction is not part of its definition.
        "scaled" => goalposts::column(&raw()?, posts(case, false)?)?,
        "zscore" => {
            let (mean, sd) = (params::number_or(case, "mean", 0.0)?, params::number_or(case, "sd", 1.0)?);
            z_score::column(&raw()?, direction()?, mean, sd)?
        }
        _ => return Err(unknown(&case.op)),
    };
    Ok(write_column(&scores))
}

fn ties(case: &Case) -> Result<Ties, Failure> {
    match params::text(case, "ties")? {
        None | Some("min") => Ok(Ties::Min),
        Some("max") => Ok(Ties::Max),
        Some("average") => Ok(Ties::Average),
        Some("first") => Ok(Ties::First),
        Some(other) => Err(Failure::input(format!("there are no ties `{other}`"))),
    }
}

/// The row of the reference unit, from 0; files count from 1.
fn reference(case: &Case) -> Result<usize, Failure> {
    params::count(case, "iref_1based")?
        .and_then(|number| number.checked_sub(1))
        .ok_or_else(|| Failure::input("the parameter `iref_1based` is missing, or 0"))
}

fn posts(case: &Case, truncate: bool) -> Result<Goalposts, Failure> {
    Ok(Goalposts {
        lower: params::required(case, "lower")?,
        upper: params::required(case, "upper")?,
        scale: params::number_or(case, "scale", 1.0)?,
        direction: params::direction(case)?,
        truncate,
    })
}

/// Between the units, or where the parameters say so, between a fixed floor and target.
fn efficacy(case: &Case) -> Result<scoring::Column, Failure> {
    let raw = column(member(&case.input, "x")?)?;
    let Scale { base, span } = Scale::PASS_AT_60;
    let scale = Scale { base: params::number_or(case, "base", base)?, span: params::number_or(case, "span", span)? };
    Ok(match (params::number(case, "floor")?, params::number(case, "target")?) {
        (None, None) => efficacy::among_units(&raw, params::direction(case)?, scale)?,
        (Some(floor), Some(target)) => {
            efficacy::between(&raw, floor, target, scale, params::flag(case, "cap", false)?)?
        }
        _ => return Err(Failure::input("a floor without a target, or a target without a floor")),
    })
}
