//! How single values stand in a column: times, JSON, words of closed enums, counts.

use serde::{Serialize, de::DeserializeOwned};
use time::{OffsetDateTime, UtcOffset};

use crate::error::{Result, StorageError};

/// A time as it is stored: UTC, whole seconds. See the crate documentation for why.
pub(crate) fn stamp(at: OffsetDateTime) -> OffsetDateTime {
    let at = at.to_offset(UtcOffset::UTC);
    at.replace_nanosecond(0).unwrap_or(at)
}

/// A value as JSON text.
pub(crate) fn to_json<T: Serialize>(value: &T, what: &'static str) -> Result<String> {
    serde_json::to_string(value).map_err(|e| StorageError::corrupt(format!("{what} cannot be written as JSON: {e}")))
}

/// A value from the JSON text of a column.
pub(crate) fn from_json<T: DeserializeOwned>(json: &str, what: &'static str) -> Result<T> {
    serde_json::from_str(json).map_err(|e| StorageError::corrupt(format!("{what}: {e}")))
}

/// A word of a closed enum, where `parse` knows it.
pub(crate) fn word<T>(code: &str, parse: impl FnOnce(&str) -> Option<T>, what: &'static str) -> Result<T> {
    parse(code).ok_or_else(|| StorageError::corrupt(format!("{what}: unknown word “{code}”")))
}

/// A count between the width of a column and that of the program.
pub(crate) fn count<A, B>(value: A, what: &'static str) -> Result<B>
where
    A: Copy + std::fmt::Display,
    B: TryFrom<A>,
{
    B::try_from(value).map_err(|_| StorageError::corrupt(format!("{what}: {value} is out of range")))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_time_is_stored_in_utc_to_the_second() {
        assert_eq!(stamp(datetime!(2026-11-23 08:00:00.75 +8)), datetime!(2026-11-23 00:00:00 UTC));
        assert_eq!(stamp(datetime!(2026-11-23 08:00:00.75 +8)).offset(), UtcOffset::UTC);
    }

    #[test]
    fn broken_json_is_named_as_corrupt() {
        let error = from_json::<Vec<u8>>("{", "warnings of a data set").expect_err("half an object");
        assert!(error.to_string().contains("warnings of a data set"), "{error}");
    }
}
