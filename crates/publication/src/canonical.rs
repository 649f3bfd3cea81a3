//! Canonical JSON (RFC 8785, JCS): one value has exactly one spelling, so a hash means something.
//!
//! - Keys are sorted, nothing is padded, numbers have the shortest spelling that reads back as the
//!   same double.
//! - Negative zero is written `0`, as the RFC demands. It equals zero, so nothing computed changes.
//! - NaN and infinities are refused. The check is ours: inside a structure `serde_json`, on which
//!   `serde_jcs` is built, would write `null` for them without a word, and a number would turn into
//!   a missing value.
//! - Whole numbers beyond ±(2⁵³ − 1) are refused, since `serde_jcs` would round them.

mod numbers;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::PublicationError;

/// Writes a value as canonical JSON.
///
/// # Errors
/// [`PublicationError::NotFinite`], [`PublicationError::NotExact`], or the value has no JSON form.
pub fn to_canonical(value: &impl Serialize) -> Result<Vec<u8>, PublicationError> {
    numbers::check(value)?;
    Ok(serde_jcs::to_vec(value)?)
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn text(value: &impl Serialize) -> String {
        String::from_utf8(to_canonical(value).expect("has a canonical form")).expect("is UTF-8")
    }

    #[test]
    fn keys_are_sorted_by_utf_16_and_numbers_are_spelled_as_the_rfc_says() {
        let value = json!({"\u{fb33}": 1, "\u{1f600}": 2, "z": [1.0, 1e21, 1e-7, 0.1, 333_333_333.333_333_3], "a": "\u{20ac}\n\u{f}"});
        let expected = "{\"a\":\"€\\n\\u000f\",\"z\":[1,1e+21,1e-7,0.1,333333333.3333333],\"😀\":2,\"\u{fb33}\":1}";
        assert_eq!(text(&value), expected);
    }

    #[test]
    fn negative_zero_is_zero() {
        assert_eq!(text(&[-0.0, 0.0]), "[0,0]");
    }

    #[test]
    fn what_is_not_a_finite_number_is_refused_however_deep_it_lies() {
        for x in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let deep = BTreeMap::from([("a", vec![Some((1, x))])]);
            assert!(matches!(to_canonical(&deep), Err(PublicationError::NotFinite)), "{x}");
        }
    }

    #[test]
    fn a_whole_number_that_a_double_cannot_hold_is_refused() {
        assert_eq!(text(&9_007_199_254_740_991_u64), "9007199254740991");
        assert!(matches!(to_canonical(&9_007_199_254_740_993_u64), Err(PublicationError::NotExact(_))));
        assert!(matches!(to_canonical(&i64::MIN), Err(PublicationError::NotExact(_))));
    }

    #[test]
    fn the_hash_of_nothing_is_the_known_one() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    proptest! {
        #[test]
        fn every_double_reads_back_with_the_same_bits(bits in any::<u64>()) {
            let x = f64::from_bits(bits);
            prop_assume!(x.is_finite() && x != 0.0);
            let back: f64 = serde_json::from_slice(&to_canonical(&x).expect("is finite")).expect("is JSON");
            prop_assert_eq!(back.to_bits(), x.to_bits());
        }
    }
}
