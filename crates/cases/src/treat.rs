//! The operations `treat.…`.

use scoring::treat::{
    Limits, box_cox, log, passes,
    two_stage::{Plan, Transform, treat},
    winsorise::{End, winsorise},
};
use serde_json::{Value, json};

use crate::{
    Case, Failure, params, unknown,
    value::{column, member, write_column},
};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    let raw = || column(member(&case.input, "x")?);
    match op {
        "boxcox" => {
            let lambda = params::required(case, "lambda")?;
            Ok(write_column(&box_cox::box_cox(&raw()?, lambda, params::flag(case, "makepos", true)?)?))
        }
        "check_skew_kurt" => Ok(json!(passes(&raw()?, limits(case)?)?)),
        "log_ct" => Ok(write_column(&log::shifted(&raw()?)?)),
        "log_ct_orig" => Ok(write_column(&log::plus_one(&raw()?)?)),
        "log_ct_plus" => Ok(write_column(&log::towards_tail(&raw()?)?)),
        "signed_log" => Ok(write_column(&log::signed(&raw()?)?)),
        "two_stage" => {
            let done = treat(&raw()?, plan(case)?)?;
            Ok(json!({
                "x": write_column(&done.column),
                "pass0": done.passes_untreated,
                "pass1": done.passes_winsorised,
                "pass2": done.passes_transformed,
                "n_winsorised": done.winsorised,
            }))
        }
        "winsorise" => {
            let done = winsorise(&raw()?, most(case)?, limits(case)?)?;
            let clipped = done.clipped.iter().map(|end| match end {
                None => "",
                Some(End::High) => "winhi",
                Some(End::Low) => "winlo",
            });
            Ok(json!({
                "x": write_column(&done.column),
                "n_winsorised": done.count,
                "treated": clipped.collect::<Vec<_>>(),
            }))
        }
        _ => Err(unknown(&case.op)),
    }
}

fn limits(case: &Case) -> Result<Limits, Failure> {
    let Limits { skewness, kurtosis } = Limits::default();
    Ok(Limits {
        skewness: params::number_or(case, "skew_thresh", skewness)?,
        kurtosis: params::number_or(case, "kurt_thresh", kurtosis)?,
    })
}

/// How many units may be clipped; `null` is no limit, and left out it is that of the definition.
fn most(case: &Case) -> Result<Option<usize>, Failure> {
    if case.params.get("winmax").is_none() { Ok(Plan::default().most) } else { params::count(case, "winmax") }
}

fn plan(case: &Case) -> Result<Plan, Failure> {
    let winsorise = match params::text(case, "f1")? {
        None | Some("winsorise") => true,
        Some("none") => false,
        Some(other) => return Err(Failure::input(format!("there is no first stage `{other}`"))),
    };
    let transform = match params::text(case, "f2")? {
        // Left out, it is that of the definition; `null` is none.
        None if case.params.get("f2").is_none() => Plan::default().transform,
        None | Some("none") => None,
        Some("log_CT") => Some(Transform::Shifted),
        Some("log_CT_orig") => Some(Transform::PlusOne),
        Some("log_CT_plus") => Some(Transform::TowardsTail),
        Some("boxcox") => Some(Transform::BoxCox(params::required(case, "lambda")?)),
        Some(other) => return Err(Failure::input(format!("there is no second stage `{other}`"))),
    };
    Ok(Plan {
        limits: limits(case)?,
        most: most(case)?,
        winsorise,
        transform,
        combine: params::flag(case, "combine", Plan::default().combine)?,
    })
}
