//! Bundles of editions, as anyone may hand them in to be verified.

use domain::{EditionContent, Problem};
use publication::{bundle, first_value_difference};

use crate::{Target, expect, sample};

/// The file as it is. Nearly every change is found by a hash.
pub const BUNDLE: Target = Target {
    name: "bundle",
    run: read,
    seeds: || vec![bundle::write(&sample::EDITION).expect("is written").bytes],
    words: &["null", "{}", "[]", "\"", ",", ":", "1e400", "-0", "\\u0000", "\"sections\":", "\"sha256\":", "\u{feff}"],
};

/// The content alone, given true hashes: what a forger would do.
pub const EDITION: Target = Target {
    name: "edition",
    run: forge,
    seeds: || {
        [&*sample::EDITION, &*sample::ASSESSED].map(|content| serde_json::to_vec(content).expect("is written")).into()
    },
    words: &[
        "null",
        "[]",
        "{}",
        "1e308",
        "-1e308",
        "0",
        "5e-324",
        "\"livability\"",
        "\"air_days\"",
        "\"C01\"",
        "\"parent\":",
        "\"weight\":",
        "\"values\":",
        "\"points\":",
        "\"findings\":",
        "\"notes\":",
        "\"standard_errors\":",
        "\"published\":",
        "\"other_periods\":",
        "\"140100\"",
        "\"A1\"",
    ],
};

fn read(bytes: &[u8]) {
    match bundle::read(bytes) {
        Ok(read) => {
            let again = bundle::write(&read.content).expect("what was read can be written");
            assert!(again.bytes == bytes, "a bundle that is whole has one spelling");
            assert_eq!(again.sha256_of_file, read.sha256_of_file);
            assert_eq!(bundle::content_of_whole(bytes).expect("is whole"), read.content);
            recompute(&read.content);
        }
        Err(error) => expect::in_both_languages(&error.0.message),
    }
}

fn forge(bytes: &[u8]) {
    let Ok(content) = serde_json::from_slice::<EditionContent>(bytes) else { return };
    match bundle::write(&content) {
        Ok(bundle) => read(&bundle.bytes),
        Err(error) => expect::in_both_languages(&error.message()),
    }
}

/// As `verify` does.
fn recompute(content: &EditionContent) {
    match scoring::score(&content.instrument, &content.data, &content.recipe) {
        Ok(sheet) => {
            let [again, stated] =
                [&sheet, &content.result].map(|sheet| serde_json::to_value(sheet).unwrap_or_default());
            if let Some(difference) = first_value_difference(&again, &stated) {
                expect::in_both_languages(&difference.message);
            }
        }
        Err(errors) => expect::refused(&errors.iter().map(Problem::from).collect::<Vec<_>>()),
    }
}
