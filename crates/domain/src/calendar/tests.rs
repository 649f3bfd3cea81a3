use proptest::prelude::*;
use time::{Duration, Weekday, macros::date};

use super::*;

#[test]
fn every_line_of_the_table_is_a_day_in_order_that_differs_from_the_plain_week() {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).count();
    let days: Vec<_> = exceptions().collect();
    assert_eq!(days.len(), lines);
    assert!(days.is_sorted_by(|a, b| a.0 < b.0));
    for (day, works) in days {
        assert_eq!(works, matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday), "{day}");
        assert!(covered_years().contains(&day.year()), "{day}");
    }
}

#[test]
fn every_covered_year_has_the_working_days_that_law_leaves() {
    // 全国年节及纪念日放假办法: 11 days off a year, 13 from 2025. Holidays that fall on a weekend are
    // made good, so a year's working days are its weekdays less these.
    for year in covered_years() {
        let days = (1..=366).filter_map(|ordinal| Date::from_ordinal_date(year, ordinal).ok());
        let works: i32 = days.clone().map(|day| i32::from(is_working_day(day))).sum();
        let weekdays = days.filter(|day| day.weekday().number_days_from_monday() < 5).count();
        let off = i32::try_from(weekdays).unwrap() - works;
        let lawful = if year < 2025 { 11 } else { 13 };
        // Days shift over New Year, festivals meet, and 2020 was prolonged: two either way.
        assert!((off - lawful).abs() <= 2, "{year}: {off} days off");
    }
}

#[test]
fn the_notice_for_2026_is_followed() {
    for day in [date!(2026 - 01 - 04), date!(2026 - 02 - 14), date!(2026 - 02 - 28), date!(2026 - 05 - 09)] {
        assert!(is_working_day(day), "{day}");
    }
    for day in [date!(2026 - 01 - 02), date!(2026 - 02 - 23), date!(2026 - 04 - 06), date!(2026 - 10 - 07)] {
        assert!(!is_working_day(day), "{day}");
    }
    // 20 September is a Sunday worked for National Day, 25 September the Mid-autumn Festival.
    assert_eq!(working_days_between(date!(2026 - 09 - 18), date!(2026 - 09 - 27)), 5);
}

#[test]
fn a_phase_of_ten_working_days_jumps_over_the_spring_festival() {
    assert_eq!(add_working_days(date!(2026 - 02 - 13), 1), Some(date!(2026 - 02 - 14)));
    assert_eq!(add_working_days(date!(2026 - 02 - 13), 2), Some(date!(2026 - 02 - 24)));
    assert_eq!(add_working_days(date!(2026 - 02 - 13), 0), Some(date!(2026 - 02 - 13)));
    assert_eq!(add_working_days(date!(9999 - 12 - 30), 9), None);
}

#[test]
fn a_year_without_a_notice_has_plain_weeks_and_can_be_told() {
    assert!(is_working_day(date!(2031 - 10 - 01)) && !is_working_day(date!(2031 - 10 - 04)));
    assert!(
        !covers(date!(2026 - 12 - 01), date!(2027 - 01 - 31)) && covers(date!(2016 - 01 - 01), date!(2026 - 12 - 31))
    );
}

#[test]
fn a_period_is_written_as_it_is_read() {
    let period: Period = "2025-01-01/2025-12-31".parse().unwrap();
    assert_eq!(period.to_string(), "2025-01-01/2025-12-31");
    for text in ["2025-12-31/2025-01-01", "2025-01-01", "2025-W01-1/2025-12-31", "20250101/20251231", "/"] {
        assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
    }
}

fn day() -> impl Strategy<Value = Date> {
    (0..15_000_i64).prop_map(|n| date!(2000 - 01 - 01) + Duration::days(n))
}

proptest! {
    #[test]
    fn a_count_is_that_of_walking_day_by_day(from in day(), n in 0..900_i64) {
        let to = from + Duration::days(n);
        let walked = (1..=n).filter(|&k| is_working_day(from + Duration::days(k))).count();
        prop_assert_eq!(working_days_between(from, to), i32::try_from(walked).unwrap());
        prop_assert_eq!(working_days_between(to, from), -i32::try_from(walked).unwrap());
    }

    #[test]
    fn counts_add_up(a in day(), b in day(), c in day()) {
        prop_assert_eq!(
            working_days_between(a, b) + working_days_between(b, c),
            working_days_between(a, c)
        );
    }

    #[test]
    fn the_end_of_a_phase_is_its_first_day_with_that_count(start in day(), n in 1..400_u16) {
        let end = add_working_days(start, n).unwrap();
        prop_assert_eq!(working_days_between(start, end), i32::from(n));
        prop_assert!(is_working_day(end));
    }
}
