//! Each parser with anything, and with sound input that was changed a little: a short run of what the
//! fuzzer does at length.

use fuzzing::{TARGETS, Target};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

/// Runs a target.
const CASES: u32 = 64;

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
        changes.iter().for_each(|change| change.apply(&mut bytes));
        bytes
    })
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
    (target.seeds)().iter().for_each(|seed| (target.run)(seed));
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let bytes = prop_oneof![3 => changed(target), 1 => words(target), 1 => prop::collection::vec(any::<u8>(), 0..400)];
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
            assert_eq!(TARGETS.map(|target| target.name), [$(stringify!($name)),*]);
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
