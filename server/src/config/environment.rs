//! Variables `CHENGPING_<SECTION>_<KEY>` over the file. The keys are those of [`Config`] itself: a new
//! one needs no line here.

use std::collections::BTreeMap;

use domain::Text;
use toml::{Table, Value};

use super::{Config, ConfigError, Fault, error::explain};

const PREFIX: &str = "CHENGPING_";
/// Variables with our prefix that are no keys: the name of the file, and those of scripts and tests.
const OTHERS: [&str; 7] = [
    "CHENGPING_CONFIG",
    "CHENGPING_ROOT",
    "CHENGPING_CACHE",
    "CHENGPING_BIN",
    "CHENGPING_RUST",
    "CHENGPING_TEST_POSTGRES",
    "CHENGPING_REQUIRE_POSTGRES",
];
/// cargo-leptos sets these for the program it starts; our own variables come before them.
const OF_BUILD: [(&str, &str); 5] = [
    ("LEPTOS_OUTPUT_NAME", "CHENGPING_LEPTOS_OUTPUT_NAME"),
    ("LEPTOS_SITE_ROOT", "CHENGPING_LEPTOS_SITE_ROOT"),
    ("LEPTOS_SITE_PKG_DIR", "CHENGPING_LEPTOS_SITE_PKG_DIR"),
    ("LEPTOS_SITE_ADDR", "CHENGPING_LEPTOS_SITE_ADDR"),
    ("LEPTOS_HASH_FILES", "CHENGPING_LEPTOS_HASH_FILES"),
];

pub(super) struct Overridden {
    pub(super) config: Config,
    /// Which variable set a key.
    pub(super) keys: BTreeMap<String, String>,
    pub(super) warnings: Vec<Fault>,
}

/// Applies the variables, one after the other.
pub(super) fn over(
    config: &Config,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Overridden, ConfigError> {
    let internal =
        |error: toml::ser::Error| ConfigError::one(Fault::of_variable(PREFIX, Text::same(error.to_string())));
    let mut table = Table::try_from(config).map_err(internal)?;
    let known: BTreeMap<String, Vec<String>> =
        paths(&table).into_iter().map(|path| (variable_name(&path), path)).collect();
    let mut overridden = Overridden { config: config.clone(), keys: BTreeMap::new(), warnings: Vec::new() };
    let mut faults = Vec::new();
    let mut variables: Vec<(String, String)> = variables.into_iter().collect();
    // Applied in this order, so that ours have the last word.
    variables.sort_by_key(|(name, _)| name.starts_with(PREFIX));
    for (name, text) in variables {
        let ours = OF_BUILD.iter().find(|(theirs, _)| *theirs == name).map_or(name.as_str(), |(_, ours)| ours);
        if !ours.starts_with(PREFIX) {
            continue;
        }
        let Some(path) = known.get(ours) else {
            if !OTHERS.contains(&name.as_str()) {
                overridden.warnings.push(unknown(&name, &known));
            }
            continue;
        };
        match set(&mut table, path, &text) {
            Ok(config) => {
                overridden.config = config;
                overridden.keys.insert(path.join("."), name);
            }
            Err(message) => faults.push(Fault::of_variable(&name, message)),
        }
    }
    if faults.is_empty() { Ok(overridden) } else { Err(ConfigError { faults }) }
}

fn unknown(name: &str, known: &BTreeMap<String, Vec<String>>) -> Fault {
    let list = known.keys().cloned().collect::<Vec<_>>().join(", ");
    Fault::of_variable(
        name,
        Text::new(
            format!("没有这个设置，已忽略。可用的有：{list}。"),
            format!("is not known and is ignored. Known: {list}."),
        ),
    )
}

/// The paths of all values: `["server", "public_url"]`.
fn paths(table: &Table) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (key, value) in table {
        match value {
            Value::Table(inner) => {
                found.extend(paths(inner).into_iter().map(|mut path| {
                    path.insert(0, key.clone());
                    path
                }));
            }
            Value::String(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Boolean(_)
            | Value::Datetime(_)
            | Value::Array(_) => found.push(vec![key.clone()]),
        }
    }
    found
}

/// The last two parts name the variable: the section of leptos is called `LEPTOS`.
fn variable_name(path: &[String]) -> String {
    let last = &path[path.len().saturating_sub(2)..];
    format!("{PREFIX}{}", last.join("_").replace('-', "_").to_uppercase())
}

/// Sets one value and reads the whole again; on failure the table is as before.
fn set(table: &mut Table, path: &[String], text: &str) -> Result<Config, Text> {
    let before = table.clone();
    let Some(slot) = slot(table, path) else { return Err(explain("no such key")) };
    *slot = match slot {
        Value::Boolean(_) => {
            Value::Boolean(text.trim().parse().map_err(|_| Text::new("要写 true 或 false。", "takes true or false."))?)
        }
        Value::Integer(_) => {
            Value::Integer(text.trim().parse().map_err(|_| Text::new("要写整数。", "takes a whole number."))?)
        }
        Value::String(_) | Value::Float(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_) => {
            Value::String(text.to_owned())
        }
    };
    table.clone().try_into().map_err(|error: toml::de::Error| {
        *table = before;
        explain(error.message())
    })
}

fn slot<'a>(table: &'a mut Table, path: &[String]) -> Option<&'a mut Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(table.get_mut(first)?, |value, key| value.get_mut(key))
}
