use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::testing::{assessed, content, second};

fn bundle() -> Vec<u8> {
    write(&content()).expect("is written").bytes
}

fn difference(bytes: &[u8]) -> Difference {
    first_integrity_difference(bytes).expect("a difference is found")
}

/// Changes the file as someone would who knows the format but not its hashes.
fn edited(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut file: Value = serde_json::from_slice(&bundle()).expect("is JSON");
    change(&mut file);
    to_canonical(&file).expect("is canonical")
}

/// Changes the content and computes every hash anew.
fn forged(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    edited(|file| {
        change(&mut file["content"]);
        file["sections"] = json!(hash_sections(&file["content"]).expect("hashes"));
        file["sha256"] = json!(sha256_hex(&to_canonical(&file["content"]).expect("is canonical")));
    })
}

#[test]
fn the_bundle_of_the_tiny_edition_is_the_golden_one() {
    insta::assert_snapshot!(String::from_utf8(bundle()).expect("is UTF-8"));
}

#[test]
fn invented_figures_are_marked_in_the_bundle_and_real_ones_are_written_as_before() {
    let mut content = content();
    let marked = |content: &EditionContent| -> Value {
        let bytes = write(content).expect("is written").bytes;
        let file: Value = serde_json::from_slice(&bytes).expect("is JSON");
        file["content"]["index"]["fictional"].clone()
    };
    assert_eq!(marked(&content), Value::Null);
    content.index.fictional = true;
    assert_eq!(marked(&content), json!(true));
    assert_eq!(read(&write(&content).expect("is written").bytes).expect("is whole").content, content);
}

#[test]
fn a_bundle_reads_back_as_what_was_written() {
    let written = write(&content()).expect("is written");
    let back = read(&written.bytes).expect("is whole");
    assert_eq!(back.content, content());
    assert_eq!(back.sha256_of_file, written.sha256_of_file);
    assert_eq!(write(&back.content).expect("is written"), written);
    assert_eq!(first_integrity_difference(&written.bytes), None);
}

#[test]
fn the_content_of_a_whole_bundle_is_the_same_however_it_is_read() {
    assert_eq!(content_of_whole(&bundle()).expect("is known"), content());
    let other = edited(|file| file["format"] = json!("chengping-edition/2"));
    let refused = content_of_whole(&other).expect_err("another format").to_string();
    assert!(refused.contains("chengping-edition/2"), "{refused}");
}

#[test]
fn a_bundle_of_a_questionnaire_reads_back_as_what_was_written() {
    let written = write(&assessed()).expect("is written");
    assert_eq!(read(&written.bytes).expect("is whole").content, assessed());
}

#[test]
fn a_bundle_with_every_step_reads_back_as_what_was_written() {
    let written = write(&second()).expect("is written");
    assert_eq!(read(&written.bytes).expect("is whole").content, second());
    let changed = String::from_utf8(written.bytes).expect("is UTF-8").replacen("\"failed\":2", "\"failed\":1", 1);
    assert_eq!(difference(changed.as_bytes()).pointer, "/content/result");
}

