//! Days as people write them, and the day numbers that spreadsheets keep.

use domain::calendar::parse_date;
use time::{Date, Duration, Month, macros::date};

use crate::value::fold;

/// A day, and whether a time other than midnight stood behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) with_time: bool,
}

/// Reads `2025-03-01`, `2025年3月1日`, `2025/3/1`, `2025.3.1` and `20250301`, in full-width digits too.
/// The year has four digits and comes first: `3/1/2025` could be two days.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let text = fold(text);
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(text.parse().ok()?).map(|date| Day { date, with_time: false });
    }
    let (day, time) = split_time(&text);
    let mut parts = day.split(['-', '/', '.', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = day.trim_end_matches(['日', '号']);
    let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !short(month) || !short(day) {
        return None;
    }
    let date = calendar_date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some(Day { date, with_time: !is_midnight(time)? })
}

/// The part before a time and the time, which follows a `T`, a space, or the character for day.
fn split_time(text: &str) -> (&str, &str) {
    let at = text.char_indices().find_map(|(at, c)| match c {
        '日' | '号' => Some((at + c.len_utf8(), at + c.len_utf8())),
        'T' => Some((at, at + 1)),
        // A space may also stand around a separator: `2025 / 3 / 1`.
        ' ' if text[at..].contains(':') && !text[at..].contains(['-', '/', '.', '年', '月']) => Some((at, at + 1)),
        _ => None,
    });
    at.map_or((text, ""), |(end, start)| (&text[..end], text[start..].trim()))
}

/// Whether a time says midnight or nothing; `None` where it is no time.
fn is_midnight(time: &str) -> Option<bool> {
    let time = time.strip_suffix('Z').unwrap_or(time);
    if time.is_empty() {
        return Some(true);
    }
    let sound = time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    sound.then(|| time.bytes().all(|b| matches!(b, b'0' | b':' | b'.')))
}

/// The day written as one number, `20250301`.
pub(super) fn compact(number: u32) -> Option<Date> {
    let year = i32::try_from(number / 10_000).ok().filter(|year| (1900..2200).contains(year))?;
    calendar_date(year, u8::try_from(number / 100 % 100).ok()?, u8::try_from(number % 100).ok()?)
}

/// The day that a spreadsheet keeps as a number of days.
pub(super) fn from_serial(number: f64, counts_from_1904: bool) -> Option<Date> {
    // The last day of the year 9999 has the number 2 958 465.
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within seven digits, as just checked")]
    let days = number.floor() as i64;
    let epoch = if counts_from_1904 {
        date!(1904 - 01 - 01)
    } else if days < 60 {
        date!(1899 - 12 - 31)
    } else {
        // Spreadsheets believe in a 29 February 1900.
        date!(1899 - 12 - 30)
    };
    epoch.checked_add(Duration::days(days))
}

/// A date cell as the workbook reader writes it: `2025-03-01`, with `T…` behind if there is a time.
pub(super) fn read_stored(text: &str) -> Option<Day> {
    match parse_date(text) {
        Some(date) => Some(Day { date, with_time: false }),
        None => read_day(text),
    }
}

fn calendar_date(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_people_write() {
        for text in [
            "2025年3月1日",
            "2025年03月01日",
            "2025年3月1号",
            "2025/3/1",
            "2025.3.1",
            "2025-3-1",
            "2025-03-01",
            "20250301",
            "２０２５年３月１日",
            "２０２５．３．１",
            " 2025 / 3 / 1 ",
            "2025-03-01 00:00:00",
            "2025-03-01T00:00:00Z",
        ] {
            let day = read_day(text);
            assert_eq!(day, Some(Day { date: date!(2025 - 03 - 01), with_time: false }), "{text:?}");
        }
        for text in ["2025年3月1日 14:30", "2025-03-01T14:30:00", "2025/3/1 9:05"] {
            assert_eq!(read_day(text), Some(Day { date: date!(2025 - 03 - 01), with_time: true }), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_not_read() {
        for text in [
            "",
            "3/1/2025",
            "25.3.1",
            "2025年3月",
            "2025",
            "2025-02-30",
            "20251301",
            "45717",
            "2025-03-01 上午",
            "昨天",
            "2025-03-01-02",
            "2025-3-001",
            "+2025-3-1",
            "T",
            "2025年3月1日至5日",
        ] {
            assert_eq!(read_day(text), None, "{text:?}");
        }
    }

    #[test]
    fn day_numbers_are_counted_from_1900_or_1904() {
        assert_eq!(from_serial(45_717.0, false), Some(date!(2025 - 03 - 01)));
        assert_eq!(from_serial(44_255.0, true), Some(date!(2025 - 03 - 01)));
        assert_eq!(from_serial(1.0, false), Some(date!(1900 - 01 - 01)));
        assert_eq!(from_serial(61.0, false), Some(date!(1900 - 03 - 01)));
        for number in [0.0, -1.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(from_serial(number, false), None);
        }
    }
}
