//! Reads data sets and steps.

use std::collections::BTreeMap;

use scoring::{
    impute::Centre,
    normalise::{Direction, ranks::Ties},
    pipeline::{Aggregation, Dataset, Impute, Mean, Node, Normalise, Step, Weights},
    select::Demands,
    treat::{
        Limits,
        two_stage::{Plan, Transform},
    },
};
use serde_json::Value;

use super::resolve;
use crate::{
    Context, Failure, params,
    value::{column, list, member, number},
};

/// A data set with the codes of its units.
pub(crate) struct Named {
    pub(crate) dataset: Dataset,
    units: Vec<String>,
}

impl Named {
    /// The codes of these rows.
    pub(crate) fn codes(&self, rows: &[usize]) -> Vec<&str> {
        rows.iter().map(|row| self.units[*row].as_str()).collect()
    }
}

/// Units are put in the order of their codes, as the packages do that the cases come from.
pub(crate) fn dataset(given: &Value, context: Context<'_>) -> Result<Named, Failure> {
    let given = &resolve(given, context)?;
    let mut units: Vec<(String, usize)> =
        texts(member(given, "units")?)?.into_iter().zip(0..).map(|(unit, row)| (unit.to_owned(), row)).collect();
    units.sort();
    let ordered = |values: Vec<Option<f64>>| -> Result<Vec<Option<f64>>, Failure> {
        if values.len() != units.len() {
            return Err(Failure::input(format!("{} values for {} units", values.len(), units.len())));
        }
        Ok(units.iter().map(|(_, row)| values[*row]).collect())
    };
    let indicators = list(member(given, "indicators")?)?;
    let aggregates = list(member(given, "aggregates")?)?;
    let all = || indicators.iter().chain(aggregates);
    let codes = all().map(|node| text(node, "code")).collect::<Result<Vec<_>, _>>()?;
    let nodes = all().map(|given| node(given, &codes)).collect::<Result<Vec<_>, _>>()?;
    let values = member(given, "data")?;
    let data = codes[..indicators.len()]
        .iter()
        .map(|code| ordered(column(member(values, code)?)?))
        .collect::<Result<Vec<_>, _>>()?;
    let mut denominators = BTreeMap::new();
    for (name, values) in members(given, "denominators") {
        denominators.insert(name.clone(), ordered(column(values)?)?);
    }
    let mut groups = BTreeMap::new();
    for (name, values) in members(given, "groups") {
        let of =
            |value: &Value| if value.is_null() { Ok(None) } else { text_of(value).map(|text| Some(text.to_owned())) };
        let listed = list(values)?.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        if listed.len() != units.len() {
            return Err(Failure::input(format!("{} groups for {} units", listed.len(), units.len())));
        }
        groups.insert(name.clone(), units.iter().map(|(_, row)| listed[*row].clone()).collect());
    }
    let dataset = Dataset::new(nodes, data, groups, denominators)?;
    Ok(Named { dataset, units: units.into_iter().map(|(unit, _)| unit).collect() })
}

fn node(given: &Value, codes: &[&str]) -> Result<Node, Failure> {
    let optional = |name: &str| given.get(name).filter(|value| !value.is_null());
    let parent = optional("parent").map(text_of).transpose()?;
    let place = |parent: &str| {
        let place = codes.iter().position(|code| *code == parent);
        place.ok_or_else(|| Failure::input(format!("there is no parent `{parent}`")))
    };
    let level = optional("level").map_or(Some(1), Value::as_u64).and_then(|level| usize::try_from(level).ok());
    Ok(Node {
        code: text(given, "code")?.to_owned(),
        parent: parent.map(place).transpose()?,
        level: level.ok_or_else(|| Failure::input("a level is a whole number"))?,
        weight: optional("weight").map_or(Ok(Some(1.0)), number)?.unwrap_or(1.0),
        direction: optional("direction").map_or(Ok(Direction::Positive), params::direction_of)?,
        denominator: optional("denominator").map(text_of).transpose()?.map(str::to_owned),
        target: optional("target").map_or(Ok(None), number)?,
    })
}

pub(crate) fn steps(given: &Value) -> Result<Vec<Step>, Failure> {
    list(given)?.iter().map(step).collect()
}

fn step(given: &Value) -> Result<Step, Failure> {
    Ok(match text(given, "step")? {
        "denominate" => Step::Denominate,
        "screen" => Step::Screen(Demands {
            available: optional_number(given, "min_availability")?,
            non_zero: optional_number(given, "min_nonzero")?,
        }),
        "impute" => Step::Impute(impute(given)?),
        "treat" => Step::Treat(plan(given)?),
        "normalise" => Step::Normalise(normalise(given)?),
        "aggregate" => Step::Aggregate(aggregation(given)?),
        other => return Err(Failure::input(format!("there is no step `{other}`"))),
    })
}

fn impute(given: &Value) -> Result<Impute, Failure> {
    let group = || Ok::<_, Failure>(text(given, "group")?.to_owned());
    Ok(match text(given, "method")? {
        "mean" => Impute::Column(Centre::Mean),
        "median" => Impute::Column(Centre::Median),
        "group_mean" => Impute::Group(group()?, Centre::Mean),
        "group_median" => Impute::Group(group()?, Centre::Median),
        other => return Err(Failure::input(format!("there is no imputation `{other}`"))),
    })
}

