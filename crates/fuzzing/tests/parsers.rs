//! Each parser with anything, and with sound input that was changed a little: a short run of what the
//! fuzzer does at length.

#![expect(clippy::expect_used, reason = "a test may panic")]

use std::{env, fs};

use fuzzing::{TARGETS, Target};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

/// Inputs for each parser: a second or less.
const CASES: u32 = 192;

/// More of them, where somebody asks: `CHENGPING_CASES=20000 cargo test -p fuzzing`.
fn cases() -> u32 {
    env::var("CHENGPING_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

/// Parsers of JSON.
const JSON: [&str; 3] = ["edition", "questionnaire", "recipe"];

#[derive(Debug, Clone)]
enum Change {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static str),
    End(prop::sample::Index),
}

impl Change {
    fn any(words: &'static [&'static str]) -> impl Strategy<Value = Self> {
        let index = any::<prop::sample::Index>;
        prop_oneof![
            4 => (index(), any::<u8>()).prop_map(|(at, byte)| Self::Set(at, byte)),
            4 => (index(), 1..100_usize).prop_map(|(at, length)| Self::Cut(at, length)),
            4 => (index(), 1..100_usize).prop_map(|(at, length)| Self::Repeat(at, length)),
            8 => (index(), prop::sample::select(words)).prop_map(|(at, word)| Self::Insert(at, word)),
            1 => index().prop_map(Self::End),
        ]
    }

    fn apply(&self, bytes: &mut Vec<u8>) {
        let to = |from: usize, length: usize| (from + length).min(bytes.len());
        match self {
            _ if bytes.is_empty() => {}
            Self::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Self::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..to(at, *length));
            }
            Self::Repeat(at, length) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..to(at, *length)].to_vec();
                bytes.splice(at..at, piece);
            }
            Self::Insert(at, word) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, word.bytes());
            }
            Self::End(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
}

/// A seed with some changes, perhaps with the rest of another.
fn changed(target: &Target) -> impl Strategy<Value = Vec<u8>> + use<> {
    let seed = || prop::sample::select((target.seeds)());
    let splice = prop::option::weighted(0.2, (seed(), any::<prop::sample::Index>(), any::<prop::sample::Index>()));
    let changes = prop::collection::vec(Change::any(target.words), 1..5);
    (seed(), splice, changes).prop_map(|(mut bytes, splice, changes)| {
        if let Some((other, from, at)) = splice {
            bytes.truncate(at.index(bytes.len()));
            bytes.extend(&other[from.index(other.len())..]);
        }
        for change in &changes {
            change.apply(&mut bytes);
        }
        bytes
    })
}

/// A seed that is JSON with some of its values replaced, taken away or doubled, so that it stays JSON.
fn changed_json(target: &Target) -> impl Strategy<Value = Vec<u8>> + use<> {
    let seeds: Vec<Value> = (target.seeds)().iter().filter_map(|seed| serde_json::from_slice(seed).ok()).collect();
    let others = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(101),
        json!(1e308),
        json!(-1e308),
        json!(5e-324),
        json!(""),
        json!("A"),
        json!("不"),
        json!([]),
        json!({}),
    ];
    let change = (any::<prop::sample::Index>(), prop::option::weighted(0.7, prop::sample::select(others)));
    (prop::sample::select(seeds), prop::collection::vec(change, 1..4)).prop_map(|(mut value, changes)| {
        for (at, other) in changes {
            let at = at.index(count(&value));
            replace(&mut value, &mut { at }, other.as_ref());
        }
        serde_json::to_vec(&value).expect("is written")
    })
}

/// How many values stand in this one, itself counted.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum::<usize>(),
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Puts the other one in the place of the value that `left` values stand before; without another, takes
/// an element out of its list (or doubles it, where it is the first), and a field out of its object.
fn replace(value: &mut Value, left: &mut usize, other: Option<&Value>) -> bool {
    if *left == 0 {
        if let Some(other) = other {
            *value = other.clone();
        }
        return true;
    }
    *left -= 1;
    match value {
        Value::Array(values) => {
            let mut at = 0;
            while at < values.len() {
                let hit = *left == 0;
                if replace(&mut values[at], left, other) {
                    match (hit && other.is_none(), at) {
                        (true, 0) => values.push(values[0].clone()),
                        (true, _) => drop(values.remove(at)),
                        (false, _) => {}
                    }
                    return true;
                }
                at += 1;
            }
            false
        }
        Value::Object(fields) => {
            let names: Vec<String> = fields.keys().cloned().collect();
            for name in names {
                let hit = *left == 0;
                if replace(&mut fields[&name], left, other) {
                    if hit && other.is_none() {
                        fields.remove(&name);
                    }
                    return true;
                }
            }
            false
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Words of the parser in any order, between anything.
fn words(target: &Target) -> impl Strategy<Value = Vec<u8>> + use<> {
    let word = prop_oneof![
        4 => prop::sample::select(target.words).prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..8),
        1 => "\\PC{0,6}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(word, 0..24).prop_map(|words| words.concat())
}

fn try_out(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    for seed in (target.seeds)() {
        (target.run)(&seed);
    }
    let mut runner = TestRunner::new(Config { cases: cases(), failure_persistence: None, ..Config::default() });
    let mut bytes =
        prop_oneof![3 => changed(target), 1 => words(target), 1 => prop::collection::vec(any::<u8>(), 0..400)].boxed();
    if JSON.contains(&name) {
        bytes = prop_oneof![1 => bytes, 2 => changed_json(target)].boxed();
    }
    let outcome = runner.run(&bytes, |bytes| {
        (target.run)(&bytes);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

macro_rules! each_answers_whatever_it_is_given {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { try_out(stringify!($name)); })*

        #[test]
        fn no_target_is_left_out() {
            let names = [$(stringify!($name)),*];
            assert_eq!(TARGETS.map(|target| target.name), names);
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/fuzz_targets");
            let mut files: Vec<String> = fs::read_dir(folder)
                .expect("a folder")
                .map(|file| file.expect("a file").file_name().to_string_lossy().replace(".rs", ""))
                .collect();
            files.sort_unstable();
            assert_eq!(files, names);
        }
    };
}

each_answers_whatever_it_is_given!(
    bundle,
    condition,
    document,
    edition,
    instrument,
    questionnaire,
    recipe,
    short_text,
    submission,
    submission_part,
    submission_table,
    table,
    table_part,
);
