//! The operations `stats.…`.

use scoring::{
    Refusal,
    stats::{
        self,
        table::{Description, Thresholds, describe},
    },
};
use serde_json::{Value, json};

use crate::{
    Case, Failure, params, unknown,
    value::{column, member, table},
};

pub(crate) fn run(op: &str, case: &Case) -> Result<Value, Failure> {
    let present = || Ok::<_, Failure>(stats::present(&column(member(&case.input, "x")?)?)?);
    match op {
        "kurtosis_g2_type2" => defined(stats::kurtosis(&present()?)),
        "mean" => defined(stats::mean(&present()?)),
        "median" => defined(stats::median(&present()?)),
        "quantile" => defined(stats::quantile(&present()?, params::required(case, "p")?)),
        "sd" => defined(stats::sd(&present()?)),
        "skewness_g1_type2" => defined(stats::skewness(&present()?)),
        "table" => statistics(case),
        _ => Err(unknown(&case.op)),
    }
}

/// A statistic; of too few values it is missing by definition, not wrong.
fn defined(statistic: Result<f64, Refusal>) -> Result<Value, Failure> {
    match statistic {
        Ok(value) => Ok(json!(value)),
        Err(Refusal::TooFew { .. }) => Ok(Value::Null),
        Err(other) => Err(other.into()),
    }
}

/// A list for each statistic, with an entry a column.
fn statistics(case: &Case) -> Result<Value, Failure> {
    let default = Thresholds::default();
    let thresholds = Thresholds {
        available: params::number_or(case, "t_avail", default.available)?,
        non_zero: params::number_or(case, "t_zero", default.non_zero)?,
        unique: params::number_or(case, "t_unq", default.unique)?,
        skewness: params::number_or(case, "t_skew", default.skewness)?,
        kurtosis: params::number_or(case, "t_kurt", default.kurtosis)?,
    };
    let described = table(member(&case.input, "df")?)?
        .iter()
        .enumerate()
        .map(|(number, (_, column))| describe(column).map_err(|refusal| refusal.in_column(number)))
        .collect::<Result<Vec<_>, _>>()?;
    let each = |value: &dyn Fn(&Description) -> Value| Value::Array(described.iter().map(value).collect());
    let flag = |fine: bool| json!(if fine { "ok" } else { "LOW" });
    Ok(json!({
        "Min": each(&|d| json!(d.min)),
        "Max": each(&|d| json!(d.max)),
        "Mean": each(&|d| json!(d.mean)),
        "Median": each(&|d| json!(d.median)),
        "Std": each(&|d| json!(d.sd)),
        "Skew": each(&|d| json!(d.skewness)),
        "Kurt": each(&|d| json!(d.kurtosis)),
        "N.Avail": each(&|d| json!(d.available)),
        "N.NonZero": each(&|d| json!(d.non_zero)),
        "N.Unique": each(&|d| json!(d.unique)),
        "N.Same": each(&|d| json!(d.same)),
        "Frc.Avail": each(&|d| json!(d.share_of_all(d.available))),
        "Frc.NonZero": each(&|d| json!(d.share(d.non_zero))),
        "Frc.Unique": each(&|d| json!(d.share(d.unique))),
        "Frc.Same": each(&|d| json!(d.share(d.same))),
        "Flag.Avail": each(&|d| flag(d.is_available(&thresholds))),
        "Flag.NonZero": each(&|d| flag(d.is_non_zero(&thresholds))),
        "Flag.Unique": each(&|d| flag(d.is_unique(&thresholds))),
        "Flag.SkewKurt": each(&|d| json!(d.has_outliers(&thresholds).map(|out| if out { "OUT" } else { "ok" }))),
    }))
}
