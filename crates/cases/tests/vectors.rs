//! The reference cases in `vectors/`, file by file, compared as `vectors/README.md` says. Every `math` case must
//! agree; what is done about every `policy` case, and why, stands in `vectors/policy/*.rs`.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it must be")]

#[path = "vectors/compare.rs"]
mod compare;
#[path = "vectors/policy/mod.rs"]
mod policy;

use std::{collections::BTreeMap, fs, path::PathBuf};

use cases::{Beside, Outcome, run};
use policy::Decision;
use serde_json::Value;

/// Reads what cases name beside their file: `file.json`, or `file.json#key` for one member of it.
struct Folder(PathBuf);

impl Beside for Folder {
    fn read(&self, path: &str) -> Result<Value, String> {
        let (file, key) = path.split_once('#').map_or((path, None), |(file, key)| (file, Some(key)));
        let bytes = fs::read(self.0.join(file)).map_err(|e| format!("{file}: {e}"))?;
        let document: Value = serde_json::from_slice(&bytes).map_err(|e| format!("{file}: {e}"))?;
        match key {
            None => Ok(document),
            Some(key) => document.get(key).cloned().ok_or_else(|| format!("{file} has no member `{key}`")),
        }
    }
}

fn folder() -> Folder {
    Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors"))
}

fn computed(file: &str) -> (Vec<Value>, BTreeMap<String, Outcome>) {
    let beside = folder();
    let bytes = fs::read(beside.0.join(file)).unwrap();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    let results = run(&bytes, &beside).unwrap().results;
    (document["cases"].as_array().unwrap().clone(), results)
}

/// What is wrong with the outcome of a case, if anything is.
fn fault(file: &str, case: &Value, outcome: Option<&Outcome>) -> Option<String> {
    let expected = &case["expected"];
    let refused_there = expected.get("error").is_some();
    let id = case["id"].as_str().unwrap();
    let decision = match case["strictness"].as_str() {
        Some("policy") => match policy::decision(file, id) {
            Some(row) => row.decision,
            None => return Some("a policy case without a row in tests/vectors/policy".to_owned()),
        },
        // Where the other package divides by 0 there is nothing to agree with: infinity never leaves this engine.
        _ if refused_there || compare::holds_infinity(expected) => Decision::Refuse,
        _ => Decision::AsExpected,
    };
    match (decision, outcome) {
        (_, None) => Some("no outcome at all".to_owned()),
        (_, Some(Outcome::Error(failure))) if failure.code.starts_with("case.") => {
            Some(format!("not run: {}: {}", failure.code, failure.message))
        }
        (Decision::Refuse, Some(Outcome::Error(_))) => None,
        (Decision::Refuse, Some(Outcome::Value(value))) => {
            Some(format!("refusal expected, computed {}", compare::short(value)))
        }
        (Decision::AsExpected, Some(Outcome::Error(failure))) => Some(format!(
            "expected {}, refused: {}: {}",
            compare::short(compare::value_of(expected)),
            failure.code,
            failure.message
        )),
        (Decision::AsExpected, Some(Outcome::Value(_))) if refused_there => {
            Some("the table says as expected, and expected is an error".to_owned())
        }
        (Decision::AsExpected, Some(Outcome::Value(value))) => {
            let differences = compare::differences(case, value);
            (!differences.is_empty()).then(|| {
                let more = differences.len().saturating_sub(4);
                let shown: Vec<_> = differences.into_iter().take(4).collect();
                format!("{}{}", shown.join("; "), if more > 0 { format!("; and {more} more") } else { String::new() })
            })
        }
    }
}

fn check(file: &str) {
    let (cases, results) = computed(file);
    let faults: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let id = case["id"].as_str().unwrap();
            fault(file, case, results.get(id))
                .map(|fault| format!("{id} [{}, {}] {fault}", case["op"].as_str().unwrap(), case["strictness"]))
        })
        .collect();
    assert!(faults.is_empty(), "{file}: {} of {} cases\n{}", faults.len(), cases.len(), faults.join("\n"));
}

macro_rules! files {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(#[test]
        fn $name() {
            check($file);
        })*
        const FILES: &[&str] = &[$($file),*];
    };
}

files! {
    aggregate_agrees: "aggregate.json",
    analysis_agrees: "analysis.json",
    impute_agrees: "impute.json",
    mcdm_agrees: "mcdm.json",
    normalise_agrees: "normalise.json",
    outliers_agrees: "outliers.json",
    pipeline_cities24_agrees: "pipeline_cities24.json",
    pipeline_cities60_agrees: "pipeline_cities60.json",
    reliability_agrees: "reliability.json",
    scale_mcdm_agrees: "scale_mcdm_cities117o.json",
    scale_pipeline_agrees: "scale_pipeline_cities117o.json",
    sensitivity_blocks_agrees: "sensitivity_blocks.json",
    sensitivity_replay_agrees: "sensitivity_replay.json",
    sobol_truth_agrees: "sobol_truth.json",
}

#[test]
fn every_file_of_the_folder_is_run() {
    let mut found: Vec<String> = fs::read_dir(folder().0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.to_ascii_lowercase().ends_with(".json"))
        .collect();
    found.sort();
    assert_eq!(found, FILES);
}

#[test]
fn there_is_no_unknown_operation() {
    let mut unknown = Vec::new();
    for file in FILES {
        for (id, outcome) in computed(file).1 {
            if let Outcome::Error(failure) = outcome
                && failure.code == "case.unknown_op"
            {
                unknown.push(format!("{file} {id}: {}", failure.message));
            }
        }
    }
    assert!(unknown.is_empty(), "{} cases\n{}", unknown.len(), unknown.join("\n"));
}

#[test]
fn every_row_of_the_policy_tables_decides_some_case() {
    let mut idle = Vec::new();
    for file in FILES {
        let (cases, _) = computed(file);
        for row in policy::rows(file) {
            let decides = cases.iter().any(|case| {
                case["strictness"] == "policy"
                    && policy::decision(file, case["id"].as_str().unwrap())
                        .is_some_and(|first| std::ptr::eq(first, row))
            });
            assert!(!row.why.is_empty(), "{file} {}: no reason is given", row.ids);
            if !decides {
                idle.push(format!("{file} {}", row.ids));
            }
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}
