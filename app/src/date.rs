//! Days and moments as people read them, in Beijing time.

use domain::Lang;
use time::{Date, OffsetDateTime, UtcOffset, macros::offset};

/// China has one time zone and no summer time.
const BEIJING: UtcOffset = offset!(+8);

/// `2026年11月23日`, `23 November 2026`.
pub fn day(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day()),
        Lang::En => format!("{} {} {}", date.day(), date.month(), date.year()),
    }
}

/// The day on which something happened.
pub fn day_of(lang: Lang, at: OffsetDateTime) -> String {
    day(lang, at.to_offset(BEIJING).date())
}

/// Day, hour and minute: `2026年11月23日 14:03`, `23 November 2026, 14:03`.
pub fn moment(lang: Lang, at: OffsetDateTime) -> String {
    let local = at.to_offset(BEIJING);
    let between = match lang {
        Lang::Zh => " ",
        Lang::En => ", ",
    };
    format!("{}{between}{:02}:{:02}", day(lang, local.date()), local.hour(), local.minute())
}

/// As `<input type="date">` has it: `2026-11-23`.
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The day it is in Beijing.
pub fn today(now: OffsetDateTime) -> Date {
    now.to_offset(BEIJING).date()
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_day_is_written_as_the_language_writes_it() {
        assert_eq!(day(Lang::Zh, date!(2026 - 11 - 03)), "2026年11月3日");
        assert_eq!(day(Lang::En, date!(2026 - 11 - 03)), "3 November 2026");
        assert_eq!(iso(date!(2026 - 11 - 03)), "2026-11-03");
    }

    #[test]
    fn a_late_evening_in_utc_is_the_next_day_in_beijing() {
        let at = datetime!(2026-11-23 20:05 UTC);
        assert_eq!(moment(Lang::Zh, at), "2026年11月24日 04:05");
        assert_eq!(day_of(Lang::En, at), "24 November 2026");
        assert_eq!(today(at), date!(2026 - 11 - 24));
    }
}