#[test]
fn a_bundle_without_any_step_does_not_speak_of_them() {
    let text = String::from_utf8(bundle()).expect("is UTF-8");
    for word in ["steps", "interval", "used", "imputed", "select", "impute", "treat", "weighting", "robustness"] {
        assert!(!text.contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn a_bundle_is_one_line() {
    assert!(!bundle().contains(&b'\n'));
}

#[test]
fn the_stated_hash_is_that_of_the_canonical_content() {
    let bytes = bundle();
    let file: Value = serde_json::from_slice(&bytes).expect("is JSON");
    assert_eq!(file["sha256"], sha256_hex(&to_canonical(&content()).expect("is canonical")));
    assert_eq!(file["sections"]["recipe"], sha256_hex(&to_canonical(&content().recipe).expect("is canonical")));
}

#[test]
fn a_score_that_is_not_a_number_is_refused() {
    let mut content = content();
    content.result.units[0].nodes[0].score = Some(f64::NAN);
    assert!(matches!(write(&content), Err(PublicationError::NotFinite)));
}

#[test]
fn broken_json_is_reported_with_its_byte() {
    let mut bytes = bundle();
    bytes[10] = 0xff;
    let difference = difference(&bytes[..]);
    assert!(difference.message.en.contains("not sound JSON"), "{difference:?}");
    let two_lines = first_integrity_difference(b"{\n\"a\": ?}").expect("is broken");
    assert!(two_lines.message.en.contains("byte 7,"), "{two_lines:?}");
    assert!(first_integrity_difference(b"").is_some());
}

#[test]
fn a_changed_value_names_its_section() {
    let changed = edited(|file| file["content"]["data"]["values"]["open"][1] = json!(81));
    assert_eq!(difference(&changed).pointer, "/content/data");
    let changed = edited(|file| file["content"]["result"]["units"][0]["nodes"][0]["rank"] = json!(1));
    assert_eq!(difference(&changed).pointer, "/content/result");
    let changed = edited(|file| file["content"]["period"] = json!("2017"));
    assert_eq!(difference(&changed).pointer, "/content");
}

#[test]
fn a_changed_hash_is_told_from_a_changed_section() {
    let changed = edited(|file| file["sections"]["data"] = json!("0".repeat(64)));
    assert_eq!(difference(&changed).pointer, "/sections/data");
    let changed = edited(|file| file["sha256"] = json!("0".repeat(64)));
    assert_eq!(difference(&changed).pointer, "/sha256");
}

#[test]
fn another_format_is_refused_by_name() {
    assert_eq!(difference(b"{}").pointer, "/format");
    assert_eq!(difference(b"[1]").pointer, "/format");
    let changed = edited(|file| file["format"] = json!("chengping-edition/2"));
    assert_eq!(difference(&changed).found, json!("chengping-edition/2"));
}

#[test]
fn missing_and_unknown_fields_are_named() {
    let changed = edited(|file| {
        file["content"].as_object_mut().expect("an object").shift_remove("engine");
    });
    assert_eq!(difference(&changed).pointer, "/content/engine");
    let changed = edited(|file| file["extra"] = json!(1));
    assert_eq!(difference(&changed).pointer, "/extra");
    let changed = edited(|file| file["sections"]["extra"] = json!(1));
    assert_eq!(difference(&changed).pointer, "/sections/extra");
}

#[test]
fn another_spelling_of_the_same_value_is_a_difference_at_its_byte() {
    let bytes = bundle();
    let text = String::from_utf8(bytes.clone()).expect("is UTF-8");
    let mut trailing = bytes.clone();
    trailing.push(b'\n');
    assert!(difference(&trailing).message.en.contains(&format!("byte {} ", bytes.len())));
    let repeated = text.replacen("\"period\":\"2016\"", "\"period\":\"2015\",\"period\":\"2016\"", 1);
    assert!(difference(repeated.as_bytes()).message.en.contains("not canonical"));
    let padded = text.replacen(":[80", ":[80.0", 1).replacen(",80,", ",80.0,", 1);
    assert_ne!(padded, text);
    assert!(difference(padded.as_bytes()).message.en.contains("not canonical"));
}

#[test]
fn a_forger_who_computes_the_hashes_anew_cannot_smuggle_in_what_the_types_do_not_know() {
    assert!(read(&forged(|content| content["period"] = json!("2017"))).is_ok());
    let smuggled = forged(|content| content["result"]["units"][0]["nodes"][0]["note"] = json!("first!"));
    let found = difference(&smuggled);
    assert_eq!(found.pointer, "/content/result/units/0/nodes/0/note");
    assert!(found.message.en.contains(&found.pointer), "{found:?}");
    let unreadable = forged(|content| content["recipe"]["missing"]["rule"] = json!("guess"));
    assert_eq!(difference(&unreadable).pointer, "/content/recipe");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_changed_byte_is_found(at in any::<prop::sample::Index>(), mask in 1_u8..) {
        let mut bytes = bundle();
        let at = at.index(bytes.len());
        bytes[at] ^= mask;
        prop_assert!(first_integrity_difference(&bytes).is_some(), "byte {at} ^ {mask}");
    }

    #[test]
    fn a_lost_or_inserted_byte_is_found(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let whole = bundle();
        let at = at.index(whole.len());
        let mut shorter = whole.clone();
        shorter.remove(at);
        prop_assert!(first_integrity_difference(&shorter).is_some(), "byte {at} removed");
        let mut longer = whole;
        longer.insert(at, byte);
        prop_assert!(first_integrity_difference(&longer).is_some(), "{byte} inserted at {at}");
    }

    #[test]
    fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
    }
}