fn plan(given: &Value) -> Result<Plan, Failure> {
    let Plan { limits, most, .. } = Plan::default();
    let winsorise = match optional_text(given, "f1")? {
        None | Some("winsorise") => true,
        Some("none") => false,
        Some(other) => return Err(Failure::input(format!("there is no first stage `{other}`"))),
    };
    let transform = match optional_text(given, "f2")? {
        Some("log_CT") => Some(Transform::Shifted),
        Some("log_CT_orig") => Some(Transform::PlusOne),
        Some("log_CT_plus") => Some(Transform::TowardsTail),
        None | Some("none") => None,
        Some(other) => return Err(Failure::input(format!("there is no second stage `{other}`"))),
    };
    let most = match given.get("winmax") {
        None => most,
        Some(Value::Null) => None,
        Some(most) => Some(whole(most)?),
    };
    let combine = given.get("combine").is_some_and(|combine| combine == true);
    let limits = Limits {
        skewness: optional_number(given, "skew_thresh")?.unwrap_or(limits.skewness),
        kurtosis: optional_number(given, "kurt_thresh")?.unwrap_or(limits.kurtosis),
    };
    Ok(Plan { limits, most, winsorise, transform, combine })
}

pub(crate) fn normalise(given: &Value) -> Result<Normalise, Failure> {
    let or = |name: &str, otherwise: f64| Ok::<_, Failure>(optional_number(given, name)?.unwrap_or(otherwise));
    let ties = match optional_text(given, "ties")? {
        None | Some("min") => Ties::Min,
        Some("max") => Ties::Max,
        Some("average") => Ties::Average,
        Some(other) => return Err(Failure::input(format!("there are no ties `{other}`"))),
    };
    Ok(match text(given, "method")? {
        "minmax" => Normalise::MinMax { lower: or("lower", 0.0)?, upper: or("upper", 100.0)? },
        "zscore" => Normalise::ZScore { mean: or("mean", 0.0)?, sd: or("sd", 1.0)? },
        "dist2target" => Normalise::Target { cap: given.get("cap").is_some_and(|cap| cap == true) },
        "dist2max" => Normalise::Best,
        "rank" => Normalise::Rank(ties),
        "percentile_rank" => Normalise::Percentile(ties),
        "borda" => Normalise::Borda(ties),
        other => return Err(Failure::input(format!("there is no normalisation `{other}`"))),
    })
}

fn aggregation(given: &Value) -> Result<Aggregation, Failure> {
    let method = member(given, "method")?;
    let means = match method {
        Value::Array(methods) => methods.iter().map(mean).collect::<Result<_, _>>()?,
        one => vec![mean(one)?],
    };
    let weights = match given.get("weights") {
        None | Some(Value::Null) => Weights::Dataset,
        Some(Value::String(name)) if name == "dataset" => Weights::Dataset,
        Some(Value::String(name)) if name == "equal" => Weights::Equal,
        Some(Value::Object(given)) => {
            let weight = |(code, weight): (&String, &Value)| {
                let weight =
                    number(weight)?.ok_or_else(|| Failure::input(format!("the weight of {code} is missing")))?;
                Ok::<_, Failure>((code.clone(), weight))
            };
            Weights::Given(given.iter().map(weight).collect::<Result<_, _>>()?)
        }
        Some(other) => return Err(Failure::input(format!("{other} are no weights"))),
    };
    Ok(Aggregation { means, weights, threshold: optional_number(given, "dat_thresh")? })
}

pub(crate) fn mean(given: &Value) -> Result<Mean, Failure> {
    match text_of(given)? {
        "arithmetic" => Ok(Mean::Arithmetic),
        "geometric" => Ok(Mean::Geometric),
        "harmonic" => Ok(Mean::Harmonic),
        other => Err(Failure::input(format!("there is no mean `{other}`"))),
    }
}

/// A whole number, also where it is written `3.0`.
pub(crate) fn whole(given: &Value) -> Result<usize, Failure> {
    let number = given.as_f64().filter(|x| (0.0..=f64::from(u32::MAX)).contains(x) && x.fract() <= 0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
    let whole = number.map(|number| number as usize);
    whole.ok_or_else(|| Failure::input(format!("{given} is no whole number")))
}

fn members<'a>(given: &'a Value, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    given.get(name).and_then(Value::as_object).into_iter().flatten()
}

fn texts(given: &Value) -> Result<Vec<&str>, Failure> {
    list(given)?.iter().map(text_of).collect()
}

fn text<'a>(given: &'a Value, name: &str) -> Result<&'a str, Failure> {
    text_of(member(given, name)?)
}

fn text_of(given: &Value) -> Result<&str, Failure> {
    given.as_str().ok_or_else(|| Failure::input(format!("{given} is no text")))
}

fn optional_text<'a>(given: &'a Value, name: &str) -> Result<Option<&'a str>, Failure> {
    given.get(name).filter(|value| !value.is_null()).map(text_of).transpose()
}

fn optional_number(given: &Value, name: &str) -> Result<Option<f64>, Failure> {
    given.get(name).map_or(Ok(None), number)
}
