//! Working days 工作日 in mainland China, with holidays 节假日 and make-up days 调休.
//!
//! Every count comes from one number for a day: the working days up to and with it, since a Monday
//! long ago. That is the plain week, by arithmetic, plus a correction looked up in a short table of
//! [`corrections`]. A spreadsheet counts the same way (`evidence::condition`).

use std::{fmt, ops::RangeInclusive, str::FromStr, sync::LazyLock};

use serde::{Deserialize, Serialize};
use time::{Date, macros::format_description};

/// First year that the table of holidays covers.
const FIRST_YEAR: i32 = 2016;
/// Last year that the table of holidays covers: the State Council announces a year in the November
/// before it.
const LAST_YEAR: i32 = 2026;
const TABLE: &str = include_str!("calendar/holidays.csv");

time::serde::format_description!(pub(crate) iso_date, Date, "[year]-[month]-[day]");

/// The days a round assesses, both ends with it; usually a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    #[serde(with = "iso_date")]
    pub start: Date,
    /// Last day.
    #[serde(with = "iso_date")]
    pub end: Date,
}

/// As ISO 8601 writes an interval: `2025-01-01/2025-12-31`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.start, self.end)
    }
}

/// A text that is not two days in order, `2025-01-01/2025-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is written as two days in order, such as 2025-01-01/2025-12-31")]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (start, end) = text.split_once('/').ok_or(NotAPeriod)?;
        let period = Self { start: parse_date(start).ok_or(NotAPeriod)?, end: parse_date(end).ok_or(NotAPeriod)? };
        if period.start <= period.end { Ok(period) } else { Err(NotAPeriod) }
    }
}

/// Reads `2025-03-01`, and nothing else that ISO 8601 allows.
pub fn parse_date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok().filter(|_| text.len() == "2025-03-01".len())
}

/// How many more working days than the plain week has, from one day until the next correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// The first day it holds for.
    pub from: Date,
    /// Make-up days less holidays so far; negative, since holidays prevail.
    pub days: i32,
}

static CORRECTIONS: LazyLock<Vec<Correction>> = LazyLock::new(|| {
    let mut days = 0;
    exceptions()
        .map(|(from, works)| {
            days += if works { 1 } else { -1 };
            Correction { from, days }
        })
        .collect()
});

/// The corrections to the plain week, oldest first; before the first there is none.
pub fn corrections() -> &'static [Correction] {
    &CORRECTIONS
}

/// The lines of the table: a day, and whether people work on it. A test reads every line.
fn exceptions() -> impl Iterator<Item = (Date, bool)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split(',');
        let day = parse_date(cells.next()?)?;
        match cells.next()? {
            "work" => Some((day, true)),
            "off" => Some((day, false)),
            _ => None,
        }
    })
}

/// The years whose holidays are known. In other years every Monday to Friday counts as a working
/// day: whoever shows such a count should say that it is provisional.
pub const fn covered_years() -> RangeInclusive<i32> {
    FIRST_YEAR..=LAST_YEAR
}

/// Whether the holidays of all days from one to the other are known.
pub fn covers(from: Date, to: Date) -> bool {
    covered_years().contains(&from.year()) && covered_years().contains(&to.year())
}

/// Whether people work on this day.
pub fn is_working_day(day: Date) -> bool {
    let exception = CORRECTIONS.binary_search_by_key(&day, |correction| correction.from).is_ok();
    (day.weekday().number_days_from_monday() < 5) != exception
}

/// The working days after `from`, up to and with `to`; negative where `to` is the earlier.
pub fn working_days_between(from: Date, to: Date) -> i32 {
    working_days_until(to) - working_days_until(from)
}

/// The day on which `days` working days have passed since `start`, itself not counted; `start` for
/// none. `None` beyond the year 9999.
pub fn add_working_days(start: Date, days: u16) -> Option<Date> {
    let mut day = start;
    let mut missing = i32::from(days);
    while missing > 0 {
        // As many days hold at most as many working days: a step never goes too far.
        day = day.checked_add(time::Duration::days(i64::from(missing)))?;
        missing = i32::from(days) - working_days_between(start, day);
    }
    Some(day)
}

/// Working days up to and with a day, since the Monday that begins the Julian period.
fn working_days_until(day: Date) -> i32 {
    let julian = day.to_julian_day();
    let plain = julian.div_euclid(7) * 5 + (julian.rem_euclid(7) + 1).min(5);
    let passed = CORRECTIONS.partition_point(|correction| correction.from <= day);
    plain + passed.checked_sub(1).map_or(0, |last| CORRECTIONS[last].days)
}

#[cfg(test)]
mod tests;
